//! Params: the values that an occurrence of an entry has besides its code.

use errcat_types::ParamType;

/// A value that an occurrence of an entry has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Its name: a field of the generated struct, and what stands in a placeholder.
    pub name: String,
    /// Its type.
    pub param_type: ParamType,
    /// Whether it is kept out of messages, logs and what is sent.
    pub sensitive: bool,
    /// Markdown for the field's documentation.
    pub doc: Option<String>,
}
