//! Enums whose variants have a name in a catalog: the macro that defines one from a table of rows, and the error of
//! parsing one.

use core::error::Error;
use core::fmt;

/// Defines an enum from rows of variant and name, with `ALL`, `name`, `Display` and `FromStr`.
macro_rules! named {
    (
        $(#[$attribute:meta])*
        pub enum $enum:ident ($what:literal) {
            $($(#[$doc:meta])* $variant:ident $(= $number:literal)? : $name:literal,)*
        }
    ) => {
        $(#[$attribute])*
        pub enum $enum {
            $($(#[$doc])* $variant $(= $number)?,)*
        }

        impl $enum {
            /// Every variant, in the order of declaration.
            pub const ALL: [$enum; [$($enum::$variant),*].len()] = [$($enum::$variant),*];

            /// Returns the name that a catalog uses.
            pub const fn name(self) -> &'static str {
                match self {
                    $($enum::$variant => $name,)*
                }
            }

            /// Returns the name of the variant in Rust.
            #[doc(hidden)]
            pub const fn variant(self) -> &'static str {
                match self {
                    $($enum::$variant => stringify!($variant),)*
                }
            }
        }

        /// Writes the name that a catalog uses.
        impl core::fmt::Display for $enum {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.name())
            }
        }

        /// Parses the name that a catalog uses.
        impl core::str::FromStr for $enum {
            type Err = $crate::word::InvalidName;

            fn from_str(name: &str) -> Result<$enum, $crate::word::InvalidName> {
                let named = $enum::ALL.into_iter().find(|variant| variant.name() == name);
                named.ok_or($crate::word::InvalidName::new($what, &[$($name),*]))
            }
        }
    };
}

pub(crate) use named;

/// The error of parsing a text that is not one of the expected names.
///
/// ```
/// use errcat_types::Category;
///
/// let error = "NOT_FOUND".parse::<Category>().unwrap_err();
/// assert!(error.to_string().starts_with("not a valid category; expected one of `cancelled`, `unknown`, "));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InvalidName {
    what: &'static str,
    expected: &'static [&'static str],
}

impl InvalidName {
    pub(crate) const fn new(what: &'static str, expected: &'static [&'static str]) -> InvalidName {
        InvalidName { what, expected }
    }

    /// Returns the names that would have been valid.
    pub const fn expected(&self) -> &'static [&'static str] {
        self.expected
    }
}

impl fmt::Display for InvalidName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a valid {}; expected one of ", self.what)?;
        for (index, name) in self.expected.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}`{name}`")?;
        }
        Ok(())
    }
}

impl Error for InvalidName {}
