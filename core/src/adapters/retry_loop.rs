//! What the adapters that repeat requests have in common: an answer's decision in, a wait out.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::future::Future;
use core::pin::Pin;
use core::time::Duration;

use ::backon::{BackoffBuilder, ExponentialBuilder};

use crate::policy::Call;
use crate::wire::Decoder;
use crate::adapters::http::Idempotent;

/// Something to wait for.
pub(crate) type Wait = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The delays of one request.
pub(crate) type Delays = <ExponentialBuilder as BackoffBuilder>::Backoff;

/// How requests are repeated.
#[derive(Clone)]
pub(crate) struct Repeats {
    pub(crate) decoder: Decoder,
    pub(crate) back_off: ExponentialBuilder,
    pub(crate) max_attempts: Option<u32>,
    pub(crate) max_wait: Option<Duration>,
    sleep: Arc<dyn Fn(Duration) -> Wait + Send + Sync>,
}

impl Repeats {
    /// Delays that double from a second to a minute, with jitter, for as many attempts as a [`Call`] allows.
    pub(crate) fn new() -> Repeats {
        Repeats {
            decoder: Decoder::new(),
            back_off: ExponentialBuilder::new().with_jitter().without_max_times(),
            max_attempts: None,
            max_wait: None,
            sleep: Arc::new(|wait| Box::pin(tokio::time::sleep(wait))),
        }
    }

    pub(crate) fn sleep_by<F, W>(&mut self, sleep: F)
    where
        F: Fn(Duration) -> W + Send + Sync + 'static,
        W: Future<Output = ()> + Send + 'static,
    {
        self.sleep = Arc::new(move |wait| Box::pin(sleep(wait)));
    }

    pub(crate) fn sleep(&self, wait: Duration) -> Wait {
        (self.sleep)(wait)
    }

    /// The call that one request is.
    pub(crate) fn call(&self, method: &str, idempotent: Option<Idempotent>) -> Call {
        let mut call = Call::new(method);
        if let Some(Idempotent(idempotent)) = idempotent {
            call = call.idempotent(idempotent);
        }
        if let Some(attempts) = self.max_attempts {
            call = call.max_attempts(attempts);
        }
        if let Some(wait) = self.max_wait {
            call = call.max_wait(wait);
        }
        call
    }
}
