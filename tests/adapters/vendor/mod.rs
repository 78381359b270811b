//! A stand-in for the vendor, and clients of it. The server speaks Tencent Meeting's error format with every code of the
//! facts and with the faults of the network between, and counts what clients do. The clients alone know `errcat`: the
//! server shares no code with it, so that a test against it can fail.

pub(crate) mod clients;
pub(crate) mod clock;
pub(crate) mod comparison;
pub(crate) mod facts;
pub(crate) mod scenario;
pub(crate) mod server;

/// What goes wrong here is told in words.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;
