//! `[tables.NAME]`: a table's declaration.

use std::collections::HashMap;
use std::ops::Range;

use errcat_types::CodeType;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What, as_table};
use crate::findings::Findings;
use crate::model::{Class, Code, Envelope, Table};
use crate::name::{fault_of_name, fault_of_table_name, module_name, pascal_case, suggested_name};
use crate::near::{nearest, with_near};
use crate::read::Header;
use crate::read::code::{Codes, read_codes};
use crate::read::entry::unknown_class;
use crate::read::envelope::read_envelope;
use crate::read::policy::{read_defaults, read_unknown};
use crate::rule::{Level, Rule};
use crate::syntax::Node;

/// A table as it is declared, before its entries are read.
pub(crate) struct TableDraft {
    pub(crate) model: Table,
    pub(crate) codes: Codes,
    /// Where the enum's name stands, or the table's, from which it is made.
    pub(crate) enum_span: Range<usize>,
    pub(crate) name_span: Range<usize>,
    pub(crate) success: Vec<At<Code>>,
    pub(crate) reserved: Reserved,
    /// Where in `model.classes` a class stands.
    classes: HashMap<String, usize>,
}

/// What is never to be used (again).
#[derive(Default)]
pub(crate) struct Reserved {
    pub(crate) codes: Vec<At<Code>>,
    pub(crate) ranges: Vec<At<(i128, i128)>>,
    pub(crate) names: Vec<At<String>>,
}

impl TableDraft {
    pub(crate) fn class(&self, name: &str) -> Option<&Class> {
        self.classes.get(name).and_then(|&at| self.model.classes.get(at))
    }

    /// The class of entries that name none and whose code has the prefix of none.
    pub(crate) fn default_class(&self) -> Option<&Class> {
        self.model.default_class.as_deref().and_then(|name| self.class(name))
    }

    /// The class whose prefix a code starts with; of several, the one with the longest.
    pub(crate) fn class_of_code(&self, code: &Code) -> Option<&Class> {
        let Code::String(code) = code else { return None };
        let fits =
            |class: &&Class| class.prefix.as_ref().is_some_and(|prefix| code.starts_with(prefix.as_str()));
        self.model.classes.iter().filter(fits).max_by_key(|class| class.prefix.as_ref().map(String::len))
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
    let codes = read_code_type(&mut fields, findings);
    let allow = read_allow(&mut fields, findings);
    findings.allow(&allow);
    let (enum_name, enum_span) = read_enum_name(name, &mut fields, findings);
    let doc = fields.string("doc", findings).map(|doc| doc.value.to_owned());
    let success = read_codes(&mut fields, "success", codes, findings);
    let default_class = fields.string("default_class", findings);
    let unknown = read_unknown(&mut fields, &header.remedies, findings);
    let reserved = fields.table("reserved", findings);
    let reserved = reserved.map_or_else(Reserved::default, |fields| read_reserved(fields, codes, findings));
    let envelope = fields.table("envelope", findings);
    let envelope = envelope.map_or_else(Envelope::default, |fields| read_envelope(fields, findings));
    let classes = fields.table("classes", findings);
    let classes = classes.map_or_else(Vec::new, |fields| read_classes(&fields, codes, header, findings));
    fields.finish(findings);

    let by_name = classes.iter().enumerate().map(|(at, class)| (class.name.clone(), at)).collect();
    let model = Table {
        name: name.value.to_owned(),
        module_name: module_name(&enum_name),
        enum_name,
        doc,
        code_type: codes.code_type,
        success: success.iter().map(|code| code.value.clone()).collect(),
        default_class: None,
        unknown,
        envelope,
        allow,
        classes,
        entries: Vec::new(),
    };
    let name_span = name.span.clone();
    let mut draft = TableDraft { model, codes, enum_span, name_span, success, reserved, classes: by_name };
    if let Some(class) = default_class {
        if draft.class(class.value).is_some() {
            draft.model.default_class = Some(class.value.to_owned());
        } else if !findings.any_recovered() {
            findings.report(unknown_class(&class, &draft));
        }
    }
    draft
}

fn read_code_type(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Codes {
    fields.require("type", "\"i32\"");
    let Some(name) = fields.string("type", findings) else {
        return Codes { code_type: CodeType::I64, declared: false };
    };
    if let Ok(code_type) = name.value.parse() {
        return Codes { code_type, declared: true };
    }
    let message = format!("unknown code type `{}`", name.value);
    let near = match name.value {
        "str" | "&str" | "String" | "text" => Some("string"),
        "i8" => Some("i16"),
        "usize" | "u128" => Some("u64"),
        other => nearest(other, CodeType::ALL.iter().map(|code_type| code_type.name())),
    };
    findings.report(with_near(Diagnostic::new(Rule::UnknownCodeType, name.span, message), near));
    Codes { code_type: near.and_then(|near| near.parse().ok()).unwrap_or(CodeType::I64), declared: false }
}

fn read_enum_name(
    name: &At<&str>,
    fields: &mut Fields<'_>,
    findings: &mut Findings<'_>,
) -> (String, Range<usize>) {
    let stem = match fault_of_table_name(name.value) {
        None => pascal_case(name.value),
        Some(_) => suggested_name(name.value).unwrap_or_else(|| "Table".to_owned()),
    };
    let default = stem + "Error";
    let Some(given) = fields.string("enum", findings) else { return (default, name.span.clone()) };
    match fault_of_name(given.value) {
        None => (given.value.to_owned(), given.span),
        Some(fault) => {
            let message = format!("the enum's name `{}` {fault}", given.value);
            let suggestion = suggested_name(given.value);
            let diagnostic = Diagnostic::new(Rule::InvalidName, given.span, message);
            findings.report(with_near(diagnostic, suggestion.as_deref()));
            (default, name.span.clone())
        }
    }
}

/// `allow` names rules that are warnings.
fn read_allow(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Vec<Rule> {
    let mut allow = Vec::new();
    for id in fields.strings("allow", findings) {
        let rule = Rule::ALL.iter().find(|rule| rule.id() == id.value);
        let warnings = || Rule::ALL.iter().filter(|rule| rule.level() == Level::Style).map(|rule| rule.id());
        let diagnostic = match rule {
            Some(rule) if rule.level() == Level::Style => {
                allow.push(*rule);
                continue;
            }
            Some(_) => {
                let message = format!("`{}` is an error, and only warnings can be switched off", id.value);
                Diagnostic::new(Rule::InvalidAllow, id.span, message).help("remove it, and correct the error")
            }
            None => {
                let message = format!("unknown rule `{}`", id.value);
                let near = nearest(id.value, warnings());
                with_near(Diagnostic::new(Rule::InvalidAllow, id.span, message), near)
            }
        };
        findings.report(diagnostic);
    }
    allow
}

fn read_reserved(mut fields: Fields<'_>, codes: Codes, findings: &mut Findings<'_>) -> Reserved {
    let mut reserved = Reserved {
        codes: read_codes(&mut fields, "codes", codes, findings),
        ranges: Vec::new(),
        names: Vec::new(),
    };
    for node in fields.list("ranges", findings) {
        reserved.ranges.extend(read_range(node, codes, findings));
    }
    for name in fields.strings("names", findings) {
        reserved.names.push(At { value: name.value.to_owned(), span: name.span });
    }
    fields.finish(findings);
    reserved
}

/// A reserved range is of integers, and its `from` is not greater than its `to`.
fn read_range(node: &Node<'_>, codes: Codes, findings: &mut Findings<'_>) -> Option<At<(i128, i128)>> {
    let table = as_table(node, format_args!("a reserved range"), findings)?;
    let mut fields = Fields::new(table, What::Words("the reserved range".into()), node.span());
    let from = fields.integer("from", findings);
    let to = fields.integer("to", findings);
    fields.require("from", "1");
    fields.require("to", "99");
    fields.finish(findings);
    let (from, to) = (from?.value, to?.value);
    let fault = if codes.declared && codes.code_type == CodeType::String {
        let message = "the codes of this table are strings, of which there are no ranges".to_owned();
        Some((message, "list the codes one by one in `codes`"))
    } else if from > to {
        Some((format!("the range from {from} to {to} is empty"), "exchange `from` and `to`"))
    } else {
        None
    };
    match fault {
        Some((message, help)) => {
            findings.report(Diagnostic::new(Rule::InvalidRange, node.span(), message).help(help));
            None
        }
        None => Some(At { value: (from, to), span: node.span() }),
    }
}

fn read_classes(
    fields: &Fields<'_>,
    codes: Codes,
    header: &Header,
    findings: &mut Findings<'_>,
) -> Vec<Class> {
    let mut classes = Vec::new();
    let mut prefixes: HashMap<String, Range<usize>> = HashMap::new();
    for (name, node) in fields.named(findings) {
        let what = What::Named("class", name.value);
        let Some(table) = as_table(node, format_args!("{what}"), findings) else { continue };
        let mut fields = Fields::new(table, what, name.span);
        let defaults = read_defaults(&mut fields, &header.remedies, findings);
        let prefix = read_prefix(&mut fields, codes, &mut prefixes, findings);
        fields.finish(findings);
        classes.push(Class { name: name.value.to_owned(), prefix, defaults });
    }
    classes
}

/// A class's prefix is what string codes start with, and no other class has it.
fn read_prefix(
    fields: &mut Fields<'_>,
    codes: Codes,
    known: &mut HashMap<String, Range<usize>>,
    findings: &mut Findings<'_>,
) -> Option<String> {
    let prefix = fields.string("prefix", findings)?;
    let invalid = |message: String| Diagnostic::new(Rule::InvalidPrefix, prefix.span.clone(), message);
    let diagnostic = if codes.declared && codes.code_type != CodeType::String {
        let message = format!("{} has a prefix, but its codes are {}", fields.what(), codes.code_type);
        invalid(message).help("remove it, and name the class in each entry")
    } else if prefix.value.is_empty() {
        invalid(format!("the prefix of {} is empty", fields.what()))
            .help("for the class of all other entries, write `default_class` in the table")
    } else if prefix.value.trim_start() != prefix.value {
        invalid(format!("the prefix of {} begins with white space", fields.what()))
            .help("remove it: no code begins with white space")
    } else if let Some(first) = known.get(prefix.value) {
        invalid(format!("two classes have the prefix `{}`", prefix.value))
            .label("again here")
            .related(first.clone(), "first here")
            .help("give each class a prefix of its own")
    } else {
        known.insert(prefix.value.to_owned(), prefix.span);
        return Some(prefix.value.to_owned());
    };
    findings.report(diagnostic);
    None
}
