//! The fields of the structs of params, and what a message needs to know of a value.

use alloc::string::String;
use core::fmt;

use errcat_types::OneLine;

use crate::message::{ParamValue, SENSITIVE, Sensitive};

/// A type of a field of a generated struct.
#[doc(hidden)]
pub trait ParamField: MessageValue + Sized {
    /// The type, as Rust names it.
    const TYPE: &'static str;

    /// Reads a field from a value.
    fn read(value: &ParamValue) -> Option<Self>;

    /// Returns the field if there is no value, unless the value is required.
    fn absent() -> Option<Self> {
        None
    }

    /// Returns some field, for a struct that is discarded.
    fn placeholder() -> Self;
}

/// A value that a message can show.
#[doc(hidden)]
pub trait MessageValue {
    /// Returns the field as a value, unless it is withheld.
    fn value(&self) -> Option<ParamValue>;

    /// Writes the value as it is shown in a message.
    fn write(&self, f: &mut dyn fmt::Write) -> fmt::Result;

    /// Returns whether there is no value.
    fn is_absent(&self) -> bool {
        false
    }

    /// Returns the whole number, by which a plural chooses.
    fn number(&self) -> Option<i128> {
        None
    }

    /// Returns the word by which a select chooses.
    fn word(&self) -> Option<&str> {
        None
    }
}

macro_rules! integers {
    ($($integer:ident)*) => {$(
        impl MessageValue for $integer {
            fn value(&self) -> Option<ParamValue> {
                Some(ParamValue::from(*self))
            }

            fn write(&self, f: &mut dyn fmt::Write) -> fmt::Result {
                write!(f, "{self}")
            }

            fn number(&self) -> Option<i128> {
                Some(i128::from(*self))
            }
        }

        impl ParamField for $integer {
            const TYPE: &'static str = stringify!($integer);

            fn read(value: &ParamValue) -> Option<$integer> {
                value.as_integer().and_then(|number| $integer::try_from(number).ok())
            }

            fn placeholder() -> $integer {
                0
            }
        }
    )*};
}

integers!(u8 u16 u32 u64 i16 i32 i64);

impl MessageValue for String {
    fn value(&self) -> Option<ParamValue> {
        Some(ParamValue::from(self.as_str()))
    }

    fn write(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        f.write_str(self)
    }

    fn word(&self) -> Option<&str> {
        Some(self)
    }
}

impl ParamField for String {
    const TYPE: &'static str = "String";

    fn read(value: &ParamValue) -> Option<String> {
        value.as_text().map(String::from)
    }

    fn placeholder() -> String {
        String::new()
    }
}

impl MessageValue for bool {
    fn value(&self) -> Option<ParamValue> {
        Some(ParamValue::from(*self))
    }

    fn write(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        write!(f, "{self}")
    }

    fn word(&self) -> Option<&str> {
        Some(if *self { "true" } else { "false" })
    }
}

impl ParamField for bool {
    const TYPE: &'static str = "bool";

    fn read(value: &ParamValue) -> Option<bool> {
        value.as_bool()
    }

    fn placeholder() -> bool {
        false
    }
}

impl MessageValue for f64 {
    fn value(&self) -> Option<ParamValue> {
        Some(ParamValue::from(*self))
    }

    fn write(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl ParamField for f64 {
    const TYPE: &'static str = "f64";

    fn read(value: &ParamValue) -> Option<f64> {
        value.as_float()
    }

    fn placeholder() -> f64 {
        0.0
    }
}

/// An optional value.
impl<T: MessageValue> MessageValue for Option<T> {
    fn value(&self) -> Option<ParamValue> {
        self.as_ref().and_then(MessageValue::value)
    }

    fn write(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |value| value.write(f))
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn number(&self) -> Option<i128> {
        self.as_ref().and_then(MessageValue::number)
    }

    fn word(&self) -> Option<&str> {
        self.as_ref().and_then(MessageValue::word)
    }
}

impl<T: ParamField> ParamField for Option<T> {
    const TYPE: &'static str = T::TYPE;

    fn read(value: &ParamValue) -> Option<Option<T>> {
        T::read(value).map(Some)
    }

    fn absent() -> Option<Option<T>> {
        Some(None)
    }

    fn placeholder() -> Option<T> {
        None
    }
}

/// A sensitive value never appears in a message.
impl<T: MessageValue> MessageValue for Sensitive<T> {
    fn value(&self) -> Option<ParamValue> {
        self.reveal().and_then(MessageValue::value)
    }

    fn write(&self, f: &mut dyn fmt::Write) -> fmt::Result {
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

    fn placeholder() -> Sensitive<T> {
        Sensitive::WITHHELD
    }
}

impl MessageValue for ParamValue {
    fn value(&self) -> Option<ParamValue> {
        Some(self.clone())
    }

    fn write(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        write!(f, "{self}")
    }

    fn number(&self) -> Option<i128> {
        self.as_integer()
    }

    fn word(&self) -> Option<&str> {
        match self {
            ParamValue::Text(text) => Some(text),
            ParamValue::Bool(value) => value.word(),
            ParamValue::Integer(_) | ParamValue::Float(_) => None,
        }
    }
}

/// A value as a terminal or a log may show it.
pub(crate) struct ShownValue<'v>(pub(crate) &'v dyn MessageValue);

impl fmt::Display for ShownValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f)
    }
}

impl MessageValue for ShownValue<'_> {
    fn value(&self) -> Option<ParamValue> {
        self.0.value()
    }

    fn write(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        write!(f, "{}", OneLine(self))
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }

    fn number(&self) -> Option<i128> {
        self.0.number()
    }

    fn word(&self) -> Option<&str> {
        self.0.word()
    }
}

/// A field of an error type that can be the value of a param: it is cloned and converted. That of a sensitive param is a
/// [`Sensitive`] already, so that the error type itself does not show it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a field of type `{Self}` cannot be the value of a param of type `{P}`",
    label = "this field is a `{Self}`",
    note = "name another field, or implement `Clone` and `Into<{P}>` for its type; the field of a sensitive param must be a `Sensitive`"
)]
pub trait FitsParam<P> {
    fn fitted(&self) -> P;
}

#[diagnostic::do_not_recommend]
impl<F: Clone + Into<P>, P: PlainParam> FitsParam<P> for F {
    fn fitted(&self) -> P {
        self.clone().into()
    }
}

#[diagnostic::do_not_recommend]
impl<F: Clone + Into<T>, T> FitsParam<Sensitive<T>> for Sensitive<F> {
    fn fitted(&self) -> Sensitive<T> {
        self.clone().into_revealed().map_or(Sensitive::WITHHELD, |value| Sensitive::new(value.into()))
    }
}

/// The type of a param that is not sensitive.
#[doc(hidden)]
pub trait PlainParam {}

macro_rules! plain_params {
    ($($param:ty)*) => {$(
        impl PlainParam for $param {}
    )*};
}

plain_params!(u8 u16 u32 u64 i16 i32 i64 f64 bool String);

impl<T: PlainParam> PlainParam for Option<T> {}

/// Converts a field into the value of a param.
#[doc(hidden)]
pub fn fit<F: FitsParam<P>, P>(field: &F) -> P {
    field.fitted()
}
