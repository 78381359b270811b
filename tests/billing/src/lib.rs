//! An API of one's own, in small: a billing service over HTTP whose errors come from the list beside it, `codes.toml`,
//! and a client that shares the list.
//!
//! [`errors`] has the list as Rust, and the service's own error type, which stands for it. [`store`] keeps accounts and
//! invoices in SQLite, whose errors are the sources. [`service`] answers over HTTP, [`log`] tells the failures to the
//! people of the service, and [`client`] is the other side. [`story`] has all of it talk.

pub mod client;
pub mod errors;
pub mod log;
pub mod payment;
pub mod service;
pub mod store;
pub mod story;
