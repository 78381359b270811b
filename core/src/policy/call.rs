//! May this be repeated, when, and after doing what?

use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use crate::entry::ErrorCode;
use crate::failure::{Failure, RetryHint};
use crate::policy::{Remedy, Repeat, RetrySafety, Retry};

/// What to do after a failure.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Repeat the request, after the back-off's delay and no sooner than this.
    Repeat {
        /// The shortest wait; a back-off may ask for more, never for less.
        at_least: Duration,
    },
    /// Carry out the remedy, then repeat the request after the back-off's delay, and no sooner than
    /// [`Failure::wait`] says.
    Fix(Remedy),
    /// Do not repeat.
    GiveUp(GiveUpReason),
}

/// GiveUpReason a request is not repeated.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GiveUpReason {
    /// The same request would fail the same way.
    Permanent,
    /// The server says so.
    Refused,
    /// It may have been carried out, and it is not idempotent.
    NotIdempotent,
    /// It would take a remedy that the caller cannot carry out.
    CannotRemedy(Remedy),
    /// The remedy was carried out and did not help.
    RemedyDidNotHelp(Remedy),
    /// The wait is longer than the caller accepts. It is worth coming back then.
    TooLong {
        /// The shortest wait.
        at_least: Duration,
    },
    /// It was attempted as often as the caller allows.
    Attempts,
}

impl fmt::Display for GiveUpReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GiveUpReason::Permanent => f.write_str("the same request would fail the same way"),
            GiveUpReason::Refused => f.write_str("the server asks not to repeat"),
            GiveUpReason::NotIdempotent => f.write_str("it may have been carried out, and it is not idempotent"),
            GiveUpReason::CannotRemedy(remedy) => {
                write!(f, "it takes the remedy {remedy}, which the caller cannot carry out")
            }
            GiveUpReason::RemedyDidNotHelp(remedy) => write!(f, "the remedy {remedy} did not help"),
            GiveUpReason::TooLong { at_least } => write!(f, "it would take a wait of {at_least:?} or more"),
            GiveUpReason::Attempts => f.write_str("it was attempted often enough"),
        }
    }
}

/// One call with all its attempts: what deciding needs to know of the caller.
///
/// It has no clock and no randomness: the delays between attempts are a back-off library's.
///
/// ```
/// use core::time::Duration;
/// use errcat::tencent_meeting::RestError;
/// use errcat::{Call, Decision, Failure, Remedy, GiveUpReason};
///
/// let mut call = Call::new("POST").can(Remedy::RefreshToken).max_wait(Duration::from_secs(90));
///
/// let expired = Failure::from(RestError::UnauthorizedSecret);
/// assert_eq!(call.decide(&expired), Decision::Remedy(Remedy::RefreshToken));
/// assert_eq!(call.decide(&expired), Decision::GiveUp(GiveUpReason::RemedyDidNotHelp(Remedy::RefreshToken)));
///
/// let limit = Failure::from(RestError::MinuteCallLimitReached);
/// assert_eq!(call.decide(&limit), Decision::Retry { at_least: Duration::from_secs(60) });
///
/// let day = Duration::from_secs(24 * 60 * 60);
/// let daily = Failure::from(RestError::DailyCallLimitReached);
/// assert_eq!(call.decide(&daily), Decision::GiveUp(GiveUpReason::TooLong { at_least: day }));
/// ```
#[derive(Clone, Debug)]
pub struct Call {
    idempotent: bool,
    attempts: u32,
    max_attempts: u32,
    max_wait: Duration,
    can: Vec<Remedy>,
    carried_out: Vec<Remedy>,
}

impl Call {
    /// A call by an HTTP method, which says whether it is idempotent (RFC 9110, section 9.2.2): GET, HEAD, OPTIONS,
    /// TRACE, PUT and DELETE are; POST, PATCH and what is not known are not. At most 5 attempts, and no single wait
    /// longer than two minutes.
    pub fn new(method: &str) -> Call {
        let idempotent = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"].contains(&method);
        Call {
            idempotent,
            attempts: 0,
            max_attempts: 5,
            max_wait: Duration::from_secs(120),
            can: Vec::new(),
            carried_out: Vec::new(),
        }
    }

    /// The same, idempotent or not, whatever the method: a POST with an idempotency key is, for one.
    #[must_use]
    pub fn idempotent(mut self, idempotent: bool) -> Call {
        self.idempotent = idempotent;
        self
    }

    /// The same with a remedy that the caller can carry out.
    #[must_use]
    pub fn can(mut self, remedy: Remedy) -> Call {
        self.can.push(remedy);
        self
    }

    /// The same with the longest single wait that the caller accepts.
    #[must_use]
    pub fn max_wait(mut self, wait: Duration) -> Call {
        self.max_wait = wait;
        self
    }

    /// The same with how often it may be attempted, the first time included.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Call {
        self.max_attempts = attempts;
        self
    }

    /// How many attempts have failed.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Decides what to do after an attempt that failed. Each call of this counts one attempt, and a remedy that it
    /// names counts as carried out.
    pub fn decide<C: ErrorCode>(&mut self, failure: &Failure<C>) -> Decision {
        self.attempts = self.attempts.saturating_add(1);
        match self.weigh(failure) {
            Ok(decision) => decision,
            Err(why) => Decision::GiveUp(why),
        }
    }

    fn weigh<C: ErrorCode>(&mut self, failure: &Failure<C>) -> Result<Decision, GiveUpReason> {
        let hint = match failure.retry_hint() {
            Some(RetryHint::Never) => return Err(GiveUpReason::Refused),
            Some(RetryHint::After(wait)) => Some(wait),
            None => None,
        };
        let retry = failure.retry();
        if retry == Retry::Never {
            return Err(GiveUpReason::Permanent);
        }
        if failure.retry_safety() == RetrySafety::IfIdempotent && !self.idempotent {
            return Err(GiveUpReason::NotIdempotent);
        }
        if let Retry::Remedy { remedy, repeat } = retry {
            if !self.can.contains(&remedy) {
                return Err(GiveUpReason::CannotRemedy(remedy));
            }
            if repeat == Repeat::Once && self.carried_out.contains(&remedy) {
                return Err(GiveUpReason::RemedyDidNotHelp(remedy));
            }
        }
        let at_least = match retry {
            Retry::Throttled { after } => hint.or(after),
            _ => hint,
        };
        let at_least = at_least.unwrap_or_default();
        if at_least > self.max_wait {
            return Err(GiveUpReason::TooLong { at_least });
        }
        // Behind the wait: when to come back is worth knowing after the last attempt, too.
        if self.attempts >= self.max_attempts {
            return Err(GiveUpReason::Attempts);
        }
        if let Retry::Remedy { remedy, .. } = retry {
            self.carried_out.push(remedy);
            return Ok(Decision::Remedy(remedy));
        }
        Ok(Decision::Retry { at_least })
    }
}
