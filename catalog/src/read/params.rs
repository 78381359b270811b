//! Reads `params`: the values that an occurrence of an entry has.

use std::collections::BTreeMap;
use std::ops::Range;

use errcat_types::limits::MAX_ENTRY_PARAMS;
use errcat_types::{ParamCase, ParamType};
use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What, as_string};
use crate::findings::Findings;
use crate::name::{in_case, param_name_error};
use crate::param::Param;
use crate::read::header::Header;
use crate::read::text::read_texts;
use crate::read::value::{Typed, read_flag, read_typed_value, unknown_type};
use crate::rule::Rule;
use crate::syntax::Node;

/// The params of an entry, with what is known about each.
#[derive(Default)]
pub(crate) struct Params<'s> {
    pub(crate) drafts: Vec<ParamDraft>,
    by_name: BTreeMap<&'s str, usize>,
    /// Whether some could not be read, so that an unknown name may be one of theirs.
    pub(crate) some_lost: bool,
}

/// A param, with what is known about it.
pub(crate) struct ParamDraft {
    pub(crate) param: Param,
    pub(crate) name_span: Range<usize>,
    /// Whether its name is valid. If not, it is kept for messages that use it.
    pub(crate) has_valid_name: bool,
    /// Whether the catalog declares its type. If not, the type is a guess, and no message is checked against it.
    pub(crate) type_known: bool,
    /// Whether the catalog has a text for an absent value, valid or not.
    pub(crate) has_absent: bool,
    /// The span of its wire name, if it has one of its own.
    wire_span: Option<Range<usize>>,
}

impl Params<'_> {
    /// Returns the index of a param in `drafts`.
    pub(crate) fn index(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Returns whether the entry has no params for certain.
    pub(crate) fn is_empty(&self) -> bool {
        self.drafts.is_empty() && !self.some_lost
    }

    /// Returns whether all names and types are valid.
    pub(crate) fn are_valid(&self) -> bool {
        self.drafts.iter().all(|draft| draft.has_valid_name && draft.type_known)
    }

    /// Returns the params with valid names.
    pub(crate) fn into_params(self) -> Vec<Param> {
        let valid = self.drafts.into_iter().filter(|draft| draft.has_valid_name);
        valid.map(|draft| draft.param).collect()
    }
}

/// Reads the params of an entry. Those of the entry that it refines come first.
pub(crate) fn read_params<'s>(
    fields: &mut Fields<'s>,
    inherited: Params<'s>,
    case: ParamCase,
    header: &Header,
    findings: &mut Findings<'_>,
) -> Params<'s> {
    let mut params = inherited;
    let Some(table) = fields.table("params", findings) else {
        params.some_lost |= fields.has("params") || findings.is_section_recovered(&fields.start());
        return params;
    };
    let named = table.named(findings);
    let count = params.drafts.len() + named.len();
    if count > MAX_ENTRY_PARAMS {
        let message = format!("{} has {count} params, but the maximum is {MAX_ENTRY_PARAMS}", fields.what());
        let help = "combine some of the params, or remove some";
        findings.report(Diagnostic::new(Rule::InvalidParam, table.start(), message).help(help));
    }
    params.some_lost |= findings.is_section_recovered(&fields.start());
    for (name, node) in named {
        if params.by_name.contains_key(name.value) {
            let message =
                format!("param `{}` of {} is one of the entry that it refines", name.value, fields.what());
            let help = "remove it: a refinement has the params of the entry that it refines";
            findings.report(Diagnostic::new(Rule::InvalidParam, name.span, message).help(help));
            continue;
        }
        let mut draft = read_param(&name, node, header, findings);
        if draft.wire_span.is_none() {
            draft.param.wire = in_case(name.value, case);
        }
        check_wire(&draft, &params.drafts, findings);
        params.by_name.insert(name.value, params.drafts.len());
        params.drafts.push(draft);
    }
    params
}

/// No two params of an entry have the same wire name.
fn check_wire(draft: &ParamDraft, earlier: &[ParamDraft], findings: &mut Findings<'_>) {
    let Some(first) = earlier.iter().find(|first| first.param.wire == draft.param.wire) else { return };
    let span_of = |draft: &ParamDraft| draft.wire_span.clone().unwrap_or_else(|| draft.name_span.clone());
    let message = format!("wire name `{}` is used twice", draft.param.wire);
    findings.report(
        Diagnostic::new(Rule::InvalidParam, span_of(draft), message)
            .label("used again here")
            .related(span_of(first), format!("first used here, by param `{}`", first.param.name))
            .help("give one of the params a different `wire`"),
    );
}

fn read_param(name: &At<&str>, node: &Node<'_>, header: &Header, findings: &mut Findings<'_>) -> ParamDraft {
    let error = param_name_error(name.value);
    let has_valid_name = error.is_none();
    if let Some(error) = error {
        let message = format!("param name `{}` {error}", name.value);
        findings.report(Diagnostic::new(Rule::InvalidParam, name.span.clone(), message));
    }
    let mut draft = ParamDraft {
        param: Param {
            name: name.value.to_owned(),
            wire: name.value.to_owned(),
            param_type: ParamType::String,
            sensitive: false,
            optional: false,
            absent: None,
            example: None,
            doc: None,
        },
        name_span: name.span.clone(),
        has_valid_name,
        type_known: false,
        has_absent: false,
        wire_span: None,
    };
    let what = What::Named("param", name.value);
    match node.get_ref() {
        DeValue::Table(table) => {
            read_param_table(Fields::new(table, what, name.span.clone()), &mut draft, header, findings);
        }
        _ => {
            let declared = as_string(node, format_args!("{what}"), findings);
            read_type(declared, &mut draft, findings);
        }
    }
    draft
}

fn read_param_table(
    mut fields: Fields<'_>,
    draft: &mut ParamDraft,
    header: &Header,
    findings: &mut Findings<'_>,
) {
    let declared = fields.string("type", findings);
    read_type(declared, draft, findings);
    read_wire(&mut fields, draft, findings);
    // If a flag is invalid, assume the one that reveals less.
    draft.param.sensitive = read_flag(&mut fields, "sensitive", findings).unwrap_or(true);
    draft.param.optional = read_flag(&mut fields, "optional", findings).unwrap_or(true);
    draft.has_absent = fields.has("absent");
    draft.param.absent = read_texts(&mut fields, "absent", header, findings);
    if let Some(node) = fields.node("example", findings).filter(|_| draft.type_known) {
        draft.param.example = read_typed_value(
            node,
            draft.param.param_type,
            format_args!("`example` of {}", fields.what()),
            Typed::Param,
            findings,
        );
    }
    draft.param.doc = fields.string("doc", findings).map(|doc| doc.value.to_owned());
    check_optional(&fields, draft, findings);
    fields.require("type", "\"string\"");
    fields.finish(findings);
}

/// A wire name is the name of a member of a JSON object: any text but an empty one.
fn read_wire(fields: &mut Fields<'_>, draft: &mut ParamDraft, findings: &mut Findings<'_>) {
    let Some(wire) = fields.string("wire", findings) else { return };
    if wire.value.is_empty() {
        let message = format!("`wire` of {} is empty", fields.what());
        let help = "write the name of the member that has the value, such as \"tableName\"";
        findings.report(Diagnostic::new(Rule::InvalidParam, wire.span, message).help(help));
        return;
    }
    draft.param.wire = wire.value.to_owned();
    draft.wire_span = Some(wire.span);
}

/// A sensitive param is not `optional`, and only an optional param has a text for an absent value.
fn check_optional(fields: &Fields<'_>, draft: &mut ParamDraft, findings: &mut Findings<'_>) {
    let Param { name, sensitive, optional, .. } = &draft.param;
    let (message, help) = if *sensitive && *optional && fields.has("optional") {
        let message = format!("param `{name}` is both sensitive and optional");
        (message, "remove `optional`: the value of a sensitive param may always be withheld")
    } else if draft.has_absent && !*optional {
        let message = format!("param `{name}` has `absent`, but is not optional");
        (message, "add `optional = true`, or remove `absent`")
    } else {
        return;
    };
    findings.report(Diagnostic::new(Rule::InvalidParam, draft.name_span.clone(), message).help(help));
    draft.param.optional &= !draft.param.sensitive;
}

fn read_type(declared: Option<At<&str>>, draft: &mut ParamDraft, findings: &mut Findings<'_>) {
    let Some(declared) = declared else { return };
    match declared.value.parse() {
        Ok(param_type) => (draft.param.param_type, draft.type_known) = (param_type, true),
        Err(_) => draft.param.param_type = unknown_type(&declared, Typed::Param, findings),
    }
}
