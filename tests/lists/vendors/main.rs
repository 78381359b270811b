//! Compares the catalogs of vendors' APIs with the facts, and decodes responses of the vendors' documentation.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

mod aws_dynamodb;
mod delta;
mod discord;
mod graphql_apollo;
mod meta_graph;
mod slack;
mod stripe;
