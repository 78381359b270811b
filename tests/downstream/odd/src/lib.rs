//! Names, codes and texts that are allowed and that a careless macro would trip over, under the strictest lints.

#![forbid(unsafe_code)]
#![deny(
    warnings,
    future_incompatible,
    nonstandard_style,
    rust_2018_idioms,
    unused,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unreachable_pub,
    unused_lifetimes,
    unused_qualifications
)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]
#![deny(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::missing_docs_in_private_items,
    clippy::missing_inline_in_public_items,
    clippy::panic,
    clippy::unwrap_used
)]

errcat::codes!("../codes.toml");

/// The same without documentation, which is no reason for a warning.
pub mod undocumented {
    errcat::codes!("../codes.toml", docs = false, help = false, locales = ["en"]);
}

/// An error type of one's own, between enums that are called like what it is made of.
#[derive(Clone, Copy, Debug, errcat::Coded)]
#[coded(table = ValueError)]
pub enum Refused {
    /// There is nothing to it but the code.
    #[coded(Result)]
    Result,
    /// Its fields are called as the params are: `gen` is a keyword since 2024.
    #[coded(value_error::Keywords { gen, dyn })]
    Keywords {
        /// A number.
        r#gen: u8,
        /// A text.
        r#dyn: &'static str,
    },
    /// The field has the code.
    #[coded(transparent)]
    Listed(ValueError),
}
