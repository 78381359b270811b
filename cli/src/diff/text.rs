//! The findings as text for people.

use std::fmt::Write;

use errcat_catalog::{Palette, Visible};

use super::Report;
use super::change::{Affected, Impact};
use super::finding::{Finding, Place};
use crate::check::counted;

/// Returns a paragraph for each finding, the most severe first, and a line that counts them.
pub(super) fn write(report: &Report<'_>, is_quiet: bool) -> String {
    let mut text = String::new();
    for finding in report.findings {
        // Writing into a string never fails.
        let _ = write_finding(&mut text, finding);
    }
    let Palette { warning, message, reset, .. } = Palette::ANSI;
    for unused in &report.unused {
        let _ = writeln!(text, "{warning}warning{reset}{message}: {}{reset}\n", Visible(unused));
    }
    if !is_quiet {
        let _ = writeln!(text, "{}: {}", Visible(report.new.source.name()), summary(report));
    }
    text
}

fn write_finding(text: &mut String, finding: &Finding) -> std::fmt::Result {
    let Palette { error, warning, message, frame, reset } = Palette::ANSI;
    let color = match finding.impact {
        Impact::Breaking => error,
        Impact::Notable => warning,
        Impact::Fine => frame,
    };
    let (impact, id) = (finding.impact.name(), finding.change.id());
    let values = finding.values();
    let colon = if values.is_empty() { "" } else { ": " };
    let subject = format!("{}{colon}{values}", finding.subject.name());
    writeln!(text, "{color}{impact}[{id}]{reset}{message}: {}{reset}", Visible(subject))?;
    if let Some(Place { file, line, column, is_old: _ }) = &finding.subject.location {
        writeln!(text, "  {frame}-->{reset} {}:{line}:{column}", Visible(file))?;
    }
    let affects: Vec<&str> = finding.affects.iter().copied().map(Affected::name).collect();
    let affects = if affects.is_empty() { "nobody".to_owned() } else { affects.join(", ") };
    writeln!(text, "  {frame}affects{reset} {affects}: {}", finding.change.breaks())?;
    if !finding.moved.is_empty() {
        writeln!(text, "  {frame}entries{reset} {}", Visible(finding.moved.join(", ")))?;
    }
    writeln!(text, "  {frame}help{reset}    {}", finding.change.help())?;
    match &finding.approved {
        Some(reason) => writeln!(text, "  {frame}approved{reset} {}", Visible(reason))?,
        None if finding.impact == Impact::Breaking => {
            writeln!(text, "  {frame}fingerprint{reset} {}", finding.fingerprint())?;
        }
        None => {}
    }
    writeln!(text)
}

/// Returns the numbers of changes, and the version that they ask for.
pub(super) fn summary(report: &Report<'_>) -> String {
    let counts = Impact::ALL.into_iter().map(|impact| (report.count(impact), impact.name()));
    let mut parts: Vec<String> =
        counts.filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
    if report.approved() > 0 {
        parts.push(format!("{} approved", report.approved()));
    }
    if parts.is_empty() {
        return "no changes".to_owned();
    }
    let total = counted(report.findings.len(), "change", "changes");
    let bump = match report.bump() {
        Some(bump) => format!("; a release needs a new {bump} version"),
        None => String::new(),
    };
    format!("{total} ({}){bump}", parts.join(", "))
}
