//! Runs `check`: shows the diagnostics of a catalog as text or as JSON.

mod json;
mod overrides;
mod sets;

use std::fmt::Write;

use errcat_catalog::{Catalog, Checked, Level, Palette, Source, Visible};

use crate::arguments::{CheckOptions, Format};
use crate::find;
use crate::output::{Exit, Output};

pub(crate) fn run(options: &CheckOptions) -> Result<Output, Output> {
    let source = find::source(options.file.as_deref())?;
    let checked = errcat_catalog::check(&source);
    let exit = if checked.is_valid() { Exit::Success } else { Exit::InvalidCatalog };
    match options.format {
        Format::Text => {
            let mut lists = String::new();
            if options.overrides && checked.is_valid() {
                lists += &overrides::list(&checked.catalog);
            }
            if options.sets && checked.is_valid() {
                lists += &sets::list(&checked.catalog);
            }
            Ok(Output::Text(exit, lists + &text(&source, &checked)))
        }
        Format::Json => Output::json(exit, &json::report(&source, &checked)),
    }
}

/// Returns the catalog for a command that needs a valid one, or the output of `check`.
pub(crate) fn valid(source: &Source) -> Result<Catalog, Output> {
    let checked = errcat_catalog::check(source);
    if checked.is_valid() {
        Ok(checked.catalog)
    } else {
        Err(Output::Error(Exit::InvalidCatalog, text(source, &checked)))
    }
}

fn text(source: &Source, checked: &Checked) -> String {
    let mut text = String::new();
    for diagnostic in &checked.diagnostics {
        let _ = write!(text, "{}\n\n", diagnostic.render(source, Palette::ANSI));
    }
    let _ = writeln!(text, "{}: {}", Visible(source.name()), summary(checked));
    text
}

fn summary(checked: &Checked) -> String {
    let levels = || checked.diagnostics.iter().map(|diagnostic| diagnostic.rule.level());
    let errors = levels().filter(|level| *level == Level::Error).count();
    let warnings = levels().filter(|level| *level == Level::Warning).count();
    let mut summary = if errors > 0 {
        counted(errors, "error", "errors")
    } else {
        let tables = &checked.catalog.tables;
        let entries = tables.iter().map(|table| table.entries.len()).sum();
        let entries = counted(entries, "entry", "entries");
        format!("{entries} in {}, no errors", counted(tables.len(), "table", "tables"))
    };
    if warnings > 0 {
        let _ = write!(summary, ", {}", counted(warnings, "warning", "warnings"));
    }
    summary
}

fn counted(number: usize, one: &str, other: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { other })
}
