//! Texts in several languages: `title`, `message` and `help`.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, as_string, as_table, wrong_type};
use crate::findings::Findings;
use crate::locale::Locale;
use crate::model::Texts;
use crate::near::nearest;
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
    let is_text = |node: &Node<'_>| node.get_ref().is_str();
    read_in_locales(fields, key, header, is_text, findings, |node, what, _, findings| {
        let text = as_string(node, what, findings)?;
        check_text(&text, what, key, findings);
        Some(text.value.to_owned())
    })
}

/// Reads what a key holds for every locale of the catalog, each by `read`, which gets what to call it. Where the catalog
/// has one locale, what `is_whole` says is read as it is; a string is always whole.
pub(crate) fn read_in_locales<'s, 'f, T: Clone>(
    fields: &mut Fields<'s>,
    key: &'static str,
    header: &Header,
    is_whole: impl Fn(&Node<'_>) -> bool,
    findings: &mut Findings<'f>,
    mut read: impl FnMut(&'s Node<'s>, &str, &Locale, &mut Findings<'f>) -> Option<T>,
) -> Option<Vec<T>> {
    let node = fields.node(key, findings)?;
    let what = format!("`{key}` of {}", fields.what());
    if let (true, [locale]) = (is_whole(node), header.locales.as_slice()) {
        return read(node, &what, locale, findings).map(|read| vec![read]);
    }
    if is_whole(node) {
        if header.locales_known {
            let locales =
                header.locales.iter().map(|locale| format!("{locale} = \"...\"")).collect::<Vec<_>>();
            let message = format!("{what} does not say its locale");
            let help = format!("write {{ {} }}", locales.join(", "));
            findings.report(Diagnostic::new(Rule::MissingLocale, node.span(), message).help(help));
        }
        return None;
    }
    if let (false, [_]) = (node.get_ref().is_table(), header.locales.as_slice()) {
        wrong_type(node, &what, "a string", findings);
        return None;
    }
    as_table(node, &what, findings)?;
    let table = fields.table(key, findings)?;
    let mut found: Vec<(&str, T)> = Vec::new();
    for (tag, node) in table.named(findings) {
        let what = format!("`{}` in {what}", tag.value);
        // One that is not the catalog's is told below; what it says is read like any other.
        let locale = Locale::parse(tag.value).or_else(|| header.locales.first().cloned());
        let read = locale.and_then(|locale| read(node, &what, &locale, findings));
        found.extend(read.map(|read| (tag.value, read)));
    }
    if header.locales_known {
        check_locales(&table.named(findings), &what, &node.span(), &header.locales, findings);
    }
    let stand_in = found.first().map(|(_, read)| read.clone())?;
    let of = |locale: &Locale| found.iter().find(|(tag, _)| locale.is(tag)).map(|(_, read)| read.clone());
    Some(header.locales.iter().map(|locale| of(locale).unwrap_or_else(|| stand_in.clone())).collect())
}

/// A text that is there says something, and a message carries no final full stop.
pub(crate) fn check_text(text: &At<&str>, what: &str, key: &str, findings: &mut Findings<'_>) {
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

/// A text has every locale of the catalog and no other.
fn check_locales<N>(
    found: &[(At<&str>, N)],
    what: &str,
    span: &Range<usize>,
    locales: &[Locale],
    findings: &mut Findings<'_>,
) {
    for locale in locales {
        if !found.iter().any(|(tag, _)| locale.is(tag.value)) {
            let message = format!("{what} has no text in `{locale}`");
            let help = format!("add it: {locale} = \"...\"");
            findings.report(Diagnostic::new(Rule::MissingLocale, span.clone(), message).help(help));
        }
    }
    for (tag, _) in found {
        if !locales.iter().any(|locale| locale.is(tag.value)) {
            let message = format!("`{}` is no locale of the catalog", tag.value);
            let diagnostic = Diagnostic::new(Rule::UndeclaredLocale, tag.span.clone(), message);
            let near = nearest(tag.value, locales.iter().map(Locale::as_str)).filter(|near| near.len() > 2);
            findings.report(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic,
            });
        }
    }
}
