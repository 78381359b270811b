//! Checks the names of a table's entries: that they are valid, unique and not reserved, and that replacements exist.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::fields::At;
use crate::findings::Findings;
use crate::name::{name_error, suggested_name};
use crate::near::{nearest, with_near};
use crate::read::{EntryDraft, TableDraft};
use crate::rule::Rule;

/// A name is an ASCII identifier that starts with an uppercase letter, is not a Rust keyword, and is not `ALL`. Returns
/// whether this one is.
pub(super) fn check_name(name: &At<&str>, findings: &mut Findings<'_>) -> bool {
    let Some(error) = name_error(name.value) else { return true };
    let message = format!("name `{}` {error}", name.value);
    let diagnostic = Diagnostic::new(Rule::InvalidName, name.span.clone(), message);
    findings.report(match suggested_name(name.value) {
        Some(suggestion) => diagnostic.help(format!("did you mean `{suggestion}`?")),
        None => diagnostic,
    });
    false
}

/// A name is used once in its table, including aliases and former names, and is not reserved.
pub(super) fn check_names(entries: &mut [EntryDraft], table: &TableDraft, findings: &mut Findings<'_>) {
    let reserved: HashMap<&str, &Range<usize>> =
        table.reserved.names.iter().map(|name| (name.value.as_str(), &name.span)).collect();
    let has_further = |draft: &EntryDraft| !draft.aliases.is_empty() || !draft.former.is_empty();
    if reserved.is_empty() && !entries.iter().any(has_further) {
        // The names of entries are keys of one table, which the parser has checked.
        return;
    }
    let mut first: HashMap<String, Range<usize>> = HashMap::new();
    for EntryDraft { entry, .. } in entries.iter() {
        check_reserved_name(&entry.name, &entry.span, &reserved, findings);
        first.insert(entry.name.clone(), entry.span.clone());
    }
    for draft in entries {
        let mut is_new = |name: &At<String>| {
            if !check_name(&At { value: name.value.as_str(), span: name.span.clone() }, findings) {
                return false;
            }
            if let Some(earlier) = first.get(&name.value) {
                let message = format!("name `{}` is used twice in table `{}`", name.value, table.model.name);
                findings.report(
                    Diagnostic::new(Rule::DuplicateName, name.span.clone(), message)
                        .label("used again here")
                        .related(earlier.clone(), "first used here"),
                );
                return false;
            }
            check_reserved_name(&name.value, &name.span, &reserved, findings);
            first.insert(name.value.clone(), name.span.clone());
            true
        };
        draft.aliases.retain(&mut is_new);
        draft.former.retain(&mut is_new);
    }
}

/// No entry has a name that its table reserves.
fn check_reserved_name(
    name: &str,
    span: &Range<usize>,
    reserved: &HashMap<&str, &Range<usize>>,
    findings: &mut Findings<'_>,
) {
    if let Some(&reserved) = reserved.get(name) {
        let message = format!("name `{name}` is reserved");
        findings.report(
            Diagnostic::new(Rule::ReservedName, span.clone(), message)
                .related(reserved.clone(), "reserved here"),
        );
    }
}

/// The replacement of a deprecated entry is another entry of its table that is not deprecated.
pub(super) fn check_replacements(entries: &mut [EntryDraft], table: &str, findings: &mut Findings<'_>) {
    if entries.iter().all(|draft| draft.replacement.is_none()) {
        return;
    }
    let names: Vec<(String, bool)> =
        entries.iter().map(|draft| (draft.entry.name.clone(), draft.entry.deprecated.is_none())).collect();
    let in_use: HashMap<&str, bool> = names.iter().map(|(name, in_use)| (name.as_str(), *in_use)).collect();
    for draft in entries {
        let Some(name) = draft.replacement.take() else { continue };
        let message = match in_use.get(name.value.as_str()) {
            Some(true) => continue,
            _ if name.value == draft.entry.name => {
                format!("`{}` is its own replacement", name.value)
            }
            Some(false) => format!("replacement `{}` is deprecated as well", name.value),
            None if findings.any_entry_lost() => continue,
            None => format!("unknown entry `{}` in table `{table}`", name.value),
        };
        let diagnostic = Diagnostic::new(Rule::DeprecatedUseUnknown, name.span, message);
        let candidates = names.iter().filter(|(_, in_use)| *in_use).map(|(name, _)| name.as_str());
        let is_known = in_use.contains_key(name.value.as_str());
        let near = if is_known { None } else { nearest(&name.value, candidates) };
        findings.report(with_near(diagnostic, near));
        if let Some(deprecated) = &mut draft.entry.deprecated {
            deprecated.replacement = None;
        }
    }
}

/// Returns the names of entries whose header the parser could not read or skipped: code that uses the enum names them.
pub(super) fn lost_names<'s>(entries: &[EntryDraft], table: &str, findings: &Findings<'s>) -> Vec<&'s str> {
    let mut lost: Vec<&str> = Vec::new();
    if !findings.any_recovered() {
        return lost;
    }
    let further = entries.iter().flat_map(|draft| draft.aliases.iter().chain(&draft.former));
    let mut known: HashSet<&str> = further.map(|name| name.value.as_str()).collect();
    known.extend(entries.iter().map(|draft| draft.entry.name.as_str()));
    for line in findings.text().lines() {
        let after =
            line.trim_start().strip_prefix('[').and_then(|rest| rest.trim_start().strip_prefix(table));
        let Some(rest) = after.and_then(|rest| rest.strip_prefix('.')) else { continue };
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let name = &rest[..end];
        if !name.is_empty() && name_error(name).is_none() && known.insert(name) {
            lost.push(name);
        }
    }
    lost
}
