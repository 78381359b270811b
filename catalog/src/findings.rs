//! Collects diagnostics, and remembers where the parser had to recover.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Fix};
use crate::rule::Rule;
use crate::source::Source;

/// The diagnostics found so far, and where the parser had to recover, so that what follows from a syntax error is not
/// reported as an error of its own.
pub(crate) struct Findings<'s> {
    source: &'s Source,
    diagnostics: Vec<Diagnostic>,
    /// The offsets at which the parser had to recover, in order.
    recovered: Vec<usize>,
    /// Whether the parser had to recover in a header, so that the keys below it may be those of any table.
    header_lost: bool,
    /// Whether an entry of the table that is checked could not be read.
    entry_lost: bool,
    /// The rules whose diagnostics are dropped.
    allowed: Vec<Rule>,
}

impl<'s> Findings<'s> {
    pub(crate) fn new(source: &'s Source) -> Findings<'s> {
        Findings {
            source,
            diagnostics: Vec::new(),
            recovered: Vec::new(),
            header_lost: false,
            entry_lost: false,
            allowed: Vec::new(),
        }
    }

    /// Creates findings of the same source, to be discarded.
    pub(crate) fn discarded(&self) -> Findings<'s> {
        Findings::new(self.source)
    }

    /// Drops the diagnostics of these rules, and only of these, from here on.
    pub(crate) fn allow(&mut self, rules: &[Rule]) {
        self.allowed = rules.to_vec();
    }

    /// Adds a diagnostic, unless its rule is allowed.
    pub(crate) fn report(&mut self, mut diagnostic: Diagnostic) {
        if self.allowed.contains(&diagnostic.rule) {
            return;
        }
        // A name of the catalog that is near may be another one than was meant.
        if let Some(word) = diagnostic.meant.take().filter(|_| diagnostic.rule.is_about_words_of_errcat()) {
            diagnostic.fix = self.replacement(&diagnostic.span, word);
        }
        self.diagnostics.push(diagnostic);
    }

    /// Returns the change that replaces a key or a string of one line by another word.
    fn replacement(&self, span: &Range<usize>, word: String) -> Option<Fix> {
        let raw = self.text_at(span);
        let quote = raw.chars().next().filter(|first| ['"', '\''].contains(first));
        let is_multi_line = quote.is_some_and(|quote| raw.starts_with(&quote.to_string().repeat(3)));
        let inset = usize::from(quote.is_some());
        (!raw.is_empty() && !is_multi_line)
            .then(|| Fix { span: span.start + inset..span.end - inset, text: word })
    }

    /// Returns the change that removes the last character of a string, unless it is written as an escape.
    pub(crate) fn removal_of_last(&self, span: &Range<usize>, last: char) -> Option<Fix> {
        let raw = self.text_at(span);
        let content = raw.trim_end_matches(['"', '\'']).trim_end();
        let end = span.start + content.len();
        content.ends_with(last).then(|| Fix { span: end - last.len_utf8()..end, text: String::new() })
    }

    /// Returns the catalog's text.
    pub(crate) fn text(&self) -> &'s str {
        self.source.text()
    }

    /// Returns whether the source has the texts of the catalogs that it extends.
    pub(crate) fn has_bases(&self) -> bool {
        self.source.has_bases()
    }

    /// Returns the text of a span.
    pub(crate) fn text_at(&self, span: &Range<usize>) -> &'s str {
        self.source.text().get(span.clone()).unwrap_or_default()
    }

    /// Returns where the content of the string in a span begins, unless the string is written with escapes.
    pub(crate) fn verbatim_start(&self, span: &Range<usize>, value: &str) -> Option<usize> {
        let raw = self.text_at(span);
        let marks =
            ["\"\"\"", "'''", "\"", "'"].into_iter().find(|mark| raw.starts_with(mark)).unwrap_or_default();
        let mut start = marks.len();
        if marks.len() == 3 {
            // A line break right after the opening marks is not part of the string.
            let inner = raw.get(start..).unwrap_or_default();
            start += ["\r\n", "\n"].into_iter().find(|end| inner.starts_with(end)).map_or(0, str::len);
        }
        let is_verbatim = raw.get(start..raw.len().saturating_sub(marks.len())) == Some(value);
        is_verbatim.then_some(span.start + start)
    }

    /// Remembers that the parser had to guess at an offset.
    pub(crate) fn recovered_at(&mut self, offset: usize) {
        let at = self.recovered.partition_point(|&known| known <= offset);
        self.recovered.insert(at, offset);
    }

    /// Returns whether the parser had to recover anywhere, so that something absent may only have been lost.
    pub(crate) fn any_recovered(&self) -> bool {
        !self.recovered.is_empty()
    }

    /// Remembers that an entry of the table could not be read.
    pub(crate) fn lose_entry(&mut self) {
        self.entry_lost = true;
    }

    /// Begins with the next table.
    pub(crate) fn begin_table(&mut self) {
        self.entry_lost = false;
    }

    /// Returns whether an entry that is named may be one that could not be read.
    pub(crate) fn any_entry_lost(&self) -> bool {
        self.entry_lost || self.any_recovered()
    }

    /// Remembers that the parser had to recover in a header.
    pub(crate) fn lose_header(&mut self) {
        self.header_lost = true;
    }

    /// Returns whether the text of a span is the parser's guess. A value that it did not find has an empty span.
    pub(crate) fn is_recovered(&self, span: &Range<usize>) -> bool {
        if !self.any_recovered() {
            return false;
        }
        let at = self.recovered.partition_point(|&known| known < span.start);
        let inside = self.recovered.get(at).is_some_and(|&known| known <= span.end);
        inside || span.is_empty()
    }

    /// Returns whether the parser had to recover between a table's header and the next header, or in any header.
    pub(crate) fn is_section_recovered(&self, header: &Range<usize>) -> bool {
        if !self.any_recovered() || self.header_lost {
            return self.header_lost;
        }
        let rest = self.source.text().get(header.end..).unwrap_or_default();
        let end = rest.find("\n[").map_or(self.source.text().len(), |at| header.end + at);
        self.is_recovered(&(header.start..end))
    }

    /// Returns the diagnostics, in order of position.
    pub(crate) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.diagnostics
            .sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end, diagnostic.rule));
        self.diagnostics.dedup();
        self.diagnostics
    }
}
