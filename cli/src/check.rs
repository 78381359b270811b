//! Runs `check`: shows the diagnostics of catalogs as text or as JSON.

mod fix;
pub(crate) mod github;
mod json;
mod overrides;
mod sets;

use std::fmt::Write;
use std::path::PathBuf;

use errcat_catalog::{Catalog, Checked, Level, Palette, Source, Visible};

use crate::arguments::{CheckOptions, Format};
use crate::find;
use crate::output::{Exit, Output};

pub(crate) fn run(options: &CheckOptions) -> Result<Output, Output> {
    let mut fixed = 0;
    if options.fix {
        let files = options.files.iter().map(|file| Some(file.as_path()));
        let nearest = options.files.is_empty().then_some(None);
        for file in files.chain(nearest) {
            fixed += fix::apply(file)?;
        }
    }
    let catalogs = read(&options.files)?;
    let is_valid = catalogs.iter().all(|(_, checked)| checked.is_valid());
    let exit = if is_valid { Exit::Success } else { Exit::Problems };
    match options.format {
        Format::Text => {
            let texts = catalogs.iter().map(|(source, checked)| {
                let mut lists = String::new();
                if options.overrides && checked.is_valid() {
                    lists += &overrides::list(&checked.catalog);
                }
                if options.sets && checked.is_valid() {
                    lists += &sets::list(&checked.catalog);
                }
                lists + &text(source, checked, options.quiet)
            });
            let fixed = if options.fix && !options.quiet {
                format!("{} applied\n", counted(fixed, "fix", "fixes"))
            } else {
                String::new()
            };
            Ok(Output::Text(exit, fixed + &texts.collect::<String>()))
        }
        Format::Github => {
            let texts = catalogs.iter().map(|(source, checked)| github::annotations(source, checked));
            Ok(Output::Data(exit, texts.collect()))
        }
        Format::Json => match catalogs.as_slice() {
            [(source, checked)] => Output::json(exit, &json::report(source, checked)),
            several => {
                let reports: Vec<_> =
                    several.iter().map(|(source, checked)| json::report(source, checked)).collect();
                Output::json(exit, &reports)
            }
        },
    }
}

/// Reads and checks the files, or the nearest catalog, and compares them with each other.
fn read(files: &[PathBuf]) -> Result<Vec<(Source, Checked)>, Output> {
    let sources = match files {
        [] => vec![find::source(None)?],
        files => files.iter().map(|file| find::source(Some(file))).collect::<Result<_, _>>()?,
    };
    let mut catalogs: Vec<(Source, Checked)> = sources
        .into_iter()
        .map(|source| {
            let checked = errcat_catalog::check(&source);
            (source, checked)
        })
        .collect();
    let compared: Vec<_> = catalogs.iter().map(|(source, checked)| (source, &checked.catalog)).collect();
    let shared = errcat_catalog::check_together(&compared);
    for ((_, checked), shared) in catalogs.iter_mut().zip(shared) {
        checked.diagnostics.extend(shared);
        checked.diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
    }
    Ok(catalogs)
}

/// Returns the catalog for a command that needs a valid one, or the output of `check`.
pub(crate) fn valid(source: &Source) -> Result<Catalog, Output> {
    let checked = errcat_catalog::check(source);
    if checked.is_valid() {
        Ok(checked.catalog)
    } else {
        Err(Output::Error(Exit::Problems, text(source, &checked, false)))
    }
}

pub(crate) fn text(source: &Source, checked: &Checked, is_quiet: bool) -> String {
    let mut text = String::new();
    for diagnostic in &checked.diagnostics {
        let _ = write!(text, "{}\n\n", diagnostic.render(source, Palette::ANSI));
    }
    if !is_quiet {
        let _ = writeln!(text, "{}: {}", Visible(source.name()), summary(checked));
    }
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

pub(crate) fn counted(number: usize, one: &str, other: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { other })
}
