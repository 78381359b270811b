//! `params`: the values that an occurrence of an entry has.

use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, as_string, wrong_type};
use crate::findings::Findings;
use crate::name::is_param_name;
use crate::near::nearest;
use crate::param::{Param, ParamType};
use crate::read::policy::with_near;
use crate::rule::Rule;
use crate::syntax::Node;

/// How many params an entry may have.
const MOST_PARAMS: usize = 32;

/// The params of an entry, each with the place of its name.
pub(crate) fn read_params(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Vec<At<Param>> {
    let Some(table) = fields.table("params", findings) else { return Vec::new() };
    let named = table.named(findings);
    if named.len() > MOST_PARAMS {
        let message = format!("{} has {} params, of at most {MOST_PARAMS}", fields.what(), named.len());
        let help = "send what is more in a value of its own";
        findings.report(Diagnostic::new(Rule::InvalidParam, table.start(), message).help(help));
    }
    let named = named.into_iter().take(MOST_PARAMS);
    named.filter_map(|(name, node)| read_param(&name, node, findings)).collect()
}

fn read_param(name: &At<&str>, node: &Node<'_>, findings: &mut Findings<'_>) -> Option<At<Param>> {
    let what = format!("param `{}`", name.value);
    let param = match node.get_ref() {
        DeValue::String(_) => Param {
            name: name.value.to_owned(),
            param_type: read_type(&as_string(node, &what, findings)?, findings),
            sensitive: false,
            doc: None,
        },
        DeValue::Table(table) => {
            let mut fields = Fields::new(table, what, name.span.clone());
            let named = fields.string("type", findings);
            let param = Param {
                name: name.value.to_owned(),
                param_type: named.map_or(ParamType::String, |named| read_type(&named, findings)),
                sensitive: read_sensitive(&mut fields, findings),
                doc: fields.string("doc", findings).map(|doc| doc.value.to_owned()),
            };
            fields.require("type", "\"string\"");
            fields.finish(findings);
            param
        }
        _ => {
            wrong_type(node, &what, "a string", findings);
            // Stood in for, so that its placeholders are no faults of their own.
            Param { name: name.value.to_owned(), param_type: ParamType::String, sensitive: false, doc: None }
        }
    };
    if !is_param_name(name.value) {
        let message = format!("`{}` cannot be the name of a param", name.value);
        findings.report(Diagnostic::new(Rule::InvalidParam, name.span.clone(), message));
        return None;
    }
    Some(At { value: param, span: name.span.clone() })
}

fn read_type(name: &At<&str>, findings: &mut Findings<'_>) -> ParamType {
    if let Some(param_type) = ParamType::from_name(name.value) {
        return param_type;
    }
    let near = match name.value {
        "str" | "&str" | "String" | "text" => Some("string"),
        "boolean" => Some("bool"),
        "i8" => Some("i16"),
        "u8" => Some("u16"),
        "int" | "integer" | "isize" | "i128" => Some("i64"),
        "usize" | "u128" => Some("u64"),
        "f32" | "float" | "double" => Some("f64"),
        other => nearest(other, ParamType::ALL.iter().map(|param_type| param_type.name())),
    };
    let message = format!("there is no type `{}` of a param", name.value);
    findings.report(with_near(Diagnostic::new(Rule::UnknownParamType, name.span.clone(), message), near));
    near.and_then(ParamType::from_name).unwrap_or(ParamType::String)
}

fn read_sensitive(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> bool {
    let Some(node) = fields.node("sensitive", findings) else { return false };
    match node.get_ref() {
        DeValue::Boolean(sensitive) => *sensitive,
        _ => {
            wrong_type(node, &format!("`sensitive` of {}", fields.what()), "true or false", findings);
            // What may have been meant to be kept is kept.
            true
        }
    }
}
