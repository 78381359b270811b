//! Shows a diagnostic inside its text: rule, place, the line, a caret, what to do.

use std::fmt;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::rule::Level;
use crate::source::Source;

/// The escape sequences around the parts of a rendered diagnostic.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Before the rule of a fault.
    pub fault: &'static str,
    /// Before the rule of a matter of style.
    pub style: &'static str,
    /// Before the message.
    pub message: &'static str,
    /// Before what frames the text: line numbers, bars, arrows.
    pub frame: &'static str,
    /// After each of them.
    pub reset: &'static str,
}

impl Palette {
    /// No colours: for pipes, and for what a compiler shows.
    pub const PLAIN: Palette = Palette { fault: "", style: "", message: "", frame: "", reset: "" };

    /// ANSI colours, as rustc uses them.
    pub const ANSI: Palette = Palette {
        fault: "\x1b[1;91m",
        style: "\x1b[1;93m",
        message: "\x1b[1m",
        frame: "\x1b[1;94m",
        reset: "\x1b[0m",
    };
}

/// A diagnostic as a person reads it; `Display` writes it, without a final line feed.
#[derive(Clone, Copy, Debug)]
pub struct Rendered<'a> {
    diagnostic: &'a Diagnostic,
    source: &'a Source,
    palette: Palette,
}

impl Diagnostic {
    /// The diagnostic as a person reads it. `source` is the one that it was found in.
    pub fn render<'a>(&'a self, source: &'a Source, palette: Palette) -> Rendered<'a> {
        Rendered { diagnostic: self, source, palette }
    }
}

impl fmt::Display for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic { rule, message, span, label, related, help } = self.diagnostic;
        let Palette { fault, style, message: bold, frame, reset } = self.palette;
        let (colour, kind) = match rule.level() {
            Level::Fault => (fault, ""),
            Level::Style => (style, "style: "),
        };
        let last = related.as_ref().map_or(span.start, |related| related.span.start.max(span.start));
        let gutter = self.source.position(last).line.to_string().len();
        let blank = " ".repeat(gutter);

        writeln!(f, "{colour}[{}]{reset} {bold}{kind}{}{reset}", rule.id(), visible(message))?;
        self.place(f, gutter, span, "-->")?;
        if !self.source.text().is_empty() {
            self.snippet(f, gutter, span, label, '^', colour)?;
        }
        if let Some(related) = related {
            self.place(f, gutter, &related.span, ":::")?;
            self.snippet(f, gutter, &related.span, &related.label, '-', frame)?;
        }
        write!(f, "{blank} {frame}={reset} {bold}help{reset}: {}", visible(help))
    }
}

impl Rendered<'_> {
    fn place(
        &self,
        f: &mut fmt::Formatter<'_>,
        gutter: usize,
        span: &Range<usize>,
        arrow: &str,
    ) -> fmt::Result {
        let Palette { frame, reset, .. } = self.palette;
        let at = self.source.position(span.start);
        let name = self.source.name();
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

/// The widest excerpt of a line, in columns: a list on one line must not fill the screen.
const WIDEST: usize = 100;

/// What stands before a place in a line that is too long to be shown whole, in columns.
const LEAD: usize = 40;

/// The part of a line that is shown, and where in it the marks go, in columns of a terminal.
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
        let shown_before = tail(before, if columns(line) > WIDEST { LEAD } else { WIDEST });
        if shown_before.len() < before.len() {
            text.push('…');
        }
        text.push_str(&visible(shown_before));
        let indent = columns(&text);
        text.push_str(&visible(head(marked, WIDEST - indent.min(WIDEST))));
        let width = (columns(&text) - indent).max(1);
        let room = WIDEST.saturating_sub(columns(&text));
        let complete = columns(marked) <= width;
        let shown_after = if complete { head(after, room) } else { "" };
        text.push_str(&visible(shown_after));
        if !complete || shown_after.len() < after.len() {
            text.push('…');
        }
        Excerpt { text: text.trim_end().to_owned(), indent, width }
    }
}

/// The longest beginning of a text that fits into so many columns.
fn head(text: &str, columns: usize) -> &str {
    let end = text.char_indices().find(overflows(columns)).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The longest end of a text that fits into so many columns.
fn tail(text: &str, columns: usize) -> &str {
    let start = text.char_indices().rev().find(overflows(columns)).map_or(0, |(at, c)| at + c.len_utf8());
    &text[start..]
}

/// Whether a character is the first that so many columns have no room for. Characters without a width are few.
fn overflows(columns: usize) -> impl FnMut(&(usize, char)) -> bool {
    let (mut used, mut without_width) = (0, 0);
    move |&(_, c)| {
        used += width(c);
        without_width += usize::from(width(c) == 0);
        used > columns || without_width > columns
    }
}

fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

const TAB: &str = "    ";

/// Tabs as spaces and control characters as pictures, so that no text steers a terminal or moves a caret.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => shown.push_str(TAB),
            '\u{0}'..='\u{1f}' => shown.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or(' ')),
            '\u{7f}' => shown.push('\u{2421}'),
            // Controls of the second block, and marks that change the direction of text.
            '\u{80}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                shown.push(char::REPLACEMENT_CHARACTER);
            }
            c => shown.push(c),
        }
    }
    shown
}

/// The columns that a terminal gives a character.
///
/// The wide ranges are those of Unicode's East Asian Width (UAX #11, classes W and F), to the nearest block.
fn width(c: char) -> usize {
    match c {
        '\t' => TAB.len(),
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1f9ff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
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
    fn marks_stand_under_the_place_whatever_is_before_it() {
        assert_eq!(excerpt("a = 1", 4..5), ("a = 1".into(), 4, 1));
        assert_eq!(excerpt("\ta = 1", 5..6), ("    a = 1".into(), 8, 1));
        // Each of the two ideographs takes two columns.
        assert_eq!(excerpt("会议 = 1", 9..10), ("会议 = 1".into(), 7, 1));
        assert_eq!(excerpt("x = \"会议\"\r\ny", 4..12), ("x = \"会议\"".into(), 4, 6));
    }

    #[test]
    fn a_place_past_the_end_of_a_line_gets_one_mark_after_it() {
        assert_eq!(excerpt("a =", 3..3), ("a =".into(), 3, 1));
        assert_eq!(excerpt("a = '''x\ny'''", 4..13), ("a = '''x".into(), 4, 4));
        assert_eq!(excerpt("", 0..0), (String::new(), 0, 1));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = format!("{}CODE{}", "x".repeat(5_000), "y".repeat(5_000));
        let (text, indent, width) = excerpt(&line, 5_000..5_004);
        assert_eq!((indent, width), (41, 4));
        assert_eq!(text, format!("…{}CODE{}…", "x".repeat(40), "y".repeat(55)));
    }

    #[test]
    fn nothing_in_a_text_steers_the_terminal() {
        assert_eq!(excerpt("a\u{1b}[2J = 1", 8..9), ("a␛[2J = 1".into(), 8, 1));
        assert_eq!(visible("a\u{202e}b\u{7f}"), "a\u{fffd}b␡");
    }
}
