//! The sections of a table and of the catalog: what applies to all entries.

use errcat_catalog::{
    Category, Class, Defaults, Envelope, Items, Locale, Location, Model, Reserved, RetryAfter, RetrySafety,
    Role, Rule, Severity, Table,
};

use super::entry::retry;
use super::layout::{Section, columns, commas, set_columns};
use crate::notation::{code_range, location, time_unit};

pub(super) fn catalog_section(model: &Model) -> Section {
    let Model { schema, name, title, role, locales, remedies, tables: _ } = model;
    let mut section = Section::new(&format!("catalog {name}"), "");
    section.row("title", title.as_deref().unwrap_or_default());
    section.row("schema", schema.to_string());
    section.row("role", role_text(*role));
    section.row("locales", commas(locales.iter().map(Locale::as_str)));
    let remedies = remedies.iter().map(|remedy| (&remedy.name, remedy.description.clone()));
    section.row("remedies", columns(remedies));
    section
}

fn role_text(role: Role) -> String {
    let meaning = match role {
        Role::Own => "the catalog defines the API",
        Role::Mirror => "the catalog follows the API of somebody else",
    };
    format!("{}: {meaning}", role.name())
}

pub(super) fn table_section(table: &Table) -> Section {
    let Table {
        name,
        enum_name,
        module_name,
        doc,
        code_type,
        param_case,
        success,
        default_class,
        unknown,
        envelope: locations,
        reserved: kept_free,
        allow,
        classes,
        entries,
    } = table;
    let has_structs = entries.iter().any(|entry| !entry.params.is_empty());
    let structs = if has_structs { format!(" (structs in the module {module_name})") } else { String::new() };
    let unknown = match defaults(unknown) {
        none if none.is_empty() => "by-status".to_owned(),
        defaults => defaults,
    };
    let mut section = Section::new(&format!("table {name}"), "");
    section.row("doc", doc.as_deref().unwrap_or_default().trim_end());
    section.row("enum", format!("{enum_name}{structs}"));
    section.row("type", code_type.name());
    section.row("success", commas(success));
    section.row("param_case", if has_structs { param_case.name() } else { "" });
    section.row("default_class", default_class.as_deref().unwrap_or_default());
    section.row("unknown", unknown);
    section.row("allow", commas(allow.iter().copied().map(Rule::id)));
    section.row("classes", columns(classes.iter().map(|each| (&each.name, class(each)))));
    section.row("envelope", envelope(locations));
    section.row("reserved", reserved(kept_free));
    section
}

/// Returns the properties of a class, without its name.
fn class(class: &Class) -> String {
    let Class { name: _, prefix, defaults } = class;
    let [http, category, retry, retry_safe, severity] = default_pairs(defaults);
    let prefix = ("prefix", prefix.clone().unwrap_or_default());
    set_columns([prefix, http, category, retry, retry_safe, severity])
}

fn defaults(defaults: &Defaults) -> String {
    set_columns(default_pairs(defaults))
}

/// Returns each key of the defaults with its text, which is empty if the key is not set.
fn default_pairs(defaults: &Defaults) -> [(&'static str, String); 5] {
    let Defaults { http, category, retry: policy, retry_safety, severity } = defaults;
    let name = |name: Option<&str>| name.unwrap_or_default().to_owned();
    [
        ("http", http.map(|http| http.to_string()).unwrap_or_default()),
        ("category", name(category.map(Category::name))),
        ("retry", policy.as_ref().map(retry).unwrap_or_default()),
        ("retry_safe", name(retry_safety.map(RetrySafety::name))),
        ("severity", name(severity.map(Severity::name))),
    ]
}

fn envelope(envelope: &Envelope) -> String {
    let Envelope { code, message, extra, trace, params, items: item, retry_after: wait } = envelope;
    set_columns([
        ("code", locations(code)),
        ("message", locations(message)),
        ("extra", named_locations(extra)),
        ("trace", locations(trace)),
        ("params", locations(params)),
        ("items", item.as_ref().map(items).unwrap_or_default()),
        ("retry_after", wait.as_ref().map(retry_after).unwrap_or_default()),
    ])
}

fn items(items: &Items) -> String {
    let Items { at, code, message, extra, params } = items;
    set_columns([
        ("at", whole_body(location(at))),
        ("code", locations(code)),
        ("message", locations(message)),
        ("extra", named_locations(extra)),
        ("params", locations(params)),
    ])
}

fn retry_after(retry_after: &RetryAfter) -> String {
    let RetryAfter { at, unit } = retry_after;
    set_columns([("at", locations(at)), ("unit", time_unit(*unit).to_owned())])
}

fn reserved(reserved: &Reserved) -> String {
    let Reserved { codes, ranges, names } = reserved;
    let ranges = ranges.iter().map(code_range);
    set_columns([("codes", commas(codes)), ("ranges", commas(ranges)), ("names", commas(names))])
}

fn named_locations(extra: &[(String, Vec<Location>)]) -> String {
    columns(extra.iter().map(|(name, each)| (name, locations(each))))
}

/// Returns the locations, one in each line.
fn locations(locations: &[Location]) -> String {
    let locations: Vec<String> = locations.iter().map(|each| whole_body(location(each))).collect();
    locations.join("\n")
}

/// Names the empty JSON Pointer, which would not be visible.
fn whole_body(location: String) -> String {
    if location.is_empty() { "\"\" (the whole value)".to_owned() } else { location }
}
