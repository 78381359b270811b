//! Finds every key and value in the text of a valid catalog, so that a test can change one of them.

use std::collections::HashMap;
use std::ops::Range;

use toml_edit::{Array, Document, Item, Key, Table, TableLike, Value};

/// The text of a valid catalog, with the locations of what is in it.
pub(crate) struct CatalogText {
    pub(crate) file: &'static str,
    pub(crate) text: String,
    /// In file order.
    pub(crate) nodes: Vec<Node>,
    line_starts: Vec<usize>,
}

/// A key with its value, or an item of an array.
pub(crate) struct Node {
    /// The keys that lead to it, the last of which is its own. An item of an array has `#`.
    pub(crate) path: Vec<String>,
    /// The span of its key; `None` for an item.
    pub(crate) key: Option<Range<usize>>,
    /// The span of its value; `None` for a table with a header of its own.
    pub(crate) value: Option<Range<usize>>,
    pub(crate) value_type: Type,
    /// The index of the node that contains it.
    parent: Option<usize>,
}

/// The type of a TOML value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    String,
    Integer,
    Float,
    Boolean,
    Date,
    Array,
    Table,
}

impl Type {
    pub(crate) const ALL: [Type; 7] =
        [Type::String, Type::Integer, Type::Float, Type::Boolean, Type::Date, Type::Array, Type::Table];

    /// Returns a value of this type.
    pub(crate) fn example(self) -> &'static str {
        match self {
            Type::String => "\"x\"",
            Type::Integer => "1",
            Type::Float => "1.5",
            Type::Boolean => "true",
            Type::Date => "2026-01-01",
            Type::Array => "[]",
            Type::Table => "{}",
        }
    }

    fn of(value: &Value) -> Type {
        match value {
            Value::String(_) => Type::String,
            Value::Integer(_) => Type::Integer,
            Value::Float(_) => Type::Float,
            Value::Boolean(_) => Type::Boolean,
            Value::Datetime(_) => Type::Date,
            Value::Array(_) => Type::Array,
            Value::InlineTable(_) => Type::Table,
        }
    }
}

impl CatalogText {
    pub(crate) fn new(file: &'static str, text: &str) -> CatalogText {
        let document = Document::parse(text.to_owned()).unwrap();
        let mut nodes = Vec::new();
        add_table(document.as_table(), &mut Vec::new(), &mut nodes);
        nodes.sort_by_key(Node::start);
        let index_of: HashMap<Vec<String>, usize> =
            nodes.iter().map(|node| node.path.clone()).zip(0..).collect();
        for node in &mut nodes {
            node.parent = node.path.split_last().and_then(|(_, parent)| index_of.get(parent).copied());
        }
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        CatalogText { file, text: text.to_owned(), nodes, line_starts }
    }

    /// Returns the number of the line that has an offset, from 1.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// Returns the offsets at which a line starts and ends, without its line ending.
    pub(crate) fn line_span(&self, line: usize) -> Range<usize> {
        let start = self.line_starts[line - 1];
        start..self.text[start..].find('\n').map_or(self.text.len(), |length| start + length)
    }

    pub(crate) fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// Returns the text with another text in place of a span.
    pub(crate) fn with(&self, span: &Range<usize>, replacement: &str) -> String {
        [&self.text[..span.start], replacement, &self.text[span.end..]].concat()
    }

    pub(crate) fn text_at(&self, span: &Range<usize>) -> &str {
        &self.text[span.clone()]
    }

    /// Returns the content of a string.
    pub(crate) fn string(&self, node: &Node) -> &str {
        let text = self.text_at(node.value.as_ref().unwrap());
        text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap()
    }

    /// Returns the nodes whose path a pattern matches.
    pub(crate) fn find(&self, pattern: &str) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(move |node| node.is(pattern))
    }

    /// Returns the node of a table, entry or other thing that contains a node.
    pub(crate) fn parent(&self, node: &Node) -> Option<&Node> {
        node.parent.map(|parent| &self.nodes[parent])
    }
}

impl Node {
    /// Returns where its key is, or an item itself.
    pub(crate) fn start(&self) -> usize {
        self.key.as_ref().or(self.value.as_ref()).unwrap().start
    }

    /// Returns whether its path has these keys, separated by slashes, where `*` is any key.
    pub(crate) fn is(&self, pattern: &str) -> bool {
        let mut keys = self.path.iter();
        let all = pattern.split('/').all(|part| keys.next().is_some_and(|key| part == "*" || part == key));
        all && keys.next().is_none()
    }

    /// Returns the path in one text.
    pub(crate) fn name(&self) -> String {
        self.path.join("/")
    }

    /// Returns whether it is a table with a header of its own.
    pub(crate) fn is_header(&self) -> bool {
        self.value.is_none()
    }
}

fn add_table(table: &Table, path: &mut Vec<String>, nodes: &mut Vec<Node>) {
    for (name, _) in table {
        let (key, item) = table.get_key_value(name).unwrap();
        path.push(name.to_owned());
        match item {
            Item::Table(inner) => {
                // Without a header it is only the first part of others: `tables`, or the name of a table of entries.
                if !inner.is_implicit() {
                    nodes.push(Node {
                        path: path.clone(),
                        key: key.span(),
                        value: None,
                        value_type: Type::Table,
                        parent: None,
                    });
                }
                add_table(inner, path, nodes);
            }
            Item::Value(value) => add_value(Some(key), value, path, nodes),
            Item::None | Item::ArrayOfTables(_) => panic!("{path:?}"),
        }
        path.pop();
    }
}

fn add_value(key: Option<&Key>, value: &Value, path: &mut Vec<String>, nodes: &mut Vec<Node>) {
    nodes.push(Node {
        path: path.clone(),
        key: key.and_then(Key::span),
        value: value.span(),
        value_type: Type::of(value),
        parent: None,
    });
    match value {
        Value::Array(items) => add_items(items, path, nodes),
        Value::InlineTable(table) => {
            for (name, _) in table {
                let (key, item) = TableLike::get_key_value(table, name).unwrap();
                path.push(name.to_owned());
                add_value(Some(key), item.as_value().unwrap(), path, nodes);
                path.pop();
            }
        }
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

fn add_items(items: &Array, path: &mut Vec<String>, nodes: &mut Vec<Node>) {
    for item in items {
        path.push("#".to_owned());
        add_value(None, item, path, nodes);
        path.pop();
    }
}
