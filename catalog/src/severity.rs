//! How grave an occurrence of an entry is: the words of syslog, and a success.

/// How grave an occurrence of an entry is, from the mildest.
///
/// Source of the words: RFC 5424, section 6.2.1. `success` is none of its words: an entry of it is no error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the standard's
pub enum Severity {
    Success,
    Debug,
    Informational,
    Notice,
    Warning,
    #[default]
    Error,
    Critical,
    Alert,
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

    /// The name of the variant in `errcat::Severity`, such as `Warning`.
    pub const fn variant(self) -> &'static str {
        match self {
            Severity::Success => "Success",
            Severity::Debug => "Debug",
            Severity::Informational => "Informational",
            Severity::Notice => "Notice",
            Severity::Warning => "Warning",
            Severity::Error => "Error",
            Severity::Critical => "Critical",
            Severity::Alert => "Alert",
            Severity::Emergency => "Emergency",
        }
    }

    /// The severity of a word in a catalog.
    pub fn from_name(name: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|severity| severity.name() == name)
    }
}
