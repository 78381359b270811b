//! Reads the approvals of breaking changes, and finds those that no finding needs.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use crate::diff::finding::Finding;
use crate::find;
use crate::output::Output;

/// The approvals of a file.
pub(super) struct Approvals {
    approvals: Vec<Approval>,
}

struct Approval {
    fingerprint: String,
    reason: String,
    /// Where it is, as `file:line`.
    place: String,
    is_used: bool,
}

impl Approvals {
    /// Reads the file that the user names, or the one beside the catalog, which may be absent.
    pub(super) fn read(file: Option<&Path>, catalog: &str) -> Result<Approvals, Output> {
        let path = file.map_or_else(|| beside(Path::new(catalog)), Path::to_owned);
        let name = path.display().to_string();
        let bytes = match find::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if file.is_none() && error.kind() == ErrorKind::NotFound => {
                return Ok(Approvals { approvals: Vec::new() });
            }
            Err(error) => return Err(Output::failure(format!("cannot read `{name}`: {error}"))),
        };
        let text =
            String::from_utf8(bytes).map_err(|_| Output::failure(format!("`{name}` is not valid UTF-8")))?;
        let approvals = parse(&text, &name).map_err(Output::failure)?;
        Ok(Approvals { approvals })
    }

    /// Marks the findings that are approved.
    pub(super) fn apply(&mut self, findings: &mut [Finding]) {
        let mut known: HashMap<String, &mut Approval> =
            self.approvals.iter_mut().map(|approval| (approval.fingerprint.clone(), approval)).collect();
        for finding in findings.iter_mut() {
            if let Some(approval) = known.get_mut(&finding.fingerprint()) {
                approval.is_used = true;
                finding.approved = Some(approval.reason.clone());
            }
        }
    }

    /// Returns a warning for each approval that no finding needs.
    pub(super) fn unused(&self) -> Vec<String> {
        let unused = self.approvals.iter().filter(|approval| !approval.is_used);
        unused
            .map(|Approval { fingerprint, place, .. }| {
                format!("{place}: no change has the fingerprint {fingerprint}: remove the approval")
            })
            .collect()
    }
}

/// Returns the path of the approvals of a catalog: `codes.allow.toml` for `codes.toml`.
fn beside(catalog: &Path) -> PathBuf {
    catalog.with_extension("allow.toml")
}

/// Parses `[[allow]]` tables, each with a fingerprint and a reason.
fn parse(text: &str, name: &str) -> Result<Vec<Approval>, String> {
    let place = |offset: usize| {
        let before = text.get(..offset).unwrap_or(text);
        format!("{name}:{}", before.matches('\n').count() + 1)
    };
    let root = DeTable::parse(text).map_err(|error| {
        format!("{}: {}", place(error.span().map_or(0, |span| span.start)), error.message())
    })?;
    let mut approvals: Vec<Approval> = Vec::new();
    for (key, value) in root.get_ref() {
        let tables = match value.get_ref() {
            DeValue::Array(tables) if key.get_ref() == "allow" => tables,
            _ => return Err(format!("{}: expected only [[allow]] tables", place(key.span().start))),
        };
        for table in tables {
            let place = place(table.span().start);
            let Some(keys) = table.get_ref().as_table() else {
                return Err(format!("{place}: expected [[allow]] with `fingerprint` and `reason`"));
            };
            let text = |key: &str| {
                keys.get(key).and_then(|value| value.get_ref().as_str()).unwrap_or_default().trim()
            };
            if let Some((unknown, _)) =
                keys.iter().find(|(key, _)| !["fingerprint", "reason"].contains(&&**key.get_ref()))
            {
                return Err(format!("{place}: unknown key `{}`", unknown.get_ref()));
            }
            let (fingerprint, reason) = (text("fingerprint").to_owned(), text("reason").to_owned());
            if fingerprint.is_empty() {
                return Err(format!("{place}: an approval without `fingerprint`: copy it from the finding"));
            }
            if reason.is_empty() {
                return Err(format!("{place}: an approval without `reason`: write why nobody is harmed"));
            }
            if approvals.iter().any(|other| other.fingerprint == fingerprint) {
                return Err(format!("{place}: {fingerprint} is approved twice"));
            }
            approvals.push(Approval { fingerprint, reason, place, is_used: false });
        }
    }
    Ok(approvals)
}
