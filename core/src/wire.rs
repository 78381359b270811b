//! The way from a response to a failure and back.

#[cfg(feature = "json")]
mod body_keys;
#[cfg(feature = "json")]
mod body_reader;
#[cfg(feature = "json")]
mod decode;
#[cfg(feature = "json")]
mod encode;
mod headers;
#[cfg(feature = "json")]
mod json_tree;
#[cfg(feature = "json")]
mod slots;
#[cfg(feature = "json")]
mod wait;
#[cfg(feature = "json")]
mod wire_value;

#[cfg(feature = "serde")]
mod serde;

#[cfg(feature = "json")]
pub(crate) use decode::Reading;
#[cfg(feature = "json")]
pub use decode::{Decoder, decode};
pub use headers::{HeaderFn, Headers, header_fn};
#[cfg(feature = "serde")]
pub use serde::{deserialize_integer, deserialize_string, serialize_code};
