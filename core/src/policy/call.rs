//! One call with all its attempts: what the decision about a failed attempt needs to know of the caller.

use alloc::vec::Vec;
use core::time::Duration;

use crate::policy::{Decision, FailedAttempt, GiveUpReason, Remedy, Repeat, Retry, RetryHint, RetrySafety};

/// One call with all its attempts: what the decision about a failed attempt needs to know of the caller.
///
/// It has no clock and no randomness: a back-off library adds the delays between attempts.
///
/// ```
/// use core::time::Duration;
/// use errcat::tencent_meeting::RestError;
/// use errcat::{Call, Decision, Failure, GiveUpReason, Remedy};
///
/// let mut call = Call::new("POST").with_remedy(Remedy::RefreshToken).max_wait(Duration::from_secs(90));
///
/// let expired = Failure::from(RestError::UnauthorizedSecret);
/// let refresh = Decision::Remedy { remedy: Remedy::RefreshToken, after: Duration::ZERO };
/// assert_eq!(call.decide(&expired), refresh);
/// let reason = GiveUpReason::RemedyFailed(Remedy::RefreshToken);
/// assert_eq!(call.decide(&expired), Decision::GiveUp(reason));
///
/// let limit = Failure::from(RestError::MinuteCallLimitReached);
/// assert_eq!(call.decide(&limit), Decision::Retry { after: Duration::from_secs(60) });
///
/// let day = Duration::from_secs(24 * 60 * 60);
/// let daily = Failure::from(RestError::DailyCallLimitReached);
/// assert_eq!(call.decide(&daily), Decision::GiveUp(GiveUpReason::WaitTooLong { after: day }));
/// ```
#[derive(Clone, Debug)]
pub struct Call {
    idempotent: bool,
    attempts: u32,
    max_attempts: u32,
    max_wait: Duration,
    available: Vec<Remedy>,
    applied: Vec<Remedy>,
}

impl Call {
    /// Creates a call with an HTTP method, which determines whether it is idempotent (RFC 9110, section 9.2.2): GET,
    /// HEAD, OPTIONS, TRACE, PUT and DELETE are; POST, PATCH and unknown methods are not.
    ///
    /// By default a call makes at most 5 attempts and accepts no single wait longer than two minutes.
    pub fn new(method: &str) -> Call {
        let idempotent = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"].contains(&method);
        Call {
            idempotent,
            attempts: 0,
            max_attempts: 5,
            max_wait: Duration::from_secs(120),
            available: Vec::new(),
            applied: Vec::new(),
        }
    }

    /// Sets whether the call is idempotent, whatever its method: a POST with an idempotency key is, for example.
    #[must_use]
    pub fn idempotent(mut self, idempotent: bool) -> Call {
        self.idempotent = idempotent;
        self
    }

    /// Adds a remedy that the caller can apply.
    #[must_use]
    pub fn with_remedy(mut self, remedy: Remedy) -> Call {
        self.available.push(remedy);
        self
    }

    /// Sets the maximum wait before a retry that the caller accepts.
    #[must_use]
    pub fn max_wait(mut self, wait: Duration) -> Call {
        self.max_wait = wait;
        self
    }

    /// Sets the maximum number of attempts, including the first one.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Call {
        self.max_attempts = attempts;
        self
    }

    /// Returns how many attempts have failed.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Decides what to do after a failed attempt: a [`Failure`](crate::Failure), a [`union!`](crate::union) of several
    /// tables, or an error of your own that is a [`FailedAttempt`].
    ///
    /// Each call of this method counts one attempt, and a remedy that the decision names counts as applied.
    pub fn decide<F: FailedAttempt + ?Sized>(&mut self, failure: &F) -> Decision {
        self.attempts = self.attempts.saturating_add(1);
        match self.weigh(failure.retry(), failure.retry_safety(), failure.retry_hint()) {
            Ok(decision) => decision,
            Err(reason) => Decision::GiveUp(reason),
        }
    }

    fn weigh(
        &mut self,
        retry: Retry,
        retry_safety: RetrySafety,
        hint: Option<RetryHint>,
    ) -> Result<Decision, GiveUpReason> {
        let is_asked_for = match hint {
            Some(RetryHint::Never) => return Err(GiveUpReason::ServerRefused),
            Some(RetryHint::Retry { .. }) => true,
            Some(RetryHint::After(_)) | None => false,
        };
        if retry == Retry::Never && !is_asked_for {
            return Err(GiveUpReason::Permanent);
        }
        if retry_safety == RetrySafety::IfIdempotent && !self.idempotent {
            return Err(GiveUpReason::NotIdempotent);
        }
        if let Some((remedy, repeat)) = retry.remedy() {
            if !self.available.contains(remedy) {
                return Err(GiveUpReason::RemedyUnavailable(*remedy));
            }
            if repeat == Repeat::Once && self.applied.contains(remedy) {
                return Err(GiveUpReason::RemedyFailed(*remedy));
            }
        }
        let after = hint.and_then(|hint| hint.after()).or(retry.after()).unwrap_or_default();
        if after > self.max_wait {
            return Err(GiveUpReason::WaitTooLong { after });
        }
        // Checked after the wait: when to come back is worth knowing after the last attempt, too.
        if self.attempts >= self.max_attempts {
            return Err(GiveUpReason::MaxAttempts);
        }
        if let Some((&remedy, _)) = retry.remedy() {
            self.applied.push(remedy);
            return Ok(Decision::Remedy { remedy, after });
        }
        Ok(Decision::Retry { after })
    }
}
