//! Checks the entries that leave a service in place of others, and that of a response with several failures.

use std::collections::HashSet;

use errcat_types::{Exposure, Severity, UpperSnake};

use crate::diagnostic::Diagnostic;
use crate::fields::At;
use crate::findings::Findings;
use crate::model::{Defaults, Entry};
use crate::near::{nearest, with_near};
use crate::read::{EntryDraft, TableDraft};
use crate::rule::Rule;

/// The maximum length of the reason of a gRPC status (google/rpc/error_details.proto, ErrorInfo).
const MAX_REASON_LEN: usize = 63;

/// A mask is a public entry of its table. Those that are not are removed, as are the masks of public entries.
pub(super) fn check_masks(
    entries: &mut [EntryDraft],
    table: &mut TableDraft,
    domain: Option<&str>,
    findings: &mut Findings<'_>,
) {
    if domain.is_some() {
        entries.iter().for_each(|draft| check_reason(draft, findings));
    }
    let mut invalid: HashSet<String> = HashSet::new();
    let mentions = table.masks.iter().chain(entries.iter().flat_map(|draft| &draft.masks));
    for mask in mentions {
        if let Some(diagnostic) = mask_error(mask, entries, &table.model.name, findings) {
            findings.report(diagnostic);
        }
        if find(entries, &mask.value).is_none_or(|entry| !is_mask(entry)) {
            invalid.insert(mask.value.clone());
        }
    }
    let classes = table.model.classes.iter_mut().map(|class| &mut class.defaults);
    let forget = |mask: &mut Option<String>| {
        if mask.as_ref().is_some_and(|mask| invalid.contains(mask)) {
            *mask = None;
        }
    };
    forget(&mut table.model.mask);
    for Defaults { mask, .. } in classes.chain([&mut table.model.unknown]) {
        forget(mask);
    }
    for EntryDraft { entry, .. } in entries {
        forget(&mut entry.mask);
        if entry.exposure == Exposure::Public {
            entry.mask = None;
        }
    }
}

fn is_mask(entry: &Entry) -> bool {
    entry.exposure == Exposure::Public && entry.severity != Severity::Success
}

fn find<'e>(entries: &'e [EntryDraft], name: &str) -> Option<&'e Entry> {
    entries.iter().map(|draft| &draft.entry).find(|entry| entry.name == name)
}

fn mask_error(
    mask: &At<String>,
    entries: &[EntryDraft],
    table: &str,
    findings: &Findings<'_>,
) -> Option<Diagnostic> {
    match find(entries, &mask.value) {
        Some(entry) if is_mask(entry) => None,
        Some(entry) if entry.severity == Severity::Success => {
            let message = format!("mask `{}` is a success", mask.value);
            let help = "name an entry that is an error";
            Some(Diagnostic::new(Rule::InvalidMask, mask.span.clone(), message).help(help))
        }
        Some(_) => {
            let message = format!("mask `{}` is internal itself", mask.value);
            let help = format!("add exposure = \"public\" to `{}`, or name another entry", mask.value);
            Some(Diagnostic::new(Rule::InvalidMask, mask.span.clone(), message).help(help))
        }
        None => unknown_entry(Rule::InvalidMask, mask, entries, table, findings),
    }
}

/// Returns the diagnostic for the name of an entry that the table does not have.
fn unknown_entry(
    rule: Rule,
    name: &At<String>,
    entries: &[EntryDraft],
    table: &str,
    findings: &Findings<'_>,
) -> Option<Diagnostic> {
    if findings.any_entry_lost() {
        return None;
    }
    let message = format!("unknown entry `{}` in table `{table}`", name.value);
    let near = nearest(&name.value, entries.iter().map(|draft| draft.entry.name.as_str()));
    Some(with_near(Diagnostic::new(rule, name.span.clone(), message), near))
}

/// The `combined` of a table is one of its entries that is not a success.
pub(super) fn check_combined(entries: &[EntryDraft], table: &mut TableDraft, findings: &mut Findings<'_>) {
    let Some(combined) = table.combined.take() else { return };
    let diagnostic = match find(entries, &combined.value) {
        Some(entry) if entry.severity != Severity::Success => return,
        Some(_) => {
            let message = format!("`{}` is a success, and cannot be `combined`", combined.value);
            Some(Diagnostic::new(Rule::InvalidCombined, combined.span.clone(), message))
        }
        None => unknown_entry(Rule::InvalidCombined, &combined, entries, &table.model.name, findings),
    };
    if let Some(diagnostic) = diagnostic {
        findings.report(diagnostic);
    }
    table.model.combined = None;
}

/// With a domain, the name of an entry is the reason of a gRPC status, whose length is limited.
fn check_reason(draft: &EntryDraft, findings: &mut Findings<'_>) {
    let EntryDraft { entry, .. } = draft;
    let reason = UpperSnake(&entry.name).to_string();
    if reason.len() > MAX_REASON_LEN {
        let message = format!(
            "name `{}` has {} characters in upper snake case, but the maximum is {MAX_REASON_LEN}",
            entry.name,
            reason.len()
        );
        let help = "shorten the name, and keep the old one in `former`";
        findings.report(Diagnostic::new(Rule::InvalidDomain, entry.span.clone(), message).help(help));
    }
}
