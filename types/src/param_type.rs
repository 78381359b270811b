//! The types of params: the values that an occurrence of an entry has besides its code.

use crate::code_type::CodeType;
use crate::word::named;

named! {
    /// The type of a param.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum ParamType ("type of a param") {
        /// A text.
        String: "string",
        /// True or false.
        Bool: "bool",
        /// A whole number of 8 bits without a sign.
        U8: "u8",
        /// A whole number of 16 bits without a sign.
        U16: "u16",
        /// A whole number of 32 bits without a sign.
        U32: "u32",
        /// A whole number of 64 bits without a sign.
        U64: "u64",
        /// A whole number of 16 bits.
        I16: "i16",
        /// A whole number of 32 bits.
        I32: "i32",
        /// A whole number of 64 bits.
        I64: "i64",
        /// A number with a fraction.
        F64: "f64",
    }
}

named! {
    /// What a value of a param is on the wire.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum ParamKind ("kind of a param") {
        /// A text.
        Text: "text",
        /// True or false.
        Bool: "bool",
        /// A whole number.
        Integer: "integer",
        /// A number with a fraction.
        Float: "float",
    }
}

impl ParamType {
    /// Returns what its values are on the wire.
    pub const fn kind(self) -> ParamKind {
        match self {
            ParamType::String => ParamKind::Text,
            ParamType::Bool => ParamKind::Bool,
            ParamType::U8
            | ParamType::U16
            | ParamType::U32
            | ParamType::U64
            | ParamType::I16
            | ParamType::I32
            | ParamType::I64 => ParamKind::Integer,
            ParamType::F64 => ParamKind::Float,
        }
    }

    /// Returns the smallest and the largest value, for whole numbers.
    pub const fn range(self) -> Option<(i128, i128)> {
        match self {
            ParamType::U8 => CodeType::U8.range(),
            ParamType::U16 => CodeType::U16.range(),
            ParamType::U32 => CodeType::U32.range(),
            ParamType::U64 => CodeType::U64.range(),
            ParamType::I16 => CodeType::I16.range(),
            ParamType::I32 => CodeType::I32.range(),
            ParamType::I64 => CodeType::I64.range(),
            ParamType::String | ParamType::Bool | ParamType::F64 => None,
        }
    }

    /// Returns whether its values are whole numbers.
    pub const fn is_integer(self) -> bool {
        matches!(self.kind(), ParamKind::Integer)
    }
}
