//! What an error means for the caller: its category, whether a retry helps, and the decision about one failed attempt.

mod call;
mod decision;
mod failed_attempt;
mod http_status;
mod treatment;

pub use errcat_types::{
    Category, CustomRemedy, Exposure, InvalidName, Reader, Recovery, Remedy, Repeat, Retry, RetrySafety,
    Severity,
};

pub use call::Call;
pub use decision::{Decision, GiveUpReason, RetryHint};
pub use failed_attempt::FailedAttempt;
pub(crate) use treatment::Treatment;
