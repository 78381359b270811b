//! Parses TOML, and turns each syntax error into a diagnostic. Parsing goes on after an error.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::extends::extend;
use crate::findings::Findings;
use crate::rule::Rule;
use crate::source::Source;

/// A value and its span.
pub(crate) type Node<'s> = Spanned<DeValue<'s>>;

/// The maximum number of syntax errors that are reported: a file with more is not a catalog.
const MAX_REPORTED: usize = 100;

/// Parses as much as can be parsed, and joins the catalog with those that it extends.
pub(crate) fn parse<'s>(source: &'s Source, findings: &mut Findings<'_>) -> DeTable<'s> {
    let mut texts = source.parsed_texts();
    let mut root = texts.next().map_or_else(DeTable::new, |own| parse_file(own, findings));
    for base in texts {
        let base = parse_file(base, findings);
        extend(&mut root, base, findings);
    }
    root
}

fn parse_file<'s>(text: &'s str, findings: &mut Findings<'_>) -> DeTable<'s> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let root = root.into_inner();
    let mut duplicates = Vec::new();
    let mut reported = 0;
    let mut has_line_ending_error = false;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let message = error.message();
        if message == "duplicate key" {
            duplicates.push(span);
            continue;
        }
        findings.recovered_at(span.start);
        // A file with unsupported line endings has this error in every line.
        let is_line_ending_error = message.starts_with("carriage return");
        if reported < MAX_REPORTED && !(is_line_ending_error && has_line_ending_error) {
            reported += 1;
            has_line_ending_error |= is_line_ending_error;
            findings.report(syntax_error(&span, message));
        }
    }
    duplicates.sort_by_key(|span| span.start);
    if !duplicates.is_empty() {
        report_duplicates(text, &root, &duplicates, findings);
    }
    root
}

fn syntax_error(span: &Range<usize>, message: &str) -> Diagnostic {
    let message = message.trim_end_matches(", expected nothing");
    let diagnostic = Diagnostic::new(Rule::Syntax, span.clone(), message);
    match message {
        m if m.starts_with("string values must be quoted") && span.is_empty() => {
            Diagnostic::new(Rule::Syntax, span.clone(), "the value is missing")
                .help("write the value, or remove the key")
        }
        m if m.starts_with("string values must be quoted") => diagnostic.help("put the text in quotes"),
        m if m.starts_with("missing comma") => diagnostic.help("add a comma before this"),
        m if m.starts_with("unexpected leading zero") => {
            diagnostic.help("remove the leading zeros, or quote the code if they are part of it")
        }
        m if m.starts_with("invalid basic string") || m.starts_with("invalid literal string") => {
            diagnostic.help("close the string in the same line")
        }
        m if m.starts_with("carriage return") => {
            diagnostic.help("save the file with LF or CRLF line endings")
        }
        m if m.starts_with("unclosed table") => diagnostic.help("close the header with `]`"),
        _ => diagnostic,
    }
}

/// Reports keys that are used twice. The parser names only the second location; the diagnostic has both.
fn report_duplicates(
    text: &str,
    root: &DeTable<'_>,
    duplicates: &[Range<usize>],
    findings: &mut Findings<'_>,
) {
    let headers = headers(text);
    let mut first_headers: HashMap<&[String], usize> = HashMap::new();
    for (at, header) in headers.iter().enumerate() {
        first_headers.entry(&header.path).or_insert(at);
    }
    let mut keys = HashMap::new();
    collect_keys(root, &mut Vec::new(), &mut keys);
    let mut repeated = 0..0;
    for span in duplicates {
        let inside_repeated = repeated.contains(&span.start);
        if let Ok(at) = headers.binary_search_by_key(&span.start, |header| header.key.start) {
            let section_end = headers.get(at + 1).map_or(text.len(), |next| next.key.start);
            repeated = span.end..section_end;
            let first = first_headers.get(headers[at].path.as_slice()).filter(|&&first| first < at);
            findings.report(repeated_header(&headers[at], first.map(|&first| &headers[first])));
        } else if !inside_repeated {
            findings.report(repeated_key(text, &keys, span));
        }
    }
}

fn repeated_header(header: &TableHeader, first: Option<&TableHeader>) -> Diagnostic {
    let diagnostic = repeated_name(&header.path, &header.key).unwrap_or_else(|| {
        let message = format!("table `[{}]` is defined twice", header.path.join("."));
        Diagnostic::new(Rule::Syntax, header.key.clone(), message).help("write all its keys under one header")
    });
    with_first(diagnostic, "defined", first.map(|first| first.key.clone()))
}

/// Returns the diagnostic for an entry's name that is used twice, which is an error of the catalog, not of its syntax.
fn repeated_name<S: AsRef<str>>(path: &[S], span: &Range<usize>) -> Option<Diagnostic> {
    let [table, name] = path else { return None };
    let (table, name) = (table.as_ref(), name.as_ref());
    let message = format!("name `{name}` is used twice in table `{table}`");
    (table != "tables" && table != "catalog")
        .then(|| Diagnostic::new(Rule::DuplicateName, span.clone(), message))
}

fn repeated_key(text: &str, keys: &KeySpans<'_>, span: &Range<usize>) -> Diagnostic {
    let key = text.get(span.clone()).unwrap_or_default();
    // The tree contains the first of two: the last such key before the second.
    let spans = keys.get(key.trim_matches(['"', '\'']));
    let first = spans.and_then(|spans| spans.range(..span.start).next_back());
    let name = first.and_then(|(_, (path, _))| repeated_name(path, span));
    let diagnostic = name.unwrap_or_else(|| {
        Diagnostic::new(Rule::Syntax, span.clone(), format!("key `{key}` is used twice"))
            .help("remove one of them")
    });
    with_first(diagnostic, "used", first.map(|(_, (_, first))| first.clone()))
}

/// Adds both locations of something that is repeated.
fn with_first(diagnostic: Diagnostic, verb: &str, first: Option<Range<usize>>) -> Diagnostic {
    let diagnostic = diagnostic.label(format!("{verb} again here"));
    match first {
        Some(first) => diagnostic.related(first, format!("first {verb} here")),
        None => diagnostic,
    }
}

/// For each key its spans in the tree by where they start, with their paths.
type KeySpans<'t> = HashMap<&'t str, BTreeMap<usize, (Vec<&'t str>, Range<usize>)>>;

fn collect_keys<'t>(table: &'t DeTable<'_>, path: &mut Vec<&'t str>, keys: &mut KeySpans<'t>) {
    for (name, value) in table {
        path.push(name.get_ref());
        let span = name.span();
        keys.entry(name.get_ref()).or_default().insert(span.start, (path.clone(), span));
        if let DeValue::Table(inner) = value.get_ref() {
            collect_keys(inner, path, keys);
        }
        path.pop();
    }
}

/// A table header of the text.
struct TableHeader {
    path: Vec<String>,
    /// The span of the path's last key.
    key: Range<usize>,
}

/// Returns all headers of the text, each parsed on its own.
fn headers(text: &str) -> Vec<TableHeader> {
    let mut start = 0;
    let mut headers = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('[') && !line.trim_start().starts_with("[[") {
            headers.extend(header(line, start));
        }
        start += line.len();
    }
    headers
}

fn header(line: &str, start: usize) -> Option<TableHeader> {
    let parsed = DeTable::parse(line).ok()?.into_inner();
    let mut path = Vec::new();
    let mut key = 0..0;
    let mut table = &parsed;
    while let Some((name, value)) = table.iter().next() {
        path.push(name.get_ref().to_string());
        key = start + name.span().start..start + name.span().end;
        match value.get_ref() {
            DeValue::Table(inner) => table = inner,
            _ => return None,
        }
    }
    (!path.is_empty()).then_some(TableHeader { path, key })
}
