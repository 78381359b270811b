//! The changes of a table that are not about its entries.

use std::collections::HashSet;

use errcat_catalog::{Class, Code, Reserved, Table};

use crate::diff::change::Change;
use crate::diff::compare::policy::defaults_in_words;
use crate::diff::compare::{Comparison, Tables, only_in, or_none};
use crate::diff::finding::Subject;
use crate::notation::code_range;

impl Comparison<'_> {
    pub(super) fn compare_table(&mut self, tables: &Tables<'_>) {
        let (old, new) = (tables.old, tables.new);
        let subject = Subject::table(new);
        // What is not bound is compared below or in other files; what is allowed and shared concerns `check` only.
        let Table {
            name: _,
            former: _,
            enum_name: _,
            module_name: _,
            doc,
            code_type: _,
            code_space: _,
            param_case: _,
            success: _,
            default_class: _,
            unknown: _,
            envelope: _,
            problem_status: _,
            combined: _,
            mask: _,
            reserved: _,
            allow: _,
            classes: _,
            entries: _,
            sets: _,
        } = old;
        self.report_docs(&subject, &[("doc", *doc == new.doc)]);
        if old.name != new.name {
            let change = match &self.new.catalog.domain {
                Some(_) => Change::TableRenamedWithDomain,
                None => Change::TableRenamed,
            };
            self.report(change, subject.clone(), &old.name, &new.name);
        }
        for former in only_in(&old.former, &new.former).filter(|former| **former != new.name) {
            self.report(Change::TableFormerRemoved, subject.clone(), former, "");
        }
        let types = |table: &Table| format!("{}, module {}", table.enum_name, table.module_name);
        self.report_if_changed(Change::EnumRenamed, &subject, &types(old), &types(new));
        self.report_if_changed(Change::CodeTypeChanged, &subject, &old.code_type, &new.code_type);
        if old.unknown != new.unknown {
            let (old, new) = (defaults_in_words(&old.unknown), defaults_in_words(&new.unknown));
            self.report(Change::UnknownPolicyChanged, subject.clone(), old, new);
        }
        self.report_if_changed(
            Change::ProblemStatusChanged,
            &subject,
            &old.problem_status,
            &new.problem_status,
        );
        let names = tables.new_names();
        let renamed = |name: &Option<String>| {
            or_none(name.as_deref().map(|name| names.get(name).copied().unwrap_or(name)))
        };
        self.report_if_changed(
            Change::MaskChanged,
            &subject,
            &renamed(&old.mask),
            &or_none(new.mask.as_ref()),
        );
        let (combined, new_combined) = (renamed(&old.combined), or_none(new.combined.as_ref()));
        self.report_if_changed(Change::CombinedChanged, &subject, &combined, &new_combined);
        self.compare_successes(tables, &subject);
        self.compare_reservations(tables, &subject);
        self.compare_class_codes(&old.classes, new);
        self.compare_order(tables, &subject);
    }

    /// A code of an entry that is in both is judged by the entry's severity.
    fn compare_successes(&mut self, tables: &Tables<'_>, subject: &Subject) {
        let of_entries: HashSet<&Code> =
            tables.entries.both.iter().flat_map(|(old, new)| [&old.code, &new.code]).collect();
        let is_own = |code: &&Code| !of_entries.contains(code);
        for code in only_in(&tables.new.success, &tables.old.success).filter(is_own) {
            self.report(Change::SuccessAdded, subject.clone(), "", code);
        }
        let removed: HashSet<&Code> = tables.entries.removed.iter().map(|entry| &entry.code).collect();
        for code in only_in(&tables.old.success, &tables.new.success).filter(is_own) {
            // That the entry was removed says it already.
            if !removed.contains(code) {
                self.report(Change::SuccessRemoved, subject.clone(), code, "");
            }
        }
    }

    /// A code that was reserved and is used again is reported at the entry that uses it.
    fn compare_reservations(&mut self, tables: &Tables<'_>, subject: &Subject) {
        let Reserved { codes, ranges, names } = &tables.old.reserved;
        let new = &tables.new.reserved;
        let is_used = |code: &Code| tables.new.entries.iter().any(|entry| entry.code == *code);
        for code in codes.iter().filter(|code| !is_reserved(code, new) && !is_used(code)) {
            self.report(Change::ReservationLifted, subject.clone(), code, "");
        }
        for range in ranges {
            let covers = |other: &std::ops::RangeInclusive<i128>| {
                other.start() <= range.start() && range.end() <= other.end()
            };
            if !new.ranges.iter().any(covers) {
                self.report(Change::ReservationLifted, subject.clone(), code_range(range), "");
            }
        }
        for name in only_in(names, &new.names) {
            self.report(Change::ReservationLifted, subject.clone(), name, "");
        }
    }

    fn compare_class_codes(&mut self, old: &[Class], table: &Table) {
        let codes = |class: &Class| {
            let ranges: Vec<String> = class.ranges.iter().map(code_range).collect();
            let prefix = class.prefix.as_ref().map(|prefix| format!("\"{prefix}\""));
            prefix.unwrap_or_else(|| if ranges.is_empty() { "none".to_owned() } else { ranges.join(", ") })
        };
        for class in &table.classes {
            if let Some(before) = old.iter().find(|other| other.name == class.name) {
                let subject = Subject::part(table, "classes", &class.name);
                self.report_if_changed(Change::ClassCodesChanged, &subject, &codes(before), &codes(class));
            }
        }
    }

    /// Compares the order of the entries that are in both.
    fn compare_order(&mut self, tables: &Tables<'_>, subject: &Subject) {
        // The pairs are in the order of the new table; an entry's span has its place in the old one.
        let positions = || tables.entries.both.iter().map(|(old, _)| old.span.start);
        if positions().is_sorted() {
            return;
        }
        let change = match tables.new.code_type.range() {
            Some(_) => Change::IntegersReordered,
            None => Change::EntriesReordered,
        };
        let moved = positions().zip(positions().skip(1)).position(|(one, next)| one > next);
        let first = moved.and_then(|at| tables.entries.both.get(at + 1)).map(|(_, new)| new.name.as_str());
        self.report(
            change,
            subject.clone(),
            "",
            format!("{} precedes what followed it", first.unwrap_or_default()),
        );
    }
}

/// Returns whether no entry may have a code.
pub(super) fn is_reserved(code: &Code, reserved: &Reserved) -> bool {
    let in_range = match code {
        Code::Integer { value, .. } => reserved.ranges.iter().any(|range| range.contains(value)),
        Code::String(_) => false,
    };
    in_range || reserved.codes.contains(code)
}
