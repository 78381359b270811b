//! Explains a code or a name: finds its entries, and shows all that the catalog says about them.

mod entry;
mod layout;
mod table;

use errcat_catalog::{Code, Entry, Locale, Model, Table, nearest};

use self::entry::Locales;
use crate::arguments::ExplainOptions;
use crate::notation::wire_codes;
use crate::output::{Exit, Output};
use crate::{check, find};

pub(crate) fn run(options: &ExplainOptions) -> Result<Output, Output> {
    let source = find::source(options.file.as_deref())?;
    let catalog = check::valid(&source)?;
    let tables = tables(&catalog, options.table.as_deref())?;
    let found: Vec<_> = entries(&tables).filter(|(_, entry)| matches(entry, &options.query)).collect();
    if found.is_empty() {
        return Err(Output::failure(not_found(&tables, &options.query, source.name())));
    }
    let locales = Locales { of_catalog: &catalog.locales, chosen: chosen_locale(&catalog, options)? };
    let is_shown = |table: &&&Table| found.iter().any(|(other, _)| other.name == table.name);
    let sections = found
        .iter()
        .map(|(table, entry)| entry::section(table, entry, &locales))
        .chain(tables.iter().filter(is_shown).map(|table| table::table_section(table)))
        .chain([table::catalog_section(&catalog)]);
    let sections: Vec<String> = sections.map(|section| section.render()).collect();
    Ok(Output::Text(Exit::Success, sections.join("\n")))
}

/// Returns the index of the locale that the user chose, if texts are to be shown in only one.
fn chosen_locale(catalog: &Model, options: &ExplainOptions) -> Result<Option<usize>, Output> {
    let Some(choice) = &options.locale else { return Ok(None) };
    let Some(tag) = choice else {
        // As everywhere, a language that is not there is replaced by the first one.
        let tag = locale_of_environment().unwrap_or_default();
        return Ok(Some(catalog.find_locale(&tag).unwrap_or_default()));
    };
    let Some(chosen) = catalog.find_locale(tag) else {
        let locales: Vec<&str> = catalog.locales.iter().map(Locale::as_str).collect();
        let message = format!("the catalog has no locale for `{tag}`; it has {}", locales.join(", "));
        return Err(Output::failure(message));
    };
    Ok(Some(chosen))
}

/// Returns the locale for messages in the environment (POSIX, XBD section 8.2: the first of these that is not empty).
fn locale_of_environment() -> Option<String> {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
    variables.filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty())
}

/// Returns the tables to search: the one with this name, or all.
fn tables<'a>(catalog: &'a Model, name: Option<&str>) -> Result<Vec<&'a Table>, Output> {
    let Some(name) = name else { return Ok(catalog.tables.iter().collect()) };
    if let Some(table) = catalog.tables.iter().find(|table| table.name == name) {
        return Ok(vec![table]);
    }
    let names: Vec<_> = catalog.tables.iter().map(|table| table.name.as_str()).collect();
    let hint = match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it has {}", names.join(", ")),
    };
    Err(Output::failure(format!("the catalog has no table `{name}`; {hint}")))
}

fn entries<'a>(tables: &[&'a Table]) -> impl Iterator<Item = (&'a Table, &'a Entry)> {
    tables.iter().flat_map(|&table| table.entries.iter().map(move |entry| (table, entry)))
}

/// Returns whether the query is one of the entry's names or codes.
fn matches(entry: &Entry, query: &str) -> bool {
    let names = entry.aliases.iter().chain(&entry.former);
    if entry.name == query {
        return true;
    }
    if entry.refinement.is_some() {
        return wire_codes(entry) == query;
    }
    let codes = std::iter::once(&entry.code).chain(&entry.also);
    let is_in = |number: i128| entry.also_ranges.iter().any(|range| range.contains(&number));
    integer(query).is_some_and(is_in)
        || names.into_iter().any(|name| name == query)
        || codes.into_iter().any(|code| is_code(code, query))
}

fn is_code(code: &Code, query: &str) -> bool {
    match code {
        Code::Integer { value, radix: _ } => integer(query) == Some(*value),
        Code::String(text) => text == query,
    }
}

/// Parses an integer in any notation that a catalog may use.
fn integer(text: &str) -> Option<i128> {
    let text = text.to_ascii_lowercase().replace('_', "");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let prefixes = [("0x", 16), ("0o", 8), ("0b", 2)];
    let prefixed =
        prefixes.into_iter().find_map(|(prefix, radix)| Some((radix, digits.strip_prefix(prefix)?)));
    let (radix, digits) = prefixed.unwrap_or((10, digits));
    let starts_with_digit = digits.starts_with(|c: char| c.is_digit(radix));
    starts_with_digit.then(|| i128::from_str_radix(&format!("{sign}{digits}"), radix).ok())?
}

/// Returns the message for a query without an entry.
fn not_found(tables: &[&Table], query: &str, file: &str) -> String {
    let has_success = |table: &&&Table| table.success.iter().any(|code| is_code(code, query));
    let successes: Vec<_> =
        tables.iter().filter(has_success).map(|table| format!("`{}`", table.name)).collect();
    if !successes.is_empty() {
        return format!("{query} is not an error: it means success in {}", successes.join(" and "));
    }
    let candidates = entries(tables).flat_map(|(_, entry)| match &entry.code {
        Code::String(text) => [Some(entry.name.as_str()), Some(text.as_str())],
        Code::Integer { value: _, radix: _ } => [Some(entry.name.as_str()), None],
    });
    let scope = match tables {
        [table] => format!("table `{}` of {file}", table.name),
        _ => file.to_owned(),
    };
    let hint = nearest(query, candidates.flatten()).map(|near| format!("; did you mean `{near}`?"));
    format!("no entry in {scope} has the code or name `{query}`{}", hint.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_parsed_in_any_notation_of_a_catalog() {
        for (text, value) in [
            ("9003", 9003),
            ("0x232B", 9003),
            ("0X232b", 9003),
            ("1_000", 1000),
            ("0o17", 15),
            ("0b101", 5),
            ("-0x1", -1),
            ("0xFFFF_FFFF_FFFF_FFFF", 18_446_744_073_709_551_615),
        ] {
            assert_eq!(integer(text), Some(value), "{text}");
        }
        for text in
            ["", "-", "0x", "--1", "-+1", "0x-1", "9003a", "九", "170141183460469231731687303715884105728"]
        {
            assert_eq!(integer(text), None, "{text}");
        }
    }
}
