//! What to do about an error: the retry, its remedy, and whether a repeat does harm.

use core::fmt;
use core::time::Duration;

/// What to do about an error.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// The same request fails the same way.
    Never,
    /// The same request may succeed after a short wait.
    Transient,
    /// A limit was reached: the same request may succeed after a wait.
    Throttled {
        /// The shortest wait, where the list knows one.
        after: Option<Duration>,
    },
    /// Something has to be done first; then the request may be repeated.
    Remedy {
        /// What has to be done.
        remedy: Remedy,
        /// How often that may help.
        repeat: Repeat,
    },
}

impl Retry {
    /// Whether the same request may succeed with nothing done but waiting: transient and throttled.
    ///
    /// A [remedy](Retry::Remedy) is not among them: without it, the repeat would resend a dead token.
    pub const fn is_retryable(self) -> bool {
        matches!(self, Retry::Transient | Retry::Throttled { .. })
    }
}

/// What a client does, in a few words.
///
/// ```
/// use core::time::Duration;
/// use errcat::{Remedy, Repeat, Retry};
///
/// let limit = Retry::Throttled { after: Some(Duration::from_secs(60)) };
/// assert_eq!(limit.to_string(), "repeat after 1 m at the earliest");
///
/// let token = Retry::Remedy { remedy: Remedy::RefreshToken, repeat: Repeat::Once };
/// assert_eq!(token.to_string(), "refresh-token, then repeat once");
/// ```
impl fmt::Display for Retry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Retry::Never => f.write_str("do not repeat"),
            Retry::Transient => f.write_str("repeat after a short wait"),
            Retry::Throttled { after: None } => f.write_str("repeat after a wait"),
            Retry::Throttled { after: Some(window) } => {
                let (number, unit) = in_largest_unit(*window);
                write!(f, "repeat after {number} {unit} at the earliest")
            }
            Retry::Remedy { remedy, repeat: Repeat::Once } => write!(f, "{remedy}, then repeat once"),
            Retry::Remedy { remedy, repeat: Repeat::BackOff } => {
                write!(f, "{remedy} before each repeat, with a growing wait")
            }
        }
    }
}

/// A duration as a catalog writes it: in the largest unit that divides it.
const fn in_largest_unit(duration: Duration) -> (u128, &'static str) {
    match duration.as_millis() {
        ms if ms % 86_400_000 == 0 => (ms / 86_400_000, "d"),
        ms if ms % 3_600_000 == 0 => (ms / 3_600_000, "h"),
        ms if ms % 60_000 == 0 => (ms / 60_000, "m"),
        ms if ms % 1_000 == 0 => (ms / 1_000, "s"),
        ms => (ms, "ms"),
    }
}

/// What has to be done before a request may be repeated.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remedy {
    /// Get a new access token with the refresh token.
    RefreshToken,
    /// Have the user authorise the application again.
    Reauthorize,
    /// Sign the request anew, with a new timestamp and nonce.
    Resign,
    /// Set the clock, then sign the request anew.
    SyncClock,
    /// Begin the whole transaction again.
    Restart,
    /// One that the catalog declares.
    Custom(CustomRemedy),
}

/// A remedy that a catalog declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CustomRemedy {
    /// Its name.
    pub name: &'static str,
    /// What the caller does.
    pub description: &'static str,
}

impl Remedy {
    /// The name in a catalog, such as `refresh-token`.
    pub const fn name(self) -> &'static str {
        match self {
            Remedy::RefreshToken => "refresh-token",
            Remedy::Reauthorize => "reauthorize",
            Remedy::Resign => "resign",
            Remedy::SyncClock => "sync-clock",
            Remedy::Restart => "restart",
            Remedy::Custom(custom) => custom.name,
        }
    }

    /// What the caller does, in a sentence.
    pub const fn description(self) -> &'static str {
        match self {
            Remedy::RefreshToken => "Get a new access token with the refresh token.",
            Remedy::Reauthorize => "Have the user authorise the application again.",
            Remedy::Resign => "Sign the request anew, with a new timestamp and nonce.",
            Remedy::SyncClock => "Set the clock, then sign the request anew.",
            Remedy::Restart => "Begin the whole transaction again.",
            Remedy::Custom(custom) => custom.description,
        }
    }
}

/// The name.
impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How often a remedy may help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Repeat {
    /// Once a call: if the repeat fails the same way, so will the next.
    Once,
    /// Before each repeat, with a growing wait.
    BackOff,
}

/// May a request be repeated although it may already have been carried out?
///
/// Not to be confused with the "safe" methods of RFC 9110, which change nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Replay {
    /// Yes: it was not carried out, or carrying it out twice changes nothing.
    Safe,
    /// Only a request that is idempotent (RFC 9110, section 9.2.2).
    IfIdempotent,
}

impl Replay {
    /// The word in a catalog: `safe` or `if-idempotent`.
    pub const fn name(self) -> &'static str {
        match self {
            Replay::Safe => "safe",
            Replay::IfIdempotent => "if-idempotent",
        }
    }
}

/// The word in a catalog.
impl fmt::Display for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
