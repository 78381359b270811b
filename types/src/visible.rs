//! Makes text of unknown origin fit to be shown on a line of a terminal or a log.

use core::fmt::{self, Write};

use crate::limits::MAX_SHOWN_CHARS;

/// Text of unknown origin as a terminal or a log may show it: on one line, without characters that would control the terminal,
/// forge a line of the log, or change the order in which the text is read.
///
/// Control characters are shown as their pictures (U+2400 to U+2421), or, like the line and paragraph separators (U+2028 and
/// U+2029) and the characters with Unicode's property `Bidi_Control`, as U+FFFD. A tab becomes a space. Each character is shown
/// as one character.
///
/// ```
/// use errcat_types::Visible;
///
/// assert_eq!(Visible("a\tb\nERROR forged\u{1b}[2J").to_string(), "a b␊ERROR forged␛[2J");
/// assert_eq!(Visible("invoice\u{202e}fdp.exe").to_string(), "invoice\u{fffd}fdp.exe");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Visible<T>(pub T);

impl<T: fmt::Display> fmt::Display for Visible<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Shown(f), "{}", self.0)
    }
}

struct Shown<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl Write for Shown<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| self.0.write_char(visible(c)))
    }
}

/// Text of unknown origin as a formatter or a log shows it: as [`Visible`] does, and of a longer text only the beginning, in
/// [`MAX_SHOWN_CHARS`] characters with the sign of an ellipsis.
///
/// ```
/// use errcat_types::OneLine;
///
/// assert_eq!(OneLine("x".repeat(1_000)).to_string(), "x".repeat(1_000));
/// assert_eq!(OneLine("x".repeat(1_001)).to_string(), "x".repeat(999) + "…");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct OneLine<T>(pub T);

impl<T: fmt::Display> fmt::Display for OneLine<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut beginning = Beginning { into: f, left: MAX_SHOWN_CHARS, last: None };
        write!(beginning, "{}", self.0)?;
        beginning.last.map_or(Ok(()), |last| f.write_char(last))
    }
}

struct Beginning<'a, 'b> {
    into: &'a mut fmt::Formatter<'b>,
    left: usize,
    /// The last character that fits, which is shown only if no other follows.
    last: Option<char>,
}

impl Write for Beginning<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            match self.left {
                0 => {
                    self.last = Some('…');
                    return Ok(());
                }
                1 => self.last = Some(visible(c)),
                _ => self.into.write_char(visible(c))?,
            }
            self.left -= 1;
        }
        Ok(())
    }
}

/// Returns the character that is shown for a character of a text. See [`Visible`].
const fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{0}'..='\u{1f}' => picture(c as u32),
        // The picture of DEL follows those of the others and of the space.
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{2028}'
        | '\u{2029}'
        // Bidi_Control.
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        other => other,
    }
}

/// Returns the picture of a control character below the space.
const fn picture(control: u32) -> char {
    match char::from_u32(0x2400 + control) {
        Some(picture) => picture,
        None => char::REPLACEMENT_CHARACTER,
    }
}
