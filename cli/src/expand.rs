//! Writes the Rust code that a catalog expands to, as `codes!` generates it.

use errcat_catalog::Catalog;
use errcat_codegen::Shape;
use proc_macro2::TokenStream;

use crate::arguments::ExpandOptions;
use crate::output::{Exit, Output};
use crate::{check, find};

pub(crate) fn run(options: &ExpandOptions) -> Result<Output, Output> {
    let source = find::source(options.file.as_deref())?;
    let catalog = check::valid(&source)?;
    let shape = Shape {
        krate: parsed::<syn::Path>(&options.krate, "a path")?,
        vis: parsed::<syn::Visibility>(&options.vis, "a visibility")?,
        tables: tables(&catalog, &options.tables)?,
        docs: !options.no_docs,
        help: !options.no_help,
        ..Shape::of(&catalog)
    };
    let file = syn::parse2(errcat_codegen::expand(&catalog, &shape))
        .map_err(|error| Output::failure(format!("cannot format the code: {error}")))?;
    let header =
        "// Generated from a catalog by `cargo errcat expand`. Change the catalog, and not this file.\n\n";
    Ok(Output::Data(Exit::Success, header.to_owned() + &prettyplease::unparse(&file)))
}

/// Returns the tokens of an argument that must be Rust.
fn parsed<T: syn::parse::Parse>(text: &str, expected: &str) -> Result<TokenStream, Output> {
    let invalid =
        |error: &dyn std::fmt::Display| Output::failure(format!("`{text}` is not {expected}: {error}"));
    syn::parse_str::<T>(text).map_err(|error| invalid(&error))?;
    text.parse().map_err(|error| invalid(&error))
}

/// Returns the indices of the tables with these names, in the order of the catalog; without names, of all.
fn tables(catalog: &Catalog, names: &[String]) -> Result<Vec<usize>, Output> {
    let chosen = names.iter().map(|name| find::table(catalog, name)).collect::<Result<Vec<_>, _>>()?;
    let is_chosen = |index: &usize| names.is_empty() || chosen.contains(index);
    Ok((0..catalog.tables.len()).filter(is_chosen).collect())
}
