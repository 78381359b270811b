//! A source and what was found in it in; the shape of `check --format json` out. The order of fields is that of keys.

use std::ops::Range;

use errcat_catalog::{Checked, Diagnostic, Level, Source};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Report<'a> {
    file: &'a str,
    valid: bool,
    diagnostics: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    rule: &'static str,
    level: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    help: &'a str,
    related: Option<Place<'a>>,
}

/// Lines and columns count from 1, and a column is a character; `start` and `end` are bytes.
#[derive(Serialize)]
struct Place<'a> {
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    label: &'a str,
}

pub(super) fn report<'a>(source: &'a Source, checked: &'a Checked) -> Report<'a> {
    let diagnostics = checked.diagnostics.iter().map(|diagnostic| found(source, diagnostic)).collect();
    Report { file: source.name(), valid: checked.is_valid(), diagnostics }
}

fn found<'a>(source: &Source, diagnostic: &'a Diagnostic) -> Found<'a> {
    let Diagnostic { rule, message, span, label, related, help, .. } = diagnostic;
    let level = match rule.level() {
        Level::Fault => "fault",
        Level::Style => "style",
    };
    let related = related.as_ref().map(|related| place(source, &related.span, &related.label));
    Found { rule: rule.id(), level, message, place: place(source, span, label), help, related }
}

fn place<'a>(source: &Source, span: &Range<usize>, label: &'a str) -> Place<'a> {
    let position = source.position(span.start);
    Place { line: position.line, column: position.column, start: span.start, end: span.end, label }
}
