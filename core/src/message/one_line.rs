//! What a server wrote in, one line of it for a log out.

use core::fmt::{self, Write as _};

/// What a server wrote, as it can stand in a line of a log: no control characters, and no more than 1,000 characters.
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
