//! Compares the catalog of this workspace with the vendor's documentation. Not packaged, since both files are outside
//! the package.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking

mod run;

use run::{assert_expected, run};
use serde_json::{Value, json};

const CATALOG: &str = "../../codes.toml";

#[test]
fn the_catalog_is_valid() {
    let outcome = run(&["check", CATALOG]);
    assert_eq!(outcome.exit, 0, "{}", outcome.stdout);
}

#[test]
fn a_code_is_explained() {
    let outcome = run(&["explain", "9003", "--file", CATALOG]);
    assert_expected("tencent-meeting/explain-9003.txt", &outcome.stdout);
}

#[test]
fn the_export_agrees_with_the_facts() {
    let export: Value = serde_json::from_str(&run(&["export", "json", CATALOG]).stdout).unwrap();
    let facts = include_str!("../../tests/facts/tencent-meeting.tsv");
    let rows: Vec<_> = facts.lines().skip(1).collect();
    assert_eq!(rows.len(), 59);
    for row in rows {
        let fields: Vec<_> = row.split('\t').collect();
        let [table, code, name, http, category, retry, retry_safe, zh, seen] = fields.as_slice() else {
            panic!("{row}")
        };
        let entry = entry(&export, table, code);
        let expected = json!([name, http, category, retry_safe]);
        let exported =
            json!([entry["name"], entry["http"].to_string(), entry["category"], entry["retry_safe"]]);
        assert_eq!(exported, expected, "{row}");
        assert_eq!(retry_of(entry), *retry, "{row}");
        if !zh.is_empty() {
            assert_eq!(entry["message"]["zh"], zh.trim_end_matches('。'), "{row}");
        }
        if !seen.is_empty() {
            assert_eq!(entry["seen"][0], *seen, "{row}");
        }
    }
}

fn entry<'a>(export: &'a Value, table: &str, code: &str) -> &'a Value {
    let tables = export["tables"].as_array().unwrap();
    let table = tables.iter().find(|each| each["name"] == table).unwrap();
    let entries = table["entries"].as_array().unwrap();
    let code: i64 = code.parse().unwrap();
    entries.iter().find(|entry| entry["code"] == code).unwrap()
}

/// Returns the retry in the notation of the facts: `throttled 1m`, `remedy re-sign`.
fn retry_of(entry: &Value) -> String {
    let retry = &entry["retry"];
    let kind = retry["kind"].as_str().unwrap();
    match (retry["after_ms"].as_u64(), retry["remedy"].as_str()) {
        (None, None) => kind.to_owned(),
        (Some(60_000), None) => format!("{kind} 1m"),
        (Some(86_400_000), None) => format!("{kind} 1d"),
        (None, Some(remedy)) => format!("{kind} {remedy}"),
        (after_ms, remedy) => panic!("{name}: {after_ms:?} {remedy:?}", name = entry["name"]),
    }
}
