//! serde's traits of codes: a generated enum is its code, with a subcode if it has one.

use alloc::string::{String, ToString};
use core::fmt;
use core::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_core::ser::{Serialize, Serializer};

use errcat_types::OneLine;

use crate::code::WireCode;
use crate::entry::ErrorCode;
use crate::wire::serde_number::visit_number;

/// Serializes a code: its value, or for an entry that refines another one, the value and the subcode.
///
/// # Errors
///
/// Those of the serializer.
#[doc(hidden)]
pub fn serialize_code<C: ErrorCode, V: Serialize, S: Serializer>(
    code: C,
    value: V,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if C::TABLE.refinements.is_empty() {
        return value.serialize(serializer);
    }
    let subcode = code.subcode();
    if !serializer.is_human_readable() {
        // Only a self-describing format can tell a value from a pair, and a number from a text.
        return (value, subcode.map(|subcode| subcode.to_string())).serialize(serializer);
    }
    match subcode {
        Some(subcode) => (value, subcode).serialize(serializer),
        None => value.serialize(serializer),
    }
}

/// Deserializes a code of a table of integers of a type.
///
/// # Errors
///
/// If the value is not a code of the table.
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
    let (number, subcode) = if C::TABLE.refinements.is_empty() {
        (I::deserialize(deserializer)?, None)
    } else {
        <(I, Option<String>)>::deserialize(deserializer)?
    };
    with_subcode(&WireCode::Number(number.into()), subcode.map(WireCode::from).as_ref())
}

/// Deserializes a code of a table of strings.
///
/// # Errors
///
/// If the value is not a code of the table.
#[doc(hidden)]
pub fn deserialize_string<'de, C: ErrorCode, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    // A self-describing format may hold a string of digits as an integer.
    if deserializer.is_human_readable() {
        return deserializer.deserialize_any(CodeVisitor(PhantomData));
    }
    if C::TABLE.refinements.is_empty() {
        return deserializer.deserialize_str(CodeVisitor(PhantomData));
    }
    let (text, subcode) = <(String, Option<String>)>::deserialize(deserializer)?;
    with_subcode(&WireCode::from(text), subcode.map(WireCode::from).as_ref())
}

/// Returns the entry with a code, or the one that refines it by a subcode.
fn with_subcode<C: ErrorCode, E: Error>(code: &WireCode<'_>, subcode: Option<&WireCode<'_>>) -> Result<C, E> {
    let invalid = |what: fmt::Arguments<'_>| {
        E::custom(format_args!("{what} is not a valid code of {}", C::TABLE.enum_name))
    };
    let entry = C::of_code(code).ok_or_else(|| invalid(format_args!("`{}`", OneLine(code))))?;
    let Some(subcode) = subcode else { return Ok(entry) };
    let refined = entry.refined_by(subcode.borrowed());
    if refined == entry {
        Err(invalid(format_args!("`{}` with the subcode `{}`", OneLine(code), OneLine(subcode))))
    } else {
        Ok(refined)
    }
}

struct CodeVisitor<C>(PhantomData<C>);

impl<'de, C: ErrorCode> Visitor<'de> for CodeVisitor<C> {
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

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<C, A::Error> {
        visit_number(self, map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pair: A) -> Result<C, A::Error> {
        let code: WireCode<'_> = pair.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let subcode: WireCode<'_> = pair.next_element()?.ok_or_else(|| A::Error::invalid_length(1, &self))?;
        with_subcode(&code, Some(&subcode))
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

        impl<'de> Visitor<'de> for WireCodeVisitor {
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

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WireCode<'static>, A::Error> {
                visit_number(self, map)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<WireCode<'static>, E> {
                Ok(WireCode::from(text).into_owned())
            }
        }

        deserializer.deserialize_any(WireCodeVisitor)
    }
}
