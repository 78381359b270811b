//! Names in upper snake case.

use core::fmt::{self, Write};

/// Writes the name of an entry in upper snake case, as the reason of a gRPC status has it.
///
/// ```
/// use errcat_types::UpperSnake;
///
/// assert_eq!(UpperSnake("MeetingNotFound").to_string(), "MEETING_NOT_FOUND");
/// assert_eq!(UpperSnake("HTTPError2").to_string(), "HTTP_ERROR2");
/// assert_eq!(UpperSnake("UNKNOWN_TOPIC").to_string(), "UNKNOWN_TOPIC");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct UpperSnake<'n>(pub &'n str);

impl fmt::Display for UpperSnake<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = self.0.chars().peekable();
        let mut before = '_';
        while let Some(character) = characters.next() {
            let ends_capitals =
                before.is_uppercase() && characters.peek().is_some_and(|next| next.is_lowercase());
            let begins_word = before.is_lowercase() || before.is_numeric() || ends_capitals;
            if character.is_uppercase() && begins_word {
                f.write_char('_')?;
            }
            character.to_uppercase().try_for_each(|upper| f.write_char(upper))?;
            before = character;
        }
        Ok(())
    }
}
