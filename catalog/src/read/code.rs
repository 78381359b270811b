//! Reads codes, ranges of codes, and other values that are like codes.

use std::fmt;

use errcat_types::CodeType;
use errcat_types::limits::MAX_CODE_LEN;
use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What, as_string, as_table, report_wrong_type};
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

/// Further codes of an entry: single ones, and ranges.
#[derive(Default)]
pub(crate) struct FurtherCodes {
    pub(crate) single: Vec<At<Code>>,
    pub(crate) ranges: Vec<At<(i128, i128)>>,
}

/// Reads `also`: codes, and in a table of integers ranges of codes.
pub(crate) fn read_also(fields: &mut Fields<'_>, codes: Codes, findings: &mut Findings<'_>) -> FurtherCodes {
    let mut also = FurtherCodes::default();
    for node in fields.list("also", findings) {
        if node.get_ref().is_table() {
            let range = read_range(node, "a range of `also`", codes, findings);
            also.ranges.extend(range.filter(|range| fits_type(range, codes, findings)));
        } else {
            also.single.extend(read_code(
                node,
                format_args!("an item of `also` of {}", fields.what()),
                codes,
                findings,
            ));
        }
    }
    also
}

/// A range of codes consists of integers, and its `from` is not greater than its `to`.
pub(crate) fn read_range(
    node: &Node<'_>,
    what: &'static str,
    codes: Codes,
    findings: &mut Findings<'_>,
) -> Option<At<(i128, i128)>> {
    let table = as_table(node, format_args!("{what}"), findings)?;
    let mut fields = Fields::new(table, What::Words(what.into()), node.span());
    let from = fields.integer("from", findings);
    let to = fields.integer("to", findings);
    fields.require("from", "1");
    fields.require("to", "99");
    fields.finish(findings);
    let (from, to) = (from?.value, to?.value);
    let error = if codes.declared && codes.code_type == CodeType::String {
        let message = "a range cannot be used for string codes".to_owned();
        Some((message, "list the codes one by one"))
    } else if from > to {
        Some((format!("the range from {from} to {to} is empty"), "swap `from` and `to`"))
    } else {
        None
    };
    match error {
        Some((message, help)) => {
            findings.report(Diagnostic::new(Rule::InvalidRange, node.span(), message).help(help));
            None
        }
        None => Some(At { value: (from, to), span: node.span() }),
    }
}

/// Both ends of a range are codes of the table's type. A range that is only reserved may be larger.
pub(crate) fn fits_type(range: &At<(i128, i128)>, codes: Codes, findings: &mut Findings<'_>) -> bool {
    let Some((least, greatest)) = codes.code_type.range().filter(|_| codes.declared) else { return true };
    let (from, to) = range.value;
    let fits = least <= from && to <= greatest;
    if !fits {
        let does_not_fit = does_not_fit(codes.code_type.name(), least, greatest);
        let message = format!("the range from {from} to {to} {does_not_fit}");
        findings.report(Diagnostic::new(Rule::CodeOutOfRange, range.span.clone(), message));
    }
    fits
}

/// Reads a value that a response has besides the code: an integer of 64 bits, or a string that could be a code.
pub(crate) fn read_value(
    node: &Node<'_>,
    what: fmt::Arguments<'_>,
    findings: &mut Findings<'_>,
) -> Option<At<Code>> {
    match node.get_ref() {
        DeValue::String(_) => read_string_code(node, what, findings),
        DeValue::Integer(integer) => {
            let radix = integer.radix();
            let value = i128::from_str_radix(integer.as_str(), radix).ok();
            let value = value.filter(|value| (i64::MIN.into()..=u64::MAX.into()).contains(value));
            if value.is_none() {
                let message = format!("{what} does not fit in 64 bits");
                findings.report(
                    Diagnostic::new(Rule::CodeOutOfRange, node.span(), message).help("use a smaller number"),
                );
            }
            value.map(|value| At { value: Code::Integer { value, radix }, span: node.span() })
        }
        _ => {
            report_wrong_type(node, what, "an integer or a string", findings);
            None
        }
    }
}

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

/// A string has 1 to 256 bytes, without control characters and without whitespace at either end: a received code is
/// trimmed before it is looked up.
fn read_string_code(
    node: &Node<'_>,
    what: fmt::Arguments<'_>,
    findings: &mut Findings<'_>,
) -> Option<At<Code>> {
    let text = as_string(node, what, findings)?;
    let length = text.value.len();
    let error = if length == 0 {
        Some(format!("{what} is empty"))
    } else if length > MAX_CODE_LEN {
        Some(format!("{what} has {length} bytes, but the maximum is {MAX_CODE_LEN}"))
    } else if text.value.contains(char::is_control) {
        Some(format!("{what} contains a control character"))
    } else if text.value.trim() != text.value {
        Some(format!("{what} starts or ends with whitespace"))
    } else {
        None
    };
    if let Some(message) = error {
        let help = format!(
            "use 1 to {MAX_CODE_LEN} bytes, without control characters and without whitespace at either end"
        );
        findings.report(Diagnostic::new(Rule::CodeOutOfRange, text.span, message).help(help));
        return None;
    }
    Some(At { value: Code::String(text.value.to_owned()), span: text.span })
}
