//! Finds the values that are not closed in a text with syntax errors.
//!
//! Arrays and inline tables may have many lines, so that the parser reads on after one that is not closed, and reports
//! every line up to the end of the file. A human sees where it should have ended: where the next key or header starts.

use std::ops::Range;

/// A key with a value that is not closed.
pub(crate) struct Unclosed {
    /// From the key to the end of the line before the next key or header.
    pub(crate) span: Range<usize>,
    /// The offset of the bracket, brace or quotes that are not closed.
    pub(crate) opening: usize,
}

/// What a value is inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Array,
    Table,
    /// A string of several lines, by its quotes.
    String(&'static str),
}

/// Returns the values that are not closed.
pub(crate) fn unclosed(text: &str) -> Vec<Unclosed> {
    let mut found = Vec::new();
    let mut open: Vec<(Inside, usize)> = Vec::new();
    let (mut start, mut indent, mut previous, mut at) = (0, 0, "", 0);
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let line_indent = line.len() - line.trim_start().len();
        let in_string = matches!(open.last(), Some((Inside::String(_), _)));
        if let Some(&(_, opening)) = open.first()
            && !in_string
            && line_indent <= indent
            && (is_header(content) || is_key(content) && !goes_on(previous))
        {
            found.push(Unclosed { span: start..at, opening });
            open.clear();
        }
        if open.is_empty() {
            (start, indent) = (at, line_indent);
        }
        // A header is one line, whatever is in it.
        if !(open.is_empty() && content.starts_with('[')) {
            scan_line(line, at, &mut open);
        }
        if !content.is_empty() && !content.starts_with('#') {
            previous = content;
        }
        at += line.len();
    }
    if let Some(&(_, opening)) = open.first() {
        found.push(Unclosed { span: start..at, opening });
    }
    found
}

/// Opens and closes what is opened and closed in a line.
fn scan_line(line: &str, start: usize, open: &mut Vec<(Inside, usize)>) {
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let rest = &line[at..];
        if let Some(&(Inside::String(quotes), _)) = open.last() {
            if rest.starts_with(quotes) {
                open.pop();
                at += quotes.len();
            } else {
                at += if c == '\\' && quotes == "\"\"\"" { escaped(rest) } else { c.len_utf8() };
            }
            continue;
        }
        let quotes = ["\"\"\"", "'''"].into_iter().find(|quotes| rest.starts_with(quotes));
        if let Some(quotes) = quotes {
            open.push((Inside::String(quotes), start + at));
            at += quotes.len();
            continue;
        }
        match c {
            '#' => return,
            '"' | '\'' => at += string_len(rest, c),
            '[' | '{' => {
                open.push((if c == '[' { Inside::Array } else { Inside::Table }, start + at));
                at += 1;
            }
            ']' | '}' => {
                let closed = if c == ']' { Inside::Array } else { Inside::Table };
                if open.last().is_some_and(|(inside, _)| *inside == closed) {
                    open.pop();
                }
                at += 1;
            }
            _ => at += c.len_utf8(),
        }
    }
}

/// Returns the length of a string of one line, with its quotes. One that is not closed ends with the line.
fn string_len(text: &str, quote: char) -> usize {
    let mut at = 1;
    while let Some(c) = text[at..].chars().next() {
        at += match c {
            '\\' if quote == '"' => escaped(&text[at..]),
            _ => c.len_utf8(),
        };
        if c == quote {
            break;
        }
    }
    at
}

/// Returns the length of a backslash and the character after it.
fn escaped(text: &str) -> usize {
    text.chars().take(2).map(char::len_utf8).sum()
}

/// Returns whether a line is a table's header.
fn is_header(line: &str) -> bool {
    let Some((path, after)) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
        return false;
    };
    let after = after.trim_start_matches(']').trim_start();
    is_path(path.trim_start_matches('[')) && (after.is_empty() || after.starts_with('#'))
}

/// Returns whether a line starts with a key and an equals sign.
fn is_key(line: &str) -> bool {
    line.split_once('=').is_some_and(|(path, _)| is_path(path))
}

fn is_path(path: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '"' | '\'');
    !path.trim().is_empty() && path.chars().all(is_part)
}

/// Returns whether a value goes on in the line after this one.
fn goes_on(line: &str) -> bool {
    line.ends_with([',', '[', '{'])
}
