//! A catalog in, the shape of `export json` out. Other programs rely on it: the fields are the keys, in this order.

use errcat_catalog::{Code, Locale, Model, Severity, Template};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

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
}

#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    code: WireCode<'a>,
    http: u16,
    category: &'static str,
    class: Option<&'a str>,
    retry: Retry<'a>,
    retry_safe: &'static str,
    message: ByLocale<Message<'a>>,
    help: Option<ByLocale<&'a str>>,
    params: Vec<Param<'a>>,
    seen: &'a [String],
    url: Option<&'a str>,
    // What few entries have is there for them alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<ByLocale<&'a str>>,
    #[serde(skip_serializing_if = "is_error")]
    severity: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<WireCode<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    aliases: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    former: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<Deprecated<'a>>,
}

#[derive(Serialize)]
struct Param<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    param_type: &'static str,
    sensitive: bool,
}

#[derive(Serialize)]
struct Deprecated<'a> {
    since: Option<&'a str>,
    until: Option<&'a str>,
    note: Option<&'a str>,
    #[serde(rename = "use")]
    replacement: Option<&'a str>,
}

/// A text, or the forms of a template as the catalog writes them.
enum Message<'a> {
    Constant(&'a str),
    Template(&'a Template, &'a [errcat_catalog::Param]),
}

impl Serialize for Message<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (template, params) = match *self {
            Message::Constant(text) => return serializer.serialize_str(text),
            Message::Template(template, params) => (template, params),
        };
        let name = |param: &usize| params.get(*param).map_or("", |param| param.name.as_str());
        let nested = |template| Message::Template(template, params);
        match template {
            Template::Text(_) => serializer.serialize_str(&template.texts(params).concat()),
            Template::Plural { param, forms, .. } => {
                let mut map = serializer.serialize_map(Some(1 + forms.len()))?;
                map.serialize_entry("plural", name(param))?;
                for (form, template) in forms {
                    map.serialize_entry(&form.to_string(), &nested(template))?;
                }
                map.end()
            }
            Template::Select { param, forms } => {
                let mut map = serializer.serialize_map(Some(1 + forms.len()))?;
                map.serialize_entry("select", name(param))?;
                for (value, template) in forms {
                    map.serialize_entry(value.as_deref().unwrap_or("other"), &nested(template))?;
                }
                map.end()
            }
        }
    }
}

fn is_error(severity: &str) -> bool {
    severity == Severity::Error.name()
}

/// A number in an integer table, a string in a string table.
#[derive(Serialize)]
#[serde(untagged)]
enum WireCode<'a> {
    Integer(i128),
    String(&'a str),
}

#[derive(Serialize)]
struct Retry<'a> {
    kind: &'static str,
    after_ms: Option<u64>,
    remedy: Option<&'a str>,
    repeat: Option<&'static str>,
}

/// An object with one key for each locale, in the catalog's order.
struct ByLocale<T>(Vec<(String, T)>);

impl<T> ByLocale<T> {
    fn new(locales: &[Locale], texts: impl IntoIterator<Item = T>) -> ByLocale<T> {
        ByLocale(locales.iter().map(Locale::to_string).zip(texts).collect())
    }
}

impl<T: Serialize> Serialize for ByLocale<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(locale, text)| (locale, text)))
    }
}

pub(super) fn document(model: &Model) -> Document<'_> {
    let Model { schema, name, locales, tables, .. } = model;
    let header = Header { name, schema: *schema, locales: locales.iter().map(Locale::as_str).collect() };
    Document { catalog: header, tables: tables.iter().map(|each| table(each, locales)).collect() }
}

fn table<'a>(table: &'a errcat_catalog::Table, locales: &'a [Locale]) -> Table<'a> {
    Table {
        name: &table.name,
        enum_name: &table.enum_name,
        code_type: table.code_type.name(),
        success: table.success.iter().map(wire_code).collect(),
        entries: table.entries.iter().map(|each| entry(each, locales)).collect(),
    }
}

fn entry<'a>(entry: &'a errcat_catalog::Entry, locales: &'a [Locale]) -> Entry<'a> {
    Entry {
        name: &entry.name,
        code: wire_code(&entry.code),
        http: entry.http,
        category: entry.category.name(),
        class: entry.class.as_deref(),
        retry: retry(&entry.retry),
        retry_safe: entry.retry_safety.name(),
        message: message(entry, locales),
        help: entry.help.as_deref().map(|texts| by_locale(texts, locales)),
        params: entry.params.iter().map(param).collect(),
        seen: &entry.seen,
        url: entry.url.as_deref(),
        title: entry.title.as_deref().map(|texts| by_locale(texts, locales)),
        severity: entry.severity.name(),
        also: entry.also.iter().map(wire_code).collect(),
        aliases: &entry.aliases,
        former: &entry.former,
        since: entry.since.as_deref(),
        deprecated: entry.deprecated.as_ref().map(deprecated),
    }
}

fn by_locale<'a>(texts: &'a [String], locales: &[Locale]) -> ByLocale<&'a str> {
    ByLocale::new(locales, texts.iter().map(String::as_str))
}

fn message<'a>(entry: &'a errcat_catalog::Entry, locales: &[Locale]) -> ByLocale<Message<'a>> {
    match &entry.templates {
        Some(templates) => {
            let with_params = |template| Message::Template(template, &entry.params);
            ByLocale::new(locales, templates.iter().map(with_params))
        }
        None => ByLocale::new(locales, entry.message.iter().map(|text| Message::Constant(text))),
    }
}

fn param(param: &errcat_catalog::Param) -> Param<'_> {
    let errcat_catalog::Param { name, param_type, sensitive, .. } = param;
    Param { name, param_type: param_type.name(), sensitive: *sensitive }
}

fn deprecated(deprecated: &errcat_catalog::Deprecated) -> Deprecated<'_> {
    let errcat_catalog::Deprecated { since, until, note, replacement } = deprecated;
    let (since, until) = (since.as_deref(), until.as_deref());
    Deprecated { since, until, note: note.as_deref(), replacement: replacement.as_deref() }
}

fn wire_code(code: &Code) -> WireCode<'_> {
    match code {
        Code::Integer { value, .. } => WireCode::Integer(*value),
        Code::String(text) => WireCode::String(text),
    }
}

fn retry(retry: &errcat_catalog::Retry) -> Retry<'_> {
    let remedy = retry.remedy();
    Retry {
        kind: retry.kind(),
        // A catalog has no wait of more than 366 days.
        after_ms: retry.after().map(|after| u64::try_from(after.as_millis()).unwrap_or(u64::MAX)),
        remedy: remedy.map(|(remedy, _)| remedy.name()),
        repeat: remedy.map(|(_, repeat)| repeat.name()),
    }
}
