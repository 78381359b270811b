//! Codes as values: borrowed, owned, and those that a list does not have.

use alloc::boxed::Box;
use core::fmt;

/// A code: the number or string on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code<'a> {
    /// A number.
    Number(i64),
    /// A string.
    Text(&'a str),
}

/// The code as it is on the wire.
impl fmt::Display for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Code::Number(number) => number.fmt(f),
            Code::Text(text) => text.fmt(f),
        }
    }
}

macro_rules! from_integer {
    ($($integer:ident)*) => {$(
        impl From<$integer> for Code<'_> {
            fn from(number: $integer) -> Self {
                Code::Number(i64::from(number))
            }
        }
    )*};
}

from_integer!(i16 i32 i64 u16 u32);

impl<'a> From<&'a str> for Code<'a> {
    fn from(text: &'a str) -> Self {
        Code::Text(text)
    }
}

/// A code that is kept: one that came and that the list may not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WireCode {
    /// A number.
    Number(i64),
    /// A string.
    Text(Box<str>),
}

impl WireCode {
    /// The same code, borrowed.
    pub fn as_code(&self) -> Code<'_> {
        match self {
            WireCode::Number(number) => Code::Number(*number),
            WireCode::Text(text) => Code::Text(text),
        }
    }
}

impl From<Code<'_>> for WireCode {
    fn from(code: Code<'_>) -> Self {
        match code {
            Code::Number(number) => WireCode::Number(number),
            Code::Text(text) => WireCode::Text(text.into()),
        }
    }
}

/// The code as it is on the wire.
impl fmt::Display for WireCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_code().fmt(f)
    }
}

/// A code was asked for that the list does not have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InvalidCode {
    code: WireCode,
    enum_name: &'static str,
}

impl InvalidCode {
    pub(crate) fn new(code: Code<'_>, enum_name: &'static str) -> InvalidCode {
        InvalidCode { code: code.into(), enum_name }
    }

    /// The code that was asked for.
    pub fn code(&self) -> &WireCode {
        &self.code
    }
}

impl fmt::Display for InvalidCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a code of {}", self.code, self.enum_name)
    }
}

impl core::error::Error for InvalidCode {}
