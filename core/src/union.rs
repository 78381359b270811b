//! One error over several tables: what every failure says whatever its table, what a union is made of, and by which of its
//! tables a response is decoded.

mod any_failure;
mod convert;
#[cfg(feature = "json")]
mod decode;
mod table;

pub use any_failure::AnyFailure;
pub use convert::{IntoFailure, UnionOf};
#[cfg(feature = "json")]
pub use decode::UnionDecoder;
pub use table::UnionTable;
