//! Measures errcat side by side with what a user would pick instead: the parts that the commands in `bin/` share.
//!
//! The measured packages are written to a cargo workspace of their own, as a user of errcat has it, and built there. So
//! the large catalogs are built only when somebody runs a benchmark.

mod vocabulary;

pub mod catalog;
pub mod peer;
pub mod random;

pub mod cost;
pub mod size;
pub mod workspace;

pub mod rounds;
pub mod table;

pub mod arguments;
pub mod report;

/// The error of a failed measurement.
pub type BoxError = Box<dyn std::error::Error>;
