//! Finds the next free code, and the place of an entry by its code.

use std::ops::RangeInclusive;

use errcat_catalog::{Catalog, Code, Entry, Table};

/// Returns the next free code of a class with ranges, or of the table: the one after the greatest that is used, or else the
/// first that is free. Strings have no next one.
pub(super) fn next(catalog: &Catalog, table: &Table, class: Option<&str>) -> Option<String> {
    let (least, greatest) = table.code_type.range()?;
    let of_class = table.classes.iter().find(|each| Some(each.name.as_str()) == class);
    let ranges: Vec<RangeInclusive<i128>> = match of_class {
        Some(class) if !class.ranges.is_empty() => class.ranges.clone(),
        _ => vec![least..=greatest],
    };
    // Tables of one code space use no code twice.
    let shares = |other: &&Table| {
        other.name == table.name || other.code_space.is_some() && other.code_space == table.code_space
    };
    let tables: Vec<&Table> = catalog.tables.iter().filter(shares).collect();
    let is_free = |code: &i128| tables.iter().all(|table| !is_taken(table, *code));
    let used = table.entries.iter().filter_map(|entry| integer(&entry.code));
    let in_ranges = |code: &i128| ranges.iter().any(|range| range.contains(code));
    let after = used.filter(in_ranges).max().map(|greatest| greatest + 1);
    let from_start =
        ranges.iter().map(|range| (*range.start()).max(if range.contains(&1) { 1 } else { i128::MIN }));
    let mut starts = after.into_iter().chain(from_start);
    // A table has at most as many codes as a file of 32 MiB has room for.
    let next = starts.find_map(|start| (start..).take(1_000_000).take_while(in_ranges).find(is_free))?;
    Some(next.to_string())
}

/// Returns whether a code is used or reserved in a table.
fn is_taken(table: &Table, code: i128) -> bool {
    let is_it = |other: &Code| integer(other) == Some(code);
    let used = |entry: &Entry| {
        is_it(&entry.code)
            || entry.also.iter().any(is_it)
            || entry.also_ranges.iter().any(|range| range.contains(&code))
    };
    table.entries.iter().any(used)
        || table.success.iter().any(is_it)
        || table.reserved.codes.iter().any(is_it)
        || table.reserved.ranges.iter().any(|range| range.contains(&code))
}

/// Returns the entry after which an entry with a code is inserted: the one with the greatest lower code, and its refinements.
pub(super) fn place(table: &Table, code: Option<i128>) -> Option<&Entry> {
    let code = code?;
    let lower = table.entries.iter().filter(|entry| integer(&entry.code).is_some_and(|other| other < code));
    // Of several, the last in the file.
    lower.max_by_key(|entry| (integer(&entry.code), entry.span.start))
}

fn integer(code: &Code) -> Option<i128> {
    match code {
        Code::Integer { value, radix: _ } => Some(*value),
        Code::String(_) => None,
    }
}
