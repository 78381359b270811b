//! The findings as annotations for a workflow of GitHub.

use std::fmt::Write;

use super::Report;
use super::change::Impact;
use super::finding::Place;
use super::text::summary;
use crate::check::github::{data, property};

/// Returns a workflow command for each finding: an error, if it breaks something, is not approved; a warning or a notice, if not.
pub(super) fn annotations(report: &Report<'_>) -> String {
    let mut text = String::new();
    let file = report.new.source.name();
    for finding in report.findings {
        let level = match finding.impact {
            Impact::Breaking if finding.approved.is_none() => "error",
            Impact::Breaking | Impact::Notable => "warning",
            Impact::Fine => "notice",
        };
        let place = match &finding.subject.location {
            // A line of the old catalog is none of the text that the annotation is shown in.
            Some(Place { file, line, column, is_old: false }) => {
                format!("file={},line={line},col={column}", property(file))
            }
            Some(_) | None => format!("file={}", property(file)),
        };
        let mut body =
            format!("{}: {}\n{}", finding.subject.name(), finding.values(), finding.change.breaks());
        if !finding.moved.is_empty() {
            let _ = write!(body, "\nentries: {}", finding.moved.join(", "));
        }
        let _ = write!(body, "\nhelp: {}", finding.change.help());
        if finding.is_unapproved_break() {
            let _ = write!(body, "\nfingerprint: {}", finding.fingerprint());
        }
        // Writing into a string never fails.
        let _ = writeln!(text, "::{level} {place},title={}::{}", finding.change.id(), data(&body));
    }
    for unused in &report.unused {
        let _ = writeln!(text, "::warning title=unused-approval::{}", data(unused));
    }
    let _ = writeln!(text, "::notice file={},title=diff::{}", property(file), data(&summary(report)));
    text
}
