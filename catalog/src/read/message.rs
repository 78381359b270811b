//! Reads `title` and `message`, with or without placeholders.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::fields::{Fields, What};
use crate::findings::Findings;
use crate::locale::{Locale, Texts};
use crate::read::header::Header;
use crate::read::params::Params;
use crate::read::template::{is_forms, read_template};
use crate::read::text::{read_in_locales, read_texts, read_texts_of};
use crate::rule::Rule;
use crate::syntax::Node;
use crate::template::Template;

/// The texts of an entry that say what happened.
#[derive(Clone)]
pub(crate) struct Message {
    pub(crate) title: Option<Texts>,
    /// The message, if it has no placeholders.
    message: Option<Texts>,
    /// The message with placeholders, if it has any.
    pub(crate) templates: Option<Vec<Template>>,
}

/// A message in one locale.
#[derive(Clone)]
struct LocaleTemplate {
    template: Template,
    locale: Locale,
    span: Range<usize>,
}

/// Reads the texts of an entry. One without a message has that of the entry that it refines.
pub(crate) fn read_message(
    fields: &mut Fields<'_>,
    inherited: Option<&Message>,
    params: &mut Params<'_>,
    header: &Header,
    findings: &mut Findings<'_>,
) -> Message {
    let title = read_texts(fields, "title", header, findings);
    let without_message = |title| Message { title, message: None, templates: None };
    let Some(node) = fields.node("message", findings) else {
        return match inherited.cloned() {
            Some(inherited) => Message { title: title.or(inherited.title), ..inherited },
            None => without_message(title),
        };
    };
    // A message without params is not a template: its braces are literal.
    if params.is_empty() && has_only_texts(node) {
        let message = read_texts_of(node, "message", fields.what(), header, findings);
        return Message { message, ..without_message(title) };
    }
    params.some_lost |= params.drafts.is_empty() && fields.may_have("params");
    let Some(read) = read_templates(node, fields.what(), params, header, findings) else {
        return without_message(title);
    };
    let constants = read.iter().map(|read| read.template.constant().map(String::from));
    if let Some(message) = constants.collect::<Option<Texts>>() {
        return Message { message: Some(message), ..without_message(title) };
    }
    let templates = read.into_iter().map(|read| read.template).collect();
    Message { templates: Some(templates).filter(|_| params.are_valid()), ..without_message(title) }
}

impl Message {
    /// Returns the text without values; `None` if the catalog has none.
    pub(crate) fn constant(&self) -> Option<&Texts> {
        self.message.as_ref().or(self.title.as_ref())
    }
}

/// Returns whether a message is a text, or one text in each locale, without forms.
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
) -> Option<Vec<LocaleTemplate>> {
    let mut is_valid = true;
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
            is_valid &= template.is_some();
            Some(LocaleTemplate { template: template?, locale: locale.clone(), span: node.span() })
        },
    )?;
    if is_valid {
        let used: Vec<Vec<usize>> = read.iter().map(|read| read.template.params()).collect();
        check_mismatch(&read, &used, params, findings);
    }
    Some(read)
}

/// A message uses the same params in every locale.
fn check_mismatch(
    read: &[LocaleTemplate],
    used: &[Vec<usize>],
    params: &Params<'_>,
    findings: &mut Findings<'_>,
) {
    for (this, own) in read.iter().zip(used) {
        for (at, draft) in params.drafts.iter().enumerate() {
            let uses = |used: &[usize]| used.binary_search(&at).is_ok();
            let elsewhere = read.iter().zip(used).find(|(_, used)| uses(used));
            let (false, Some((other, _))) = (uses(own), elsewhere) else { continue };
            let name = &draft.param.name;
            let message = format!("param `{name}` is missing from the message in `{}`", this.locale);
            findings.report(
                Diagnostic::new(Rule::ParamMismatch, this.span.clone(), message)
                    .related(other.span.clone(), format!("used here in `{}`", other.locale))
                    .help(format!("add {{{name}}} to this message, or remove it from the other locales")),
            );
        }
    }
}
