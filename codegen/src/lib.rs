//! Turns a [`Catalog`] into Rust tokens.
//!
//! For each table it writes the enum, its static table, and a call of a macro of `errcat` that implements the API on both.
//! Any catalog can be expanded, and expansion cannot fail: a [`Catalog`] is valid by construction.
//!
//! This is a plain library, so that tests, benchmarks and the command expand a catalog as the macro does.
//!
//! ```
//! use errcat_catalog::{Source, load};
//! use errcat_codegen::{Shape, expand};
//!
//! let text = r#"
//! [catalog]
//! schema = 1
//! name = "shop"
//! locales = ["en"]
//!
//! [tables.order]
//! type = "u16"
//!
//! [order.OutOfStock]
//! code = 17
//! "#;
//!
//! let catalog = load(&Source::from_text("codes.toml", text)).unwrap();
//! let tokens = expand(&catalog, &Shape::of(&catalog));
//! assert!(tokens.to_string().contains("enum OrderError"));
//! ```

mod expand;
mod shape;

mod attributes;
mod document;
mod envelope;
mod fragments;
mod params;
mod perfect_hash;
mod sets;
mod source;
mod table;

pub use errcat_catalog::Catalog;
pub use expand::expand;
pub use params::field_name;
pub use perfect_hash::{Key, PerfectHash, find_perfect_hash};
pub use shape::Shape;
