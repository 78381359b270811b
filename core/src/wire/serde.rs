//! serde's traits: a generated enum is its code, a failure a map of what it keeps.

mod code;
mod failure;
mod param;

pub use code::{deserialize_integer, deserialize_string, serialize_code};
