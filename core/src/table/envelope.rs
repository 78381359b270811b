//! Where things stand in a response, as the macro lays it out.

/// Where a table's codes, texts and hints stand. Of several places, the first that is present counts.
#[doc(hidden)]
#[derive(Debug)]
pub struct Envelope {
    pub code: &'static [Place],
    pub message: &'static [Place],
    pub extra: &'static [(&'static str, &'static [Place])],
    pub trace: &'static [Place],
    /// The object with the values of params.
    pub params: &'static [Place],
    pub retry_after: Option<RetryAfter>,
    pub items: Option<Items>,
    /// All its places in a body.
    pub body: Node,
}

/// A place in a response.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the body: the tokens of a JSON Pointer (RFC 6901), unescaped, and the slot of its value.
    Body(&'static [&'static str], u8),
    /// A header.
    Header(&'static str),
}

/// Failures of single items inside a success. All but `at` is relative to an item.
#[doc(hidden)]
#[derive(Debug)]
pub struct Items {
    /// The list of items in the body, in slot 0.
    pub at: Node,
    pub code: &'static [Place],
    pub message: &'static [Place],
    pub extra: &'static [(&'static str, &'static [Place])],
    pub params: &'static [Place],
    /// All its places in an item.
    pub body: Node,
}

/// The pointers into a body, as a tree: a step for each token.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// The slots of the pointers that end here.
    pub slots: &'static [u8],
    /// Where the others go on.
    pub steps: &'static [(&'static str, Node)],
}

/// A wait that the server asks for in a place of its own.
#[doc(hidden)]
#[derive(Debug)]
pub struct RetryAfter {
    pub at: &'static [Place],
    /// What the number counts, in milliseconds.
    pub unit_ms: u64,
}
