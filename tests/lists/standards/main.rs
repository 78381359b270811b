//! Compares the catalogs of public standards with the facts: every code, every name, and what follows from them.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

mod http_2;
mod json_rpc_2;
mod mqtt_5;
mod oauth_2;
mod quic;
mod smtp_enhanced;
mod sqlite;
mod websocket_close;
