//! Expands the small parts that several modules need: identifiers, integers, options and attributes.

use errcat_catalog::Deprecated;
use proc_macro2::{Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};

/// Creates an identifier from a valid name.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// An integer literal without a suffix; a negative one is a sign and a literal, as in source text.
pub(crate) struct Integer(pub(crate) i128);

impl ToTokens for Integer {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if self.0 < 0 {
            tokens.append(TokenTree::Punct(Punct::new('-', Spacing::Alone)));
        }
        tokens.append(Literal::u128_unsuffixed(self.0.unsigned_abs()));
    }
}

/// Expands an optional value.
pub(crate) fn expand_option(value: Option<impl ToTokens>, krate: &TokenStream) -> TokenStream {
    let option = quote! { #krate::__private::core::option::Option };
    match value {
        Some(value) => quote! { #option::Some(#value) },
        None => quote! { #option::None },
    }
}

/// The fields of a struct of which most usually have their defaults: those are taken from a constant, since tokens are what a
/// catalog costs.
pub(crate) struct Stated(TokenStream);

impl Stated {
    pub(crate) fn new() -> Stated {
        Stated(TokenStream::new())
    }

    /// Adds a field, unless it has its default.
    pub(crate) fn field(&mut self, name: &str, is_default: bool, value: impl ToTokens) {
        if !is_default {
            let name = ident(name);
            self.0.append_all(quote! { #name: #value, });
        }
    }

    /// Expands to an expression of a struct.
    pub(crate) fn expand(self, of: &TokenStream) -> TokenStream {
        let fields = self.0;
        if fields.is_empty() {
            return quote! { #of::EMPTY };
        }
        quote! { #of { #fields ..#of::EMPTY } }
    }
}

/// Expands a documentation attribute, if documentation is enabled.
pub(crate) fn documented(is_enabled: bool, document: impl FnOnce() -> String) -> Option<TokenStream> {
    is_enabled.then(|| {
        let doc = document();
        quote! { #[doc = #doc] }
    })
}

/// Expands a deprecation to the attribute that makes the compiler warn of each use.
pub(crate) fn expand_deprecated(deprecated: &Deprecated) -> TokenStream {
    let Deprecated { since, until, note, replacement } = deprecated;
    let replacement = replacement.as_ref().map(|name| format!("use `{name}`"));
    let until = until.as_ref().map(|until| format!("kept until {until}"));
    let note: Vec<&str> = [note, &replacement, &until].into_iter().flatten().map(String::as_str).collect();
    let note = (!note.is_empty()).then(|| {
        let note = note.join("; ");
        quote! { note = #note }
    });
    let since = since.as_ref().map(|since| quote! { since = #since });
    let arguments: Vec<_> = since.into_iter().chain(note).collect();
    if arguments.is_empty() {
        quote! { #[deprecated] }
    } else {
        quote! { #[deprecated(#(#arguments),*)] }
    }
}
