//! What the decision about a failed attempt needs to know of a failure.

#[cfg(feature = "tracing")]
use core::time::Duration;

use crate::entry::ErrorCode;
use crate::failure::Failure;
#[cfg(feature = "tracing")]
use crate::policy::Call;
use crate::policy::{FailedAttempt, Retry, RetryHint, RetrySafety};

impl<C: ErrorCode> FailedAttempt for Failure<C> {
    fn retry(&self) -> Retry {
        self.retry()
    }

    fn retry_safety(&self) -> RetrySafety {
        self.retry_safety()
    }

    fn retry_hint(&self) -> Option<RetryHint> {
        self.trusted_hint()
    }

    #[cfg(feature = "tracing")]
    fn __log_retry(&self, call: &Call, wait: Duration) {
        self.log_retry(call, wait);
    }
}
