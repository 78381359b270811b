//! Typed access to the keys of one TOML table, which tells what is missing, mistyped or not known.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::near::nearest;
use crate::rule::Rule;
use crate::syntax::Node;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

/// The keys of a TOML table.
pub(crate) struct Fields<'s> {
    table: &'s DeTable<'s>,
    /// What the table is, for messages: "entry `MeetingNotFound`".
    what: String,
    /// Where the table starts: there a missing key is told.
    start: Range<usize>,
    known: Vec<&'static str>,
    required: Vec<(&'static str, &'static str)>,
}

impl<'s> Fields<'s> {
    pub(crate) fn new(table: &'s DeTable<'s>, what: impl Into<String>, start: Range<usize>) -> Fields<'s> {
        Fields { table, what: what.into(), start, known: Vec::new(), required: Vec::new() }
    }

    /// The same keys under another word for the table.
    pub(crate) fn called(self, what: impl Into<String>) -> Fields<'s> {
        Fields { what: what.into(), ..self }
    }

    pub(crate) fn what(&self) -> &str {
        &self.what
    }

    /// Where the table starts.
    pub(crate) fn start(&self) -> Range<usize> {
        self.start.clone()
    }

    /// The value of a key, unless it is absent or the parser's guess.
    pub(crate) fn node(&mut self, key: &'static str, findings: &Findings<'_>) -> Option<&'s Node<'s>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.table.get(key).filter(|node| !findings.is_recovered(&node.span()))
    }

    /// A key that has to be there, and what its value looks like.
    pub(crate) fn require(&mut self, key: &'static str, example: &'static str) {
        self.required.push((key, example));
    }

    pub(crate) fn string(&mut self, key: &'static str, findings: &mut Findings<'_>) -> Option<At<&'s str>> {
        let node = self.node(key, findings)?;
        as_string(node, &format!("`{key}` of {}", self.what), findings)
    }

    pub(crate) fn integer(&mut self, key: &'static str, findings: &mut Findings<'_>) -> Option<At<i64>> {
        let node = self.node(key, findings)?;
        let DeValue::Integer(integer) = node.get_ref() else {
            wrong_type(node, &format!("`{key}` of {}", self.what), "an integer", findings);
            return None;
        };
        // What is beyond 64 bits is beyond every range that such a key has.
        let value = i64::from_str_radix(integer.as_str(), integer.radix());
        Some(At { value: value.unwrap_or(i64::MAX), span: node.span() })
    }

    pub(crate) fn list(&mut self, key: &'static str, findings: &mut Findings<'_>) -> Vec<&'s Node<'s>> {
        let Some(node) = self.node(key, findings) else { return Vec::new() };
        match node.get_ref() {
            DeValue::Array(items) => {
                items.iter().filter(|item| !findings.is_recovered(&item.span())).collect()
            }
            _ => {
                wrong_type(node, &format!("`{key}` of {}", self.what), "an array", findings);
                Vec::new()
            }
        }
    }

    pub(crate) fn strings(&mut self, key: &'static str, findings: &mut Findings<'_>) -> Vec<At<&'s str>> {
        let what = format!("an item in `{key}` of {}", self.what);
        let items = self.list(key, findings);
        items.into_iter().filter_map(|item| as_string(item, &what, findings)).collect()
    }

    /// A table under this one.
    pub(crate) fn table(&mut self, key: &'static str, findings: &mut Findings<'_>) -> Option<Fields<'s>> {
        let what = format!("`{key}` of {}", self.what);
        let start = self.table.get_key_value(key).map(|(name, _)| name.span());
        let node = self.node(key, findings)?;
        as_table(node, &what, findings)
            .map(|table| Fields::new(table, what, start.unwrap_or_else(|| node.span())))
    }

    /// Every key with its value, in file order, for tables whose keys are names that the catalog chooses.
    pub(crate) fn named(&self, findings: &Findings<'_>) -> Vec<(At<&'s str>, &'s Node<'s>)> {
        in_file_order(self.table)
            .into_iter()
            .filter(|(name, node)| !findings.is_recovered(&name.span) && !findings.is_recovered(&node.span()))
            .collect()
    }

    /// Reports the keys that nobody asked for, and the required ones that are not there.
    pub(crate) fn finish(mut self, findings: &mut Findings<'_>) {
        for (name, node) in in_file_order(self.table) {
            if self.known.contains(&name.value) || findings.is_recovered(&name.span) || node.span().is_empty()
            {
                continue;
            }
            let message = format!("{} has no key `{}`", self.what, name.value);
            let diagnostic = Diagnostic::new(Rule::UnknownKey, name.span, message);
            let absent = self.known.iter().copied().filter(|known| !self.table.contains_key(*known));
            findings.report(match nearest(name.value, absent) {
                Some(near) => {
                    // A required key that is mistyped is told once.
                    self.required.retain(|(key, _)| *key != near);
                    diagnostic.help(format!("did you mean `{near}`?"))
                }
                None => diagnostic.help(format!("remove it; the keys here are {}", self.known.join(", "))),
            });
        }
        for (key, example) in &self.required {
            if self.table.contains_key(*key) || findings.is_section_recovered(&self.start) {
                continue;
            }
            let message = format!("{} has no `{key}`", self.what);
            let help = format!("add it: {key} = {example}");
            findings.report(Diagnostic::new(Rule::MissingKey, self.start.clone(), message).help(help));
        }
    }
}

/// The parser keeps keys sorted by name; a person reads them as they stand.
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
    what: &str,
    findings: &mut Findings<'_>,
) -> Option<At<&'s str>> {
    match node.get_ref() {
        DeValue::String(text) => Some(At { value: Cow::as_ref(text), span: node.span() }),
        _ => {
            wrong_type(node, what, "a string", findings);
            None
        }
    }
}

pub(crate) fn as_table<'s>(
    node: &'s Node<'s>,
    what: &str,
    findings: &mut Findings<'_>,
) -> Option<&'s DeTable<'s>> {
    match node.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => {
            wrong_type(node, what, "a table", findings);
            None
        }
    }
}

/// Reports a value of another type than its key asks for.
pub(crate) fn wrong_type(node: &Node<'_>, what: &str, expected: &str, findings: &mut Findings<'_>) {
    let found = type_name(node.get_ref());
    let message = format!("{what} must be {expected}, but is {found}");
    let help = match (expected, node.get_ref()) {
        ("a string", DeValue::Float(_) | DeValue::Integer(_) | DeValue::Datetime(_)) => "quote it".to_owned(),
        ("an integer", DeValue::String(text)) if text.parse::<i64>().is_ok() => {
            "remove the quotes".to_owned()
        }
        ("an array", _) => "put it in square brackets".to_owned(),
        ("a table", DeValue::Array(items))
            if items.iter().all(|item| item.get_ref().is_table())
                && findings.text_at(&node.span()).starts_with("[[") =>
        {
            "write single square brackets around the header".to_owned()
        }
        ("a table", _) => "write it as { key = value }, or under a header of its own".to_owned(),
        _ => format!("write {expected}"),
    };
    findings.report(Diagnostic::new(Rule::WrongType, node.span(), message).label(found).help(help));
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
