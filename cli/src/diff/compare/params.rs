//! The changes of the values that an occurrence has.

use errcat_catalog::{Entry, Param};

use crate::diff::change::Change;
use crate::diff::compare::{Comparison, Tables};
use crate::diff::finding::Subject;

impl Comparison<'_> {
    pub(super) fn compare_params(
        &mut self,
        subject: &Subject,
        tables: &Tables<'_>,
        old: &Entry,
        new: &Entry,
    ) {
        let named = |params: &[Param], name: &str| params.iter().any(|param| param.name == name);
        let added: Vec<&Param> = new.params.iter().filter(|param| !named(&old.params, &param.name)).collect();
        let mut renamed: Vec<&str> = Vec::new();
        for param in &old.params {
            let same = new.params.iter().find(|other| other.name == param.name);
            // The wire name of a param without one of its own follows from its name.
            let renames = |other: &&&Param| other.wire == param.wire && other.param_type == param.param_type;
            match (same, added.iter().find(renames)) {
                (Some(other), _) => self.compare_param(subject, tables, param, other),
                (None, Some(other)) => {
                    renamed.push(&other.name);
                    self.report(Change::ParamRemoved, subject.clone(), &param.name, &other.name);
                }
                (None, None) => self.report(Change::ParamRemoved, subject.clone(), &param.name, ""),
            }
        }
        for param in added.into_iter().filter(|param| !renamed.contains(&param.name.as_str())) {
            self.report(
                Change::ParamAdded,
                subject.clone(),
                "",
                format!("{}: {}", param.name, param.param_type),
            );
        }
    }

    fn compare_param(&mut self, subject: &Subject, tables: &Tables<'_>, old: &Param, new: &Param) {
        let name = &old.name;
        if old.param_type != new.param_type {
            let typed = |param: &Param| format!("{name}: {}", param.param_type);
            self.report(Change::ParamRetyped, subject.clone(), typed(old), typed(new));
        }
        match (old.sensitive, new.sensitive) {
            (true, false) => self.report(Change::SensitivityLifted, subject.clone(), name, ""),
            (false, true) => self.report(Change::SensitivityAdded, subject.clone(), "", name),
            (true, true) | (false, false) => {}
        }
        if old.optional != new.optional {
            let word = |param: &Param| if param.optional { "optional" } else { "required" };
            let (old, new) = (format!("{name} {}", word(old)), format!("{name} {}", word(new)));
            self.report(Change::ParamOptionalChanged, subject.clone(), old, new);
        }
        // If the case of the table changed, that is reported there.
        if old.wire != new.wire && tables.old.param_case == tables.new.param_case {
            self.report(Change::ParamWireChanged, subject.clone(), &old.wire, &new.wire);
        }
        let absent = |param: &Param| param.absent.clone().unwrap_or_default();
        let has_same_absent = self.changed_locales(&absent(old), &absent(new)).is_empty();
        let is_same = old.doc == new.doc && old.example == new.example && has_same_absent;
        self.report_docs(subject, &[(&format!("param {name}"), is_same)]);
    }

    /// Reports the case of a table's params, if the wire name of a param differs for it.
    pub(super) fn compare_param_cases(&mut self, tables: &Tables<'_>) {
        let (old, new) = (tables.old.param_case, tables.new.param_case);
        let differs = |old: &Entry, new: &Entry| {
            old.params.iter().any(|param| {
                new.params.iter().any(|other| other.name == param.name && other.wire != param.wire)
            })
        };
        if old != new && tables.judged().any(|(old, new)| differs(old, new)) {
            self.report(Change::ParamWireChanged, Subject::table(tables.new), old, new);
        }
    }
}
