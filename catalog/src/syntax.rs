//! Parses TOML, and turns each syntax error into a diagnostic. Parsing goes on after an error.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::extends::extend;
use crate::findings::Findings;
use crate::rule::Rule;
use crate::source::Source;
use crate::unclosed::{Unclosed, unclosed};

/// A value and its span.
pub(crate) type Node<'s> = Spanned<DeValue<'s>>;

/// The maximum number of syntax errors that are reported: a file with more is not a catalog.
const MAX_REPORTED: usize = 100;

/// Parses as much as can be parsed, and joins the catalog with those that it extends. `without_unclosed` gets the texts that
/// are parsed where some values are not closed.
pub(crate) fn parse<'s>(
    source: &'s Source,
    without_unclosed: &'s mut Vec<String>,
    findings: &mut Findings<'_>,
) -> DeTable<'s> {
    let texts: Vec<&str> = source.parsed_texts().collect();
    without_unclosed.resize(texts.len(), String::new());
    let mut files = texts.into_iter().zip(without_unclosed);
    let mut root =
        files.next().map_or_else(DeTable::new, |(own, without)| parse_file(source, own, without, findings));
    for (base, without) in files {
        let base = parse_file(source, base, without, findings);
        extend(&mut root, base, findings);
    }
    root
}

/// Parses the text of a file, in which everything has the offset that it has in the source.
fn parse_file<'s>(
    source: &Source,
    text: &'s str,
    without_unclosed: &'s mut String,
    findings: &mut Findings<'_>,
) -> DeTable<'s> {
    let (mut root, errors) = DeTable::parse_recoverable(text);
    let (mut errors, mut duplicates) = by_kind(errors);
    let mut reported = Vec::new();
    let unclosed = if errors.is_empty() { Vec::new() } else { unclosed(text) };
    if !unclosed.is_empty() {
        *without_unclosed = blanked(text, &unclosed);
        reported.extend(unclosed.iter().map(|unclosed| first_error(text, unclosed, &errors)));
        unclosed.iter().for_each(|unclosed| findings.recovered_at(unclosed.span.start));
        let (reparsed, rest) = DeTable::parse_recoverable(without_unclosed);
        root = reparsed;
        (errors, duplicates) = by_kind(rest);
    }
    add_invalid_integers(root.get_ref(), &mut errors);
    errors.iter().for_each(|error| findings.recovered_at(error.span.start));
    reported.extend(errors);
    reported.sort_by_key(|error| error.span.start);
    // What follows in the same line follows from the first error, or is found when that is fixed.
    reported.dedup_by_key(|error| source.line(error.span.start));
    let in_header =
        |error: &SyntaxError| source.text_from_line(error.span.start).trim_start().starts_with('[');
    if reported.iter().any(in_header) {
        findings.lose_header();
    }
    // A file with unsupported line endings has this error in every line.
    let is_line_ending_error = |error: &SyntaxError| error.message.starts_with("carriage return");
    let first_line_ending = reported.iter().position(is_line_ending_error);
    let others = reported
        .iter()
        .enumerate()
        .filter(|(at, error)| !is_line_ending_error(error) || Some(*at) == first_line_ending);
    for (_, error) in others.take(MAX_REPORTED) {
        findings.report(syntax_error(&error.span, &error.message));
    }
    let mut root = root.into_inner();
    // A key in a line with another error may be meant to be longer.
    let lines: HashSet<usize> = reported.iter().map(|error| source.line(error.span.start)).collect();
    duplicates.retain(|span| lines.is_empty() || !lines.contains(&source.line(span.start)));
    if !duplicates.is_empty() {
        let repeated = report_duplicates(text, &root, &duplicates, findings);
        remove_keys(&mut root, &repeated);
    }
    root
}

/// An error of the parser.
#[derive(Clone)]
struct SyntaxError {
    span: Range<usize>,
    message: String,
}

/// Separates the syntax errors of the parser from the spans of keys that are used twice, each in file order.
fn by_kind(errors: Vec<toml::de::Error>) -> (Vec<SyntaxError>, Vec<Range<usize>>) {
    let (mut syntax_errors, mut duplicates) = (Vec::new(), Vec::new());
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        if error.message() == "duplicate key" {
            duplicates.push(span);
        } else {
            syntax_errors.push(SyntaxError { span, message: error.message().to_owned() });
        }
    }
    syntax_errors.sort_by_key(|error| error.span.start);
    duplicates.sort_by_key(|span| span.start);
    (syntax_errors, duplicates)
}

/// Adds integers without digits, and with others than TOML's: the parser does not look at them.
fn add_invalid_integers(table: &DeTable<'_>, errors: &mut Vec<SyntaxError>) {
    table.values().for_each(|value| add_invalid_integer(value, errors));
}

fn add_invalid_integer(value: &Node<'_>, errors: &mut Vec<SyntaxError>) {
    match value.get_ref() {
        DeValue::Integer(integer) => {
            let digits = integer.as_str().trim_start_matches(['+', '-']);
            if digits.is_empty() || !digits.chars().all(|c| c.is_digit(integer.radix())) {
                errors.push(SyntaxError { span: value.span(), message: "invalid integer".to_owned() });
            }
        }
        DeValue::Table(table) => add_invalid_integers(table, errors),
        DeValue::Array(items) => items.iter().for_each(|item| add_invalid_integer(item, errors)),
        DeValue::String(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

/// Returns the text with spaces in place of values that are not closed, and of their keys.
fn blanked(text: &str, unclosed: &[Unclosed]) -> String {
    let mut blanked = String::with_capacity(text.len());
    for Unclosed { span, .. } in unclosed {
        blanked.push_str(&text[blanked.len()..span.start]);
        blanked.extend(text[span.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    }
    blanked.push_str(&text[blanked.len()..]);
    blanked
}

/// Returns the first error inside a value that is not closed, or else that it is not closed.
fn first_error(text: &str, unclosed: &Unclosed, errors: &[SyntaxError]) -> SyntaxError {
    let Unclosed { span, opening } = unclosed;
    let from = errors.partition_point(|error| error.span.start < span.start);
    let inside = errors[from..].first().filter(|error| error.span.start < span.end.saturating_sub(1));
    inside.cloned().unwrap_or_else(|| {
        let kind = match text.as_bytes().get(*opening) {
            Some(b'[') => "array",
            Some(b'{') => "inline table",
            _ => "string",
        };
        SyntaxError { span: *opening..opening + 1, message: format!("unclosed {kind}") }
    })
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
        "invalid integer" => diagnostic.help("write digits, such as 404 or 0x194"),
        "unclosed array" => diagnostic.help("close the array with `]`"),
        "unclosed inline table" => diagnostic.help("close the table with `}`"),
        "unclosed string" => diagnostic.help("close the string with three quotes"),
        m if m.starts_with("unclosed table") => diagnostic.help("close the header with `]`"),
        _ => diagnostic,
    }
}

/// Reports keys that are used twice. The parser names only the second location; the diagnostic has both. Returns the spans
/// below repeated headers, in file order.
fn report_duplicates(
    text: &str,
    root: &DeTable<'_>,
    duplicates: &[Range<usize>],
    findings: &mut Findings<'_>,
) -> Vec<Range<usize>> {
    let headers = headers(text);
    let mut first_headers: HashMap<&[String], usize> = HashMap::new();
    for (at, header) in headers.iter().enumerate() {
        first_headers.entry(&header.path).or_insert(at);
    }
    let mut keys = HashMap::new();
    collect_keys(root, &mut Vec::new(), &mut keys);
    let mut repeated: Vec<Range<usize>> = Vec::new();
    for span in duplicates {
        let inside_repeated = repeated.last().is_some_and(|repeated| repeated.contains(&span.start));
        if let Ok(at) = headers.binary_search_by_key(&span.start, |header| header.key.start) {
            let section_end = headers.get(at + 1).map_or(text.len(), |next| next.start);
            repeated.push(span.end..section_end);
            let first = first_headers.get(headers[at].path.as_slice()).filter(|&&first| first < at);
            findings.report(repeated_header(&headers[at], first.map(|&first| &headers[first])));
        } else if !inside_repeated {
            findings.report(repeated_key(text, &keys, span));
        }
    }
    repeated
}

/// Removes the keys in some spans: the parser adds what is below a repeated header to the table of the first one.
fn remove_keys(table: &mut DeTable<'_>, spans: &[Range<usize>]) {
    let is_inside = |at: usize| {
        let next = spans.partition_point(|span| span.start <= at);
        next.checked_sub(1).is_some_and(|before| spans[before].contains(&at))
    };
    let names = table.keys().filter(|name| is_inside(name.span().start));
    for name in names.map(|name| name.get_ref().to_string()).collect::<Vec<_>>() {
        table.remove(name.as_str());
    }
    for (_, node) in table.iter_mut() {
        if let DeValue::Table(inner) = node.get_mut() {
            remove_keys(inner, spans);
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
    /// Where its line starts.
    start: usize,
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
    (!path.is_empty()).then_some(TableHeader { start, path, key })
}
