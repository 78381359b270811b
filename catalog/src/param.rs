//! Defines params: the values that an occurrence of an entry has besides its code.

use errcat_types::ParamType;

use crate::locale::Texts;
use crate::value::Value;

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
    /// An example value, for documentation and tests. It has the param's type.
    pub example: Option<Value>,
    /// Markdown for the field's documentation.
    pub doc: Option<String>,
}
