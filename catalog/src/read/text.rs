//! Texts in several languages: `title`, `causes`, `help`, and `absent` of a param.

use std::fmt;
use std::ops::Range;

use toml::de::DeTable;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What, as_string, as_table, wrong_type};
use crate::findings::Findings;
use crate::locale::Locale;
use crate::model::Texts;
use crate::near::{nearest, with_near};
use crate::read::Header;
use crate::rule::Rule;
use crate::syntax::Node;

/// Reads a text in every locale of the catalog. What is missing is stood in for by another locale's text.
pub(crate) fn read_texts(
    fields: &mut Fields<'_>,
    key: &'static str,
    header: &Header,
    findings: &mut Findings<'_>,
) -> Option<Texts> {
    let node = fields.node(key, findings)?;
    read_texts_of(node, key, fields.what(), header, findings)
}

/// Reads the texts that a key of a thing holds.
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

/// Reads what a key of a thing holds for every locale of the catalog, each by `read`, which gets what to call it. Where
/// the catalog has one locale, what `is_whole` says is read as it is; a string is always whole.
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
            let message = format!("`{key}` of {of} does not say its locale");
            let help = format!("write {{ {} }}", locales.join(", "));
            findings.report(Diagnostic::new(Rule::MissingLocale, node.span(), message).help(help));
        }
        return None;
    }
    if let (false, [_]) = (node.get_ref().is_table(), header.locales.as_slice()) {
        wrong_type(node, format_args!("`{key}` of {of}"), "a string", findings);
        return None;
    }
    let table = as_table(node, format_args!("`{key}` of {of}"), findings)?;
    let mut found: Vec<Option<T>> = vec![None; header.locales.len()];
    let mut stand_in = None;
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
            findings.report(undeclared(&At { value: name, span: tag.span() }, &header.locales));
        }
        // What it says is read like any other.
        if let Some(locale) = Locale::parse(name).as_ref().or(header.locales.first()) {
            stand_in = read(node, format_args!("`{name}` in `{key}` of {of}"), locale, findings).or(stand_in);
        }
    }
    if found.iter().any(Option::is_none) {
        if header.locales_known {
            check_missing(table, format_args!("`{key}` of {of}"), &node.span(), &header.locales, findings);
        }
        let stand_in = found.iter().flatten().next().cloned().or(stand_in)?;
        return Some(found.into_iter().map(|read| read.unwrap_or_else(|| stand_in.clone())).collect());
    }
    Some(found.into_iter().flatten().collect())
}

/// A text that is there says something, and a message carries no final full stop.
pub(crate) fn check_text(text: &At<&str>, what: fmt::Arguments<'_>, key: &str, findings: &mut Findings<'_>) {
    let trimmed = text.value.trim_end();
    if trimmed.is_empty() {
        let help = match key {
            "message" => Rule::EmptyMessage.help(),
            _ => "write the text, or remove the key",
        };
        let message = format!("{what} says nothing");
        findings.report(Diagnostic::new(Rule::EmptyMessage, text.span.clone(), message).help(help));
    } else if matches!(key, "message" | "title")
        && (trimmed.ends_with('。') || trimmed.ends_with('.') && !trimmed.ends_with("..."))
    {
        let message = format!("{what} ends with a full stop");
        findings.report(Diagnostic::new(Rule::FinalStop, text.span.clone(), message));
    }
}

/// A text that is there has every locale of the catalog.
fn check_missing(
    table: &DeTable<'_>,
    what: fmt::Arguments<'_>,
    span: &Range<usize>,
    locales: &[Locale],
    findings: &mut Findings<'_>,
) {
    for locale in locales {
        if !table.keys().any(|tag| locale.is(tag.get_ref())) {
            let message = format!("{what} has no text in `{locale}`");
            let help = format!("add it: {locale} = \"...\"");
            findings.report(Diagnostic::new(Rule::MissingLocale, span.clone(), message).help(help));
        }
    }
}

/// A text has no locale that the catalog does not list.
fn undeclared(tag: &At<&str>, locales: &[Locale]) -> Diagnostic {
    let message = format!("`{}` is no locale of the catalog", tag.value);
    let diagnostic = Diagnostic::new(Rule::UndeclaredLocale, tag.span.clone(), message);
    let near = nearest(tag.value, locales.iter().map(Locale::as_str)).filter(|near| near.len() > 2);
    with_near(diagnostic, near)
}
