//! Names: which are usable as identifiers, and what they say in words.

/// Rust's keywords, strict and reserved, of every edition up to 2024.
const KEYWORDS: [&str; 53] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield", "_",
];

/// Whether a name is a keyword of Rust, strict or reserved, in any edition up to 2024.
///
/// ```
/// assert!(errcat_catalog::is_keyword("gen") && !errcat_catalog::is_keyword("generator"));
/// ```
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// Why a name cannot be that of an entry or an enum, if it cannot.
pub(crate) fn fault_of_name(name: &str) -> Option<&'static str> {
    let Some(first) = name.chars().next() else { return Some("is empty") };
    if !name.is_ascii() {
        Some("has a character outside ASCII")
    } else if is_keyword(name) {
        Some("is a Rust keyword")
    } else if name == "ALL" {
        Some("is the name of the list of all entries")
    } else if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        Some("is not an identifier")
    } else if !first.is_ascii_uppercase() {
        Some("does not start with an upper-case letter")
    } else {
        None
    }
}

/// Why a name cannot be that of a table, if it cannot.
pub(crate) fn fault_of_table_name(name: &str) -> Option<&'static str> {
    let snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let edges = name.starts_with(|c: char| c.is_ascii_digit() || c == '_') || name.ends_with('_');
    if name == "catalog" || name == "tables" {
        Some("has a meaning of its own")
    } else if is_keyword(name) {
        Some("is a Rust keyword")
    } else if name.is_empty() {
        Some("is empty")
    } else if !name.chars().all(snake) || edges || name.contains("__") {
        Some("is not snake case")
    } else {
        None
    }
}

/// Whether a name can be that of a param: snake case, and a field of a struct; a keyword may be one, written raw.
pub(crate) fn is_param_name(name: &str) -> bool {
    let snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let first = name.starts_with(|c: char| c.is_ascii_lowercase());
    // Of the keywords, these are none even when written raw.
    first && name.chars().all(snake) && !matches!(name, "self" | "super" | "crate")
}

/// The name of an enum as that of a module: `BillingError` as `billing_error`.
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

/// Whether a word is kebab case: lower-case words joined by single hyphens.
pub(crate) fn is_kebab_case(word: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    word.starts_with(|c: char| c.is_ascii_lowercase()) && word.split('-').all(part)
}

/// `billing_api` as `BillingApi`.
pub(crate) fn pascal_case(table: &str) -> String {
    let capital = |word: &str| match word.split_at_checked(1) {
        Some((first, rest)) => first.to_ascii_uppercase() + rest,
        None => word.to_ascii_uppercase(),
    };
    table.split('_').map(capital).collect()
}

/// An entry's name in the nearest shape that is allowed, as a suggestion.
pub(crate) fn suggested_name(name: &str) -> Option<String> {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let suggestion = pascal_case(&words.collect::<Vec<_>>().join("_"));
    (!suggestion.is_empty() && fault_of_name(&suggestion).is_none()).then_some(suggestion)
}

/// A name in words: `MeetingNotFound` as `Meeting not found`, `UNKNOWN_TOPIC` as `Unknown topic`, `HTTPError` as
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

/// The words of one camel-case part: a boundary stands before a capital that follows a small letter or digit, and
/// before the last capital of a row that a small letter follows.
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
    fn a_name_in_words_reads_like_a_sentence() {
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
    fn names_that_cannot_be_identifiers_are_refused() {
        for name in ["MeetingNotFound", "UNKNOWN_TOPIC", "E404", "X", "All"] {
            assert_eq!(fault_of_name(name), None, "{name}");
        }
        for name in ["", "Self", "ALL", "meeting", "_A", "9A", "A-B", "A.B", "Ä", "会议", "A B"] {
            assert!(fault_of_name(name).is_some(), "{name}");
        }
    }

    #[test]
    fn table_names_are_snake_case() {
        for name in ["rest", "oauth2", "billing_api", "a"] {
            assert_eq!(fault_of_table_name(name), None, "{name}");
        }
        for name in ["", "Rest", "a__b", "_a", "a_", "2a", "a-b", "catalog", "tables", "gen", "self", "会"] {
            assert!(fault_of_table_name(name).is_some(), "{name}");
        }
    }

    #[test]
    fn an_enum_has_a_module_of_its_name() {
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
    fn params_are_fields() {
        for name in ["used", "days_left", "type", "gen", "x1"] {
            assert!(is_param_name(name), "{name}");
        }
        for name in ["", "Used", "1x", "_a", "a-b", "self", "super", "crate", "用"] {
            assert!(!is_param_name(name), "{name}");
        }
    }

    #[test]
    fn suggestions_are_allowed_names() {
        assert_eq!(suggested_name("meeting-not-found").as_deref(), Some("MeetingNotFound"));
        assert_eq!(suggested_name("notFound").as_deref(), Some("NotFound"));
        assert_eq!(suggested_name("self"), None);
        assert_eq!(suggested_name("404"), None);
        assert_eq!(suggested_name("会议"), None);
    }
}
