//! Checks a source as a whole: parses it, reads its parts, and applies the rules between them.

mod code_spaces;
mod codes;
mod declared;
mod envelope;
mod masks;
mod names;
mod refinements;
mod sets;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use toml::de::DeTable;

pub use crate::check::code_spaces::check_together;

use crate::check::code_spaces::check_code_spaces;
use crate::check::codes::{add_successes, check_codes, fill_codes};
use crate::check::declared::check_declared;
use crate::check::envelope::check_sensitive_locations;
use crate::check::masks::{check_combined, check_masks};
use crate::check::names::{check_name, check_names, check_replacements, lost_names};
use crate::check::refinements::{Others, check_subcodes, copy_codes_of_refined, find_refined};
use crate::check::sets::{check_set_enums, resolve_sets};
use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What, as_table, in_file_order};
use crate::findings::Findings;
use crate::model::{Catalog, Model, Table};
use crate::name::{module_name, table_name_error};
use crate::read::{
    EntryDraft, Header, Parent, SETS, SetDraft, TableDraft, fill_urls, read_entry, read_header, read_sets,
    read_table,
};
use crate::rule::{Level, Rule};
use crate::source::Source;
use crate::syntax::parse;

/// The result of a check.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub struct Checked {
    /// The catalog. It is valid even if there are errors: a part that could not be read is replaced by a placeholder, so
    /// that the generated code has every name that the file has.
    pub catalog: Catalog,
    /// All errors and warnings, in order of position.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// Returns whether the catalog is valid: whether all diagnostics are warnings.
    pub fn is_valid(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.rule.level() == Level::Warning)
    }
}

/// Reads a catalog that must be valid.
///
/// # Errors
///
/// Returns all diagnostics, in order of position, if at least one of them is an error.
pub fn load(source: &Source) -> Result<Catalog, Vec<Diagnostic>> {
    let checked = check(source);
    if checked.is_valid() { Ok(checked.catalog) } else { Err(checked.diagnostics) }
}

/// Reads a catalog and reports everything that is wrong with it.
pub fn check(source: &Source) -> Checked {
    let mut findings = Findings::new(source);
    let mut without_unclosed = Vec::new();
    let mut root = parse(source, &mut without_unclosed, &mut findings);
    check_declared(&mut root, &mut findings);
    let header = read_header(&root, &mut findings);
    let tables = check_tables(&root, &header, &mut findings);
    let model = Model {
        schema: header.schema,
        name: header.name,
        title: header.title,
        role: header.role,
        domain: header.domain,
        url: header.url,
        locales: header.locales,
        remedies: header.remedies,
        attributes: header.attributes.into_attributes(),
        tables,
    };
    let diagnostics = match &source.unreadable {
        // All other diagnostics of such a text follow from this one.
        Some(unreadable) => {
            let message = unreadable.message.as_str();
            let diagnostic = Diagnostic::new(Rule::Unreadable, unreadable.span.clone(), message);
            vec![diagnostic.help(unreadable.help.as_str())]
        }
        None => findings.into_diagnostics(),
    };
    Checked { catalog: Catalog::new(model), diagnostics }
}

fn check_tables(root: &DeTable<'_>, header: &Header, findings: &mut Findings<'_>) -> Vec<Table> {
    let mut drafts = Vec::new();
    let mut top = Fields::new(root, What::Words("the catalog".into()), 0..0);
    let declarations = top.table("tables", findings);
    for (name, node) in declarations.iter().flat_map(|tables| tables.named(findings)).collect::<Vec<_>>() {
        let what = What::Named("table", name.value);
        let Some(table) = as_table(node, format_args!("{what}"), findings) else { continue };
        let fields = Fields::new(table, what, name.span.clone());
        let draft = read_table(&name, fields, header, findings);
        findings.allow(&[]);
        drafts.push(draft);
        if let Some(error) = table_name_error(name.value) {
            let message = format!("table name `{}` {error}", name.value);
            findings.report(Diagnostic::new(Rule::InvalidTableName, name.span, message));
        }
    }
    check_enum_names(&mut drafts, findings);
    let enum_spans: Vec<_> = drafts.iter().map(|draft| draft.enum_span.clone()).collect();
    check_former_names(&mut drafts, findings);
    let (mut tables, sets): (Vec<_>, Vec<_>) =
        drafts.into_iter().map(|draft| check_entries(root, draft, header, findings)).unzip();
    replace_invalid_table_names(&mut tables);
    check_module_names(&mut tables, &enum_spans, findings);
    check_set_enums(&mut tables, &enum_spans, &sets, findings);
    for diagnostic in check_code_spaces(&tables) {
        findings.report(diagnostic);
    }
    if let Some(pattern) = &header.url {
        for table in &mut tables {
            fill_urls(&mut table.entries, &table.name, pattern);
        }
    }
    tables
}

/// A former name of a table is neither the name of another table nor one of its former names.
fn check_former_names(drafts: &mut [TableDraft], findings: &mut Findings<'_>) {
    let mut taken: HashSet<String> = drafts.iter().map(|draft| draft.model.name.clone()).collect();
    for draft in drafts {
        let (table, span) = (draft.model.name.clone(), draft.name_span.clone());
        draft.model.former.retain(|name| {
            let is_free = taken.insert(name.clone());
            if !is_free {
                let message = format!("former name `{name}` of table `{table}` is used twice");
                let help = "remove it from `former` of one of the tables";
                findings.report(Diagnostic::new(Rule::DuplicateName, span.clone(), message).help(help));
            }
            is_free
        });
    }
}

/// Two tables whose entries have params have modules of different names. The second of two gets a placeholder.
fn check_module_names(tables: &mut [Table], enum_spans: &[Range<usize>], findings: &mut Findings<'_>) {
    let mut taken: HashSet<String> = tables.iter().map(|table| table.module_name.clone()).collect();
    let mut first: HashMap<String, Range<usize>> = HashMap::new();
    for (table, span) in tables.iter_mut().zip(enum_spans) {
        if table.entries.iter().all(|entry| entry.params.is_empty()) {
            continue;
        }
        let module = table.module_name.clone();
        let Some(earlier) = first.get(&module) else {
            first.insert(module, span.clone());
            continue;
        };
        let message = format!("module name `{module}` is used twice");
        findings.report(
            Diagnostic::new(Rule::DuplicateName, span.clone(), message)
                .label(format!("used again by enum `{}`", table.enum_name))
                .related(earlier.clone(), "first used by this enum")
                .help("give one of the tables a different `enum`"),
        );
        table.module_name = free_name(&module, &mut taken);
    }
}

/// Adds a number to a name so that it is free, and marks it as taken.
fn free_name(name: &str, taken: &mut HashSet<String>) -> String {
    // Few of the taken names end with a number as large as their count.
    let free = (taken.len()..).map(|number| format!("{name}{number}")).find(|free| !taken.contains(free));
    let free = free.unwrap_or_default();
    taken.insert(free.clone());
    free
}

/// Gives a free name to each table whose name is invalid.
fn replace_invalid_table_names(tables: &mut [Table]) {
    let taken: HashSet<String> = tables.iter().map(|table| table.name.clone()).collect();
    let mut free = (1..).map(|number: u64| format!("table_{number}")).filter(|name| !taken.contains(name));
    for table in tables.iter_mut().filter(|table| table_name_error(&table.name).is_some()) {
        if let Some(name) = free.next() {
            table.name = name;
        }
    }
}

/// An enum name is used once in the catalog. The second of two gets a placeholder, so that its table is read as well.
fn check_enum_names(drafts: &mut [TableDraft], findings: &mut Findings<'_>) {
    let mut taken: HashSet<String> = drafts.iter().map(|draft| draft.model.enum_name.clone()).collect();
    let mut first: HashMap<String, Range<usize>> = HashMap::new();
    for draft in drafts {
        let name = draft.model.enum_name.clone();
        let Some(earlier) = first.get(&name) else {
            first.insert(name, draft.enum_span.clone());
            continue;
        };
        let message = format!("enum name `{name}` is used twice");
        findings.report(
            Diagnostic::new(Rule::DuplicateName, draft.enum_span.clone(), message)
                .label("used again here")
                .related(earlier.clone(), "first used here")
                .help("give one of the tables a different `enum`"),
        );
        draft.model.enum_name = free_name(&name, &mut taken);
        draft.model.module_name = module_name(&draft.model.enum_name);
    }
}

fn check_entries(
    root: &DeTable<'_>,
    mut draft: TableDraft,
    header: &Header,
    findings: &mut Findings<'_>,
) -> (Table, Vec<SetDraft>) {
    findings.allow(&draft.model.allow);
    findings.begin_table();
    let table = &draft.model.name;
    let reads_entries = table != "catalog" && table != "tables";
    let node = root.get(table.as_str()).filter(|node| reads_entries && !findings.is_recovered(&node.span()));
    let fields = node.and_then(|node| as_table(node, format_args!("table `{table}`"), findings));
    let mut entries = read_entries(fields, &draft, header, findings);
    let is_empty = fields.is_none_or(|table| table.keys().all(|name| name.get_ref() == SETS));
    if reads_entries && is_empty && !findings.any_recovered() {
        let message = format!("table `{table}` has no entries");
        let help = format!("add an entry, such as [{table}.NotFound], or remove [tables.{table}]");
        findings
            .report(Diagnostic::new(Rule::TableWithoutEntries, draft.name_span.clone(), message).help(help));
    }
    check_names(&mut entries, &draft, findings);
    check_subcodes(&mut entries, findings);
    check_codes(&mut entries, &draft, findings);
    check_replacements(&mut entries, &draft.model.name, findings);
    check_masks(&mut entries, &mut draft, header.domain.as_deref(), findings);
    check_combined(&entries, &mut draft, findings);
    let sets = fields.and_then(|table| {
        let mut fields = Fields::new(table, What::Named("table", &draft.model.name), draft.name_span.clone());
        fields.table(SETS, findings).map(|sets| read_sets(&sets, findings))
    });
    let sets = sets.unwrap_or_default();
    let lost = lost_names(&entries, &draft.model.name, findings);
    let TableDraft { mut model, some_classes_lost, .. } = draft;
    model.entries = fill_codes(entries, &lost, model.code_type, header);
    copy_codes_of_refined(&mut model.entries);
    add_successes(&mut model);
    resolve_sets(&sets, &mut model, some_classes_lost, findings);
    check_sensitive_locations(root, &model, findings);
    findings.allow(&[]);
    (model, sets)
}

/// Reads the entries of a table, in file order. Those that refine another one are read after the others.
fn read_entries(
    table: Option<&DeTable<'_>>,
    draft: &TableDraft,
    header: &Header,
    findings: &mut Findings<'_>,
) -> Vec<EntryDraft> {
    let mut tables = Vec::new();
    for (name, node) in table.map_or_else(Vec::new, in_file_order) {
        if name.value == SETS {
            continue;
        }
        if !findings.is_recovered(&name.span) {
            match as_table(node, format_args!("entry `{}`", name.value), findings) {
                Some(table) => tables.push((name, table)),
                None => findings.lose_entry(),
            }
        }
    }
    let (refinements, others): (Vec<_>, Vec<_>) =
        tables.into_iter().partition(|(_, table)| table.contains_key("of"));
    let mut entries: Vec<EntryDraft> = Vec::with_capacity(refinements.len() + others.len());
    let read = |(name, table): &(At<&str>, &'_ DeTable<'_>),
                parent: Option<Parent<'_, '_>>,
                findings: &mut Findings<'_>| {
        let fields = Fields::new(table, What::Named("entry", name.value), name.span.clone());
        let entry = read_entry(name, fields, parent, draft, header, findings);
        let has_name = check_name(name, findings);
        if !has_name {
            findings.lose_entry();
        }
        has_name.then_some(entry)
    };
    for other in &others {
        entries.extend(read(other, None, findings));
    }
    let parents = entries.len();
    let indices = entries.iter().map(|draft| draft.entry.name.clone()).zip(0..);
    let others = Others {
        indices: if refinements.is_empty() { HashMap::new() } else { indices.collect() },
        tables: others.iter().map(|(name, table)| (name.value, *table)).collect(),
    };
    for refinement in &refinements {
        let drafts = &entries[..parents];
        let parent = find_refined(refinement, &others, drafts, &draft.model.name, findings);
        let entry = read(refinement, parent, findings);
        entries.extend(entry);
    }
    if !refinements.is_empty() {
        entries.sort_by_key(|draft| draft.entry.span.start);
    }
    entries
}
