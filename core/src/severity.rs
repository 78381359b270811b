//! How grave an occurrence of an entry is: the words of syslog, and a success.

use core::fmt;

/// How grave an occurrence of an entry is, from the mildest.
///
/// Source of the words and numbers: RFC 5424, section 6.2.1. [`Success`](Severity::Success) is none of its words: a code
/// of that severity is no error.
///
/// ```
/// use errcat::{Severity, tencent_meeting::RestError};
///
/// assert_eq!(RestError::MeetingNotFound.severity(), Severity::Error);
/// assert!(Severity::Warning < Severity::Error);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// No error at all.
    Success,
    /// Of use to those who develop the service.
    Debug,
    /// For information.
    Informational,
    /// Normal, and worth knowing.
    Notice,
    /// It went well, and something about it may not have been meant.
    Warning,
    /// It failed. What a list does not say otherwise is this.
    Error,
    /// Something larger than the request has failed.
    Critical,
    /// Somebody has to act at once.
    Alert,
    /// The system cannot be used.
    Emergency,
}

impl Severity {
    /// Every severity, from the mildest.
    pub const ALL: [Severity; 9] = [
        Severity::Success,
        Severity::Debug,
        Severity::Informational,
        Severity::Notice,
        Severity::Warning,
        Severity::Error,
        Severity::Critical,
        Severity::Alert,
        Severity::Emergency,
    ];

    /// The word in a catalog, such as `warning`.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Success => "success",
            Severity::Debug => "debug",
            Severity::Informational => "informational",
            Severity::Notice => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
            Severity::Critical => "critical",
            Severity::Alert => "alert",
            Severity::Emergency => "emergency",
        }
    }

    /// The number of RFC 5424, from 0 for an emergency to 7 for what debugging needs. A success has none.
    pub const fn syslog(self) -> Option<u8> {
        match self {
            Severity::Success => None,
            Severity::Debug => Some(7),
            Severity::Informational => Some(6),
            Severity::Notice => Some(5),
            Severity::Warning => Some(4),
            Severity::Error => Some(3),
            Severity::Critical => Some(2),
            Severity::Alert => Some(1),
            Severity::Emergency => Some(0),
        }
    }
}

/// The word in a catalog.
impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
