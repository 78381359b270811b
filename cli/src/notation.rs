//! Writes values as a catalog writes them.

use std::ops::RangeInclusive;

use errcat_catalog::{Entry, Location};

/// Returns a location in the notation of a catalog: a JSON Pointer, or `header:` and a name.
pub(crate) fn location(location: &Location) -> String {
    match location {
        Location::Pointer(pointer) => pointer.clone(),
        Location::Header(name) => format!("header:{name}"),
    }
}

/// Returns the code of an entry, and after a slash the subcode of a refinement.
pub(crate) fn wire_codes(entry: &Entry) -> String {
    match &entry.refinement {
        Some(refinement) => format!("{}/{}", entry.code, refinement.subcode),
        None => entry.code.to_string(),
    }
}

/// Returns a range of codes in words.
pub(crate) fn code_range(range: &RangeInclusive<i128>) -> String {
    format!("{} to {}", range.start(), range.end())
}
