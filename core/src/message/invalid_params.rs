//! The error of reading the params of an entry from a failure.

use core::error::Error;
use core::fmt;

/// The error of reading the params of an entry from a failure.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InvalidParams {
    /// The failure has another code, or none that the catalog has.
    OtherCode {
        /// The name of the entry whose params were requested.
        expected: &'static str,
    },
    /// A value is missing.
    Missing {
        /// The name of its param.
        param: &'static str,
    },
    /// A value has another type.
    WrongType {
        /// The name of its param.
        param: &'static str,
        /// The expected type, as Rust names it.
        expected: &'static str,
    },
}

impl fmt::Display for InvalidParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InvalidParams::OtherCode { expected } => write!(f, "the failure is not a `{expected}`"),
            InvalidParams::Missing { param } => write!(f, "the value of `{param}` is missing"),
            InvalidParams::WrongType { param, expected } => {
                write!(f, "the value of `{param}` is not a valid {expected}")
            }
        }
    }
}

impl Error for InvalidParams {}
