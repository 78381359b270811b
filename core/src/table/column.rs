//! A column of numbers, as the macro lays it out. Works in `const`.

/// Numbers of equal width, little-endian, one after the other: a literal costs the compiler one token, an array of 10,000
/// elements costs it 20,000.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// How many bytes each has: 1 to 4.
    pub width: u8,
    pub bytes: &'static [u8],
}

impl Column {
    /// Has no numbers.
    pub(crate) const EMPTY: Column = Column { width: 1, bytes: &[] };

    // Where the column is known, so is its width: one of the arms remains.
    #[inline(always)]
    pub const fn get(&self, index: usize) -> usize {
        match self.width {
            1 => self.bytes[index] as usize,
            2 => u16::from_le_bytes(self.bytes.as_chunks::<2>().0[index]) as usize,
            3 => {
                let [low, middle, high] = self.bytes.as_chunks::<3>().0[index];
                u32::from_le_bytes([low, middle, high, 0]) as usize
            }
            _ => u32::from_le_bytes(self.bytes.as_chunks::<4>().0[index]) as usize,
        }
    }

    #[inline]
    pub const fn len(&self) -> usize {
        self.bytes.len() / self.width as usize
    }

    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}
