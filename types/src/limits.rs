//! The limits that build time and run time must agree on.

/// The maximum number of params of an entry.
pub const MAX_ENTRY_PARAMS: usize = 32;

/// The maximum number of attributes of a catalog: each entry has a value of each.
pub const MAX_ATTRIBUTES: usize = 32;

/// The maximum number of locations that an envelope names, and its items: a program keeps a slot for each in the body.
pub const MAX_LOCATIONS: usize = 32;

/// The maximum number of tokens of a location in a body: reading one goes as deep.
pub const MAX_POINTER_TOKENS: usize = 32;

/// The maximum number of characters of a text of unknown origin that a formatter or a log shows.
pub const MAX_SHOWN_CHARS: usize = 1_000;

/// The maximum number of sources of an error that are shown: an error may be its own source.
pub const MAX_SOURCES: usize = 32;

/// The maximum number of sources of an error that are searched for a code.
pub const MAX_SEARCHED_SOURCES: usize = 1_024;

/// The maximum length of a string code, in bytes: a gRPC status has room for it.
pub const MAX_CODE_LEN: usize = 256;
