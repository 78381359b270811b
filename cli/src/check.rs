//! A source in, its diagnostics out: as text or as JSON.

mod json;

use std::fmt::Write;

use errcat_catalog::{Catalog, Checked, Level, Palette, Source};

use crate::arguments::{CheckOptions, Format};
use crate::find;
use crate::output::{Exit, Output};

pub(crate) fn run(options: &CheckOptions) -> Result<Output, Output> {
    let source = find::source(options.file.as_deref())?;
    let checked = errcat_catalog::check(&source);
    let exit = if checked.is_valid() { Exit::Success } else { Exit::InvalidCatalog };
    match options.format {
        Format::Text => Ok(Output::Text(exit, text(&source, &checked))),
        Format::Json => Output::json(exit, &json::report(&source, &checked)),
    }
}

/// The catalog for the commands that need a valid one; otherwise what `check` would say.
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
    let _ = writeln!(text, "{}: {}", source.name(), summary(checked));
    text
}

fn summary(checked: &Checked) -> String {
    let is_style = |level| level == Level::Style;
    let styles = checked.diagnostics.iter().filter(|diagnostic| is_style(diagnostic.rule.level())).count();
    let faults = checked.diagnostics.len() - styles;
    let mut summary = if faults > 0 {
        counted(faults, "fault", "faults")
    } else {
        let tables = &checked.catalog.tables;
        let entries = tables.iter().map(|table| table.entries.len()).sum();
        let entries = counted(entries, "entry", "entries");
        format!("{entries} in {}, no fault", counted(tables.len(), "table", "tables"))
    };
    if styles > 0 {
        let _ = write!(summary, ", {}", counted(styles, "matter of style", "matters of style"));
    }
    summary
}

fn counted(number: usize, one: &str, other: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { other })
}
