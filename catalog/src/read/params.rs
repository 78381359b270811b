//! `params`: the values that an occurrence of an entry has.

use std::collections::BTreeMap;
use std::ops::Range;

use errcat_types::ParamType;
use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What, as_string, wrong_type};
use crate::findings::Findings;
use crate::name::is_param_name;
use crate::near::{nearest, with_near};
use crate::param::Param;
use crate::rule::Rule;
use crate::syntax::Node;

/// How many params an entry may have.
const MOST_PARAMS: usize = 32;

/// The params of an entry as they stand in the catalog.
#[derive(Default)]
pub(crate) struct Params<'s> {
    pub(crate) drafts: Vec<ParamDraft>,
    by_name: BTreeMap<&'s str, usize>,
    /// Whether some could not be read, so that a name that is not here may be one of theirs.
    pub(crate) some_lost: bool,
}

/// A param as it stands in the catalog.
pub(crate) struct ParamDraft {
    pub(crate) param: Param,
    pub(crate) name_span: Range<usize>,
    /// Whether its name can be that of a param. If not, it is here for a message that uses it all the same.
    pub(crate) is_named_well: bool,
    /// Whether the catalog says its type. If not, the type is a guess, and no message is held to it.
    pub(crate) type_known: bool,
}

impl Params<'_> {
    /// Where in `drafts` a param stands.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Whether the entry has none for certain.
    pub(crate) fn are_none(&self) -> bool {
        self.drafts.is_empty() && !self.some_lost
    }

    /// Whether all are what the catalog says.
    pub(crate) fn are_sound(&self) -> bool {
        self.drafts.iter().all(|draft| draft.is_named_well && draft.type_known)
    }

    pub(crate) fn settle(self) -> Vec<Param> {
        let usable = self.drafts.into_iter().filter(|draft| draft.is_named_well);
        usable.map(|draft| draft.param).collect()
    }
}

pub(crate) fn read_params<'s>(fields: &mut Fields<'s>, findings: &mut Findings<'_>) -> Params<'s> {
    let Some(table) = fields.table("params", findings) else {
        let some_lost = fields.has("params") || findings.is_section_recovered(&fields.start());
        return Params { some_lost, ..Params::default() };
    };
    let named = table.named(findings);
    if named.len() > MOST_PARAMS {
        let message = format!("{} has {} params, of at most {MOST_PARAMS}", fields.what(), named.len());
        let help = "send what is more in a value of its own";
        findings.report(Diagnostic::new(Rule::InvalidParam, table.start(), message).help(help));
    }
    let mut params =
        Params { some_lost: findings.is_section_recovered(&fields.start()), ..Params::default() };
    for (name, node) in named {
        params.by_name.insert(name.value, params.drafts.len());
        params.drafts.push(read_param(&name, node, findings));
    }
    params
}

fn read_param(name: &At<&str>, node: &Node<'_>, findings: &mut Findings<'_>) -> ParamDraft {
    let what = What::Named("param", name.value);
    let mut sensitive = false;
    let mut doc = None;
    let stated = match node.get_ref() {
        DeValue::Table(table) => {
            let mut fields = Fields::new(table, what, name.span.clone());
            let stated = fields.string("type", findings);
            sensitive = read_sensitive(&mut fields, findings);
            doc = fields.string("doc", findings).map(|doc| doc.value.to_owned());
            fields.require("type", "\"string\"");
            fields.finish(findings);
            stated
        }
        _ => as_string(node, format_args!("{what}"), findings),
    };
    let known = stated.as_ref().and_then(|stated| stated.value.parse().ok());
    let guess = stated.filter(|_| known.is_none()).and_then(|stated| unknown_type(&stated, findings));
    let is_named_well = is_param_name(name.value);
    if !is_named_well {
        let message = format!("`{}` cannot be the name of a param", name.value);
        findings.report(Diagnostic::new(Rule::InvalidParam, name.span.clone(), message));
    }
    let param_type = known.or(guess).unwrap_or(ParamType::String);
    ParamDraft {
        param: Param { name: name.value.to_owned(), param_type, sensitive, doc },
        name_span: name.span.clone(),
        is_named_well,
        type_known: known.is_some(),
    }
}

/// Reports a type that is none, and says which may have been meant.
fn unknown_type(name: &At<&str>, findings: &mut Findings<'_>) -> Option<ParamType> {
    let near = match name.value {
        "str" | "&str" | "String" | "text" => Some("string"),
        "boolean" => Some("bool"),
        "i8" => Some("i16"),
        "int" | "integer" | "isize" | "i128" => Some("i64"),
        "usize" | "u128" => Some("u64"),
        "f32" | "float" | "double" => Some("f64"),
        other => nearest(other, ParamType::ALL.iter().map(|param_type| param_type.name())),
    };
    let message = format!("there is no type `{}` of a param", name.value);
    findings.report(with_near(Diagnostic::new(Rule::UnknownParamType, name.span.clone(), message), near));
    near.and_then(|near| near.parse().ok())
}

fn read_sensitive(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> bool {
    let Some(node) = fields.node("sensitive", findings) else { return false };
    match node.get_ref() {
        DeValue::Boolean(sensitive) => *sensitive,
        _ => {
            wrong_type(node, format_args!("`sensitive` of {}", fields.what()), "true or false", findings);
            // What may have been meant to be kept is kept.
            true
        }
    }
}
