//! The same numbers in each run: SplitMix64 (Steele, Lea and Flood, 2014) from a fixed seed.

use std::collections::{BTreeSet, HashSet};

/// Numbers that look like chance.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// The same numbers for the same seed.
    #[must_use]
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another. The remainder favours none that matters here: the bounds are far below 64 bits.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % (bound.max(1) as u64)).unwrap_or(0)
    }

    /// One of some values.
    ///
    /// # Panics
    ///
    /// When there is none.
    pub fn choose<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// So many different numbers from 1 to a greatest one, in their order.
#[must_use]
pub fn scattered(count: usize, greatest: usize) -> Vec<usize> {
    let mut random = Random::new(1);
    let mut numbers = BTreeSet::new();
    while numbers.len() < count.min(greatest) {
        numbers.insert(1 + random.below(greatest));
    }
    numbers.into_iter().collect()
}

/// How many inputs a sequence has: so many that the branch predictor cannot learn them by heart.
pub const SEQUENCE: usize = 16_384;

/// Inputs to look up, in a random order: three of four are in the list, and the fourth is made like those and is not.
pub fn asked<T: Clone + Eq + std::hash::Hash>(
    listed: &[T],
    mut make: impl FnMut(&mut Random) -> T,
) -> Vec<T> {
    let known: HashSet<&T> = listed.iter().collect();
    let mut random = Random::new(2);
    let mut asked = Vec::with_capacity(SEQUENCE);
    while asked.len() < SEQUENCE {
        if random.below(4) > 0 {
            asked.push(listed[random.below(listed.len())].clone());
        } else {
            let made = make(&mut random);
            if !known.contains(&made) {
                asked.push(made);
            }
        }
    }
    asked
}
