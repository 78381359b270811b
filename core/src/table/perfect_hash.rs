//! The look-up in a perfect hash that was found at build time. Works in `const`.

use errcat_types::hash;

use crate::table::Column;

/// A perfect hash of a set of keys: it leads each key to a slot of its own.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct PerfectHash {
    pub multiplier: u64,
    /// How far the bits that choose a bucket are from the right.
    pub shift: u32,
    pub displacements: Column,
}

impl PerfectHash {
    /// Returns the slot of a number. A number that is not a key has one as well.
    #[inline(always)]
    pub const fn slot_of_number(&self, key: u64, slots: usize) -> usize {
        self.slot(hash::mix_number(key, self.multiplier), slots)
    }

    /// Returns the slot of a text. A text that is not a key has one as well.
    #[inline(always)]
    pub const fn slot_of_text(&self, key: &str, slots: usize) -> usize {
        self.slot(hash::mix_text(key, self.multiplier), slots)
    }

    #[inline(always)]
    const fn slot(&self, mixed: u64, slots: usize) -> usize {
        let displacement = self.displacements.get(hash::bucket(mixed, self.shift));
        hash::displaced(hash::position(mixed, slots), displacement, slots)
    }
}
