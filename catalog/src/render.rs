//! Renders a diagnostic as text: level, rule and message, the line of the catalog with a caret, and the help.

use std::fmt;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::rule::Level;
use crate::source::Source;
use crate::terminal::{columns, head, tail, visible};

/// The escape sequences around the parts of a rendered diagnostic.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Before the level and the rule of an error.
    pub error: &'static str,
    /// Before the level and the rule of a warning.
    pub warning: &'static str,
    /// Before the message.
    pub message: &'static str,
    /// Before line numbers, bars and arrows.
    pub frame: &'static str,
    /// After each of them.
    pub reset: &'static str,
}

impl Palette {
    /// No colours: for pipes and for compiler errors.
    pub const PLAIN: Palette = Palette { error: "", warning: "", message: "", frame: "", reset: "" };

    /// ANSI colours, as rustc uses them.
    pub const ANSI: Palette = Palette {
        error: "\x1b[1;91m",
        warning: "\x1b[1;93m",
        message: "\x1b[1m",
        frame: "\x1b[1;94m",
        reset: "\x1b[0m",
    };
}

/// A diagnostic with the source that it was found in. `Display` writes it, without a final line feed.
#[derive(Clone, Copy, Debug)]
pub struct Rendered<'a> {
    diagnostic: &'a Diagnostic,
    source: &'a Source,
    palette: Palette,
    heading: Heading,
}

/// The form of the first line.
#[derive(Clone, Copy, Debug)]
enum Heading {
    /// `error[duplicate-code]: code 17 is used twice`
    LevelFirst,
    /// `code 17 is used twice [duplicate-code]`
    MessageFirst,
}

impl Diagnostic {
    /// Renders the diagnostic, with `error[rule]: message` as its first line. `source` is the one that it was found in.
    pub fn render<'a>(&'a self, source: &'a Source, palette: Palette) -> Rendered<'a> {
        Rendered { diagnostic: self, source, palette, heading: Heading::LevelFirst }
    }

    /// Renders the diagnostic as the text of a `compile_error!`, with `message [rule]` as its first line: the compiler
    /// writes `error: ` before it.
    pub fn render_for_compiler<'a>(&'a self, source: &'a Source) -> Rendered<'a> {
        Rendered { diagnostic: self, source, palette: Palette::PLAIN, heading: Heading::MessageFirst }
    }
}

impl fmt::Display for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic { rule, message, span, label, related, help, fix: _, meant: _ } = self.diagnostic;
        let Palette { error, warning, message: bold, frame, reset } = self.palette;
        let (id, level) = (rule.id(), rule.level());
        let colour = match level {
            Level::Error => error,
            Level::Warning => warning,
        };
        let starts = std::iter::once(span.start).chain(related.as_ref().map(|related| related.span.start));
        let last_line = starts.map(|start| self.source.position(start).line).max().unwrap_or_default();
        let gutter = last_line.to_string().len();
        let blank = " ".repeat(gutter);

        let message = visible(message);
        match self.heading {
            Heading::LevelFirst => {
                writeln!(f, "{colour}{}[{id}]{reset}{bold}: {message}{reset}", level.name())?;
            }
            Heading::MessageFirst => writeln!(f, "{bold}{message}{reset} [{id}]")?,
        }
        self.location(f, gutter, span, "-->")?;
        if !self.source.text().is_empty() {
            self.snippet(f, gutter, span, label, '^', colour)?;
        }
        if let Some(related) = related {
            self.location(f, gutter, &related.span, ":::")?;
            self.snippet(f, gutter, &related.span, &related.label, '-', frame)?;
        }
        write!(f, "{blank} {frame}={reset} {bold}help{reset}: {}", visible(help))
    }
}

impl Rendered<'_> {
    fn location(
        &self,
        f: &mut fmt::Formatter<'_>,
        gutter: usize,
        span: &Range<usize>,
        arrow: &str,
    ) -> fmt::Result {
        let Palette { frame, reset, .. } = self.palette;
        let at = self.source.position(span.start);
        let name = visible(self.source.file_name(span.start));
        writeln!(f, "{}{frame}{arrow}{reset} {name}:{}:{}", " ".repeat(gutter), at.line, at.column)
    }

    fn snippet(
        &self,
        f: &mut fmt::Formatter<'_>,
        gutter: usize,
        span: &Range<usize>,
        label: &str,
        mark: char,
        colour: &str,
    ) -> fmt::Result {
        let Palette { frame, reset, .. } = self.palette;
        let line = self.source.position(span.start).line;
        let blank = " ".repeat(gutter);
        let Excerpt { text, indent, width } = Excerpt::of(self.source, span);
        let marks = mark.to_string().repeat(width);
        let space = if label.is_empty() { "" } else { " " };
        writeln!(f, "{blank} {frame}|{reset}")?;
        writeln!(f, "{frame}{line:>gutter$} |{reset} {text}")?;
        let indent = " ".repeat(indent);
        writeln!(f, "{blank} {frame}|{reset} {indent}{colour}{marks}{space}{}{reset}", visible(label))?;
        writeln!(f, "{blank} {frame}|{reset}")
    }
}

/// The maximum width of an excerpt, in columns: an array on one line must not fill the screen.
const MAX_WIDTH: usize = 100;

/// The number of columns shown before the span in a line that is too long to be shown whole.
const LEAD: usize = 40;

/// The part of a line that is shown, and the columns of the marks below it.
struct Excerpt {
    text: String,
    indent: usize,
    width: usize,
}

impl Excerpt {
    fn of(source: &Source, span: &Range<usize>) -> Excerpt {
        let (line, range) = source.line_at(span.start);
        let start = source.floor(span.start).clamp(range.start, range.end) - range.start;
        let end = source.floor(span.end).clamp(range.start, range.end) - range.start;
        let (before, rest) = line.split_at(start);
        let (marked, after) = rest.split_at(end.saturating_sub(start));

        let mut text = String::new();
        let shown_before = tail(before, if columns(line) > MAX_WIDTH { LEAD } else { MAX_WIDTH });
        if shown_before.len() < before.len() {
            text.push('…');
        }
        text.push_str(&visible(shown_before));
        let indent = columns(&text);
        text.push_str(&visible(head(marked, MAX_WIDTH - indent.min(MAX_WIDTH))));
        let width = (columns(&text) - indent).max(1);
        let room = MAX_WIDTH.saturating_sub(columns(&text));
        let complete = columns(marked) <= width;
        let shown_after = if complete { head(after, room) } else { "" };
        text.push_str(&visible(shown_after));
        if !complete || shown_after.len() < after.len() {
            text.push('…');
        }
        Excerpt { text: text.trim_end().to_owned(), indent, width }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, span: Range<usize>) -> (String, usize, usize) {
        let Excerpt { text, indent, width } = Excerpt::of(&Source::from_text("x", text), &span);
        (text, indent, width)
    }

    #[test]
    fn marks_are_below_the_span_whatever_precedes_it() {
        assert_eq!(excerpt("a = 1", 4..5), ("a = 1".into(), 4, 1));
        assert_eq!(excerpt("\ta = 1", 5..6), ("    a = 1".into(), 8, 1));
        // Each of the two ideographs is two columns wide.
        assert_eq!(excerpt("会议 = 1", 9..10), ("会议 = 1".into(), 7, 1));
        assert_eq!(excerpt("x = \"会议\"\r\ny", 4..12), ("x = \"会议\"".into(), 4, 6));
    }

    #[test]
    fn a_span_past_the_end_of_a_line_gets_one_mark_after_it() {
        assert_eq!(excerpt("a =", 3..3), ("a =".into(), 3, 1));
        assert_eq!(excerpt("a = '''x\ny'''", 4..13), ("a = '''x".into(), 4, 4));
        assert_eq!(excerpt("", 0..0), (String::new(), 0, 1));
    }

    #[test]
    fn a_long_line_is_cut_around_the_span() {
        let line = format!("{}CODE{}", "x".repeat(5_000), "y".repeat(5_000));
        let (text, indent, width) = excerpt(&line, 5_000..5_004);
        assert_eq!((indent, width), (41, 4));
        assert_eq!(text, format!("…{}CODE{}…", "x".repeat(40), "y".repeat(55)));
    }

    #[test]
    fn an_excerpt_contains_no_control_characters() {
        assert_eq!(excerpt("a\u{1b}[2J = 1", 8..9), ("a␛[2J = 1".into(), 8, 1));
    }
}
