//! Makes text of unknown origin fit for one line of a log.

use core::fmt::{self, Write as _};

/// Text of unknown origin, fit for one line of a log: control characters become spaces, and at most 1,000 characters are
/// written.
pub(crate) struct OneLine<T>(pub(crate) T);

impl<T: fmt::Display> fmt::Display for OneLine<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Cleaner { into: f, left: 1000 }, "{}", self.0)
    }
}

struct Cleaner<'a, 'b> {
    into: &'a mut fmt::Formatter<'b>,
    left: usize,
}

impl fmt::Write for Cleaner<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            match self.left {
                0 => return Ok(()),
                1 => self.into.write_char('…')?,
                _ if c.is_control() => self.into.write_char(' ')?,
                _ => self.into.write_char(c)?,
            }
            self.left -= 1;
        }
        Ok(())
    }
}
