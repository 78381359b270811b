//! `[table.Name]`: one entry.

use std::ops::Range;

use crate::category::Category;
use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields};
use crate::findings::Findings;
use crate::model::{Code, Entry};
use crate::name::words;
use crate::near::nearest;
use crate::read::Header;
use crate::read::policy::{read_policy, with_near};
use crate::read::table::{TableDraft, read_code};
use crate::read::text::read_texts;
use crate::rule::Rule;

/// An entry as it stands in the catalog: its code may be unreadable, and nothing is known of its neighbours yet.
pub(crate) struct EntryDraft {
    pub(crate) entry: Entry,
    pub(crate) name_span: Range<usize>,
    /// Where the code stands; `None` where it could not be read, and `entry.code` means nothing.
    pub(crate) code_span: Option<Range<usize>>,
}

pub(crate) fn read_entry(
    name: &At<&str>,
    mut fields: Fields<'_>,
    table: &TableDraft,
    header: &Header,
    findings: &mut Findings<'_>,
) -> EntryDraft {
    let code = match fields.node("code", findings) {
        Some(node) => {
            let what = format!("`code` of {}", fields.what());
            read_code(node, &what, table.codes, findings)
        }
        None => None,
    };
    fields.require("code", table.example_code());
    let class = read_class(&mut fields, table, findings);
    let policy = read_policy(&mut fields, &header.remedies, findings);
    let message = read_texts(&mut fields, "message", header, findings);
    let help = read_texts(&mut fields, "help", header, findings);
    let doc = fields.string("doc", findings).map(|doc| doc.value.to_owned());
    let wire = fields.strings("wire", findings).into_iter().map(|text| text.value.to_owned()).collect();
    let docs = read_docs(&mut fields, findings);
    fields.finish(findings);

    let class_policy = class.as_ref().and_then(|class| table.class(class));
    let policy = policy.or_of(class_policy);
    let category = policy.category.unwrap_or(Category::Unknown);
    let entry = Entry {
        name: name.value.to_owned(),
        http: policy.http.unwrap_or(category.http_status()),
        category,
        retry: policy.retry.unwrap_or_else(|| category.retry()),
        replay: policy.replay.unwrap_or(category.replay()),
        class,
        message: message.unwrap_or_else(|| vec![words(name.value); header.locales.len()]),
        help,
        doc,
        wire,
        docs,
        code: code.as_ref().map_or(Code::Integer { value: 0, radix: 10 }, |code| code.value.clone()),
    };
    EntryDraft { entry, name_span: name.span.clone(), code_span: code.map(|code| code.span) }
}

/// A class that is named is declared in its table.
fn read_class(fields: &mut Fields<'_>, table: &TableDraft, findings: &mut Findings<'_>) -> Option<String> {
    let Some(class) = fields.string("class", findings) else { return table.model.class.clone() };
    if table.class(class.value).is_some() {
        return Some(class.value.to_owned());
    }
    if !findings.any_recovered() {
        findings.report(unknown_class(&class, table));
    }
    None
}

pub(crate) fn unknown_class(class: &At<&str>, table: &TableDraft) -> Diagnostic {
    let table_name = &table.model.name;
    let message = format!("table `{table_name}` has no class `{}`", class.value);
    let near = nearest(class.value, table.model.classes.iter().map(|known| known.name.as_str()));
    let diagnostic = Diagnostic::new(Rule::UnknownClass, class.span.clone(), message)
        .help(format!("declare it: [tables.{table_name}.classes.{}]", class.value));
    with_near(diagnostic, near)
}

/// `docs` is an absolute http or https URL without white space.
fn read_docs(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Option<String> {
    let url = fields.string("docs", findings)?;
    let rest = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
    let unfit = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`' | '\\');
    if rest.is_none_or(|rest| rest.is_empty() || rest.contains(unfit)) {
        let message = format!("`docs` of {} is no absolute http or https URL", fields.what());
        findings.report(Diagnostic::new(Rule::InvalidUrl, url.span, message));
        return None;
    }
    Some(url.value.to_owned())
}
