//! What the caller chooses of how the generated enums look.

use errcat_catalog::Catalog;
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// What the caller chooses of how the generated enums look.
#[derive(Clone, Debug)]
pub struct Shape {
    /// How the caller's crate names `errcat`.
    pub krate: TokenStream,
    /// The visibility of the enums.
    pub vis: TokenStream,
    /// The tables that become enums, by index.
    pub tables: Vec<usize>,
    /// The locales whose texts are kept, by index.
    pub locales: Vec<usize>,
    /// The locale that `Display` shows, by its index in `locales`.
    pub shown: usize,
    /// Whether the help is kept.
    pub help: bool,
    /// Whether the enum and its variants are documented.
    pub docs: bool,
    /// The span of the enums.
    pub span: Span,
}

impl Shape {
    /// Returns the shape of a call without options: all tables, all locales, public, in a crate that calls this one
    /// `errcat`.
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
