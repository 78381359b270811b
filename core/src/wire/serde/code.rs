//! An enum is its code.

use alloc::format;
use core::fmt;
use core::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::code::{Code, WireCode};
use crate::entry::ErrorCode;
use crate::table::Codes;

#[doc(hidden)]
pub fn serialize<C: ErrorCode, S: Serializer>(code: C, serializer: S) -> Result<S::Ok, S::Error> {
    match code.code() {
        Code::Number(number) => serializer.serialize_i64(number),
        Code::Text(text) => serializer.serialize_str(text),
    }
}

#[doc(hidden)]
pub fn deserialize<'de, C: ErrorCode, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    let visitor = CodeVisitor(PhantomData);
    if deserializer.is_human_readable() {
        // A format that says what it holds may hold an integer as a string of digits.
        return deserializer.deserialize_any(visitor);
    }
    match C::TABLE.codes {
        Codes::Integers { .. } => deserializer.deserialize_i64(visitor),
        Codes::Strings(_) => deserializer.deserialize_str(visitor),
    }
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
        let code = i64::try_from(number).ok().and_then(C::from_code);
        code.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<C, E> {
        text.parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// A number or a text, whichever it is.
impl Serialize for WireCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            WireCode::Number(number) => serializer.serialize_i64(*number),
            WireCode::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// From a number or a text. Only a format that says what it holds can tell the two apart.
impl<'de> Deserialize<'de> for WireCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WireCode, D::Error> {
        struct RawCodeVisitor;

        impl Visitor<'_> for RawCodeVisitor {
            type Value = WireCode;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a code: a number or a text")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<WireCode, E> {
                Ok(WireCode::Number(number))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<WireCode, E> {
                Ok(i64::try_from(number)
                    .map_or_else(|_| WireCode::Text(format!("{number}").into()), WireCode::Number))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<WireCode, E> {
                Ok(WireCode::Text(text.into()))
            }
        }

        deserializer.deserialize_any(RawCodeVisitor)
    }
}
