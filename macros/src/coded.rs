//! `derive(Coded)`: implements `Coded`, and `TypedCode` for one table, for an error type of the user's own.

mod ast;
mod attribute;
mod expand;
mod fallback;

use std::fmt::Display;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::DeriveInput;

use crate::coded::ast::ErrorType;
use crate::coded::expand::expand;
use crate::coded::fallback::fallback;

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut errors = Errors::default();
    let error_type = ErrorType::read(&input, &mut errors);
    match errors.finish() {
        Ok(()) => expand(&error_type),
        Err(error) => {
            let error = error.into_compile_error();
            let fallback = fallback(&error_type);
            quote! { #error #fallback }
        }
    }
}

/// All errors found so far: they are reported in one go.
#[derive(Default)]
struct Errors(Option<syn::Error>);

impl Errors {
    fn push(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            None => self.0 = Some(error),
        }
    }

    fn report(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    fn finish(self) -> syn::Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}

/// Returns a name of the user's as one of the derive's own, at the same location: rustc applies no lint to it, as that of
/// deprecated names.
fn derived(name: &Ident) -> Ident {
    let mut name = name.clone();
    name.set_span(Span::call_site().located_at(name.span()));
    name
}
