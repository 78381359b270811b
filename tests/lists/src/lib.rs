//! What the tests have in common: the rows of the facts, and how a list is written from them and from a head.

use std::collections::HashMap;

use errcat_catalog::Category;

/// The cells of each row of some facts, without the row of titles.
///
/// # Panics
///
/// When a row has another number of cells.
pub fn rows<const CELLS: usize>(facts: &str) -> Vec<[&str; CELLS]> {
    let row = |line| {
        let cells: Result<[&str; CELLS], _> = str::split(line, '\t').collect::<Vec<_>>().try_into();
        assert!(cells.is_ok(), "{line}");
        cells.unwrap_or([""; CELLS])
    };
    facts.lines().skip(1).map(row).collect()
}

/// An entry as far as the facts have it.
pub struct Entry<'f> {
    /// Its name.
    pub name: &'f str,
    /// Its keys, with their values as TOML.
    pub keys: Vec<(&'f str, String)>,
}

/// What a head says of an entry: why, and the keys with their values as TOML.
#[derive(Clone, Default)]
struct Said<'h> {
    why: Vec<&'h str>,
    keys: Vec<(&'h str, &'h str)>,
}

/// A list: its head up to the header of the table, then all entries.
///
/// Below the table's header a head has paragraphs of lines such as `NAME.category = "not-found"`, each below the comment
/// that says why. They go before what follows from the facts. A comment is that of every entry of its paragraph.
///
/// # Panics
///
/// When a head has no such header, or speaks of an entry that the facts do not have.
pub fn list(note: &str, head: &str, table: &str, entries: &[Entry<'_>]) -> String {
    let (beginning, said) = head.split_once(&format!("\n[{table}]\n")).unwrap_or_default();
    assert!(!said.is_empty(), "the head has no [{table}]");
    let said = read_said(said);
    for name in said.keys() {
        assert!(entries.iter().any(|entry| entry.name == *name), "the facts have no {name}");
    }
    let mut list = format!("# {note}\n\n{beginning}");
    for entry in entries {
        let said = said.get(entry.name).cloned().unwrap_or_default();
        list.push('\n');
        said.why.iter().for_each(|line| list.push_str(&format!("{line}\n")));
        list.push_str(&format!("[{table}.{}]\n", entry.name));
        let keys = keys_of(entry, &said);
        let width = keys.iter().map(|(key, _)| key.len()).max().unwrap_or_default();
        keys.iter().for_each(|(key, value)| list.push_str(&format!("{key:width$} = {value}\n")));
    }
    list
}

fn read_said(text: &str) -> HashMap<&str, Said<'_>> {
    let mut all: HashMap<&str, Said<'_>> = HashMap::new();
    for paragraph in text.split("\n\n") {
        let (why, lines): (Vec<&str>, Vec<&str>) =
            paragraph.lines().filter(|line| !line.is_empty()).partition(|line| line.starts_with('#'));
        for line in lines {
            let parts = line.split_once(" = ").and_then(|(path, value)| Some((path.split_once('.')?, value)));
            assert!(parts.is_some(), "not NAME.key = value: {line}");
            let Some(((name, key), value)) = parts else { continue };
            let said = all.entry(name).or_default();
            said.why.clone_from(&why);
            said.keys.push((key, value));
        }
    }
    all
}

/// The order of an entry's keys.
const ORDER: [&str; 6] = ["code", "aliases", "severity", "category", "retry", "retry_safe"];

fn keys_of<'a>(entry: &'a Entry<'_>, said: &Said<'a>) -> Vec<(&'a str, &'a str)> {
    let is_said = |key: &str| said.keys.iter().any(|(said, _)| *said == key);
    let facts = entry.keys.iter().map(|(key, value)| (*key, value.as_str()));
    let mut keys: Vec<(&str, &str)> =
        facts.filter(|(key, _)| !is_said(key)).chain(said.keys.iter().copied()).collect();
    // That something is not retried need not be written where nothing says otherwise.
    let category = keys.iter().find(|(key, _)| *key == "category");
    let category: Option<Category> = category.and_then(|(_, value)| value.trim_matches('"').parse().ok());
    if category.is_none_or(|category| category.default_retry().kind() == "never") {
        keys.retain(|(key, value)| (*key, *value) != ("retry", "\"never\"") || is_said(key));
    }
    keys.sort_by_key(|(key, _)| ORDER.iter().position(|known| known == key));
    keys
}
