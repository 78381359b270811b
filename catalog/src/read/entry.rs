//! Reads an entry, `[table.Name]`.

use std::ops::Range;

use errcat_types::{Category, Severity};

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields};
use crate::findings::Findings;
use crate::model::{Class, Code, Entry};
use crate::name::words;
use crate::read::class::unknown_class;
use crate::read::code::read_code;
use crate::read::header::Header;
use crate::read::lifecycle::read_lifecycle;
use crate::read::message::read_message;
use crate::read::params::read_params;
use crate::read::policy::read_defaults;
use crate::read::table::TableDraft;
use crate::read::text::{read_text_list, read_texts};
use crate::rule::Rule;

/// An entry before it is compared with the other entries of its table.
pub(crate) struct EntryDraft {
    pub(crate) entry: Entry,
    pub(crate) name_span: Range<usize>,
    /// The span of the code; `None` if it could not be read, and `entry.code` is a placeholder.
    pub(crate) code_span: Option<Range<usize>>,
    /// The codes and names that are compared with those of other entries; `into_entry` moves them to the entry.
    pub(crate) also: Vec<At<Code>>,
    pub(crate) aliases: Vec<At<String>>,
    pub(crate) former: Vec<At<String>>,
    pub(crate) replacement: Option<At<String>>,
}

impl EntryDraft {
    /// Returns the entry with the codes and names of the draft.
    pub(crate) fn into_entry(self) -> Entry {
        let names = |names: Vec<At<String>>| names.into_iter().map(|name| name.value).collect();
        Entry {
            also: self.also.into_iter().map(|code| code.value).collect(),
            aliases: names(self.aliases),
            former: names(self.former),
            ..self.entry
        }
    }
}

pub(crate) fn read_entry(
    name: &At<&str>,
    mut fields: Fields<'_>,
    table: &TableDraft,
    header: &Header,
    findings: &mut Findings<'_>,
) -> EntryDraft {
    let code = match fields.node("code", findings) {
        Some(node) => read_code(node, format_args!("`code` of {}", fields.what()), table.codes, findings),
        None => None,
    };
    fields.require("code", table.example_code());
    let (class, named_class) = read_class(&mut fields, code.as_ref(), table, findings);
    let own = read_defaults(&mut fields, &header.remedies, findings);
    let params = read_params(&mut fields, header, findings);
    let message = read_message(&mut fields, &params, header, findings);
    let causes = read_text_list(&mut fields, "causes", header, findings);
    let help = read_texts(&mut fields, "help", header, findings);
    let doc = fields.string("doc", findings).map(|doc| doc.value.to_owned());
    let seen = fields.strings("seen", findings).into_iter().map(|text| text.value.to_owned()).collect();
    let url = read_url(&mut fields, findings);
    let life = read_lifecycle(&mut fields, table.codes, findings);
    fields.finish(findings);
    if let Some(class) = class {
        check_prefix(class, named_class, code.as_ref(), &life.also, findings);
    }

    let policy = own.or(class);
    let category = policy.category.unwrap_or(Category::Unknown);
    let severity = policy.severity.unwrap_or_default();
    let by_category = if severity == Severity::Success { HTTP_OK } else { category.http_status() };
    let entry = Entry {
        name: name.value.to_owned(),
        aliases: Vec::new(),
        former: Vec::new(),
        http: policy.http.unwrap_or(by_category),
        category,
        retry: policy.retry.unwrap_or_else(|| category.default_retry().map_text(str::to_owned)),
        retry_safety: policy.retry_safety.unwrap_or(category.default_retry_safety()),
        severity,
        class: class.map(|class| class.name.clone()),
        title: message.title,
        message: message.constant.unwrap_or_else(|| vec![words(name.value); header.locales.len()]),
        templates: message.templates,
        params: params.into_params(),
        causes,
        help,
        doc,
        seen,
        url,
        since: life.since,
        stability: life.stability,
        deprecated: life.deprecated,
        code: code.as_ref().map_or(Code::Integer { value: 0, radix: 10 }, |code| code.value.clone()),
        also: Vec::new(),
    };
    EntryDraft {
        entry,
        name_span: name.span.clone(),
        code_span: code.map(|code| code.span),
        also: life.also,
        aliases: life.aliases,
        former: life.former,
        replacement: life.replacement,
    }
}

/// The default HTTP status of a success, which no category has.
const HTTP_OK: u16 = 200;

/// Reads the class of an entry, and the span of its name. An entry that names none has the class by the prefix of its code,
/// or the table's default class.
fn read_class<'t>(
    fields: &mut Fields<'_>,
    code: Option<&At<Code>>,
    table: &'t TableDraft,
    findings: &mut Findings<'_>,
) -> (Option<&'t Class>, Option<Range<usize>>) {
    let Some(named) = fields.string("class", findings) else {
        let by_prefix = code.and_then(|code| table.class_of_code(&code.value));
        return (by_prefix.or_else(|| table.default_class()), None);
    };
    let class = table.class(named.value);
    if class.is_none() && !findings.any_recovered() {
        findings.report(unknown_class(&named, &table.model.name, &table.model.classes));
    }
    (class, Some(named.span))
}

/// Every code of an entry starts with the prefix of the entry's class.
fn check_prefix(
    class: &Class,
    named: Option<Range<usize>>,
    code: Option<&At<Code>>,
    also: &[At<Code>],
    findings: &mut Findings<'_>,
) {
    // An entry whose code could not be read may belong to another class.
    let is_known = named.is_some() || code.is_some() && !findings.any_recovered();
    let Some(prefix) = class.prefix.as_ref().filter(|_| is_known) else { return };
    let differs =
        |code: &&At<Code>| matches!(&code.value, Code::String(text) if !text.starts_with(prefix.as_str()));
    let mismatch = |code: &At<Code>, span: Range<usize>| {
        let message = format!(
            "code `{}` does not start with `{prefix}`, the prefix of class `{}`",
            code.value, class.name
        );
        Diagnostic::new(Rule::PrefixMismatch, span, message)
    };
    match (code.filter(differs), named) {
        // The further codes may fit the class that was intended.
        (Some(code), Some(named)) => findings.report(mismatch(code, named)),
        (Some(code), None) => {
            let help = "add `class`: without it, the entry has the table's `default_class`";
            findings.report(mismatch(code, code.span.clone()).help(help));
        }
        (None, _) => {
            for code in also.iter().filter(differs) {
                let help = "move the code to an entry of its own class";
                findings.report(mismatch(code, code.span.clone()).help(help));
            }
        }
    }
}

/// `url` is an absolute http or https URL without whitespace.
fn read_url(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Option<String> {
    let url = fields.string("url", findings)?;
    let rest = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
    let invalid = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`' | '\\');
    if rest.is_none_or(|rest| rest.is_empty() || rest.contains(invalid)) {
        let message = format!("`url` of {} is not a valid http or https URL", fields.what());
        findings.report(Diagnostic::new(Rule::InvalidUrl, url.span, message));
        return None;
    }
    Some(url.value.to_owned())
}
