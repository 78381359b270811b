//! `derive(Coded)`: implements `Coded`, and `HasCode` for one table, for an error type of the user's own.

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

/// Expands to the impls, or to the errors of the type and a fallback.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return explain(error).into_compile_error(),
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

/// Rewords an error that tells users to enable a feature of syn: without it, syn parses only simple expressions in the
/// lengths of arrays.
fn explain(error: syn::Error) -> syn::Error {
    if error.to_string().starts_with("unsupported expression") {
        syn::Error::new(error.span(), "`derive(Coded)` cannot parse this expression: move it to a `const`")
    } else {
        error
    }
}

/// The errors found so far, which the compiler reports in one go.
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

    /// Returns what a result has; reports its error.
    fn take<T>(&mut self, result: syn::Result<Option<T>>) -> Option<T> {
        result.unwrap_or_else(|error| {
            self.push(error);
            None
        })
    }

    fn finish(self) -> syn::Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}

/// Returns a name that the user wrote as one that the derive wrote, at the same location: no lint applies to it, as of
/// deprecated names.
fn derived(name: &Ident) -> Ident {
    let mut name = name.clone();
    name.set_span(Span::call_site().located_at(name.span()));
    name
}
