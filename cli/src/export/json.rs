//! The shape of `export json`. Other programs rely on it: the fields are the keys, in this order.

mod attribute;
mod entry;
mod envelope;
mod policy;

use std::ops::RangeInclusive;

use errcat_catalog::{Code, Locale, Model, Rule};
use serde::{Serialize, Serializer};

use self::attribute::{Attribute, Value};
use self::entry::Entry;
use self::envelope::Envelope;
use self::policy::Defaults;

#[derive(Serialize)]
pub(super) struct Document<'a> {
    catalog: Header<'a>,
    tables: Vec<Table<'a>>,
}

#[derive(Serialize)]
struct Header<'a> {
    name: &'a str,
    schema: u32,
    locales: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Object::is_empty")]
    remedies: Object<'a, &'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<Attribute<'a>>,
}

#[derive(Serialize)]
struct Table<'a> {
    name: &'a str,
    #[serde(rename = "enum")]
    enum_name: &'a str,
    #[serde(rename = "type")]
    code_type: &'static str,
    success: Vec<WireCode<'a>>,
    entries: Vec<Entry<'a>>,
    module: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_class: Option<&'a str>,
    #[serde(skip_serializing_if = "Defaults::is_empty")]
    unknown: Defaults<'a>,
    param_case: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    allow: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    classes: Vec<Class<'a>>,
    #[serde(skip_serializing_if = "Envelope::is_empty")]
    envelope: Envelope<'a>,
    #[serde(skip_serializing_if = "Reserved::is_empty")]
    reserved: Reserved<'a>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    former: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    code_space: Option<&'a str>,
    problem_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    combined: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mask: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sets: Vec<Set<'a>>,
}

/// The entries that an operation returns.
#[derive(Serialize)]
struct Set<'a> {
    name: &'a str,
    #[serde(rename = "enum")]
    enum_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc: Option<&'a str>,
    entries: Vec<&'a str>,
}

/// Codes and names that are not to be used.
#[derive(Serialize)]
struct Reserved<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    codes: Vec<WireCode<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ranges: Vec<CodeRange>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    names: &'a [String],
}

impl Reserved<'_> {
    fn is_empty(&self) -> bool {
        self.codes.is_empty() && self.ranges.is_empty() && self.names.is_empty()
    }
}

/// A range of codes, including both ends.
#[derive(Serialize)]
struct CodeRange {
    from: i128,
    to: i128,
}

#[derive(Serialize)]
struct Class<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ranges: Vec<CodeRange>,
    #[serde(skip_serializing_if = "Object::is_empty")]
    extra: Object<'a, WireCode<'a>>,
    #[serde(skip_serializing_if = "Object::is_empty")]
    attributes: Object<'a, Value<'a>>,
    #[serde(flatten)]
    defaults: Defaults<'a>,
}

/// A number in an integer table, a string in a string table.
#[derive(Serialize)]
#[serde(untagged)]
enum WireCode<'a> {
    Integer(i128),
    String(&'a str),
}

/// An object whose keys are in the catalog's order.
struct Object<'a, T>(Vec<(&'a str, T)>);

impl<T> Object<'_, T> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Serialize> Serialize for Object<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

pub(super) fn document(model: &Model) -> Document<'_> {
    let Model { schema, name, title, role, domain, url, locales, remedies, attributes, tables } = model;
    let remedies = remedies.iter().map(|remedy| (remedy.name.as_str(), remedy.description.as_str()));
    let header = Header {
        name,
        schema: *schema,
        locales: locales.iter().map(Locale::as_str).collect(),
        title: title.as_deref(),
        role: role.name(),
        domain: domain.as_deref(),
        url: url.as_deref(),
        remedies: Object(remedies.collect()),
        attributes: attributes.iter().map(attribute::attribute).collect(),
    };
    Document { catalog: header, tables: tables.iter().map(|each| table(each, locales)).collect() }
}

fn table<'a>(table: &'a errcat_catalog::Table, locales: &'a [Locale]) -> Table<'a> {
    let errcat_catalog::Table {
        name,
        former,
        enum_name,
        module_name,
        doc,
        code_type,
        code_space,
        param_case,
        success,
        default_class,
        unknown,
        envelope,
        problem_status,
        combined,
        mask,
        reserved: kept_free,
        allow,
        classes,
        entries,
        sets,
    } = table;
    Table {
        name,
        enum_name,
        code_type: code_type.name(),
        success: success.iter().map(wire_code).collect(),
        entries: entries.iter().map(|each| entry::entry(each, locales)).collect(),
        module: module_name,
        doc: doc.as_deref(),
        default_class: default_class.as_deref(),
        unknown: policy::defaults(unknown),
        param_case: param_case.name(),
        allow: allow.iter().copied().map(Rule::id).collect(),
        classes: classes.iter().map(class).collect(),
        envelope: envelope::envelope(envelope),
        reserved: reserved(kept_free),
        former,
        code_space: code_space.as_deref(),
        problem_status: problem_status.name(),
        combined: combined.as_deref(),
        mask: mask.as_deref(),
        sets: sets.iter().map(|each| set(each, entries)).collect(),
    }
}

fn set<'a>(set: &'a errcat_catalog::Set, entries: &'a [errcat_catalog::Entry]) -> Set<'a> {
    let errcat_catalog::Set { name, enum_name, module_name: _, doc, entries: indices } = set;
    let names = indices.iter().filter_map(|index| entries.get(*index)).map(|entry| entry.name.as_str());
    Set { name, enum_name, doc: doc.as_deref(), entries: names.collect() }
}

fn reserved(reserved: &errcat_catalog::Reserved) -> Reserved<'_> {
    let errcat_catalog::Reserved { codes, ranges, names } = reserved;
    let ranges = ranges.iter().map(code_range);
    Reserved { codes: codes.iter().map(wire_code).collect(), ranges: ranges.collect(), names }
}

fn code_range(range: &RangeInclusive<i128>) -> CodeRange {
    CodeRange { from: *range.start(), to: *range.end() }
}

fn class(class: &errcat_catalog::Class) -> Class<'_> {
    let errcat_catalog::Class { name, prefix, ranges, extra: sent, attributes, defaults } = class;
    Class {
        name,
        prefix: prefix.as_deref(),
        ranges: ranges.iter().map(code_range).collect(),
        extra: extra(sent),
        attributes: attribute::values(attributes),
        defaults: policy::defaults(defaults),
    }
}

/// Returns the values that are sent besides a code.
fn extra(values: &[(String, Code)]) -> Object<'_, WireCode<'_>> {
    Object(values.iter().map(|(name, value)| (name.as_str(), wire_code(value))).collect())
}

fn by_locale<T>(locales: &[Locale], texts: impl IntoIterator<Item = T>) -> Object<'_, T> {
    Object(locales.iter().map(Locale::as_str).zip(texts).collect())
}

fn wire_code(code: &Code) -> WireCode<'_> {
    match code {
        Code::Integer { value, radix: _ } => WireCode::Integer(*value),
        Code::String(text) => WireCode::String(text),
    }
}
