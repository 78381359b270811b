//! The value of a param, whatever its type.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use errcat_types::ParamKind;

/// The value of a param, whatever its type.
///
/// ```
/// use errcat::ParamValue;
///
/// assert_eq!(ParamValue::from(3_u32), ParamValue::Integer(3));
/// assert_eq!(ParamValue::from("EUR").to_string(), "EUR");
/// ```
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub enum ParamValue {
    /// A text.
    Text(Box<str>),
    /// A whole number. One that does not fit in 64 bits is sent as text.
    Integer(i128),
    /// A number with a fraction.
    Float(f64),
    /// True or false.
    Bool(bool),
}

impl ParamValue {
    /// Returns the text, if the value is one.
    pub fn as_text(&self) -> Option<&str> {
        if let ParamValue::Text(text) = self { Some(text) } else { None }
    }

    /// Returns the whole number, if the value is one.
    pub const fn as_integer(&self) -> Option<i128> {
        if let ParamValue::Integer(number) = self { Some(*number) } else { None }
    }

    /// Returns the number with a fraction, if the value is one.
    pub const fn as_float(&self) -> Option<f64> {
        if let ParamValue::Float(number) = self { Some(*number) } else { None }
    }

    /// Returns the boolean, if the value is one.
    pub const fn as_bool(&self) -> Option<bool> {
        if let ParamValue::Bool(value) = self { Some(*value) } else { None }
    }
}

/// Writes the value as it is sent in a message. It may have any characters: for a log, use `Debug`, which escapes them.
impl fmt::Display for ParamValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParamValue::Text(text) => text.fmt(f),
            ParamValue::Integer(number) => number.fmt(f),
            ParamValue::Float(number) => number.fmt(f),
            ParamValue::Bool(value) => value.fmt(f),
        }
    }
}

impl From<&str> for ParamValue {
    fn from(text: &str) -> ParamValue {
        ParamValue::Text(text.into())
    }
}

impl From<String> for ParamValue {
    fn from(text: String) -> ParamValue {
        ParamValue::Text(text.into())
    }
}

impl From<Box<str>> for ParamValue {
    fn from(text: Box<str>) -> ParamValue {
        ParamValue::Text(text)
    }
}

impl From<bool> for ParamValue {
    fn from(value: bool) -> ParamValue {
        ParamValue::Bool(value)
    }
}

impl From<f64> for ParamValue {
    fn from(number: f64) -> ParamValue {
        ParamValue::Float(number)
    }
}

macro_rules! from_integer {
    ($($integer:ident)*) => {$(
        impl From<$integer> for ParamValue {
            fn from(number: $integer) -> ParamValue {
                ParamValue::Integer(i128::from(number))
            }
        }
    )*};
}

from_integer!(u8 u16 u32 u64 i16 i32 i64);

/// Converts a value to the kind that its param has, if it can be read as that: some wires send all values as text.
pub(crate) fn fitted(value: ParamValue, kind: ParamKind) -> ParamValue {
    let fitting = match (kind, &value) {
        (ParamKind::Integer, ParamValue::Text(text)) => text.parse().ok().map(ParamValue::Integer),
        (ParamKind::Float, ParamValue::Text(text)) => text.parse().ok().map(ParamValue::Float),
        (ParamKind::Bool, ParamValue::Text(text)) => text.parse().ok().map(ParamValue::Bool),
        (ParamKind::Float, ParamValue::Integer(number)) => Some(ParamValue::Float(*number as f64)),
        (ParamKind::Integer, ParamValue::Float(number)) => whole(*number).map(ParamValue::Integer),
        (ParamKind::Text, ParamValue::Integer(_) | ParamValue::Float(_) | ParamValue::Bool(_)) => {
            Some(ParamValue::Text(alloc::format!("{value}").into()))
        }
        (ParamKind::Text, ParamValue::Text(_))
        | (ParamKind::Integer, ParamValue::Integer(_) | ParamValue::Bool(_))
        | (ParamKind::Float, ParamValue::Float(_) | ParamValue::Bool(_))
        | (ParamKind::Bool, ParamValue::Integer(_) | ParamValue::Float(_) | ParamValue::Bool(_)) => None,
    };
    fitting.unwrap_or(value)
}

/// Returns a number whose fraction is zero as a whole number.
fn whole(number: f64) -> Option<i128> {
    let whole = number as i128;
    (whole as f64 == number).then_some(whole)
}
