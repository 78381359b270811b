//! The rules on the codes of a table's entries, and codes for those that have none that can be read.

use std::collections::hash_map::Entry as MapEntry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use errcat_types::{Category, CodeType, Severity, Stability};

use crate::diagnostic::Diagnostic;
use crate::fields::At;
use crate::findings::Findings;
use crate::model::{Code, Entry, Table};
use crate::name::words;
use crate::read::{EntryDraft, TableDraft};
use crate::rule::Rule;

/// A code stands once in its table, whether as `code` or in `also`, and is neither a success nor reserved.
pub(super) fn check_codes(entries: &mut [EntryDraft], table: &TableDraft, findings: &mut Findings<'_>) {
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
    /// The entry that has a code, and where.
    first: HashMap<Code, (String, Range<usize>)>,
    success: HashMap<&'t Code, &'t Range<usize>>,
    reserved: ReservedCodes<'t>,
}

impl KnownCodes<'_> {
    /// Whether no earlier entry has a code. What is wrong with it is told.
    fn is_new(&mut self, entry: &Entry, code: &At<Code>, findings: &mut Findings<'_>) -> bool {
        let At { value: code, span } = code;
        let table = self.table;
        match self.first.entry(code.clone()) {
            MapEntry::Occupied(first) => {
                let (name, earlier) = first.get();
                let message = format!("the code {code} stands twice in table `{table}`");
                findings.report(
                    Diagnostic::new(Rule::DuplicateCode, span.clone(), message)
                        .label("again here")
                        .related(earlier.clone(), format!("first here, for `{name}`")),
                );
                return false;
            }
            MapEntry::Vacant(free) => {
                free.insert((entry.name.clone(), span.clone()));
            }
        }
        if let Some(&success) = self.success.get(code).filter(|_| entry.severity != Severity::Success) {
            let message = format!("the code {code} means success in table `{table}`");
            findings.report(
                Diagnostic::new(Rule::SuccessCodeUsed, span.clone(), message)
                    .related(success.clone(), "listed as a success here"),
            );
        }
        if let Some(reserved) = self.reserved.place(code) {
            let message = format!("the code {code} is reserved");
            findings.report(
                Diagnostic::new(Rule::ReservedCode, span.clone(), message)
                    .related(reserved.clone(), "reserved here"),
            );
        }
        true
    }
}

fn places(codes: &[At<Code>]) -> HashMap<&Code, &Range<usize>> {
    codes.iter().map(|code| (&code.value, &code.span)).collect()
}

/// The codes that a table reserves.
struct ReservedCodes<'t> {
    single: HashMap<&'t Code, &'t Range<usize>>,
    /// By where a range starts: of all ranges up to there, the end of the one that goes farthest, and its place.
    farthest: BTreeMap<i128, (i128, &'t Range<usize>)>,
}

impl<'t> ReservedCodes<'t> {
    fn of(table: &'t TableDraft) -> ReservedCodes<'t> {
        let mut ranges: Vec<_> =
            table.reserved.ranges.iter().map(|range| (range.value, &range.span)).collect();
        ranges.sort_by_key(|&((from, _), _)| from);
        let mut farthest: BTreeMap<i128, (i128, &Range<usize>)> = BTreeMap::new();
        for ((from, to), span) in ranges {
            let before = farthest.last_key_value().map(|(_, &before)| before);
            farthest.insert(from, before.filter(|&(end, _)| end >= to).unwrap_or((to, span)));
        }
        ReservedCodes { single: places(&table.reserved.codes), farthest }
    }

    fn place(&self, code: &Code) -> Option<&'t Range<usize>> {
        let single = self.single.get(code).copied();
        let Code::Integer { value, .. } = code else { return single };
        let range = self.farthest.range(..=value).next_back();
        single.or_else(|| range.filter(|(_, (to, _))| to >= value).map(|(_, &(_, span))| span))
    }
}

/// Gives an entry whose code could not be read one that is free, and a table without entries one entry, so that a
/// catalog with faults expands like any other.
pub(super) fn settle_codes(
    drafts: Vec<EntryDraft>,
    lost: &[&str],
    code_type: CodeType,
    locales: usize,
) -> Vec<Entry> {
    let none = drafts.is_empty() && lost.is_empty();
    let stand_ins = lost.iter().copied().chain(none.then_some("NoEntry"));
    if !none && lost.is_empty() && drafts.iter().all(|draft| draft.code_span.is_some()) {
        return drafts.into_iter().map(EntryDraft::settle).collect();
    }
    let readable = drafts.iter().filter(|draft| draft.code_span.is_some()).map(|draft| &draft.entry.code);
    let also = drafts.iter().flat_map(|draft| draft.also.iter().map(|code| &code.value));
    let taken: HashSet<Code> = readable.chain(also).cloned().collect();
    let mut free = stand_in_codes(code_type).filter(|code| !taken.contains(code));
    let mut entries = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        if draft.code_span.is_none() {
            let Some(code) = free.next() else { continue };
            draft.entry.code = code;
        }
        entries.push(draft.settle());
    }
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
        retry: category.default_retry().map_text(str::to_owned),
        retry_safety: category.default_retry_safety(),
        severity: Severity::default(),
        title: None,
        message: vec![words(name); locales],
        templates: None,
        params: Vec::new(),
        causes: Vec::new(),
        help: None,
        doc: None,
        seen: Vec::new(),
        url: None,
        since: None,
        stability: Stability::default(),
        deprecated: None,
    }
}

/// The codes of an entry that is a success mean "no error", whether the table lists them or not.
pub(super) fn add_successes(table: &mut Table) {
    let mut known: HashSet<Code> = table.success.iter().cloned().collect();
    let successes = table.entries.iter().filter(|entry| entry.severity == Severity::Success);
    for code in successes.flat_map(|entry| std::iter::once(&entry.code).chain(&entry.also)) {
        if known.insert(code.clone()) {
            table.success.push(code.clone());
        }
    }
}
