//! serde's traits of the values of params.

use core::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::message::{ParamValue, Sensitive};
use crate::wire::serde_number::visit_number;

impl Serialize for ParamValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ParamValue::Text(text) => serializer.serialize_str(text),
            ParamValue::Bool(value) => serializer.serialize_bool(*value),
            // JSON has neither infinity nor NaN, and would have null.
            ParamValue::Float(number) if !number.is_finite() && serializer.is_human_readable() => {
                serializer.collect_str(number)
            }
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

/// Deserializes a text, a number or a boolean. Only a self-describing format can tell them apart.
impl<'de> Deserialize<'de> for ParamValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ParamValue, D::Error> {
        deserializer.deserialize_any(ParamVisitor)
    }
}

struct ParamVisitor;

impl<'de> Visitor<'de> for ParamVisitor {
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

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ParamValue, A::Error> {
        visit_number(self, map)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<ParamValue, E> {
        Ok(ParamValue::from(text))
    }
}

/// Deserializes the value. There is no `Serialize`, so that a sensitive value is never sent by accident.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Sensitive<T>, D::Error> {
        // The error of a format may contain the value.
        let value = T::deserialize(deserializer);
        value.map(Sensitive::new).map_err(|_| D::Error::custom("a sensitive value has another type"))
    }
}
