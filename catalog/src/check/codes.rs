//! Checks the codes of a table's entries, and gives placeholders to entries whose code could not be read.

use std::collections::hash_map::Entry as MapEntry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use errcat_types::{Category, CodeType, Severity, Stability};

use crate::diagnostic::Diagnostic;
use crate::fields::At;
use crate::findings::Findings;
use crate::model::{Code, Entry, Table};
use crate::name::words;
use crate::read::{EntryDraft, Header, TableDraft};
use crate::rule::Rule;

/// A code is used once in its table, as `code` or in `also`, and is neither a success code nor reserved.
pub(super) fn check_codes(entries: &mut [EntryDraft], table: &TableDraft, findings: &mut Findings<'_>) {
    let mut known = KnownCodes {
        table: &table.model.name,
        first: HashMap::new(),
        success: spans(&table.success),
        reserved: ReservedCodes::of(table),
    };
    for draft in entries.iter_mut() {
        let EntryDraft { entry, code_span, also, .. } = draft;
        if entry.refinement.is_some() {
            continue;
        }
        if let Some(span) = code_span.clone()
            && !known.check(entry, &At { value: entry.code.clone(), span }, findings)
        {
            *code_span = None;
        }
        also.single.retain(|code| known.check(entry, code, findings));
    }
    if entries.iter().any(|draft| !draft.also.ranges.is_empty()) {
        check_ranges(entries, &known, findings);
    }
}

/// No code of a range is used elsewhere in the table, except the `code` of the range's own entry.
fn check_ranges(entries: &mut [EntryDraft], known: &KnownCodes<'_>, findings: &mut Findings<'_>) {
    let single = known.first.iter().filter_map(|(code, used)| Some((integer(code)?, used)));
    let single: BTreeMap<i128, &(String, Range<usize>)> = single.collect();
    let success: BTreeMap<i128, &Range<usize>> =
        known.success.iter().filter_map(|(code, span)| Some((integer(code)?, *span))).collect();
    // By the start of each range: its end, its entry and its span. No two of them overlap.
    let mut ranges: BTreeMap<i128, (i128, String, Range<usize>)> = BTreeMap::new();
    for EntryDraft { entry, also, .. } in entries {
        also.ranges.retain(|At { value: (from, to), span }| {
            let written = format!("the range from {from} to {to}");
            let of_code = single.range(from..=to).find(|(code, _)| integer(&entry.code) != Some(**code));
            let of_code = of_code.map(|(code, (name, span))| (*code, name.clone(), span.clone()));
            let before = ranges.range(..=to).next_back().filter(|(_, (end, ..))| end >= from);
            let of_range =
                before.map(|(start, (_, name, span))| (*start.max(from), name.clone(), span.clone()));
            if let Some((code, name, earlier)) = of_code.or(of_range) {
                let message = format!("code {code} of {written} is used twice in table `{}`", known.table);
                findings.report(
                    Diagnostic::new(Rule::DuplicateCode, span.clone(), message)
                        .label("used again here")
                        .related(earlier, format!("first used here, by `{name}`"))
                        .help("leave the code out of the range, as two ranges around it"),
                );
                return false;
            }
            let is_success = entry.severity == Severity::Success;
            if let Some((code, listed)) = success.range(from..=to).next().filter(|_| !is_success) {
                let message =
                    format!("code {code} of {written} is a success code of table `{}`", known.table);
                findings.report(
                    Diagnostic::new(Rule::SuccessCodeUsed, span.clone(), message)
                        .related((*listed).clone(), "listed in `success` here"),
                );
            }
            if let Some(reserved) = known.reserved.find_in(*from, *to) {
                let message = format!("{written} contains a reserved code");
                findings.report(
                    Diagnostic::new(Rule::ReservedCode, span.clone(), message)
                        .related(reserved.clone(), "reserved here"),
                );
            }
            ranges.insert(*from, (*to, entry.name.clone(), span.clone()));
            true
        });
    }
}

pub(super) fn integer(code: &Code) -> Option<i128> {
    match code {
        Code::Integer { value, .. } => Some(*value),
        Code::String(_) => None,
    }
}

/// The codes that the codes of a table are compared with.
struct KnownCodes<'t> {
    table: &'t str,
    /// The first entry that has a code, and the span of the code.
    first: HashMap<Code, (String, Range<usize>)>,
    success: HashMap<&'t Code, &'t Range<usize>>,
    reserved: ReservedCodes<'t>,
}

impl KnownCodes<'_> {
    /// Reports what is wrong with a code, and returns whether no earlier entry has it.
    fn check(&mut self, entry: &Entry, code: &At<Code>, findings: &mut Findings<'_>) -> bool {
        let At { value: code, span } = code;
        let (table, written) = (self.table, written(code));
        match self.first.entry(code.clone()) {
            MapEntry::Occupied(first) => {
                let (name, earlier) = first.get();
                let message = format!("code {written} is used twice in table `{table}`");
                findings.report(
                    Diagnostic::new(Rule::DuplicateCode, span.clone(), message)
                        .label("used again here")
                        .related(earlier.clone(), format!("first used here, by `{name}`")),
                );
                return false;
            }
            MapEntry::Vacant(free) => {
                free.insert((entry.name.clone(), span.clone()));
            }
        }
        if let Some(&success) = self.success.get(code).filter(|_| entry.severity != Severity::Success) {
            let message =
                format!("code {written} of entry `{}` is a success code of table `{table}`", entry.name);
            findings.report(
                Diagnostic::new(Rule::SuccessCodeUsed, span.clone(), message)
                    .related(success.clone(), "listed in `success` here"),
            );
        }
        if let Some(reserved) = self.reserved.find(code) {
            let message = format!("code {written} is reserved");
            findings.report(
                Diagnostic::new(Rule::ReservedCode, span.clone(), message)
                    .related(reserved.clone(), "reserved here"),
            );
        }
        true
    }
}

/// Shows a code in a message: a string in backticks, and an integer as it is on the wire, after the catalog's notation.
pub(super) fn written(code: &Code) -> String {
    match (code, code.notation()) {
        (Code::Integer { value, .. }, Some(notation)) => format!("{notation} ({value})"),
        (Code::Integer { value, .. }, None) => value.to_string(),
        (Code::String(text), _) => format!("`{text}`"),
    }
}

fn spans(codes: &[At<Code>]) -> HashMap<&Code, &Range<usize>> {
    codes.iter().map(|code| (&code.value, &code.span)).collect()
}

/// The codes that a table reserves.
struct ReservedCodes<'t> {
    single: HashMap<&'t Code, &'t Range<usize>>,
    /// By the start of each range: of all ranges that start there or before, the greatest end, and the span of that range.
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
        ReservedCodes { single: spans(&table.reserved.codes), farthest }
    }

    /// Returns the span that reserves a code.
    fn find(&self, code: &Code) -> Option<&'t Range<usize>> {
        let single = self.single.get(code).copied();
        let Code::Integer { value, .. } = code else { return single };
        let range = self.farthest.range(..=value).next_back();
        single.or_else(|| range.filter(|(_, (to, _))| to >= value).map(|(_, &(_, span))| span))
    }

    /// Returns the span that reserves a code of a range.
    fn find_in(&self, from: i128, to: i128) -> Option<&'t Range<usize>> {
        let is_inside = |code: &Code| integer(code).is_some_and(|code| (from..=to).contains(&code));
        let single = self.single.iter().filter(|(code, _)| is_inside(code)).map(|(_, span)| *span);
        let range = self.farthest.range(..=to).next_back().filter(|(_, (end, _))| *end >= from);
        single.min_by_key(|span| span.start).or_else(|| range.map(|(_, &(_, span))| span))
    }
}

/// Gives a free code to each entry whose code could not be read, and an entry to a table without any, so that a catalog
/// with errors can be expanded like any other.
pub(super) fn fill_codes(
    drafts: Vec<EntryDraft>,
    lost: &[&str],
    code_type: CodeType,
    header: &Header,
) -> Vec<Entry> {
    let is_empty = drafts.is_empty() && lost.is_empty();
    let placeholders = lost.iter().copied().chain(is_empty.then_some("NoEntry"));
    if !is_empty && lost.is_empty() && drafts.iter().all(|draft| draft.code_span.is_some()) {
        return drafts.into_iter().map(EntryDraft::into_entry).collect();
    }
    let readable = drafts.iter().filter(|draft| draft.code_span.is_some()).map(|draft| &draft.entry.code);
    let also = drafts.iter().flat_map(|draft| draft.also.single.iter().map(|code| &code.value));
    let taken: HashSet<Code> = readable.chain(also).cloned().collect();
    let mut free = placeholder_codes(code_type).filter(|code| !taken.contains(code));
    let mut entries = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        // Ranges may leave no code free.
        draft.also.ranges.clear();
        if draft.code_span.is_none() {
            let Some(code) = free.next() else { continue };
            draft.entry.code = code;
        }
        entries.push(draft.into_entry());
    }
    entries.extend(placeholders.zip(free).map(|(name, code)| placeholder_entry(name, code, header)));
    entries
}

fn placeholder_codes(code_type: CodeType) -> Box<dyn Iterator<Item = Code>> {
    match code_type.range() {
        Some((least, greatest)) => {
            Box::new((least..=greatest).rev().map(|value| Code::Integer { value, radix: 10 }))
        }
        None => Box::new((0..).map(|index: u64| Code::String(format!("?{index}")))),
    }
}

fn placeholder_entry(name: &str, code: Code, header: &Header) -> Entry {
    let category = Category::Unknown;
    Entry {
        name: name.to_owned(),
        span: 0..0,
        aliases: Vec::new(),
        former: Vec::new(),
        code,
        refinement: None,
        also: Vec::new(),
        also_ranges: Vec::new(),
        class: None,
        extra: Vec::new(),
        attributes: header.attributes.placeholders(),
        http: category.http_status(),
        category,
        retry: category.default_retry().map_text(str::to_owned),
        retry_safety: category.default_retry_safety(),
        severity: Severity::default(),
        exposure: category.default_exposure(),
        mask: None,
        recovery: None,
        exit: None,
        title: None,
        message: vec![words(name); header.locales.len()],
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

/// Adds the codes of entries that are successes to the success codes of the table.
pub(super) fn add_successes(table: &mut Table) {
    let mut known: HashSet<Code> = table.success.iter().cloned().collect();
    let successes = table.entries.iter().filter(|entry| entry.severity == Severity::Success);
    for code in successes.flat_map(|entry| std::iter::once(&entry.code).chain(&entry.also)) {
        if known.insert(code.clone()) {
            table.success.push(code.clone());
        }
    }
}
