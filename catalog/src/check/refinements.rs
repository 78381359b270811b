//! Checks the entries that refine other ones: that what they refine exists, and that no two of them are the same.

use std::collections::HashMap;
use std::collections::hash_map::Entry as MapEntry;
use std::ops::Range;

use toml::de::DeTable;

use crate::diagnostic::Diagnostic;
use crate::fields::At;
use crate::findings::Findings;
use crate::model::{Code, Entry};
use crate::near::{nearest, with_near};
use crate::read::{EntryDraft, Parent};
use crate::rule::Rule;

/// The entries of a table that refine none, by name.
pub(super) struct Others<'s> {
    pub(super) tables: HashMap<&'s str, &'s DeTable<'s>>,
    /// Their indices among the drafts.
    pub(super) indices: HashMap<String, usize>,
}

/// Returns the entry that a refinement names in `of`, which has a code of its own.
pub(super) fn find_refined<'s, 'd>(
    (name, table): &(At<&str>, &'s DeTable<'s>),
    others: &Others<'s>,
    drafts: &'d [EntryDraft],
    table_name: &str,
    findings: &mut Findings<'_>,
) -> Option<Parent<'s, 'd>> {
    let node = table.get("of")?;
    // Any other type is reported where the refinement is read.
    let of = node.get_ref().as_str()?;
    let draft = others.indices.get(of).and_then(|index| drafts.get(*index));
    if let (Some(draft), Some(&table)) = (draft, others.tables.get(of)) {
        return Some(Parent { draft, table });
    }
    if findings.any_entry_lost() || others.tables.contains_key(of) {
        // It is there, and something else is wrong with it.
        return None;
    }
    let diagnostic = if of == name.value {
        let message = format!("`{of}` refines itself");
        Diagnostic::new(Rule::InvalidRefinement, node.span(), message)
            .help("name the entry that has the code without a subcode")
    } else {
        let message = format!(
            "`{}` refines `{of}`, but table `{table_name}` has no entry `{of}` with a code of its own",
            name.value
        );
        let names = drafts.iter().map(|draft| draft.entry.name.as_str());
        let diagnostic = Diagnostic::new(Rule::InvalidRefinement, node.span(), message);
        with_near(diagnostic.help("name an entry that has a `code`"), nearest(of, names))
    };
    findings.report(diagnostic);
    None
}

/// A subcode is used once for the entry that it refines.
pub(super) fn check_subcodes(entries: &mut [EntryDraft], findings: &mut Findings<'_>) {
    let mut first: HashMap<(String, Code), (String, Range<usize>)> = HashMap::new();
    for EntryDraft { entry, code_span, .. } in entries {
        let (Some(refinement), Some(span)) = (&entry.refinement, code_span.clone()) else { continue };
        match first.entry((refinement.of.clone(), refinement.subcode.clone())) {
            MapEntry::Vacant(free) => {
                free.insert((entry.name.clone(), span));
            }
            MapEntry::Occupied(first) => {
                let (name, earlier) = first.get();
                let message = format!("subcode {} of `{}` is used twice", refinement.subcode, refinement.of);
                findings.report(
                    Diagnostic::new(Rule::DuplicateCode, span, message)
                        .label("used again here")
                        .related(earlier.clone(), format!("first used here, by `{name}`"))
                        .help("use a different subcode for each entry"),
                );
                // It gets a placeholder, like any entry whose code could not be read.
                entry.refinement = None;
                *code_span = None;
            }
        }
    }
}

/// Copies the code of each refined entry to its refinements: it may be a placeholder that was chosen late.
pub(super) fn copy_codes_of_refined(entries: &mut [Entry]) {
    if entries.iter().all(|entry| entry.refinement.is_none()) {
        return;
    }
    let own = entries.iter().filter(|entry| entry.refinement.is_none());
    let codes: HashMap<String, Code> = own.map(|entry| (entry.name.clone(), entry.code.clone())).collect();
    for entry in entries {
        let code = entry.refinement.as_ref().and_then(|refinement| codes.get(&refinement.of));
        if let Some(code) = code {
            entry.code = code.clone();
        }
    }
}
