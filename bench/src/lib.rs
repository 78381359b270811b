//! Measures errcat side by side with what a user would pick instead: what the commands in `bin/` have in common.
//!
//! What is measured is written into a cargo workspace of its own, as a user of errcat has it, and built there. So the
//! large lists and what the compiler takes for them cost nobody anything who does not ask for a table.

mod words;

pub mod list;
pub mod peer;
pub mod random;

pub mod account;
pub mod outside;
pub mod size;

pub mod rounds;
pub mod table;

pub mod arguments;
pub mod report;

/// Why there is no table.
pub type Failed = Box<dyn std::error::Error>;
