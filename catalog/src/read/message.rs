//! `title` and `message`: what happened, with or without values in it.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::fields::{Fields, What};
use crate::findings::Findings;
use crate::locale::Locale;
use crate::model::Texts;
use crate::read::Header;
use crate::read::params::Params;
use crate::read::template::{is_forms, read_template};
use crate::read::text::{read_in_locales, read_texts, read_texts_of};
use crate::rule::Rule;
use crate::syntax::Node;
use crate::template::Template;

/// What an entry says of what happened.
pub(crate) struct Message {
    pub(crate) title: Option<Texts>,
    /// What the code alone tells; `None` where the catalog has no text for that.
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
    params: &Params<'_>,
    header: &Header,
    findings: &mut Findings<'_>,
) -> Message {
    let title = read_texts(fields, "title", header, findings);
    let Some(node) = fields.node("message", findings) else {
        return Message { constant: title.clone(), title, templates: None };
    };
    // Without params a message is no template, and its braces mean themselves.
    if params.are_none() && has_only_texts(node) {
        let texts = read_texts_of(node, "message", fields.what(), header, findings);
        return Message { constant: texts.or_else(|| title.clone()), title, templates: None };
    }
    let Some(read) = read_templates(node, fields.what(), params, header, findings) else {
        return Message { constant: title.clone(), title, templates: None };
    };
    let constants = read.iter().map(|read| read.template.constant().map(String::from));
    if let Some(constant) = constants.collect::<Option<Texts>>() {
        return Message { title, constant: Some(constant), templates: None };
    }
    let templates = read.into_iter().map(|read| read.template).collect();
    Message { constant: title.clone(), title, templates: Some(templates).filter(|_| params.are_sound()) }
}

/// Whether a message is a text, or one in each locale, and none of them in forms.
fn has_only_texts(node: &Node<'_>) -> bool {
    let is_text = |node: &Node<'_>| node.get_ref().is_str();
    is_text(node)
        || !is_forms(node) && node.get_ref().as_table().is_some_and(|table| table.values().all(is_text))
}

fn read_templates(
    node: &Node<'_>,
    what: &What<'_>,
    params: &Params<'_>,
    header: &Header,
    findings: &mut Findings<'_>,
) -> Option<Vec<Read>> {
    let mut readable = true;
    let is_whole = |node: &Node<'_>| node.get_ref().is_str() || is_forms(node);
    let read = read_in_locales(
        node,
        "message",
        what,
        header,
        is_whole,
        findings,
        |node, what, locale, findings| {
            let template = read_template(node, what, params, locale, findings);
            readable &= template.is_some();
            Some(Read { template: template?, locale: locale.clone(), span: node.span() })
        },
    )?;
    if readable {
        let used: Vec<Vec<usize>> = read.iter().map(|read| read.template.params()).collect();
        check_mismatch(&read, &used, params, findings);
    }
    Some(read)
}

/// The message uses the same params in every locale.
fn check_mismatch(read: &[Read], used: &[Vec<usize>], params: &Params<'_>, findings: &mut Findings<'_>) {
    for (this, own) in read.iter().zip(used) {
        for (at, draft) in params.drafts.iter().enumerate() {
            let uses = |used: &[usize]| used.binary_search(&at).is_ok();
            let elsewhere = read.iter().zip(used).find(|(_, used)| uses(used));
            let (false, Some((other, _))) = (uses(own), elsewhere) else { continue };
            let name = &draft.param.name;
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
