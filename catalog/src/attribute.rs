//! Defines attributes: the properties that a catalog declares for its entries.

use errcat_types::ParamType;

use crate::value::Value;

/// A property that the catalog declares for its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name, which is that of the accessor of the generated enums.
    pub name: String,
    /// The type of its values.
    pub value_type: ParamType,
    /// Whether every entry states a value, itself or by its class. Such an attribute has no default.
    pub required: bool,
    /// The value of entries that have none, neither of their own nor of their class.
    pub default: Option<Value>,
    /// Markdown for the accessor's documentation.
    pub doc: Option<String>,
}

impl Attribute {
    /// Returns whether an entry may be without a value: the accessor returns an `Option`.
    pub fn is_optional(&self) -> bool {
        !self.required && self.default.is_none()
    }
}
