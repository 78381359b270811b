//! Checks the sets of a table: that their entries exist, and that their enums have names of their own.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use crate::check::free_name;
use crate::diagnostic::Diagnostic;
use crate::fields::At;
use crate::findings::Findings;
use crate::model::{Set, Table};
use crate::name::module_name;
use crate::near::{nearest, with_near};
use crate::read::SetDraft;
use crate::rule::Rule;

/// What precedes the name of a class among the entries of a set.
const CLASS: &str = "class:";

/// A set lists entries of its table, or classes, each once. One without any gets the first entry of the table.
pub(super) fn resolve_sets(
    drafts: &[SetDraft],
    table: &mut Table,
    some_classes_lost: bool,
    findings: &mut Findings<'_>,
) {
    let index_of: HashMap<String, usize> =
        table.entries.iter().map(|entry| entry.name.clone()).zip(0..).collect();
    for draft in drafts {
        let mut entries = BTreeSet::new();
        let mut listed: HashMap<&str, &Range<usize>> = HashMap::new();
        for member in &draft.members {
            if let Some(&first) = listed.get(member.value.as_str()) {
                let message = format!("`{}` is used twice in set `{}`", member.value, draft.name);
                findings.report(
                    Diagnostic::new(Rule::InvalidSet, member.span.clone(), message)
                        .label("used again here")
                        .related(first.clone(), "first used here")
                        .help("remove one of them"),
                );
                continue;
            }
            listed.insert(&member.value, &member.span);
            let class = member.value.strip_prefix(CLASS);
            let found: Vec<usize> = match class {
                Some(class) => class_entries(table, class).collect(),
                None => index_of.get(&member.value).copied().into_iter().collect(),
            };
            if found.is_empty() && !findings.any_entry_lost() && !(class.is_some() && some_classes_lost) {
                findings.report(unknown_member(member, class, &draft.name, table));
            }
            entries.extend(found);
        }
        if draft.members.is_empty() && !findings.any_recovered() {
            let message = format!("set `{}` is empty", draft.name);
            findings.report(Diagnostic::new(Rule::InvalidSet, draft.name_span.clone(), message));
        }
        if entries.is_empty() && !table.entries.is_empty() {
            entries.insert(0);
        }
        // What leaves in place of its internal entries, and of whatever else fails, leaves of the operation as well.
        let masks = entries.iter().filter_map(|index| table.entries[*index].mask.as_ref());
        let masks = masks.chain(&table.unknown.mask).chain(&table.mask);
        let masks: Vec<usize> = masks.filter_map(|mask| index_of.get(mask).copied()).collect();
        entries.extend(masks);
        table.sets.push(Set {
            name: draft.name.clone(),
            enum_name: draft.enum_name.clone(),
            module_name: module_name(&draft.enum_name),
            doc: draft.doc.clone(),
            entries: entries.into_iter().collect(),
        });
    }
}

fn class_entries(table: &Table, class: &str) -> impl Iterator<Item = usize> {
    let is_of_class = move |entry: &&crate::model::Entry| entry.class.as_deref() == Some(class);
    table.entries.iter().zip(0..).filter(move |(entry, _)| is_of_class(entry)).map(|(_, index)| index)
}

fn unknown_member(member: &At<String>, class: Option<&str>, set: &str, table: &Table) -> Diagnostic {
    let diagnostic = |message: String| Diagnostic::new(Rule::InvalidSet, member.span.clone(), message);
    match class {
        Some(class) if table.classes.iter().any(|known| known.name == class) => {
            diagnostic(format!("class `{class}` in set `{set}` has no entries"))
                .help("remove it, or add entries to the class")
        }
        Some(class) => {
            let near = nearest(class, table.classes.iter().map(|known| known.name.as_str()));
            let message = format!("unknown class `{class}` in set `{set}`");
            with_near(diagnostic(message), near.map(|near| format!("{CLASS}{near}")).as_deref())
        }
        None => {
            let message = format!("unknown entry `{}` in set `{set}`", member.value);
            let near = nearest(&member.value, table.entries.iter().map(|entry| entry.name.as_str()));
            with_near(diagnostic(message), near)
        }
    }
}

/// The name of a set's enum is used once in the catalog, and so is that of its module. The second of two gets a placeholder.
pub(super) fn check_set_enums(
    tables: &mut [Table],
    enum_spans: &[Range<usize>],
    drafts: &[Vec<SetDraft>],
    findings: &mut Findings<'_>,
) {
    let mut first: HashMap<String, Range<usize>> =
        tables.iter().map(|table| module_name(&table.enum_name)).zip(enum_spans.iter().cloned()).collect();
    let mut taken: HashSet<String> = HashSet::new();
    for table in tables.iter() {
        taken.extend([table.enum_name.clone(), table.module_name.clone()]);
        let sets = table.sets.iter().flat_map(|set| [set.enum_name.clone(), set.module_name.clone()]);
        taken.extend(sets);
    }
    for (table, drafts) in tables.iter_mut().zip(drafts) {
        for (set, draft) in table.sets.iter_mut().zip(drafts) {
            // Names that differ have different modules, except for underscores and cases.
            let Some(earlier) = first.get(&set.module_name) else {
                first.insert(set.module_name.clone(), draft.enum_span.clone());
                continue;
            };
            let message = format!("enum name `{}` is used twice", set.enum_name);
            findings.report(
                Diagnostic::new(Rule::DuplicateName, draft.enum_span.clone(), message)
                    .label("used again here")
                    .related(earlier.clone(), "first used here")
                    .help(format!("write {} = {{ enum = \"...\", entries = [...] }}", set.name)),
            );
            set.enum_name = free_name(&set.enum_name, &mut taken);
            set.module_name = free_name(&set.module_name, &mut taken);
        }
    }
}
