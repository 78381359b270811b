//! The perfect hash that `codegen` searches at build time and `core` looks up at run time: each key has its own slot.

#![allow(clippy::unwrap_used, clippy::cast_possible_truncation)] // a test fails by panicking, in its helpers too

use std::collections::HashSet;

use errcat::__private::{Column, PerfectHash};
use proptest::prelude::*;

use errcat_codegen::{Key, find_perfect_hash};

/// Returns the hash as core has it. Its bytes are leaked, because core's are static.
fn of_core(found: &errcat_codegen::PerfectHash) -> PerfectHash {
    let bytes: Vec<u8> = found.displacements.iter().flat_map(|number| number.to_le_bytes()).collect();
    let displacements = Column { width: 4, bytes: bytes.leak() };
    PerfectHash { multiplier: found.multiplier, shift: found.shift, displacements }
}

/// Asserts that each key has its own slot, and that codegen and core agree on it.
fn assert_perfect<K: Key>(what: &str, keys: &[K], slot_of: impl Fn(&PerfectHash, &K) -> usize) {
    let found = find_perfect_hash(keys);
    assert_eq!(found.slots.len(), keys.len(), "{what}");
    let hash = of_core(&found);
    let mut taken = HashSet::new();
    for (key, expected) in keys.iter().zip(&found.slots) {
        let slot = slot_of(&hash, key);
        assert_eq!(slot, *expected as usize, "{what}: codegen and core differ");
        assert!(slot < keys.len() && taken.insert(slot), "{what}: slot {slot} of {} keys", keys.len());
    }
}

fn assert_perfect_numbers(what: &str, keys: impl IntoIterator<Item = i64>) {
    let keys: Vec<i64> = keys.into_iter().collect();
    assert_perfect(what, &keys, |hash, key| hash.slot_of_number(key.cast_unsigned(), keys.len()));
}

fn assert_perfect_texts(what: &str, keys: impl IntoIterator<Item = String>) {
    let keys: Vec<String> = keys.into_iter().collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    assert_perfect(what, &keys, |hash, key| hash.slot_of_text(key, keys.len()));
}

/// Numbers of keys.
const SIZES: [i64; 9] = [1, 2, 3, 7, 63, 64, 65, 1_000, 10_000];

#[test]
fn a_single_key_has_a_slot() {
    for key in [0, 1, -1, i64::MIN, i64::MAX, 9003] {
        assert_perfect_numbers("one", [key]);
    }
    assert_perfect_texts("one", ["x".to_owned()]);
}

#[test]
fn consecutive_numbers_have_distinct_slots() {
    for size in SIZES {
        for start in [0, 1, -1, 9_000, 190_300, i64::MIN, i64::MAX - size + 1, -size / 2] {
            assert_perfect_numbers(&format!("{size} from {start}"), (0..size).map(|at| start + at));
        }
    }
}

/// Such numbers have the same low bits.
#[test]
fn multiples_of_a_power_of_two_have_distinct_slots() {
    for power in 0..63 {
        for size in [2, 64, 1_000] {
            let fits = |at: i64| at.checked_mul(1 << power);
            let keys: Vec<i64> = (0..size).map_while(fits).collect();
            assert_perfect_numbers(&format!("{} multiples of 2^{power}", keys.len()), keys);
            let negative: Vec<i64> = (1..size).map_while(fits).map(|key| -key).collect();
            assert_perfect_numbers(&format!("multiples of -2^{power}"), negative.into_iter().chain([0]));
        }
    }
}

/// Schemes by which error codes are numbered: a prefix for each service, blocks with gaps, single bits.
#[test]
fn numbers_with_a_pattern_have_distinct_slots() {
    assert_perfect_numbers("prefixes", (1..=100).flat_map(|a| (0..100).map(move |b| a * 1_000_000 + b * 7)));
    assert_perfect_numbers("HRESULTs", (0..5_000).map(|at| 0x8007_0000 + at));
    assert_perfect_numbers("blocks", (0..10_000).map(|at| at / 10 * 1_000 + at % 10));
    assert_perfect_numbers("bits", (0..63).map(|bit| 1 << bit));
    assert_perfect_numbers("squares", (0..3_000).map(|at| at * at));
    assert_perfect_numbers("halves", (0..2_000).map(|at| (at << 32) | at));
}

#[test]
fn texts_with_a_pattern_have_distinct_slots() {
    for size in SIZES {
        assert_perfect_texts("digits", (0..size).map(|at| format!("{at:05}")));
        assert_perfect_texts("prefixed", (0..size).map(|at| format!("kv:{}", 8_000 + at)));
        assert_perfect_texts(
            "suffixed",
            (0..size).map(|at| format!("{at}.a.long.name.that.all.have.in.common")),
        );
    }
    // The hash reads a text in blocks: every length covers every way to read the last one.
    assert_perfect_texts("lengths", (1..=256).map(|length| "a".repeat(length)));
    assert_perfect_texts("zeros", (1..=64).map(|length| "\0".repeat(length)));
    let positions = (0..40)
        .flat_map(|at| (0..2).map(move |which| format!("{}{which}{}", "x".repeat(at), "x".repeat(39 - at))));
    assert_perfect_texts("one letter differs", positions.chain(["x".repeat(40)]));
}

#[test]
fn a_hundred_thousand_numbers_have_distinct_slots() {
    assert_perfect_numbers("many", (0..100_000).map(|at| at * 7_919 % 1_000_003));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_numbers_have_distinct_slots(keys in proptest::collection::hash_set(any::<i64>(), 1..300)) {
        assert_perfect_numbers("any", keys);
    }

    #[test]
    fn any_texts_have_distinct_slots(keys in proptest::collection::hash_set(".{1,40}", 1..200)) {
        assert_perfect_texts("any", keys);
    }

    /// A look-up compares the key in the slot, so the slot must exist for any other key, too.
    #[test]
    fn the_slot_of_an_unknown_key_exists(size in 1_i64..500, unknown: i64, text in ".{0,30}") {
        let keys: Vec<i64> = (0..size).collect();
        let hash = of_core(&find_perfect_hash(&keys));
        prop_assert!(hash.slot_of_number(unknown.cast_unsigned(), keys.len()) < keys.len());
        prop_assert!(hash.slot_of_text(&text, keys.len()) < keys.len());
    }
}
