//! Messages with values in them, as the macro lays them out: values in, text out. Nothing is parsed here.

use core::fmt;

use crate::message::Shown;
use crate::plural::PluralCategory;

/// A message with values in it, in one locale. A param is its place among those of the entry.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Template {
    Text(&'static [Part]),
    Plural {
        param: usize,
        /// The plural rule of the locale.
        rule: fn(u64) -> PluralCategory,
        /// Forms for one number each, which go before the others.
        exact: &'static [(u64, Template)],
        /// Forms for categories; that of `other` is the last.
        forms: &'static [(PluralCategory, Template)],
    },
    Select {
        param: usize,
        forms: &'static [(&'static str, Template)],
        /// The form for all other values; the last of `forms` where there is none.
        other: Option<&'static Template>,
    },
}

/// A piece of a text.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Part {
    Text(&'static str),
    Param(usize),
}

impl Template {
    /// Writes the message with the values of all params of the entry.
    #[doc(hidden)]
    pub fn write(&self, values: &[&dyn Shown], f: &mut dyn fmt::Write) -> fmt::Result {
        let mut template = self;
        loop {
            let chosen = match template {
                Template::Text(parts) => return write_parts(parts, values, f),
                Template::Plural { param, rule, exact, forms } => {
                    let number = values.get(*param).and_then(|value| value.number());
                    let same = exact.iter().find(|(exact, _)| Some(i128::from(*exact)) == number);
                    // The rules go by the number without its sign.
                    let count = number.and_then(|number| u64::try_from(number.unsigned_abs()).ok());
                    same.map(|(_, form)| form).or_else(|| of_category(forms, count.map(rule)))
                }
                Template::Select { param, forms, other } => {
                    let word = values.get(*param).and_then(|value| value.word());
                    let same = forms.iter().find(|(value, _)| Some(*value) == word);
                    same.map(|(_, form)| form).or(*other).or(forms.last().map(|(_, form)| form))
                }
            };
            // The catalog has a form for every value.
            let Some(form) = chosen else { return Ok(()) };
            template = form;
        }
    }
}

/// The form of a category, or the last, which is that of all numbers without one.
fn of_category(
    forms: &'static [(PluralCategory, Template)],
    category: Option<PluralCategory>,
) -> Option<&'static Template> {
    let same = forms.iter().find(|(of, _)| Some(*of) == category);
    same.or(forms.last()).map(|(_, form)| form)
}

fn write_parts(parts: &[Part], values: &[&dyn Shown], f: &mut dyn fmt::Write) -> fmt::Result {
    parts.iter().try_for_each(|part| match part {
        Part::Text(text) => f.write_str(text),
        Part::Param(param) => values.get(*param).map_or(Ok(()), |value| value.show(f)),
    })
}
