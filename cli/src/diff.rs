//! Runs `diff`: reads two versions of a catalog, finds what changed, and reports whom that affects.

mod approvals;
mod change;
mod compare;
mod finding;
mod git;
mod pair;
mod release;

mod changelog;
mod github;
mod json;
mod markdown;
mod text;

use errcat_catalog::Source;

use crate::arguments::{DiffFormat, DiffLevel, DiffOptions};
use crate::diff::approvals::Approvals;
use crate::diff::change::{Affected, Impact};
use crate::diff::compare::{Comparison, Side};
use crate::diff::finding::Finding;
use crate::output::{Exit, Output};
use crate::{check, find};

/// What is reported: the findings, and what follows from them.
struct Report<'a> {
    old: &'a Side,
    new: &'a Side,
    findings: &'a [Finding],
    /// The approvals that no finding needs.
    unused: Vec<String>,
}

impl Report<'_> {
    /// Returns the number of findings with an impact that are not approved.
    fn count(&self, impact: Impact) -> usize {
        let counts = |finding: &&Finding| finding.impact == impact && finding.approved.is_none();
        self.findings.iter().filter(counts).count()
    }

    fn approved(&self) -> usize {
        self.findings.iter().filter(|finding| finding.approved.is_some()).count()
    }

    /// Returns the part of a semantic version that a release of the change increments: `major`, `minor`, `patch`, or none.
    fn bump(&self) -> Option<&'static str> {
        Impact::ALL.into_iter().find(|impact| self.count(*impact) > 0).map(Impact::bump)
    }
}

pub(crate) fn run(options: &DiffOptions) -> Result<Output, Output> {
    let (old, new) = sources(options)?;
    let mut approvals = Approvals::read(options.allow.as_deref(), new.name())?;
    let (old, new) = (side(old)?, side(new)?);
    let release = options.release.clone().unwrap_or_else(release::today);
    let mut findings = Comparison::findings(&old, &new, &release);
    approvals.apply(&mut findings);
    if let Some(level) = options.level {
        findings.retain(|finding| finding.affects.contains(&affected(level)));
    }
    let is_breaking = findings.iter().any(Finding::is_unapproved_break);
    let exit = if is_breaking { Exit::Problems } else { Exit::Success };
    if options.changelog {
        return Ok(Output::Data(exit, changelog::write(&findings)));
    }
    if options.quiet {
        findings.retain(Finding::is_unapproved_break);
    }
    let report = Report { old: &old, new: &new, findings: &findings, unused: approvals.unused() };
    match options.format {
        DiffFormat::Text => Ok(Output::Text(exit, text::write(&report, options.quiet))),
        DiffFormat::Json => Output::json(exit, &json::report(&report)),
        DiffFormat::Markdown => Ok(Output::Data(exit, markdown::write(&report))),
        DiffFormat::Github => Ok(Output::Data(exit, github::annotations(&report))),
    }
}

/// Returns the old and the new catalog.
fn sources(options: &DiffOptions) -> Result<(Source, Source), Output> {
    match (options.files.as_slice(), &options.git) {
        ([old, new], None) => Ok((find::source(Some(old))?, find::source(Some(new))?)),
        ([_, _], Some(_)) => Err(Output::failure("with --git, give only the new catalog")),
        ([file], None) => Err(Output::failure(format!(
            "to compare `{}` with another file, give both; with a revision, add --git REV",
            file.display()
        ))),
        (files, revision) => {
            let path = find::path(files.first().map(AsRef::as_ref))?;
            let old = git::source(&path, revision.as_deref())?;
            Ok((old, find::source(Some(&path))?))
        }
    }
}

/// Checks a catalog. One with errors cannot be compared.
fn side(source: Source) -> Result<Side, Output> {
    let checked = errcat_catalog::check(&source);
    if checked.is_valid() {
        Ok(Side { source, catalog: checked.catalog })
    } else {
        Err(Output::Error(Exit::Failure, check::text(&source, &checked, false)))
    }
}

fn affected(level: DiffLevel) -> Affected {
    match level {
        DiffLevel::Source => Affected::Source,
        DiffLevel::Wire => Affected::Wire,
        DiffLevel::Retry => Affected::Retry,
    }
}
