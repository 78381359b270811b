//! The lists that are written from facts are what their facts and heads make of them, and no list has a diagnostic.
//!
//! `ERRCAT_BLESS=1 cargo test -p errcat-tests-lists --test generated` writes them; it builds even where a list is at
//! fault.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::fs;
use std::path::{Path, PathBuf};

use errcat_catalog::{Source, check};
use errcat_tests::{assert_can_be_expanded, bless};
use errcat_tests_lists::{Entry, list, rows};

const SQLSTATE: &str = include_str!("../facts/postgresql-sqlstate.tsv");
const KAFKA: &str = include_str!("../facts/kafka.tsv");

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(file(name)).unwrap()
}

/// Not even one of style.
fn assert_has_no_diagnostic(name: &str, text: &str) {
    let checked = check(&Source::from_text(name, text));
    assert!(checked.diagnostics.is_empty(), "{name}: {:?}", checked.diagnostics);
    assert_can_be_expanded(&checked.catalog, name);
}

/// Fails unless a file holds exactly a list, and the list has no diagnostic.
fn bless_list(name: &str, list: &str) {
    bless(&file(name), list);
    assert_has_no_diagnostic(name, list);
}

fn note(facts: &str, head: &str) -> String {
    format!("Written by generated.rs, from {facts} in the facts and {head} beside this file: edit those.")
}

/// Of two names of a code, the entry's is the one that PostgreSQL documents, which has a condition's name.
#[test]
fn the_list_of_postgresql_is_what_its_facts_and_head_make() {
    let rows = rows::<5>(SQLSTATE);
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for (at, [code, ..]) in rows.iter().enumerate() {
        if rows[..at].iter().any(|earlier| earlier[0] == *code) {
            continue;
        }
        let of_code = rows.iter().filter(|row| row[0] == *code);
        let (documented, others): (Vec<&[&str; 5]>, Vec<&[&str; 5]>) =
            of_code.partition(|row| !row[3].is_empty());
        assert_eq!(documented.len(), 1, "{code}");
        let mut keys = vec![("code", format!("{code:?}"))];
        let aliases: Vec<&str> = others.iter().map(|row| row[2]).collect();
        if !aliases.is_empty() {
            keys.push(("aliases", format!("{aliases:?}")));
        }
        entries.push(Entry { name: documented[0][2], keys });
    }
    let note = note("postgresql-sqlstate.tsv", "postgresql.head.toml");
    let head = read("postgresql.head.toml");
    bless_list("postgresql.toml", &list(&note, &head, "sql_state", &entries));
}

#[test]
fn the_list_of_kafka_is_what_its_facts_and_head_make() {
    let entry = |[code, name, retriable, refresh_metadata_first]: [&'static str; 4]| {
        let retry = match (retriable, refresh_metadata_first) {
            ("yes", "yes") => r#"{ remedy = "refresh-metadata", repeat = "back-off" }"#,
            ("yes", "no") => "\"transient\"",
            _ => "\"never\"",
        };
        Entry { name, keys: vec![("code", code.to_owned()), ("retry", retry.to_owned())] }
    };
    let entries: Vec<_> = rows(KAFKA).into_iter().map(entry).collect();
    let note = note("kafka.tsv", "kafka.head.toml");
    bless_list("kafka.toml", &list(&note, &read("kafka.head.toml"), "kafka", &entries));
}

#[test]
fn the_names_of_sqlstates_are_those_of_the_facts() {
    let mut text =
        "//! Every name of a SQLSTATE. Written by `generated.rs`, from the facts.\n\nconstants! {\n"
            .to_owned();
    for [_, _, name, ..] in rows::<5>(SQLSTATE) {
        text.push_str(&format!("    {name}\n"));
    }
    bless(&file("sqlstate_names.rs"), &(text + "}\n"));
}

#[test]
fn the_list_of_google_rpc_has_no_diagnostic() {
    assert_has_no_diagnostic("google-rpc.toml", &read("google-rpc.toml"));
}
