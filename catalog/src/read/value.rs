//! Reads what params and attributes have in common: a type, values of it, and flags.

use std::fmt;

use errcat_types::{ParamKind, ParamType};
use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, report_wrong_type};
use crate::findings::Findings;
use crate::near::{nearest, with_near};
use crate::read::code::does_not_fit;
use crate::rule::Rule;
use crate::syntax::Node;
use crate::value::Value;

/// What has a type.
#[derive(Clone, Copy)]
pub(super) enum Typed {
    Param,
    Attribute,
}

impl Typed {
    fn noun(self) -> &'static str {
        match self {
            Typed::Param => "param",
            Typed::Attribute => "attribute",
        }
    }

    /// Returns the rule that its values fit in its type.
    fn rule(self) -> Rule {
        match self {
            Typed::Param => Rule::InvalidParam,
            Typed::Attribute => Rule::InvalidAttribute,
        }
    }
}

/// Reads a value of a type.
pub(super) fn read_typed_value(
    node: &Node<'_>,
    value_type: ParamType,
    what: fmt::Arguments<'_>,
    of: Typed,
    findings: &mut Findings<'_>,
) -> Option<Value> {
    let expected = match (value_type.kind(), node.get_ref()) {
        (ParamKind::Text, DeValue::String(text)) => return Some(Value::Text(text.as_ref().to_owned())),
        (ParamKind::Bool, DeValue::Boolean(value)) => return Some(Value::Bool(*value)),
        (ParamKind::Integer, DeValue::Integer(integer)) => {
            let (least, greatest) = value_type.range()?;
            let value = i128::from_str_radix(integer.as_str(), integer.radix());
            if let Some(value) = value.ok().filter(|value| (least..=greatest).contains(value)) {
                return Some(Value::Integer(value));
            }
            let message = format!("{what} {}", does_not_fit(value_type.name(), least, greatest));
            let help = format!("use a value of the {}'s type", of.noun());
            findings.report(Diagnostic::new(of.rule(), node.span(), message).help(help));
            return None;
        }
        (ParamKind::Float, DeValue::Float(_) | DeValue::Integer(_)) => {
            let digits = findings.text_at(&node.span()).replace('_', "");
            if let Some(number) = digits.parse().ok().filter(|number: &f64| number.is_finite()) {
                return Some(Value::Float(number));
            }
            "a finite decimal number"
        }
        (ParamKind::Text, _) => "a string",
        (ParamKind::Bool, _) => "true or false",
        (ParamKind::Integer, _) => "an integer",
        (ParamKind::Float, _) => "a number",
    };
    report_wrong_type(node, what, expected, findings);
    None
}

/// Reports an unknown type, and returns the type that was probably meant.
pub(super) fn unknown_type(name: &At<&str>, of: Typed, findings: &mut Findings<'_>) -> ParamType {
    let near = match name.value {
        "str" | "&str" | "String" | "text" => Some("string"),
        "boolean" => Some("bool"),
        "i8" => Some("i16"),
        "int" | "integer" | "isize" | "i128" => Some("i64"),
        "usize" | "u128" => Some("u64"),
        "f32" | "float" | "double" => Some("f64"),
        other => nearest(other, ParamType::ALL.iter().map(|value_type| value_type.name())),
    };
    let message = format!("unknown {} type `{}`", of.noun(), name.value);
    findings.report(with_near(Diagnostic::new(Rule::UnknownParamType, name.span.clone(), message), near));
    near.and_then(|near| near.parse().ok()).unwrap_or(ParamType::String)
}

/// Reads a boolean; `None` if it is invalid, and false if it is absent.
pub(super) fn read_flag(
    fields: &mut Fields<'_>,
    key: &'static str,
    findings: &mut Findings<'_>,
) -> Option<bool> {
    let Some(node) = fields.node(key, findings) else { return Some(false) };
    match node.get_ref() {
        DeValue::Boolean(value) => Some(*value),
        _ => {
            report_wrong_type(node, format_args!("`{key}` of {}", fields.what()), "true or false", findings);
            None
        }
    }
}
