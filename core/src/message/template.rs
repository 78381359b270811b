//! Messages with placeholders, as the macro lays them out. Nothing is parsed at run time.

use core::fmt;

use errcat_types::PluralCategory;

use crate::message::MessageValue;

/// A message with placeholders, in one locale. A param is given by its index among those of the entry.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Template {
    Text(&'static [Part]),
    Plural {
        param: usize,
        /// The plural rule of the locale.
        rule: fn(u64) -> PluralCategory,
        /// Forms for one number each, which take precedence.
        exact: &'static [(u64, Template)],
        /// Forms for plural categories; that of `other` is the last.
        forms: &'static [(PluralCategory, Template)],
    },
    Select {
        param: usize,
        forms: &'static [(&'static str, Template)],
        /// The form for all other values; without one, the last of `forms`.
        other: Option<&'static Template>,
    },
}

/// A piece of a text.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Part {
    Text(&'static str),
    Param(usize),
    /// A param whose value may be absent, and what is shown without it.
    Optional(usize, &'static str),
}

impl Template {
    /// Writes the message with the values of all params of the entry.
    #[doc(hidden)]
    pub fn write(&self, values: &[&dyn MessageValue], f: &mut dyn fmt::Write) -> fmt::Result {
        let mut template = self;
        loop {
            let chosen = match template {
                Template::Text(parts) => return write_parts(parts, values, f),
                Template::Plural { param, rule, exact, forms } => {
                    let number = values.get(*param).and_then(|value| value.number());
                    let equal = exact.iter().find(|(exact, _)| Some(i128::from(*exact)) == number);
                    // The rules ignore the sign.
                    let count = number.and_then(|number| u64::try_from(number.unsigned_abs()).ok());
                    equal.map(|(_, form)| form).or_else(|| of_category(forms, count.map(rule)))
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

/// Returns the form of a plural category, or else the last form, which is that of `other`.
fn of_category(
    forms: &'static [(PluralCategory, Template)],
    category: Option<PluralCategory>,
) -> Option<&'static Template> {
    let same = forms.iter().find(|(of, _)| Some(*of) == category);
    same.or(forms.last()).map(|(_, form)| form)
}

fn write_parts(parts: &[Part], values: &[&dyn MessageValue], f: &mut dyn fmt::Write) -> fmt::Result {
    parts.iter().try_for_each(|part| match part {
        Part::Text(text) => f.write_str(text),
        Part::Param(param) => values.get(*param).map_or(Ok(()), |value| value.write(f)),
        Part::Optional(param, absent) => match values.get(*param) {
            Some(value) if !value.is_absent() => value.write(f),
            Some(_) | None => f.write_str(absent),
        },
    })
}
