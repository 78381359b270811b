//! Drops and misspells keys, and replaces values.

use std::ops::Range;

use errcat_catalog::Rule;

use crate::Mistake;
use crate::keys::{Invalid, facts};
use crate::text::{CatalogText, Node, Type};

/// Drops each key with its value, and leaves its line.
pub(crate) fn dropped_keys(catalog: &CatalogText) -> Vec<Mistake> {
    let nodes = catalog.nodes.iter().filter(|node| node.key.is_some() && !node.is_header());
    let dropped = nodes.map(|node| {
        let span = pair_span(catalog, node);
        // Something that is missing is missing in a whole table, so that the table's own header or key is marked.
        let own = facts(node).without.map(|rule| (catalog.line(catalog.parent(node).unwrap().start()), rule));
        let expected = own.into_iter().chain(missed(catalog, node)).collect();
        Mistake {
            what: format!("{} is dropped", node.name()),
            text: catalog.with(&span, ""),
            expected,
            related: None,
            suggestion: None,
        }
    });
    dropped.collect()
}

/// Returns what has to be reported of whatever refers to a key that is dropped.
fn missed(catalog: &CatalogText, dropped: &Node) -> Vec<(usize, Rule)> {
    let lines = |nodes: Vec<&Node>| nodes.into_iter().map(|node| catalog.line(node.start())).collect();
    let (lines, rule): (Vec<usize>, Rule) = match dropped {
        // Entries send the value at that location.
        _ if dropped.is("tables/rest/envelope/extra") || dropped.is("tables/rest/envelope/extra/*") => {
            (lines(catalog.find("rest/*/extra/*").collect()), Rule::InvalidExtra)
        }
        // Without it, the exposure is that of the category `internal`, and an internal entry is no mask.
        _ if dropped.is("billing/Internal/exposure") => {
            (lines(catalog.find("tables/billing/mask").collect()), Rule::InvalidMask)
        }
        _ if dropped.is("*/*/params/*") || dropped.is("*/*/params") => {
            return uses(catalog, dropped, false);
        }
        _ => return Vec::new(),
    };
    lines.into_iter().map(|line| (line, rule)).collect()
}

/// Returns what has to be reported of a message that names dropped params: each use of each. A message that only has texts
/// is no template without any params, so that its braces are literal.
pub(crate) fn uses(catalog: &CatalogText, dropped: &Node, is_renamed: bool) -> Vec<(usize, Rule)> {
    let entry = &dropped.path[..2];
    let of_entry = |key: &'static str| {
        catalog
            .nodes
            .iter()
            .filter(move |node| node.path.starts_with(entry))
            .filter(move |node| node.path.get(2).is_some_and(|name| name == key))
    };
    let lost: Vec<&str> = of_entry("params")
        .filter(|node| node.path.len() == 4 && node.path.starts_with(&dropped.path))
        .map(|node| node.path[3].as_str())
        .collect();
    let all = of_entry("params").filter(|node| node.path.len() == 4).count();
    let mut uses = Vec::new();
    let texts = of_entry("message").filter(|node| node.value_type == Type::String);
    for node in texts {
        let text = catalog.string(node);
        let selects = node.path.last().is_some_and(|key| key == "plural" || key == "select");
        let of = |name: &str| {
            if selects { usize::from(text == name) } else { text.matches(&format!("{{{name}}}")).count() }
        };
        let count = lost.iter().map(|name| of(name)).sum();
        uses.extend(std::iter::repeat_n((catalog.line(node.start()), Rule::UndeclaredParam), count));
    }
    let has_forms = of_entry("message").any(|node| node.path.len() > 4);
    if lost.len() == all && !has_forms && !is_renamed { Vec::new() } else { uses }
}

/// Returns the span of a key and its value, with a comma beside them.
fn pair_span(catalog: &CatalogText, node: &Node) -> Range<usize> {
    let (mut start, mut end) = (node.key.as_ref().unwrap().start, node.value.as_ref().unwrap().end);
    let before = catalog.text[..start].trim_end_matches(' ');
    if catalog.text[end..].starts_with(", ") {
        end += 2;
    } else if before.ends_with(',') {
        start = before.len() - 1;
    }
    start..end
}

/// Misspells each key in three ways. Those that are names are misspelt in `misspelt_names`.
pub(crate) fn misspelt_keys(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for node in catalog.nodes.iter().filter(|node| node.key.is_some() && !node.is_header()) {
        let is_form = node.is("*/QuotaExceeded/message/*/*") || node.is("*/CardDeclined/message/*/other");
        let (rule, is_suggested) = match facts(node).without {
            // Any key is a form of a select, or not one of a plural. Without `plural` or `select` there are no forms.
            Some(rule @ (Rule::InvalidPlural | Rule::InvalidSelect)) if is_form => (rule, false),
            Some(rule @ Rule::WrongType) => (rule, true),
            _ if facts(node).path.ends_with('*') => continue,
            _ => (Rule::UnknownKey, true),
        };
        let key = node.key.as_ref().unwrap();
        for written in misspellings(catalog.text_at(key), node.start()) {
            let what = format!("{} is written {written}", node.name());
            let mut mistake = Mistake::new(catalog, what, key, &written, rule);
            if written.len() > 2 && is_suggested {
                mistake.suggestion = Some(format!("did you mean `{}`?", catalog.text_at(key)));
            } else if let (Rule::UnknownKey, Some(missing)) = (rule, facts(node).without) {
                // Nothing is near a word of two letters, so that the right one is missing.
                mistake.expected.push((catalog.line(catalog.parent(node).unwrap().start()), missing));
            }
            mistakes.push(mistake);
        }
    }
    mistakes
}

/// Returns three misspellings of a word: with two neighbours swapped, without one character, and with one character twice.
/// The number chooses the characters.
pub(crate) fn misspellings(word: &str, number: usize) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    let swappable: Vec<usize> = (1..chars.len()).filter(|at| chars[at - 1] != chars[*at]).collect();
    let at = number % chars.len();
    let mut swapped = chars.clone();
    let right = swappable[number % swappable.len()];
    swapped.swap(right - 1, right);
    let mut shorter = chars.clone();
    shorter.remove(at);
    let mut longer = chars.clone();
    longer.insert(at, chars[at]);
    [swapped, shorter, longer].into_iter().map(String::from_iter).collect()
}

/// Replaces each value by ones of half of the types that it may not have; the next value gets the other half.
pub(crate) fn wrong_types(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for node in catalog.nodes.iter().filter(|node| !node.is_header()) {
        let facts = facts(node);
        let wrong = Type::ALL.into_iter().filter(|other| !facts.types.contains(other));
        for other in wrong.filter(|other| (node.start() + *other as usize).is_multiple_of(2)) {
            let span = node.value.as_ref().unwrap();
            let what = format!("{} is {}", node.name(), other.example());
            mistakes.push(Mistake::new(catalog, what, span, other.example(), wrong_type_rule(node, other)));
        }
    }
    mistakes
}

/// Returns the rule that a value of a wrong type breaks.
fn wrong_type_rule(node: &Node, found: Type) -> Rule {
    // A text would be right in a catalog with one locale.
    let is_text = ["message", "title", "help"].iter().any(|key| node.is(&format!("*/*/{key}")));
    if is_text && found == Type::String { Rule::MissingLocale } else { Rule::WrongType }
}

/// Misspells each word in three ways.
pub(crate) fn misspelt_words(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for node in catalog.nodes.iter().filter(|node| node.value_type == Type::String) {
        let Invalid::Word(rule) = facts(node).invalid else { continue };
        for written in misspellings(catalog.string(node), node.start()) {
            let what = format!("{} is \"{written}\"", node.name());
            let span = node.value.as_ref().unwrap();
            mistakes.push(Mistake::new(catalog, what, span, &format!("\"{written}\""), rule));
        }
    }
    mistakes
}

/// Replaces each value by invalid ones of the right type.
pub(crate) fn invalid_values(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for node in &catalog.nodes {
        let facts = facts(node);
        let Invalid::Values(rule, values) = facts.invalid else { continue };
        for value in values {
            let what = format!("{} is {value}", node.name());
            mistakes.push(Mistake::new(catalog, what, node.value.as_ref().unwrap(), value, rule));
        }
    }
    mistakes
}
