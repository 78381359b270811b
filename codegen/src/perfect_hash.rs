//! Finds a perfect hash of a set of keys. The look-up at run time uses the same functions of [`hash`].

use errcat_types::hash;

/// A perfect hash of a set of keys.
pub struct PerfectHash {
    /// The multiplier with which keys are mixed.
    pub multiplier: u64,
    /// The number of bits to the right of those that select a bucket.
    pub shift: u32,
    /// The displacement of each bucket.
    pub displacements: Vec<u32>,
    /// The slot of each key.
    pub slots: Vec<u32>,
}

/// A key that can be mixed with a multiplier.
pub trait Key {
    /// Mixes the key.
    fn mix(&self, multiplier: u64) -> u64;
}

impl Key for i64 {
    fn mix(&self, multiplier: u64) -> u64 {
        hash::mix_number(self.cast_unsigned(), multiplier)
    }
}

impl Key for &str {
    fn mix(&self, multiplier: u64) -> u64 {
        hash::mix_text(self, multiplier)
    }
}

/// Finds a perfect hash of distinct keys. About one in four multipliers has one, whatever the keys are.
pub fn find_perfect_hash<K: Key>(keys: &[K]) -> PerfectHash {
    let buckets = (keys.len() / 3).next_power_of_two().max(2);
    let mut seed = 0;
    loop {
        let multiplier = next_multiplier(&mut seed);
        let mixed: Vec<u64> = keys.iter().map(|key| key.mix(multiplier)).collect();
        if let Some(found) = displace(&mixed, multiplier, buckets) {
            return found;
        }
    }
}

/// Returns the next odd number of a pseudorandom sequence (SplitMix64, by Steele, Lea and Flood).
fn next_multiplier(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (*seed ^ (*seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)) | 1
}

/// Finds a displacement for each bucket, if there is one for all. Buckets with many keys come first, while most slots are
/// free.
fn displace(mixed: &[u64], multiplier: u64, buckets: usize) -> Option<PerfectHash> {
    let slots = mixed.len();
    let shift = 64 - buckets.trailing_zeros();
    let mut in_bucket: Vec<Vec<u32>> = vec![Vec::new(); buckets];
    for (key, mixed) in (0..).zip(mixed) {
        in_bucket[hash::bucket(*mixed, shift)].push(key);
    }
    let positions: Vec<usize> = mixed.iter().map(|mixed| hash::position(*mixed, slots)).collect();
    // Two keys of a bucket with the same position collide for every displacement.
    if in_bucket.iter().any(|keys| collide(keys, &positions)) {
        return None;
    }
    let mut order: Vec<usize> = (0..buckets).filter(|bucket| !in_bucket[*bucket].is_empty()).collect();
    order.sort_by_key(|bucket| std::cmp::Reverse(in_bucket[*bucket].len()));
    let mut is_taken = vec![false; slots];
    let mut free = 0;
    let mut found = PerfectHash { multiplier, shift, displacements: vec![0; buckets], slots: vec![0; slots] };
    for bucket in order {
        let keys = &in_bucket[bucket];
        let positions: Vec<usize> = keys.iter().map(|key| positions[*key as usize]).collect();
        let displacement = match positions.as_slice() {
            // The first free slot: no slot before it becomes free again.
            [position] => {
                while is_taken[free] {
                    free += 1;
                }
                (free + slots - position) % slots
            }
            positions => (0..slots).find(|displacement| fit(positions, *displacement, &is_taken))?,
        };
        found.displacements[bucket] = displacement as u32;
        for (key, position) in keys.iter().zip(positions) {
            let slot = hash::displaced(position, displacement, slots);
            is_taken[slot] = true;
            found.slots[*key as usize] = slot as u32;
        }
    }
    Some(found)
}

/// Returns whether two of the keys have the same position.
fn collide(keys: &[u32], positions: &[usize]) -> bool {
    let position = |key: &u32| positions[*key as usize];
    keys.iter().enumerate().any(|(at, key)| keys[..at].iter().any(|other| position(other) == position(key)))
}

/// Returns whether all positions are free after a displacement.
fn fit(positions: &[usize], displacement: usize, is_taken: &[bool]) -> bool {
    positions.iter().all(|position| !is_taken[hash::displaced(*position, displacement, is_taken.len())])
}
