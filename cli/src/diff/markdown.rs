//! The findings in Markdown, for a comment on a pull request.

use std::fmt::Write;

use errcat_catalog::Visible;

use super::Report;
use super::change::{Affected, Impact};
use super::finding::Finding;
use super::text::summary;

/// Returns a table for each impact, and a line that counts the findings.
pub(super) fn write(report: &Report<'_>) -> String {
    let mut text = String::new();
    for (impact, title) in [
        (Impact::Breaking, "Breaking changes"),
        (Impact::Notable, "Notable changes"),
        (Impact::Fine, "Other changes"),
    ] {
        let findings: Vec<&Finding> =
            report.findings.iter().filter(|finding| finding.impact == impact).collect();
        if findings.is_empty() {
            continue;
        }
        // Writing into a string never fails.
        let _ = writeln!(text, "### {title}\n\n| what | change | affects | why | what to do |");
        let _ = writeln!(text, "| --- | --- | --- | --- | --- |");
        for finding in findings {
            let _ = writeln!(text, "{}", row(finding));
        }
        text.push('\n');
    }
    for unused in &report.unused {
        let _ = writeln!(text, "Warning: {}\n", escaped(unused));
    }
    let _ = writeln!(text, "{}: {}", escaped(report.new.source.name()), summary(report));
    text
}

fn row(finding: &Finding) -> String {
    let affects: Vec<&str> = finding.affects.iter().copied().map(Affected::name).collect();
    let mut help = finding.change.help().to_owned();
    if let Some(reason) = &finding.approved {
        help = format!("approved: {}", escaped(reason));
    } else if finding.impact == Impact::Breaking {
        let _ = write!(help, " (fingerprint {})", finding.fingerprint());
    }
    let mut values = escaped(&finding.values());
    if !finding.moved.is_empty() {
        let _ = write!(values, " for {}", escaped(&finding.moved.join(", ")));
    }
    let (subject, id) = (escaped(&finding.subject.name()), finding.change.id());
    let why = finding.change.breaks();
    format!("| {subject} | {id}: {values} | {} | {why} | {help} |", affects.join(", "))
}

/// Returns a text of a catalog, in which nothing is markup or ends the cell of a table.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in Visible(text).to_string().chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '#' | '~' | '@' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}
