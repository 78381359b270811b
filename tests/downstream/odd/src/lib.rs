//! Has valid names, codes and texts that a careless macro would get wrong, under the strictest lints.

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

/// The same enums without documentation, which must not cause a warning.
pub mod undocumented {
    errcat::codes!("../codes.toml", docs = false, help = false, locales = ["en"]);
}

/// An error type beside enums with the names of the types that the derive uses.
#[derive(Clone, Copy, Debug, errcat::Coded)]
#[coded(table = ValueError)]
pub enum Refused {
    /// Has only a code.
    #[coded(Result)]
    Result,
    /// Has fields with the names of the params: `gen` is a keyword since edition 2024.
    #[coded(value_error::Keywords { gen, dyn })]
    Keywords {
        /// A number.
        r#gen: u8,
        /// A text.
        r#dyn: &'static str,
    },
    /// Has the code of its field.
    #[coded(transparent)]
    Known(ValueError),
}

errcat::union! {
    /// An error of two tables, with variants that are named as what the macro uses.
    pub enum Failure {
        /// Of the one.
        Ok(Option),
        /// Of the other.
        Failure(Error),
    }
}

/// Returns the name of a code's table, by a union inside a function.
#[must_use]
#[inline]
pub fn table_name(code: Result) -> &'static str {
    errcat::union! {
        enum Option { Some(Result), None(TextError) }
    }

    Option::from(code).table_name()
}
