//! Params: the values that an occurrence of an entry has besides its code.

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

/// The type of a param.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the variants are Rust's types
pub enum ParamType {
    String,
    Bool,
    I16,
    I32,
    I64,
    U16,
    U32,
    U64,
    F64,
}

impl ParamType {
    /// Every type of a param.
    pub const ALL: [ParamType; 9] = [
        ParamType::String,
        ParamType::Bool,
        ParamType::I16,
        ParamType::I32,
        ParamType::I64,
        ParamType::U16,
        ParamType::U32,
        ParamType::U64,
        ParamType::F64,
    ];

    /// The name in a catalog: `string`, or Rust's name of the type.
    pub const fn name(self) -> &'static str {
        match self {
            ParamType::String => "string",
            ParamType::Bool => "bool",
            ParamType::I16 => "i16",
            ParamType::I32 => "i32",
            ParamType::I64 => "i64",
            ParamType::U16 => "u16",
            ParamType::U32 => "u32",
            ParamType::U64 => "u64",
            ParamType::F64 => "f64",
        }
    }

    /// The type of a name in a catalog.
    pub fn from_name(name: &str) -> Option<ParamType> {
        ParamType::ALL.into_iter().find(|param_type| param_type.name() == name)
    }

    /// Whether its values are whole numbers.
    pub const fn is_integer(self) -> bool {
        !matches!(self, ParamType::String | ParamType::Bool | ParamType::F64)
    }
}
