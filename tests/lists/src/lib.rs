//! Reads facts, compares tables with them, and writes catalogs from facts and a hand-written head.

use std::collections::HashMap;

use errcat::{ErrorCode, WireCode};
use errcat_catalog::Category;

/// Returns the cells of each row of some facts, without the header.
///
/// # Panics
///
/// Panics if a row has a different number of cells.
pub fn rows<const CELLS: usize>(facts: &str) -> Vec<[&str; CELLS]> {
    let row = |line| {
        let cells: Result<[&str; CELLS], _> = str::split(line, '\t').collect::<Vec<_>>().try_into();
        assert!(cells.is_ok(), "expected {CELLS} cells: {line}");
        cells.unwrap_or([""; CELLS])
    };
    facts.lines().skip(1).map(row).collect()
}

/// Converts `NOT_FOUND` and `not_found` to `NotFound`, and `Granted QoS 1` to `GrantedQoS1`.
///
/// A word that has both cases keeps them.
#[must_use]
pub fn pascal_case(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let word = |word: &str| {
        let (first, rest) = word.split_at(1);
        let has_case = |is: fn(&char) -> bool| word.chars().any(|c| is(&c));
        let is_mixed = has_case(char::is_ascii_lowercase) && has_case(char::is_ascii_uppercase);
        first.to_ascii_uppercase() + &if is_mixed { rest.to_owned() } else { rest.to_ascii_lowercase() }
    };
    words.map(word).collect()
}

/// Asserts that a table has exactly these entries in this order, each with its name and its code, and that the names and
/// codes lead to them.
///
/// # Panics
///
/// Panics if it does not.
pub fn assert_entries<'e, C: ErrorCode>(expected: impl IntoIterator<Item = (String, WireCode<'e>)>) {
    let found: Vec<(String, WireCode<'_>)> =
        C::ALL.into_iter().map(|code| (code.name().to_owned(), code.wire_code())).collect();
    assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
    for code in C::ALL {
        assert_eq!(C::from_name(code.name()), Some(code));
        // A code alone leads to the entry that is refined.
        let of_code = code.refined().unwrap_or(code);
        assert_eq!(C::from_code(code.wire_code()), Some(of_code), "{}", code.name());
        assert_eq!(code.wire_code().to_string().parse().ok(), Some(of_code), "{}", code.name());
    }
}

/// Reads a number as standards write it: `0x1f` or `31`.
///
/// # Panics
///
/// Panics if it is neither.
#[must_use]
pub fn number(text: &str) -> i64 {
    let read = match text.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    assert!(read.is_ok(), "not a number: {text}");
    read.unwrap_or_default()
}

/// An entry with the keys that follow from the facts.
pub struct Entry<'f> {
    /// The name.
    pub name: &'f str,
    /// The keys, with their values as TOML.
    pub keys: Vec<(&'f str, String)>,
}

/// The keys that a head adds to an entry, with their values as TOML, and the comment on them.
#[derive(Clone, Default)]
struct Addition<'h> {
    comment: Vec<&'h str>,
    keys: Vec<(&'h str, &'h str)>,
}

/// Returns a catalog: its head up to the header of the table, then all entries.
///
/// Below the header of the table, a head has paragraphs of lines such as `NAME.category = "not-found"` under a comment
/// that gives the reason. They override the facts, and the comment is written above each entry of its paragraph.
///
/// # Panics
///
/// Panics if the head has no such header, or names an entry that the facts do not have.
pub fn catalog(note: &str, head: &str, table: &str, entries: &[Entry<'_>]) -> String {
    let (beginning, additions) = head.split_once(&format!("\n[{table}]\n")).unwrap_or_default();
    assert!(!additions.is_empty(), "the head has no [{table}]");
    let additions = read_additions(additions);
    for name in additions.keys() {
        assert!(entries.iter().any(|entry| entry.name == *name), "the facts have no {name}");
    }
    let mut catalog = format!("# {note}\n\n{beginning}");
    for entry in entries {
        let addition = additions.get(entry.name).cloned().unwrap_or_default();
        catalog.push('\n');
        addition.comment.iter().for_each(|line| catalog.push_str(&format!("{line}\n")));
        catalog.push_str(&format!("[{table}.{}]\n", entry.name));
        let keys = keys_of(entry, &addition);
        let width = keys.iter().map(|(key, _)| key.len()).max().unwrap_or_default();
        keys.iter().for_each(|(key, value)| catalog.push_str(&format!("{key:width$} = {value}\n")));
    }
    catalog
}

fn read_additions(text: &str) -> HashMap<&str, Addition<'_>> {
    let mut all: HashMap<&str, Addition<'_>> = HashMap::new();
    for paragraph in text.split("\n\n") {
        let (comment, lines): (Vec<&str>, Vec<&str>) =
            paragraph.lines().filter(|line| !line.is_empty()).partition(|line| line.starts_with('#'));
        for line in lines {
            let parts = line.split_once(" = ").and_then(|(path, value)| Some((path.split_once('.')?, value)));
            assert!(parts.is_some(), "expected NAME.key = value: {line}");
            let Some(((name, key), value)) = parts else { continue };
            let addition = all.entry(name).or_default();
            addition.comment.clone_from(&comment);
            addition.keys.push((key, value));
        }
    }
    all
}

/// The order of the keys of an entry.
const ORDER: [&str; 6] = ["code", "aliases", "severity", "category", "retry", "retry_safe"];

/// Returns the keys of an entry in their order. An addition overrides the facts.
fn keys_of<'a>(entry: &'a Entry<'_>, addition: &Addition<'a>) -> Vec<(&'a str, &'a str)> {
    let is_added = |key: &str| addition.keys.iter().any(|(added, _)| *added == key);
    let facts = entry.keys.iter().map(|(key, value)| (*key, value.as_str()));
    let mut keys: Vec<(&str, &str)> =
        facts.filter(|(key, _)| !is_added(key)).chain(addition.keys.iter().copied()).collect();
    // `retry = "never"` is left out where it is the default.
    let category = keys.iter().find(|(key, _)| *key == "category");
    let category: Option<Category> = category.and_then(|(_, value)| value.trim_matches('"').parse().ok());
    if category.is_none_or(|category| category.default_retry().kind() == "never") {
        keys.retain(|(key, value)| (*key, *value) != ("retry", "\"never\"") || is_added(key));
    }
    keys.sort_by_key(|(key, _)| ORDER.iter().position(|known| known == key));
    keys
}
