//! Texts in several languages: `message` and `help`.

use std::ops::Range;

use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, as_string, as_table, wrong_type};
use crate::findings::Findings;
use crate::locale::Locale;
use crate::model::Texts;
use crate::near::nearest;
use crate::read::Header;
use crate::rule::Rule;

/// Reads a text in every locale of the catalog. What is missing is stood in for by another locale's text.
pub(crate) fn read_texts(
    fields: &mut Fields<'_>,
    key: &'static str,
    header: &Header,
    findings: &mut Findings<'_>,
) -> Option<Texts> {
    let node = fields.node(key, findings)?;
    let what = format!("`{key}` of {}", fields.what());
    if let (DeValue::String(text), [_]) = (node.get_ref(), header.locales.as_slice()) {
        let text = At { value: text.as_ref(), span: node.span() };
        check_text(&text, &what, key, findings);
        return Some(vec![text.value.to_owned()]);
    }
    if node.get_ref().is_str() {
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
    let mut found: Vec<(At<&str>, At<&str>)> = Vec::new();
    for (locale, text) in table.named(findings) {
        if let Some(text) = as_string(text, &format!("`{}` in {what}", locale.value), findings) {
            check_text(&text, &what, key, findings);
            found.push((locale, text));
        }
    }
    if header.locales_known {
        check_locales(&table.named(findings), &what, &node.span(), &header.locales, findings);
    }
    let stand_in = found.first().map(|(_, text)| text.value)?;
    let of = |locale: &Locale| found.iter().find(|(tag, _)| locale.is(tag.value)).map(|(_, text)| text.value);
    Some(header.locales.iter().map(|locale| of(locale).unwrap_or(stand_in).to_owned()).collect())
}

/// A text that is there says something, and a message carries no final full stop.
fn check_text(text: &At<&str>, what: &str, key: &str, findings: &mut Findings<'_>) {
    let trimmed = text.value.trim_end();
    if trimmed.is_empty() {
        let help = match key {
            "message" => Rule::EmptyMessage.help(),
            _ => "write the text, or remove the key",
        };
        let message = format!("{what} says nothing");
        findings.report(Diagnostic::new(Rule::EmptyMessage, text.span.clone(), message).help(help));
    } else if key == "message"
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
