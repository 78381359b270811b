//! serde's traits of codes: a generated enum is its code.

use core::fmt;
use core::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::code::WireCode;
use crate::entry::ErrorCode;

/// Deserializes a code of a table of integers of a type.
#[doc(hidden)]
pub fn deserialize_integer<'de, C, I, D>(deserializer: D) -> Result<C, D::Error>
where
    C: ErrorCode,
    I: Deserialize<'de> + Copy + Into<i128>,
    D: Deserializer<'de>,
{
    // A self-describing format may hold an integer as a string of digits.
    if deserializer.is_human_readable() {
        return deserializer.deserialize_any(CodeVisitor(PhantomData));
    }
    let number: i128 = I::deserialize(deserializer)?.into();
    let code = C::of_code(&WireCode::Number(number));
    code.ok_or_else(|| {
        D::Error::custom(format_args!("`{number}` is not a valid code of {}", C::TABLE.enum_name))
    })
}

/// Deserializes a code of a table of strings.
#[doc(hidden)]
pub fn deserialize_string<'de, C: ErrorCode, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    // A self-describing format may hold a string of digits as an integer.
    if deserializer.is_human_readable() {
        return deserializer.deserialize_any(CodeVisitor(PhantomData));
    }
    deserializer.deserialize_str(CodeVisitor(PhantomData))
}

struct CodeVisitor<C>(PhantomData<C>);

impl<C: ErrorCode> Visitor<'_> for CodeVisitor<C> {
    type Value = C;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a code of {}", C::TABLE.enum_name)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<C, E> {
        C::from_code(number).ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<C, E> {
        C::from_code(number).ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<C, E> {
        text.parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// Serializes the number or the text.
impl Serialize for WireCode<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            WireCode::Number(number) => match (i64::try_from(*number), u64::try_from(*number)) {
                (Ok(number), _) => serializer.serialize_i64(number),
                (_, Ok(number)) => serializer.serialize_u64(number),
                // No code is beyond 64 bits, and few formats have more.
                _ => serializer.collect_str(number),
            },
            WireCode::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// Deserializes a number or a text. Only a self-describing format can tell them apart.
impl<'de> Deserialize<'de> for WireCode<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WireCode<'static>, D::Error> {
        struct WireCodeVisitor;

        impl Visitor<'_> for WireCodeVisitor {
            type Value = WireCode<'static>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a code: a number or a text")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<WireCode<'static>, E> {
                Ok(WireCode::from(number))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<WireCode<'static>, E> {
                Ok(WireCode::from(number))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<WireCode<'static>, E> {
                Ok(WireCode::from(text).into_owned())
            }
        }

        deserializer.deserialize_any(WireCodeVisitor)
    }
}
