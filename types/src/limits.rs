//! The limits that build time and run time must agree on.

/// The maximum number of params of an entry.
pub const MAX_ENTRY_PARAMS: usize = 32;

/// The maximum number of attributes of a catalog: each entry has a value of each.
pub const MAX_ATTRIBUTES: usize = 32;

/// The maximum number of locations that an envelope names in a body: a program keeps a slot for each.
pub const MAX_LOCATIONS: usize = 32;

/// The maximum number of tokens of a location in a body: reading one goes as deep.
pub const MAX_POINTER_TOKENS: usize = 32;

/// The maximum number of characters of a text of unknown origin that a formatter or a log shows.
pub const MAX_SHOWN_CHARS: usize = 1_000;
