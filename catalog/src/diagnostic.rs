//! A diagnostic: something wrong in a `codes.toml`, where it is, and what to do about it.

use std::ops::Range;

use crate::render::visible;
use crate::rule::Rule;

/// Something wrong in a catalog. All places are byte ranges of the [`Source`](crate::Source)'s text.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: Rule,
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub span: Range<usize>,
    /// A few words that stand at the place; may be empty.
    pub label: String,
    /// A further place that has to do with it, such as where a duplicate was first.
    pub related: Option<Related>,
    /// What to do about it.
    pub help: String,
}

/// A further place of a diagnostic.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Range<usize>,
    /// A few words that stand at the place.
    pub label: String,
}

impl Diagnostic {
    pub(crate) fn new(rule: Rule, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        let help = rule.help().to_owned();
        Diagnostic { rule, message: line(&message.into()), span, label: String::new(), related: None, help }
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = line(&label.into());
        self
    }

    pub(crate) fn related(mut self, span: Range<usize>, label: impl Into<String>) -> Diagnostic {
        self.related = Some(Related { span, label: line(&label.into()) });
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = line(&help.into());
        self
    }
}

/// The most characters that a message has: a catalog's own text in it may have millions.
const LONGEST: usize = 500;

/// A text as one line that is not too long, whatever it quotes.
fn line(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => visible(&text[..end]) + "…",
        None => visible(text),
    }
}
