//! `[tables.NAME]`: a table's declaration.

use std::ops::Range;

use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, as_string, as_table, wrong_type};
use crate::findings::Findings;
use crate::model::{Class, Code, CodeType, Envelope, Table, Unknown};
use crate::name::{fault_of_name, pascal_case, suggested_name};
use crate::near::nearest;
use crate::read::Header;
use crate::read::entry::unknown_class;
use crate::read::envelope::read_envelope;
use crate::read::policy::{check_by_status, read_policy, read_unknown_policy, with_near};
use crate::rule::Rule;
use crate::syntax::Node;

/// A table as it is declared, before its entries are read.
pub(crate) struct TableDraft {
    pub(crate) model: Table,
    /// Where the enum's name stands, or the table's, from which it is made.
    pub(crate) enum_span: Range<usize>,
    pub(crate) name_span: Range<usize>,
    pub(crate) success: Vec<At<Code>>,
    pub(crate) reserved: Reserved,
}

/// What is never to be used (again).
#[derive(Default)]
pub(crate) struct Reserved {
    pub(crate) codes: Vec<At<Code>>,
    pub(crate) ranges: Vec<At<(i64, i64)>>,
    pub(crate) names: Vec<At<String>>,
}

impl TableDraft {
    pub(crate) fn declares_class(&self, class: &str) -> bool {
        self.model.classes.iter().any(|known| known.name == class)
    }

    pub(crate) fn example_code(&self) -> &'static str {
        if self.model.code_type == CodeType::String { "\"...\"" } else { "1" }
    }
}

pub(crate) fn read_table(
    name: &At<&str>,
    mut fields: Fields<'_>,
    header: &Header,
    findings: &mut Findings<'_>,
) -> TableDraft {
    let code_type = read_code_type(&mut fields, findings);
    let (enum_name, enum_span) = read_enum_name(name, &mut fields, findings);
    let doc = fields.string("doc", findings).map(|doc| doc.value.to_owned());
    let success = read_codes(&mut fields, "success", code_type, findings);
    let class = fields.string("class", findings);
    let unknown = read_unknown(&mut fields, header, findings);
    let reserved = fields.table("reserved", findings);
    let reserved =
        reserved.map_or_else(Reserved::default, |fields| read_reserved(fields, code_type, findings));
    let envelope = fields.table("envelope", findings);
    let envelope = envelope.map_or_else(Envelope::default, |fields| read_envelope(fields, findings));
    let classes = fields.table("classes", findings);
    let classes = classes.map_or_else(Vec::new, |fields| read_classes(&fields, header, findings));
    fields.finish(findings);

    let model = Table {
        name: name.value.to_owned(),
        enum_name,
        doc,
        code_type,
        success: success.iter().map(|code| code.value.clone()).collect(),
        class: None,
        unknown,
        envelope,
        classes,
        entries: Vec::new(),
    };
    let mut draft = TableDraft { model, enum_span, name_span: name.span.clone(), success, reserved };
    if let Some(class) = class {
        if draft.declares_class(class.value) {
            draft.model.class = Some(class.value.to_owned());
        } else if !findings.any_recovered() {
            findings.report(unknown_class(&class, &draft));
        }
    }
    draft
}

fn read_code_type(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> CodeType {
    fields.require("code", "\"i32\"");
    let Some(name) = fields.string("code", findings) else { return CodeType::I64 };
    let code_type = CodeType::ALL.into_iter().find(|code_type| code_type.name() == name.value);
    code_type.unwrap_or_else(|| {
        let message = format!("there is no code type `{}`", name.value);
        let near = match name.value {
            "str" | "&str" | "String" | "text" => Some("string"),
            "i8" => Some("i16"),
            "u8" => Some("u16"),
            "u64" => Some("i64"),
            other => nearest(other, CodeType::ALL.iter().map(|code_type| code_type.name())),
        };
        findings.report(with_near(Diagnostic::new(Rule::UnknownCodeType, name.span, message), near));
        CodeType::I64
    })
}

fn read_enum_name(
    name: &At<&str>,
    fields: &mut Fields<'_>,
    findings: &mut Findings<'_>,
) -> (String, Range<usize>) {
    let default = pascal_case(name.value) + "Error";
    let Some(given) = fields.string("enum", findings) else { return (default, name.span.clone()) };
    match fault_of_name(given.value) {
        None if !given.value.is_empty() => (given.value.to_owned(), given.span),
        fault => {
            let message = format!("the enum's name `{}` {}", given.value, fault.unwrap_or("is empty"));
            let suggestion = suggested_name(given.value);
            let diagnostic = Diagnostic::new(Rule::InvalidName, given.span, message);
            findings.report(with_near(diagnostic, suggestion.as_deref()));
            (default, name.span.clone())
        }
    }
}

fn read_unknown(fields: &mut Fields<'_>, header: &Header, findings: &mut Findings<'_>) -> Unknown {
    let is_table = fields.node("unknown", findings).is_some_and(|node| node.get_ref().is_table());
    if !is_table {
        check_by_status(fields, findings);
        return Unknown::ByStatus;
    }
    let Some(mut policy) = fields.table("unknown", findings) else { return Unknown::ByStatus };
    let unknown = read_unknown_policy(&mut policy, &header.remedies, findings);
    policy.finish(findings);
    unknown.map_or(Unknown::ByStatus, |(retry, replay)| Unknown::Policy { retry, replay })
}

fn read_reserved(mut fields: Fields<'_>, code_type: CodeType, findings: &mut Findings<'_>) -> Reserved {
    let mut reserved = Reserved {
        codes: read_codes(&mut fields, "codes", code_type, findings),
        ranges: Vec::new(),
        names: Vec::new(),
    };
    for node in fields.list("ranges", findings) {
        reserved.ranges.extend(read_range(node, code_type, findings));
    }
    for name in fields.strings("names", findings) {
        reserved.names.push(At { value: name.value.to_owned(), span: name.span });
    }
    fields.finish(findings);
    reserved
}

/// A reserved range is of integers, and its `from` is not greater than its `to`.
fn read_range(node: &Node<'_>, code_type: CodeType, findings: &mut Findings<'_>) -> Option<At<(i64, i64)>> {
    let table = as_table(node, "a reserved range", findings)?;
    let mut fields = Fields::new(table, "the reserved range", node.span());
    let from = fields.integer("from", findings);
    let to = fields.integer("to", findings);
    fields.require("from", "1");
    fields.require("to", "99");
    fields.finish(findings);
    let (from, to) = (from?.value, to?.value);
    let fault = if code_type == CodeType::String {
        Some("the codes of this table are strings, of which there are no ranges".to_owned())
    } else if from > to {
        Some(format!("the range from {from} to {to} is empty"))
    } else {
        None
    };
    match fault {
        Some(message) => {
            findings.report(Diagnostic::new(Rule::InvalidRange, node.span(), message));
            None
        }
        None => Some(At { value: (from, to), span: node.span() }),
    }
}

fn read_classes(fields: &Fields<'_>, header: &Header, findings: &mut Findings<'_>) -> Vec<Class> {
    let mut classes = Vec::new();
    for (name, node) in fields.named(findings) {
        let what = format!("class `{}`", name.value);
        let Some(table) = as_table(node, &what, findings) else { continue };
        let mut fields = Fields::new(table, what, name.span);
        let policy = read_policy(&mut fields, &header.remedies, findings);
        fields.finish(findings);
        classes.push(Class {
            name: name.value.to_owned(),
            http: policy.http,
            category: policy.category,
            retry: policy.retry,
            replay: policy.replay,
        });
    }
    classes
}

fn read_codes(
    fields: &mut Fields<'_>,
    key: &'static str,
    code_type: CodeType,
    findings: &mut Findings<'_>,
) -> Vec<At<Code>> {
    let what = format!("an item in `{key}` of {}", fields.what());
    let nodes = fields.list(key, findings);
    nodes.into_iter().filter_map(|node| read_code(node, &what, code_type, findings)).collect()
}

const LONGEST_CODE: usize = 256;

/// A code is a value of its table's code type; a string has 1 to 256 characters, none of them a control character.
pub(crate) fn read_code(
    node: &Node<'_>,
    what: &str,
    code_type: CodeType,
    findings: &mut Findings<'_>,
) -> Option<At<Code>> {
    let Some((least, greatest)) = code_type.range() else {
        let text = as_string(node, what, findings)?;
        let length = text.value.chars().count();
        if length == 0 || length > LONGEST_CODE || text.value.contains(char::is_control) {
            let message = format!("{what} has {length} characters or a control character among them");
            let message = if length == 0 { format!("{what} is empty") } else { message };
            findings.report(Diagnostic::new(Rule::CodeOutOfRange, text.span, message));
            return None;
        }
        return Some(At { value: Code::String(text.value.to_owned()), span: text.span });
    };
    let DeValue::Integer(integer) = node.get_ref() else {
        wrong_type(node, what, "an integer", findings);
        return None;
    };
    let radix = integer.radix();
    match i64::from_str_radix(integer.as_str(), radix) {
        Ok(value) if (least..=greatest).contains(&value) => {
            Some(At { value: Code::Integer { value, radix }, span: node.span() })
        }
        _ => {
            let message = format!("{what} is no {}, which goes from {least} to {greatest}", code_type.name());
            findings.report(Diagnostic::new(Rule::CodeOutOfRange, node.span(), message));
            None
        }
    }
}
