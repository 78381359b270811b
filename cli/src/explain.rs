//! A code or a name in, all that the catalog knows of it out, as text for people.

use std::fmt::Write;

use errcat_catalog::{
    Code, Deprecated, Entry, Locale, Model, Palette, Param, Retry, RetrySafety, Severity, Table, Template,
    nearest,
};

use crate::answer::{Answer, Exit};
use crate::arguments::ExplainOptions;
use crate::{check, find};

pub(crate) fn run(options: &ExplainOptions) -> Result<Answer, Answer> {
    let source = find::source(options.file.as_deref())?;
    let catalog = check::valid(&source)?;
    let tables = tables(&catalog, options.table.as_deref())?;
    let hits: Vec<_> = entries(&tables).filter(|(_, entry)| is_wanted(entry, &options.wanted)).collect();
    if hits.is_empty() {
        return Err(Answer::refused(why_not_listed(&tables, &options.wanted, source.name())));
    }
    let cards: Vec<_> = hits.into_iter().map(|(table, entry)| card(table, entry, &catalog.locales)).collect();
    Ok(Answer::Text(Exit::Fine, cards.join("\n")))
}

/// The tables to look in: all, or the one that is asked for.
fn tables<'a>(catalog: &'a Model, wanted: Option<&str>) -> Result<Vec<&'a Table>, Answer> {
    let Some(wanted) = wanted else { return Ok(catalog.tables.iter().collect()) };
    if let Some(table) = catalog.tables.iter().find(|table| table.name == wanted) {
        return Ok(vec![table]);
    }
    let names: Vec<_> = catalog.tables.iter().map(|table| table.name.as_str()).collect();
    let hint = match nearest(wanted, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it has {}", names.join(", ")),
    };
    Err(Answer::refused(format!("the catalog has no table `{wanted}`; {hint}")))
}

fn entries<'a>(tables: &[&'a Table]) -> impl Iterator<Item = (&'a Table, &'a Entry)> {
    tables.iter().flat_map(|&table| table.entries.iter().map(move |entry| (table, entry)))
}

fn is_wanted(entry: &Entry, wanted: &str) -> bool {
    let names = entry.aliases.iter().chain(&entry.former);
    let codes = std::iter::once(&entry.code).chain(&entry.also);
    entry.name == wanted
        || names.into_iter().any(|name| name == wanted)
        || codes.into_iter().any(|code| is_code(code, wanted))
}

fn is_code(code: &Code, wanted: &str) -> bool {
    match code {
        Code::Integer { value, .. } => integer(wanted) == Some(*value),
        Code::String(text) => text == wanted,
    }
}

/// An integer in any notation that a catalog may use.
fn integer(text: &str) -> Option<i128> {
    let text = text.to_ascii_lowercase().replace('_', "");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let prefixes = [("0x", 16), ("0o", 8), ("0b", 2)];
    let prefixed =
        prefixes.into_iter().find_map(|(prefix, radix)| Some((radix, digits.strip_prefix(prefix)?)));
    let (radix, digits) = prefixed.unwrap_or((10, digits));
    let starts_with_digit = digits.starts_with(|c: char| c.is_digit(radix));
    starts_with_digit.then(|| i128::from_str_radix(&format!("{sign}{digits}"), radix).ok())?
}

fn why_not_listed(tables: &[&Table], wanted: &str, file: &str) -> String {
    let succeeds = |table: &&&Table| table.success.iter().any(|code| is_code(code, wanted));
    let successes: Vec<_> = tables.iter().filter(succeeds).map(|table| format!("`{}`", table.name)).collect();
    if !successes.is_empty() {
        return format!("{wanted} is no error: it means success in {}", successes.join(" and "));
    }
    let texts = entries(tables).flat_map(|(_, entry)| match &entry.code {
        Code::String(text) => [Some(entry.name.as_str()), Some(text.as_str())],
        Code::Integer { .. } => [Some(entry.name.as_str()), None],
    });
    let place = match tables {
        [table] => format!("table `{}` of {file}", table.name),
        _ => file.to_owned(),
    };
    let hint = nearest(wanted, texts.flatten()).map(|near| format!("; did you mean `{near}`?"));
    format!("no entry in {place} has the code or name `{wanted}`{}", hint.unwrap_or_default())
}

fn card(table: &Table, entry: &Entry, locales: &[Locale]) -> String {
    let Palette { message: bold, reset, .. } = Palette::ANSI;
    let Entry {
        name, code, class, http, category, retry, retry_safety, severity, help, doc, seen, url, ..
    } = entry;
    let notation = code.notation().map(|notation| format!(" ({notation})")).unwrap_or_default();
    let class = class.as_ref().map(|class| format!(" (class {class})")).unwrap_or_default();

    let mut card = format!("{bold}{} {name}{reset}{notation}\n\n", visible(&code.to_string()));
    row(&mut card, "title", &entry.title.as_ref().map(|title| by_locale(title, locales)).unwrap_or_default());
    row(&mut card, "message", &by_locale(&message(entry), locales));
    row(&mut card, "params", &entry.params.iter().map(param).collect::<Vec<_>>());
    row(&mut card, "help", &help.as_ref().map(|help| by_locale(help, locales)).unwrap_or_default());
    row(&mut card, "doc", &doc.iter().map(|doc| doc.trim_end().to_owned()).collect::<Vec<_>>());
    card.push('\n');
    row(&mut card, "table", &[format!("{} (enum {})", table.name, table.enum_name)]);
    row(&mut card, "http", &[http.to_string()]);
    row(&mut card, "category", &[format!("{}{class}", category.name())]);
    row(&mut card, "retry", &what_to_do(retry));
    row(&mut card, "retry_safe", &[retry_safety_in_words(*retry_safety)]);
    let grave = (*severity != Severity::Error).then(|| severity.name());
    row(&mut card, "severity", grave.as_slice());
    row(&mut card, "also", &entry.also.iter().map(Code::to_string).collect::<Vec<_>>());
    row(&mut card, "aliases", &entry.aliases);
    row(&mut card, "former", &entry.former);
    row(&mut card, "since", entry.since.as_slice());
    row(&mut card, "deprecated", &entry.deprecated.iter().map(deprecated).collect::<Vec<_>>());
    row(&mut card, "seen", seen);
    row(&mut card, "url", url.as_slice());
    card
}

/// The message in each locale; of one with forms, all of them, one below the other.
fn message(entry: &Entry) -> Vec<String> {
    match &entry.templates {
        Some(templates) => {
            templates.iter().map(|template| forms(template, &entry.params).join("\n")).collect()
        }
        None => entry.message.clone(),
    }
}

/// The text of a template; of one with forms, each behind its keys.
fn forms(template: &Template, params: &[Param]) -> Vec<String> {
    let keyed = |key: &str, form: &Template| -> Vec<String> {
        let colon = if matches!(form, Template::Text(_)) { ":" } else { "," };
        forms(form, params).into_iter().map(|text| format!("{key}{colon} {text}")).collect()
    };
    match template {
        Template::Text(_) => template.texts(params),
        Template::Plural { forms, .. } => {
            forms.iter().flat_map(|(key, form)| keyed(&key.to_string(), form)).collect()
        }
        Template::Select { forms, .. } => {
            forms.iter().flat_map(|(value, form)| keyed(value.as_deref().unwrap_or("other"), form)).collect()
        }
    }
}

fn param(param: &Param) -> String {
    let Param { name, param_type, sensitive, .. } = param;
    format!("{name}: {}{}", param_type.name(), if *sensitive { ", sensitive" } else { "" })
}

fn deprecated(deprecated: &Deprecated) -> String {
    let Deprecated { since, until, note, replacement } = deprecated;
    let since = since.as_ref().map(|since| format!("since {since}"));
    let replacement = replacement.as_ref().map(|name| format!("use {name}"));
    let until = until.as_ref().map(|until| format!("until {until}"));
    let said: Vec<String> = [since, until, note.clone(), replacement].into_iter().flatten().collect();
    if said.is_empty() { "yes".to_owned() } else { said.join("; ") }
}

/// The columns of a row's label.
const LABEL: usize = 12;

/// A label and its lines; nothing when there are none.
fn row(card: &mut String, label: &str, texts: &[impl AsRef<str>]) {
    let Palette { frame, reset, .. } = Palette::ANSI;
    let mut label = label;
    for line in texts.iter().flat_map(|text| text.as_ref().lines()) {
        let space = " ".repeat(LABEL - label.len());
        let row = format!("  {frame}{label}{reset}{space}{}", visible(line));
        let _ = writeln!(card, "{}", row.trim_end());
        label = "";
    }
}

/// The texts, each behind its locale when there are several.
fn by_locale(texts: &[String], locales: &[Locale]) -> Vec<String> {
    if let [_] = locales {
        return texts.to_vec();
    }
    let width = locales.iter().map(|locale| locale.as_str().len()).max().unwrap_or_default();
    let next_line = format!("\n{}", " ".repeat(width + 2));
    let in_locale = |(locale, text): (&Locale, &String)| {
        format!("{:width$}  {}", locale.as_str(), text.replace('\n', &next_line))
    };
    locales.iter().zip(texts).map(in_locale).collect()
}

fn what_to_do(retry: &Retry) -> Vec<String> {
    let mut lines = vec![retry.to_string()];
    if let Retry::Remedy { remedy, .. } = retry {
        lines.push(format!("{}: {}", remedy.name(), remedy.description()));
    }
    lines
}

fn retry_safety_in_words(retry_safety: RetrySafety) -> String {
    let rule = match retry_safety {
        RetrySafety::Always => "the request was not carried out, or carrying it out twice changes nothing",
        RetrySafety::IfIdempotent => {
            "the request may have been carried out; retry it only if it is idempotent"
        }
    };
    format!("{}: {rule}", retry_safety.name())
}

/// The text without what would steer a terminal or change the direction of text.
fn visible(text: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.replace(steers, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_given_in_any_notation_of_a_catalog() {
        for (text, value) in [
            ("9003", 9003),
            ("0x232B", 9003),
            ("0X232b", 9003),
            ("1_000", 1000),
            ("0o17", 15),
            ("0b101", 5),
            ("-0x1", -1),
            ("0xFFFF_FFFF_FFFF_FFFF", 18_446_744_073_709_551_615),
        ] {
            assert_eq!(integer(text), Some(value), "{text}");
        }
        for text in
            ["", "-", "0x", "--1", "-+1", "0x-1", "9003a", "九", "170141183460469231731687303715884105728"]
        {
            assert_eq!(integer(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_in_a_text_steers_the_terminal() {
        assert_eq!(visible("a\u{1b}[2J\u{9b}1m\u{202e}b\t"), "a\u{fffd}[2J\u{fffd}1m\u{fffd}b\u{fffd}");
    }
}
