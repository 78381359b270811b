//! Defines the options of an expansion.

use errcat_catalog::Catalog;
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// The options of an expansion.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The path of `errcat` in the caller's crate.
    pub krate: TokenStream,
    /// The visibility of the enums.
    pub vis: TokenStream,
    /// The tables to expand, by index.
    pub tables: Vec<usize>,
    /// The locales whose texts are kept, by index.
    pub locales: Vec<usize>,
    /// The locale that `Display` shows, by its index in `locales`.
    pub shown: usize,
    /// Whether the help texts are kept.
    pub help: bool,
    /// Whether the enum and its variants are documented.
    pub docs: bool,
    /// The span of the enums.
    pub span: Span,
}

impl Shape {
    /// Returns the options of a call without arguments: all tables, all locales, public, in a crate that depends on `errcat`
    /// under that name.
    pub fn of(catalog: &Catalog) -> Shape {
        Shape {
            krate: quote!(::errcat),
            vis: quote!(pub),
            tables: (0..catalog.tables.len()).collect(),
            locales: (0..catalog.locales.len()).collect(),
            shown: 0,
            help: true,
            docs: true,
            span: Span::call_site(),
        }
    }
}
