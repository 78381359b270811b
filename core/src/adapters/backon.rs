//! The adapter for `backon`: the closure by which it retries by decision.

use core::time::Duration;

use crate::policy::{Call, Decision, FailedAttempt};

/// Returns the argument of `adjust` of backon's `Retry`: it decides each failure once, by a call.
///
/// A retry waits for the back-off's delay, and no less than the failure asks for. Retrying ends with a failure that must
/// not be retried or that needs a remedy (a retry of the same request does not apply one), or when the delays of the
/// back-off or the attempts of the call end, whichever is first. By default backon stops after three retries.
///
/// With the feature `tracing`, each attempt that is retried is an event at DEBUG. See `errcat::tracing`.
///
/// Do not set `when`: backon asks it first, and its result says nothing about the delay.
///
/// ```
/// # use core::time::Duration;
/// use backon::{ExponentialBuilder, Retryable};
/// use errcat::backon::by_decision;
/// use errcat::tencent_meeting::RestError;
/// use errcat::{Call, Failure};
/// # #[cfg(any())]
/// use tokio::time::sleep;
/// # async fn sleep(_: Duration) {}
///
/// async fn meeting() -> Result<String, Failure<RestError>> {
///     // ...
/// #   Ok(String::new())
/// }
///
/// async fn patiently() -> Result<String, Failure<RestError>> {
///     meeting
///         .retry(ExponentialBuilder::new().with_jitter())
///         .sleep(sleep)
///         .adjust(by_decision(Call::new("GET")))
///         .await
/// }
/// ```
pub fn by_decision<F: FailedAttempt>(mut call: Call) -> impl FnMut(&F, Option<Duration>) -> Option<Duration> {
    move |failure, delay| match call.decide(failure) {
        Decision::Retry { after } => {
            let wait = delay?.max(after);
            failure.__log_retry(&call, wait);
            Some(wait)
        }
        Decision::Remedy { .. } | Decision::GiveUp(_) => None,
    }
}
