//! Explains a code, a name or a text: finds the entries, and shows all that the catalog says about them. Explains a rule,
//! too.

mod entry;
mod layout;
mod rule;
mod search;
mod table;

use errcat_catalog::{Catalog, Locale, Model, Rule, Table};

use self::entry::Locales;
use self::layout::{Section, columns};
use self::search::{Found, Hit, not_found, search};
use crate::arguments::ExplainOptions;
use crate::notation::wire_codes;
use crate::output::{Exit, Output};
use crate::{check, find};

pub(crate) fn run(options: &ExplainOptions) -> Result<Output, Output> {
    let rule = Rule::ALL.iter().find(|rule| rule.id() == options.query);
    let source = match (find::source(options.file.as_deref()), rule) {
        (Ok(source), _) => source,
        // A rule can be explained without any catalog.
        (Err(_), Some(rule)) if options.file.is_none() => return Ok(rule::page(*rule)),
        (Err(failed), _) => return Err(failed),
    };
    let catalog = match (check::valid(&source), rule) {
        (Ok(catalog), _) => catalog,
        // Nor does it need a valid one: the rule may be the one that the catalog breaks.
        (Err(_), Some(rule)) => return Ok(rule::page(*rule)),
        (Err(invalid), None) => return Err(invalid),
    };
    let tables = tables(&catalog, options.table.as_deref())?;
    let locales = Locales { of_catalog: &catalog.locales, chosen: chosen_locale(&catalog, options)? };
    match (search(&tables, &options.query), rule) {
        (Found::Named(named), _) => Ok(pages(&catalog, &tables, &named, &locales)),
        (_, Some(rule)) => Ok(rule::page(*rule)),
        (Found::Listed(hits), None) => Ok(list(&options.query, &hits, &locales)),
        (Found::Nothing, None) => Err(Output::failure(not_found(&tables, &options.query, source.name()))),
    }
}

/// Shows all of some entries, and of their tables.
fn pages(catalog: &Catalog, tables: &[&Table], named: &[Hit<'_>], locales: &Locales<'_>) -> Output {
    let is_shown = |table: &&&Table| named.iter().any(|(other, _)| other.name == table.name);
    let sections = named
        .iter()
        .map(|(table, entry)| entry::section(table, entry, locales))
        .chain(tables.iter().filter(is_shown).map(|table| table::table_section(table)))
        .chain([table::catalog_section(catalog)]);
    let sections: Vec<String> = sections.map(|section| section.render()).collect();
    Output::Text(Exit::Success, sections.join("\n"))
}

/// Lists entries, one in each line: the code, the name and the message.
fn list(query: &str, hits: &[Hit<'_>], locales: &Locales<'_>) -> Output {
    let mut section =
        Section::new(&format!("{} for `{query}`", check::counted(hits.len(), "entry", "entries")), "");
    let name = |(table, entry): &Hit<'_>| format!("{}.{}", table.name, entry.name);
    let width = hits.iter().map(|hit| name(hit).chars().count()).max().unwrap_or_default();
    let rows = hits.iter().map(|hit| {
        let message = hit.1.message.get(locales.chosen.unwrap_or_default());
        (wire_codes(hit.1), format!("{:width$}  {}", name(hit), message.map_or("", String::as_str)))
    });
    section.row("", columns(rows));
    Output::Text(Exit::Success, section.render())
}

/// The choice of all locales.
const ALL_LOCALES: &str = "all";

/// Returns the index of the locale whose texts are shown; `None` for all. Without a choice, it is the environment's, if the
/// catalog has it.
fn chosen_locale(catalog: &Model, options: &ExplainOptions) -> Result<Option<usize>, Output> {
    let Some(choice) = &options.locale else {
        return Ok(locale_of_environment().and_then(|tag| catalog.find_locale(&tag)));
    };
    if choice.as_deref() == Some(ALL_LOCALES) {
        return Ok(None);
    }
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
fn tables<'a>(catalog: &'a Catalog, name: Option<&str>) -> Result<Vec<&'a Table>, Output> {
    match name {
        Some(name) => Ok(vec![&catalog.tables[find::table(catalog, name)?]]),
        None => Ok(catalog.tables.iter().collect()),
    }
}
