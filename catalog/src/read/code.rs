//! Codes: `code`, and arrays of them.

use std::fmt;

use errcat_types::CodeType;
use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, as_string, wrong_type};
use crate::findings::Findings;
use crate::model::Code;
use crate::rule::Rule;
use crate::syntax::Node;

/// The type of a table's codes.
#[derive(Clone, Copy)]
pub(crate) struct Codes {
    pub(crate) code_type: CodeType,
    /// Whether the table says so. If not, the type is a guess, and no code is held to it.
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
        .filter_map(|node| read_code(node, format_args!("an item in `{key}` of {what}"), codes, findings))
        .collect()
}

const LONGEST_CODE: usize = 256;

/// A code is a value of its table's code type.
pub(crate) fn read_code(
    node: &Node<'_>,
    what: fmt::Arguments<'_>,
    codes: Codes,
    findings: &mut Findings<'_>,
) -> Option<At<Code>> {
    // Against a guessed type, a code has no fault of its own.
    let mut unheard = findings.unheard();
    let findings = if codes.declared { findings } else { &mut unheard };
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
        wrong_type(node, what, "an integer", findings);
        return None;
    };
    let radix = integer.radix();
    match i128::from_str_radix(integer.as_str(), radix) {
        Ok(value) if (least..=greatest).contains(&value) => {
            Some(At { value: Code::Integer { value, radix }, span: node.span() })
        }
        _ => {
            let message = format!("{what} does not fit in `{code_type}` ({least} to {greatest})");
            findings.report(Diagnostic::new(Rule::CodeOutOfRange, node.span(), message));
            None
        }
    }
}

/// A string has 1 to 256 characters, none of them a control character, and no white space at its ends: what comes is read
/// without it.
fn read_string_code(
    node: &Node<'_>,
    what: fmt::Arguments<'_>,
    findings: &mut Findings<'_>,
) -> Option<At<Code>> {
    let text = as_string(node, what, findings)?;
    let length = text.value.chars().count();
    let fault = if length == 0 {
        Some(format!("{what} is empty"))
    } else if length > LONGEST_CODE {
        Some(format!("{what} has {length} characters, of which {LONGEST_CODE} are the most"))
    } else if text.value.contains(char::is_control) {
        Some(format!("{what} has a control character"))
    } else if text.value.trim() != text.value {
        Some(format!("{what} begins or ends with white space"))
    } else {
        None
    };
    if let Some(message) = fault {
        let help = format!(
            "write a code of 1 to {LONGEST_CODE} characters, no white space at its ends, no control character"
        );
        findings.report(Diagnostic::new(Rule::CodeOutOfRange, text.span, message).help(help));
        return None;
    }
    Some(At { value: Code::String(text.value.to_owned()), span: text.span })
}
