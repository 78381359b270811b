//! Reads the declaration of a table, `[tables.NAME]`.

use std::collections::HashMap;
use std::ops::Range;

use errcat_types::CodeType;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields};
use crate::findings::Findings;
use crate::model::{Class, Code, Reserved, Table};
use crate::name::{module_name, name_error, pascal_case, suggested_name, table_name_error};
use crate::near::{nearest, with_near};
use crate::read::class::{read_classes, unknown_class};
use crate::read::code::{Codes, read_codes, read_range};
use crate::read::envelope::{EnvelopeDraft, read_envelope};
use crate::read::header::Header;
use crate::read::policy::{read_mask, read_unknown};
use crate::read::sets::SETS;
use crate::rule::{Level, Rule};

/// A table before its entries are read.
pub(crate) struct TableDraft {
    pub(crate) model: Table,
    pub(crate) codes: Codes,
    /// The span of the enum's name, or that of the table's if the enum is named after it.
    pub(crate) enum_span: Range<usize>,
    pub(crate) name_span: Range<usize>,
    pub(crate) success: Vec<At<Code>>,
    pub(crate) reserved: ReservedDraft,
    /// The names of masks of the table, its classes and unknown codes.
    pub(crate) masks: Vec<At<String>>,
    pub(crate) combined: Option<At<String>>,
    /// Whether some classes could not be read.
    pub(crate) some_classes_lost: bool,
    /// Whether some of the envelope's `extra` could not be read.
    pub(crate) some_extra_lost: bool,
    /// Whether the table names a default class that could not be found.
    is_default_class_lost: bool,
    /// The index of each class in `model.classes`.
    classes: HashMap<String, usize>,
}

/// The codes and names that no entry may have, with their spans.
#[derive(Default)]
pub(crate) struct ReservedDraft {
    pub(crate) codes: Vec<At<Code>>,
    pub(crate) ranges: Vec<At<(i128, i128)>>,
    pub(crate) names: Vec<At<String>>,
}

impl ReservedDraft {
    fn to_reserved(&self) -> Reserved {
        Reserved {
            codes: self.codes.iter().map(|code| code.value.clone()).collect(),
            ranges: self.ranges.iter().map(|range| range.value.0..=range.value.1).collect(),
            names: self.names.iter().map(|name| name.value.clone()).collect(),
        }
    }
}

impl TableDraft {
    pub(crate) fn class(&self, name: &str) -> Option<&Class> {
        self.classes.get(name).and_then(|&at| self.model.classes.get(at))
    }

    /// Returns the class of entries that name none and whose code selects none.
    pub(crate) fn default_class(&self) -> Option<&Class> {
        self.model.default_class.as_deref().and_then(|name| self.class(name))
    }

    /// Returns whether an entry that names no class may belong to another one than was found for it: the default class, or
    /// the entry's code, could not be read.
    pub(crate) fn may_have_other_class(&self, code: Option<&At<Code>>) -> bool {
        let by_prefix = self.model.classes.iter().any(|class| class.prefix.is_some());
        self.is_default_class_lost || by_prefix && code.is_none()
    }

    /// Returns the class whose prefix a code starts with, or one of whose ranges it is in; of several prefixes, the class with
    /// the longest.
    pub(crate) fn class_of_code(&self, code: &Code) -> Option<&Class> {
        let code = match code {
            Code::String(code) => code,
            Code::Integer { value, .. } => {
                let has = |class: &&Class| class.ranges.iter().any(|range| range.contains(value));
                return self.model.classes.iter().find(has);
            }
        };
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
    let code_space = fields.string("code_space", findings).map(|name| name.value.to_owned());
    let allow = read_allow(&mut fields, findings);
    findings.allow(&allow);
    let (enum_name, enum_span) = read_enum_name(name, &mut fields, findings);
    let doc = fields.string("doc", findings).map(|doc| doc.value.to_owned());
    let success = read_codes(&mut fields, "success", codes, findings);
    let default_class = fields.string("default_class", findings);
    let mut masks = Vec::new();
    let mask = read_mask(&mut fields, &mut masks, findings);
    let unknown = read_unknown(&mut fields, &header.remedies, &mut masks, findings);
    let reserved = fields.table("reserved", findings);
    let reserved =
        reserved.map_or_else(ReservedDraft::default, |fields| read_reserved(fields, codes, findings));
    let param_case =
        fields.word("param_case", ("param case", Rule::UnknownParamCase), &OTHER_CASES, findings);
    let envelope = fields.table("envelope", findings);
    let some_lost = fields.has_misspelt(&["envelope"]) || envelope.is_none() && fields.has("envelope");
    let envelope = match envelope {
        Some(envelope) => read_envelope(envelope, some_lost, findings),
        None if some_lost => EnvelopeDraft::lost(),
        None => EnvelopeDraft::default(),
    };
    let classes = fields.table("classes", findings);
    let is_classes_lost = classes.is_none() && fields.has("classes");
    let classes = classes.map_or_else(Vec::new, |fields| {
        read_classes(&fields, codes, header, &envelope, &mut masks, findings)
    });
    let kind = ("problem status", Rule::UnknownProblemStatus);
    let problem_status = fields.word("problem_status", kind, &[], findings);
    let combined = fields.string("combined", findings);
    let combined = combined.map(|name| At { value: name.value.to_owned(), span: name.span });
    let former = read_former(name.value, &mut fields, findings);
    let is_default_class_lost =
        default_class.is_none() && (fields.has("default_class") || fields.has_misspelt(&["default_class"]));
    let some_classes_lost = is_classes_lost || fields.has_misspelt(&["classes"]);
    fields.misplaced(SETS, format!("write it among the entries: [{}.{SETS}]", name.value));
    fields.finish(findings);

    let by_name = classes.iter().enumerate().map(|(at, class)| (class.name.clone(), at)).collect();
    let model = Table {
        name: name.value.to_owned(),
        former,
        module_name: module_name(&enum_name),
        enum_name,
        doc,
        code_type: codes.code_type,
        code_space,
        param_case: param_case.unwrap_or_default(),
        success: success.iter().map(|code| code.value.clone()).collect(),
        default_class: None,
        unknown,
        envelope: envelope.envelope,
        problem_status: problem_status.unwrap_or_default(),
        combined: combined.as_ref().map(|name| name.value.clone()),
        mask,
        reserved: reserved.to_reserved(),
        allow,
        classes,
        entries: Vec::new(),
        sets: Vec::new(),
    };
    let name_span = name.span.clone();
    let mut draft = TableDraft {
        model,
        codes,
        enum_span,
        name_span,
        success,
        reserved,
        masks,
        combined,
        some_classes_lost,
        some_extra_lost: envelope.some_extra_lost,
        is_default_class_lost,
        classes: by_name,
    };
    if let Some(class) = default_class {
        if draft.class(class.value).is_some() {
            draft.model.default_class = Some(class.value.to_owned());
            return draft;
        }
        draft.is_default_class_lost = true;
        if !findings.any_recovered() && !draft.some_classes_lost {
            findings.report(unknown_class(&class, &draft.model.name, &draft.model.classes));
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

/// What others call the cases.
const OTHER_CASES: [(&str, &str); 12] = [
    ("snake_case", "snake"),
    ("camelCase", "camel"),
    ("lowerCamelCase", "camel"),
    ("lower-camel", "camel"),
    ("PascalCase", "pascal"),
    ("UpperCamelCase", "pascal"),
    ("upper-camel", "pascal"),
    ("kebab-case", "kebab"),
    ("dash", "kebab"),
    ("SCREAMING_SNAKE_CASE", "screaming-snake"),
    ("SCREAMING_SNAKE", "screaming-snake"),
    ("upper-snake", "screaming-snake"),
];

/// The former names of a table are names of tables, and not its own.
fn read_former(name: &str, fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Vec<String> {
    let mut former = Vec::new();
    for old in fields.strings("former", findings) {
        let error = table_name_error(old.value).or((old.value == name).then_some("is its present name"));
        match error {
            None => former.push(old.value.to_owned()),
            Some(error) => {
                let message = format!("former name `{}` of table `{name}` {error}", old.value);
                let help = "use names that the table had, such as [\"orders\"]";
                findings.report(Diagnostic::new(Rule::InvalidTableName, old.span, message).help(help));
            }
        }
    }
    former
}

fn read_enum_name(
    name: &At<&str>,
    fields: &mut Fields<'_>,
    findings: &mut Findings<'_>,
) -> (String, Range<usize>) {
    let stem = match table_name_error(name.value) {
        None => pascal_case(name.value),
        Some(_) => suggested_name(name.value).unwrap_or_else(|| "Table".to_owned()),
    };
    let default = stem + "Error";
    let Some(given) = fields.string("enum", findings) else { return (default, name.span.clone()) };
    match name_error(given.value) {
        None => (given.value.to_owned(), given.span),
        Some(error) => {
            let message = format!("enum name `{}` {error}", given.value);
            let suggestion = suggested_name(given.value);
            let diagnostic = Diagnostic::new(Rule::InvalidName, given.span, message);
            findings.report(with_near(diagnostic, suggestion.as_deref()));
            (default, name.span.clone())
        }
    }
}

/// `allow` lists rules whose diagnostics are warnings.
fn read_allow(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Vec<Rule> {
    let mut allow = Vec::new();
    for id in fields.strings("allow", findings) {
        let rule = Rule::ALL.iter().find(|rule| rule.id() == id.value);
        let warnings =
            || Rule::ALL.iter().filter(|rule| rule.level() == Level::Warning).map(|rule| rule.id());
        let diagnostic = match rule {
            Some(rule) if rule.level() == Level::Warning => {
                allow.push(*rule);
                continue;
            }
            Some(_) => {
                let message = format!("`{}` is an error, but only warnings can be allowed", id.value);
                Diagnostic::new(Rule::InvalidAllow, id.span, message).help("remove it from `allow`")
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

fn read_reserved(mut fields: Fields<'_>, codes: Codes, findings: &mut Findings<'_>) -> ReservedDraft {
    let mut reserved = ReservedDraft {
        codes: read_codes(&mut fields, "codes", codes, findings),
        ranges: Vec::new(),
        names: Vec::new(),
    };
    for node in fields.list("ranges", findings) {
        reserved.ranges.extend(read_range(node, "a reserved range", codes, findings));
    }
    for name in fields.strings("names", findings) {
        reserved.names.push(At { value: name.value.to_owned(), span: name.span });
    }
    fields.finish(findings);
    reserved
}
