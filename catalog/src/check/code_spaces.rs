//! Checks that no two tables of a code space use the same code, in one catalog or in several.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;

use errcat_types::Severity;

use crate::check::codes::{integer, written};
use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, Code, Entry, Table};
use crate::rule::Rule;
use crate::source::Source;

/// Checks several catalogs together: no code is used by tables of two catalogs whose `code_space` is the same.
///
/// Returns for each catalog the diagnostics of its tables, in order of position, besides those that
/// [`check`](crate::check()) finds in it.
pub fn check_together(catalogs: &[(&Source, &Catalog)]) -> Vec<Vec<Diagnostic>> {
    let tables: Vec<Owned<'_>> = catalogs
        .iter()
        .enumerate()
        .flat_map(|(catalog, (_, model))| model.tables.iter().map(move |table| Owned { catalog, table }))
        .collect();
    let mut diagnostics = vec![Vec::new(); catalogs.len()];
    for shared in shared_codes(&tables) {
        let (first, second) = (&tables[shared.first.table], &tables[shared.second.table]);
        if first.catalog == second.catalog {
            continue;
        }
        let (source, _) = catalogs[first.catalog];
        let user = match shared.first.entry {
            Some(entry) => {
                let at = source.position(entry.span.start);
                let file = source.file_name(entry.span.start);
                format!("`{}` at {file}:{}:{}", entry.name, at.line, at.column)
            }
            None => format!("`reserved` of table `{}` in {}", first.table.name, source.name()),
        };
        if let Some(diagnostic) = shared.diagnostic(&tables) {
            let help = format!("use a different code: this one belongs to {user}");
            diagnostics[second.catalog].push(diagnostic.help(help));
        }
    }
    for diagnostics in &mut diagnostics {
        diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
    }
    diagnostics
}

/// Returns the diagnostics of the tables of one catalog.
pub(super) fn check_code_spaces(tables: &[Table]) -> Vec<Diagnostic> {
    if tables.iter().all(|table| table.code_space.is_none()) {
        return Vec::new();
    }
    let tables: Vec<Owned<'_>> = tables.iter().map(|table| Owned { catalog: 0, table }).collect();
    let diagnostics = shared_codes(&tables).into_iter().filter_map(|shared| {
        let diagnostic = shared.diagnostic(&tables)?;
        Some(match shared.first.entry {
            Some(entry) => {
                let table = &tables[shared.first.table].table.name;
                diagnostic.related(entry.span.clone(), format!("first used here, in table `{table}`"))
            }
            None => diagnostic,
        })
    });
    diagnostics.collect()
}

/// A table and its catalog.
struct Owned<'c> {
    catalog: usize,
    table: &'c Table,
}

/// The use of a code by an entry, or by the reserved codes of a table.
#[derive(Clone)]
struct Use<'c> {
    /// The index of the table.
    table: usize,
    /// `None` for a reserved code.
    entry: Option<&'c Entry>,
}

/// A code that two tables use.
struct Shared<'c> {
    code: Code,
    first: Use<'c>,
    second: Use<'c>,
}

impl Shared<'_> {
    /// Returns what is wrong, at the entry that uses the code of another table; `None` if both only reserve it.
    fn diagnostic(&self, tables: &[Owned<'_>]) -> Option<Diagnostic> {
        let entry = self.second.entry?;
        let code = written(&self.code);
        let space = tables[self.second.table].table.code_space.as_deref().unwrap_or_default();
        Some(match self.first.entry {
            Some(_) => {
                let message = format!("code {code} is used twice in code space `{space}`");
                Diagnostic::new(Rule::DuplicateCode, entry.span.clone(), message)
                    .label(format!("used again here, in table `{}`", tables[self.second.table].table.name))
            }
            None => {
                let reserving = &tables[self.first.table].table.name;
                let message =
                    format!("code {code} is reserved by table `{reserving}` of code space `{space}`");
                Diagnostic::new(Rule::ReservedCode, entry.span.clone(), message)
            }
        })
    }
}

/// Returns the codes that tables of one code space share, at most one for each code or range of an entry.
fn shared_codes<'c>(tables: &[Owned<'c>]) -> Vec<Shared<'c>> {
    let mut spaces: BTreeMap<&str, Space<'c>> = BTreeMap::new();
    for (index, Owned { table, .. }) in tables.iter().enumerate() {
        let Some(name) = table.code_space.as_deref() else { continue };
        let space = spaces.entry(name).or_default();
        // A success is the same for all: 0 may be one in every table.
        let entries = table.entries.iter().filter(|entry| entry.severity != Severity::Success);
        // The code of a refinement is that of the entry that it refines.
        for entry in entries.filter(|entry| entry.refinement.is_none()) {
            let user = Use { table: index, entry: Some(entry) };
            for code in std::iter::once(&entry.code).chain(&entry.also) {
                space.add(code, user.clone());
            }
            space.ranges.extend(entry.also_ranges.iter().map(|range| (range.clone(), user.clone())));
        }
        let user = Use { table: index, entry: None };
        for code in &table.reserved.codes {
            space.add(code, user.clone());
        }
        space.ranges.extend(table.reserved.ranges.iter().map(|range| (range.clone(), user.clone())));
    }
    spaces.into_values().flat_map(Space::shared).collect()
}

/// The codes of a code space.
#[derive(Default)]
struct Space<'c> {
    texts: Vec<(String, Use<'c>)>,
    /// A single integer is a range as well.
    ranges: Vec<(RangeInclusive<i128>, Use<'c>)>,
}

impl<'c> Space<'c> {
    fn add(&mut self, code: &Code, user: Use<'c>) {
        match (code, integer(code)) {
            (_, Some(value)) => self.ranges.push((value..=value, user)),
            (code, None) => self.texts.push((code.to_string(), user)),
        }
    }

    fn shared(mut self) -> Vec<Shared<'c>> {
        let mut shared = Vec::new();
        let mut first_texts: HashMap<String, Use<'c>> = HashMap::new();
        // Reserved codes go first, so that every entry that has one is found.
        self.texts.sort_by_key(|(_, user)| user.entry.is_some());
        for (text, user) in self.texts {
            match first_texts.get(&text) {
                Some(first) if first.table != user.table => {
                    shared.push(in_order(Code::String(text), first.clone(), user));
                }
                Some(_) => {}
                None => {
                    first_texts.insert(text, user);
                }
            }
        }
        self.ranges.sort_by_key(|(range, user)| (*range.start(), user.entry.is_some(), user.table));
        // By table: of the ranges that begin at or before the current one, the one that ends last.
        let mut farthest: BTreeMap<usize, (i128, Use<'c>)> = BTreeMap::new();
        for (range, user) in self.ranges {
            let of_others = farthest.iter().filter(|(table, _)| **table != user.table);
            let overlapping =
                of_others.filter(|(_, (end, _))| end >= range.start()).map(|(_, (_, other))| other);
            if let Some(other) = overlapping.min_by_key(|other| (other.entry.is_some(), other.table)) {
                let code = Code::Integer { value: *range.start(), radix: 10 };
                shared.push(in_order(code, other.clone(), user.clone()));
            }
            let known = farthest.entry(user.table).or_insert((*range.end(), user.clone()));
            if *range.end() > known.0 {
                *known = (*range.end(), user);
            }
        }
        shared
    }
}

/// The second use is the one to change: the use by an entry of what is reserved, or else the one of the later table.
fn in_order<'c>(code: Code, one: Use<'c>, other: Use<'c>) -> Shared<'c> {
    let key = |user: &Use<'_>| (user.entry.is_some(), user.table);
    let (first, second) = if key(&one) <= key(&other) { (one, other) } else { (other, one) };
    Shared { code, first, second }
}
