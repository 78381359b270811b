//! The catalog of Tencent Meeting says what the vendor's page says, and nothing that a default says already.

// As in the tests themselves: a panic is how a failure is told.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;

use errcat_catalog::{Catalog, Code, Entry, Remedy, Repeat, Retry, Source, Table, load};
use toml_edit::{DocumentMut, TableLike};

const CODES: &str = include_str!("../../codes.toml");

/// The vendor's public list, with what it means: table, code, name, http, category, retry, replay, zh, wire.
const LISTED: &str = include_str!("../facts/tencent-meeting.tsv");

/// Codes that the list does not have, and where they are documented.
const BEYOND_THE_LIST: &str = include_str!("../facts/tencent-meeting-beyond-the-page.tsv");

fn catalog(text: &str) -> Catalog {
    load(&Source::from_text("codes.toml", text)).unwrap()
}

fn rows<const COLUMNS: usize>(tsv: &str) -> impl Iterator<Item = [&str; COLUMNS]> {
    tsv.lines().skip(1).map(|row| row.split('\t').collect::<Vec<_>>().try_into().unwrap())
}

fn table<'c>(catalog: &'c Catalog, name: &str) -> &'c Table {
    catalog.tables.iter().find(|table| table.name == name).unwrap()
}

fn entry<'c>(catalog: &'c Catalog, table_name: &str, code: &str) -> &'c Entry {
    let entries = &table(catalog, table_name).entries;
    entries
        .iter()
        .find(|entry| entry.code.to_string() == code)
        .unwrap_or_else(|| panic!("{table_name} {code}"))
}

fn retry(words: &str) -> Retry {
    let remedy = |remedy| Retry::Remedy { remedy, repeat: Repeat::Once };
    match words {
        "never" => Retry::Never,
        "transient" => Retry::Transient,
        "throttled" => Retry::Throttled { after: None },
        "throttled 1m" => Retry::Throttled { after_ms: Some(60_000) },
        "throttled 1d" => Retry::Throttled { after_ms: Some(86_400_000) },
        "remedy sync-clock" => remedy(Remedy::SyncClock),
        "remedy resign" => remedy(Remedy::ReSign),
        "remedy refresh-token" => remedy(Remedy::RefreshToken),
        "remedy reauthorize" => remedy(Remedy::Reauthorize),
        other => panic!("{other}"),
    }
}

#[test]
fn every_row_of_the_vendors_list_is_an_entry_that_says_the_same() {
    let catalog = catalog(CODES);
    let zh = catalog.locales.iter().position(|locale| locale.as_str() == "zh").unwrap();
    assert_eq!(LISTED.lines().count(), 60, "59 codes below the head");
    for [table, code, name, http, category, retried, replay, message, wire] in rows(LISTED) {
        let entry = entry(&catalog, table, code);
        assert_eq!(entry.name, name, "{code}");
        assert_eq!(entry.http.to_string(), http, "{name}");
        assert_eq!(entry.category.name(), category, "{name}");
        assert_eq!(entry.retry, retry(retried), "{name}");
        assert_eq!(entry.retry_safety.name(), replay, "{name}");
        if !message.is_empty() {
            assert_eq!(entry.message[zh], message.strip_suffix('。').unwrap_or(message), "{name}");
        }
        assert!(wire.is_empty() || entry.wire.iter().any(|text| text == wire), "{name}: {wire}");
    }
}

#[test]
fn every_other_entry_says_where_it_is_documented() {
    let catalog = catalog(CODES);
    assert_eq!(rows::<2>(BEYOND_THE_LIST).count(), 22);
    for [code, source] in rows(BEYOND_THE_LIST) {
        assert_eq!(entry(&catalog, "rest", code).docs.as_deref(), Some(source), "{code}");
    }
}

#[test]
fn there_is_no_entry_without_a_source() {
    let listed = rows(LISTED).map(|[table, code, _, _, _, _, _, _, _]| (table, code));
    let beyond = rows(BEYOND_THE_LIST).map(|[code, _]| ("rest", code));
    let sourced: BTreeSet<_> = listed.chain(beyond).map(|(table, code)| format!("{table} {code}")).collect();
    let catalog = catalog(CODES);
    let entries = catalog
        .tables
        .iter()
        .flat_map(|table| table.entries.iter().map(|entry| format!("{} {}", table.name, entry.code)));
    assert_eq!(entries.collect::<BTreeSet<_>>(), sourced);
}

/// The vendor answers a success with the code 0.
#[test]
fn zero_is_success_in_both_tables() {
    for table in &catalog(CODES).tables {
        assert_eq!(table.success, [Code::Integer { value: 0, radix: 10 }], "{}", table.name);
    }
}

/// A value that an entry could leave out tells a reader that it differs from what is usual, and there it does not.
#[test]
fn no_entry_says_what_a_default_says_already() {
    let document: DocumentMut = CODES.parse().unwrap();
    let whole = catalog(CODES);
    for table in &whole.tables {
        for entry in &table.entries {
            for key in ["class", "http", "category", "retry", "replay"] {
                let mut without = document.clone();
                let keys = without[&table.name][&entry.name].as_table_like_mut().unwrap();
                if TableLike::remove(keys, key).is_some() {
                    let shorter = catalog(&without.to_string());
                    let resolved = named(&shorter, &table.name, &entry.name);
                    assert_ne!(said(resolved), said(entry), "{key} of {} is a default", entry.name);
                }
            }
        }
    }
}

fn named<'c>(catalog: &'c Catalog, table_name: &str, name: &str) -> &'c Entry {
    table(catalog, table_name).entries.iter().find(|entry| entry.name == name).unwrap()
}

/// All that an entry says, with its defaults resolved.
fn said(entry: &Entry) -> String {
    format!("{entry:?}")
}
