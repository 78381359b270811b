//! A small API of your own: a billing service over HTTP whose errors come from the catalog beside it, `codes.toml`, and a
//! client that shares the catalog.
//!
//! [`errors`] has the catalog as Rust, and the service's own error type, which maps to it. [`store`] keeps accounts and
//! invoices in SQLite, whose errors are the sources. [`service`] responds over HTTP, [`log`] writes the failures for the
//! people who run the service, and [`client`] is the other side. [`story`] plays all of it.

pub mod client;
pub mod errors;
pub mod log;
pub mod payment;
pub mod service;
pub mod store;
pub mod story;
