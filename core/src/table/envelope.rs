//! Where the parts of a failure are in a response, as the macro lays it out.

/// Where a table's codes, messages and hints are. Of several locations, the first one that is present counts.
#[doc(hidden)]
#[derive(Debug)]
pub struct Envelope {
    pub code: &'static [Location],
    pub message: &'static [Location],
    pub extra: &'static [(&'static str, &'static [Location])],
    pub trace: &'static [Location],
    /// The object with the values of params.
    pub params: &'static [Location],
    pub retry_after: Option<WaitLocation>,
    pub items: Option<ItemsEnvelope>,
    /// All its locations in a body.
    pub body: PointerTree,
}

/// A location in a response.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the body: the tokens of a JSON Pointer (RFC 6901), unescaped, and the slot of its value.
    Body(&'static [&'static str], u8),
    /// A header, by name.
    Header(&'static str),
}

/// Where the failures of single items inside a success are. All locations except `at` are relative to an item.
#[doc(hidden)]
#[derive(Debug)]
pub struct ItemsEnvelope {
    /// The array of items in the body, with slot 0.
    pub at: PointerTree,
    pub code: &'static [Location],
    pub message: &'static [Location],
    pub extra: &'static [(&'static str, &'static [Location])],
    pub params: &'static [Location],
    /// All its locations in an item.
    pub body: PointerTree,
}

/// The JSON Pointers into a body, as a tree with a step for each token.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct PointerTree {
    /// The slots of the pointers that end here.
    pub slots: &'static [u8],
    /// The tokens by which the other pointers continue.
    pub steps: &'static [(&'static str, PointerTree)],
}

/// The locations of a wait that the server asks for.
#[doc(hidden)]
#[derive(Debug)]
pub struct WaitLocation {
    pub at: &'static [Location],
    /// The unit of the number, in milliseconds.
    pub unit_ms: u64,
}
