//! The same list as a user would write it without errcat: an enum by hand, derives over it, and a `match` for each thing
//! that no derive gives.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::list::{Entry, List};

/// How much of what errcat gives there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Has {
    /// The enum with the derives of the standard library that errcat's enums have: what no library can go below.
    Bare,
    /// With num_enum's derives.
    Codes,
    /// With the derives of thiserror and strum, too.
    Derives,
    /// And with a `match` for the second language, the help, the HTTP status, the category and the retry.
    Matches,
}

/// The enum `Peer`, with what it has.
#[must_use]
pub fn source(list: &List, has: Has) -> String {
    let mut source = String::new();
    let mut derives = vec!["Clone", "Copy", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash"];
    if has >= Has::Derives {
        derives.extend(["Debug", "thiserror::Error", "strum::EnumIter", "strum::EnumString"]);
        derives.push("strum::IntoStaticStr");
    }
    let derives_codes = has >= Has::Codes && !list.is_string;
    if derives_codes {
        derives.extend(["num_enum::TryFromPrimitive", "num_enum::IntoPrimitive"]);
    }
    if list.is_string && has == Has::Codes {
        derives.push("strum::EnumString");
    }
    let repr = if list.is_string { "u16" } else { "i32" };
    put(&mut source, &format!("#[non_exhaustive]\n#[repr({repr})]\n#[derive({})]", derives.join(", ")));
    put(&mut source, "pub enum Peer {");
    for entry in &list.entries {
        if has >= Has::Derives {
            put(&mut source, &format!("    #[error({:?})]", entry.message[0]));
        }
        if list.is_string && has == Has::Codes {
            put(&mut source, &format!("    #[strum(serialize = {:?})]", entry.code));
        }
        let discriminant = if list.is_string { String::new() } else { format!(" = {}", entry.code) };
        put(&mut source, &format!("    {}{discriminant},", entry.name));
    }
    put(&mut source, "}\n");
    if has >= Has::Matches {
        matches(&mut source, &list.entries);
    }
    source
}

/// What entries with params are by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurrences {
    /// A struct each.
    Structs,
    /// Variants with fields, in one enum.
    Variants,
}

/// The entries with two params each, with the derives that errcat's structs have, and thiserror's for the message.
#[must_use]
pub fn source_with_params(list: &List, occurrences: Occurrences) -> String {
    let derives = "#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]";
    let mut source = String::new();
    if occurrences == Occurrences::Variants {
        put(&mut source, &format!("{derives}\npub enum Peer {{"));
    }
    for entry in &list.entries {
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

/// The ways from a code to a variant of `Peer` that a user would write or have a library write: a `match`, a table of
/// phf, and an ordered static.
#[must_use]
pub fn look_ups(list: &List) -> String {
    let mut source = String::new();
    let (by_value, key) = if list.is_string { ("&str", "&'static str") } else { ("i32", "i32") };
    let literal = |entry: &Entry| {
        if list.is_string { format!("{:?}", entry.code) } else { format!("{}i32", entry.code) }
    };
    put(&mut source, &format!("pub fn from_code(code: {by_value}) -> Option<Peer> {{\n    match code {{"));
    for entry in &list.entries {
        put(&mut source, &format!("        {} => Some(Peer::{}),", literal(entry), entry.name));
    }
    put(&mut source, "        _ => None,\n    }\n}\n");
    put(&mut source, &format!("pub static PHF: phf::Map<{key}, Peer> = phf::phf_map! {{"));
    for entry in &list.entries {
        put(&mut source, &format!("    {} => Peer::{},", literal(entry), entry.name));
    }
    put(&mut source, "};\n");
    let mut ordered: Vec<&Entry> = list.entries.iter().collect();
    if list.is_string {
        ordered.sort_by_key(|entry| &entry.code);
    }
    put(&mut source, &format!("pub static ORDERED: [({key}, Peer); {}] = [", list.entries.len()));
    for entry in ordered {
        put(&mut source, &format!("    ({}, Peer::{}),", literal(entry), entry.name));
    }
    put(&mut source, "];");
    source
}

/// What no derive gives: a `match` for each, with the variants that have the same value in one arm.
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
    let mut is_any_left = false;
    for entry in entries {
        match value(entry) {
            Some(value) => put(source, &format!("            Peer::{} => {value},", entry.name)),
            None => is_any_left = true,
        }
    }
    if is_any_left {
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

/// What errcat does by default about a category.
fn retry(category: &str) -> &'static str {
    match category {
        "unavailable" | "deadline-exceeded" => "Transient",
        "resource-exhausted" => "Throttled",
        "aborted" => "Restart",
        _ => "Never",
    }
}
