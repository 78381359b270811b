//! The whole way: a source in, a catalog and its diagnostics out.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use toml::de::DeTable;

use crate::category::Category;
use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, as_table, in_file_order};
use crate::findings::Findings;
use crate::model::{Catalog, Code, CodeType, Entry, Model, Table};
use crate::name::{fault_of_name, fault_of_table_name, module_name, suggested_name, words};
use crate::near::nearest;
use crate::read::{EntryDraft, Header, TableDraft, read_entry, read_header, read_table};
use crate::rule::{Level, Rule};
use crate::severity::Severity;
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
    let enum_spans: Vec<_> = drafts.iter().map(|draft| draft.enum_span.clone()).collect();
    let mut tables =
        drafts.into_iter().map(|draft| check_entries(root, draft, header, findings)).collect::<Vec<_>>();
    settle_table_names(&mut tables);
    check_module_names(&mut tables, &enum_spans, findings);
    tables
}

/// Two tables whose entries have params have modules of different names. Of two, the second goes on under another.
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
        let message = format!("the enum `{}` has the same module `{module}` as another", table.enum_name);
        findings.report(
            Diagnostic::new(Rule::DuplicateName, span.clone(), message)
                .label("again here")
                .related(earlier.clone(), "first here")
                .help("give one of them another `enum`"),
        );
        table.module_name = free_name(&module, &mut taken);
    }
}

/// A name with a number behind it that is not taken, and is now.
fn free_name(name: &str, taken: &mut HashSet<String>) -> String {
    // The number of names that are taken is a number that few of them end with.
    let free = (taken.len()..).map(|number| format!("{name}{number}")).find(|free| !taken.contains(free));
    let free = free.unwrap_or_default();
    taken.insert(free.clone());
    free
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
        draft.model.enum_name = free_name(&name, &mut taken);
        draft.model.module_name = module_name(&draft.model.enum_name);
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
    check_names(&mut entries, &draft, findings);
    check_codes(&mut entries, &draft, findings);
    check_replacements(&mut entries, &draft.model.name, findings);
    let lost = lost_names(&entries, &draft.model.name, findings);
    let TableDraft { mut model, .. } = draft;
    model.entries = settle_codes(entries, &lost, model.code_type, header.locales.len());
    add_successes(&mut model);
    model
}

/// The codes of an entry that is a success mean "no error", whether the table lists them or not.
fn add_successes(table: &mut Table) {
    let successes = table.entries.iter().filter(|entry| entry.severity == Severity::Success);
    for code in successes.flat_map(|entry| std::iter::once(&entry.code).chain(&entry.also)) {
        if !table.success.contains(code) {
            table.success.push(code.clone());
        }
    }
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

/// A name stands once in its table, aliases and former names included, and is not reserved.
fn check_names(entries: &mut [EntryDraft], table: &TableDraft, findings: &mut Findings<'_>) {
    let reserved = places(&table.reserved.names);
    let mut first: HashMap<String, Range<usize>> = HashMap::new();
    for EntryDraft { entry, name_span, .. } in entries.iter() {
        check_reserved_name(&entry.name, name_span, &reserved, findings);
        first.insert(entry.name.clone(), name_span.clone());
    }
    for draft in entries {
        let mut is_new = |name: &At<String>| {
            if !is_named_well(&At { value: name.value.as_str(), span: name.span.clone() }, findings) {
                return false;
            }
            if let Some(earlier) = first.get(&name.value) {
                let message =
                    format!("the name `{}` stands twice in table `{}`", name.value, table.model.name);
                findings.report(
                    Diagnostic::new(Rule::DuplicateName, name.span.clone(), message)
                        .label("again here")
                        .related(earlier.clone(), "first here"),
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
    reserved: &HashMap<String, &Range<usize>>,
    findings: &mut Findings<'_>,
) {
    if let Some(&reserved) = reserved.get(name) {
        let message = format!("the name `{name}` is reserved");
        findings.report(
            Diagnostic::new(Rule::ReservedName, span.clone(), message)
                .related(reserved.clone(), "reserved here"),
        );
    }
}

/// What a deprecated entry says to use is another entry of its table, and not deprecated itself.
fn check_replacements(entries: &mut [EntryDraft], table: &str, findings: &mut Findings<'_>) {
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
                format!("`{}` says to use itself", name.value)
            }
            Some(false) => format!("`{}`, which is to be used, is deprecated itself", name.value),
            None if findings.any_recovered() => continue,
            None => format!("table `{table}` has no entry `{}`", name.value),
        };
        let diagnostic = Diagnostic::new(Rule::DeprecatedUseUnknown, name.span, message);
        let candidates = names.iter().filter(|(_, in_use)| *in_use).map(|(name, _)| name.as_str());
        let is_known = in_use.contains_key(name.value.as_str());
        let near = if is_known { None } else { nearest(&name.value, candidates) };
        findings.report(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        });
        if let Some(deprecated) = &mut draft.entry.deprecated {
            deprecated.replacement = None;
        }
    }
}

/// A code stands once in its table, whether as `code` or in `also`, and is neither a success nor reserved.
fn check_codes(entries: &mut [EntryDraft], table: &TableDraft, findings: &mut Findings<'_>) {
    let mut known = KnownCodes {
        table: &table.model.name,
        first: HashMap::new(),
        success: places(&table.success),
        reserved: ReservedCodes::of(table),
    };
    for draft in entries {
        let EntryDraft { entry, code_span, also, .. } = draft;
        if let Some(span) = code_span.clone()
            && !known.is_new(entry, &At { value: entry.code.clone(), span }, findings)
        {
            *code_span = None;
        }
        also.retain(|code| known.is_new(entry, code, findings));
    }
}

/// What the codes of one table are compared with.
struct KnownCodes<'t> {
    table: &'t str,
    /// By how a code is written on the wire: the entry that has it, and where.
    first: HashMap<String, (String, Range<usize>)>,
    success: HashMap<String, &'t Range<usize>>,
    reserved: ReservedCodes<'t>,
}

impl KnownCodes<'_> {
    /// Whether no earlier entry has a code. What is wrong with it is told.
    fn is_new(&mut self, entry: &Entry, code: &At<Code>, findings: &mut Findings<'_>) -> bool {
        let (spelled, span) = (code.value.to_string(), code.span.clone());
        let table = self.table;
        if let Some((name, earlier)) = self.first.get(&spelled) {
            let message = format!("the code {spelled} stands twice in table `{table}`");
            findings.report(
                Diagnostic::new(Rule::DuplicateCode, span, message)
                    .label("again here")
                    .related(earlier.clone(), format!("first here, for `{name}`")),
            );
            return false;
        }
        if let Some(&success) = self.success.get(&spelled).filter(|_| entry.severity != Severity::Success) {
            let message = format!("the code {spelled} means success in table `{table}`");
            findings.report(
                Diagnostic::new(Rule::SuccessCodeUsed, span.clone(), message)
                    .related(success.clone(), "listed as a success here"),
            );
        }
        if let Some(reserved) = self.reserved.place(&code.value) {
            let message = format!("the code {spelled} is reserved");
            findings.report(
                Diagnostic::new(Rule::ReservedCode, span.clone(), message)
                    .related(reserved.clone(), "reserved here"),
            );
        }
        self.first.insert(spelled, (entry.name.clone(), span));
        true
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
    let readable = drafts.iter().filter(|draft| draft.code_span.is_some()).map(|draft| &draft.entry.code);
    let also = drafts.iter().flat_map(|draft| draft.also.iter().map(|code| &code.value));
    let taken: HashSet<String> = readable.chain(also).map(Code::to_string).collect();
    let mut free = stand_in_codes(code_type).filter(|code| !taken.contains(&code.to_string()));
    let mut entries = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        if draft.code_span.is_none() {
            let Some(code) = free.next() else { continue };
            draft.entry.code = code;
        }
        entries.push(draft.settle());
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
        aliases: Vec::new(),
        former: Vec::new(),
        code,
        also: Vec::new(),
        class: None,
        http: category.http_status(),
        category,
        retry: category.retry(),
        replay: category.replay(),
        severity: Severity::default(),
        title: None,
        message: vec![words(name); locales],
        templates: None,
        params: Vec::new(),
        help: None,
        doc: None,
        wire: Vec::new(),
        docs: None,
        since: None,
        deprecated: None,
    }
}
