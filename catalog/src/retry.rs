//! What to do about an error: the retry, its remedy, and whether a repeat does harm.

use std::fmt;

/// What to do about an error.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// Repeating the same request fails the same way.
    Never,
    /// It may succeed when repeated.
    Transient,
    /// A limit was reached: repeat after a wait.
    Throttled {
        /// The shortest wait, in milliseconds, where one is known.
        after_ms: Option<u64>,
    },
    /// Something has to be done first, then it may be repeated.
    Remedy {
        /// What has to be done.
        remedy: Remedy,
        /// How often.
        repeat: Repeat,
    },
}

/// What has to be done before a request may be repeated.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Remedy {
    /// Get a new access token with the refresh token.
    RefreshToken,
    /// Have the user authorise again.
    Reauthorize,
    /// Sign the request anew, with a new timestamp and nonce.
    Resign,
    /// Set the clock.
    SyncClock,
    /// Begin the whole transaction again.
    Restart,
    /// One that the catalog declares.
    Custom(CustomRemedy),
}

/// A remedy that a catalog declares.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CustomRemedy {
    /// Its name, in kebab case.
    pub name: String,
    /// What the caller does.
    pub description: String,
}

/// How often a remedy is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Repeat {
    /// Once a call: if that does not mend it, nothing will.
    Once,
    /// Before each repeat, with a growing wait.
    BackOff,
}

/// May a request be repeated although it may already have been carried out? Not RFC 9110's "safe".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Replay {
    /// Yes: the server did not carry it out, or carrying it out twice changes nothing.
    Safe,
    /// Only if the request is idempotent.
    IfIdempotent,
}

impl Retry {
    /// The word that a catalog uses: `never`, `transient`, `throttled` or `remedy`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Retry::Never => "never",
            Retry::Transient => "transient",
            Retry::Throttled { .. } => "throttled",
            Retry::Remedy { .. } => "remedy",
        }
    }
}

/// What a client does, in a few words. `errcat::Retry` says the same.
impl fmt::Display for Retry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Retry::Never => f.write_str("do not repeat"),
            Retry::Transient => f.write_str("repeat after a short wait"),
            Retry::Throttled { after_ms: None } => f.write_str("repeat after a wait"),
            Retry::Throttled { after_ms: Some(ms) } => {
                write!(f, "repeat after {} at the earliest", Milliseconds(*ms))
            }
            Retry::Remedy { remedy, repeat: Repeat::Once } => {
                write!(f, "{}, then repeat once", remedy.name())
            }
            Retry::Remedy { remedy, repeat: Repeat::BackOff } => {
                write!(f, "{} before each repeat, with a growing wait", remedy.name())
            }
        }
    }
}

/// A duration in the notation of a catalog: the largest unit that divides it.
struct Milliseconds(u64);

const UNITS: [(&str, u64); 5] = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

/// The longest duration that a catalog may name.
const LONGEST_MS: u64 = 366 * 86_400_000;

impl fmt::Display for Milliseconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fitting = UNITS.into_iter().find(|(_, ms)| self.0.is_multiple_of(*ms));
        let (unit, ms) = fitting.unwrap_or(("ms", 1));
        write!(f, "{} {unit}", self.0 / ms)
    }
}

/// The milliseconds of `1m` and the like, or why a text is no duration.
pub(crate) fn parse_duration(text: &str) -> Result<u64, &'static str> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = UNITS.into_iter().find(|(name, _)| *name == unit);
    let Some((_, ms)) = unit.filter(|_| !number.is_empty()) else { return Err("is no duration") };
    // What is beyond 64 bits is beyond the longest duration.
    match number.parse::<u64>().unwrap_or(u64::MAX).saturating_mul(ms) {
        0 => Err("is no time at all"),
        duration @ 1..=LONGEST_MS => Ok(duration),
        _ => Err("is longer than 366 days"),
    }
}

impl Remedy {
    pub(crate) const STANDARD: [Remedy; 5] =
        [Remedy::RefreshToken, Remedy::Reauthorize, Remedy::Resign, Remedy::SyncClock, Remedy::Restart];

    /// The name in a catalog, such as `refresh-token`.
    pub fn name(&self) -> &str {
        match self {
            Remedy::RefreshToken => "refresh-token",
            Remedy::Reauthorize => "reauthorize",
            Remedy::Resign => "resign",
            Remedy::SyncClock => "sync-clock",
            Remedy::Restart => "restart",
            Remedy::Custom(custom) => &custom.name,
        }
    }

    /// What the caller does, in a sentence.
    pub fn description(&self) -> &str {
        match self {
            Remedy::RefreshToken => "Get a new access token with the refresh token.",
            Remedy::Reauthorize => "Have the user authorise the application again.",
            Remedy::Resign => "Sign the request anew, with a new timestamp and nonce.",
            Remedy::SyncClock => "Set the clock, then sign the request anew.",
            Remedy::Restart => "Begin the whole transaction again.",
            Remedy::Custom(custom) => &custom.description,
        }
    }
}

impl Repeat {
    /// The word in a catalog: `once` or `back-off`.
    pub const fn name(self) -> &'static str {
        match self {
            Repeat::Once => "once",
            Repeat::BackOff => "back-off",
        }
    }
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
