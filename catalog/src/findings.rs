//! What was found so far: the diagnostics, and the places where the text could not be parsed.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::rule::Rule;
use crate::source::Source;

/// Collects diagnostics, and keeps what follows from a syntax fault from being told as a fault of its own.
pub(crate) struct Findings<'s> {
    source: &'s Source,
    diagnostics: Vec<Diagnostic>,
    /// Where the parser had to recover, in order.
    recovered: Vec<usize>,
    /// The rules whose diagnostics are dropped.
    allowed: Vec<Rule>,
}

impl<'s> Findings<'s> {
    pub(crate) fn new(source: &'s Source) -> Findings<'s> {
        Findings { source, diagnostics: Vec::new(), recovered: Vec::new(), allowed: Vec::new() }
    }

    /// Findings of the same source that nobody hears of.
    pub(crate) fn unheard(&self) -> Findings<'s> {
        Findings::new(self.source)
    }

    /// Drops the diagnostics of these rules, and of no other, from here on.
    pub(crate) fn allow(&mut self, rules: &[Rule]) {
        self.allowed = rules.to_vec();
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        if !self.allowed.contains(&diagnostic.rule) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// The catalog's text.
    pub(crate) fn text(&self) -> &'s str {
        self.source.text()
    }

    /// The catalog's own text of a place.
    pub(crate) fn text_at(&self, span: &Range<usize>) -> &'s str {
        self.source.text().get(span.clone()).unwrap_or_default()
    }

    /// Where the text of a string begins that stands in a span, unless it is written with escapes.
    pub(crate) fn verbatim_start(&self, span: &Range<usize>, value: &str) -> Option<usize> {
        let raw = self.text_at(span);
        let marks =
            ["\"\"\"", "'''", "\"", "'"].into_iter().find(|mark| raw.starts_with(mark)).unwrap_or_default();
        let mut start = marks.len();
        if marks.len() == 3 {
            // A line break right behind the opening marks is no part of the string.
            let inner = raw.get(start..).unwrap_or_default();
            start += ["\r\n", "\n"].into_iter().find(|end| inner.starts_with(end)).map_or(0, str::len);
        }
        let is_verbatim = raw.get(start..raw.len().saturating_sub(marks.len())) == Some(value);
        is_verbatim.then_some(span.start + start)
    }

    /// Remembers that what stands around a place is the parser's guess.
    pub(crate) fn recovered_at(&mut self, offset: usize) {
        let at = self.recovered.partition_point(|&known| known <= offset);
        self.recovered.insert(at, offset);
    }

    /// Whether the parser had to recover anywhere, so that something absent may only have been lost.
    pub(crate) fn any_recovered(&self) -> bool {
        !self.recovered.is_empty()
    }

    /// Whether what stands in a span is the parser's guess. It gives a value that it never found an empty span.
    pub(crate) fn is_recovered(&self, span: &Range<usize>) -> bool {
        if !self.any_recovered() {
            return false;
        }
        let at = self.recovered.partition_point(|&known| known < span.start);
        let inside = self.recovered.get(at).is_some_and(|&known| known <= span.end);
        inside || span.is_empty()
    }

    /// Whether the parser had to recover between a table's header and the next header.
    pub(crate) fn is_section_recovered(&self, header: &Range<usize>) -> bool {
        if !self.any_recovered() {
            return false;
        }
        let rest = self.source.text().get(header.end..).unwrap_or_default();
        let end = rest.find("\n[").map_or(self.source.text().len(), |at| header.end + at);
        self.is_recovered(&(header.start..end))
    }

    /// The diagnostics, in order of position.
    pub(crate) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.diagnostics
            .sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end, diagnostic.rule));
        self.diagnostics.dedup();
        self.diagnostics
    }
}
