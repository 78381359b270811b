//! Reads the sets of a table, `[TABLE.sets]`: the entries that each operation returns.

use std::ops::Range;

use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What, as_string, report_wrong_type};
use crate::findings::Findings;
use crate::name::{name_error, pascal_case, set_name_error, suggested_name};
use crate::near::with_near;
use crate::rule::Rule;

/// The key of the sets beside the entries of a table.
pub(crate) const SETS: &str = "sets";

/// A set before its entries are looked up.
pub(crate) struct SetDraft {
    pub(crate) name: String,
    pub(crate) name_span: Range<usize>,
    pub(crate) enum_name: String,
    /// The span of the enum's name, or that of the set's if the enum is named after it.
    pub(crate) enum_span: Range<usize>,
    pub(crate) doc: Option<String>,
    /// The names of entries, and of classes with `class:` before them.
    pub(crate) members: Vec<At<String>>,
}

pub(crate) fn read_sets(fields: &Fields<'_>, findings: &mut Findings<'_>) -> Vec<SetDraft> {
    let mut sets = Vec::new();
    for (name, node) in fields.named(findings) {
        let error = set_name_error(name.value);
        if let Some(error) = error {
            let message = format!("set name `{}` {error}", name.value);
            findings.report(Diagnostic::new(Rule::InvalidSet, name.span.clone(), message));
            continue;
        }
        let mut set = SetDraft {
            name: name.value.to_owned(),
            name_span: name.span.clone(),
            enum_name: pascal_case(name.value) + "Error",
            enum_span: name.span.clone(),
            doc: None,
            members: Vec::new(),
        };
        match node.get_ref() {
            DeValue::Array(items) => {
                let items = items.iter().filter(|item| !findings.is_recovered(&item.span()));
                for item in items.collect::<Vec<_>>() {
                    let member = as_string(item, format_args!("an item of set `{}`", name.value), findings);
                    set.members.extend(member.map(owned));
                }
            }
            DeValue::Table(table) => {
                let mut fields = Fields::new(table, What::Named("set", name.value), name.span.clone());
                set.members = fields.strings("entries", findings).into_iter().map(owned).collect();
                fields.require("entries", "[\"NotFound\"]");
                set.doc = fields.string("doc", findings).map(|doc| doc.value.to_owned());
                if let Some(given) = fields.string("enum", findings) {
                    read_enum_name(&given, &mut set, findings);
                }
                fields.finish(findings);
            }
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => {
                report_wrong_type(node, format_args!("set `{}`", name.value), "an array", findings);
                continue;
            }
        }
        sets.push(set);
    }
    sets
}

fn owned(text: At<&str>) -> At<String> {
    At { value: text.value.to_owned(), span: text.span }
}

fn read_enum_name(given: &At<&str>, set: &mut SetDraft, findings: &mut Findings<'_>) {
    match name_error(given.value) {
        None => {
            set.enum_name = given.value.to_owned();
            set.enum_span = given.span.clone();
        }
        Some(error) => {
            let message = format!("enum name `{}` {error}", given.value);
            let diagnostic = Diagnostic::new(Rule::InvalidName, given.span.clone(), message);
            findings.report(with_near(diagnostic, suggested_name(given.value).as_deref()));
        }
    }
}
