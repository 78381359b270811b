//! Defines params: the values that an occurrence of an entry has besides its code.

use std::fmt;

use errcat_types::ParamType;

use crate::locale::Texts;

/// A value that an occurrence of an entry has.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Its name, which is that of the field in the generated struct and of the placeholder in messages.
    pub name: String,
    /// Its name on the wire.
    pub wire: String,
    /// Its type.
    pub param_type: ParamType,
    /// Whether it is kept out of messages, logs and responses.
    pub sensitive: bool,
    /// Whether the value may be absent. A sensitive param is never optional: its value may always be withheld.
    pub optional: bool,
    /// What a message shows if the value is absent.
    pub absent: Option<Texts>,
    /// An example value, for documentation and tests.
    pub example: Option<Example>,
    /// Markdown for the field's documentation.
    pub doc: Option<String>,
}

/// An example value of a param. It has the param's type.
#[derive(Clone, Debug, PartialEq)]
pub enum Example {
    /// A text.
    Text(String),
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i128),
    /// A finite number with a fraction.
    Float(f64),
}

impl fmt::Display for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Example::Text(text) => text.fmt(f),
            Example::Bool(value) => value.fmt(f),
            Example::Integer(number) => number.fmt(f),
            Example::Float(number) => number.fmt(f),
        }
    }
}
