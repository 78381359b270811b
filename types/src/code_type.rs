//! The types of codes: the integers and the strings that a table may have on the wire.

use crate::word::named;

named! {
    /// The type of a table's codes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum CodeType ("code type") {
        /// An integer of 8 bits without a sign.
        U8: "u8",
        /// An integer of 16 bits without a sign.
        U16: "u16",
        /// An integer of 32 bits without a sign.
        U32: "u32",
        /// An integer of 64 bits without a sign.
        U64: "u64",
        /// An integer of 16 bits.
        I16: "i16",
        /// An integer of 32 bits.
        I32: "i32",
        /// An integer of 64 bits.
        I64: "i64",
        /// A string.
        String: "string",
    }
}

impl CodeType {
    /// Returns the smallest and the largest code, for integers.
    ///
    /// ```
    /// use errcat_types::CodeType;
    ///
    /// assert_eq!(CodeType::U8.range(), Some((0, 255)));
    /// assert_eq!(CodeType::String.range(), None);
    /// ```
    pub const fn range(self) -> Option<(i128, i128)> {
        match self {
            CodeType::U8 => Some((0, u8::MAX as i128)),
            CodeType::U16 => Some((0, u16::MAX as i128)),
            CodeType::U32 => Some((0, u32::MAX as i128)),
            CodeType::U64 => Some((0, u64::MAX as i128)),
            CodeType::I16 => Some((i16::MIN as i128, i16::MAX as i128)),
            CodeType::I32 => Some((i32::MIN as i128, i32::MAX as i128)),
            CodeType::I64 => Some((i64::MIN as i128, i64::MAX as i128)),
            CodeType::String => None,
        }
    }
}
