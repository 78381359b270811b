//! Reads the keys of one TOML table by type, and reports keys that are missing, unknown or of the wrong type.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use errcat_types::InvalidName;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::near::{nearest, with_near};
use crate::rule::Rule;
use crate::synonym::synonym;
use crate::syntax::Node;

/// A value with its span.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

/// What a table is called in messages. It is formatted only if there is something to report.
#[derive(Clone)]
pub(crate) enum What<'s> {
    /// These words.
    Words(Cow<'static, str>),
    /// A kind and a name: entry `MeetingNotFound`.
    Named(&'static str, &'s str),
    /// A key of another table: `envelope` of table `rest`.
    Key(&'static str, Box<What<'s>>),
}

impl fmt::Display for What<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            What::Words(words) => f.write_str(words),
            What::Named(kind, name) => write!(f, "{kind} `{name}`"),
            What::Key(key, table) => write!(f, "`{key}` of {table}"),
        }
    }
}

/// The keys of a TOML table.
pub(crate) struct Fields<'s> {
    table: &'s DeTable<'s>,
    what: What<'s>,
    /// The start of the table, at which missing keys are reported.
    start: Range<usize>,
    /// The keys that were read.
    known: Vec<&'static str>,
    /// The required keys that are missing, each with an example value.
    missing: Vec<(&'static str, &'static str)>,
    /// A key that belongs to another table, and the help that says where.
    misplaced: Option<(&'static str, String)>,
}

impl<'s> Fields<'s> {
    pub(crate) fn new(table: &'s DeTable<'s>, what: What<'s>, start: Range<usize>) -> Fields<'s> {
        // An entry has some twenty keys.
        Fields { table, what, start, known: Vec::with_capacity(24), missing: Vec::new(), misplaced: None }
    }

    /// Sets what the table is called in messages.
    pub(crate) fn called(self, what: &'static str) -> Fields<'s> {
        Fields { what: What::Words(what.into()), ..self }
    }

    pub(crate) fn what(&self) -> &What<'s> {
        &self.what
    }

    /// Returns the start of the table.
    pub(crate) fn start(&self) -> Range<usize> {
        self.start.clone()
    }

    /// Returns the value of a key, unless it is absent or the parser's guess.
    pub(crate) fn node(&mut self, key: &'static str, findings: &Findings<'_>) -> Option<&'s Node<'s>> {
        self.known.push(key);
        self.table.get(key).filter(|node| !findings.is_recovered(&node.span()))
    }

    /// Returns whether a key is present, whatever its value is.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Returns whether there are no keys.
    pub(crate) fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Requires a key, and gives an example value for the help.
    pub(crate) fn require(&mut self, key: &'static str, example: &'static str) {
        if !self.has(key) {
            self.missing.push((key, example));
        }
    }

    /// Names a key that belongs to another table, and gives the help for it.
    pub(crate) fn misplaced(&mut self, key: &'static str, help: String) {
        self.misplaced = Some((key, help));
    }

    /// Requires none of the keys that are missing: they may be where something could not be read.
    pub(crate) fn require_none(&mut self) {
        self.missing.clear();
    }

    pub(crate) fn string(&mut self, key: &'static str, findings: &mut Findings<'_>) -> Option<At<&'s str>> {
        let node = self.node(key, findings)?;
        as_string(node, format_args!("`{key}` of {}", self.what), findings)
    }

    /// Reads a word of an enum, which messages call `what`. `other_words` are words of others, each with the one of errcat.
    /// The placeholder for an unknown word is the one that it may have been meant to be.
    pub(crate) fn word<T: FromStr<Err = InvalidName>>(
        &mut self,
        key: &'static str,
        (what, rule): (&str, Rule),
        other_words: &[(&str, &'static str)],
        findings: &mut Findings<'_>,
    ) -> Option<T> {
        let word = self.string(key, findings)?;
        let error = match word.value.parse() {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        let other = other_words.iter().find(|(other, _)| *other == word.value).map(|(_, meant)| *meant);
        let meant = other.or_else(|| nearest(word.value, error.expected().iter().copied()));
        let message = format!("unknown {what} `{}`", word.value);
        findings.report(with_near(Diagnostic::new(rule, word.span, message), meant));
        meant.and_then(|meant| meant.parse().ok())
    }

    pub(crate) fn integer(&mut self, key: &'static str, findings: &mut Findings<'_>) -> Option<At<i128>> {
        let node = self.node(key, findings)?;
        let DeValue::Integer(integer) = node.get_ref() else {
            report_wrong_type(node, format_args!("`{key}` of {}", self.what), "an integer", findings);
            return None;
        };
        // A value beyond 128 bits is out of range for every such key.
        let value = i128::from_str_radix(integer.as_str(), integer.radix());
        Some(At { value: value.unwrap_or(i128::MAX), span: node.span() })
    }

    pub(crate) fn list(&mut self, key: &'static str, findings: &mut Findings<'_>) -> Vec<&'s Node<'s>> {
        let Some(node) = self.node(key, findings) else { return Vec::new() };
        match node.get_ref() {
            DeValue::Array(items) => {
                items.iter().filter(|item| !findings.is_recovered(&item.span())).collect()
            }
            _ => {
                report_wrong_type(node, format_args!("`{key}` of {}", self.what), "an array", findings);
                Vec::new()
            }
        }
    }

    pub(crate) fn strings(&mut self, key: &'static str, findings: &mut Findings<'_>) -> Vec<At<&'s str>> {
        let items = self.list(key, findings).into_iter();
        let what = &self.what;
        items
            .filter_map(|item| as_string(item, format_args!("an item of `{key}` of {what}"), findings))
            .collect()
    }

    /// Returns the table under a key.
    pub(crate) fn table(&mut self, key: &'static str, findings: &mut Findings<'_>) -> Option<Fields<'s>> {
        let node = self.node(key, findings)?;
        let table = as_table(node, format_args!("`{key}` of {}", self.what), findings)?;
        let start = self.table.get_key_value(key).map_or_else(|| node.span(), |(name, _)| name.span());
        Some(Fields::new(table, What::Key(key, Box::new(self.what.clone())), start))
    }

    /// Returns every key with its value, in file order, for tables whose keys are names that the catalog chooses.
    pub(crate) fn named(&self, findings: &Findings<'_>) -> Vec<(At<&'s str>, &'s Node<'s>)> {
        let mut named = in_file_order(self.table);
        named.retain(|(name, node)| {
            !findings.is_recovered(&name.span) && !findings.is_recovered(&node.span())
        });
        named
    }

    /// Returns whether a key that was not read may be a misspelling of one of these, all of which are read by now.
    pub(crate) fn has_misspelt(&self, keys: &[&str]) -> bool {
        let names = self.table.keys().map(|name| name.get_ref().as_ref());
        let mut unknown = names.filter(|name| !self.known.contains(name));
        unknown.any(|name| nearest(name, keys.iter().copied()).is_some())
    }

    /// Returns whether a key is present, or may be misspelt. It is read by now.
    pub(crate) fn may_have(&self, key: &str) -> bool {
        self.has(key) || self.has_misspelt(&[key])
    }

    /// Reports the keys that were not read, and the required ones that are missing.
    pub(crate) fn finish(mut self, findings: &mut Findings<'_>) {
        if !self.table.keys().all(|name| self.known.contains(&name.get_ref().as_ref())) {
            self.report_unknown(findings);
        }
        for (key, example) in &self.missing {
            if findings.is_section_recovered(&self.start) {
                continue;
            }
            let message = format!("`{key}` is missing in {}", self.what);
            let help = format!("add {key} = {example}");
            findings.report(Diagnostic::new(Rule::MissingKey, self.start.clone(), message).help(help));
        }
    }

    fn report_unknown(&mut self, findings: &mut Findings<'_>) {
        let mut known: Vec<&str> = Vec::new();
        for key in self.known.drain(..) {
            // Some are read twice.
            if !known.contains(&key) {
                known.push(key);
            }
        }
        for (name, node) in in_file_order(self.table) {
            if known.contains(&name.value) || findings.is_recovered(&name.span) || node.span().is_empty() {
                continue;
            }
            let message = format!("unknown key `{}` in {}", name.value, self.what);
            let diagnostic = Diagnostic::new(Rule::UnknownKey, name.span, message);
            if let Some((_, help)) = self.misplaced.as_ref().filter(|(key, _)| *key == name.value) {
                findings.report(diagnostic.help(help.as_str()));
                continue;
            }
            // A table may have several headers, of which only one is misspelt.
            let is_free = |known: &&str| match self.table.get(*known) {
                Some(other) => other.get_ref().is_table() && node.get_ref().is_table(),
                None => true,
            };
            let absent: Vec<&str> = known.iter().copied().filter(is_free).collect();
            let suggested = synonym(name.value, node.get_ref(), &absent)
                .map(|synonym| (synonym.key, synonym.suggestion(node.get_ref())));
            let near = || nearest(name.value, absent.iter().copied()).map(|near| (near, near.to_owned()));
            findings.report(match suggested.or_else(near) {
                Some((key, suggestion)) => {
                    // A required key that is mistyped is reported once.
                    self.missing.retain(|(missing, _)| *missing != key);
                    let diagnostic = diagnostic.help(format!("did you mean `{suggestion}`?"));
                    if suggestion == key { diagnostic.meant(key) } else { diagnostic }
                }
                None => diagnostic.help(format!("remove it; valid keys are {}", known.join(", "))),
            });
        }
    }
}

/// Returns the keys of a table in file order. The parser sorts them by name.
pub(crate) fn in_file_order<'s>(table: &'s DeTable<'s>) -> Vec<(At<&'s str>, &'s Node<'s>)> {
    let mut keys: Vec<_> = table
        .iter()
        .map(|(name, node)| (At { value: name.get_ref().as_ref(), span: name.span() }, node))
        .collect();
    keys.sort_by_key(|(name, _)| name.span.start);
    keys
}

pub(crate) fn as_string<'s>(
    node: &'s Node<'s>,
    what: fmt::Arguments<'_>,
    findings: &mut Findings<'_>,
) -> Option<At<&'s str>> {
    match node.get_ref() {
        DeValue::String(text) => Some(At { value: Cow::as_ref(text), span: node.span() }),
        _ => {
            report_wrong_type(node, what, "a string", findings);
            None
        }
    }
}

pub(crate) fn as_table<'s>(
    node: &'s Node<'s>,
    what: fmt::Arguments<'_>,
    findings: &mut Findings<'_>,
) -> Option<&'s DeTable<'s>> {
    match node.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => {
            report_wrong_type(node, what, "a table", findings);
            None
        }
    }
}

/// Reports a value that does not have the expected type.
pub(crate) fn report_wrong_type(
    node: &Node<'_>,
    what: fmt::Arguments<'_>,
    expected: &str,
    findings: &mut Findings<'_>,
) {
    let diagnostic = wrong_type(node, what, expected, findings);
    findings.report(diagnostic);
}

/// Returns the diagnostic for a value that does not have the expected type.
pub(crate) fn wrong_type(
    node: &Node<'_>,
    what: fmt::Arguments<'_>,
    expected: &str,
    findings: &Findings<'_>,
) -> Diagnostic {
    let found = type_name(node.get_ref());
    let message = format!("expected {expected} for {what}, found {found}");
    let help = match (expected, node.get_ref()) {
        ("a string", DeValue::Float(_) | DeValue::Integer(_) | DeValue::Datetime(_)) => {
            "put it in quotes".to_owned()
        }
        ("an integer", DeValue::String(text)) if text.parse::<i128>().is_ok() => {
            "remove the quotes".to_owned()
        }
        ("an array", _) => "put it in square brackets".to_owned(),
        ("a table", DeValue::Array(items))
            if items.iter().all(|item| item.get_ref().is_table())
                && findings.text_at(&node.span()).starts_with("[[") =>
        {
            "use single square brackets for the header".to_owned()
        }
        ("a table", _) => "write a table, as { key = value } or with a header of its own".to_owned(),
        _ => format!("write {expected}"),
    };
    Diagnostic::new(Rule::WrongType, node.span(), message).label(format!("expected {expected}")).help(help)
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}
