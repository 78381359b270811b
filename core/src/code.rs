//! Codes as values: as they were received, known to a catalog or not.

mod invalid_code;
mod wire_code;

pub use invalid_code::InvalidCode;
pub use wire_code::WireCode;
