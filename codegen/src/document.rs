//! Writes the documentation of enums, variants, structs and fields as Markdown.

use errcat_catalog::{
    Code, Entry, Exposure, Model, Param, Retry, RetrySafety, Set, Severity, Stability, Table,
};

/// Returns the documentation of a table's enum.
pub(crate) fn document_table(table: &Table, catalog: &Model) -> String {
    let count = table.entries.len();
    let entries = if count == 1 { "entry" } else { "entries" };
    let title = catalog.title.as_deref().unwrap_or(&catalog.name);
    let mut paragraphs: Vec<String> = table.doc.iter().cloned().collect();
    paragraphs.push(format!("{count} {entries}, from table `{}` of {}.", table.name, escape(title)));
    paragraphs.join("\n\n")
}

/// Returns the documentation of a set's enum.
pub(crate) fn document_set(set: &Set, table: &Table) -> String {
    let mut paragraphs: Vec<String> = set.doc.iter().cloned().collect();
    let enum_name = &table.enum_name;
    paragraphs
        .push(format!("The set `{}` of [`{enum_name}`]: the errors that an operation returns.", set.name));
    paragraphs.join("\n\n")
}

/// Returns the documentation of an entry's variant.
pub(crate) fn document_entry(entry: &Entry, table: &Table) -> String {
    let mut paragraphs = vec![
        format!("{}: {}", codes(entry), texts(&entry.message)),
        format!("HTTP {} · {} · {}{}", entry.http, entry.category.name(), advice(entry), severity(entry)),
    ];
    if let Some(refinement) = &entry.refinement {
        paragraphs.push(format!("Refines [`{}`](Self::{})", refinement.of, refinement.of));
    }
    match (entry.exposure, &entry.mask) {
        (Exposure::Internal, Some(mask)) => paragraphs.push(format!("Internal: callers receive `{mask}`")),
        (Exposure::Internal, None) | (Exposure::Public, _) => {}
    }
    if !entry.params.is_empty() {
        paragraphs.push(format!("Values: [`{}::{}`]", table.module_name, entry.name));
    }
    paragraphs.extend(entry.doc.clone());
    if !entry.causes.is_empty() {
        let causes: Vec<String> = entry.causes.iter().map(|cause| format!("- {}", texts(cause))).collect();
        paragraphs.push(format!("Possible causes:\n{}", causes.join("\n")));
    }
    paragraphs.extend(entry.help.as_ref().map(|help| format!("What to do: {}", texts(help))));
    if !entry.seen.is_empty() {
        let seen: Vec<String> = entry.seen.iter().map(|text| format!("“{}”", escape(text))).collect();
        paragraphs.push(format!("Seen on the wire: {}", seen.join(" · ")));
    }
    paragraphs.extend(entry.url.as_ref().map(|url| format!("See <{url}>")));
    paragraphs.extend(history(entry));
    paragraphs.join("\n\n")
}

/// Returns the documentation of the struct of an entry's params.
pub(crate) fn document_params(entry: &Entry, table: &Table) -> String {
    let (name, enum_name) = (&entry.name, &table.enum_name);
    let of = format!("The values of [`{enum_name}::{name}`](super::{enum_name}::{name}).");
    let texts: Vec<String> = match &entry.templates {
        Some(templates) => {
            let forms = templates.iter().map(|template| template.texts(&entry.params));
            forms.map(|forms| forms.iter().map(|form| escape(form)).collect::<Vec<_>>().join(" / ")).collect()
        }
        None => entry.message.iter().map(|text| escape(text)).collect(),
    };
    format!("{}\n\n{of}", once(texts))
}

/// Returns the documentation of a param's field.
pub(crate) fn document_param(param: &Param) -> String {
    let doc = param.doc.clone().unwrap_or_else(|| format!("The value of `{}`.", param.name));
    let mut paragraphs = vec![doc];
    if param.wire != param.name {
        paragraphs.push(format!("On the wire: `{}`.", param.wire));
    }
    if param.sensitive {
        paragraphs.push("Sensitive: it is not shown and not sent.".to_owned());
    }
    if let Some(absent) = &param.absent {
        paragraphs.push(format!("Where it is absent, messages show: {}", texts(absent)));
    }
    paragraphs.extend(
        param.example.as_ref().map(|example| format!("For example: {}", escape(&example.to_string()))),
    );
    paragraphs.join("\n\n")
}

/// Returns since when an entry exists, and its further names and codes.
fn history(entry: &Entry) -> Option<String> {
    let listed =
        |what: &str, items: Vec<String>| (!items.is_empty()).then(|| format!("{what} {}", items.join(", ")));
    let names = entry.aliases.iter().chain(&entry.former).map(|name| format!("`{name}`")).collect();
    let draft = (entry.stability == Stability::Draft).then(|| "A draft, which may still change".to_owned());
    let ranges = entry.also_ranges.iter().map(|range| format!("`{}` to `{}`", range.start(), range.end()));
    let facts = [
        draft,
        entry.since.as_ref().map(|since| format!("Since {}", escape(since))),
        listed("Also called", names),
        listed("Also received as", entry.also.iter().map(code).chain(ranges).collect()),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    (!facts.is_empty()).then(|| facts.join(" · "))
}

/// Returns the code as an alias for the search of the documentation, if it is allowed in the attribute.
pub(crate) fn alias(entry: &Entry) -> Option<String> {
    let alias = entry.code.to_string();
    let allowed = |c: char| !matches!(c, '"' | '\'') && (c == ' ' || !c.is_whitespace());
    (alias != entry.name && alias.trim() == alias && alias.chars().all(allowed)).then_some(alias)
}

/// Returns the code of an entry, and the subcode of a refinement.
fn codes(entry: &Entry) -> String {
    match &entry.refinement {
        Some(refinement) => format!("{}/{}", code(&entry.code), code(&refinement.subcode)),
        None => code(&entry.code),
    }
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

/// Joins the texts of all locales, each once.
fn texts(texts: &[String]) -> String {
    once(texts.iter().map(|text| escape(text)).collect())
}

fn once(texts: Vec<String>) -> String {
    let mut once: Vec<String> = Vec::new();
    for text in texts {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    once.join(" · ")
}

/// Returns the severity of an entry, unless it is an ordinary error.
fn severity(entry: &Entry) -> String {
    if entry.severity == Severity::Error { String::new() } else { format!(" · {}", entry.severity) }
}

fn advice(entry: &Entry) -> String {
    let if_idempotent = entry.retry != Retry::Never && entry.retry_safety == RetrySafety::IfIdempotent;
    let condition = if if_idempotent { ", if the request is idempotent" } else { "" };
    format!("{}{condition}", escape(&entry.retry.to_string()))
}

/// Escapes a text for Markdown, on one line: the texts of a catalog must not become links, tags or code.
fn escape(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        for c in word.chars() {
            if u8::try_from(c).is_ok_and(is_special) {
                escaped.push('\\');
            }
            escaped.push(c);
        }
    }
    escaped
}

/// Returns whether a text needs no escapes: it consists of words with single spaces between them. Most texts do, and this
/// check is faster in a macro that is not optimised.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    for &byte in text.as_bytes() {
        if byte < b' ' || (byte == b' ' && before == b' ') || is_special(byte) {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// Returns whether a character may be special in Markdown.
const fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'\\'
            | b'`'
            | b'*'
            | b'_'
            | b'['
            | b']'
            | b'<'
            | b'>'
            | b'#'
            | b'~'
            | b'|'
            | b'&'
            | b':'
            | b'@'
            | b'$'
    )
}
