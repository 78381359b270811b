//! Templates: messages with values in them. The text of one in, its parts out.

use std::borrow::Cow;
use std::ops::Range;

use crate::name::is_param_name;
use crate::param::Param;
use crate::plural::{PluralCategory, PluralRule};

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

    /// The places of the params that it uses, each once, in order.
    pub(crate) fn used(&self) -> Vec<usize> {
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

/// A piece of a text before its placeholders are looked up.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    Text(String),
    Placeholder { name: &'t str, place: Range<usize> },
}

/// What is wrong in a text with placeholders.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TextFault {
    pub(crate) place: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// The pieces of a text, and everything that is wrong with its braces.
pub(crate) fn pieces(text: &str) -> (Vec<Piece<'_>>, Vec<TextFault>) {
    let mut pieces = Vec::new();
    let mut faults = Vec::new();
    let mut plain = String::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['{', '}'])) {
        let brace = at + found;
        plain.push_str(&text[at..brace]);
        let (before, after) = (&text[brace..=brace], &text[brace + 1..]);
        if after.starts_with(before) {
            plain.push_str(before);
            at = brace + 2;
            continue;
        }
        at = brace + 1;
        if before == "}" {
            let message = "this brace closes nothing".to_owned();
            let help = "write }} for a brace that means itself".to_owned();
            faults.push(TextFault { place: brace..at, message, help });
            continue;
        }
        match after.find(['{', '}']) {
            Some(end) if after[end..].starts_with('}') => {
                let place = brace..brace + end + 2;
                let name = &after[..end];
                at = place.end;
                if let Some((message, help)) = fault_of_placeholder(name) {
                    faults.push(TextFault { place, message, help });
                } else {
                    if !plain.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut plain)));
                    }
                    pieces.push(Piece::Placeholder { name, place });
                }
            }
            _ => {
                let message = "the placeholder that begins here has no end".to_owned();
                let help = "close it with }, or write {{ for a brace that means itself".to_owned();
                faults.push(TextFault { place: brace..at, message, help });
            }
        }
    }
    plain.push_str(text.get(at..).unwrap_or_default());
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    (pieces, faults)
}

/// Why what stands between braces is not the name of a param, and what to do; nothing where it is.
fn fault_of_placeholder(inner: &str) -> Option<(String, String)> {
    if is_param_name(inner) {
        return None;
    }
    let name = inner.split([':', '!']).next().unwrap_or_default().trim();
    let help = if is_param_name(name) {
        format!("write {{{name}}}: a placeholder is a name alone")
    } else {
        "name a param, as in {used}, or write {{ and }} for braces that mean themselves".to_owned()
    };
    let message = match inner {
        "" => "the placeholder names no param".to_owned(),
        _ => format!("`{inner}` is not the name of a param"),
    };
    Some((message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Piece<'_> {
        Piece::Text(text.to_owned())
    }

    #[test]
    fn braces_hold_names_and_double_braces_mean_themselves() {
        let placeholder = |name, place| Piece::Placeholder { name, place };
        for (source, expected) in [
            ("", vec![]),
            ("plain", vec![text("plain")]),
            (
                "{used} of {limit}",
                vec![placeholder("used", 0..6), text(" of "), placeholder("limit", 10..17)],
            ),
            ("{{used}}", vec![text("{used}")]),
            ("{{{used}}}", vec![text("{"), placeholder("used", 2..8), text("}")]),
            ("已用 {used}", vec![text("已用 "), placeholder("used", 7..13)]),
            ("{a}{b}", vec![placeholder("a", 0..3), placeholder("b", 3..6)]),
        ] {
            assert_eq!(pieces(source), (expected, Vec::new()), "{source}");
        }
    }

    #[test]
    fn each_wrong_brace_is_told_at_its_place() {
        for (source, places) in [
            ("{", &["{"][..]),
            ("a }", &["}"]),
            ("{}", &["{}"]),
            ("{used", &["{"]),
            ("{used {limit}", &["{"]),
            ("{used:>5}", &["{used:>5}"]),
            ("{ used }", &["{ used }"]),
            ("{0} and {Used}", &["{0}", "{Used}"]),
            ("}} } {{ {", &["}", "{"]),
            ("}}}", &["}"]),
        ] {
            let found: Vec<_> = pieces(source).1.into_iter().map(|fault| &source[fault.place]).collect();
            assert_eq!(found, places, "{source}");
        }
    }
}
