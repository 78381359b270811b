//! An entry in, the Markdown of its variant out: what a reader of the docs page needs to act on it.

use errcat_catalog::{Code, Entry, Model, Replay, Retry, Table};

/// The documentation of a table's enum.
pub(crate) fn document_table(table: &Table, catalog: &Model) -> String {
    let count = table.entries.len();
    let entries = if count == 1 { "entry" } else { "entries" };
    let title = catalog.title.as_deref().unwrap_or(&catalog.name);
    let mut paragraphs: Vec<String> = table.doc.iter().cloned().collect();
    paragraphs.push(format!("{count} {entries}, from table `{}` of {}.", table.name, escape(title)));
    paragraphs.join("\n\n")
}

/// The documentation of an entry's variant.
pub(crate) fn document_entry(entry: &Entry) -> String {
    let mut paragraphs = vec![
        format!("{}: {}", code(&entry.code), texts(&entry.message)),
        format!("HTTP {} · {} · {}", entry.http, entry.category.name(), advice(entry)),
    ];
    paragraphs.extend(entry.doc.clone());
    paragraphs.extend(entry.help.as_ref().map(|help| format!("What to do: {}", texts(help))));
    if !entry.wire.is_empty() {
        let seen: Vec<String> = entry.wire.iter().map(|text| format!("“{}”", escape(text))).collect();
        paragraphs.push(format!("Seen on the wire: {}", seen.join(" · ")));
    }
    paragraphs.extend(entry.docs.as_ref().map(|url| format!("See <{url}>")));
    paragraphs.join("\n\n")
}

/// What the entry is found by in the search of the docs page, if that can be said in an attribute.
pub(crate) fn alias(entry: &Entry) -> Option<String> {
    let alias = entry.code.to_string();
    let allowed = |c: char| !matches!(c, '"' | '\'') && (c == ' ' || !c.is_whitespace());
    (alias != entry.name && alias.trim() == alias && alias.chars().all(allowed)).then_some(alias)
}

fn code(code: &Code) -> String {
    let wire = match code {
        Code::Integer { value, .. } => format!("`{value}`"),
        Code::String(text) if text.contains('`') || text.trim() != text => escape(text),
        Code::String(text) => format!("`{text}`"),
    };
    match code.notation() {
        Some(notation) => format!("`{notation}` ({wire})"),
        None => wire,
    }
}

/// The texts of all locales, each once.
fn texts(texts: &[String]) -> String {
    let mut once: Vec<String> = Vec::new();
    for text in texts {
        let text = escape(text);
        if !once.contains(&text) {
            once.push(text);
        }
    }
    once.join(" · ")
}

fn advice(entry: &Entry) -> String {
    let if_idempotent = entry.retry != Retry::Never && entry.replay == Replay::IfIdempotent;
    let condition = if if_idempotent { ", if the request is idempotent" } else { "" };
    format!("{}{condition}", escape(&entry.retry.to_string()))
}

/// A text that means itself in Markdown, on one line: a list's own words must not become links, tags or code.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        for c in word.chars() {
            if matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '|' | '&' | ':' | '@' | '$'
            ) {
                escaped.push('\\');
            }
            escaped.push(c);
        }
    }
    escaped
}
