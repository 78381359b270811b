//! How severe an occurrence of an entry is.

use crate::word::named;

named! {
    /// How severe an occurrence of an entry is, from the mildest.
    ///
    /// Source of the words and numbers: RFC 5424, section 6.2.1. [`Success`](Severity::Success) is not among its words:
    /// a code of that severity is not an error.
    ///
    /// ```
    /// use errcat_types::Severity;
    ///
    /// assert_eq!("warning".parse(), Ok(Severity::Warning));
    /// assert!(Severity::Warning < Severity::Error);
    /// ```
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Severity ("severity") {
        /// Not an error at all.
        Success: "success",
        /// Useful to those who develop the service.
        Debug: "debug",
        /// For information.
        Informational: "informational",
        /// Normal but significant.
        Notice: "notice",
        /// It succeeded, with something that may be unintended.
        Warning: "warning",
        /// It failed. The default.
        #[default]
        Error: "error",
        /// Something larger than the request has failed.
        Critical: "critical",
        /// Somebody must act immediately.
        Alert: "alert",
        /// The system is unusable.
        Emergency: "emergency",
    }
}

impl Severity {
    /// Returns the number of RFC 5424, from 0 for an emergency to 7 for debugging. A success has none.
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
