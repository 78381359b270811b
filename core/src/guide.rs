//! A guide to errcat, a page for each task.
//!
//! 1. [Writing a catalog](catalog), with [every key](keys)
//! 2. [Decoding responses](decoding)
//! 3. [Deciding about a retry](deciding)
//! 4. [Responding with errors](responding)
//! 5. [Your own error types](error_types)
//! 6. [Adapters](adapters)
//! 7. [Limits](limits)

#[doc = include_str!("guide/catalog.md")]
pub mod catalog {}

#[doc = include_str!("guide/keys.md")]
pub mod keys {}

#[doc = include_str!("guide/decoding.md")]
#[cfg(feature = "json")]
pub mod decoding {}

#[doc = include_str!("guide/deciding.md")]
pub mod deciding {}

#[doc = include_str!("guide/responding.md")]
#[cfg(feature = "json")]
pub mod responding {}

#[doc = include_str!("guide/error_types.md")]
pub mod error_types {}

#[doc = include_str!("guide/adapters.md")]
pub mod adapters {}

#[doc = include_str!("guide/limits.md")]
#[cfg(feature = "json")]
pub mod limits {}
