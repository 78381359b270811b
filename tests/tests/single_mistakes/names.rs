//! Uses codes and names twice, and misspells names.

use errcat_catalog::Rule;

use crate::Mistake;
use crate::text::{CatalogText, Node};
use crate::values::{misspellings, uses};

/// Gives each entry the code of another one of its table. Of two in the file, the second is the duplicate.
pub(crate) fn duplicate_codes(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let codes: Vec<&Node> = codes(catalog).collect();
    for (at, copy) in codes.iter().enumerate() {
        // The neighbours, and some that are farther away.
        for distance in [1, 2, 11, 47] {
            for original in [at.checked_sub(distance), Some(at + distance)] {
                let original = original.and_then(|other| codes.get(other)).copied();
                let Some(original) = original.filter(|other| other.path[0] == copy.path[0]) else { continue };
                // An entry may list its own code in `also` only once, but here that is no other entry.
                if original.path[1] == copy.path[1] {
                    continue;
                }
                let code = catalog.text_at(original.value.as_ref().unwrap());
                let mut lines = [catalog.line(original.start()), catalog.line(copy.start())];
                lines.sort_unstable();
                mistakes.push(Mistake {
                    what: format!("{} is that of {}", copy.name(), original.name()),
                    text: catalog.with(copy.value.as_ref().unwrap(), code),
                    expected: vec![(lines[1], Rule::DuplicateCode)],
                    related: Some(lines[0]),
                    suggestion: None,
                });
            }
        }
    }
    mistakes
}

/// Returns the codes of entries, as `code` or in `also`.
fn codes(catalog: &CatalogText) -> impl Iterator<Item = &Node> {
    catalog.nodes.iter().filter(|node| node.is("*/*/code") || node.is("*/*/also/#"))
}

/// Gives each entry a success code of its table.
pub(crate) fn success_codes(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for success in catalog.find("tables/*/success/#") {
        for code in codes(catalog).filter(|code| code.path[0] == success.path[1]) {
            let value = catalog.text_at(success.value.as_ref().unwrap());
            let what = format!("{} is a success code", code.name());
            let span = code.value.as_ref().unwrap();
            let mut mistake = Mistake::new(catalog, what, span, value, Rule::SuccessCodeUsed);
            mistake.related = Some(catalog.line(success.start()));
            mistakes.push(mistake);
        }
    }
    mistakes
}

/// Pastes each entry behind itself: with the same name, and with another one.
pub(crate) fn pasted_entries(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for entry in entries(catalog) {
        let name = &entry.path[1];
        let first = catalog.line(entry.start());
        let last = catalog.nodes.iter().filter(|node| node.path.starts_with(&entry.path));
        let last = last.map(|node| catalog.line(node.start())).max().unwrap();
        let section = catalog.line_span(first).start..catalog.line_span(last).end;
        let copy = catalog.text_at(&section);
        let added = last + 1 - first;
        let pasted = |copy: &str| catalog.with(&(section.end..section.end), &format!("\n{copy}"));
        // What is below a repeated header is not read.
        mistakes.push(Mistake {
            what: format!("{name} is pasted"),
            text: pasted(copy),
            expected: vec![(first + added, Rule::DuplicateName)],
            related: Some(first),
            suggestion: None,
        });
        let unique = catalog.nodes.iter().filter(|node| node.path.starts_with(&entry.path));
        let repeated = unique.filter_map(|node| {
            let is_code = node.is("*/*/code") || node.is("*/*/also/#");
            let rule = if is_code { Rule::DuplicateCode } else { Rule::DuplicateName };
            (is_code || node.is("*/*/former/#")).then(|| (catalog.line(node.start()) + added, rule))
        });
        mistakes.push(Mistake {
            what: format!("{name} is pasted with another name"),
            text: pasted(&copy.replacen(name.as_str(), "PastedEntry", 1)),
            expected: repeated.collect(),
            related: None,
            suggestion: None,
        });
    }
    mistakes
}

pub(crate) fn entries(catalog: &CatalogText) -> impl Iterator<Item = &Node> {
    let is_entry = |node: &&Node| node.is("*/*") && node.is_header() && node.path[0] != "tables";
    catalog.nodes.iter().filter(is_entry).filter(|node| node.path[1] != "sets" && node.path[0] != "catalog")
}

/// Returns what has to be reported of whatever names an entry that is not there.
pub(crate) fn references(catalog: &CatalogText, entry: &Node) -> Vec<(usize, Rule)> {
    let mut references = Vec::new();
    for (pattern, rule) in [
        ("tables/*/mask", Rule::InvalidMask),
        ("tables/*/combined", Rule::InvalidCombined),
        ("*/sets/*/#", Rule::InvalidSet),
        ("*/*/deprecated/use", Rule::DeprecatedUseUnknown),
    ] {
        let named = catalog.find(pattern).filter(|node| catalog.string(node) == entry.path[1]);
        references.extend(named.map(|node| (catalog.line(node.start()), rule)));
    }
    references
}

/// Gives each entry the name of another one of its table. Of two in the file, the second is the duplicate.
pub(crate) fn duplicate_names(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let entries: Vec<&Node> = entries(catalog).collect();
    for (at, original) in entries.iter().enumerate() {
        for distance in [1, 13] {
            let Some(copy) = entries.get(at + distance).filter(|copy| copy.path[0] == original.path[0])
            else {
                continue;
            };
            let expected = (catalog.line(copy.start()), Rule::DuplicateName);
            mistakes.push(Mistake {
                what: format!("{} is called {}", copy.name(), original.path[1]),
                text: catalog.with(copy.key.as_ref().unwrap(), &original.path[1]),
                expected: [expected].into_iter().chain(references(catalog, copy)).collect(),
                related: Some(catalog.line(original.start()))
                    .filter(|_| references(catalog, copy).is_empty()),
                suggestion: None,
            });
        }
    }
    mistakes
}

/// Writes the name of each entry in ways that are no name.
pub(crate) fn invalid_names(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for entry in entries(catalog) {
        let name = &entry.path[1];
        let lower = name[..1].to_lowercase() + &name[1..];
        let hyphen = format!("{}-{}", &name[..2], &name[2..]);
        let quoted = format!("\"{} {}\"", &name[..2], &name[2..]);
        for written in [lower, hyphen, quoted, format!("9{name}"), format!("\"{name}é\"")] {
            let what = format!("{name} is written {written}");
            let span = entry.key.as_ref().unwrap();
            mistakes.push(Mistake::new(catalog, what, span, &written, Rule::InvalidName));
        }
    }
    mistakes
}

/// Misspells the name of the table in the header of each entry, and of its sets.
pub(crate) fn misspelt_tables(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for header in entries(catalog).chain(catalog.find("*/sets")) {
        let (table, key) = (&header.path[0], header.key.as_ref().unwrap());
        for written in misspellings(table, header.start()) {
            let what = format!("{} is in table {written}", header.name());
            let span = key.start - table.len() - 1..key.start - 1;
            let mut mistake = Mistake::new(catalog, what, &span, &written, Rule::UndeclaredTable);
            mistake.suggestion = Some(format!("did you mean `{table}`?"));
            mistakes.push(mistake);
        }
    }
    mistakes
}

/// Misspells the parts of the headers of declarations. A misspelt table is read as the one that was meant.
pub(crate) fn misspelt_headers(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for header in catalog
        .nodes
        .iter()
        .filter(|node| node.is_header() && node.is("catalog") || node.path[0] == "tables" && node.is_header())
    {
        let line = catalog.line_span(catalog.line(header.start()));
        let mut start = line.start + 1;
        for (at, part) in header.path.iter().enumerate() {
            let span = start..start + part.len();
            start = span.end + 1;
            // The names of tables and classes are in `misspelt_names`.
            if at == 1 || at == 3 {
                continue;
            }
            for written in misspellings(part, header.start()) {
                let what = format!("the header of {} has {written}", header.name());
                let rule = if at == 0 { Rule::UndeclaredTable } else { Rule::UnknownKey };
                let mut mistake = Mistake::new(catalog, what, &span, &written, rule);
                mistake.suggestion = Some(format!("did you mean `{part}`?"));
                mistakes.push(mistake);
            }
        }
    }
    mistakes
}

/// Misspells the names that a catalog chooses where they are declared: whatever uses them names nothing.
pub(crate) fn misspelt_names(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for node in &catalog.nodes {
        let expected: Vec<(usize, Rule)> = if node.is("tables/*/classes/*") {
            let (table, class) = (&node.path[1], &node.path[3]);
            let named = catalog.nodes.iter().filter(|user| {
                user.path[0] == *table && user.is("*/*/class")
                    || user.is("tables/*/default_class") && user.path[1] == *table
            });
            let named = named.filter(|user| catalog.string(user) == class);
            named.map(|user| (catalog.line(user.start()), Rule::UnknownClass)).collect()
        } else if node.is("*/*/params/*") {
            uses(catalog, node, true)
        } else if node.is("tables/*/envelope/extra/*") {
            let sent = catalog.find("*/*/extra/*").filter(|user| user.path[0] == node.path[1]);
            let sent = sent.filter(|user| user.path[3] == node.path[4]);
            sent.map(|user| (catalog.line(user.start()), Rule::InvalidExtra)).collect()
        } else if node.is("*/*/extra/*") {
            vec![(catalog.line(node.start()), Rule::InvalidExtra)]
        } else {
            continue;
        };
        let key = node.key.as_ref().unwrap();
        for written in misspellings(catalog.text_at(key), node.start()) {
            mistakes.push(Mistake {
                what: format!("{} is written {written}", node.name()),
                text: catalog.with(key, &written),
                expected: expected.clone(),
                related: None,
                suggestion: None,
            });
        }
    }
    mistakes
}

/// Misspells each locale of a text, and adds one.
pub(crate) fn undeclared_locales(catalog: &CatalogText) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for text in ["*/*/message/*", "*/*/help/*", "*/*/title/*"].into_iter().flat_map(|path| catalog.find(path))
    {
        let key = text.key.as_ref().unwrap();
        let before = key.start..key.start;
        let what = format!("{} has a text in French before it", text.name());
        let added = "fr = \"Ceci est un texte\", ";
        mistakes.push(Mistake::new(catalog, what, &before, added, Rule::UndeclaredLocale));
        let what = format!("{} is in `fr`", text.name());
        mistakes.push(Mistake::new(catalog, what, key, "fr", Rule::UndeclaredLocale));
    }
    mistakes
}
