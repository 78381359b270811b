//! Adds an entry to a catalog, and loses no comment of it.

mod code;
mod prompt;

use errcat_catalog::{Catalog, Category, CodeType, Locale, Source, Table, Visible};
use toml_edit::{InlineTable, Item, Value, value};

use self::prompt::Prompt;
use crate::arguments::AddOptions;
use crate::document::Document;
use crate::fmt::layout::format_entry;
use crate::output::{Exit, Output};
use crate::{check, find};

pub(crate) fn run(options: &AddOptions) -> Result<Output, Output> {
    let path = match &options.file {
        Some(file) => file.clone(),
        None => find::nearest_file()?,
    };
    let source = find::source(Some(&path))?;
    let catalog = check::valid(&source)?;
    let prompt = Prompt::of_terminal();
    let table = table(&catalog, options, &prompt)?;
    let name = match &options.name {
        Some(name) => name.clone(),
        None => prompt.text("the name of the entry", "NAME", "", "MeetingNotFound, in Pascal case")?,
    };
    let entry = entry(&catalog, table, options, &prompt)?;

    let text = find::text(&path)?;
    let mut document = Document::parse(&text)
        .map_err(|error| Output::failure(format!("cannot edit `{}`: {}", path.display(), error.message())))?;
    insert(&mut document, table, &name, entry)?;
    let changed = document.text();
    let changed_source = find::with_bases(&path, Source::from_text(source.name(), &changed));
    let checked = errcat_catalog::check(&changed_source);
    if !checked.is_valid() {
        let diagnostics = check::text(&changed_source, &checked, true);
        let refused = format!("{diagnostics}`{name}` is not added, because the catalog would have errors\n");
        return Err(Output::Error(Exit::Problems, refused));
    }
    let added = added_lines(&text, &changed);
    if options.dry_run {
        return Ok(Output::Text(Exit::Success, added));
    }
    find::write(&path, &changed)?;
    Ok(Output::Text(Exit::Success, format!("{}: added\n{added}", Visible(source.name()))))
}

/// Returns the table that the user names, or the only one, or the one that the user selects.
fn table<'c>(catalog: &'c Catalog, options: &AddOptions, prompt: &Prompt) -> Result<&'c Table, Output> {
    let index = match (&options.table, catalog.tables.as_slice()) {
        (Some(name), _) => find::table(catalog, name)?,
        (None, [_]) => 0,
        (None, tables) => {
            let names = tables.iter().map(|table| table.name.as_str()).collect();
            let name = prompt.select("the table", "--table", names)?;
            find::table(catalog, &name)?
        }
    };
    Ok(&catalog.tables[index])
}

/// Returns the keys of the entry.
fn entry(
    catalog: &Catalog,
    table: &Table,
    options: &AddOptions,
    prompt: &Prompt,
) -> Result<toml_edit::Table, Output> {
    let mut entry = toml_edit::Table::new();
    let next = code::next(catalog, table, options.class.as_deref());
    let suggested = next.as_deref().unwrap_or_default();
    let code = match options.code.as_deref() {
        Some("next") => next.clone().ok_or_else(|| no_free_code(table, options.class.as_deref()))?,
        Some(code) => code.to_owned(),
        None => prompt.text("the code", "--code", suggested, "as it is on the wire")?,
    };
    let is_text = table.code_type == CodeType::String;
    let code = if is_text { Value::from(code.as_str()) } else { toml(&code, "--code")? };
    entry.insert("code", Item::Value(code));
    if let Some(class) = options.class.as_deref().filter(|class| is_stated(table, class)) {
        entry.insert("class", value(class));
    }
    let has_category = options.class.as_deref().or(table.default_class.as_deref()).is_some_and(|name| {
        let mut classes = table.classes.iter();
        classes.any(|class| class.name == name && class.defaults.category.is_some())
    });
    let category = match &options.category {
        Some(category) => Some(category.clone()),
        None if has_category => None,
        None => prompt.select_or_none("the category", Category::ALL.map(Category::name).to_vec())?,
    };
    if let Some(category) = category {
        entry.insert("category", value(category));
    }
    if let Some(http) = options.http {
        entry.insert("http", value(i64::from(http)));
    }
    if let Some(retry) = &options.retry {
        let word = retry.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        entry.insert("retry", if word { value(retry) } else { Item::Value(toml(retry, "--retry")?) });
    }
    let messages = texts(&catalog.locales, &options.messages, "--message", prompt, "the message")?;
    entry.insert("message", messages);
    if !options.helps.is_empty() {
        entry.insert("help", texts(&catalog.locales, &options.helps, "--advice", prompt, "what to do next")?);
    }
    if let Some(since) = &options.since {
        entry.insert("since", value(since));
    }
    Ok(entry)
}

/// Returns whether an entry of a class has to name it: a class with codes of its own, and the default one, need not be named.
fn is_stated(table: &Table, class: &str) -> bool {
    let has_codes = table
        .classes
        .iter()
        .any(|each| each.name == class && (each.prefix.is_some() || !each.ranges.is_empty()));
    !has_codes && table.default_class.as_deref() != Some(class)
}

fn no_free_code(table: &Table, class: Option<&str>) -> Output {
    let scope = match class {
        Some(class) => format!("class `{class}`"),
        None => format!("table `{}`", table.name),
    };
    Output::failure(format!("there is no next code of {scope}; give one with --code"))
}

/// Parses an argument that is a value in TOML.
fn toml(text: &str, option: &str) -> Result<Value, Output> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        Output::failure(format!("the value of {option} is not TOML: {}", error.message()))
    })
}

/// Returns the texts of all locales, as they are given or asked for.
fn texts(
    locales: &[Locale],
    given: &[String],
    option: &str,
    prompt: &Prompt,
    what: &str,
) -> Result<Item, Output> {
    if let ([_], [text]) = (locales, given) {
        return Ok(value(text));
    }
    let mut texts = InlineTable::new();
    for text in given {
        let Some((locale, text)) = text.split_once('=') else {
            let known: Vec<&str> = locales.iter().map(Locale::as_str).collect();
            let message = format!("{option} needs a locale: LOCALE=TEXT, with one of {}", known.join(", "));
            return Err(Output::failure(message));
        };
        texts.insert(locale, text.into());
    }
    for locale in locales.iter().filter(|_| given.is_empty()) {
        let text = prompt.text(&format!("{what} in {locale}"), option, "", "without a final full stop")?;
        texts.insert(locale.as_str(), text.into());
    }
    if let ([_], Some((_, only))) = (locales, texts.iter().next()) {
        return Ok(value(only.clone()));
    }
    Ok(value(texts))
}

/// Inserts an entry after the entry with the greatest lower code, or else after the last one of its table.
fn insert(
    document: &mut Document,
    table: &Table,
    name: &str,
    mut entry: toml_edit::Table,
) -> Result<(), Output> {
    if table.entries.iter().any(|other| other.name == name) {
        return Err(Output::failure(format!("table `{}` has an entry `{name}` already", table.name)));
    }
    let code = entry.get("code").and_then(Item::as_integer).map(i128::from);
    let before = code::place(table, code);
    let Some(entries) = document.toml.get_mut(&table.name).and_then(Item::as_table_mut) else {
        return Err(Output::failure(format!("the entries of table `{}` are in another file", table.name)));
    };
    let of_entry =
        |name: &str| entries.get(name).and_then(Item::as_table).and_then(toml_edit::Table::position);
    let position = before.and_then(|before| of_entry(&before.name));
    let last = entries.iter().filter_map(|(name, _)| of_entry(name)).max();
    let Some(position) = position.or(last) else {
        let message = format!("the entries of table `{}` have no headers of their own", table.name);
        return Err(Output::failure(message));
    };
    format_entry(&mut entry, &table.name, name);
    entry.set_position(Some(position + 1));
    make_room(document.toml.as_table_mut(), position);
    if let Some(entries) = document.toml.get_mut(&table.name).and_then(Item::as_table_mut) {
        entries.insert(name, Item::Table(entry));
    }
    Ok(())
}

/// Moves the tables behind a position by one.
fn make_room(table: &mut toml_edit::Table, position: isize) {
    for (_, item) in table.iter_mut() {
        if let Item::Table(inner) = item {
            if let Some(own) = inner.position().filter(|own| *own > position) {
                inner.set_position(Some(own + 1));
            }
            make_room(inner, position);
        }
    }
}

/// Returns the lines that are in the new text only: those between what both texts begin and end with.
fn added_lines(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let first = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let count = new.len().saturating_sub(old.len());
    let added = new.iter().skip(first).take(count).filter(|line| !line.is_empty());
    added.map(|line| format!("{line}\n")).collect()
}
