//! Where the parts of a failure are in a response, as the macro lays it out.

#[cfg(feature = "json")]
use alloc::borrow::Cow;
#[cfg(feature = "json")]
use alloc::string::ToString;

/// Where a table's codes, messages and hints are.
#[doc(hidden)]
#[derive(Debug)]
pub struct Envelope {
    pub parts: Parts,
    pub items: Option<ItemsEnvelope>,
}

/// Where the failures of single items are. All locations except `at` are relative to an item.
#[doc(hidden)]
#[derive(Debug)]
pub struct ItemsEnvelope {
    /// The locations of the array of items in the body.
    pub at: PointerTree,
    pub parts: Parts,
}

/// Where the parts of a failure are, in a response or in an item. Of several locations, the first one that is present
/// counts.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    pub code: CodeLocations,
    pub subcode: CodeLocations,
    pub failed: Option<FailedLocation>,
    pub message: &'static [Location],
    pub extra: &'static [ExtraLocation],
    pub trace: &'static [Location],
    /// The object with the values of params.
    pub params: &'static [Location],
    /// The first wait that can be read counts.
    pub retry_after: &'static [WaitLocation],
    pub should_retry: Option<FlagLocation>,
    /// The URL of the documentation.
    pub url: &'static [Location],
    /// The JSON Pointer to what is wrong in the request.
    pub pointer: &'static [Location],
    /// The array of items in the body.
    pub items: &'static [Location],
    /// All locations in the body, or in an item.
    pub body: PointerTree,
}

impl Parts {
    /// Has no locations.
    pub const EMPTY: Parts = Parts {
        code: CodeLocations::EMPTY,
        subcode: CodeLocations::EMPTY,
        failed: None,
        message: &[],
        extra: &[],
        trace: &[],
        params: &[],
        retry_after: &[],
        should_retry: None,
        url: &[],
        pointer: &[],
        items: &[],
        body: PointerTree { slots: &[], params: None, is_any: false, is_scalar: false, steps: &[] },
    };
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

/// The locations of a code, and what separates it from the rest of the value there.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct CodeLocations {
    pub at: &'static [Location],
    /// Only what follows after the last of these is the code; empty if the value is not cut there.
    pub after: &'static str,
    /// Only what precedes the first of these is the code; empty if the value is not cut there.
    pub before: &'static str,
}

impl CodeLocations {
    const EMPTY: CodeLocations = CodeLocations { at: &[], after: "", before: "" };
}

/// What marks a failure besides a code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct FailedLocation {
    pub at: &'static [Location],
    /// The value of a failure. Without it, every value marks one that is neither null, false nor empty.
    pub is: Option<Mark>,
}

/// A value that is known beforehand.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Bool(bool),
    Integer(i128),
    Text(&'static str),
}

#[cfg(feature = "json")]
impl Mark {
    /// Returns the value as it is written; a text without quotes.
    pub(crate) fn spelled(self) -> Cow<'static, str> {
        match self {
            Mark::Bool(true) => Cow::Borrowed("true"),
            Mark::Bool(false) => Cow::Borrowed("false"),
            Mark::Integer(number) => Cow::Owned(number.to_string()),
            Mark::Text(text) => Cow::Borrowed(text),
        }
    }
}

/// The locations of a further value.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ExtraLocation {
    pub name: &'static str,
    pub at: &'static [Location],
    /// Whether the code is sent there if neither a failure nor its entry has a value.
    pub sends_code: bool,
}

/// The locations of a wait that the server asks for.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct WaitLocation {
    pub at: &'static [Location],
    pub unit: WaitUnit,
}

/// What the number of a wait counts.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitUnit {
    Seconds,
    Milliseconds,
    /// Since the Unix epoch, to the end of the wait.
    UnixSeconds,
    /// Since the Unix epoch, to the end of the wait.
    UnixMilliseconds,
}

/// The locations of a "yes" or "no", and the words for them.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct FlagLocation {
    pub at: &'static [Location],
    pub yes: &'static [&'static str],
    pub no: &'static [&'static str],
}

/// The JSON Pointers into a body, as a tree with a step for each token.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct PointerTree {
    /// The slots of the values here.
    pub slots: &'static [u8],
    /// The slot of an object with the values of params.
    pub params: Option<u8>,
    /// Whether any JSON may be here, not only texts, integers and booleans.
    pub is_any: bool,
    /// Whether a text, an integer or a boolean is here, and nothing else.
    pub is_scalar: bool,
    /// The tokens by which the other pointers continue.
    pub steps: &'static [(&'static str, PointerTree)],
}
