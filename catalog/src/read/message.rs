//! `title` and `message`: what happened, with or without values in it.

use std::ops::Range;

use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields};
use crate::findings::Findings;
use crate::locale::Locale;
use crate::model::Texts;
use crate::param::Param;
use crate::read::Header;
use crate::read::template::{is_forms, read_template};
use crate::read::text::{check_text, read_in_locales, read_texts};
use crate::rule::Rule;
use crate::syntax::Node;
use crate::template::{Part, Template};

/// What an entry says of what happened.
pub(crate) struct Message {
    pub(crate) title: Option<Texts>,
    /// What the code alone tells; `None` where the catalog says nothing.
    pub(crate) constant: Option<Texts>,
    /// What the code tells with its values, where that is not constant.
    pub(crate) templates: Option<Vec<Template>>,
}

/// A message in one locale.
#[derive(Clone)]
struct Read {
    template: Template,
    locale: Locale,
    span: Range<usize>,
}

pub(crate) fn read_message(
    fields: &mut Fields<'_>,
    params: &[At<Param>],
    header: &Header,
    findings: &mut Findings<'_>,
) -> Message {
    let title = read_texts(fields, "title", header, findings);
    let span = fields.node("message", findings).map(Node::span);
    let mut readable = true;
    let is_whole = |node: &Node<'_>| node.get_ref().is_str() || is_forms(node);
    let read =
        read_in_locales(fields, "message", header, is_whole, findings, |node, what, locale, findings| {
            let template = read_one(node, what, params, locale, findings);
            readable &= template.is_some();
            Some(Read { template: template?, locale: locale.clone(), span: node.span() })
        });
    let (Some(read), Some(span)) = (read, span) else {
        return Message { constant: title.clone(), title, templates: None };
    };
    if readable {
        check_mismatch(&read, params, findings);
        check_unused(&read, params, findings);
    }
    let constants = read.iter().map(|read| read.template.constant().map(String::from));
    if let Some(constant) = constants.collect::<Option<Texts>>() {
        return Message { title, constant: Some(constant), templates: None };
    }
    if title.is_none() && fields.node("title", findings).is_none() {
        let message = format!("{} has values in its message, and no title", fields.what());
        findings.report(Diagnostic::new(Rule::TitleMissing, span, message));
    }
    let templates = read.into_iter().map(|read| read.template).collect();
    Message { constant: title.clone(), title, templates: Some(templates) }
}

/// Without params a message is no template, and its braces mean themselves.
fn read_one(
    node: &Node<'_>,
    what: &str,
    params: &[At<Param>],
    locale: &Locale,
    findings: &mut Findings<'_>,
) -> Option<Template> {
    match node.get_ref() {
        DeValue::String(text) if params.is_empty() => {
            check_text(&At { value: text.as_ref(), span: node.span() }, what, "message", findings);
            Some(Template::Text(vec![Part::Text(text.to_string())]))
        }
        _ => read_template(node, what, params, locale, findings),
    }
}

/// The message uses the same params in every locale.
fn check_mismatch(read: &[Read], params: &[At<Param>], findings: &mut Findings<'_>) {
    let used: Vec<Vec<usize>> = read.iter().map(|read| read.template.used()).collect();
    for (this, own) in read.iter().zip(&used) {
        for (at, param) in params.iter().enumerate() {
            let elsewhere = read.iter().zip(&used).find(|(_, used)| used.contains(&at));
            let (false, Some((other, _))) = (own.contains(&at), elsewhere) else { continue };
            let name = &param.value.name;
            let message = format!("the message in `{}` does not use `{name}`", this.locale);
            findings.report(
                Diagnostic::new(Rule::ParamMismatch, this.span.clone(), message)
                    .related(other.span.clone(), format!("`{}` uses it here", other.locale))
                    .help(format!(
                        "write {{{name}}} where its value belongs, or take it out of every locale"
                    )),
            );
        }
    }
}

/// The message uses every param that is not sensitive.
fn check_unused(read: &[Read], params: &[At<Param>], findings: &mut Findings<'_>) {
    for (at, param) in params.iter().enumerate().filter(|(_, param)| !param.value.sensitive) {
        if !read.iter().any(|read| read.template.used().contains(&at)) {
            let name = &param.value.name;
            let message = format!("the message does not use the param `{name}`");
            let help = format!("write {{{name}}} where its value belongs, or remove the param");
            findings.report(Diagnostic::new(Rule::UnusedParam, param.span.clone(), message).help(help));
        }
    }
}
