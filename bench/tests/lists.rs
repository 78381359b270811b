//! The lists that are measured are what they should be: catalogs without a fault, the same in each run.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::collections::HashSet;

use errcat_bench::list::{List, STRINGS, string_code};
use errcat_bench::peer::{Has, source};
use errcat_bench::random::{SEQUENCE, asked};
use errcat_catalog::{Category, Replay, Source, load};

#[test]
fn a_list_is_a_catalog_that_says_the_same() {
    for list in [List::integers(63, 10), List::integers(10_001, 1_000), List::strings(1_000)] {
        let catalog = load(&Source::from_bytes("codes.toml", list.catalog().into_bytes())).unwrap();
        let entries = &catalog.tables[0].entries;
        assert_eq!((catalog.tables.len(), entries.len()), (1, list.entries.len()));
        for (read, listed) in entries.iter().zip(&list.entries) {
            assert_eq!((&read.name, read.code.to_string()), (&listed.name, listed.code.clone()));
            assert_eq!((read.category.name(), read.http), (listed.category, listed.http));
            assert_eq!(read.message, listed.message);
            assert_eq!(read.help.as_deref(), listed.help.as_ref().map(<[String; 2]>::as_slice));
        }
        let helped = entries.iter().filter(|entry| entry.help.is_some()).count();
        assert_eq!(helped, entries.len().div_ceil(4));
        let categories: HashSet<Category> = entries.iter().map(|entry| entry.category).collect();
        assert_eq!(categories.len(), 14);
        assert!(entries.iter().any(|entry| entry.replay == Replay::Safe));
    }
}

#[test]
fn string_codes_differ() {
    let codes: HashSet<String> = (0..STRINGS).map(string_code).collect();
    assert_eq!(codes.len(), STRINGS);
    assert!(codes.iter().all(|code| code.len() <= 7));
}

#[test]
fn three_of_four_that_are_asked_for_are_listed() {
    let list = List::integers(1_000, 10);
    assert_eq!(list.catalog(), List::integers(1_000, 10).catalog());
    let codes: Vec<usize> = list.entries.iter().map(|entry| entry.code.parse().unwrap()).collect();
    assert!(codes.is_sorted() && codes.iter().all(|code| (1..=10_000).contains(code)));
    let asked = asked(&codes, |random| 1 + random.below(10_000));
    let listed = asked.iter().filter(|code| codes.contains(code)).count();
    assert_eq!(asked.len(), SEQUENCE);
    assert!((listed as f64 / SEQUENCE as f64 - 0.75).abs() < 0.02, "{listed}");
}

#[test]
fn what_is_by_hand_has_what_it_says() {
    let list = List::integers(2, 10);
    let bare = source(&list, Has::Bare);
    assert!(bare.contains("derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]"), "{bare}");
    assert!(!source(&list, Has::Codes).contains("#[error("));
    assert!(!source(&list, Has::Derives).contains("match"));
    assert_eq!(source(&list, Has::Matches).matches("match self").count(), 6);
}
