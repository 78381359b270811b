//! JSON that is written, with its members in the order in which they were set.

use alloc::borrow::Cow;
use alloc::string::ToString;
use alloc::vec::Vec;

use serde_core::ser::{Serialize, Serializer};

use crate::code::WireCode;
use crate::message::ParamValue;
use crate::table::Mark;

/// A value to be written. Members keep the order in which they were set.
pub(crate) enum Json<'a> {
    Null,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(Cow<'a, str>),
    Array(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Json<'a> {
        Json::Text(text.into())
    }

    /// Returns a number. One that does not fit in 64 bits is a text: most readers could not read it.
    pub(crate) fn number(number: impl Into<i128>) -> Json<'a> {
        let number = number.into();
        match (u64::try_from(number), i64::try_from(number)) {
            (Ok(number), _) => Json::Unsigned(number),
            (_, Ok(number)) => Json::Signed(number),
            (Err(_), Err(_)) => Json::text(number.to_string()),
        }
    }

    pub(crate) fn of_code(code: WireCode<'a>) -> Json<'a> {
        match code {
            WireCode::Number(number) => Json::number(number),
            WireCode::Text(text) => Json::Text(text),
        }
    }

    pub(crate) fn of_mark(mark: Mark) -> Json<'a> {
        match mark {
            Mark::Bool(value) => Json::Bool(value),
            Mark::Integer(number) => Json::number(number),
            Mark::Text(text) => Json::text(text),
        }
    }

    /// Returns the value of a param. A float that JSON cannot express is a text.
    pub(crate) fn of_param(value: &'a ParamValue) -> Json<'a> {
        match value {
            ParamValue::Text(text) => Json::text(&**text),
            ParamValue::Bool(value) => Json::Bool(*value),
            ParamValue::Float(number) if number.is_finite() => Json::Float(*number),
            ParamValue::Float(number) => Json::text(number.to_string()),
            ParamValue::Integer(number) => Json::number(*number),
        }
    }

    /// Returns a member of the object that this is, or becomes: any other value is replaced. A missing member is added.
    pub(crate) fn member(&mut self, name: &'a str) -> &mut Json<'a> {
        if !matches!(self, Json::Object(_)) {
            *self = Json::Object(Vec::new());
        }
        match self {
            Json::Object(members) => {
                let known = members.iter().position(|(known, _)| known == name);
                let at = known.unwrap_or_else(|| {
                    members.push((name.into(), Json::Null));
                    members.len() - 1
                });
                &mut members[at].1
            }
            // It is an object by now.
            other @ (Json::Null
            | Json::Bool(_)
            | Json::Signed(_)
            | Json::Unsigned(_)
            | Json::Float(_)
            | Json::Text(_)
            | Json::Array(_)) => other,
        }
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        // Every key is a text and every float finite, so that this cannot fail.
        serde_json::to_vec(&self).unwrap_or_default()
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Signed(number) => serializer.serialize_i64(*number),
            Json::Unsigned(number) => serializer.serialize_u64(*number),
            Json::Float(number) => serializer.serialize_f64(*number),
            Json::Text(text) => serializer.serialize_str(text),
            Json::Array(items) => serializer.collect_seq(items),
            Json::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

impl<'a> FromIterator<(&'a str, Json<'a>)> for Json<'a> {
    fn from_iter<I: IntoIterator<Item = (&'a str, Json<'a>)>>(members: I) -> Json<'a> {
        Json::Object(members.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect())
    }
}
