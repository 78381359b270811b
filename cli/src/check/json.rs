//! Defines the output of `check --format json`. The order of fields is the order of keys.

use std::ops::Range;

use errcat_catalog::{Checked, Diagnostic, Source};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Report<'a> {
    file: &'a str,
    valid: bool,
    diagnostics: Vec<JsonDiagnostic<'a>>,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    rule: &'static str,
    level: &'static str,
    message: &'a str,
    #[serde(flatten)]
    location: JsonSpan<'a>,
    help: &'a str,
    related: Option<JsonSpan<'a>>,
    fix: Option<JsonFix<'a>>,
}

/// The bytes of the file to replace, and the text in their place.
#[derive(Serialize)]
struct JsonFix<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// Lines and columns count from 1, and a column is a character; `start` and `end` are bytes of the file, which is the
/// catalog's own or that of one that it extends.
#[derive(Serialize)]
struct JsonSpan<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    label: &'a str,
}

pub(super) fn report<'a>(source: &'a Source, checked: &'a Checked) -> Report<'a> {
    let diagnostics =
        checked.diagnostics.iter().map(|diagnostic| json_diagnostic(source, diagnostic)).collect();
    Report { file: source.name(), valid: checked.is_valid(), diagnostics }
}

fn json_diagnostic<'a>(source: &'a Source, diagnostic: &'a Diagnostic) -> JsonDiagnostic<'a> {
    let Diagnostic { rule, message, span, label, related, help, fix, .. } = diagnostic;
    let fix = fix.as_ref().map(|fix| {
        let start = source.offset_in_file(fix.span.start);
        JsonFix { start, end: start + fix.span.len(), text: &fix.text }
    });
    let level = rule.level().name();
    let related = related.as_ref().map(|related| json_span(source, &related.span, &related.label));
    JsonDiagnostic {
        rule: rule.id(),
        level,
        message,
        location: json_span(source, span, label),
        help,
        related,
        fix,
    }
}

fn json_span<'a>(source: &'a Source, span: &Range<usize>, label: &'a str) -> JsonSpan<'a> {
    let position = source.position(span.start);
    let start = source.offset_in_file(span.start);
    JsonSpan {
        file: source.file_name(span.start),
        line: position.line,
        column: position.column,
        start,
        end: start + span.len(),
        label,
    }
}
