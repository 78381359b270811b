//! The adapter for `tower`: a policy for `tower::retry` that retries by decision.

use alloc::sync::Arc;
use core::future::Future;
use core::marker::PhantomData;
use core::time::Duration;

use ::backon::{BackoffBuilder, ExponentialBuilder};
use ::http::{Request, Response};
use ::tower::retry;
use ::tower::retry::budget::{Budget, TpsBudget};

use crate::adapters::http::check_with;
use crate::adapters::retry_loop::{Delays, RetryOptions, Wait};
use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};
use crate::policy::{Call, Decision};
use crate::wire::Decoder;

pub use crate::adapters::http::Idempotent;

/// Retries requests by the code of a failure, instead of its HTTP status, as far as a budget allows.
///
/// It is for services whose requests can be cloned and whose responses hold their body in memory. Whether a request is
/// idempotent depends on its method, unless it has the extension [`Idempotent`]. An error of the service is a failure
/// without a response: the request may already have been carried out. A failure that needs a remedy is not retried.
///
/// Each success is a deposit in the budget, and each retry a withdrawal, so that a server in trouble is not flooded.
/// Clones of a policy share the budget, and each request is decided on its own.
///
/// With the feature `tracing`, each attempt that is retried is an event at DEBUG. See `errcat::tracing`.
///
/// ```
/// use errcat::tencent_meeting::RestError;
/// use errcat::tower::RetryPolicy;
/// use tower::retry::RetryLayer;
///
/// let layer = RetryLayer::new(RetryPolicy::<RestError>::new().max_attempts(3));
/// ```
pub struct RetryPolicy<C> {
    options: RetryOptions,
    budget: Arc<dyn Budget + Send + Sync>,
    /// The call of the one request that this clone is for, once it has failed.
    begun: Option<(Call, Delays)>,
    codes: PhantomData<fn() -> C>,
}

/// Clones the policy, with the same budget, for another request.
impl<C> Clone for RetryPolicy<C> {
    fn clone(&self) -> RetryPolicy<C> {
        RetryPolicy {
            options: self.options.clone(),
            budget: Arc::clone(&self.budget),
            begun: None,
            codes: PhantomData,
        }
    }
}

impl<C: ErrorCode> Default for RetryPolicy<C> {
    fn default() -> RetryPolicy<C> {
        RetryPolicy::new()
    }
}

impl<C: ErrorCode> RetryPolicy<C> {
    /// Creates a policy with delays that double from a second to a minute, with jitter, within the limits of [`Call::new`]
    /// and the default budget of [`TpsBudget`].
    pub fn new() -> RetryPolicy<C> {
        RetryPolicy {
            options: RetryOptions::new(),
            budget: Arc::new(TpsBudget::default()),
            begun: None,
            codes: PhantomData,
        }
    }

    /// Sets the decoder, which limits how much of a body is read.
    #[must_use]
    pub fn decoder(mut self, decoder: Decoder) -> RetryPolicy<C> {
        self.options.decoder = decoder;
        self
    }

    /// Sets the delays between attempts. A failure may ask for a longer wait, never for a shorter one. The attempts end
    /// with the delays; those of a builder with nothing set end after three.
    #[must_use]
    pub fn back_off(mut self, back_off: ExponentialBuilder) -> RetryPolicy<C> {
        self.options.back_off = back_off;
        self
    }

    /// Sets the maximum number of attempts, including the first one.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> RetryPolicy<C> {
        self.options.max_attempts = Some(attempts);
        self
    }

    /// Sets the maximum wait before a retry.
    #[must_use]
    pub fn max_wait(mut self, wait: Duration) -> RetryPolicy<C> {
        self.options.max_wait = Some(wait);
        self
    }

    /// Sets the budget, which other policies may share.
    #[must_use]
    pub fn budget(mut self, budget: Arc<dyn Budget + Send + Sync>) -> RetryPolicy<C> {
        self.budget = budget;
        self
    }

    /// Sets how to wait, instead of with tokio's timer.
    #[must_use]
    pub fn sleep<F, W>(mut self, sleep: F) -> RetryPolicy<C>
    where
        F: Fn(Duration) -> W + Send + Sync + 'static,
        W: Future<Output = ()> + Send + 'static,
    {
        self.options.set_sleep(sleep);
        self
    }

    /// Returns the wait before the retry; `None` is to give up.
    fn wait<B>(&mut self, request: &Request<B>, failure: &Failure<C>) -> Option<Duration> {
        let RetryPolicy { options, begun, .. } = self;
        let (call, delays) = begun.get_or_insert_with(|| {
            let idempotent = request.extensions().get::<Idempotent>().copied();
            (options.call(request.method().as_str(), idempotent), options.back_off.build())
        });
        match call.decide(failure) {
            Decision::Retry { after } => delays.next().map(|delay| delay.max(after)),
            Decision::Remedy { .. } | Decision::GiveUp(_) => None,
        }
    }
}

impl<C, B, R, E> retry::Policy<Request<B>, Response<R>, E> for RetryPolicy<C>
where
    C: ErrorCode,
    B: Clone,
    R: AsRef<[u8]>,
{
    type Future = Wait;

    fn retry(&mut self, request: &mut Request<B>, result: &mut Result<Response<R>, E>) -> Option<Wait> {
        let checked = match result {
            Ok(response) => check_with(self.options.decoder, response),
            Err(_) => Err(Failure::new(Received::Absent)),
        };
        let Err(failure) = checked else {
            self.budget.deposit();
            return None;
        };
        let wait = self.wait(request, &failure)?;
        if !self.budget.withdraw() {
            return None;
        }
        #[cfg(feature = "tracing")]
        if let Some((call, _)) = &self.begun {
            failure.log_retry(call, wait);
        }
        Some(self.options.sleep(wait))
    }

    fn clone_request(&mut self, request: &Request<B>) -> Option<Request<B>> {
        Some(request.clone())
    }
}
