//! Pseudo-random numbers that are the same in each run: SplitMix64 (Steele, Lea and Flood, 2014) from a fixed seed.

use std::collections::{BTreeSet, HashSet};

/// A generator of pseudo-random numbers.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// Creates a generator. The same seed gives the same numbers.
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

    /// Returns a number below `bound`. The bias of the remainder is negligible here, as bounds are far below 64 bits.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % (bound.max(1) as u64)).unwrap_or(0)
    }

    /// Returns one of the values.
    ///
    /// # Panics
    ///
    /// When there are no values.
    pub fn choose<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Returns `count` different numbers from 1 to `max`, in ascending order.
#[must_use]
pub fn scattered(count: usize, max: usize) -> Vec<usize> {
    let mut random = Random::new(1);
    let mut numbers = BTreeSet::new();
    while numbers.len() < count.min(max) {
        numbers.insert(1 + random.below(max));
    }
    numbers.into_iter().collect()
}

/// The number of inputs in a sequence: more than the branch predictor can learn.
pub const SEQUENCE: usize = 16_384;

/// Returns inputs to look up, in a random order: three of four are known, and `make` makes the fourth, which is not.
pub fn lookup_inputs<T: Clone + Eq + std::hash::Hash>(
    known: &[T],
    mut make: impl FnMut(&mut Random) -> T,
) -> Vec<T> {
    let all: HashSet<&T> = known.iter().collect();
    let mut random = Random::new(2);
    let mut inputs = Vec::with_capacity(SEQUENCE);
    while inputs.len() < SEQUENCE {
        if random.below(4) > 0 {
            inputs.push(known[random.below(known.len())].clone());
        } else {
            let made = make(&mut random);
            if !all.contains(&made) {
                inputs.push(made);
            }
        }
    }
    inputs
}
