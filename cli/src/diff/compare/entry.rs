//! The presence of entries, their codes, their names and their lifecycles.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use errcat_catalog::{Code, Deprecated, Entry, Reserved, Stability, Table};

use crate::diff::change::Change;
use crate::diff::compare::table::is_reserved;
use crate::diff::compare::{Comparison, Tables};
use crate::diff::finding::Subject;
use crate::diff::pair;
use crate::diff::release::precedes;
use crate::notation::{code_range, wire_codes};

impl Comparison<'_> {
    /// Reports what was added and removed, and all that has to do with codes and names.
    pub(super) fn compare_presence(&mut self, tables: &Tables<'_>) {
        for entry in &tables.entries.removed {
            self.report_removed(tables, entry);
        }
        let meanings = Meanings::new(tables.old);
        let before: HashSet<&String> = tables.old.entries.iter().map(|entry| &entry.name).collect();
        for entry in &tables.entries.added {
            let subject = Subject::entry(&self.new.source, tables.new, entry);
            if let Some(meaning) = meanings.of_code(entry, None) {
                self.report(Change::CodeReused, subject, meaning, described(entry));
                continue;
            }
            let refines_known = entry.refinement.as_ref().is_some_and(|refinement| {
                let of = tables.new.entries.iter().find(|other| other.name == refinement.of);
                of.is_some_and(|of| {
                    before.contains(&of.name) || of.former.iter().any(|name| before.contains(name))
                })
            });
            let change = if refines_known { Change::EntryRefined } else { Change::EntryAdded };
            self.report(change, subject, "", described(entry));
        }
        for (old, new) in &tables.entries.reused {
            let subject = Subject::entry(&self.new.source, tables.new, new);
            self.report(Change::CodeReused, subject, described(old), described(new));
        }
        self.compare_codes(tables, &meanings);
        for (old, new) in tables.judged() {
            let subject = Subject::entry(&self.new.source, tables.new, new);
            if old.name != new.name {
                let is_kept = pair::has_name(new, &old.name);
                let change = if is_kept { Change::RenamedWithFormer } else { Change::Renamed };
                self.report(change, subject.clone(), &old.name, &new.name);
            }
            for name in old.former.iter().chain(&old.aliases).filter(|name| !pair::has_name(new, name)) {
                self.report(Change::FormerRemoved, subject.clone(), name, "");
            }
        }
    }

    /// Nothing was promised about a draft.
    fn report_removed(&mut self, tables: &Tables<'_>, entry: &Entry) {
        if entry.stability == Stability::Draft {
            return;
        }
        let until = entry.deprecated.as_ref().and_then(|deprecated| deprecated.until.as_deref());
        // The code of a refinement is that of an entry that may still be there.
        let is_code_free = entry.refinement.is_none() && !is_reserved(&entry.code, &tables.new.reserved);
        let change = if until.is_some_and(|until| precedes(self.release, until)) {
            Change::EntryRemovedEarly
        } else if is_code_free {
            Change::UnreservedEntryRemoved
        } else if entry.deprecated.is_some() {
            Change::DeprecatedEntryRemoved
        } else {
            Change::EntryRemoved
        };
        let subject = Subject::removed_entry(&self.old.source, tables.old, entry);
        let until = until.map(|until| format!(", deprecated until {until}")).unwrap_or_default();
        self.report(change, subject, described(entry) + &until, "");
    }

    fn compare_codes(&mut self, tables: &Tables<'_>, meanings: &Meanings<'_>) {
        let names = tables.new_names();
        let is_changed = |old: &Entry, new: &Entry| match (&old.refinement, &new.refinement) {
            // A refinement has the code of another entry, whose change is reported there.
            (Some(old), Some(new)) => {
                old.subcode.to_string() != new.subcode.to_string()
                    || names.get(old.of.as_str()) != Some(&new.of.as_str())
            }
            _ => wire_codes(old) != wire_codes(new),
        };
        let changed: Vec<(&Entry, &Entry)> =
            tables.judged().filter(|(old, new)| is_changed(old, new)).collect();
        let by_old: HashMap<String, &Entry> =
            changed.iter().map(|(old, new)| (wire_codes(old), *new)).collect();
        let mut swapped: HashSet<&str> = HashSet::new();
        for (old, new) in &changed {
            if swapped.contains(new.name.as_str()) {
                continue;
            }
            let subject = Subject::entry(&self.new.source, tables.new, new);
            let other = by_old.get(&wire_codes(new)).filter(|other| wire_codes(other) == wire_codes(old));
            if let Some(other) = other {
                swapped.insert(&other.name);
                let with = format!("{} ({} has {})", wire_codes(new), other.name, wire_codes(other));
                self.report(Change::CodesSwapped, subject, wire_codes(old), with);
                continue;
            }
            if let Some(meaning) = meanings.of_code(new, Some(old)) {
                self.report(Change::CodeReused, subject.clone(), meaning, described(new));
            }
            let is_kept = old.refinement.is_none() && decodes(new, &old.code);
            let change = if is_kept { Change::CodeChangedWithAlso } else { Change::CodeChanged };
            self.report(change, subject, wire_codes(old), wire_codes(new));
        }
        for (old, new) in tables.judged() {
            let subject = Subject::entry(&self.new.source, tables.new, new);
            self.compare_further_codes(&subject, old, new);
        }
    }

    fn compare_further_codes(&mut self, subject: &Subject, old: &Entry, new: &Entry) {
        for code in old.also.iter().filter(|code| !decodes(new, code)) {
            self.report(Change::AlsoRemoved, subject.clone(), code, "");
        }
        for code in new.also.iter().filter(|code| !decodes(old, code)) {
            self.report(Change::AlsoAdded, subject.clone(), "", code);
        }
        for range in old.also_ranges.iter().filter(|range| !covers(new, range)) {
            self.report(Change::AlsoNarrowed, subject.clone(), code_range(range), ranges(&new.also_ranges));
        }
        // Of a range that was narrowed, what is left was there before.
        for range in new.also_ranges.iter().filter(|range| !covers(old, range)) {
            self.report(Change::AlsoAdded, subject.clone(), ranges(&old.also_ranges), code_range(range));
        }
    }

    /// Compares deprecations, stability, and what else the lifecycle consists of.
    pub(super) fn compare_lifecycles(&mut self, subject: &Subject, old: &Entry, new: &Entry) {
        match (old.stability, new.stability) {
            (Stability::Stable, Stability::Draft) => {
                self.report(Change::StabilityLowered, subject.clone(), "stable", "draft");
            }
            (Stability::Draft, Stability::Stable) => {
                self.report(Change::Stabilized, subject.clone(), "draft", "stable");
            }
            (Stability::Stable, Stability::Stable) | (Stability::Draft, Stability::Draft) => {}
        }
        match (&old.deprecated, &new.deprecated) {
            (None, Some(deprecated)) => {
                self.report(Change::Deprecated, subject.clone(), "", deprecation(deprecated));
            }
            (Some(deprecated), None) => {
                self.report(Change::DeprecationLifted, subject.clone(), deprecation(deprecated), "");
            }
            (Some(old), Some(new)) if old != new => {
                let is_earlier = match (&old.until, &new.until) {
                    (Some(old), Some(new)) => precedes(new, old),
                    (Some(_), None) => true,
                    (None, _) => false,
                };
                let change = if is_earlier { Change::UntilBroughtForward } else { Change::DocsChanged };
                self.report(change, subject.clone(), deprecation(old), deprecation(new));
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
}

/// Returns an entry's code, name and category.
fn described(entry: &Entry) -> String {
    format!("{} {} ({})", wire_codes(entry), entry.name, entry.category)
}

/// What each code of a table meant.
struct Meanings<'a> {
    by_code: HashMap<(String, Option<String>), &'a Entry>,
    by_range: Vec<(&'a RangeInclusive<i128>, &'a Entry)>,
    reserved: &'a Reserved,
}

impl<'a> Meanings<'a> {
    fn new(table: &'a Table) -> Meanings<'a> {
        let codes = table.entries.iter().flat_map(|entry| {
            let also = entry.also.iter().map(move |code| ((code.to_string(), None), entry));
            also.chain([(pair::code(entry), entry)])
        });
        let ranges =
            table.entries.iter().flat_map(|entry| entry.also_ranges.iter().map(move |range| (range, entry)));
        Meanings { by_code: codes.collect(), by_range: ranges.collect(), reserved: &table.reserved }
    }

    /// Returns what the code of an entry meant, other than `same`.
    fn of_code(&self, entry: &Entry, same: Option<&Entry>) -> Option<String> {
        let in_range = || match (&entry.code, &entry.refinement) {
            (Code::Integer { value, .. }, None) => {
                self.by_range.iter().find(|(range, _)| range.contains(value)).map(|(_, entry)| *entry)
            }
            _ => None,
        };
        let meant = self.by_code.get(&pair::code(entry)).copied().or_else(in_range);
        match meant {
            Some(meant) if same.is_some_and(|same| same.name == meant.name) => None,
            Some(meant) => Some(described(meant)),
            None if entry.refinement.is_some() => None,
            None => is_reserved(&entry.code, self.reserved).then(|| format!("{}, reserved", entry.code)),
        }
    }
}

/// Returns whether a code is decoded as an entry.
fn decodes(entry: &Entry, code: &Code) -> bool {
    let in_range = match code {
        Code::Integer { value, .. } => entry.also_ranges.iter().any(|range| range.contains(value)),
        Code::String(_) => false,
    };
    entry.code.to_string() == code.to_string() || entry.also.contains(code) || in_range
}

fn covers(entry: &Entry, range: &RangeInclusive<i128>) -> bool {
    entry.also_ranges.iter().any(|other| other.start() <= range.start() && range.end() <= other.end())
}

fn ranges(ranges: &[RangeInclusive<i128>]) -> String {
    ranges.iter().map(code_range).collect::<Vec<_>>().join(", ")
}

/// Returns a deprecation in words.
fn deprecation(deprecated: &Deprecated) -> String {
    let Deprecated { since, until, note, replacement } = deprecated;
    let keys = [("since", since), ("until", until), ("use", replacement), ("note", note)];
    let parts: Vec<String> =
        keys.iter().filter_map(|(key, value)| Some(format!("{key}: {}", value.as_ref()?))).collect();
    if parts.is_empty() { "deprecated".to_owned() } else { format!("deprecated ({})", parts.join(", ")) }
}
