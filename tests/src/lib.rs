//! Support for the tests of several packages: expected files, facts, a workspace outside of this one, and the properties
//! that every diagnostic and every valid catalog has.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

pub mod facts;
pub mod outside;

use std::collections::HashSet;
use std::path::Path;

use errcat_catalog::{Attribute, Catalog, Code, Diagnostic, Entry, ParamType, Source, Value};

/// Returns whether `ERRCAT_BLESS=1` is set: expected files are to be overwritten.
pub fn is_blessing() -> bool {
    std::env::var_os("ERRCAT_BLESS").is_some_and(|value| value == "1")
}

/// Asserts that a file has exactly the given text, or writes the file if [`is_blessing`].
///
/// # Panics
///
/// Panics if the file has a different text, or cannot be written.
pub fn bless(expected: &Path, actual: &str) {
    if is_blessing() {
        let written = std::fs::write(expected, actual);
        assert!(written.is_ok(), "{}: {written:?}", expected.display());
        return;
    }
    let text = std::fs::read_to_string(expected).unwrap_or_default();
    let file = expected.display();
    assert!(
        text == actual,
        "{file} has\n\n{text}\nbut the result is\n\n{actual}\nTo accept it, set ERRCAT_BLESS=1"
    );
}

/// Asserts that a diagnostic has a message and a help text of one line each, and that its spans are on character
/// boundaries of the source.
///
/// # Panics
///
/// Panics if it does not.
pub fn assert_is_complete(diagnostic: &Diagnostic, source: &Source) {
    let Diagnostic { message, help, span, related, .. } = diagnostic;
    for text in [message, help] {
        assert!(!text.is_empty() && !text.contains(char::is_control), "{}: {diagnostic:?}", source.name());
    }
    for span in std::iter::once(span).chain(related.iter().map(|related| &related.span)) {
        assert!(source.text().get(span.clone()).is_some(), "{}: {diagnostic:?}", source.name());
    }
}

/// Asserts that a catalog can be expanded: each table has an entry, all names (with aliases and former names) and all
/// codes of a table are distinct, all names are identifiers, every
/// entry has values of the attributes, and every text has all locales.
///
/// # Panics
///
/// Panics if it cannot.
pub fn assert_can_be_expanded(catalog: &Catalog, file: &str) {
    assert!(!catalog.locales.is_empty(), "{file}");
    let tables: HashSet<_> = catalog.tables.iter().map(|table| &table.name).collect();
    let enums: HashSet<_> = catalog.tables.iter().map(|table| &table.enum_name).collect();
    assert_eq!(tables.len(), catalog.tables.len(), "{file}: {tables:?}");
    assert_eq!(enums.len(), catalog.tables.len(), "{file}: {enums:?}");
    for table in &catalog.tables {
        assert!(is_identifier(&table.enum_name), "{file}: {}", table.enum_name);
        assert!(!table.entries.is_empty(), "{file}: {}", table.name);
        let names_of = |entry: &Entry| 1 + entry.aliases.len() + entry.former.len();
        let names: HashSet<_> = table.entries.iter().flat_map(all_names).collect();
        // A refinement has the code of another entry, and a subcode.
        let own_code = |entry: &Entry| match &entry.refinement {
            Some(refinement) => format!("{}/{}", entry.code, refinement.subcode),
            None => entry.code.to_string(),
        };
        let all_codes = |entry: &Entry| {
            let also = entry.also.iter().map(Code::to_string);
            std::iter::once(own_code(entry)).chain(also).collect::<Vec<_>>()
        };
        let is_refined = |entry: &Entry| {
            let Some(refinement) = &entry.refinement else { return true };
            let of = table.entries.iter().find(|other| other.name == refinement.of);
            of.is_some_and(|of| of.refinement.is_none() && of.code == entry.code)
        };
        assert!(table.entries.iter().all(is_refined), "{file}: {:?}", table.entries);
        let codes: HashSet<_> = table.entries.iter().flat_map(all_codes).collect();
        assert_eq!(names.len(), table.entries.iter().map(names_of).sum::<usize>(), "{file}: {names:?}");
        let count = table.entries.iter().map(|entry| 1 + entry.also.len()).sum::<usize>();
        assert_eq!(codes.len(), count, "{file}: {codes:?}");
        for entry in &table.entries {
            let mut texts = [&entry.message].into_iter().chain(&entry.help).chain(&entry.title);
            assert_has_attributes(entry, &catalog.attributes, file);
            assert!(all_names(entry).all(is_identifier), "{file}: {}", entry.name);
            let templates = entry.templates.as_ref();
            assert!(templates.is_none_or(|all| all.len() == catalog.locales.len()), "{file}: {}", entry.name);
            assert!((200..=599).contains(&entry.http), "{file}: {}", entry.name);
            assert!(texts.all(|text| text.len() == catalog.locales.len()), "{file}: {}", entry.name);
        }
    }
}

/// Asserts that an entry has a value of each attribute that is not optional, and that each value is of its type.
fn assert_has_attributes(entry: &Entry, attributes: &[Attribute], file: &str) {
    let mut found = 0;
    for attribute in attributes {
        let value = entry.attributes.iter().find(|(name, _)| *name == attribute.name);
        let fits = match (value.map(|(_, value)| value), attribute.value_type.range()) {
            (None, _) => attribute.is_optional(),
            (Some(Value::Integer(number)), Some((least, greatest))) => (least..=greatest).contains(number),
            (Some(Value::Text(_)), None) => attribute.value_type == ParamType::String,
            (Some(Value::Bool(_)), None) => attribute.value_type == ParamType::Bool,
            (Some(Value::Float(number)), None) => {
                attribute.value_type == ParamType::F64 && number.is_finite()
            }
            (Some(_), _) => false,
        };
        assert!(fits, "{file}: {}: {attribute:?}: {value:?}", entry.name);
        found += usize::from(value.is_some());
    }
    assert_eq!(found, entry.attributes.len(), "{file}: {}: {:?}", entry.name, entry.attributes);
}

fn all_names(entry: &Entry) -> impl Iterator<Item = &str> {
    [&entry.name].into_iter().chain(&entry.aliases).chain(&entry.former).map(String::as_str)
}

/// Returns whether a name is an uppercase letter followed by ASCII letters, digits and underscores, and is neither `Self`
/// nor the constant `ALL`.
pub fn is_identifier(name: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let shape = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(word);
    shape && name != "Self" && name != "ALL"
}
