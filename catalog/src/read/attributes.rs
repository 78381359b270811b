//! Reads attributes: their declarations in `[catalog.attributes]`, and the values that entries and classes give them.

use std::fmt;

use errcat_types::limits::MAX_ATTRIBUTES;
use errcat_types::{ParamKind, ParamType};
use toml::de::DeValue;

use crate::attribute::Attribute;
use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What, as_string};
use crate::findings::Findings;
use crate::name::attribute_name_error;
use crate::near::{nearest, with_near};
use crate::read::value::{Typed, read_flag, read_typed_value, unknown_type};
use crate::rule::Rule;
use crate::syntax::Node;
use crate::value::Value;

/// The attributes that a catalog declares, with what is known about each.
#[derive(Default)]
pub(crate) struct Attributes {
    drafts: Vec<AttributeDraft>,
    /// Whether some could not be read, so that an unknown name may be one of theirs.
    some_lost: bool,
}

/// An attribute, with what is known about it.
struct AttributeDraft {
    attribute: Attribute,
    /// Whether its name is valid. If not, it is kept for entries that name it.
    has_valid_name: bool,
    /// Whether the catalog declares its type. If not, the type is a guess, and no value is checked against it.
    type_known: bool,
}

impl Attributes {
    fn find(&self, name: &str) -> Option<&AttributeDraft> {
        self.drafts.iter().find(|draft| draft.attribute.name == name)
    }

    /// Returns attributes that could not be read.
    pub(super) fn lost() -> Attributes {
        Attributes { drafts: Vec::new(), some_lost: true }
    }

    /// Returns a value of each required attribute, in place of values that could not be read.
    pub(super) fn required(&self) -> Vec<(String, Value)> {
        let required = self.drafts.iter().filter(|draft| draft.has_valid_name && draft.attribute.required);
        required.map(AttributeDraft::placeholder).collect()
    }

    /// Returns the values of an entry that could not be read.
    pub(crate) fn placeholders(&self) -> Vec<(String, Value)> {
        let valid = self.drafts.iter().filter(|draft| draft.has_valid_name);
        let of_each = valid.filter(|draft| !draft.attribute.is_optional()).map(|draft| {
            let (name, value) = draft.placeholder();
            (name, draft.attribute.default.clone().unwrap_or(value))
        });
        of_each.collect()
    }

    /// Returns the attributes with valid names.
    pub(crate) fn into_attributes(self) -> Vec<Attribute> {
        let valid = self.drafts.into_iter().filter(|draft| draft.has_valid_name);
        valid.map(|draft| draft.attribute).collect()
    }
}

impl AttributeDraft {
    /// Returns its name, and a value in place of one that could not be read.
    fn placeholder(&self) -> (String, Value) {
        (self.attribute.name.clone(), placeholder(self.attribute.value_type))
    }
}

/// A catalog declares at most 32 attributes.
pub(super) fn read_declarations(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Attributes {
    let Some(table) = fields.table("attributes", findings) else {
        return if fields.has("attributes") { Attributes::lost() } else { Attributes::default() };
    };
    let mut named = table.named(findings);
    let some_lost = named.len() > MAX_ATTRIBUTES;
    if some_lost {
        let count = named.len();
        let message = format!("the catalog has {count} attributes, but the maximum is {MAX_ATTRIBUTES}");
        let help = "combine some of the attributes, or remove some";
        findings.report(Diagnostic::new(Rule::InvalidAttribute, table.start(), message).help(help));
        named.truncate(MAX_ATTRIBUTES);
    }
    let drafts = named.into_iter().map(|(name, node)| read_declaration(&name, node, findings));
    Attributes { drafts: drafts.collect(), some_lost }
}

/// The name of an attribute is snake case, and neither a keyword nor a method of every enum.
fn read_declaration(name: &At<&str>, node: &Node<'_>, findings: &mut Findings<'_>) -> AttributeDraft {
    let error = attribute_name_error(name.value);
    let has_valid_name = error.is_none();
    if let Some(error) = error {
        let message = format!("attribute name `{}` {error}", name.value);
        findings.report(Diagnostic::new(Rule::InvalidAttribute, name.span.clone(), message));
    }
    let attribute = Attribute {
        name: name.value.to_owned(),
        value_type: ParamType::String,
        required: false,
        default: None,
        doc: None,
    };
    let mut draft = AttributeDraft { attribute, has_valid_name, type_known: false };
    let what = What::Named("attribute", name.value);
    match node.get_ref() {
        DeValue::Table(table) => {
            read_declaration_table(Fields::new(table, what, name.span.clone()), &mut draft, findings);
        }
        _ => {
            let declared = as_string(node, format_args!("{what}"), findings);
            read_type(declared, &mut draft, findings);
        }
    }
    draft
}

fn read_declaration_table(mut fields: Fields<'_>, draft: &mut AttributeDraft, findings: &mut Findings<'_>) {
    let declared = fields.string("type", findings);
    read_type(declared, draft, findings);
    draft.attribute.required = read_flag(&mut fields, "required", findings).unwrap_or(false);
    if let Some(node) = fields.node("default", findings) {
        draft.attribute.default =
            Some(read_known(node, draft, format_args!("`default` of {}", fields.what()), findings));
        check_default(node, draft, findings);
    }
    draft.attribute.doc = fields.string("doc", findings).map(|doc| doc.value.to_owned());
    fields.require("type", "\"string\"");
    fields.finish(findings);
}

/// An attribute with a default is not required.
fn check_default(node: &Node<'_>, draft: &mut AttributeDraft, findings: &mut Findings<'_>) {
    if draft.attribute.required {
        let message = format!("attribute `{}` is required and has a default", draft.attribute.name);
        let help = "remove `required`: with a default, every entry has a value";
        findings.report(Diagnostic::new(Rule::InvalidAttribute, node.span(), message).help(help));
        draft.attribute.required = false;
    }
}

fn read_type(declared: Option<At<&str>>, draft: &mut AttributeDraft, findings: &mut Findings<'_>) {
    let Some(declared) = declared else { return };
    match declared.value.parse() {
        Ok(value_type) => (draft.attribute.value_type, draft.type_known) = (value_type, true),
        Err(_) => draft.attribute.value_type = unknown_type(&declared, Typed::Attribute, findings),
    }
}

/// Reads a value of an attribute; a placeholder if it is invalid, or if the type is not known.
fn read_known(
    node: &Node<'_>,
    draft: &AttributeDraft,
    what: fmt::Arguments<'_>,
    findings: &mut Findings<'_>,
) -> Value {
    let value_type = draft.attribute.value_type;
    let value = if draft.type_known {
        read_typed_value(node, value_type, what, Typed::Attribute, findings)
    } else {
        None
    };
    value.unwrap_or_else(|| placeholder(value_type))
}

fn placeholder(value_type: ParamType) -> Value {
    match value_type.kind() {
        ParamKind::Text => Value::Text(String::new()),
        ParamKind::Bool => Value::Bool(false),
        ParamKind::Integer => Value::Integer(0),
        ParamKind::Float => Value::Float(0.0),
    }
}

/// Reads the values that an entry or a class gives to attributes. Each is one that the catalog declares.
pub(super) fn read_attributes(
    fields: &mut Fields<'_>,
    declared: &Attributes,
    findings: &mut Findings<'_>,
) -> Vec<(String, Value)> {
    let Some(table) = fields.table("attributes", findings) else {
        // The required ones may be among what could not be read.
        return if fields.has("attributes") { declared.required() } else { Vec::new() };
    };
    let mut values: Vec<(String, Value)> = Vec::new();
    for (name, node) in table.named(findings) {
        if let Some(draft) = declared.find(name.value) {
            values.push((
                name.value.to_owned(),
                read_known(node, draft, format_args!("`{}` in {}", name.value, table.what()), findings),
            ));
        } else if !declared.some_lost && !findings.any_recovered() {
            let message = format!("unknown attribute `{}` in {}", name.value, table.what());
            let absent = declared.drafts.iter().filter(|draft| !table.has(&draft.attribute.name));
            let near = nearest(name.value, absent.map(|draft| draft.attribute.name.as_str()));
            // A required attribute that is mistyped is reported once.
            values.extend(near.and_then(|near| declared.find(near)).map(AttributeDraft::placeholder));
            let diagnostic = Diagnostic::new(Rule::UnknownAttribute, name.span.clone(), message)
                .help(format!("declare it in [catalog.attributes]: {} = \"string\"", name.value));
            findings.report(with_near(diagnostic, near));
        }
    }
    let position = |name: &str| declared.drafts.iter().position(|draft| draft.attribute.name == name);
    values.sort_by_key(|(name, _)| position(name));
    values.retain(|(name, _)| declared.find(name).is_some_and(|draft| draft.has_valid_name));
    values
}

/// Returns the value that an entry has of each attribute: the first that is stated, or the default. The entry has a value of
/// each required attribute; a missing one is reported, unless it may be where something else could not be read.
pub(super) fn resolve_attributes(
    stated: &[&[(String, Value)]],
    declared: &Attributes,
    entry: &At<&str>,
    some_lost: bool,
    findings: &mut Findings<'_>,
) -> Vec<(String, Value)> {
    let mut values = Vec::with_capacity(declared.drafts.len());
    for draft in declared.drafts.iter().filter(|draft| draft.has_valid_name) {
        let Attribute { name, value_type, required, default, doc: _ } = &draft.attribute;
        let found = stated.iter().copied().flatten().find(|(known, _)| known == name);
        let value = found.map(|(_, value)| value).or(default.as_ref()).cloned();
        if value.is_none() && *required && !some_lost && !findings.any_recovered() {
            let message = format!("attribute `{name}` is missing in entry `{}`", entry.value);
            let example = example(*value_type);
            let help = format!("add {name} = {example} to its `attributes`, or to those of its class");
            findings.report(Diagnostic::new(Rule::MissingKey, entry.span.clone(), message).help(help));
        }
        let value = value.or_else(|| required.then(|| placeholder(*value_type)));
        values.extend(value.map(|value| (name.clone(), value)));
    }
    values
}

fn example(value_type: ParamType) -> &'static str {
    match value_type.kind() {
        ParamKind::Text => "\"...\"",
        ParamKind::Bool => "true",
        ParamKind::Integer => "1",
        ParamKind::Float => "0.5",
    }
}
