//! A param's value is a text, a number or a boolean, whichever it is.

use core::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::message::{ParamValue, Sensitive};

impl Serialize for ParamValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ParamValue::Text(text) => serializer.serialize_str(text),
            ParamValue::Bool(value) => serializer.serialize_bool(*value),
            ParamValue::Float(number) => serializer.serialize_f64(*number),
            ParamValue::Integer(number) => match (u64::try_from(*number), i64::try_from(*number)) {
                (Ok(number), _) => serializer.serialize_u64(number),
                (_, Ok(number)) => serializer.serialize_i64(number),
                // Few formats have more.
                _ => serializer.collect_str(number),
            },
        }
    }
}

/// Only a format that says what it holds can tell them apart.
impl<'de> Deserialize<'de> for ParamValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ParamValue, D::Error> {
        deserializer.deserialize_any(ParamVisitor)
    }
}

struct ParamVisitor;

impl Visitor<'_> for ParamVisitor {
    type Value = ParamValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value of a param: a text, a number or a boolean")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<ParamValue, E> {
        Ok(ParamValue::from(value))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<ParamValue, E> {
        Ok(ParamValue::from(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<ParamValue, E> {
        Ok(ParamValue::from(number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<ParamValue, E> {
        Ok(ParamValue::from(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<ParamValue, E> {
        Ok(ParamValue::from(text))
    }
}

/// From the value. There is no way back: a sensitive value is not sent by accident.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Sensitive<T>, D::Error> {
        // What a format says of a value that does not fit has the value in it.
        let value = T::deserialize(deserializer);
        value.map(Sensitive::new).map_err(|_| D::Error::custom("a sensitive value is of another type"))
    }
}
