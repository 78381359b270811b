//! An answer of a `tower` service in, a wait before the repeat out, or none: a policy for `tower::retry`.

use alloc::sync::Arc;
use core::future::Future;
use core::marker::PhantomData;
use core::time::Duration;

use ::backon::{BackoffBuilder, ExponentialBuilder};
use ::http::{Request, Response};
use ::tower::retry;
use ::tower::retry::budget::{Budget, TpsBudget};

use crate::policy::{Call, Decision};
use crate::wire::Decoder;
use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};
use crate::adapters::retry_loop::{Delays, Repeats, Wait};

pub use crate::adapters::http::Idempotent;

/// Repeats requests by what the body of a failure says, and not by its HTTP status, as far as a budget allows.
///
/// It is for services whose requests can be cloned and whose answers have their body at hand. A request is idempotent
/// or not by its method, unless an [`Idempotent`] among its extensions says otherwise. An error of the service is a
/// failure without an answer: nobody knows whether the request was carried out. A failure that takes a remedy is not
/// repeated.
///
/// Each success is a deposit in the budget, and each repeat a withdrawal, so that a server in trouble is not flooded.
/// Clones of a policy share the budget, and each request is decided on its own.
///
/// ```
/// use errcat::tencent_meeting::RestError;
/// use errcat::tower::Policy;
/// use tower::retry::RetryLayer;
///
/// let layer = RetryLayer::new(Policy::<RestError>::new().max_attempts(3));
/// ```
pub struct Policy<C> {
    repeats: Repeats,
    budget: Arc<dyn Budget + Send + Sync>,
    /// What is known of the one request that this clone is for.
    begun: Option<(Call, Delays)>,
    codes: PhantomData<fn() -> C>,
}

/// With the same budget, for another request.
impl<C> Clone for Policy<C> {
    fn clone(&self) -> Policy<C> {
        Policy {
            repeats: self.repeats.clone(),
            budget: Arc::clone(&self.budget),
            begun: None,
            codes: PhantomData,
        }
    }
}

impl<C: ErrorCode> Default for Policy<C> {
    fn default() -> Policy<C> {
        Policy::new()
    }
}

impl<C: ErrorCode> Policy<C> {
    /// Repeats with delays that double from a second to a minute, with jitter, within the limits of [`Call::new`] and
    /// the default budget of [`TpsBudget`].
    pub fn new() -> Policy<C> {
        Policy {
            repeats: Repeats::new(),
            budget: Arc::new(TpsBudget::default()),
            begun: None,
            codes: PhantomData,
        }
    }

    /// The same with another decoder, which says how much of a body is looked at.
    #[must_use]
    pub fn decoder(mut self, decoder: Decoder) -> Policy<C> {
        self.repeats.decoder = decoder;
        self
    }

    /// The same with other delays between attempts. A failure may ask for a longer wait, never for a shorter one. Where
    /// the delays end, so do the attempts; those of a builder with nothing set end after three.
    #[must_use]
    pub fn back_off(mut self, back_off: ExponentialBuilder) -> Policy<C> {
        self.repeats.back_off = back_off;
        self
    }

    /// The same with how often a request may be attempted, the first time included.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Policy<C> {
        self.repeats.max_attempts = Some(attempts);
        self
    }

    /// The same with the longest single wait that a failure may ask for.
    #[must_use]
    pub fn max_wait(mut self, wait: Duration) -> Policy<C> {
        self.repeats.max_wait = Some(wait);
        self
    }

    /// The same with another budget, which other policies may share.
    #[must_use]
    pub fn budget(mut self, budget: Arc<dyn Budget + Send + Sync>) -> Policy<C> {
        self.budget = budget;
        self
    }

    /// The same with another way to wait than tokio's clock.
    #[must_use]
    pub fn sleep<F, W>(mut self, sleep: F) -> Policy<C>
    where
        F: Fn(Duration) -> W + Send + Sync + 'static,
        W: Future<Output = ()> + Send + 'static,
    {
        self.repeats.sleep_by(sleep);
        self
    }

    /// The wait before the repeat that a failure asks for; `None` is to give up.
    fn wait<B>(&mut self, request: &Request<B>, failure: &Failure<C>) -> Option<Duration> {
        let Policy { repeats, begun, .. } = self;
        let (call, delays) = begun.get_or_insert_with(|| {
            let idempotent = request.extensions().get::<Idempotent>().copied();
            (repeats.call(request.method().as_str(), idempotent), repeats.back_off.build())
        });
        match call.decide(failure) {
            Decision::Retry { at_least } => delays.next().map(|delay| delay.max(at_least)),
            Decision::Remedy(_) | Decision::GiveUp(_) => None,
        }
    }
}

impl<C, B, R, E> retry::Policy<Request<B>, Response<R>, E> for Policy<C>
where
    C: ErrorCode,
    B: Clone,
    R: AsRef<[u8]>,
{
    type Future = Wait;

    fn retry(&mut self, request: &mut Request<B>, result: &mut Result<Response<R>, E>) -> Option<Wait> {
        let failure = match result {
            Ok(answer) => {
                let (status, body) = (answer.status().as_u16(), answer.body().as_ref());
                self.repeats.decoder.decode(status, answer.headers(), body)
            }
            Err(_) => Some(Failure::new(Received::Absent)),
        };
        let Some(failure) = failure else {
            self.budget.deposit();
            return None;
        };
        let wait = self.wait(request, &failure)?;
        self.budget.withdraw().then(|| self.repeats.sleep(wait))
    }

    fn clone_request(&mut self, request: &Request<B>) -> Option<Request<B>> {
        Some(request.clone())
    }
}
