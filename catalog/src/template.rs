//! Templates: messages with values in them, as parts of texts and as forms.

use std::borrow::Cow;
use std::fmt;

use crate::param::Param;
use errcat_types::{PluralCategory, PluralRule};

/// A message with values in it. A param is its place in [`Entry::params`](crate::Entry::params).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Template {
    /// A text with placeholders.
    Text(Vec<Part>),
    /// One form for each kind of number.
    Plural {
        /// The param whose number chooses.
        param: usize,
        /// The rule of the locale.
        rule: PluralRule,
        /// The forms; `other`, which is always there, stands for every category that has none of its own.
        forms: Vec<(PluralForm, Template)>,
    },
    /// One form for each value.
    Select {
        /// The param whose value chooses.
        param: usize,
        /// The forms by value; without a value, the form of all others. There is a form for every value.
        forms: Vec<(Option<String>, Template)>,
    },
}

/// What a form of a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluralForm {
    /// This number alone. It goes before the number's category.
    Exactly(u64),
    /// A plural category of CLDR.
    Category(PluralCategory),
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// It means itself.
    Text(String),
    /// The value of a param stands here.
    Param(usize),
}

/// The form's key, as a catalog writes it.
impl fmt::Display for PluralForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PluralForm::Exactly(number) => number.fmt(f),
            PluralForm::Category(category) => category.name().fmt(f),
        }
    }
}

impl Template {
    /// The text, if it is the same whatever the values are.
    pub fn constant(&self) -> Option<Cow<'_, str>> {
        match self {
            Template::Text(parts) => match parts.as_slice() {
                [] => Some(Cow::Borrowed("")),
                [Part::Text(text)] => Some(Cow::Borrowed(text)),
                _ => None,
            },
            Template::Plural { .. } | Template::Select { .. } => None,
        }
    }

    /// The text of each form, with the names of params in braces.
    pub fn texts(&self, params: &[Param]) -> Vec<String> {
        match self {
            Template::Text(parts) => vec![parts.iter().map(|part| part.spelled(params)).collect()],
            Template::Plural { forms, .. } => forms.iter().flat_map(|(_, form)| form.texts(params)).collect(),
            Template::Select { forms, .. } => forms.iter().flat_map(|(_, form)| form.texts(params)).collect(),
        }
    }

    /// Returns the places of the params that it uses, each once, in order.
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
    /// The piece as a catalog writes it.
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
