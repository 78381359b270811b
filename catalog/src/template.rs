//! Defines templates: messages with placeholders, plural forms and select forms.

use std::borrow::Cow;
use std::fmt;

use crate::param::Param;
use errcat_types::{PluralCategory, PluralRule};

/// A message with placeholders. A param is given by its index in [`Entry::params`](crate::Entry::params).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Template {
    /// A text with placeholders.
    Text(Vec<Part>),
    /// One form for each plural category of a number.
    Plural {
        /// The param whose value selects the form.
        param: usize,
        /// The rule of the locale.
        rule: PluralRule,
        /// The forms. There is always a form `other`, for every category without a form of its own.
        forms: Vec<(PluralForm, Template)>,
    },
    /// One form for each value.
    Select {
        /// The param whose value selects the form.
        param: usize,
        /// The forms by value; `None` is the form `other`. There is a form for every value.
        forms: Vec<(Option<String>, Template)>,
    },
}

/// The numbers that a plural form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluralForm {
    /// Only this number. It takes precedence over the number's category.
    Exactly(u64),
    /// A plural category of CLDR.
    Category(PluralCategory),
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Literal text.
    Text(String),
    /// A placeholder for the value of a param.
    Param(usize),
}

/// Writes the form's key, as in a catalog.
impl fmt::Display for PluralForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PluralForm::Exactly(number) => number.fmt(f),
            PluralForm::Category(category) => category.name().fmt(f),
        }
    }
}

impl Template {
    /// Returns the text, if it does not depend on any value.
    pub fn constant(&self) -> Option<Cow<'_, str>> {
        match self {
            Template::Text(parts) => match parts.as_slice() {
                [] => Some(Cow::Borrowed("")),
                [Part::Text(text)] => Some(Cow::Borrowed(text)),
                [Part::Param(_)] | [_, _, ..] => None,
            },
            Template::Plural { .. } | Template::Select { .. } => None,
        }
    }

    /// Returns the text of each form, with the names of params in braces.
    pub fn texts(&self, params: &[Param]) -> Vec<String> {
        match self {
            Template::Text(parts) => vec![parts.iter().map(|part| part.spelled(params)).collect()],
            Template::Plural { forms, .. } => forms.iter().flat_map(|(_, form)| form.texts(params)).collect(),
            Template::Select { forms, .. } => forms.iter().flat_map(|(_, form)| form.texts(params)).collect(),
        }
    }

    /// Returns the indices of the params that it uses, each once, in order.
    pub fn params(&self) -> Vec<usize> {
        let mut used = Vec::new();
        self.collect_used(&mut used);
        used.sort_unstable();
        used.dedup();
        used
    }

    fn collect_used(&self, used: &mut Vec<usize>) {
        match self {
            Template::Text(parts) => used.extend(parts.iter().filter_map(|part| match part {
                Part::Param(param) => Some(*param),
                Part::Text(_) => None,
            })),
            Template::Plural { param, forms, .. } => {
                used.push(*param);
                forms.iter().for_each(|(_, form)| form.collect_used(used));
            }
            Template::Select { param, forms } => {
                used.push(*param);
                forms.iter().for_each(|(_, form)| form.collect_used(used));
            }
        }
    }
}

impl Part {
    /// Returns the piece as a catalog writes it.
    fn spelled(&self, params: &[Param]) -> String {
        match self {
            Part::Text(text) => text.replace('{', "{{").replace('}', "}}"),
            Part::Param(param) => {
                let name = params.get(*param).map_or("", |param| param.name.as_str());
                format!("{{{name}}}")
            }
        }
    }
}
