//! Tests the rules: each has a bad catalog that only it flags, the expected text, and a just-valid good catalog.
//!
//! A file is `catalogs/{bad,good}/RULE.toml` or `RULE--CASE.toml`: to add a case, drop in a file.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use errcat_catalog::{Checked, Palette, Rule, Source, check};
use errcat_tests::{assert_can_be_expanded, assert_is_complete, bless, is_identifier};
use toml_edit::{Document, Item};

/// A catalog of a folder.
struct Case {
    path: PathBuf,
    /// The file's name before `.toml` and before `--`.
    rule: String,
    source: Source,
}

fn cases(folder: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogs").join(folder);
    let files = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
    let mut paths: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|kind| kind == "toml")).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} holds no catalog", folder.display());
    paths.into_iter().map(case).collect()
}

fn case(path: PathBuf) -> Case {
    let name = path.file_stem().unwrap().to_str().unwrap();
    let rule = name.split("--").next().unwrap().to_owned();
    let source = Source::from_bytes(format!("{name}.toml"), fs::read(&path).unwrap());
    Case { path, rule, source }
}

fn rendered(checked: &Checked, source: &Source) -> String {
    let texts = checked.diagnostics.iter().map(|diagnostic| diagnostic.render(source, Palette::PLAIN));
    texts.map(|text| format!("{text}\n")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_bad_catalog_is_flagged_only_by_its_rule() {
    for Case { rule, source, .. } in cases("bad") {
        let checked = check(&source);
        let flagged: BTreeSet<_> =
            checked.diagnostics.iter().map(|diagnostic| diagnostic.rule.id()).collect();
        let only_its_own = flagged.len() == 1 && flagged.contains(rule.as_str());
        assert!(only_its_own, "{}\n{}", source.name(), rendered(&checked, &source));
    }
}

#[test]
fn a_bad_catalog_is_reported_as_expected() {
    for Case { path, source, .. } in cases("bad") {
        bless(&path.with_extension("txt"), &rendered(&check(&source), &source));
    }
}

#[test]
fn a_good_catalog_has_no_diagnostic() {
    for Case { source, .. } in cases("good") {
        let checked = check(&source);
        assert!(checked.diagnostics.is_empty(), "{}", rendered(&checked, &source));
    }
}

#[test]
fn every_rule_has_a_bad_and_a_good_catalog_and_every_catalog_a_rule() {
    let rules: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.id().to_owned()).collect();
    for folder in ["bad", "good"] {
        let covered: BTreeSet<_> = cases(folder).into_iter().map(|case| case.rule).collect();
        assert_eq!(covered, rules, "rules and catalogs/{folder} differ");
    }
}

#[test]
fn every_expected_text_belongs_to_a_bad_catalog() {
    let catalogs: BTreeSet<_> = cases("bad").into_iter().map(|case| case.path).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogs/bad");
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        assert!(catalogs.contains(&path.with_extension("toml")), "{} is left over", path.display());
    }
}

#[test]
fn every_diagnostic_has_a_message_a_location_and_help() {
    for Case { source, .. } in cases("bad") {
        for diagnostic in check(&source).diagnostics {
            assert_is_complete(&diagnostic, &source);
        }
    }
}

/// The macro expands what could be read, so that the user sees the diagnostic without follow-up errors.
#[test]
fn a_bad_catalog_can_be_expanded() {
    for Case { rule, source, .. } in cases("bad") {
        let checked = check(&source);
        assert_can_be_expanded(&checked.catalog, source.name());
        if rule != "unreadable" && rule != "syntax" {
            assert_has_every_enum(&checked, &source);
        }
    }
}

/// The catalog has as many tables as the text declares, and each enum that the text names.
fn assert_has_every_enum(checked: &Checked, source: &Source) {
    // A key that is used twice is not valid TOML; an enum name that is used twice is.
    let Ok(document) = Document::parse(source.text()) else { return };
    let Some(declared) = document.get("tables").and_then(Item::as_table_like) else { return };
    let tables = &checked.catalog.tables;
    assert_eq!(tables.len(), declared.len(), "{}", source.name());
    for (_, declaration) in declared.iter() {
        let named = declaration.get("enum").and_then(Item::as_str).filter(|name| is_identifier(name));
        let found = named.is_none_or(|name| tables.iter().any(|table| table.enum_name == name));
        assert!(found, "{}: the enum {named:?} is lost", source.name());
    }
}
