//! The impls of generated types. The macro writes the types and the tables; these macros write the rest.
//!
//! Everything is named through `$crate`, so that the caller's prelude and the caller's name for this crate do not matter.

mod error_enum;
mod params_struct;
mod set_enum;
mod union;
