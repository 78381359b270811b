//! The findings as a release note in Markdown, by the sections of Keep a Changelog.

use std::fmt::Write;

use super::change::{Impact, Section};
use super::finding::Finding;
use super::markdown::escaped;

/// Returns a section for each kind of change that there is.
pub(super) fn write(findings: &[Finding]) -> String {
    let mut text = String::new();
    for (section, title) in [
        (Section::Added, "Added"),
        (Section::Changed, "Changed"),
        (Section::Deprecated, "Deprecated"),
        (Section::Removed, "Removed"),
    ] {
        let listed: Vec<&Finding> =
            findings.iter().filter(|finding| finding.change.section() == section).collect();
        if listed.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        // Writing into a string never fails.
        let _ = writeln!(text, "### {title}\n");
        for finding in listed {
            let _ = writeln!(text, "{}", item(finding));
        }
    }
    text
}

fn item(finding: &Finding) -> String {
    let breaking = if finding.impact == Impact::Breaking { "**Breaking:** " } else { "" };
    let (subject, values) = (escaped(&finding.subject.name()), escaped(&finding.values()));
    let moved = match finding.moved.as_slice() {
        [] => String::new(),
        moved => format!(" for {}", escaped(&moved.join(", "))),
    };
    format!("- {breaking}{subject}: {values}{moved} ({}).", finding.change.breaks())
}
