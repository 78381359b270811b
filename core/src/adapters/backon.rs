//! A call in; out comes what `backon` asks after each failure: whether to repeat, and when.

use core::time::Duration;

use crate::policy::{Call, Decision};
use crate::entry::ErrorCode;
use crate::failure::Failure;

/// What `adjust` of backon's `Retry` takes: each failure is decided once, by the call.
///
/// A repeat waits for the back-off's delay, and no less than the failure asks for. It ends with a failure that is not
/// to be repeated, or that takes a remedy (repeating the same request does not carry one out), or where the back-off
/// or the call's attempts end, whichever is first. backon alone stops after three repeats.
///
/// Nothing goes into `when`: backon asks that first, and what it answers is no decision on the delay.
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
pub fn by_decision<C: ErrorCode>(
    mut call: Call,
) -> impl FnMut(&Failure<C>, Option<Duration>) -> Option<Duration> {
    move |failure, delay| match call.decide(failure) {
        Decision::Retry { at_least } => delay.map(|delay| delay.max(at_least)),
        Decision::Remedy(_) | Decision::GiveUp(_) => None,
    }
}
