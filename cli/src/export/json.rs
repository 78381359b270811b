//! A catalog in, the shape of `export json` out. Other programs rely on it: the fields are the keys, in this order.

use errcat_catalog::{Code, Locale, Model};
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
    code: &'static str,
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
    replay: &'static str,
    message: ByLocale<'a>,
    help: Option<ByLocale<'a>>,
    params: [Param; 0],
    wire: &'a [String],
}

/// No entry has params yet; the key is there for those who read it.
#[derive(Serialize)]
struct Param {}

/// A number in an integer table, a string in a string table.
#[derive(Serialize)]
#[serde(untagged)]
enum WireCode<'a> {
    Integer(i64),
    String(&'a str),
}

#[derive(Default, Serialize)]
struct Retry<'a> {
    kind: &'static str,
    after_ms: Option<u64>,
    remedy: Option<&'a str>,
    repeat: Option<&'static str>,
}

/// An object with one key for each locale, in the catalog's order.
struct ByLocale<'a> {
    locales: &'a [Locale],
    texts: &'a [String],
}

impl Serialize for ByLocale<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.locales.len()))?;
        for (locale, text) in self.locales.iter().zip(self.texts) {
            map.serialize_entry(locale.as_str(), text)?;
        }
        map.end()
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
        code: table.code_type.name(),
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
        replay: entry.replay.name(),
        message: ByLocale { locales, texts: &entry.message },
        help: entry.help.as_deref().map(|texts| ByLocale { locales, texts }),
        params: [],
        wire: &entry.wire,
    }
}

fn wire_code(code: &Code) -> WireCode<'_> {
    match code {
        Code::Integer { value, .. } => WireCode::Integer(*value),
        Code::String(text) => WireCode::String(text),
    }
}

fn retry(retry: &errcat_catalog::Retry) -> Retry<'_> {
    let kind = retry.kind();
    match retry {
        errcat_catalog::Retry::Throttled { after_ms } => {
            Retry { kind, after_ms: *after_ms, ..Retry::default() }
        }
        errcat_catalog::Retry::Remedy { remedy, repeat } => {
            Retry { kind, remedy: Some(remedy.name()), repeat: Some(repeat.name()), ..Retry::default() }
        }
        errcat_catalog::Retry::Never | errcat_catalog::Retry::Transient => Retry { kind, ..Retry::default() },
    }
}
