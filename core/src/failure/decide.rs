//! The decision about a failure.

use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::policy::{Call, Circumstances, Decision};

impl Call {
    /// Decides what to do after a failed attempt.
    ///
    /// Each call of this method counts one attempt, and a remedy that the decision names counts as applied.
    pub fn decide<C: ErrorCode>(&mut self, failure: &Failure<C>) -> Decision {
        self.decide_by(&Circumstances {
            retry: failure.retry(),
            retry_safety: failure.retry_safety(),
            hint: failure.retry_hint(),
        })
    }
}
