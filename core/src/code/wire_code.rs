//! A code as it was received, known to a catalog or not.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use core::fmt;

/// A code as it is on the wire, known to a catalog or not: a number or a text.
///
/// ```
/// use errcat::{WireCode, tencent_meeting::RestError};
///
/// assert_eq!(WireCode::from(9003), WireCode::Number(9003));
/// assert_eq!(WireCode::from("E17").to_string(), "E17");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WireCode<'a> {
    /// A number: every integer of up to 64 bits, with or without a sign.
    Number(i128),
    /// A text.
    Text(Cow<'a, str>),
}

impl WireCode<'_> {
    /// Returns the number, unless the code is a text.
    pub const fn as_number(&self) -> Option<i128> {
        match self {
            WireCode::Number(number) => Some(*number),
            WireCode::Text(_) => None,
        }
    }

    /// Returns the text, unless the code is a number.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            WireCode::Number(_) => None,
            WireCode::Text(text) => Some(text),
        }
    }

    /// Returns the same code, borrowed from this one.
    pub fn borrowed(&self) -> WireCode<'_> {
        match self {
            WireCode::Number(number) => WireCode::Number(*number),
            WireCode::Text(text) => WireCode::Text(Cow::Borrowed(text)),
        }
    }

    /// Returns whether both are written alike: a number may be received as a text.
    pub(crate) fn is_spelled_like(&self, other: &WireCode<'_>) -> bool {
        let is_number = |number: &i128, text: &str| number.to_string() == text;
        match (self, other) {
            (WireCode::Number(number), WireCode::Number(other)) => number == other,
            (WireCode::Text(text), WireCode::Text(other)) => text == other,
            (WireCode::Number(number), WireCode::Text(text))
            | (WireCode::Text(text), WireCode::Number(number)) => is_number(number, text),
        }
    }

    /// Converts the code into one that owns its text.
    pub fn into_owned(self) -> WireCode<'static> {
        match self {
            WireCode::Number(number) => WireCode::Number(number),
            WireCode::Text(text) => WireCode::Text(Cow::Owned(text.into_owned())),
        }
    }
}

/// Writes the code as it is on the wire. It may have any characters: for a log, use `Debug`, which escapes them.
impl fmt::Display for WireCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WireCode::Number(number) => number.fmt(f),
            WireCode::Text(text) => text.fmt(f),
        }
    }
}

macro_rules! from_integer {
    ($($integer:ident)*) => {$(
        impl From<$integer> for WireCode<'_> {
            fn from(number: $integer) -> Self {
                WireCode::Number(i128::from(number))
            }
        }
    )*};
}

from_integer!(u8 u16 u32 u64 i16 i32 i64);

impl<'a> From<&'a str> for WireCode<'a> {
    fn from(text: &'a str) -> Self {
        WireCode::Text(Cow::Borrowed(text))
    }
}

impl From<String> for WireCode<'_> {
    fn from(text: String) -> Self {
        WireCode::Text(Cow::Owned(text))
    }
}

impl From<Box<str>> for WireCode<'_> {
    fn from(text: Box<str>) -> Self {
        WireCode::Text(Cow::Owned(text.into()))
    }
}
