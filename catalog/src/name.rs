//! Decides which names are valid, and converts names to other cases and to words.

use errcat_types::ParamCase;

/// Rust's keywords, strict and reserved, of every edition up to 2024.
const KEYWORDS: [&str; 53] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield", "_",
];

/// Returns whether a name is a keyword of Rust, strict or reserved, in any edition up to 2024.
///
/// ```
/// assert!(errcat_catalog::is_keyword("gen") && !errcat_catalog::is_keyword("generator"));
/// ```
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// Returns what is wrong with the name of an entry or an enum, if anything.
pub(crate) fn name_error(name: &str) -> Option<&'static str> {
    let Some(first) = name.chars().next() else { return Some("must not be empty") };
    if !name.is_ascii() {
        Some("contains a non-ASCII character")
    } else if is_keyword(name) {
        Some("is a Rust keyword")
    } else if name == "ALL" {
        Some("is reserved for the constant with all entries")
    } else if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        Some("is not a valid identifier")
    } else if !first.is_ascii_uppercase() {
        Some("must start with an uppercase letter")
    } else {
        None
    }
}

/// Returns what is wrong with the name of a table, if anything.
pub(crate) fn table_name_error(name: &str) -> Option<&'static str> {
    if name == "catalog" || name == "tables" {
        Some("is reserved")
    } else if is_keyword(name) {
        Some("is a Rust keyword")
    } else if name.is_empty() {
        Some("must not be empty")
    } else if !is_snake_case(name) {
        Some("is not snake case")
    } else {
        None
    }
}

/// Returns what is wrong with the name of a set, if anything. It becomes a part of the name of an enum.
pub(crate) fn set_name_error(name: &str) -> Option<&'static str> {
    match table_name_error(name) {
        Some("is reserved" | "is a Rust keyword") | None => None,
        error => error,
    }
}

/// Returns whether a word is snake case: lowercase words joined by single underscores.
fn is_snake_case(word: &str) -> bool {
    let snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let edges = word.starts_with(|c: char| c.is_ascii_digit() || c == '_') || word.ends_with('_');
    !word.is_empty() && word.chars().all(snake) && !edges && !word.contains("__")
}

/// The methods and functions that errcat gives to every enum, as its own or by a trait.
pub const ENUM_METHODS: [&str; 46] = [
    "any_code",
    "at",
    "category",
    "class",
    "code",
    "deserialize",
    "error_code",
    "exit_code",
    "exposure",
    "extra",
    "fmt",
    "from",
    "from_code",
    "from_name",
    "from_str",
    "help",
    "help_in",
    "http_status",
    "in_order",
    "index",
    "index_of_code",
    "into_response",
    "is_retry_safe",
    "is_retryable",
    "mask",
    "message",
    "message_in",
    "name",
    "of_code",
    "of_spelled",
    "of_table",
    "recovery",
    "refined",
    "refined_by",
    "retry",
    "retry_safety",
    "serialize",
    "severity",
    "subcode",
    "title",
    "title_in",
    "try_code",
    "try_from",
    "try_text",
    "url",
    "wire_code",
];

/// Further methods of every enum: those of the traits of std that it derives or has by other traits. The deprecated ones of
/// `Error`, `cause` and `description`, are free, since nobody calls them.
const STD_METHODS: [&str; 23] = [
    "borrow",
    "borrow_mut",
    "clamp",
    "clone",
    "clone_from",
    "cmp",
    "eq",
    "ge",
    "gt",
    "hash",
    "into",
    "le",
    "lt",
    "max",
    "min",
    "ne",
    "partial_cmp",
    "provide",
    "source",
    "to_owned",
    "to_string",
    "try_into",
    "type_id",
];

/// Returns what is wrong with the name of an attribute, if anything. It becomes a method of every enum.
pub(crate) fn attribute_name_error(name: &str) -> Option<&'static str> {
    if is_keyword(name) {
        Some("is a Rust keyword")
    } else if !is_snake_case(name) {
        Some("is not snake case")
    } else if ENUM_METHODS.contains(&name) || STD_METHODS.contains(&name) {
        Some("is the name of a method of every enum")
    } else {
        None
    }
}

/// Returns what is wrong with the name of a param, if anything. It becomes a field: most keywords are valid, written raw.
pub(crate) fn param_name_error(name: &str) -> Option<&'static str> {
    let snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let first = name.starts_with(|c: char| c.is_ascii_lowercase());
    if matches!(name, "self" | "super" | "crate") {
        Some("is a Rust keyword that cannot be a field")
    } else if !first || !name.chars().all(snake) {
        Some("is not snake case")
    } else {
        None
    }
}

/// Returns whether a name can be that of a param.
pub(crate) fn is_param_name(name: &str) -> bool {
    param_name_error(name).is_none()
}

/// Converts the name of an enum to that of a module: `BillingError` to `billing_error`.
///
/// ```
/// assert_eq!(errcat_catalog::module_name("BillingError"), "billing_error");
/// ```
pub fn module_name(enum_name: &str) -> String {
    let parts = enum_name.split('_').filter(|part| !part.is_empty());
    let words = parts.flat_map(humps).map(str::to_ascii_lowercase);
    let name = words.collect::<Vec<_>>().join("_");
    if is_keyword(&name) { name + "_" } else { name }
}

/// Returns whether a word is kebab case: lower-case words joined by single hyphens.
pub(crate) fn is_kebab_case(word: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    word.starts_with(|c: char| c.is_ascii_lowercase()) && word.split('-').all(part)
}

/// Converts `billing_api` to `BillingApi`.
pub(crate) fn pascal_case(table: &str) -> String {
    let capital = |word: &str| match word.split_at_checked(1) {
        Some((first, rest)) => first.to_ascii_uppercase() + rest,
        None => word.to_ascii_uppercase(),
    };
    table.split('_').map(capital).collect()
}

/// Converts a name in snake case to another case.
pub(crate) fn in_case(name: &str, case: ParamCase) -> String {
    match case {
        ParamCase::Snake => name.to_owned(),
        ParamCase::Camel => match name.trim_start_matches('_').split_once('_') {
            Some((first, rest)) => first.to_owned() + &pascal_case(rest),
            None => name.to_owned(),
        },
        ParamCase::Pascal => pascal_case(name),
        ParamCase::Kebab => name.replace('_', "-"),
        ParamCase::ScreamingSnake => name.to_ascii_uppercase(),
    }
}

/// Returns the nearest valid name, as a suggestion.
pub(crate) fn suggested_name(name: &str) -> Option<String> {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let suggestion = pascal_case(&words.collect::<Vec<_>>().join("_"));
    (!suggestion.is_empty() && name_error(&suggestion).is_none()).then_some(suggestion)
}

/// Converts a name to words: `MeetingNotFound` to `Meeting not found`, `UNKNOWN_TOPIC` to `Unknown topic`, `HTTPError` to
/// `HTTP error`.
pub(crate) fn words(name: &str) -> String {
    let all_capitals = !name.contains(|c: char| c.is_ascii_lowercase());
    let mut words: Vec<String> = Vec::new();
    for part in name.split('_').filter(|part| !part.is_empty()) {
        if all_capitals {
            words.push(part.to_ascii_lowercase());
        } else {
            words.extend(
                humps(part)
                    .map(|word| if is_acronym(word) { word.into() } else { word.to_ascii_lowercase() }),
            );
        }
    }
    let text = words.join(" ");
    match text.split_at_checked(1) {
        Some((first, rest)) => first.to_ascii_uppercase() + rest,
        None => name.to_owned(),
    }
}

fn is_acronym(word: &str) -> bool {
    word.len() > 1 && !word.contains(|c: char| c.is_ascii_lowercase())
}

/// Splits one camel-case part into words: before a capital that follows a small letter or digit, and before the last
/// capital of a run that a small letter follows.
fn humps(part: &str) -> impl Iterator<Item = &str> {
    let bytes = part.as_bytes();
    let boundary = move |at: usize| {
        let after_small = !bytes[at - 1].is_ascii_uppercase();
        let before_small = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        bytes[at].is_ascii_uppercase() && (after_small || before_small)
    };
    let mut start = 0;
    std::iter::from_fn(move || {
        let from = start;
        if from >= part.len() {
            return None;
        }
        start = (from + 1..part.len()).find(|&at| boundary(at)).unwrap_or(part.len());
        Some(&part[from..start])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_converted_to_words() {
        for (name, text) in [
            ("MeetingNotFound", "Meeting not found"),
            ("UNKNOWN_TOPIC_OR_PARTITION", "Unknown topic or partition"),
            ("HTTPError", "HTTP error"),
            ("InvalidJSON", "Invalid JSON"),
            ("Http2Error", "Http2 error"),
            ("Gone", "Gone"),
            ("X", "X"),
        ] {
            assert_eq!(words(name), text);
        }
    }

    #[test]
    fn names_that_are_not_identifiers_are_invalid() {
        for name in ["MeetingNotFound", "UNKNOWN_TOPIC", "E404", "X", "All"] {
            assert_eq!(name_error(name), None, "{name}");
        }
        for name in ["", "Self", "ALL", "meeting", "_A", "9A", "A-B", "A.B", "Ä", "会议", "A B"] {
            assert!(name_error(name).is_some(), "{name}");
        }
    }

    #[test]
    fn table_names_are_snake_case() {
        for name in ["rest", "oauth2", "billing_api", "a"] {
            assert_eq!(table_name_error(name), None, "{name}");
        }
        for name in ["", "Rest", "a__b", "_a", "a_", "2a", "a-b", "catalog", "tables", "gen", "self", "会"] {
            assert!(table_name_error(name).is_some(), "{name}");
        }
    }

    #[test]
    fn enum_names_are_converted_to_module_names() {
        for (name, module) in [
            ("BillingError", "billing_error"),
            ("SqlState", "sql_state"),
            ("OAuthError", "o_auth_error"),
            ("HTTPError", "http_error"),
            ("Rest_Error", "rest_error"),
            ("Match", "match_"),
            ("E2", "e2"),
        ] {
            assert_eq!(module_name(name), module);
        }
    }

    #[test]
    fn param_names_are_those_of_fields() {
        for name in ["used", "days_left", "type", "gen", "x1"] {
            assert!(is_param_name(name), "{name}");
        }
        for name in ["", "Used", "1x", "_a", "a-b", "self", "super", "crate", "用"] {
            assert!(!is_param_name(name), "{name}");
        }
    }

    #[test]
    fn suggestions_are_valid_names() {
        assert_eq!(suggested_name("meeting-not-found").as_deref(), Some("MeetingNotFound"));
        assert_eq!(suggested_name("notFound").as_deref(), Some("NotFound"));
        assert_eq!(suggested_name("self"), None);
        assert_eq!(suggested_name("404"), None);
        assert_eq!(suggested_name("会议"), None);
    }
}
