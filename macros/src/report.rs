//! Diagnostics in, compiler errors out: one for each, at the path in the call, with the place in the file in its text.

use errcat_catalog::{Checked, Diagnostic, Level, Palette, Source};
use proc_macro2::TokenStream;
use quote::quote_spanned;

use crate::arguments::Arguments;

/// How many diagnostics the compiler shows: more are not read, and each costs time.
const MOST: usize = 100;

pub(crate) fn report(arguments: &Arguments, source: &Source, checked: &Checked) -> TokenStream {
    let faults: Vec<&Diagnostic> =
        checked.diagnostics.iter().filter(|diagnostic| diagnostic.rule.level() == Level::Fault).collect();
    let shown = faults.iter().take(MOST).map(|fault| fault.render(source, Palette::PLAIN).to_string());
    let more = faults
        .len()
        .checked_sub(MOST)
        .filter(|&more| more > 0)
        .map(|more| format!("{}: {more} more; see them all with `cargo errcat check`", source.name()));
    shown.chain(more).map(|text| compile_error(arguments, &text)).collect()
}

/// Named through `::core` and not through `$crate`: with a token of another macro in it, the compiler would show the
/// whole call in place of the path.
fn compile_error(arguments: &Arguments, text: &str) -> TokenStream {
    quote_spanned! { arguments.path.span() => ::core::compile_error! { #text } }
}
