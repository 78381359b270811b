//! Compares the catalog of Tencent Meeting with the facts, and checks that it repeats no default.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::collections::BTreeSet;

use errcat_catalog::{Catalog, Code, Entry, Source, Table, load};
use errcat_tests::facts::{tencent_meeting, tencent_meeting_beyond_the_page};
use toml_edit::{DocumentMut, TableLike};

const CODES: &str = include_str!("../../codes.toml");

fn catalog(text: &str) -> Catalog {
    load(&Source::from_text("codes.toml", text)).unwrap()
}

fn table<'c>(catalog: &'c Catalog, name: &str) -> &'c Table {
    catalog.tables.iter().find(|table| table.name == name).unwrap()
}

fn entry<'c>(catalog: &'c Catalog, table_name: &str, code: i32) -> &'c Entry {
    let entries = &table(catalog, table_name).entries;
    let found = entries.iter().find(|entry| entry.code.to_string() == code.to_string());
    found.unwrap_or_else(|| panic!("{table_name} {code}"))
}

#[test]
fn every_row_of_the_facts_is_an_entry_with_the_same_values() {
    let catalog = catalog(CODES);
    let zh = catalog.locales.iter().position(|locale| locale.as_str() == "zh").unwrap();
    for row in tencent_meeting() {
        let entry = entry(&catalog, row.table, row.code);
        let name = row.name;
        assert_eq!(entry.name, name);
        assert_eq!(entry.http, row.http, "{name}");
        assert_eq!(entry.category, row.category, "{name}");
        assert_eq!(entry.retry, row.retry.map_text(str::to_owned), "{name}");
        assert_eq!(entry.retry_safety, row.retry_safety, "{name}");
        assert!(row.message().is_none_or(|message| entry.message[zh] == message), "{name}");
        assert!(row.seen.is_empty() || entry.seen.iter().any(|text| text == row.seen), "{name}");
    }
}

#[test]
fn entries_beyond_the_vendors_page_link_to_their_source() {
    let catalog = catalog(CODES);
    for (code, url) in tencent_meeting_beyond_the_page() {
        assert_eq!(entry(&catalog, "rest", code).url.as_deref(), Some(url), "{code}");
    }
}

#[test]
fn every_entry_is_in_the_facts() {
    let of_page = tencent_meeting().into_iter().map(|row| (row.table, row.code));
    let beyond = tencent_meeting_beyond_the_page().into_iter().map(|(code, _)| ("rest", code));
    let sourced: BTreeSet<_> = of_page.chain(beyond).map(|(table, code)| format!("{table} {code}")).collect();
    let catalog = catalog(CODES);
    let entries = catalog
        .tables
        .iter()
        .flat_map(|table| table.entries.iter().map(|entry| format!("{} {}", table.name, entry.code)));
    assert_eq!(entries.collect::<BTreeSet<_>>(), sourced);
}

/// The vendor's responses to successful requests have the code 0.
#[test]
fn zero_is_a_success_in_both_tables() {
    for table in &catalog(CODES).tables {
        assert_eq!(table.success, [Code::Integer { value: 0, radix: 10 }], "{}", table.name);
    }
}

/// A reader may rely on it: a value that an entry states differs from its default.
#[test]
fn no_entry_repeats_a_default() {
    let document: DocumentMut = CODES.parse().unwrap();
    let whole = catalog(CODES);
    for table in &whole.tables {
        for entry in &table.entries {
            for key in ["class", "http", "category", "retry", "retry_safe"] {
                let mut without = document.clone();
                let keys = without[&table.name][&entry.name].as_table_like_mut().unwrap();
                if TableLike::remove(keys, key).is_some() {
                    let shorter = catalog(&without.to_string());
                    let without_key = named(&shorter, &table.name, &entry.name);
                    assert_ne!(
                        resolved(without_key),
                        resolved(entry),
                        "`{key}` of {} repeats the default",
                        entry.name
                    );
                }
            }
        }
    }
}

fn named<'c>(catalog: &'c Catalog, table_name: &str, name: &str) -> &'c Entry {
    table(catalog, table_name).entries.iter().find(|entry| entry.name == name).unwrap()
}

/// Returns everything that an entry has, with its defaults resolved.
fn resolved(entry: &Entry) -> String {
    format!("{entry:?}")
}
