//! Params: the values that an occurrence has besides its code, with a type of their own each or as values of any type.

use alloc::boxed::Box;
use alloc::string::String;
use core::error::Error;
use core::fmt;

/// The value of a param, of whatever type it is.
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
    /// A whole number. Beyond 64 bits it is sent as text.
    Integer(i128),
    /// A number with a fraction.
    Float(f64),
    /// True or false.
    Bool(bool),
}

/// The value as it stands in a message.
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

/// A value that is kept out of messages, logs and what is sent.
///
/// Its `Debug` form does not show it, and it has no `Display`. Where it was not sent along, it is withheld. With the
/// feature `serde` it is read from a value, and cannot be written.
///
/// ```
/// use errcat::Sensitive;
///
/// let card = Sensitive::new("4111111111111111".to_owned());
/// assert_eq!(format!("{card:?}"), "<sensitive>");
/// assert_eq!(card.reveal().map(|card| card.len()), Some(16));
/// assert_eq!(Sensitive::<String>::WITHHELD.reveal(), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sensitive<T>(Option<T>);

impl<T> Sensitive<T> {
    /// A value that was not sent along.
    pub const WITHHELD: Sensitive<T> = Sensitive(None);

    /// A value that is at hand.
    pub const fn new(value: T) -> Sensitive<T> {
        Sensitive(Some(value))
    }

    /// The value, unless it is withheld.
    pub const fn reveal(&self) -> Option<&T> {
        self.0.as_ref()
    }

    /// The value itself, unless it is withheld.
    pub fn into_revealed(self) -> Option<T> {
        self.0
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Sensitive<T> {
        Sensitive::new(value)
    }
}

/// Not the value.
impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SENSITIVE)
    }
}

/// What stands where a sensitive value would.
pub(crate) const SENSITIVE: &str = "<sensitive>";

/// GiveUpReason the values of a failure are not those of an entry.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InvalidParams {
    /// The failure has another code, or none that the list has.
    OtherCode {
        /// The name of the entry that was asked for.
        expected: &'static str,
    },
    /// A value did not come.
    Missing {
        /// The name of its param.
        param: &'static str,
    },
    /// A value is of another type.
    WrongType {
        /// The name of its param.
        param: &'static str,
        /// The type that it should be of, as Rust names it.
        expected: &'static str,
    },
}

impl fmt::Display for InvalidParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InvalidParams::OtherCode { expected } => write!(f, "the failure is none of `{expected}`"),
            InvalidParams::Missing { param } => write!(f, "the failure has no value of `{param}`"),
            InvalidParams::WrongType { param, expected } => {
                write!(f, "the failure's value of `{param}` is no {expected}")
            }
        }
    }
}

impl Error for InvalidParams {}

/// What kind of value a param has.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    Text,
    Bool,
    Integer,
    Float,
}

impl ParamKind {
    /// A value as one of this kind, where it can be read as that: over some wires, all values are texts.
    pub(crate) fn fitted(self, value: ParamValue) -> ParamValue {
        let fitting = match (self, &value) {
            (ParamKind::Integer, ParamValue::Text(text)) => text.parse().ok().map(ParamValue::Integer),
            (ParamKind::Float, ParamValue::Text(text)) => text.parse().ok().map(ParamValue::Float),
            (ParamKind::Bool, ParamValue::Text(text)) => text.parse().ok().map(ParamValue::Bool),
            (ParamKind::Float, ParamValue::Integer(number)) => Some(ParamValue::Float(*number as f64)),
            (ParamKind::Integer, ParamValue::Float(number)) => integer(*number).map(ParamValue::Integer),
            (ParamKind::Text, ParamValue::Integer(_) | ParamValue::Float(_) | ParamValue::Bool(_)) => {
                Some(ParamValue::Text(alloc::format!("{value}").into()))
            }
            _ => None,
        };
        fitting.unwrap_or(value)
    }
}

/// A whole number that some write with a fraction of nothing.
fn integer(number: f64) -> Option<i128> {
    let whole = number as i128;
    (whole as f64 == number).then_some(whole)
}

/// The type of a field of a generated struct.
#[doc(hidden)]
pub trait ParamField: Shown + Sized {
    /// The type, as Rust names it.
    const TYPE: &'static str;

    /// The field of a value.
    fn read(value: &ParamValue) -> Option<Self>;

    /// The field where there is no value.
    fn absent() -> Option<Self> {
        None
    }

    /// Any field.
    fn stand_in() -> Self;
}

/// What a message needs to know of a value.
#[doc(hidden)]
pub trait Shown {
    /// The field as a value; none where it is withheld.
    fn value(&self) -> Option<ParamValue>;

    fn show(&self, f: &mut dyn fmt::Write) -> fmt::Result;

    /// The whole number, by which a plural goes.
    fn number(&self) -> Option<i128> {
        None
    }

    /// The word by which a select goes.
    fn word(&self) -> Option<&str> {
        None
    }
}

macro_rules! integers {
    ($($integer:ident)*) => {$(
        impl From<$integer> for ParamValue {
            fn from(number: $integer) -> ParamValue {
                ParamValue::Integer(i128::from(number))
            }
        }

        impl Shown for $integer {
            fn value(&self) -> Option<ParamValue> {
                Some(ParamValue::from(*self))
            }

            fn show(&self, f: &mut dyn fmt::Write) -> fmt::Result {
                write!(f, "{self}")
            }

            fn number(&self) -> Option<i128> {
                Some(i128::from(*self))
            }
        }

        impl ParamField for $integer {
            const TYPE: &'static str = stringify!($integer);

            fn read(value: &ParamValue) -> Option<$integer> {
                match value {
                    ParamValue::Integer(number) => $integer::try_from(*number).ok(),
                    _ => None,
                }
            }

            fn stand_in() -> $integer {
                0
            }
        }
    )*};
}

integers!(i16 i32 i64 u16 u32 u64);

impl Shown for String {
    fn value(&self) -> Option<ParamValue> {
        Some(ParamValue::from(self.as_str()))
    }

    fn show(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        f.write_str(self)
    }

    fn word(&self) -> Option<&str> {
        Some(self)
    }
}

impl ParamField for String {
    const TYPE: &'static str = "String";

    fn read(value: &ParamValue) -> Option<String> {
        match value {
            ParamValue::Text(text) => Some(String::from(&**text)),
            _ => None,
        }
    }

    fn stand_in() -> String {
        String::new()
    }
}

impl Shown for bool {
    fn value(&self) -> Option<ParamValue> {
        Some(ParamValue::from(*self))
    }

    fn show(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        write!(f, "{self}")
    }

    fn word(&self) -> Option<&str> {
        Some(if *self { "true" } else { "false" })
    }
}

impl ParamField for bool {
    const TYPE: &'static str = "bool";

    fn read(value: &ParamValue) -> Option<bool> {
        match value {
            ParamValue::Bool(value) => Some(*value),
            _ => None,
        }
    }

    fn stand_in() -> bool {
        false
    }
}

impl Shown for f64 {
    fn value(&self) -> Option<ParamValue> {
        Some(ParamValue::from(*self))
    }

    fn show(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl ParamField for f64 {
    const TYPE: &'static str = "f64";

    fn read(value: &ParamValue) -> Option<f64> {
        match value {
            ParamValue::Float(number) => Some(*number),
            _ => None,
        }
    }

    fn stand_in() -> f64 {
        0.0
    }
}

/// No message uses a sensitive value.
impl<T: Shown> Shown for Sensitive<T> {
    fn value(&self) -> Option<ParamValue> {
        self.reveal().and_then(Shown::value)
    }

    fn show(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        f.write_str(SENSITIVE)
    }
}

impl<T: ParamField> ParamField for Sensitive<T> {
    const TYPE: &'static str = T::TYPE;

    fn read(value: &ParamValue) -> Option<Sensitive<T>> {
        T::read(value).map(Sensitive::new)
    }

    fn absent() -> Option<Sensitive<T>> {
        Some(Sensitive::WITHHELD)
    }

    fn stand_in() -> Sensitive<T> {
        Sensitive::WITHHELD
    }
}

impl Shown for ParamValue {
    fn value(&self) -> Option<ParamValue> {
        Some(self.clone())
    }

    fn show(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        write!(f, "{self}")
    }

    fn number(&self) -> Option<i128> {
        match self {
            ParamValue::Integer(number) => Some(*number),
            _ => None,
        }
    }

    fn word(&self) -> Option<&str> {
        match self {
            ParamValue::Text(text) => Some(text),
            ParamValue::Bool(value) => value.word(),
            _ => None,
        }
    }
}

/// A field of an error type that can be the value of a param. What is cloned and converted into it is one.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a field of type `{Self}` cannot be the value of a param of type `{P}`",
    label = "this field is a `{Self}`",
    note = "name another field, or make its type one that is `Clone` and `Into<{P}>`"
)]
pub trait FitsParam<P> {
    fn fitted(&self) -> P;
}

#[diagnostic::do_not_recommend]
impl<F: Clone + Into<P>, P> FitsParam<P> for F {
    fn fitted(&self) -> P {
        self.clone().into()
    }
}

/// The value of a param that a field has.
#[doc(hidden)]
pub fn fit<F: FitsParam<P>, P>(field: &F) -> P {
    field.fitted()
}
