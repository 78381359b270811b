//! The content of a random catalog, before it is written as TOML.

pub(crate) struct RandomCatalog {
    pub(crate) locales: Vec<&'static str>,
    pub(crate) remedies: Vec<&'static str>,
    pub(crate) attributes: Vec<Attribute>,
    /// The pattern of the URLs of entries that have none.
    pub(crate) url: Option<&'static str>,
    pub(crate) tables: Vec<Table>,
}

pub(crate) struct Attribute {
    pub(crate) name: &'static str,
    /// The values that entries may have, all of one type; never empty.
    pub(crate) values: Vec<Value>,
    pub(crate) required: bool,
    /// An index in `values`.
    pub(crate) default: Option<usize>,
}

pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) enum_name: &'static str,
    pub(crate) module: &'static str,
    pub(crate) code_type: &'static str,
    pub(crate) success: Vec<Code>,
    pub(crate) class: Option<usize>,
    pub(crate) unknown: Option<Policy>,
    pub(crate) classes: Vec<Class>,
    pub(crate) entries: Vec<Entry>,
    /// The entry that callers receive in place of an internal one without another.
    pub(crate) mask: Option<usize>,
    pub(crate) sets: Vec<Set>,
}

/// The entries of an operation.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    pub(crate) enum_name: &'static str,
    pub(crate) members: Vec<Member>,
}

/// A member of a set, by its index.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Member {
    Entry(usize),
    Class(usize),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Code {
    Integer(i128),
    String(String),
}

#[derive(Clone, Default)]
pub(crate) struct Policy {
    pub(crate) http: Option<u16>,
    pub(crate) category: Option<&'static str>,
    pub(crate) retry: Option<Retry>,
    pub(crate) retry_safety: Option<&'static str>,
    pub(crate) severity: Option<&'static str>,
    pub(crate) exposure: Option<&'static str>,
    /// The index of the entry that callers receive instead.
    pub(crate) mask: Option<usize>,
}

#[derive(Clone, Debug)]
pub(crate) enum Retry {
    Never,
    Transient,
    Throttled(Option<(&'static str, u64)>),
    Remedy(&'static str, bool),
}

pub(crate) struct Class {
    pub(crate) name: String,
    pub(crate) prefix: Option<String>,
    /// Ranges of codes, both ends included.
    pub(crate) ranges: Vec<(i128, i128)>,
    pub(crate) policy: Policy,
    /// For each attribute of the catalog, an index in its values.
    pub(crate) attributes: Vec<Option<usize>>,
}

pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) former: Vec<String>,
    pub(crate) code: Code,
    /// The index of the entry that it refines, which has the same code, and the subcode.
    pub(crate) refines: Option<(usize, Code)>,
    pub(crate) also: Vec<Code>,
    /// A range of further codes, both ends included.
    pub(crate) also_range: Option<(i128, i128)>,
    pub(crate) class: Option<usize>,
    pub(crate) policy: Policy,
    /// For each attribute of the catalog, an index in its values.
    pub(crate) attributes: Vec<Option<usize>>,
    /// One text for each locale.
    pub(crate) title: Option<Vec<String>>,
    pub(crate) message: Option<Vec<Message>>,
    pub(crate) help: Option<Vec<String>>,
    pub(crate) params: Vec<Param>,
    pub(crate) seen: Vec<String>,
    pub(crate) url: Option<&'static str>,
    /// For each cause, one text for each locale.
    pub(crate) causes: Vec<Vec<String>>,
    pub(crate) since: Option<&'static str>,
    /// The `note` and the entry to `use`.
    pub(crate) deprecated: Option<(Option<&'static str>, Option<usize>)>,
}

impl Class {
    /// Returns whether the class has all codes, or a code is one of its own.
    pub(crate) fn fits(&self, code: &Code) -> bool {
        match code {
            Code::String(code) => self.prefix.as_ref().is_none_or(|prefix| code.starts_with(prefix.as_str())),
            Code::Integer(number) => self.fits_range(*number, *number),
        }
    }

    /// Returns whether the class has all codes, or all of a range are its own.
    pub(crate) fn fits_range(&self, from: i128, to: i128) -> bool {
        self.ranges.is_empty() || self.ranges.iter().any(|range| range.0 <= from && to <= range.1)
    }
}

impl Table {
    /// Returns the entry that an entry refines.
    pub(crate) fn refined(&self, entry: &Entry) -> Option<&Entry> {
        entry.refines.as_ref().map(|(at, _)| &self.entries[*at])
    }

    /// Returns the entry with a code of its own that a code leads to.
    pub(crate) fn entry_with(&self, code: &Code) -> Option<&Entry> {
        self.entries.iter().find(|entry| {
            let is_in_range = |(from, to): (i128, i128)| match code {
                Code::Integer(number) => (from..=to).contains(number),
                Code::String(_) => false,
            };
            let is_own = entry.refines.is_none() && entry.code == *code;
            is_own || entry.also.contains(code) || entry.also_range.is_some_and(is_in_range)
        })
    }
}

pub(crate) struct Param {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
    pub(crate) sensitive: bool,
    /// For an optional param, one text for each locale.
    pub(crate) absent: Option<Vec<String>>,
    /// Whether the struct of the test has the value.
    pub(crate) is_present: bool,
}

/// The value of a param and, by its variant, the type. It is also the `example` of an optional param.
#[derive(Clone)]
pub(crate) enum Value {
    String(String),
    Bool(bool),
    Integer(&'static str, i128),
    Float(f64),
}

/// A message in one locale.
pub(crate) enum Message {
    /// The text of an entry without params: braces are literal.
    Plain(String),
    Text(Vec<Part>),
    Plural {
        param: usize,
        exact: Vec<(u64, Message)>,
        forms: Vec<(&'static str, Message)>,
    },
    Select {
        param: usize,
        forms: Vec<(String, Message)>,
        other: Box<Message>,
    },
}

pub(crate) enum Part {
    Text(String),
    Param(usize),
}
