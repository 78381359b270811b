//! Messages with values: what they become, which of them are valid, and the plural category of a number, each held against
//! something that shares no code with errcat.

use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};
use errcat::{Failure, ParamValue};
use errcat_catalog::{Part, Source, Template, check};
use errcat_types::PluralRule;
use icu_plurals::{PluralCategory, PluralRules};
use toml_edit::{DocumentMut, Item, Value};

use crate::tables::MessageError;

/// Renders a message, reads one, or categorizes a number.
///
/// # Panics
///
/// Panics if errcat and the reference differ.
pub fn run(data: &[u8]) {
    let mut input = Unstructured::new(data);
    // An input that ends too early is none.
    let _ = match input.arbitrary::<u8>() {
        Ok(0..=63) => assert_categorizes(&mut input),
        Ok(64..=127) => assert_reads(&mut input),
        _ => assert_renders(&mut input),
    };
}

// The plural category of a number.

thread_local! { static LANGUAGES: Vec<(&'static str, PluralRules)> = languages(); }

fn languages() -> Vec<(&'static str, PluralRules)> {
    let lines = include_str!("../../tests/facts/plural-languages.txt").lines();
    let tags =
        lines.filter(|line| !line.starts_with('#')).map(|line| line.split('\t').next().unwrap_or_default());
    // Of a language that it does not know, icu_plurals has only `other`.
    tags.map(|tag| (tag, rules(tag))).filter(|(_, rules)| rules.categories().count() > 1).collect()
}

fn rules(tag: &str) -> PluralRules {
    let locale: icu_locale_core::Locale = tag.parse().unwrap();
    PluralRules::try_new_cardinal(locale.into()).unwrap()
}

fn name_of(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// Returns a number of any size, more often a small or a round one.
fn number(input: &mut Unstructured<'_>) -> Result<u64> {
    Ok(match input.arbitrary::<u8>()? % 5 {
        0 | 1 => input.arbitrary::<u8>()?.into(),
        2 => input.arbitrary::<u16>()?.into(),
        3 => u64::from(input.arbitrary::<u8>()?) * 1_000_000,
        _ => input.arbitrary()?,
    })
}

fn assert_categorizes(input: &mut Unstructured<'_>) -> Result<()> {
    let (language, number) = (usize::from(input.arbitrary::<u8>()?), number(input)?);
    LANGUAGES.with(|languages| {
        let (tag, rules) = &languages[language % languages.len()];
        let expected = name_of(rules.category_for(number));
        assert_eq!(PluralRule::of(tag).categorize(number).name(), expected, "{tag}: {number}");
    });
    Ok(())
}

// Which messages are valid, and what they have in it.

const NAMES: [&str; 3] = ["used", "of", "used_up"];

/// A piece of a message, as the guide describes it: `{{` and `}}` are literal braces, and `{name}` is a param.
#[derive(Debug, PartialEq)]
enum Piece {
    Text(String),
    Param(usize),
}

fn pieces(text: &str, names: &[&str]) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let literal = if rest.starts_with("{{") || rest.starts_with("}}") {
            rest = &rest[2..];
            c
        } else if let Some(after) = rest.strip_prefix('{') {
            let (name, after) = after.split_once('}')?;
            pieces.push(Piece::Param(names.iter().position(|known| *known == name)?));
            rest = after;
            continue;
        } else if c == '}' {
            return None;
        } else {
            rest = &rest[c.len_utf8()..];
            c
        };
        match pieces.last_mut() {
            Some(Piece::Text(text)) => text.push(literal),
            _ => pieces.push(Piece::Text(literal.into())),
        }
    }
    Some(pieces)
}

fn assert_reads(input: &mut Unstructured<'_>) -> Result<()> {
    let mut message = String::new();
    while !input.is_empty() {
        match input.arbitrary::<u8>()? % 8 {
            0 => message.push_str("{{"),
            1 => message.push_str("}}"),
            2 => message.push_str(&format!("{{{}}}", input.choose(&NAMES)?)),
            3 => message.push(*input.choose(&['{', '}', ' ', ',', '\n', '#', '\'', '会'])?),
            4 => message.push(input.arbitrary()?),
            _ => message.push(char::from(b' ' + input.arbitrary::<u8>()? % 95)),
        }
    }
    let catalog = format!(
        "[catalog]\nschema = 1\nname = \"m\"\nlocales = [\"en\"]\n[tables.m]\ntype = \"u8\"\n[m.Used]\ncode = 1\n\
        params = {{ used = \"u8\", of = \"string\", used_up = \"bool\" }}\nmessage = {}\n",
        Value::from(message.as_str())
    );
    let checked = check(&Source::from_text("codes.toml", &catalog));
    let expected = pieces(&message, &NAMES).filter(|_| !message.trim().is_empty());
    assert_eq!(checked.is_valid(), expected.is_some(), "{message:?}: {:?}", checked.diagnostics);
    let Some(expected) = expected else { return Ok(()) };
    let entry = &checked.catalog.tables[0].entries[0];
    let read = match entry.templates.as_deref() {
        Some([Template::Text(parts)]) => parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => Piece::Text(text.clone()),
                Part::Param(param) => Piece::Param(*param),
            })
            .collect(),
        Some(other) => panic!("{message:?}: {other:?}"),
        None => vec![Piece::Text(entry.message[0].clone())],
    };
    assert_eq!(read, expected, "{message:?}");
    Ok(())
}

// What a message becomes.

static MESSAGES: LazyLock<DocumentMut> =
    LazyLock::new(|| include_str!("../../tests/wire/messages.toml").parse().unwrap());

thread_local! { static LOCALES: Vec<(String, PluralRules)> = locales(); }

fn locales() -> Vec<(String, PluralRules)> {
    let locales = MESSAGES["catalog"]["locales"].as_array().unwrap();
    let tags = locales.iter().map(|tag| tag.as_str().unwrap());
    tags.map(|tag| (tag.to_owned(), rules(tag))).collect()
}

fn value(param_type: &str, input: &mut Unstructured<'_>) -> Result<ParamValue> {
    Ok(match param_type {
        "u8" => ParamValue::from(input.arbitrary::<u8>()?),
        "i16" => ParamValue::from(input.arbitrary::<i16>()?),
        "i32" => ParamValue::from(input.arbitrary::<i32>()?),
        "i64" if input.arbitrary()? => ParamValue::from(i64::from(input.arbitrary::<i8>()?)),
        "i64" => ParamValue::from(input.arbitrary::<i64>()?),
        "u64" => ParamValue::from(number(input)?),
        "f64" => ParamValue::from(input.arbitrary::<f64>()?),
        "bool" => ParamValue::from(input.arbitrary::<bool>()?),
        _ => match input.arbitrary::<u8>()? % 4 {
            0 => ParamValue::from("card"),
            1 => ParamValue::from("a \"bank\""),
            _ => {
                let length = usize::from(input.arbitrary::<u8>()? % 16).min(input.len());
                ParamValue::from(String::from_utf8_lossy(input.bytes(length)?).into_owned())
            }
        },
    })
}

fn assert_renders(input: &mut Unstructured<'_>) -> Result<()> {
    let codes: Vec<MessageError> = MessageError::ALL.into_iter().collect();
    let code = *input.choose(&codes)?;
    let entry = &MESSAGES["message"][code.name()];
    let mut failure = Failure::from(code);
    let mut values = Vec::new();
    let mut is_complete = true;
    for (name, param) in entry["params"].as_table_like().unwrap().iter() {
        let param_type = param.as_str().or_else(|| param.get("type")?.as_str()).unwrap();
        let is_optional = param.get("optional").is_some();
        if input.ratio(7, 8)? {
            let value = value(param_type, input)?;
            failure = failure.with_param(name.to_owned(), value.clone());
            values.push((name, Ok(value)));
        } else {
            is_complete &= is_optional;
            values.push((name, Err(param.get("absent"))));
        }
    }
    LOCALES.with(|locales| {
        for (locale, rules) in locales {
            let expected = if is_complete {
                rendered(&entry["message"][locale], locale, rules, &values)
            } else {
                entry.get("title").map_or(code.name(), |title| title[locale].as_str().unwrap()).to_owned()
            };
            assert_eq!(
                failure.message_in(locale).as_deref(),
                Some(expected.as_str()),
                "{locale}: {failure:?}"
            );
        }
    });
    Ok(())
}

/// The values of params by name; in place of an absent value, what the message shows.
type Values<'a> = [(&'a str, std::result::Result<ParamValue, Option<&'a Item>>)];

fn rendered(message: &Item, locale: &str, rules: &PluralRules, values: &Values<'_>) -> String {
    let held = |name: &str| &values.iter().find(|(known, _)| *known == name).unwrap().1;
    let form = |names: &[String]| names.iter().find_map(|name| message.get(name)).unwrap();
    if let Some(param) = message.get("plural").and_then(Item::as_str) {
        let names = match held(param).as_ref().ok().and_then(ParamValue::as_integer) {
            Some(number) => {
                let category = rules.category_for(u64::try_from(number.unsigned_abs()).unwrap());
                vec![number.to_string(), name_of(category).to_owned(), "other".to_owned()]
            }
            None => vec!["other".to_owned()],
        };
        return rendered(form(&names), locale, rules, values);
    }
    if let Some(param) = message.get("select").and_then(Item::as_str) {
        let word = held(param).as_ref().ok().map(ToString::to_string);
        // A text that is a key of the select itself is not the value of a form.
        let word = word.filter(|word| word != "select" && word != "other");
        let names: Vec<String> = word.into_iter().chain(["other".to_owned()]).collect();
        return rendered(form(&names), locale, rules, values);
    }
    let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
    let shown = |piece| match piece {
        Piece::Text(text) => text,
        Piece::Param(param) => match &values[param].1 {
            Ok(value) => value.to_string(),
            Err(absent) => absent.unwrap()[locale].as_str().unwrap().to_owned(),
        },
    };
    pieces(message.as_str().unwrap(), &names).unwrap().into_iter().map(shown).collect()
}
