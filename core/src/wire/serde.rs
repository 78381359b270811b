//! serde's traits: a generated enum is its code, a failure an object of what it keeps.

mod code;
mod failure;
mod param;

pub use code::{deserialize, serialize};
