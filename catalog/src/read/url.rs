//! Reads the URLs of documentation, and the pattern of those that entries do not state.

use errcat_types::PercentEncoded;

use crate::diagnostic::Diagnostic;
use crate::fields::Fields;
use crate::findings::Findings;
use crate::model::{Code, Entry};
use crate::rule::Rule;

/// `url` is an absolute http or https URL without whitespace.
pub(super) fn read_url(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Option<String> {
    let url = fields.string("url", findings)?;
    if !is_url(url.value) {
        let message = format!("`url` of {} is not a valid http or https URL", fields.what());
        findings.report(Diagnostic::new(Rule::InvalidUrl, url.span, message));
        return None;
    }
    Some(url.value.to_owned())
}

fn is_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let invalid = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`' | '\\');
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(invalid))
}

/// The placeholders of a pattern.
const PLACEHOLDERS: [&str; 3] = ["{table}", "{code}", "{name}"];

/// The `url` of a catalog has placeholders, by which its entries have different URLs.
pub(super) fn read_pattern(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Option<String> {
    let url = fields.string("url", findings)?;
    let plain = PLACEHOLDERS.iter().fold(url.value.to_owned(), |url, known| url.replace(known, "x"));
    let error = if !is_url(&plain) {
        Some("is not a valid http or https URL")
    } else if plain.contains(['{', '}']) {
        Some("has an unknown placeholder")
    } else if !url.value.contains("{code}") && !url.value.contains("{name}") {
        Some("is the same for all entries")
    } else {
        None
    };
    let Some(error) = error else { return Some(url.value.to_owned()) };
    let message = format!("`url` of {} {error}", fields.what());
    let help = "use {table}, {code} and {name}, such as \"https://example.com/errors/{table}/{code}\"";
    findings.report(Diagnostic::new(Rule::InvalidUrl, url.span, message).help(help));
    None
}

/// Gives the URL of a pattern to each entry without one of its own.
pub(crate) fn fill_urls(entries: &mut [Entry], table: &str, pattern: &str) {
    for entry in entries.iter_mut().filter(|entry| entry.url.is_none()) {
        let segment = |code: &Code| PercentEncoded::new(&code.to_string()).to_string();
        let mut code = segment(&entry.code);
        if let Some(refinement) = &entry.refinement {
            code = format!("{code}/{}", segment(&refinement.subcode));
        }
        let url = pattern.replace("{table}", table).replace("{name}", &entry.name).replace("{code}", &code);
        entry.url = Some(url);
    }
}
