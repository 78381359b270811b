//! Writes the source that a user would write without errcat: an enum by hand, derives on it, and a `match` for each
//! accessor that no derive provides.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::BoxError;
use crate::catalog::{Catalog, Entry};
use crate::workspace::root;

/// How much of what errcat generates the hand-written source has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// The enum with the standard library's derives that errcat's enums have: the minimum for any library.
    Bare,
    /// Also num_enum's derives.
    Codes,
    /// Also the derives of thiserror and strum.
    Derives,
    /// Also a `match` for the second language, the help, the HTTP status, the category and the retry.
    Matches,
}

/// Returns the source of the enum `Peer`.
#[must_use]
pub fn source(catalog: &Catalog, extent: Extent) -> String {
    let mut source = String::new();
    let mut derives = vec!["Clone", "Copy", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash"];
    if extent >= Extent::Derives {
        derives.extend(["Debug", "thiserror::Error", "strum::EnumIter", "strum::EnumString"]);
        derives.push("strum::IntoStaticStr");
    }
    let derives_codes = extent >= Extent::Codes && !catalog.is_string;
    if derives_codes {
        derives.extend(["num_enum::TryFromPrimitive", "num_enum::IntoPrimitive"]);
    }
    if catalog.is_string && extent == Extent::Codes {
        derives.push("strum::EnumString");
    }
    let repr = if catalog.is_string { "u16" } else { "i32" };
    put(&mut source, &format!("#[non_exhaustive]\n#[repr({repr})]\n#[derive({})]", derives.join(", ")));
    put(&mut source, "pub enum Peer {");
    for entry in &catalog.entries {
        if extent >= Extent::Derives {
            put(&mut source, &format!("    #[error({:?})]", entry.message[0]));
        }
        if catalog.is_string && extent == Extent::Codes {
            put(&mut source, &format!("    #[strum(serialize = {:?})]", entry.code));
        }
        let discriminant = if catalog.is_string { String::new() } else { format!(" = {}", entry.code) };
        put(&mut source, &format!("    {}{discriminant},", entry.name));
    }
    put(&mut source, "}\n");
    if extent >= Extent::Matches {
        matches(&mut source, &catalog.entries);
    }
    source
}

/// Returns the source of the `match` that a client of Tencent Meeting would write, from the entries of the catalog.
///
/// # Errors
///
/// When the catalog cannot be read.
pub fn match_of_tencent_meeting() -> Result<String, BoxError> {
    let catalog = std::fs::read_to_string(root().join("codes.toml"))?;
    let mut source = String::from(
        "pub fn from_code(code: i64) -> Option<errcat::tencent_meeting::RestError> {\n    match code {\n",
    );
    let mut name = None;
    for line in catalog.lines() {
        if let Some(header) = line.strip_prefix('[') {
            name = header.strip_prefix("rest.").and_then(|rest| rest.strip_suffix(']'));
        }
        let code = line.strip_prefix("code ").and_then(|rest| rest.split_once('='));
        if let (Some(name), Some((_, code))) = (name, code) {
            writeln!(source, "{code} => Some(errcat::tencent_meeting::RestError::{name}),")?;
        }
    }
    source.push_str("        _ => None,\n    }\n}\n");
    Ok(source)
}

/// How entries with params are written by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurrences {
    /// As a struct each.
    Structs,
    /// As variants with fields, in one enum.
    Variants,
}

/// Returns the source of the entries with two params each, with the derives that errcat's structs have, and thiserror's
/// for the message.
#[must_use]
pub fn source_with_params(catalog: &Catalog, occurrences: Occurrences) -> String {
    let derives = "#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]";
    let mut source = String::new();
    if occurrences == Occurrences::Variants {
        put(&mut source, &format!("{derives}\npub enum Peer {{"));
    }
    for entry in &catalog.entries {
        let (name, message) = (&entry.name, entry.message_with_params());
        put(
            &mut source,
            &match occurrences {
                Occurrences::Structs => format!(
                    "{derives}\n#[error({message:?})]\npub struct {name} {{ pub used: u32, pub limit: String }}"
                ),
                Occurrences::Variants => {
                    format!("    #[error({message:?})]\n    {name} {{ used: u32, limit: String }},")
                }
            },
        );
    }
    if occurrences == Occurrences::Variants {
        put(&mut source, "}");
    }
    source
}

/// Returns the source of three lookups from a code to a variant of `Peer`: a `match`, phf's perfect hash, and a sorted
/// static array.
#[must_use]
pub fn lookups(catalog: &Catalog) -> String {
    let mut source = String::new();
    let (by_value, key) = if catalog.is_string { ("&str", "&'static str") } else { ("i32", "i32") };
    let literal = |entry: &Entry| {
        if catalog.is_string { format!("{:?}", entry.code) } else { format!("{}i32", entry.code) }
    };
    put(&mut source, &format!("pub fn from_code(code: {by_value}) -> Option<Peer> {{\n    match code {{"));
    for entry in &catalog.entries {
        put(&mut source, &format!("        {} => Some(Peer::{}),", literal(entry), entry.name));
    }
    put(&mut source, "        _ => None,\n    }\n}\n");
    put(&mut source, &format!("pub static PHF: phf::Map<{key}, Peer> = phf::phf_map! {{"));
    for entry in &catalog.entries {
        put(&mut source, &format!("    {} => Peer::{},", literal(entry), entry.name));
    }
    put(&mut source, "};\n");
    let mut ordered: Vec<&Entry> = catalog.entries.iter().collect();
    if catalog.is_string {
        ordered.sort_by_key(|entry| &entry.code);
    }
    put(&mut source, &format!("pub static ORDERED: [({key}, Peer); {}] = [", catalog.entries.len()));
    for entry in ordered {
        put(&mut source, &format!("    ({}, Peer::{}),", literal(entry), entry.name));
    }
    put(&mut source, "];");
    source
}

/// Writes the accessors that no derive provides: a `match` each, with one arm for the variants that have the same value.
fn matches(source: &mut String, entries: &[Entry]) {
    put(source, "#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Category {");
    let categories: BTreeMap<&str, String> =
        entries.iter().map(|entry| (entry.category, pascal_case(entry.category))).collect();
    for category in categories.values() {
        put(source, &format!("    {category},"));
    }
    put(source, "}\n\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Retry {");
    put(source, "    Never,\n    Transient,\n    Throttled,\n    Restart,\n}\n\nimpl Peer {");
    one_arm_each(source, "message_zh", "&'static str", entries, |entry| {
        Some(format!("{:?}", entry.message[1]))
    });
    for (function, language) in [("help", 0), ("help_zh", 1)] {
        one_arm_each(source, function, "Option<&'static str>", entries, |entry| {
            entry.help.as_ref().map(|help| format!("Some({:?})", help[language]))
        });
    }
    one_arm_for_each_value(source, "http_status", "u16", entries, |entry| entry.http.to_string());
    one_arm_for_each_value(source, "category", "Category", entries, |entry| {
        format!("Category::{}", pascal_case(entry.category))
    });
    one_arm_for_each_value(source, "retry", "Retry", entries, |entry| {
        format!("Retry::{}", retry(entry.category))
    });
    put(source, "}\n");
}

fn one_arm_each(
    source: &mut String,
    function: &str,
    returned: &str,
    entries: &[Entry],
    value: impl Fn(&Entry) -> Option<String>,
) {
    put(source, &format!("    pub const fn {function}(self) -> {returned} {{\n        match self {{"));
    let mut is_partial = false;
    for entry in entries {
        match value(entry) {
            Some(value) => put(source, &format!("            Peer::{} => {value},", entry.name)),
            None => is_partial = true,
        }
    }
    if is_partial {
        put(source, "            _ => None,");
    }
    put(source, "        }\n    }\n");
}

fn one_arm_for_each_value(
    source: &mut String,
    function: &str,
    returned: &str,
    entries: &[Entry],
    value: impl Fn(&Entry) -> String,
) {
    let mut variants: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in entries {
        variants.entry(value(entry)).or_default().push(format!("Peer::{}", entry.name));
    }
    put(source, &format!("    pub const fn {function}(self) -> {returned} {{\n        match self {{"));
    for (value, variants) in variants {
        put(source, &format!("            {} => {value},", variants.join("\n            | ")));
    }
    put(source, "        }\n    }\n");
}

fn put(source: &mut String, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(source, "{line}");
}

fn pascal_case(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    });
    words.collect()
}

/// Returns errcat's default retry of a category.
fn retry(category: &str) -> &'static str {
    match category {
        "unavailable" | "deadline-exceeded" => "Transient",
        "resource-exhausted" => "Throttled",
        "aborted" => "Restart",
        _ => "Never",
    }
}
