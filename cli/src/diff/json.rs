//! Defines the output of `diff --format json`. The order of fields is the order of keys.

use serde::Serialize;

use super::change::{Affected, Impact};
use super::finding::{Finding, Place};

#[derive(Serialize)]
pub(super) struct JsonDiff<'a> {
    old: &'a str,
    new: &'a str,
    role: &'static str,
    breaking: usize,
    notable: usize,
    fine: usize,
    approved: usize,
    bump: Option<&'static str>,
    findings: Vec<JsonFinding<'a>>,
    unused_approvals: &'a [String],
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'static str,
    impact: &'static str,
    affects: Vec<&'static str>,
    table: Option<&'a str>,
    entry: Option<&'a str>,
    old: &'a str,
    new: &'a str,
    entries: &'a [String],
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    breaks: &'static str,
    help: &'static str,
    fingerprint: String,
    approved: Option<&'a str>,
}

pub(super) fn report<'a>(report: &'a super::Report<'_>) -> JsonDiff<'a> {
    JsonDiff {
        old: report.old.source.name(),
        new: report.new.source.name(),
        role: report.new.catalog.role.name(),
        breaking: report.count(Impact::Breaking),
        notable: report.count(Impact::Notable),
        fine: report.count(Impact::Fine),
        approved: report.approved(),
        bump: report.bump(),
        findings: report.findings.iter().map(json_finding).collect(),
        unused_approvals: &report.unused,
    }
}

fn json_finding(finding: &Finding) -> JsonFinding<'_> {
    let location: Option<&Place> = finding.subject.location.as_ref();
    JsonFinding {
        rule: finding.change.id(),
        impact: finding.impact.name(),
        affects: finding.affects.iter().copied().map(Affected::name).collect(),
        table: finding.subject.table.as_deref(),
        entry: finding.subject.part.as_deref(),
        old: &finding.old,
        new: &finding.new,
        entries: &finding.moved,
        file: location.map(|place| place.file.as_str()),
        line: location.map(|place| place.line),
        column: location.map(|place| place.column),
        breaks: finding.change.breaks(),
        help: finding.change.help(),
        fingerprint: finding.fingerprint(),
        approved: finding.approved.as_deref(),
    }
}
