//! What the decision about a failed attempt needs to know of the failure.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::time::Duration;

use crate::policy::{Call, Retry, RetryHint, RetrySafety};

/// What [`Call::decide`](crate::Call::decide) needs to know of a failed attempt.
///
/// A [`Failure`](crate::Failure) and every [`union!`](crate::union) implement it. Implement it for an error type of your
/// own if it has a failure in some of its variants only:
///
/// ```
/// use errcat::tencent_meeting::RestError;
/// use errcat::{Call, Decision, FailedAttempt, Failure, GiveUpReason, Retry, RetryHint, RetrySafety};
///
/// enum MeetingError {
///     Refused(Failure<RestError>),
///     /// The response of a success has an unexpected form.
///     Malformed,
/// }
///
/// impl FailedAttempt for MeetingError {
///     fn retry(&self) -> Retry {
///         match self {
///             MeetingError::Refused(failure) => failure.retry(),
///             MeetingError::Malformed => Retry::Never,
///         }
///     }
///
///     fn retry_safety(&self) -> RetrySafety {
///         match self {
///             MeetingError::Refused(failure) => failure.retry_safety(),
///             MeetingError::Malformed => RetrySafety::IfIdempotent,
///         }
///     }
///
///     fn retry_hint(&self) -> Option<RetryHint> {
///         match self {
///             MeetingError::Refused(failure) => failure.retry_hint(),
///             MeetingError::Malformed => None,
///         }
///     }
/// }
///
/// let mut call = Call::new("GET");
/// let refused = MeetingError::Refused(Failure::from(RestError::MinuteCallLimitReached));
/// assert!(matches!(call.decide(&refused), Decision::Retry { .. }));
/// assert_eq!(call.decide(&MeetingError::Malformed), Decision::GiveUp(GiveUpReason::Permanent));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say whether a retry helps",
    label = "the trait `FailedAttempt` is not implemented for this type",
    note = "convert a code, a struct of params or an error that derives `Coded` into a failure: `Failure::from(error)`"
)]
pub trait FailedAttempt {
    /// Returns what to do about it.
    fn retry(&self) -> Retry;

    /// Returns whether the request may be retried although it may already have been carried out.
    fn retry_safety(&self) -> RetrySafety;

    /// Returns the server's word on a retry.
    fn retry_hint(&self) -> Option<RetryHint>;

    /// Emits the event for an attempt that is retried, with the feature `tracing`. A type of your own has none.
    #[doc(hidden)]
    fn __log_retry(&self, _call: &Call, _wait: Duration) {}
}

macro_rules! pointers {
    ($($pointer:ty)*) => {$(
        impl<F: FailedAttempt + ?Sized> FailedAttempt for $pointer {
            fn retry(&self) -> Retry {
                (**self).retry()
            }

            fn retry_safety(&self) -> RetrySafety {
                (**self).retry_safety()
            }

            fn retry_hint(&self) -> Option<RetryHint> {
                (**self).retry_hint()
            }

            fn __log_retry(&self, call: &Call, wait: Duration) {
                (**self).__log_retry(call, wait);
            }
        }
    )*};
}

pointers!(&F &mut F Box<F> Arc<F>);
