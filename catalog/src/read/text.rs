//! Reads texts in several locales: `title`, `causes`, `help`, and `absent` of a param.

use std::fmt;
use std::ops::Range;

use toml::de::DeTable;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What, as_string, as_table, report_wrong_type};
use crate::findings::Findings;
use crate::locale::{Locale, Texts};
use crate::near::{nearest, with_near};
use crate::read::header::Header;
use crate::rule::Rule;
use crate::syntax::Node;

/// Reads a text in every locale of the catalog. Another locale's text is the placeholder for a missing one.
pub(crate) fn read_texts(
    fields: &mut Fields<'_>,
    key: &'static str,
    header: &Header,
    findings: &mut Findings<'_>,
) -> Option<Texts> {
    let node = fields.node(key, findings)?;
    read_texts_of(node, key, fields.what(), header, findings)
}

/// Reads the value of a key as a text in every locale.
pub(crate) fn read_texts_of(
    node: &Node<'_>,
    key: &'static str,
    of: &What<'_>,
    header: &Header,
    findings: &mut Findings<'_>,
) -> Option<Texts> {
    let is_text = |node: &Node<'_>| node.get_ref().is_str();
    read_in_locales(node, key, of, header, is_text, findings, |node, what, _, findings| {
        let text = as_string(node, what, findings)?;
        check_text(&text, what, key, findings);
        Some(text.value.to_owned())
    })
}

/// Reads a list of texts, each in every locale of the catalog.
pub(crate) fn read_text_list(
    fields: &mut Fields<'_>,
    key: &'static str,
    header: &Header,
    findings: &mut Findings<'_>,
) -> Vec<Texts> {
    let items = fields.list(key, findings);
    items.into_iter().filter_map(|item| read_texts_of(item, key, fields.what(), header, findings)).collect()
}

/// Reads the value of a key for every locale of the catalog. `read` reads one of them, and gets what to call it in
/// messages. In a catalog with one locale, a value that `is_whole` accepts needs no table of locales around it.
pub(crate) fn read_in_locales<'s, 'f, T: Clone>(
    node: &'s Node<'s>,
    key: &'static str,
    of: &What<'_>,
    header: &Header,
    is_whole: impl Fn(&Node<'_>) -> bool,
    findings: &mut Findings<'f>,
    mut read: impl FnMut(&'s Node<'s>, fmt::Arguments<'_>, &Locale, &mut Findings<'f>) -> Option<T>,
) -> Option<Vec<T>> {
    if let (true, [locale]) = (is_whole(node), header.locales.as_slice()) {
        return read(node, format_args!("`{key}` of {of}"), locale, findings).map(|read| vec![read]);
    }
    if is_whole(node) {
        if header.locales_known {
            let locales =
                header.locales.iter().map(|locale| format!("{locale} = \"...\"")).collect::<Vec<_>>();
            let message = format!("`{key}` of {of} must have a text for each locale");
            let help = format!("write {{ {} }}", locales.join(", "));
            findings.report(Diagnostic::new(Rule::MissingLocale, node.span(), message).help(help));
        }
        return None;
    }
    if let (false, [_]) = (node.get_ref().is_table(), header.locales.as_slice()) {
        report_wrong_type(node, format_args!("`{key}` of {of}"), "a string", findings);
        return None;
    }
    let table = as_table(node, format_args!("`{key}` of {of}"), findings)?;
    let mut found: Vec<Option<T>> = vec![None; header.locales.len()];
    let mut placeholder = None;
    let mut is_undeclared = false;
    for (tag, node) in table {
        if findings.is_recovered(&tag.span()) || findings.is_recovered(&node.span()) {
            continue;
        }
        let name = tag.get_ref().as_ref();
        if let Some(at) = header.locales.iter().position(|locale| locale.is(name)) {
            found[at] =
                read(node, format_args!("`{name}` in `{key}` of {of}"), &header.locales[at], findings);
            continue;
        }
        if header.locales_known {
            let at = At { value: name, span: tag.span() };
            findings.report(undeclared(&at, &missing(table, &header.locales), &header.locales));
            is_undeclared = true;
        }
        // Its text is checked like any other.
        if let Some(locale) = Locale::parse(name).as_ref().or(header.locales.first()) {
            placeholder =
                read(node, format_args!("`{name}` in `{key}` of {of}"), locale, findings).or(placeholder);
        }
    }
    if found.iter().any(Option::is_none) {
        // An undeclared locale may be meant to be one that is missing.
        if header.locales_known && !is_undeclared {
            check_missing(table, format_args!("`{key}` of {of}"), &node.span(), &header.locales, findings);
        }
        let placeholder = found.iter().flatten().next().cloned().or(placeholder)?;
        return Some(found.into_iter().map(|read| read.unwrap_or_else(|| placeholder.clone())).collect());
    }
    Some(found.into_iter().flatten().collect())
}

/// A text is not empty, and a message does not end with a full stop. Returns whether there is a text.
pub(crate) fn check_text(
    text: &At<&str>,
    what: fmt::Arguments<'_>,
    key: &str,
    findings: &mut Findings<'_>,
) -> bool {
    let trimmed = text.value.trim_end();
    if trimmed.is_empty() {
        let help = match key {
            "message" => Rule::EmptyMessage.help(),
            _ => "write a text, or remove the key",
        };
        let message = format!("{what} is empty");
        findings.report(Diagnostic::new(Rule::EmptyMessage, text.span.clone(), message).help(help));
    } else if matches!(key, "message" | "title")
        && (trimmed.ends_with('。') || trimmed.ends_with('.') && !trimmed.ends_with("..."))
    {
        let message = format!("{what} ends with a full stop");
        let fix = trimmed.chars().next_back().and_then(|stop| findings.removal_of_last(&text.span, stop));
        findings.report(Diagnostic::new(Rule::FinalStop, text.span.clone(), message).fix(fix));
    }
    !trimmed.is_empty()
}

/// A text is given in every locale of the catalog.
fn check_missing(
    table: &DeTable<'_>,
    what: fmt::Arguments<'_>,
    span: &Range<usize>,
    locales: &[Locale],
    findings: &mut Findings<'_>,
) {
    for locale in missing(table, locales) {
        let message = format!("locale `{locale}` is missing in {what}");
        let help = format!("add {locale} = \"...\"");
        findings.report(Diagnostic::new(Rule::MissingLocale, span.clone(), message).help(help));
    }
}

/// Returns the locales that a table of texts does not have.
fn missing<'l>(table: &DeTable<'_>, locales: &'l [Locale]) -> Vec<&'l Locale> {
    locales.iter().filter(|locale| !table.keys().any(|tag| locale.is(tag.get_ref()))).collect()
}

/// The locales of a text are listed in the catalog.
fn undeclared(tag: &At<&str>, missing: &[&Locale], locales: &[Locale]) -> Diagnostic {
    let message = format!("locale `{}` is not declared", tag.value);
    let diagnostic = Diagnostic::new(Rule::UndeclaredLocale, tag.span.clone(), message);
    let near = match missing {
        [missing] => Some(missing.as_str()),
        _ => nearest(tag.value, locales.iter().map(Locale::as_str)).filter(|near| near.len() > 2),
    };
    with_near(diagnostic, near)
}
