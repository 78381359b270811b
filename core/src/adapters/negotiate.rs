//! What the adapters of services share: the choice of a locale and a form by the headers of a request.

use alloc::vec::Vec;
use core::cmp::Reverse;

#[cfg(feature = "axum")]
use ::http::{HeaderMap, header::ACCEPT};
use errcat_types::locale::lookup;

use crate::table::Table;
#[cfg(feature = "axum")]
use crate::wire::PROBLEM_JSON;

/// The media type of a table's envelope.
#[cfg(feature = "axum")]
const JSON: &str = "application/json";

/// Returns the index of the locale that `Accept-Language` asks for: of the ranges in the order of their weights, the first
/// that a locale fits (RFC 4647, section 3.4). If none does, it is the one that `Display` shows, unless the header excludes
/// that one but not all others.
pub(crate) fn preferred_locale(table: &Table, accept_language: &str) -> usize {
    let mut ranges = weighted(accept_language);
    ranges.sort_by_key(|(_, weight)| Reverse(*weight));
    let wanted = ranges.iter().filter(|(_, weight)| *weight > 0);
    let mut fitting = wanted.filter_map(|(range, _)| lookup(table.locales, range));
    let is_excluded = |locale: &usize| {
        let tag = table.locales.get(*locale).copied().unwrap_or_default();
        ranges.iter().any(|(range, weight)| *weight == 0 && lookup(&[range], tag).is_some())
    };
    let rest = || core::iter::once(table.shown).chain(0..table.locales.len());
    fitting.next().or_else(|| rest().find(|locale| !is_excluded(locale))).unwrap_or(table.shown)
}

/// Returns whether `Accept` names problem details with a higher weight than plain JSON (RFC 9110, section 12.5.1).
#[cfg(feature = "axum")]
pub(crate) fn prefers_problem_details(request: &HeaderMap) -> bool {
    let values = values(request, ACCEPT.as_str());
    let ranges = weighted(&values);
    // The first of these that is present counts: a more specific range takes precedence.
    let weight_by = |names: &[&str]| {
        let weight_of = |name: &&str| {
            let same = ranges.iter().filter(|(range, _)| range.eq_ignore_ascii_case(name));
            same.map(|(_, weight)| *weight).max()
        };
        names.iter().find_map(weight_of).unwrap_or(0)
    };
    // A client that names problem details and leaves the rest to a wildcard asks for them.
    let plain = if weight_by(&[PROBLEM_JSON]) == weight_by(&["application/*", "*/*"]) {
        weight_by(&[JSON])
    } else {
        weight_by(&[JSON, "application/*", "*/*"])
    };
    weight_by(&[PROBLEM_JSON]) > plain
}

/// Returns all values of a header as one list.
#[cfg(feature = "axum")]
pub(crate) fn values(request: &HeaderMap, name: &str) -> alloc::string::String {
    let texts: Vec<&str> = request.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    texts.join(",")
}

/// Returns the members of a list with their weights in thousandths. A member whose weight is not valid is ignored, and so
/// are parameters other than the weight.
fn weighted(list: &str) -> Vec<(&str, u16)> {
    let member = |member| {
        let mut parts = split(member, ';');
        let name = parts.next().filter(|name| !name.is_empty())?;
        let q = parts.find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.eq_ignore_ascii_case("q").then_some(value)
        });
        Some((name, q.map_or(Some(1000), thousandths)?))
    };
    split(list, ',').filter_map(member).collect()
}

/// Splits a text at the separators that are not in a quoted string.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let pieces = text.split(move |c| {
        let was_escaped = core::mem::take(&mut is_escaped);
        match c {
            _ if was_escaped => {}
            '\\' => is_escaped = is_quoted,
            '"' => is_quoted = !is_quoted,
            _ => return c == separator && !is_quoted,
        }
        false
    });
    pieces.map(|piece| piece.trim_matches([' ', '\t']))
}

/// Parses a weight (RFC 9110, section 12.4.2): from 0 to 1, with at most three digits after the point.
fn thousandths(weight: &str) -> Option<u16> {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction = alloc::format!("{fraction:0<3}").parse().ok()?;
    match (whole, fraction) {
        ("0", fraction) => Some(fraction),
        ("1", 0) => Some(1000),
        _ => None,
    }
}
