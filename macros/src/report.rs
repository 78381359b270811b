//! Turns diagnostics into compiler errors at the path in the call, whose text shows the location in the catalog.

use errcat_catalog::{Checked, Diagnostic, Level, Source, Visible};
use proc_macro2::TokenStream;
use quote::quote_spanned;

use crate::arguments::Arguments;

/// The maximum number of diagnostics that the compiler shows: nobody reads more, and each takes time.
const MAX_REPORTED: usize = 100;

pub(crate) fn report(arguments: &Arguments, source: &Source, checked: &Checked) -> TokenStream {
    let errors: Vec<&Diagnostic> =
        checked.diagnostics.iter().filter(|diagnostic| diagnostic.rule.level() == Level::Error).collect();
    let shown = errors.iter().take(MAX_REPORTED).map(|error| error.render_for_compiler(source).to_string());
    let more = errors.len().checked_sub(MAX_REPORTED).filter(|&more| more > 0).map(|more| {
        format!("{}: {more} more errors; run `cargo errcat check` to see them all", Visible(source.name()))
    });
    shown.chain(more).map(|text| compile_error(arguments, &text)).collect()
}

/// Uses `::core` and not `$crate`: with a token of another macro in it, the compiler would show the whole call instead of
/// the path.
fn compile_error(arguments: &Arguments, text: &str) -> TokenStream {
    quote_spanned! { arguments.path.span() => ::core::compile_error! { #text } }
}
