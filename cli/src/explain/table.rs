//! The sections of a table and of the catalog: what applies to all entries.

use errcat_catalog::{
    Attribute, Category, Class, CodeLocations, Defaults, Envelope, Exposure, Extra, Failed, Items, Locale,
    Location, Mark, Model, Parts, Recovery, Reserved, RetryAfter, RetrySafety, Role, Rule, Set, Severity,
    ShouldRetry, Table,
};

use super::entry::{retry, values};
use super::layout::{Section, columns, commas, set_columns};
use crate::notation::{code_range, location};

pub(super) fn catalog_section(model: &Model) -> Section {
    let Model { schema, name, title, role, domain, url, locales, remedies, attributes, tables: _ } = model;
    let mut section = Section::new(&format!("catalog {name}"), "");
    section.row("title", title.as_deref().unwrap_or_default());
    section.row("schema", schema.to_string());
    section.row("role", role_text(*role));
    section.row("domain", domain.as_deref().unwrap_or_default());
    section.row("url", url.as_deref().unwrap_or_default());
    section.row("locales", commas(locales.iter().map(Locale::as_str)));
    let remedies = remedies.iter().map(|remedy| (&remedy.name, remedy.description.clone()));
    section.row("remedies", columns(remedies));
    section.row("attributes", columns(attributes.iter().map(|each| (&each.name, attribute(each)))));
    section
}

/// Returns the properties of an attribute, without its name.
fn attribute(attribute: &Attribute) -> String {
    let Attribute { name: _, value_type, required, default, doc } = attribute;
    let required = required.then_some("required");
    let first = commas([Some(value_type.name()), required].into_iter().flatten());
    let default = default.as_ref().map(ToString::to_string).unwrap_or_default();
    let details = set_columns([("default", default), ("doc", doc.clone().unwrap_or_default())]);
    if details.is_empty() { first } else { format!("{first}\n{details}") }
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
        envelope: locations,
        problem_status,
        combined,
        mask,
        reserved: kept_free,
        allow,
        classes,
        entries,
        sets,
    } = table;
    let has_structs = entries.iter().any(|entry| !entry.params.is_empty());
    let structs = if has_structs { format!(" (structs in the module {module_name})") } else { String::new() };
    let unknown = match defaults(unknown) {
        none if none.is_empty() => "by-status".to_owned(),
        defaults => defaults,
    };
    let mut section = Section::new(&format!("table {name}"), "");
    section.row("doc", doc.as_deref().unwrap_or_default().trim_end());
    section.row("former", commas(former));
    section.row("enum", format!("{enum_name}{structs}"));
    section.row("type", code_type.name());
    section.row("code_space", code_space.as_deref().unwrap_or_default());
    section.row("success", commas(success));
    section.row("param_case", if has_structs { param_case.name() } else { "" });
    section.row("default_class", default_class.as_deref().unwrap_or_default());
    section.row("unknown", unknown);
    section.row("allow", commas(allow.iter().copied().map(Rule::id)));
    section.row("classes", columns(classes.iter().map(|each| (&each.name, class(each)))));
    section.row("envelope", envelope(locations));
    section.row("problem_status", problem_status.name());
    section.row("combined", combined.as_deref().unwrap_or_default());
    section.row("mask", mask.as_deref().unwrap_or_default());
    section.row("sets", columns(sets.iter().map(|each| (&each.name, set(each, table)))));
    section.row("reserved", reserved(kept_free));
    section
}

/// Returns the entries of a set, and the name of its enum.
fn set(set: &Set, table: &Table) -> String {
    let Set { name: _, enum_name, module_name: _, doc, entries } = set;
    let names = entries.iter().filter_map(|index| table.entries.get(*index)).map(|entry| &entry.name);
    set_columns([
        ("entries", commas(names)),
        ("enum", enum_name.clone()),
        ("doc", doc.as_deref().unwrap_or_default().trim_end().to_owned()),
    ])
}

/// Returns the properties of a class, without its name.
fn class(class: &Class) -> String {
    let Class { name: _, prefix, ranges, extra, attributes, defaults } = class;
    let prefix = ("prefix", prefix.clone().unwrap_or_default());
    let ranges = ("ranges", commas(ranges.iter().map(code_range)));
    let extra = ("extra", columns(extra.iter().map(|(name, value)| (name, value.to_string()))));
    let attributes = ("attributes", values(attributes));
    set_columns([prefix, ranges].into_iter().chain(default_pairs(defaults)).chain([extra, attributes]))
}

fn defaults(defaults: &Defaults) -> String {
    set_columns(default_pairs(defaults))
}

/// Returns each key of the defaults with its text, which is empty if the key is not set.
fn default_pairs(defaults: &Defaults) -> [(&'static str, String); 9] {
    let Defaults { http, category, retry: policy, retry_safety, severity, exposure, mask, recovery, exit } =
        defaults;
    let name = |name: Option<&str>| name.unwrap_or_default().to_owned();
    [
        ("http", http.map(|http| http.to_string()).unwrap_or_default()),
        ("category", name(category.map(Category::name))),
        ("retry", policy.as_ref().map(retry).unwrap_or_default()),
        ("retry_safe", name(retry_safety.map(RetrySafety::name))),
        ("severity", name(severity.map(Severity::name))),
        ("exposure", name(exposure.map(Exposure::name))),
        ("mask", name(mask.as_deref())),
        ("recovery", name(recovery.map(Recovery::name))),
        ("exit", exit.map(|exit| exit.to_string()).unwrap_or_default()),
    ]
}

fn envelope(envelope: &Envelope) -> String {
    let Envelope { parts: of_response, trace, items: item } = envelope;
    let mut rows = parts(of_response).to_vec();
    rows.push(("trace", locations(trace)));
    rows.push(("items", item.as_ref().map(items).unwrap_or_default()));
    set_columns(rows)
}

fn items(items: &Items) -> String {
    let Items { at, parts: of_item } = items;
    let at = ("at", locations(at));
    set_columns([at].into_iter().chain(parts(of_item)))
}

/// Returns each part with its locations, which are empty if the envelope does not have it.
fn parts(parts: &Parts) -> [(&'static str, String); 10] {
    let Parts {
        code,
        subcode,
        failed: mark,
        message,
        extra: values,
        params,
        retry_after: waits,
        should_retry: flag,
        url,
        pointer,
    } = parts;
    let waits: Vec<String> = waits.iter().map(retry_after).collect();
    [
        ("code", code_locations(code)),
        ("subcode", code_locations(subcode)),
        ("failed", mark.as_ref().map(failed).unwrap_or_default()),
        ("message", locations(message)),
        ("extra", columns(values.iter().map(|each| (&each.name, extra(each))))),
        ("params", locations(params)),
        ("retry_after", waits.join("\n")),
        ("should_retry", flag.as_ref().map(should_retry).unwrap_or_default()),
        ("url", locations(url)),
        ("pointer", locations(pointer)),
    ]
}

fn code_locations(code: &CodeLocations) -> String {
    let CodeLocations { at, after, before } = code;
    if after.is_none() && before.is_none() {
        return locations(at);
    }
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    set_columns([("at", locations(at)), ("after", text(after)), ("before", text(before))])
}

fn failed(failed: &Failed) -> String {
    let Failed { at, is } = failed;
    let is = is.as_ref().map(|is| match is {
        Mark::Bool(value) => value.to_string(),
        Mark::Integer(number) => number.to_string(),
        Mark::Text(text) => text.clone(),
    });
    set_columns([("at", locations(at)), ("is", is.unwrap_or_default())])
}

fn extra(extra: &Extra) -> String {
    let Extra { name: _, at, sends_code } = extra;
    if !*sends_code {
        return locations(at);
    }
    set_columns([("at", locations(at)), ("default", "code".to_owned())])
}

fn retry_after(retry_after: &RetryAfter) -> String {
    let RetryAfter { at, unit } = retry_after;
    set_columns([("at", locations(at)), ("unit", unit.name().to_owned())])
}

fn should_retry(should_retry: &ShouldRetry) -> String {
    let ShouldRetry { at, yes, no } = should_retry;
    set_columns([("at", locations(at)), ("yes", commas(yes)), ("no", commas(no))])
}

fn reserved(reserved: &Reserved) -> String {
    let Reserved { codes, ranges, names } = reserved;
    let ranges = ranges.iter().map(code_range);
    set_columns([("codes", commas(codes)), ("ranges", commas(ranges)), ("names", commas(names))])
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
