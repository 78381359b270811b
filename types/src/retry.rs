//! What to do about an error: the retry, the remedy that it needs, and whether a retry is safe.

use core::fmt;
use core::time::Duration;

use crate::category::Category;
use crate::recovery::Recovery;
use crate::word::named;

/// What to do about an error.
///
/// `T` is the text of a remedy that the catalog declares: `&'static str` at run time.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry<T = &'static str> {
    /// The same request fails the same way.
    Never,
    /// The same request may succeed after a short wait.
    Transient,
    /// A limit was reached: the same request may succeed after a wait.
    Throttled {
        /// The shortest wait, if the catalog knows one.
        after: Option<Duration>,
    },
    /// A remedy has to be applied first; then the request may be retried.
    Remedy {
        /// What has to be done.
        remedy: Remedy<T>,
        /// How often the remedy may help.
        repeat: Repeat,
    },
}

impl<T> Retry<T> {
    /// Returns whether the same request may succeed after nothing but a wait: transient and throttled.
    ///
    /// A [remedy](Retry::Remedy) is not among them: a retry without it would resend a dead token.
    pub const fn is_retryable(&self) -> bool {
        matches!(self, Retry::Transient | Retry::Throttled { .. })
    }

    /// Returns the word that a catalog uses: `never`, `transient`, `throttled` or `remedy`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Retry::Never => "never",
            Retry::Transient => "transient",
            Retry::Throttled { .. } => "throttled",
            Retry::Remedy { .. } => "remedy",
        }
    }

    /// Returns the name of the variant in Rust.
    #[doc(hidden)]
    pub const fn variant(&self) -> &'static str {
        match self {
            Retry::Never => "Never",
            Retry::Transient => "Transient",
            Retry::Throttled { .. } => "Throttled",
            Retry::Remedy { .. } => "Remedy",
        }
    }

    /// Returns the shortest wait before a retry, if the catalog knows one: that of [`Retry::Throttled`].
    pub const fn after(&self) -> Option<Duration> {
        match self {
            Retry::Throttled { after } => *after,
            Retry::Never | Retry::Transient | Retry::Remedy { .. } => None,
        }
    }

    /// Returns the remedy that a retry needs, and how often it may help.
    pub const fn remedy(&self) -> Option<(&Remedy<T>, Repeat)> {
        match self {
            Retry::Remedy { remedy, repeat } => Some((remedy, *repeat)),
            Retry::Never | Retry::Transient | Retry::Throttled { .. } => None,
        }
    }

    /// Returns who must act after an error of a category with this retry.
    pub const fn recovery(&self, category: Category) -> Recovery {
        match self {
            Retry::Never => category.default_recovery(),
            Retry::Transient | Retry::Throttled { .. } => Recovery::Retry,
            Retry::Remedy { .. } => Recovery::Remedy,
        }
    }

    /// Converts the texts of a declared remedy.
    pub fn map_text<U>(self, convert: impl FnMut(T) -> U) -> Retry<U> {
        match self {
            Retry::Never => Retry::Never,
            Retry::Transient => Retry::Transient,
            Retry::Throttled { after } => Retry::Throttled { after },
            Retry::Remedy { remedy, repeat } => Retry::Remedy { remedy: remedy.map_text(convert), repeat },
        }
    }
}

/// Writes what a client does, in a few words.
///
/// ```
/// use core::time::Duration;
/// use errcat_types::{Remedy, Repeat, Retry};
///
/// let limit: Retry = Retry::Throttled { after: Some(Duration::from_secs(60)) };
/// assert_eq!(limit.to_string(), "retry after 1 m at the earliest");
///
/// let token: Retry = Retry::Remedy { remedy: Remedy::RefreshToken, repeat: Repeat::Once };
/// assert_eq!(token.to_string(), "refresh-token, then retry once");
/// ```
impl<T: AsRef<str>> fmt::Display for Retry<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Retry::Never => f.write_str("do not retry"),
            Retry::Transient => f.write_str("retry after a short wait"),
            Retry::Throttled { after: None } => f.write_str("retry after a wait"),
            Retry::Throttled { after: Some(window) } => {
                let (number, unit) = in_largest_unit(*window);
                write!(f, "retry after {number} {unit} at the earliest")
            }
            Retry::Remedy { remedy, repeat: Repeat::Once } => write!(f, "{remedy}, then retry once"),
            Retry::Remedy { remedy, repeat: Repeat::BackOff } => {
                write!(f, "{remedy} before each retry, with a growing wait")
            }
        }
    }
}

/// The units of a duration in a catalog, with the milliseconds of each, the largest first.
#[doc(hidden)]
pub const UNITS: [(&str, u64); 5] =
    [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

/// Returns a duration as a catalog writes it: in the largest unit that divides it.
fn in_largest_unit(duration: Duration) -> (u128, &'static str) {
    let ms = duration.as_millis();
    let dividing = UNITS.into_iter().find(|(_, unit_ms)| ms.is_multiple_of(u128::from(*unit_ms)));
    dividing.map_or((ms, "ms"), |(unit, unit_ms)| (ms / u128::from(unit_ms), unit))
}

macro_rules! remedies {
    ($($(#[$doc:meta])* $variant:ident : $name:literal, $description:literal;)*) => {
        /// What has to be done before a request may be retried.
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Remedy<T = &'static str> {
            $($(#[$doc])* $variant,)*
            /// A remedy that the catalog declares.
            Custom(CustomRemedy<T>),
        }

        impl<T> Remedy<T> {
            /// Every standard remedy.
            pub const STANDARD: [Remedy<T>; [$($name),*].len()] = [$(Remedy::$variant),*];

            /// Returns the name of the variant in Rust.
            #[doc(hidden)]
            pub const fn variant(&self) -> &'static str {
                match self {
                    $(Remedy::$variant => stringify!($variant),)*
                    Remedy::Custom(_) => "Custom",
                }
            }

            /// Returns the remedy that the catalog declares, unless it is a standard one.
            pub const fn custom(&self) -> Option<&CustomRemedy<T>> {
                match self {
                    $(Remedy::$variant => None,)*
                    Remedy::Custom(custom) => Some(custom),
                }
            }

            /// Converts the texts of a declared remedy.
            pub fn map_text<U>(self, mut convert: impl FnMut(T) -> U) -> Remedy<U> {
                match self {
                    $(Remedy::$variant => Remedy::$variant,)*
                    Remedy::Custom(CustomRemedy { name, description }) => {
                        Remedy::Custom(CustomRemedy { name: convert(name), description: convert(description) })
                    }
                }
            }
        }

        impl<T: AsRef<str>> Remedy<T> {
            /// Returns the name in a catalog, such as `refresh-token`.
            pub fn name(&self) -> &str {
                match self {
                    $(Remedy::$variant => $name,)*
                    Remedy::Custom(custom) => custom.name.as_ref(),
                }
            }

            /// Returns what the caller does, in a sentence.
            pub fn description(&self) -> &str {
                match self {
                    $(Remedy::$variant => $description,)*
                    Remedy::Custom(custom) => custom.description.as_ref(),
                }
            }
        }
    };
}

remedies! {
    /// Get a new access token with the refresh token.
    RefreshToken: "refresh-token", "Get a new access token with the refresh token.";
    /// Have the user authorise the application again.
    Reauthorize: "reauthorize", "Have the user authorise the application again.";
    /// Sign the request anew, with a new timestamp and nonce.
    ReSign: "re-sign", "Sign the request anew, with a new timestamp and nonce.";
    /// Set the clock, then sign the request anew.
    SyncClock: "sync-clock", "Set the clock, then sign the request anew.";
    /// Restart the whole transaction.
    Restart: "restart", "Restart the whole transaction.";
}

/// A remedy that a catalog declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CustomRemedy<T = &'static str> {
    /// Its name, in kebab case.
    pub name: T,
    /// What the caller does.
    pub description: T,
}

/// Writes the name.
impl<T: AsRef<str>> fmt::Display for Remedy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

named! {
    /// How often a remedy may help.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Repeat ("repeat") {
        /// Once for each call: if the retry fails the same way, so will the next one.
        Once: "once",
        /// Before each retry, with a growing wait.
        BackOff: "back-off",
    }
}

named! {
    /// Whether a request may be retried although it may already have been carried out.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum RetrySafety ("retry safety") {
        /// It was not carried out, or carrying it out twice changes nothing.
        Always: "always",
        /// Only if the request is idempotent (RFC 9110, section 9.2.2).
        IfIdempotent: "if-idempotent",
    }
}
