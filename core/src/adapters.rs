//! The adapters, a module for each crate that errcat adapts to, and what they share.

#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "backon")]
pub mod backon;
#[cfg(feature = "http")]
pub mod http;
#[cfg(feature = "reqwest")]
pub mod reqwest;
#[cfg(feature = "reqwest-middleware")]
pub mod reqwest_middleware;
#[cfg(feature = "tonic")]
pub mod tonic;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(feature = "tracing")]
pub mod tracing;

#[cfg(any(feature = "axum", feature = "tonic"))]
mod negotiate;
#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
mod retry_loop;
