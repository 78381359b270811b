//! A perfect hash that was found at build time: a key in, the one slot that it can be in out. Works in `const`.
//!
//! Hash and displace: of the mixed key, the high bits choose a bucket, the low half a place, and the bucket's
//! displacement moves that place to a slot that no other key has. There are as many slots as keys. The macro finds the
//! multiplier and the displacements (`macros/src/perfect_hash.rs`) and mixes in the same way.

use crate::column::Column;

/// A perfect hash of a set of keys.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct PerfectHash {
    pub multiplier: u64,
    /// How far the bits that choose a bucket are from the right.
    pub shift: u32,
    pub displacements: Column,
}

impl PerfectHash {
    /// The slot of a mixed key, of so many. What is no key has one as well.
    #[inline(always)]
    pub const fn slot(&self, mixed: u64, slots: usize) -> usize {
        let displacement = self.displacements.get((mixed >> self.shift) as usize);
        let place = ((mixed as u32 as u64 * slots as u64) >> 32) as usize;
        let slot = place + displacement;
        if slot < slots { slot } else { slot - slots }
    }

    /// A number, mixed.
    #[inline(always)]
    pub const fn mix_number(&self, key: u64) -> u64 {
        fold(key, self.multiplier)
    }

    /// A text, mixed: eight bytes at a time, the last eight of which may have been among those before.
    #[inline(always)]
    pub const fn mix_text(&self, key: &str) -> u64 {
        let key = key.as_bytes();
        let mut mixed = fold(key.len() as u64 + 1, self.multiplier);
        let Some(last) = key.last_chunk::<8>() else {
            return fold(mixed ^ short(key), self.multiplier);
        };
        let mut rest = key;
        while rest.len() > 8
            && let Some((word, behind)) = rest.split_first_chunk::<8>()
        {
            mixed = fold(mixed ^ u64::from_le_bytes(*word), self.multiplier);
            rest = behind;
        }
        fold(mixed ^ u64::from_le_bytes(*last), self.multiplier)
    }
}

/// Whether two texts are the same. In `const`, there is no `==` for them.
#[inline(always)]
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let (Some(last_of_a), Some(last_of_b)) = (a.last_chunk::<8>(), b.last_chunk::<8>()) else {
        return short(a) == short(b);
    };
    while a.len() > 8
        && let (Some((first, rest_of_a)), Some((second, rest_of_b))) =
            (a.split_first_chunk::<8>(), b.split_first_chunk::<8>())
    {
        if u64::from_le_bytes(*first) != u64::from_le_bytes(*second) {
            return false;
        }
        (a, b) = (rest_of_a, rest_of_b);
    }
    u64::from_le_bytes(*last_of_a) == u64::from_le_bytes(*last_of_b)
}

/// Up to seven bytes as a number. Two of the same length give the same number only if they are the same.
#[inline(always)]
const fn short(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return u32::from_le_bytes(*first) as u64 | ((u32::from_le_bytes(*last) as u64) << 32);
    }
    match *bytes {
        [] => 0,
        [a] => a as u64,
        [a, b] => a as u64 | ((b as u64) << 8),
        [a, b, c, ..] => a as u64 | ((b as u64) << 8) | ((c as u64) << 16),
    }
}

/// Both halves of a product, in one: every bit of a key reaches the bits that are used.
#[inline(always)]
const fn fold(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    product as u64 ^ (product >> 64) as u64
}
