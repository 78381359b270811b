//! Reads codes, and arrays of codes.

use std::fmt;

use errcat_types::CodeType;
use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, as_string, report_wrong_type};
use crate::findings::Findings;
use crate::model::Code;
use crate::rule::Rule;
use crate::syntax::Node;

/// The type of a table's codes.
#[derive(Clone, Copy)]
pub(crate) struct Codes {
    pub(crate) code_type: CodeType,
    /// Whether the table declares it. If not, the type is a guess, and no code is checked against it.
    pub(crate) declared: bool,
}

pub(crate) fn read_codes(
    fields: &mut Fields<'_>,
    key: &'static str,
    codes: Codes,
    findings: &mut Findings<'_>,
) -> Vec<At<Code>> {
    let nodes = fields.list(key, findings).into_iter();
    let what = fields.what();
    nodes
        .filter_map(|node| read_code(node, format_args!("an item of `{key}` of {what}"), codes, findings))
        .collect()
}

/// The maximum number of characters in a string code.
const MAX_LEN: usize = 256;

/// A code is a value of its table's code type.
pub(crate) fn read_code(
    node: &Node<'_>,
    what: fmt::Arguments<'_>,
    codes: Codes,
    findings: &mut Findings<'_>,
) -> Option<At<Code>> {
    // A code that does not fit a guessed type is not an error.
    let mut discarded = findings.discarded();
    let findings = if codes.declared { findings } else { &mut discarded };
    match codes.code_type.range() {
        Some(range) => read_integer_code(node, what, codes.code_type, range, findings),
        None => read_string_code(node, what, findings),
    }
}

fn read_integer_code(
    node: &Node<'_>,
    what: fmt::Arguments<'_>,
    code_type: CodeType,
    (least, greatest): (i128, i128),
    findings: &mut Findings<'_>,
) -> Option<At<Code>> {
    let DeValue::Integer(integer) = node.get_ref() else {
        report_wrong_type(node, what, "an integer", findings);
        return None;
    };
    let radix = integer.radix();
    match i128::from_str_radix(integer.as_str(), radix) {
        Ok(value) if (least..=greatest).contains(&value) => {
            Some(At { value: Code::Integer { value, radix }, span: node.span() })
        }
        _ => {
            let message = format!("{what} {}", does_not_fit(code_type.name(), least, greatest));
            findings.report(Diagnostic::new(Rule::CodeOutOfRange, node.span(), message));
            None
        }
    }
}

/// Says that a value is out of the range of an integer type.
pub(super) fn does_not_fit(type_name: &str, least: i128, greatest: i128) -> String {
    let article = if type_name.starts_with('i') { "an" } else { "a" };
    format!("does not fit in {article} {type_name} ({least} to {greatest})")
}

/// A string has 1 to 256 characters, without control characters and without whitespace at either end: a received code is
/// trimmed before it is looked up.
fn read_string_code(
    node: &Node<'_>,
    what: fmt::Arguments<'_>,
    findings: &mut Findings<'_>,
) -> Option<At<Code>> {
    let text = as_string(node, what, findings)?;
    let length = text.value.chars().count();
    let error = if length == 0 {
        Some(format!("{what} is empty"))
    } else if length > MAX_LEN {
        Some(format!("{what} has {length} characters, but the maximum is {MAX_LEN}"))
    } else if text.value.contains(char::is_control) {
        Some(format!("{what} contains a control character"))
    } else if text.value.trim() != text.value {
        Some(format!("{what} starts or ends with whitespace"))
    } else {
        None
    };
    if let Some(message) = error {
        let help = format!(
            "use 1 to {MAX_LEN} characters, without control characters and without whitespace at either end"
        );
        findings.report(Diagnostic::new(Rule::CodeOutOfRange, text.span, message).help(help));
        return None;
    }
    Some(At { value: Code::String(text.value.to_owned()), span: text.span })
}
