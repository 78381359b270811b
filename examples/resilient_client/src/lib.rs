//! A server that imitates the vendor, and clients of it.
//!
//! The server responds in Tencent Meeting's error format with every code of the facts, imitates failures of the network,
//! and counts what clients do. Only the clients use `errcat`: the server shares no code with it, so that a test against
//! the server can fail.

#![allow(missing_docs, reason = "an example, whose parts are read in place")]

pub mod clients;
pub mod clock;
pub mod comparison;
pub mod facts;
pub mod scenario;
pub mod server;

/// The result of what can fail here.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;
