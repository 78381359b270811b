//! Text in, TOML tree out; what the parser could not read becomes diagnostics, and it goes on behind it.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::rule::Rule;
use crate::source::Source;

/// A value and its place.
pub(crate) type Node<'s> = Spanned<DeValue<'s>>;

/// The most syntax faults that are told: what has more of them is no catalog.
const MOST_TOLD: usize = 100;

/// Parses as much as can be parsed.
pub(crate) fn parse<'s>(source: &'s Source, findings: &mut Findings<'_>) -> DeTable<'s> {
    let (root, errors) = DeTable::parse_recoverable(source.text());
    let root = root.into_inner();
    let mut duplicates = Vec::new();
    let mut told = 0;
    let mut told_line_ending = false;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let message = error.message();
        if message == "duplicate key" {
            duplicates.push(span);
            continue;
        }
        findings.recovered_at(span.start);
        // A file with foreign line endings has this fault in every line.
        let repeated = message.starts_with("carriage return") && told_line_ending;
        if told < MOST_TOLD && !repeated {
            told += 1;
            told_line_ending |= message.starts_with("carriage return");
            findings.report(syntax_fault(&span, message));
        }
    }
    duplicates.sort_by_key(|span| span.start);
    if !duplicates.is_empty() {
        report_duplicates(source, &root, &duplicates, findings);
    }
    root
}

fn syntax_fault(span: &Range<usize>, message: &str) -> Diagnostic {
    let message = message.trim_end_matches(", expected nothing");
    let diagnostic = Diagnostic::new(Rule::Syntax, span.clone(), message);
    match message {
        m if m.starts_with("string values must be quoted") && span.is_empty() => {
            Diagnostic::new(Rule::Syntax, span.clone(), "the value is missing")
                .help("write the value, or remove the key")
        }
        m if m.starts_with("string values must be quoted") => {
            diagnostic.help("put the text in quotation marks")
        }
        m if m.starts_with("missing comma") => diagnostic.help("put a comma before this"),
        m if m.starts_with("unexpected leading zero") => {
            diagnostic.help("remove the zero; a code with leading zeros is a string: quote it")
        }
        m if m.starts_with("invalid basic string") || m.starts_with("invalid literal string") => {
            diagnostic.help("end the text with its quotation mark, in the same line")
        }
        m if m.starts_with("carriage return") => {
            diagnostic.help("save the file with the line endings LF or CRLF")
        }
        m if m.starts_with("unclosed table") => diagnostic.help("close the header with `]`"),
        _ => diagnostic,
    }
}

/// A key that stands twice. The parser names the second place alone; a person needs both.
fn report_duplicates(
    source: &Source,
    root: &DeTable<'_>,
    duplicates: &[Range<usize>],
    findings: &mut Findings<'_>,
) {
    let headers = headers(source.text());
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
            let section_end = headers.get(at + 1).map_or(source.text().len(), |next| next.key.start);
            repeated = span.end..section_end;
            let first = first_headers.get(headers[at].path.as_slice()).filter(|&&first| first < at);
            findings.report(repeated_header(&headers[at], first.map(|&first| &headers[first])));
        } else if !inside_repeated {
            findings.report(repeated_key(source, &keys, span));
        }
    }
}

fn repeated_header(header: &TableHeader, first: Option<&TableHeader>) -> Diagnostic {
    let diagnostic = repeated_name(&header.path, &header.key).unwrap_or_else(|| {
        let message = format!("the table `[{}]` is opened twice", header.path.join("."));
        Diagnostic::new(Rule::Syntax, header.key.clone(), message).help("write all its keys under one header")
    });
    with_first(diagnostic, first.map(|first| first.key.clone()))
}

/// What an entry's name that stands twice is: a fault of the catalog, not of its TOML.
fn repeated_name<S: AsRef<str>>(path: &[S], span: &Range<usize>) -> Option<Diagnostic> {
    let [table, name] = path else { return None };
    let (table, name) = (table.as_ref(), name.as_ref());
    let message = format!("the name `{name}` stands twice in table `{table}`");
    (table != "tables" && table != "catalog")
        .then(|| Diagnostic::new(Rule::DuplicateName, span.clone(), message))
}

fn repeated_key(source: &Source, keys: &KeyPlaces<'_>, span: &Range<usize>) -> Diagnostic {
    let key = source.text().get(span.clone()).unwrap_or_default();
    // The tree holds the first of two: the last place of such a key before the second.
    let places = keys.get(key.trim_matches(['"', '\'']));
    let first = places.and_then(|places| places.range(..span.start).next_back());
    let name = first.and_then(|(_, (path, _))| repeated_name(path, span));
    let diagnostic = name.unwrap_or_else(|| {
        Diagnostic::new(Rule::Syntax, span.clone(), format!("the key `{key}` is given twice"))
            .help("remove one of the two")
    });
    with_first(diagnostic, first.map(|(_, (_, first))| first.clone()))
}

/// The parser names the second place alone; a person needs both.
fn with_first(diagnostic: Diagnostic, first: Option<Range<usize>>) -> Diagnostic {
    let diagnostic = diagnostic.label("again here");
    match first {
        Some(first) => diagnostic.related(first, "first here"),
        None => diagnostic,
    }
}

/// For each key its places in the tree by where they start, with their paths.
type KeyPlaces<'t> = HashMap<&'t str, BTreeMap<usize, (Vec<&'t str>, Range<usize>)>>;

fn collect_keys<'t>(table: &'t DeTable<'_>, path: &mut Vec<&'t str>, keys: &mut KeyPlaces<'t>) {
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
    /// The place of the path's last key.
    key: Range<usize>,
}

/// All headers of the text, each read on its own.
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
