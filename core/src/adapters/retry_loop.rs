//! What the adapters that retry requests share: how requests are retried.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::future::Future;
use core::pin::Pin;
use core::time::Duration;

use ::backon::{BackoffBuilder, ExponentialBuilder};

use crate::adapters::http::Idempotent;
use crate::policy::Call;
use crate::wire::Decoder;

/// The future of a wait.
pub(crate) type Wait = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The delays of one request.
pub(crate) type Delays = <ExponentialBuilder as BackoffBuilder>::Backoff;

/// How requests are retried.
#[derive(Clone)]
pub(crate) struct RetryOptions {
    pub(crate) decoder: Decoder,
    pub(crate) back_off: ExponentialBuilder,
    pub(crate) max_attempts: Option<u32>,
    pub(crate) max_wait: Option<Duration>,
    sleep: Arc<dyn Fn(Duration) -> Wait + Send + Sync>,
}

impl RetryOptions {
    /// Creates options with delays that double from a second to a minute, with jitter, for as many attempts as a
    /// [`Call`] allows.
    pub(crate) fn new() -> RetryOptions {
        RetryOptions {
            decoder: Decoder::new(),
            back_off: ExponentialBuilder::new().with_jitter().without_max_times(),
            max_attempts: None,
            max_wait: None,
            sleep: Arc::new(|wait| Box::pin(tokio::time::sleep(wait))),
        }
    }

    pub(crate) fn set_sleep<F, W>(&mut self, sleep: F)
    where
        F: Fn(Duration) -> W + Send + Sync + 'static,
        W: Future<Output = ()> + Send + 'static,
    {
        self.sleep = Arc::new(move |wait| Box::pin(sleep(wait)));
    }

    pub(crate) fn sleep(&self, wait: Duration) -> Wait {
        (self.sleep)(wait)
    }

    /// Returns the call of one request.
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
