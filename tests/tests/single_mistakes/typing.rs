//! Forgets delimiters, and ends the file too early.

use std::ops::Range;

use errcat_catalog::Rule;

use crate::Mistake;
use crate::keys::facts;
use crate::names::{entries, references};
use crate::text::{CatalogText, Node, Type};
use crate::values::uses;

/// Drops two of three delimiters outside of strings and comments. What is left cannot be parsed.
pub(crate) fn dropped_delimiters(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for at in delimiters(&catalog.text).into_iter().filter(|at| at.start % 3 != 0) {
        let delimiter = &catalog.text[at.clone()];
        let what = format!("`{delimiter}` is dropped: {}", line_without(catalog, &at));
        mistakes.push(Mistake::new(catalog, what, &at, "", Rule::Syntax));
    }
    mistakes
}

fn line_without(catalog: &CatalogText, at: &Range<usize>) -> String {
    let line = catalog.line_span(catalog.line(at.start));
    catalog.text[line.start..at.start].to_owned() + "^" + &catalog.text[at.end..line.end]
}

/// Returns the spans of the delimiters outside of strings and comments, quotes among them.
fn delimiters(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let (mut in_string, mut in_comment) = (false, false);
    for (at, c) in text.char_indices() {
        in_comment = (in_comment || c == '#' && !in_string) && c != '\n';
        if in_comment {
            continue;
        }
        if c == '"' {
            in_string = !in_string;
            spans.push(at..at + 1);
        } else if !in_string && "[]{}=,".contains(c) {
            spans.push(at..at + 1);
        }
    }
    spans
}

/// Ends the file after each line, and in the middle of it.
pub(crate) fn ended_files(catalog: &CatalogText) -> Vec<Mistake> {
    let parts = Parts::of(catalog);
    let mut mistakes = Vec::new();
    for line in 1..=catalog.line_count() {
        let span = catalog.line_span(line);
        let inside = (1..4).map(|number| span.start + (line * 31 * number) % (span.len() + 1));
        let mut ends: Vec<usize> = inside.filter(|end| catalog.text.is_char_boundary(*end)).collect();
        ends.push(span.end);
        ends.sort_unstable();
        ends.dedup();
        for end in ends {
            let last = &catalog.text[span.start..end];
            let expected = match whole_statement(catalog, &span, end) {
                Some(number) => parts.without_the_rest(end, number),
                None => vec![(line, Rule::Syntax)],
            };
            mistakes.push(Mistake {
                what: format!("the file ends in line {line}, {last}"),
                text: catalog.text[..end].to_owned(),
                expected,
                related: None,
                suggestion: None,
            });
        }
    }
    mistakes
}

/// Returns whether the last line is valid if a file ends at an offset. An integer may lose some of its digits: then that is
/// its node, too.
fn whole_statement<'c>(
    catalog: &'c CatalogText,
    line: &Range<usize>,
    end: usize,
) -> Option<Option<&'c Node>> {
    let last = catalog.text[line.start..end].trim();
    if last.is_empty() || last.starts_with('#') || last.starts_with('[') && last.ends_with(']') {
        return Some(None);
    }
    let of_line = |node: &&Node| node.key.as_ref().is_some_and(|key| line.contains(&key.start));
    let statement = catalog.nodes.iter().filter(of_line).find(|node| !node.is_header())?;
    let value = statement.value.as_ref()?;
    let is_shorter = statement.value_type == Type::Integer && value.start < end && end < value.end;
    (value.end <= end || is_shorter).then_some(Some(statement).filter(|_| is_shorter))
}

/// Lines and rules.
type Reported = Vec<(usize, Rule)>;

/// The parts of a catalog that others need, so that something has to be reported if the file ends before them.
struct Parts<'c> {
    catalog: &'c CatalogText,
    /// Required keys of tables with a header.
    required: Vec<&'c Node>,
    tables: Vec<&'c Node>,
    /// Entries, each with what has to be reported of whatever names it.
    entries: Vec<(&'c Node, Reported)>,
    default_classes: Vec<&'c Node>,
    classes: Vec<&'c Node>,
    codes: Vec<&'c Node>,
    /// Params, each with the message of its entry and what has to be reported of it without them.
    params: Vec<(&'c Node, &'c Node, Reported)>,
}

impl Parts<'_> {
    fn of(catalog: &CatalogText) -> Parts<'_> {
        let is_required = |node: &&Node| {
            let table = catalog.parent(node);
            table.is_some_and(Node::is_header) && facts(node).without == Some(Rule::MissingKey)
        };
        let of_entry = |params: &Node| {
            catalog
                .nodes
                .iter()
                .find(|node| node.is("*/*/message") && node.path.starts_with(&params.path[..2]))
        };
        let with_message = |params| Some((params, of_entry(params)?, uses(catalog, params, false)));
        let codes = |node: &&Node| node.is("*/*/code") || node.is("*/*/also/#");
        Parts {
            catalog,
            required: catalog.nodes.iter().filter(is_required).collect(),
            tables: catalog.find("tables/*").collect(),
            entries: entries(catalog).map(|entry| (entry, references(catalog, entry))).collect(),
            default_classes: catalog.find("tables/*/default_class").collect(),
            classes: catalog.find("tables/*/classes/*").collect(),
            codes: catalog.nodes.iter().filter(codes).collect(),
            params: catalog.find("*/*/params").filter_map(with_message).collect(),
        }
    }

    /// Returns what has to be reported if what follows an offset is not there. `number` is an integer with fewer digits.
    fn without_the_rest(&self, end: usize, number: Option<&Node>) -> Vec<(usize, Rule)> {
        let catalog = self.catalog;
        let mut expected = Vec::new();
        let is_there = |node: &Node| node.start() < end;
        let line = |node: &Node| catalog.line(node.start());
        if !catalog.find("catalog").any(is_there) {
            expected.push((1, Rule::MissingKey));
        }
        let missing = self.required.iter().filter(|required| !is_there(required));
        let tables = missing.filter_map(|required| catalog.parent(required));
        expected.extend(tables.filter(|table| is_there(table)).map(|table| (line(table), Rule::MissingKey)));
        // A declared table has no entries yet.
        for table in self.tables.iter().filter(|table| is_there(table)) {
            if !self.entries.iter().any(|(entry, _)| entry.path[0] == table.path[1] && is_there(entry)) {
                expected.push((line(table), Rule::TableWithoutEntries));
            }
        }
        // Names of classes and entries name nothing yet.
        for user in self.default_classes.iter().filter(|user| is_there(user)) {
            let is_named =
                |class: &Node| class.path[1] == user.path[1] && class.path[3] == catalog.string(user);
            if !self.classes.iter().any(|class| is_there(class) && is_named(class)) {
                expected.push((line(user), Rule::UnknownClass));
            }
        }
        for (_, references) in self.entries.iter().filter(|(entry, _)| !is_there(entry)) {
            expected.extend(references.iter().filter(|(line, _)| catalog.line_span(*line).start < end));
        }
        // An entry is internal without its exposure.
        let exposure = catalog.find("billing/Internal/exposure").find(|exposure| !is_there(exposure));
        if exposure.is_some_and(|exposure| is_there(catalog.parent(exposure).unwrap())) {
            expected.extend(catalog.find("tables/billing/mask").map(|mask| (line(mask), Rule::InvalidMask)));
        }
        // A message with forms names params that are declared below it.
        for (params, message, uses) in &self.params {
            if is_there(message) && !is_there(params) {
                expected.extend(uses);
            }
        }
        if let Some(number) = number {
            let value = &catalog.text[number.value.as_ref().unwrap().start..end];
            let is_other = |code: &Node| {
                is_there(code) && code.path[0] == number.path[0] && code.path[1] != number.path[1]
            };
            if number.is("*/*/http") || number.is("tables/*/classes/*/http") {
                expected.push((line(number), Rule::HttpOutOfRange));
            } else if self
                .codes
                .iter()
                .any(|code| is_other(code) && catalog.text_at(code.value.as_ref().unwrap()) == value)
            {
                expected.push((line(number), Rule::DuplicateCode));
            }
        }
        expected
    }
}
