//! The layout of a catalog's text.

use crate::document::Document;
use toml_edit::{InlineTable, Item, KeyMut, RawString, Table, TomlError, Value};

/// The keys of `[catalog]`, in the order in which they are written.
const CATALOG: &[&str] =
    &["schema", "name", "title", "role", "locales", "extends", "url", "domain", "remedies", "attributes"];

/// Those of a table's declaration.
const TABLE: &[&str] = &[
    "enum",
    "former",
    "doc",
    "type",
    "code_space",
    "success",
    "default_class",
    "unknown",
    "param_case",
    "problem_status",
    "mask",
    "combined",
    "allow",
    "reserved",
];

/// Those of an entry, and of a class.
const ENTRY: &[&str] = &[
    "code",
    "of",
    "subcode",
    "prefix",
    "ranges",
    "also",
    "aliases",
    "former",
    "class",
    "category",
    "http",
    "retry",
    "retry_safe",
    "severity",
    "exposure",
    "mask",
    "recovery",
    "exit",
    "extra",
    "attributes",
    "title",
    "message",
    "help",
    "causes",
    "params",
    "doc",
    "seen",
    "url",
    "since",
    "stability",
    "deprecated",
];

/// Formats the text of a catalog.
pub(super) fn formatted(text: &str) -> Result<String, TomlError> {
    let mut document = Document::parse(text)?;
    format_table(document.toml.as_table_mut(), &[]);
    let trailing = blank_lines_collapsed(document.toml.trailing(), true);
    document.toml.set_trailing(trailing);
    Ok(document.text().trim_start_matches('\n').trim_end().to_owned() + "\n")
}

/// Formats an entry that is to be added to a table.
pub(crate) fn format_entry(entry: &mut Table, table: &str, name: &str) {
    format_header(entry);
    format_table(entry, &[table.to_owned(), name.to_owned()]);
}

/// Formats a table and those below it. `path` are the names that lead to it.
fn format_table(table: &mut Table, path: &[String]) {
    if let Some(order) = order_of(path) {
        let rank = |key: &str| order.iter().position(|known| *known == key).unwrap_or(order.len());
        table.sort_values_by(|one, _, other, _| rank(one.get()).cmp(&rank(other.get())));
    }
    let is_plain = |item: &Item| item.is_value();
    let widths = table.iter().filter(|(_, item)| is_plain(item)).map(|(key, _)| shown_width(table, key));
    let width = widths.max().unwrap_or_default();
    let lengths: Vec<usize> = table.iter().map(|(key, _)| shown_width(table, key)).collect();
    let mut is_first = true;
    for ((mut key, item), length) in table.iter_mut().zip(lengths) {
        let name = key.get().to_owned();
        match item {
            Item::Value(value) => {
                format_key(&mut key, width.saturating_sub(length), is_first);
                format_value(value);
                let suffix = comment_after(value.decor().suffix());
                value.decor_mut().set_prefix(" ");
                value.decor_mut().set_suffix(suffix);
                is_first = false;
            }
            Item::Table(inner) => {
                let mut inner_path = path.to_vec();
                inner_path.push(name);
                if inner.is_dotted() {
                    is_first = false;
                    continue;
                }
                format_header(inner);
                format_table(inner, &inner_path);
            }
            Item::None | Item::ArrayOfTables(_) => {}
        }
    }
}

/// Returns the order of keys in a table.
fn order_of(path: &[String]) -> Option<&'static [&'static str]> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["catalog"] => Some(CATALOG),
        ["tables", _] => Some(TABLE),
        ["tables", _, "classes", _] => Some(ENTRY),
        ["catalog" | "tables", ..] | [_, "sets"] => None,
        [_, _] => Some(ENTRY),
        _ => None,
    }
}

/// Returns the number of characters of a key as it is written.
fn shown_width(table: &Table, key: &str) -> usize {
    table.key(key).map_or(0, |key| key.display_repr().chars().count())
}

/// Formats what is around a key: comments above it, and the spaces before the equals sign.
fn format_key(key: &mut KeyMut<'_>, spaces: usize, is_first: bool) {
    let decor = key.leaf_decor_mut();
    let above = decor.prefix().map(|above| blank_lines_collapsed(above, !is_first)).unwrap_or_default();
    decor.set_prefix(above);
    decor.set_suffix(" ".repeat(spaces + 1));
}

/// Formats what is around a header: comments above it after a blank line, and a comment behind it.
fn format_header(table: &mut Table) {
    let decor = table.decor_mut();
    let above = decor.prefix().map(|above| blank_lines_collapsed(above, true)).unwrap_or_default();
    decor.set_prefix(format!("\n{}", above.trim_start_matches('\n')));
    let suffix = comment_after(decor.suffix());
    decor.set_suffix(suffix);
}

/// Returns the comments above something, without indentation, and with at most one blank line between two of them. One before
/// the first is kept if it may be.
fn blank_lines_collapsed(above: &RawString, keeps_leading: bool) -> String {
    let mut collapsed = String::new();
    let mut was_blank = !keeps_leading;
    // The last line is the beginning of the line that has the key.
    let lines: Vec<&str> = above.as_str().unwrap_or_default().split('\n').collect();
    for line in &lines[..lines.len().saturating_sub(1)] {
        let line = line.trim();
        if !(line.is_empty() && was_blank) {
            collapsed.push_str(line);
            collapsed.push('\n');
        }
        was_blank = line.is_empty();
    }
    collapsed
}

/// Returns the comment behind something, after the spaces that are there.
fn comment_after(suffix: Option<&RawString>) -> String {
    let suffix = suffix.and_then(RawString::as_str).unwrap_or_default().trim_end();
    match suffix.strip_prefix('#') {
        Some(_) => format!(" {suffix}"),
        None => suffix.to_owned(),
    }
}

/// Formats the spaces inside a value that is written in one line without comments.
fn format_value(value: &mut Value) {
    let text = value.to_string();
    if text.trim().contains(['\n', '\r']) || has_comment(value) {
        return;
    }
    match value {
        Value::InlineTable(table) => format_inline(table),
        Value::Array(array) => {
            array.iter_mut().for_each(format_value);
            array.fmt();
            array.set_trailing_comma(false);
        }
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

fn format_inline(table: &mut InlineTable) {
    if table.iter().any(|(_, value)| matches!(value, Value::InlineTable(inner) if inner.is_dotted())) {
        return;
    }
    table.iter_mut().for_each(|(_, value)| format_value(value));
    table.fmt();
    table.set_trailing_comma(false);
    table.set_trailing("");
}

/// Returns whether there is a comment inside an array or a table; one in a single line cannot have any but at its end.
fn has_comment(value: &Value) -> bool {
    let decor = value.decor();
    let text = |raw: Option<&RawString>| raw.and_then(RawString::as_str).is_some_and(|raw| raw.contains('#'));
    match value {
        Value::Array(array) => {
            array.iter().any(|item| text(item.decor().prefix()) || text(item.decor().suffix()))
        }
        _ => text(decor.prefix()),
    }
}
