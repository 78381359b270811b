//! The shapes of an attribute and of a value.

use serde::Serialize;

use super::Object;

#[derive(Serialize)]
pub(super) struct Attribute<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    value_type: &'static str,
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<Value<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc: Option<&'a str>,
}

/// A JSON value of the type of a param or an attribute.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Value<'a> {
    Text(&'a str),
    Bool(bool),
    Integer(i128),
    Float(f64),
}

pub(super) fn attribute(attribute: &errcat_catalog::Attribute) -> Attribute<'_> {
    let errcat_catalog::Attribute { name, value_type, required, default, doc } = attribute;
    Attribute {
        name,
        value_type: value_type.name(),
        required: *required,
        default: default.as_ref().map(value),
        doc: doc.as_deref(),
    }
}

/// Returns the values of attributes.
pub(super) fn values(values: &[(String, errcat_catalog::Value)]) -> Object<'_, Value<'_>> {
    Object(values.iter().map(|(name, each)| (name.as_str(), value(each))).collect())
}

pub(super) fn value(value: &errcat_catalog::Value) -> Value<'_> {
    match value {
        errcat_catalog::Value::Text(text) => Value::Text(text),
        errcat_catalog::Value::Bool(value) => Value::Bool(*value),
        errcat_catalog::Value::Integer(number) => Value::Integer(*number),
        errcat_catalog::Value::Float(number) => Value::Float(*number),
    }
}
