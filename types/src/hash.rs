//! The arithmetic of the perfect hashes: the search at build time and the look-up at run time must mix alike.
//!
//! Hash and displace: of the mixed key, the high bits choose a bucket and the low half a position, and the bucket's
//! displacement moves that position to a slot that no other key has. There are as many slots as keys.
//!
//! Everything works in `const`.

/// Mixes a number.
#[inline(always)]
pub const fn mix_number(key: u64, multiplier: u64) -> u64 {
    fold(key, multiplier)
}

/// Mixes a text: eight bytes at a time, the last eight of which may overlap with those before.
#[inline(always)]
pub const fn mix_text(key: &str, multiplier: u64) -> u64 {
    let key = key.as_bytes();
    let mut mixed = fold(key.len() as u64 + 1, multiplier);
    let Some(last) = key.last_chunk::<8>() else {
        return fold(mixed ^ short(key), multiplier);
    };
    let mut rest = key;
    while rest.len() > 8
        && let Some((word, behind)) = rest.split_first_chunk::<8>()
    {
        mixed = fold(mixed ^ u64::from_le_bytes(*word), multiplier);
        rest = behind;
    }
    fold(mixed ^ u64::from_le_bytes(*last), multiplier)
}

/// Returns the bucket of a mixed key. `shift` is how far the bits that choose it are from the right.
#[inline(always)]
pub const fn bucket(mixed: u64, shift: u32) -> usize {
    (mixed >> shift) as usize
}

/// Returns the position of a mixed key among so many slots, before it is displaced.
#[inline(always)]
pub const fn position(mixed: u64, slots: usize) -> usize {
    ((mixed as u32 as u64 * slots as u64) >> 32) as usize
}

/// Returns the slot that a displacement, which is less than the number of slots, moves a position to.
#[inline(always)]
pub const fn displaced(position: usize, displacement: usize, slots: usize) -> usize {
    let slot = position + displacement;
    if slot < slots { slot } else { slot - slots }
}

/// Returns whether two texts are equal. `==` does not work in `const`.
#[inline(always)]
pub const fn texts_are_equal(a: &str, b: &str) -> bool {
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

/// Returns up to seven bytes as a number. Two texts of the same length give the same number only if they are equal.
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

/// Folds both halves of a product into one: every bit of a key reaches the bits that are used.
#[inline(always)]
const fn fold(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    product as u64 ^ (product >> 64) as u64
}
