//! Writes values as a catalog writes them.

use errcat_catalog::{Location, TimeUnit};

/// Returns a location in the notation of a catalog: a JSON Pointer, or `header:` and a name.
pub(crate) fn location(location: &Location) -> String {
    match location {
        Location::Pointer(pointer) => pointer.clone(),
        Location::Header(name) => format!("header:{name}"),
    }
}

/// Returns the word of a catalog for a unit of time.
pub(crate) fn time_unit(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Milliseconds => "ms",
        TimeUnit::Seconds => "s",
    }
}
