//! Formats catalogs: the order and the alignment of keys, blank lines and spaces. Comments and the notation of values stay.

pub(crate) mod layout;

use std::path::Path;

use errcat_catalog::Visible;
use toml::de::{DeTable, DeValue};

use crate::arguments::FmtOptions;
use crate::find;
use crate::output::{Exit, Output};

pub(crate) fn run(options: &FmtOptions) -> Result<Output, Output> {
    let files = match options.files.as_slice() {
        [] => vec![find::nearest_file()?],
        files => files.to_vec(),
    };
    let mut changed = Vec::new();
    for file in &files {
        let text = find::text(file)?;
        let formatted = formatted(file, &text)?;
        if formatted == text {
            continue;
        }
        changed.push(Visible(file.display()).to_string());
        if !options.check {
            find::write(file, &formatted)?;
        }
    }
    let exit = if options.check && !changed.is_empty() { Exit::Problems } else { Exit::Success };
    let what = if options.check { "not formatted" } else { "formatted" };
    Ok(Output::Text(exit, changed.iter().map(|file| format!("{file}: {what}\n")).collect()))
}

/// Returns the formatted text of a file, which need not be a valid catalog, but TOML.
fn formatted(file: &Path, text: &str) -> Result<String, Output> {
    let file = file.display();
    let formatted = layout::formatted(text).map_err(|error| {
        Output::failure(format!("cannot format `{file}`, which is not valid TOML: {}", error.message()))
    })?;
    let is_same = match (DeTable::parse(text), DeTable::parse(&formatted)) {
        (Ok(before), Ok(after)) => are_equal(before.get_ref(), after.get_ref()),
        _ => false,
    };
    if is_same {
        Ok(formatted)
    } else {
        Err(Output::failure(format!("`{file}` is left as it is: formatting it would change what it means")))
    }
}

/// Returns whether two tables have the same keys and values, in whatever order and layout.
fn are_equal(one: &DeTable<'_>, other: &DeTable<'_>) -> bool {
    let is_in_other = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let key: &std::borrow::Cow<'_, str> = key.get_ref();
        other.get(key.as_ref()).is_some_and(|other| is_equal(value.get_ref(), other.get_ref()))
    };
    one.len() == other.len() && one.iter().all(is_in_other)
}

fn is_equal(one: &DeValue<'_>, other: &DeValue<'_>) -> bool {
    match (one, other) {
        (DeValue::String(one), DeValue::String(other)) => one == other,
        (DeValue::Integer(one), DeValue::Integer(other)) => {
            (one.radix(), one.as_str()) == (other.radix(), other.as_str())
        }
        (DeValue::Float(one), DeValue::Float(other)) => one.as_str() == other.as_str(),
        (DeValue::Boolean(one), DeValue::Boolean(other)) => one == other,
        (DeValue::Datetime(one), DeValue::Datetime(other)) => one == other,
        (DeValue::Array(one), DeValue::Array(other)) => {
            let mut pairs = one.iter().zip(other.iter());
            one.len() == other.len() && pairs.all(|(one, other)| is_equal(one.get_ref(), other.get_ref()))
        }
        (DeValue::Table(one), DeValue::Table(other)) => are_equal(one, other),
        _ => false,
    }
}
