//! The changes of sets.

use std::collections::HashSet;

use errcat_catalog::{Set, Table};

use crate::diff::change::Change;
use crate::diff::compare::{Comparison, Tables};
use crate::diff::finding::Subject;

impl Comparison<'_> {
    pub(super) fn compare_sets(&mut self, tables: &Tables<'_>) {
        let (old, new) = (tables.old, tables.new);
        for set in &old.sets {
            let subject = Subject::part(new, "sets", &set.name);
            match new.sets.iter().find(|other| other.name == set.name) {
                None => self.report(Change::SetRemoved, subject, &set.enum_name, ""),
                Some(other) => {
                    if set.enum_name != other.enum_name || set.module_name != other.module_name {
                        self.report(Change::SetRemoved, subject.clone(), &set.enum_name, &other.enum_name);
                    }
                    self.report_docs(&subject, &[("doc", set.doc == other.doc)]);
                    self.compare_set(tables, &subject, set, other);
                }
            }
        }
        for set in new.sets.iter().filter(|set| old.sets.iter().all(|other| other.name != set.name)) {
            self.report(Change::SetAdded, Subject::part(new, "sets", &set.name), "", &set.enum_name);
        }
    }

    /// An entry that was removed from the table is reported there.
    fn compare_set(&mut self, tables: &Tables<'_>, subject: &Subject, old: &Set, new: &Set) {
        let names = tables.new_names();
        let before: HashSet<&str> =
            entries(tables.old, old).filter_map(|name| names.get(name).copied()).collect();
        let after: HashSet<&str> = entries(tables.new, new).collect();
        for name in entries(tables.new, new).filter(|name| !before.contains(name)) {
            self.report(Change::EntryAddedToSet, subject.clone(), "", name);
        }
        let removed = entries(tables.old, old).filter_map(|name| names.get(name).copied());
        for name in removed.filter(|name| !after.contains(name)) {
            self.report(Change::EntryRemovedFromSet, subject.clone(), name, "");
        }
    }
}

/// Returns the names of a set's entries.
fn entries<'a>(table: &'a Table, set: &'a Set) -> impl Iterator<Item = &'a str> {
    set.entries.iter().filter_map(|index| table.entries.get(*index)).map(|entry| entry.name.as_str())
}
