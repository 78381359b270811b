//! Where things stand in a response, as the macro lays it out.

/// Where a table's codes, texts and hints stand. Of several places, the first that is present counts.
#[doc(hidden)]
#[derive(Debug)]
pub struct Envelope {
    pub code: &'static [Place],
    pub message: &'static [Place],
    pub extra: &'static [(&'static str, &'static [Place])],
    pub trace: &'static [Place],
    pub items: Option<Items>,
    pub retry_after: Option<RetryAfter>,
}

/// A place in a response.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the body: the tokens of a JSON Pointer (RFC 6901), unescaped.
    Body(&'static [&'static str]),
    /// A header.
    Header(&'static str),
}

/// Failures of single items inside a success. All but `at` is relative to an item.
#[doc(hidden)]
#[derive(Debug)]
pub struct Items {
    pub at: &'static [&'static str],
    pub code: &'static [Place],
    pub message: &'static [Place],
    pub extra: &'static [(&'static str, &'static [Place])],
}

/// A wait that the server asks for in a place of its own.
#[doc(hidden)]
#[derive(Debug)]
pub struct RetryAfter {
    pub at: &'static [Place],
    /// What the number counts, in milliseconds.
    pub unit_ms: u64,
}
