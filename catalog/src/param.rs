//! Params: the values that an occurrence of an entry has besides its code.

use std::fmt;

use errcat_types::ParamType;

use crate::model::Texts;

/// A value that an occurrence of an entry has.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Its name: a field of the generated struct, and what stands in a placeholder.
    pub name: String,
    /// Its type.
    pub param_type: ParamType,
    /// Whether it is kept out of messages, logs and what is sent.
    pub sensitive: bool,
    /// Whether an occurrence may be without it. Never so for a sensitive one, which may always be withheld.
    pub optional: bool,
    /// What a message shows in place of an optional value that is absent.
    pub absent: Option<Texts>,
    /// A value that it may have, for documents and tests.
    pub example: Option<Example>,
    /// Markdown for the field's documentation.
    pub doc: Option<String>,
}

/// A value that a param may have. It is of the param's type.
#[derive(Clone, Debug, PartialEq)]
pub enum Example {
    /// A text.
    Text(String),
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i128),
    /// A number with a fraction; finite.
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
