//! The decisions about a failed attempt, and the server's own word on it.

use core::fmt;
use core::time::Duration;

use crate::policy::Remedy;

/// What to do after a failure.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Retry the request.
    Retry {
        /// The shortest wait. A back-off may wait longer, never shorter.
        after: Duration,
    },
    /// Apply the remedy, then retry the request.
    Remedy {
        /// What has to be done first.
        remedy: Remedy,
        /// The shortest wait before the retry. A back-off may wait longer, never shorter.
        after: Duration,
    },
    /// Do not retry.
    GiveUp(GiveUpReason),
}

/// Why a request is not retried.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GiveUpReason {
    /// The same request would fail the same way.
    Permanent,
    /// The server asked not to retry.
    ServerRefused,
    /// The request may already have been carried out, and it is not idempotent.
    NotIdempotent,
    /// The caller cannot apply the remedy that a retry needs.
    RemedyUnavailable(Remedy),
    /// The remedy was applied and did not help.
    RemedyFailed(Remedy),
    /// The wait is longer than the caller accepts.
    WaitTooLong {
        /// The shortest wait after which a retry may succeed.
        after: Duration,
    },
    /// The request was attempted as often as the caller allows.
    MaxAttempts,
}

/// Writes the reason as a clause, such as "the server asked not to retry".
impl fmt::Display for GiveUpReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GiveUpReason::Permanent => f.write_str("the same request would fail the same way"),
            GiveUpReason::ServerRefused => f.write_str("the server asked not to retry"),
            GiveUpReason::NotIdempotent => {
                f.write_str("the request may already have been carried out, and it is not idempotent")
            }
            GiveUpReason::RemedyUnavailable(remedy) => {
                write!(f, "a retry needs the remedy {remedy}, which the caller cannot apply")
            }
            GiveUpReason::RemedyFailed(remedy) => write!(f, "the remedy {remedy} did not help"),
            GiveUpReason::WaitTooLong { after } => {
                write!(f, "a retry needs a wait of {after:?} or more")
            }
            GiveUpReason::MaxAttempts => f.write_str("the maximum number of attempts is reached"),
        }
    }
}

/// The server's own word on a retry. It takes precedence over the catalog.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetryHint {
    /// Retry no sooner than after this wait.
    After(Duration),
    /// Do not retry.
    Never,
    /// A retry is worth it. For a code that the catalog calls permanent, this is heard only if the table trusts it: if its
    /// envelope names `should_retry`.
    Retry {
        /// The shortest wait before the retry, if the server stated one.
        after: Option<Duration>,
    },
}

impl RetryHint {
    /// Returns the shortest wait before a retry, if the server stated one.
    pub const fn after(&self) -> Option<Duration> {
        match self {
            RetryHint::After(after) => Some(*after),
            RetryHint::Retry { after } => *after,
            RetryHint::Never => None,
        }
    }
}
