//! Keys in, a perfect hash of them out: see `core/src/perfect_hash.rs`, which mixes in the same way.

/// What was found for some keys.
pub(crate) struct PerfectHash {
    pub(crate) multiplier: u64,
    pub(crate) shift: u32,
    pub(crate) displacements: Vec<u32>,
    /// For each key, its slot.
    pub(crate) slots: Vec<u32>,
}

/// Keys that can be mixed with a multiplier.
pub(crate) trait Key {
    fn mix(&self, multiplier: u64) -> u64;
}

impl Key for i64 {
    fn mix(&self, multiplier: u64) -> u64 {
        fold(self.cast_unsigned(), multiplier)
    }
}

impl Key for &str {
    fn mix(&self, multiplier: u64) -> u64 {
        let bytes = self.as_bytes();
        let start = fold(bytes.len() as u64 + 1, multiplier);
        let Some(last) = bytes.last_chunk::<8>() else {
            return fold(start ^ short(bytes), multiplier);
        };
        let before = &bytes[..bytes.len() - 1].as_chunks::<8>().0;
        let mix = |mixed, word: &[u8; 8]| fold(mixed ^ u64::from_le_bytes(*word), multiplier);
        mix(before.iter().fold(start, mix), last)
    }
}

fn short(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | (u64::from(u32::from_le_bytes(*last)) << 32)
        }
        _ => bytes.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte)),
    }
}

fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// Finds a perfect hash of keys that are all different. Some one in four multipliers has one, whatever the keys are.
pub(crate) fn find<K: Key>(keys: &[K]) -> PerfectHash {
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

/// The next odd number of a sequence that looks random (SplitMix64, by Steele, Lea and Flood).
fn next_multiplier(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (*seed ^ (*seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)) | 1
}

/// A displacement for each bucket, if there is one for all: first for those with many keys, while much is free.
fn displace(mixed: &[u64], multiplier: u64, buckets: usize) -> Option<PerfectHash> {
    let slots = mixed.len();
    let shift = 64 - buckets.trailing_zeros();
    let mut in_bucket: Vec<Vec<u32>> = vec![Vec::new(); buckets];
    for (key, mixed) in (0..).zip(mixed) {
        in_bucket[(mixed >> shift) as usize].push(key);
    }
    let places: Vec<usize> = mixed.iter().map(|mixed| place(*mixed, slots)).collect();
    // Two keys of a bucket in one place stay together wherever they are moved.
    if in_bucket.iter().any(|keys| meet(keys, &places)) {
        return None;
    }
    let mut order: Vec<usize> = (0..buckets).filter(|bucket| !in_bucket[*bucket].is_empty()).collect();
    order.sort_by_key(|bucket| std::cmp::Reverse(in_bucket[*bucket].len()));
    let mut is_taken = vec![false; slots];
    let mut free = 0;
    let mut found = PerfectHash { multiplier, shift, displacements: vec![0; buckets], slots: vec![0; slots] };
    for bucket in order {
        let keys = &in_bucket[bucket];
        let places: Vec<usize> = keys.iter().map(|key| places[*key as usize]).collect();
        let displacement = match places.as_slice() {
            // The first slot that is free: none before it will be free again.
            [place] => {
                while is_taken[free] {
                    free += 1;
                }
                (free + slots - place) % slots
            }
            places => (0..slots).find(|displacement| fit(places, *displacement, &is_taken))?,
        };
        found.displacements[bucket] = displacement as u32;
        for (key, place) in keys.iter().zip(places) {
            let slot = moved(place, displacement, slots);
            is_taken[slot] = true;
            found.slots[*key as usize] = slot as u32;
        }
    }
    Some(found)
}

fn place(mixed: u64, slots: usize) -> usize {
    ((u64::from(mixed as u32) * slots as u64) >> 32) as usize
}

fn moved(place: usize, displacement: usize, slots: usize) -> usize {
    let slot = place + displacement;
    if slot < slots { slot } else { slot - slots }
}

/// Whether two of some keys have the same place.
fn meet(keys: &[u32], places: &[usize]) -> bool {
    let place = |key: &u32| places[*key as usize];
    keys.iter().enumerate().any(|(at, key)| keys[..at].iter().any(|other| place(other) == place(key)))
}

/// Whether all places, moved so far, are free.
fn fit(places: &[usize], displacement: usize, is_taken: &[bool]) -> bool {
    places.iter().all(|place| !is_taken[moved(*place, displacement, is_taken.len())])
}
