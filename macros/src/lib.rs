//! The build-time macros of errcat.
//!
//! Depend on `errcat`, whose `codes!` calls the one here and which has the derive: generated code names only `errcat`.

mod arguments;
mod locate;

mod report;

mod coded;

use errcat_catalog::check;
use errcat_codegen::expand;
use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

use crate::arguments::Arguments;
use crate::locate::locate;

/// See `errcat::codes!`.
#[proc_macro]
pub fn codes(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    match syn::parse(input) {
        Ok(arguments) => generate(&arguments).into(),
        Err(error) => error.into_compile_error().into(),
    }
}

/// See `errcat::Coded`.
#[proc_macro_derive(Coded, attributes(coded))]
pub fn derive_coded(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    coded::derive(input.into()).into()
}

fn generate(arguments: &Arguments) -> TokenStream {
    let located = locate(&arguments.path);
    let checked = check(&located.source);
    let (shape, errors) = arguments.shape(&checked.catalog);
    let errors = errors.into_iter().map(syn::Error::into_compile_error);
    // A catalog with errors is expanded as well: without the enums, each of their uses would be an error of its own.
    let items = expand(&checked.catalog, &shape);
    let reports = report::report(arguments, &located.source, &checked);
    let tracked = located.watched.iter().map(|written| track(arguments, written));
    quote! { #reports #(#errors)* #items #(#tracked)* }
}

/// Makes the compiler watch a file. Its path is relative to the user's own token, so that builds are reproducible on any
/// machine.
fn track(arguments: &Arguments, written: &str) -> TokenStream {
    let Arguments { krate, path, .. } = arguments;
    let path = LitStr::new(written, path.span());
    quote! {
        const _: &[u8] = #krate::__private::core::include_bytes!(#path);
    }
}
