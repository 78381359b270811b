//! Searches entries: by code and name, by a range of codes, and by texts.

use std::ops::RangeInclusive;

use errcat_catalog::{Code, Entry, Table, nearest};

use crate::notation::wire_codes;

/// What a query finds.
pub(super) enum Found<'a> {
    /// Entries that the query names, by a code or a name of theirs, or the only one that has a text.
    Named(Vec<Hit<'a>>),
    /// Entries with codes of a range, or with a text, the nearest first.
    Listed(Vec<Hit<'a>>),
    Nothing,
}

/// An entry and its table.
pub(super) type Hit<'a> = (&'a Table, &'a Entry);

pub(super) fn search<'a>(tables: &[&'a Table], query: &str) -> Found<'a> {
    let named: Vec<Hit<'a>> = entries(tables).filter(|(_, entry)| matches(entry, query)).collect();
    if !named.is_empty() {
        return Found::Named(named);
    }
    if let Some(range) = range(query) {
        let mut hits: Vec<Hit<'a>> =
            entries(tables).filter(|(_, entry)| is_in_range(entry, &range)).collect();
        hits.sort_by_key(|(table, entry)| (table.name.as_str(), integer_of(&entry.code)));
        return if hits.is_empty() { Found::Nothing } else { Found::Listed(hits) };
    }
    let query = folded(query);
    if query.is_empty() {
        return Found::Nothing;
    }
    let mut ranked: Vec<(Rank, Hit<'a>)> =
        entries(tables).filter_map(|hit| Some((rank(hit.1, &query)?, hit))).collect();
    // The order of the file is kept within a rank.
    ranked.sort_by_key(|(rank, _)| *rank);
    match ranked.as_slice() {
        [] => Found::Nothing,
        [(_, only)] => Found::Named(vec![*only]),
        [(Rank::Whole, first), (second, _), ..] if *second != Rank::Whole => Found::Named(vec![*first]),
        _ => Found::Listed(ranked.into_iter().map(|(_, hit)| hit).collect()),
    }
}

/// How well an entry fits a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// One of its texts is the query.
    Whole,
    /// One of its names has the query.
    Name,
    /// One of its messages, titles or texts that were seen has it.
    Text,
    /// Its help or one of its causes has it.
    Advice,
}

fn rank(entry: &Entry, query: &str) -> Option<Rank> {
    let names = std::iter::once(&entry.name).chain(&entry.aliases).chain(&entry.former);
    let texts = entry.message.iter().chain(entry.title.iter().flatten()).chain(&entry.seen);
    let texts: Vec<String> = texts.map(|text| folded(text)).collect();
    if texts.iter().any(|text| text == query) {
        return Some(Rank::Whole);
    }
    // `meeting not` is in `MeetingNotFound`.
    let joined = query.replace([' ', '-', '_'], "");
    if names.into_iter().any(|name| folded(name).replace(['_', '-'], "").contains(&joined)) {
        return Some(Rank::Name);
    }
    if texts.iter().any(|text| text.contains(query)) {
        return Some(Rank::Text);
    }
    let mut advice = entry.help.iter().chain(&entry.causes).flatten();
    advice.any(|text| folded(text).contains(query)).then_some(Rank::Advice)
}

/// Returns a text for comparison: in lower case, and with single spaces.
fn folded(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Parses a range of integers: `9000..9099`, or `9000-9099`. Both ends are included.
fn range(query: &str) -> Option<RangeInclusive<i128>> {
    let parse =
        |(from, to): (&str, &str)| Some(integer(from.trim())?..=integer(to.trim_start_matches('=').trim())?);
    let dots = query.split_once("..").and_then(parse);
    // A hyphen may also be the sign of the first number.
    let hyphens = query
        .match_indices('-')
        .filter(|(at, _)| *at > 0)
        .find_map(|(at, _)| parse((&query[..at], &query[at + 1..])));
    dots.or(hyphens)
}

fn is_in_range(entry: &Entry, range: &RangeInclusive<i128>) -> bool {
    let codes = std::iter::once(&entry.code).chain(&entry.also).filter_map(integer_of);
    let overlaps =
        |other: &RangeInclusive<i128>| other.start() <= range.end() && range.start() <= other.end();
    codes.into_iter().any(|code| range.contains(&code)) || entry.also_ranges.iter().any(overlaps)
}

fn integer_of(code: &Code) -> Option<i128> {
    match code {
        Code::Integer { value, radix: _ } => Some(*value),
        Code::String(_) => None,
    }
}

fn entries<'a>(tables: &[&'a Table]) -> impl Iterator<Item = (&'a Table, &'a Entry)> {
    tables.iter().flat_map(|&table| table.entries.iter().map(move |entry| (table, entry)))
}

/// Returns whether the query is one of the entry's names or codes.
fn matches(entry: &Entry, query: &str) -> bool {
    let names = entry.aliases.iter().chain(&entry.former);
    if entry.name == query {
        return true;
    }
    if entry.refinement.is_some() {
        return wire_codes(entry) == query;
    }
    let codes = std::iter::once(&entry.code).chain(&entry.also);
    let is_in = |number: i128| entry.also_ranges.iter().any(|range| range.contains(&number));
    integer(query).is_some_and(is_in)
        || names.into_iter().any(|name| name == query)
        || codes.into_iter().any(|code| is_code(code, query))
}

fn is_code(code: &Code, query: &str) -> bool {
    match code {
        Code::Integer { value, radix: _ } => integer(query) == Some(*value),
        Code::String(text) => text == query,
    }
}

/// Parses an integer in any notation that a catalog may use.
fn integer(text: &str) -> Option<i128> {
    let text = text.to_ascii_lowercase().replace('_', "");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let prefixes = [("0x", 16), ("0o", 8), ("0b", 2)];
    let prefixed =
        prefixes.into_iter().find_map(|(prefix, radix)| Some((radix, digits.strip_prefix(prefix)?)));
    let (radix, digits) = prefixed.unwrap_or((10, digits));
    let starts_with_digit = digits.starts_with(|c: char| c.is_digit(radix));
    starts_with_digit.then(|| i128::from_str_radix(&format!("{sign}{digits}"), radix).ok())?
}

/// Returns the message for a query without an entry.
pub(super) fn not_found(tables: &[&Table], query: &str, file: &str) -> String {
    let has_success = |table: &&&Table| table.success.iter().any(|code| is_code(code, query));
    let successes: Vec<_> =
        tables.iter().filter(has_success).map(|table| format!("`{}`", table.name)).collect();
    if !successes.is_empty() {
        return format!("{query} is not an error: it means success in {}", successes.join(" and "));
    }
    let candidates = entries(tables).flat_map(|(_, entry)| match &entry.code {
        Code::String(text) => [Some(entry.name.as_str()), Some(text.as_str())],
        Code::Integer { value: _, radix: _ } => [Some(entry.name.as_str()), None],
    });
    let scope = match tables {
        [table] => format!("table `{}` of {file}", table.name),
        _ => file.to_owned(),
    };
    let hint = nearest(query, candidates.flatten()).map(|near| format!("; did you mean `{near}`?"));
    format!("no entry in {scope} has the code, name or text `{query}`{}", hint.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_parsed_in_any_notation_of_a_catalog() {
        for (text, value) in [
            ("9003", 9003),
            ("0x232B", 9003),
            ("0X232b", 9003),
            ("1_000", 1000),
            ("0o17", 15),
            ("0b101", 5),
            ("-0x1", -1),
            ("0xFFFF_FFFF_FFFF_FFFF", 18_446_744_073_709_551_615),
        ] {
            assert_eq!(integer(text), Some(value), "{text}");
        }
        for text in
            ["", "-", "0x", "--1", "-+1", "0x-1", "9003a", "九", "170141183460469231731687303715884105728"]
        {
            assert_eq!(integer(text), None, "{text}");
        }
    }
}
