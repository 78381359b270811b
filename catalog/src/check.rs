//! The whole way: a source in, a catalog and its diagnostics out.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use toml::de::DeTable;

use crate::category::Category;
use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, as_table, in_file_order};
use crate::findings::Findings;
use crate::model::{Catalog, Code, CodeType, Entry, Model, Table};
use crate::name::{fault_of_name, fault_of_table_name, suggested_name, words};
use crate::near::nearest;
use crate::read::{EntryDraft, Header, TableDraft, read_entry, read_header, read_table};
use crate::rule::{Level, Rule};
use crate::source::Source;
use crate::syntax::parse;

/// What a check gives.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub struct Checked {
    /// What could be read. Where there are faults, it is a valid catalog all the same: a part that could not be read
    /// is stood in for, so that what is generated from it has every name that the file has.
    pub catalog: Catalog,
    /// Everything that is wrong, in order of position.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// Whether the catalog is valid: whether it has matters of style at most.
    pub fn is_valid(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.rule.level() == Level::Style)
    }
}

/// Reads a catalog that has to be valid.
///
/// # Errors
///
/// All diagnostics, in order of position, when there is a fault among them.
pub fn load(source: &Source) -> Result<Catalog, Vec<Diagnostic>> {
    let checked = check(source);
    if checked.is_valid() { Ok(checked.catalog) } else { Err(checked.diagnostics) }
}

/// Reads a catalog and says everything that is wrong with it.
pub fn check(source: &Source) -> Checked {
    let mut findings = Findings::new(source);
    let root = parse(source, &mut findings);
    let header = read_header(&root, &mut findings);
    let tables = check_tables(&root, &header, &mut findings);
    let model = Model {
        schema: header.schema,
        name: header.name,
        title: header.title,
        locales: header.locales,
        remedies: header.remedies,
        tables,
    };
    let diagnostics = match &source.unreadable {
        // Whatever else is found in such a text follows from it.
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
    let mut top = Fields::new(root, "the catalog", 0..0);
    let declarations = top.table("tables", findings);
    for (name, node) in declarations.iter().flat_map(|tables| tables.named(findings)).collect::<Vec<_>>() {
        let what = format!("table `{}`", name.value);
        let Some(table) = as_table(node, &what, findings) else { continue };
        let fields = Fields::new(table, what, name.span.clone());
        let draft = read_table(&name, fields, header, findings);
        drafts.push(draft);
        if let Some(fault) = fault_of_table_name(name.value) {
            let message = format!("the table's name `{}` {fault}", name.value);
            findings.report(Diagnostic::new(Rule::InvalidTableName, name.span, message));
        }
    }
    check_declared(root, &mut drafts, declarations.as_ref(), findings);
    check_enum_names(&mut drafts, findings);
    let mut tables =
        drafts.into_iter().map(|draft| check_entries(root, draft, header, findings)).collect::<Vec<_>>();
    settle_table_names(&mut tables);
    tables
}

/// Gives a table whose name cannot be one a name that is free.
fn settle_table_names(tables: &mut [Table]) {
    let taken: HashSet<String> = tables.iter().map(|table| table.name.clone()).collect();
    let mut free = (1..).map(|number: u64| format!("table_{number}")).filter(|name| !taken.contains(name));
    for table in tables.iter_mut().filter(|table| fault_of_table_name(&table.name).is_some()) {
        if let Some(name) = free.next() {
            table.name = name;
        }
    }
}

/// Every table of entries is declared under `[tables]`.
fn check_declared(
    root: &DeTable<'_>,
    drafts: &mut [TableDraft],
    declarations: Option<&Fields<'_>>,
    findings: &mut Findings<'_>,
) {
    let declared = declarations.map_or_else(Vec::new, |tables| tables.named(findings));
    let declared: HashSet<&str> = declared.into_iter().map(|(table, _)| table.value).collect();
    for (name, node) in in_file_order(root) {
        if declared.contains(name.value)
            || name.value == "catalog"
            || name.value == "tables"
            || findings.any_recovered()
        {
            continue;
        }
        let near = nearest(
            name.value,
            drafts.iter().map(|draft| draft.model.name.as_str()).chain(["catalog", "tables"]),
        );
        let diagnostic = if node.get_ref().is_table() {
            let message = format!("the table `{}` is not declared", name.value);
            let help = format!("declare it with [tables.{}] and its `code`", name.value);
            Diagnostic::new(Rule::UndeclaredTable, name.span, message).help(help)
        } else {
            let message = format!("the catalog has no key `{}`", name.value);
            let help = "remove it, or move it below the header that it belongs to";
            Diagnostic::new(Rule::UnknownKey, name.span, message).help(help)
        };
        findings.report(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        });
    }
}

/// An enum's name stands once in the catalog. Of two, the second goes on under another, so that it is read too.
fn check_enum_names(drafts: &mut [TableDraft], findings: &mut Findings<'_>) {
    let mut taken: HashSet<String> = drafts.iter().map(|draft| draft.model.enum_name.clone()).collect();
    let mut first: HashMap<String, Range<usize>> = HashMap::new();
    for draft in drafts {
        let name = draft.model.enum_name.clone();
        let Some(earlier) = first.get(&name) else {
            first.insert(name, draft.enum_span.clone());
            continue;
        };
        let message = format!("two tables have the enum `{name}`");
        findings.report(
            Diagnostic::new(Rule::DuplicateName, draft.enum_span.clone(), message)
                .label("again here")
                .related(earlier.clone(), "first here")
                .help("give one of them another `enum`"),
        );
        // The number of names that are taken is a number that few of them end with.
        let free = (taken.len()..).map(|number| format!("{name}{number}")).find(|free| !taken.contains(free));
        if let Some(free) = free {
            taken.insert(free.clone());
            draft.model.enum_name = free;
        }
    }
}

fn check_entries(
    root: &DeTable<'_>,
    draft: TableDraft,
    header: &Header,
    findings: &mut Findings<'_>,
) -> Table {
    let mut entries = Vec::new();
    let table = &draft.model.name;
    let reads_entries = table != "catalog" && table != "tables";
    let node = root.get(table.as_str()).filter(|node| reads_entries && !findings.is_recovered(&node.span()));
    let fields = node.and_then(|node| as_table(node, &format!("table `{table}`"), findings));
    for (name, node) in fields.map_or_else(Vec::new, in_file_order) {
        if findings.is_recovered(&name.span) {
            continue;
        }
        let what = format!("entry `{}`", name.value);
        let Some(table) = as_table(node, &what, findings) else { continue };
        let entry_fields = Fields::new(table, what, name.span.clone());
        let entry = read_entry(&name, entry_fields, &draft, header, findings);
        if is_named_well(&name, findings) {
            entries.push(entry);
        }
    }
    if reads_entries && fields.is_none_or(DeTable::is_empty) && !findings.any_recovered() {
        let message = format!("the table `{table}` has no entry");
        let help = format!("add one, such as [{table}.NotFound], or remove the declaration");
        findings
            .report(Diagnostic::new(Rule::TableWithoutEntries, draft.name_span.clone(), message).help(help));
    }
    check_names(&entries, &draft, findings);
    check_codes(&mut entries, &draft, findings);
    let lost = lost_names(&entries, &draft.model.name, findings);
    let TableDraft { mut model, .. } = draft;
    model.entries = settle_codes(entries, &lost, model.code_type, header.locales.len());
    model
}

/// The names of entries whose header the parser could not read or passed over: users of the enum still name them.
fn lost_names<'s>(entries: &[EntryDraft], table: &str, findings: &Findings<'s>) -> Vec<&'s str> {
    let mut lost: Vec<&str> = Vec::new();
    if !findings.any_recovered() {
        return lost;
    }
    let mut known: HashSet<&str> = entries.iter().map(|draft| draft.entry.name.as_str()).collect();
    for line in findings.text().lines() {
        let after =
            line.trim_start().strip_prefix('[').and_then(|rest| rest.trim_start().strip_prefix(table));
        let Some(rest) = after.and_then(|rest| rest.strip_prefix('.')) else { continue };
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let name = &rest[..end];
        if !name.is_empty() && fault_of_name(name).is_none() && known.insert(name) {
            lost.push(name);
        }
    }
    lost
}

/// A name is an identifier in ASCII that starts with an upper-case letter, no Rust keyword, and not `ALL`.
fn is_named_well(name: &At<&str>, findings: &mut Findings<'_>) -> bool {
    let Some(fault) = fault_of_name(name.value) else { return true };
    let message = format!("the name `{}` {fault}", name.value);
    let diagnostic = Diagnostic::new(Rule::InvalidName, name.span.clone(), message);
    findings.report(match suggested_name(name.value) {
        Some(suggestion) => diagnostic.help(format!("write it as `{suggestion}`")),
        None => diagnostic,
    });
    false
}

/// No entry has a name that its table reserves.
fn check_names(entries: &[EntryDraft], table: &TableDraft, findings: &mut Findings<'_>) {
    let reserved = places(&table.reserved.names);
    for EntryDraft { entry, name_span, .. } in entries {
        if let Some(&reserved) = reserved.get(&entry.name) {
            let message = format!("the name `{}` is reserved", entry.name);
            findings.report(
                Diagnostic::new(Rule::ReservedName, name_span.clone(), message)
                    .related(reserved.clone(), "reserved here"),
            );
        }
    }
}

/// A code stands once in its table, and is neither a success nor reserved.
fn check_codes(entries: &mut [EntryDraft], table: &TableDraft, findings: &mut Findings<'_>) {
    let mut first: HashMap<String, (String, Range<usize>)> = HashMap::new();
    let success = places(&table.success);
    let reserved = ReservedCodes::of(table);
    for draft in entries {
        let Some(span) = draft.code_span.clone() else { continue };
        let code = &draft.entry.code;
        if let Some((name, earlier)) = first.get(&code.to_string()) {
            let message = format!("the code {code} stands twice in table `{}`", table.model.name);
            findings.report(
                Diagnostic::new(Rule::DuplicateCode, span, message)
                    .label("again here")
                    .related(earlier.clone(), format!("first here, for `{name}`")),
            );
            draft.code_span = None;
            continue;
        }
        if let Some(&success) = success.get(&code.to_string()) {
            let message = format!("the code {code} means success in table `{}`", table.model.name);
            findings.report(
                Diagnostic::new(Rule::SuccessCodeUsed, span.clone(), message)
                    .related(success.clone(), "listed as a success here"),
            );
        }
        if let Some(reserved) = reserved.place(code) {
            let message = format!("the code {code} is reserved");
            findings.report(
                Diagnostic::new(Rule::ReservedCode, span.clone(), message)
                    .related(reserved.clone(), "reserved here"),
            );
        }
        first.insert(code.to_string(), (draft.entry.name.clone(), span));
    }
}

/// The places of values, by how they are written on the wire.
fn places<T: ToString>(values: &[At<T>]) -> HashMap<String, &Range<usize>> {
    values.iter().map(|at| (at.value.to_string(), &at.span)).collect()
}

/// The codes that a table reserves.
struct ReservedCodes<'t> {
    single: HashMap<String, &'t Range<usize>>,
    /// By where a range starts: of all ranges up to there, the end of the one that goes farthest, and its place.
    farthest: BTreeMap<i64, (i64, &'t Range<usize>)>,
}

impl<'t> ReservedCodes<'t> {
    fn of(table: &'t TableDraft) -> ReservedCodes<'t> {
        let mut ranges: Vec<_> =
            table.reserved.ranges.iter().map(|range| (range.value, &range.span)).collect();
        ranges.sort_by_key(|&((from, _), _)| from);
        let mut farthest: BTreeMap<i64, (i64, &Range<usize>)> = BTreeMap::new();
        for ((from, to), span) in ranges {
            let before = farthest.last_key_value().map(|(_, &before)| before);
            farthest.insert(from, before.filter(|&(end, _)| end >= to).unwrap_or((to, span)));
        }
        ReservedCodes { single: places(&table.reserved.codes), farthest }
    }

    fn place(&self, code: &Code) -> Option<&'t Range<usize>> {
        let single = self.single.get(&code.to_string()).copied();
        let Code::Integer { value, .. } = code else { return single };
        let range = self.farthest.range(..=value).next_back();
        single.or_else(|| range.filter(|(_, (to, _))| to >= value).map(|(_, &(_, span))| span))
    }
}

/// Gives an entry whose code could not be read one that is free, and a table without entries one entry, so that a
/// catalog with faults expands like any other.
fn settle_codes(drafts: Vec<EntryDraft>, lost: &[&str], code_type: CodeType, locales: usize) -> Vec<Entry> {
    let readable = drafts.iter().filter(|draft| draft.code_span.is_some());
    let taken: HashSet<String> = readable.map(|draft| draft.entry.code.to_string()).collect();
    let mut free = stand_in_codes(code_type).filter(|code| !taken.contains(&code.to_string()));
    let mut entries = Vec::with_capacity(drafts.len());
    for EntryDraft { mut entry, code_span, .. } in drafts {
        if code_span.is_none() {
            let Some(code) = free.next() else { continue };
            entry.code = code;
        }
        entries.push(entry);
    }
    let none = entries.is_empty() && lost.is_empty();
    let stand_ins = lost.iter().copied().chain(none.then_some("NoEntry"));
    entries.extend(stand_ins.zip(free).map(|(name, code)| stand_in_entry(name, code, locales)));
    entries
}

fn stand_in_codes(code_type: CodeType) -> Box<dyn Iterator<Item = Code>> {
    match code_type.range() {
        Some((least, greatest)) => {
            Box::new((least..=greatest).rev().map(|value| Code::Integer { value, radix: 10 }))
        }
        None => Box::new((0..).map(|index: u64| Code::String(format!("?{index}")))),
    }
}

fn stand_in_entry(name: &str, code: Code, locales: usize) -> Entry {
    let category = Category::Unknown;
    Entry {
        name: name.to_owned(),
        code,
        class: None,
        http: category.http_status(),
        category,
        retry: category.retry(),
        replay: category.replay(),
        message: vec![words(name); locales],
        help: None,
        doc: None,
        wire: Vec::new(),
        docs: None,
    }
}
