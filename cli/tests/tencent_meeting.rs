//! The catalog of this workspace against the vendor's list. Not packaged: both are outside the package.
#![allow(clippy::unwrap_used, clippy::panic)] // a panic is how a test fails

mod run;

use run::{assert_expected, run};
use serde_json::{Value, json};

const CATALOG: &str = "../../codes.toml";

#[test]
fn the_catalog_has_no_fault() {
    let answer = run(&["check", CATALOG]);
    assert_eq!(answer.exit, 0, "{}", answer.stdout);
}

#[test]
fn a_code_is_explained() {
    let answer = run(&["explain", "9003", "--file", CATALOG]);
    assert_expected("tencent-meeting/explain-9003.txt", &answer.stdout);
}

#[test]
fn the_export_says_what_the_facts_say() {
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
        let stated = json!([name, http, category, retry_safe]);
        let exported =
            json!([entry["name"], entry["http"].to_string(), entry["category"], entry["retry_safe"]]);
        assert_eq!(exported, stated, "{row}");
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

/// The retry in the notation of the facts: `throttled 1m`, `remedy resign`.
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
