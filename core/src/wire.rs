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
mod json_pointer;
#[cfg(feature = "json")]
mod json_tree;
#[cfg(any(feature = "json", feature = "tonic"))]
mod outgoing;
#[cfg(feature = "json")]
mod outgoing_response;
#[cfg(feature = "json")]
mod problem;
#[cfg(feature = "json")]
mod slots;
#[cfg(feature = "json")]
mod status_phrase;
#[cfg(feature = "json")]
mod wait;
#[cfg(feature = "json")]
mod wire_value;

#[cfg(feature = "serde")]
mod serde;
#[cfg(any(feature = "json", feature = "serde"))]
mod serde_number;

#[cfg(feature = "json")]
pub(crate) use decode::Reading;
#[cfg(feature = "json")]
pub use decode::{Decoder, decode};
pub use headers::{HeaderFn, Headers, header_fn};
#[cfg(any(feature = "json", feature = "tonic"))]
pub use outgoing::{Form, Outgoing};
#[cfg(feature = "json")]
pub use outgoing_response::OutgoingResponse;
#[cfg(feature = "axum")]
pub(crate) use outgoing_response::PROBLEM_JSON;
#[cfg(feature = "serde")]
pub use serde::{deserialize_integer, deserialize_string, serialize_code};
