//! Finds the changes between two catalogs. Each file has the changes of one part of a catalog.

mod catalog;
mod entry;
mod envelope;
mod params;
mod policy;
mod sets;
mod table;
mod texts;

use std::collections::HashMap;

use errcat_catalog::{Catalog, Entry, Role, Source, Stability, Table};

use super::change::Change;
use super::finding::{Finding, Subject};
use super::pair::{self, Pairs};

/// A catalog and its text.
pub(super) struct Side {
    pub(super) source: Source,
    pub(super) catalog: Catalog,
}

/// The comparison of two catalogs.
pub(super) struct Comparison<'a> {
    old: &'a Side,
    new: &'a Side,
    role: Role,
    /// The version or the date of the release that has the new catalog.
    release: &'a str,
    findings: Vec<Finding>,
}

/// Two versions of a table, and their entries.
struct Tables<'a> {
    old: &'a Table,
    new: &'a Table,
    entries: Pairs<'a, Entry>,
}

impl<'a> Tables<'a> {
    /// Returns the pairs that clients rely on: not those that are drafts in both.
    fn judged(&self) -> impl Iterator<Item = (&'a Entry, &'a Entry)> {
        let is_draft = |entry: &Entry| entry.stability == Stability::Draft;
        self.entries.both.iter().copied().filter(move |(old, new)| !(is_draft(old) && is_draft(new)))
    }

    /// Returns the new name of each entry that is in both, by its old name.
    fn new_names(&self) -> HashMap<&'a str, &'a str> {
        self.entries.both.iter().map(|(old, new)| (old.name.as_str(), new.name.as_str())).collect()
    }
}

impl Comparison<'_> {
    /// Returns the changes, the most severe first, and otherwise in the order of the new catalog.
    pub(super) fn findings(old: &Side, new: &Side, release: &str) -> Vec<Finding> {
        let role = new.catalog.role;
        let mut comparison = Comparison { old, new, role, release, findings: Vec::new() };
        comparison.compare_catalogs();
        let tables = pair::tables(&old.catalog.tables, &new.catalog.tables);
        for table in tables.removed {
            comparison.report(Change::TableRemoved, Subject::table(table), &table.name, "");
        }
        for table in tables.added {
            comparison.report(Change::TableAdded, Subject::table(table), "", &table.name);
        }
        for (old, new) in tables.both {
            let entries = pair::entries(&old.entries, &new.entries);
            comparison.compare_tables(&Tables { old, new, entries });
        }
        let mut findings = comparison.findings;
        findings.sort_by_key(|finding| finding.impact);
        findings
    }

    fn compare_tables(&mut self, tables: &Tables<'_>) {
        self.compare_table(tables);
        self.compare_envelopes(tables);
        self.compare_presence(tables);
        self.compare_sets(tables);
        self.compare_policies(tables);
        for (old, new) in tables.judged() {
            let subject = Subject::entry(&self.new.source, tables.new, new);
            self.compare_lifecycles(&subject, old, new);
            self.compare_params(&subject, tables, old, new);
            self.compare_texts(&subject, old, new);
        }
    }

    /// Adds a finding.
    #[allow(clippy::needless_pass_by_value)] // both values and references are passed
    fn report(&mut self, change: Change, subject: Subject, old: impl ToString, new: impl ToString) {
        self.findings.push(Finding::new(change, self.role, subject, old.to_string(), new.to_string()));
    }

    /// Reports the keys of documentation that are not the same.
    fn report_docs(&mut self, subject: &Subject, keys: &[(&str, bool)]) {
        let changed: Vec<&str> = keys.iter().filter(|(_, same)| !same).map(|(key, _)| *key).collect();
        if !changed.is_empty() {
            self.report(Change::DocsChanged, subject.clone(), "", changed.join(", "));
        }
    }

    /// Adds a finding if two values differ.
    fn report_if_changed<T: PartialEq + ToString>(
        &mut self,
        change: Change,
        subject: &Subject,
        old: &T,
        new: &T,
    ) {
        if old != new {
            self.report(change, subject.clone(), old.to_string(), new.to_string());
        }
    }
}

/// Returns what is in one list and not in the other.
fn only_in<'a, T: PartialEq>(list: &'a [T], other: &'a [T]) -> impl Iterator<Item = &'a T> {
    list.iter().filter(|item| !other.contains(item))
}

/// Returns the name of something that may be absent.
fn or_none(text: Option<impl ToString>) -> String {
    text.map_or_else(|| "none".to_owned(), |text| text.to_string())
}
