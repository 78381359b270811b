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
pub enum RawCode {
    /// A number.
    Number(i64),
    /// A string.
    Text(Box<str>),
}

impl RawCode {
    /// The same code, borrowed.
    pub fn as_code(&self) -> Code<'_> {
        match self {
            RawCode::Number(number) => Code::Number(*number),
            RawCode::Text(text) => Code::Text(text),
        }
    }
}

impl From<Code<'_>> for RawCode {
    fn from(code: Code<'_>) -> Self {
        match code {
            Code::Number(number) => RawCode::Number(number),
            Code::Text(text) => RawCode::Text(text.into()),
        }
    }
}

/// The code as it is on the wire.
impl fmt::Display for RawCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_code().fmt(f)
    }
}

/// A code was asked for that the list does not have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownCode {
    code: RawCode,
    enum_name: &'static str,
}

impl UnknownCode {
    pub(crate) fn new(code: Code<'_>, enum_name: &'static str) -> UnknownCode {
        UnknownCode { code: code.into(), enum_name }
    }

    /// The code that was asked for.
    pub fn code(&self) -> &RawCode {
        &self.code
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a code of {}", self.code, self.enum_name)
    }
}

impl core::error::Error for UnknownCode {}
