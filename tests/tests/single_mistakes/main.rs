//! Makes one mistake at a time in a valid catalog, at every place where it can be made, and tests that it is reported once,
//! in its own line, and that nothing else is reported.
//!
//! What has to be reported follows from the mistake: the schema in `keys`, and the reasons beside each kind of mistake.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

mod keys;
mod names;
mod text;
mod typing;
mod values;

use std::fmt::Write;
use std::ops::Range;

use errcat_catalog::{Diagnostic, Rule, Source, check};

use crate::text::CatalogText;

/// A catalog with one mistake.
pub(crate) struct Mistake {
    /// What was done, and where.
    pub(crate) what: String,
    pub(crate) text: String,
    /// The lines and rules of what has to be reported.
    pub(crate) expected: Vec<(usize, Rule)>,
    /// The line of the second location of the only diagnostic.
    pub(crate) related: Option<usize>,
    /// What the help of the only diagnostic has to name.
    pub(crate) suggestion: Option<String>,
}

impl Mistake {
    /// Creates a mistake of which only its own line is reported.
    pub(crate) fn new(
        catalog: &CatalogText,
        what: String,
        span: &Range<usize>,
        text: &str,
        rule: Rule,
    ) -> Mistake {
        let line = catalog.line(span.start);
        Mistake {
            what,
            text: catalog.with(span, text),
            expected: vec![(line, rule)],
            related: None,
            suggestion: None,
        }
    }
}

const TENCENT_MEETING: &str = include_str!("../../../codes.toml");

const BILLING: &str = include_str!("../../../examples/billing_service/codes.toml");

fn catalogs() -> [CatalogText; 2] {
    [
        CatalogText::new("codes.toml", TENCENT_MEETING),
        CatalogText::new("examples/billing_service/codes.toml", BILLING),
    ]
}

/// Asserts that each mistake is reported as it has to be. `least` is the number of mistakes below which something is wrong
/// with the test.
fn assert_reported(mistakes: impl Fn(&CatalogText) -> Vec<Mistake>, least: usize) {
    let mut count = 0;
    let mut wrong = Vec::new();
    for catalog in catalogs() {
        for mut mistake in mistakes(&catalog) {
            count += 1;
            let source = Source::from_text(catalog.file, &mistake.text);
            let diagnostics = check(&source).diagnostics;
            let mut found: Vec<(usize, Rule)> = diagnostics
                .iter()
                .map(|diagnostic| (source.position(diagnostic.span.start).line, diagnostic.rule))
                .collect();
            found.sort_unstable();
            mistake.expected.sort_unstable();
            let is_suggested = mistake
                .suggestion
                .is_none_or(|word| matches!(&diagnostics[..], [one] if one.help.contains(&word)));
            let is_related = mistake.related.is_none_or(|line| {
                let related = |one: &Diagnostic| one.related.clone().map(|related| related.span.start);
                matches!(&diagnostics[..], [one] if related(one).map(|start| source.position(start).line) == Some(line))
            });
            if found != mistake.expected || !is_suggested || !is_related {
                let mut report =
                    format!("{}: {}: expected {:?}", catalog.file, mistake.what, mistake.expected);
                for diagnostic in diagnostics.iter().take(3) {
                    let line = source.position(diagnostic.span.start).line;
                    write!(report, "\n    {line} {:?}: {}", diagnostic.rule, diagnostic.message).unwrap();
                    write!(report, " ({})", diagnostic.help).unwrap();
                }
                if diagnostics.len() > 3 {
                    write!(report, "\n    and {} more", diagnostics.len() - 3).unwrap();
                }
                wrong.push(report);
            }
        }
    }
    let first = wrong.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} of {count} mistakes are reported wrongly:\n{first}", wrong.len());
    assert!(count >= least, "{count}");
}

#[test]
fn the_catalogs_have_no_mistake() {
    for catalog in catalogs() {
        let diagnostics = check(&Source::from_text(catalog.file, &catalog.text)).diagnostics;
        assert_eq!(diagnostics, [], "{}", catalog.file);
    }
}

#[test]
fn a_dropped_key_is_missing_if_it_is_required() {
    assert_reported(values::dropped_keys, 700);
}

#[test]
fn a_misspelt_key_is_unknown() {
    assert_reported(values::misspelt_keys, 1_500);
}

#[test]
fn a_value_of_another_type_is_wrong() {
    assert_reported(values::wrong_types, 2_500);
}

#[test]
fn a_misspelt_word_is_unknown() {
    assert_reported(values::misspelt_words, 500);
}

#[test]
fn a_value_that_is_out_of_range_is_invalid() {
    assert_reported(values::invalid_values, 500);
}

#[test]
fn a_code_that_is_used_twice_is_a_duplicate() {
    assert_reported(names::duplicate_codes, 500);
}

#[test]
fn a_success_code_is_no_code_of_an_error() {
    assert_reported(names::success_codes, 80);
}

#[test]
fn an_entry_that_is_pasted_has_a_name_and_a_code_twice() {
    assert_reported(names::pasted_entries, 190);
}

#[test]
fn a_name_that_is_used_twice_is_a_duplicate() {
    assert_reported(names::duplicate_names, 150);
}

#[test]
fn a_name_that_is_no_identifier_is_invalid() {
    assert_reported(names::invalid_names, 400);
}

#[test]
fn a_misspelt_table_is_undeclared() {
    assert_reported(names::misspelt_tables, 300);
}

#[test]
fn a_misspelt_header_is_unknown() {
    assert_reported(names::misspelt_headers, 40);
}

#[test]
fn whatever_uses_a_misspelt_name_names_nothing() {
    assert_reported(names::misspelt_names, 50);
}

#[test]
fn a_locale_that_is_not_declared_is_reported() {
    assert_reported(names::undeclared_locales, 500);
}

#[test]
fn a_dropped_delimiter_is_a_syntax_error() {
    assert_reported(typing::dropped_delimiters, 1_000);
}

#[test]
fn a_file_that_ends_too_early_lacks_the_rest() {
    assert_reported(typing::ended_files, 2_500);
}
