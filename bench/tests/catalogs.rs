//! Tests of the made-up catalogs that are measured: they are valid, and the same in each run.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::collections::HashSet;

use errcat_bench::catalog::{Catalog, STRINGS, string_code};
use errcat_bench::peer::{Extent, source};
use errcat_bench::random::{SEQUENCE, lookup_inputs};
use errcat_catalog::{Category, RetrySafety, Source, load};

#[test]
fn the_toml_has_the_same_entries() {
    for catalog in [Catalog::integers(63, 10), Catalog::integers(10_001, 1_000), Catalog::strings(1_000)] {
        let loaded = load(&Source::from_bytes("codes.toml", catalog.to_toml().into_bytes())).unwrap();
        let entries = &loaded.tables[0].entries;
        assert_eq!((loaded.tables.len(), entries.len()), (1, catalog.entries.len()));
        for (read, made) in entries.iter().zip(&catalog.entries) {
            assert_eq!((&read.name, read.code.to_string()), (&made.name, made.code.clone()));
            assert_eq!((read.category.name(), read.http), (made.category, made.http));
            assert_eq!(read.message, made.message);
            assert_eq!(read.help.as_deref(), made.help.as_ref().map(<[String; 2]>::as_slice));
        }
        let with_help = entries.iter().filter(|entry| entry.help.is_some()).count();
        assert_eq!(with_help, entries.len().div_ceil(4));
        let categories: HashSet<Category> = entries.iter().map(|entry| entry.category).collect();
        assert_eq!(categories.len(), 14);
        assert!(entries.iter().any(|entry| entry.retry_safety == RetrySafety::Always));
    }
}

#[test]
fn string_codes_are_unique() {
    let codes: HashSet<String> = (0..STRINGS).map(string_code).collect();
    assert_eq!(codes.len(), STRINGS);
    assert!(codes.iter().all(|code| code.len() <= 7));
}

#[test]
fn three_of_four_lookups_are_of_known_codes() {
    let catalog = Catalog::integers(1_000, 10);
    assert_eq!(catalog.to_toml(), Catalog::integers(1_000, 10).to_toml());
    let codes: Vec<usize> = catalog.entries.iter().map(|entry| entry.code.parse().unwrap()).collect();
    assert!(codes.is_sorted() && codes.iter().all(|code| (1..=10_000).contains(code)));
    let inputs = lookup_inputs(&codes, |random| 1 + random.below(10_000));
    let known = inputs.iter().filter(|code| codes.contains(code)).count();
    assert_eq!(inputs.len(), SEQUENCE);
    assert!((known as f64 / SEQUENCE as f64 - 0.75).abs() < 0.02, "{known}");
}

#[test]
fn each_extent_of_the_peer_has_its_derives_and_matches() {
    let catalog = Catalog::integers(2, 10);
    let bare = source(&catalog, Extent::Bare);
    assert!(bare.contains("derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]"), "{bare}");
    assert!(!source(&catalog, Extent::Codes).contains("#[error("));
    assert!(!source(&catalog, Extent::Derives).contains("match"));
    assert_eq!(source(&catalog, Extent::Matches).matches("match self").count(), 6);
}
