//! What the tests of several adapters share.

#![allow(clippy::unwrap_used, missing_docs)] // a test fails by panicking, in its helpers too

pub mod loopback;
