//! Defines a diagnostic: the rule that found it, the message, its location, and the help.
//!
//! `render` shows diagnostics and depends on this module, not the other way round.

use std::ops::Range;

use crate::rule::Rule;
use crate::terminal::visible;

/// An error or a warning in a catalog. All spans are byte ranges of the [`Source`](crate::Source)'s text.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: Rule,
    /// What is wrong, in one line.
    pub message: String,
    /// The location of the error.
    pub span: Range<usize>,
    /// A few words about the text at the location; may be empty.
    pub label: String,
    /// A second location, such as the first use of a duplicate.
    pub related: Option<Related>,
    /// How to fix it, in one line.
    pub help: String,
    /// The change of the text that fixes it, if only one can be meant.
    pub fix: Option<Fix>,
    /// What the marked text may have been meant to be.
    pub(crate) meant: Option<String>,
}

/// A change of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Range<usize>,
    /// The text in its place; may be empty.
    pub text: String,
}

/// The second location of a diagnostic.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The location.
    pub span: Range<usize>,
    /// A few words about the text at the location.
    pub label: String,
}

impl Diagnostic {
    pub(crate) fn new(rule: Rule, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        let help = rule.help().to_owned();
        let message = single_line(&message.into());
        Diagnostic { rule, message, span, label: String::new(), related: None, help, fix: None, meant: None }
    }

    pub(crate) fn fix(mut self, fix: Option<Fix>) -> Diagnostic {
        self.fix = fix;
        self
    }

    pub(crate) fn meant(mut self, word: impl Into<String>) -> Diagnostic {
        self.meant = Some(word.into());
        self
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = single_line(&label.into());
        self
    }

    pub(crate) fn related(mut self, span: Range<usize>, label: impl Into<String>) -> Diagnostic {
        self.related = Some(Related { span, label: single_line(&label.into()) });
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = single_line(&help.into());
        self
    }
}

/// The maximum number of characters in a message, which may quote millions from the catalog.
const MAX_LEN: usize = 500;

/// Makes a text a single line of limited length, whatever it quotes.
fn single_line(text: &str) -> String {
    match text.char_indices().nth(MAX_LEN) {
        Some((end, _)) => visible(&text[..end]) + "…",
        None => visible(text),
    }
}
