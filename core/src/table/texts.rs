//! The texts of the entries, as the macro lays them out. Works in `const`.

use crate::table::Column;

/// The texts of the entries, entry by entry: the name, the message in each locale, the title in each locale if the table
/// has titles, the help in each locale if it has help, the URL if it has URLs, the code if it is a string.
///
/// The further names and, in a table of strings, the further codes follow after the entries. An empty text means that
/// there is none.
#[doc(hidden)]
#[derive(Debug)]
pub struct Texts {
    /// How many texts an entry has.
    pub each: usize,
    pub has_titles: bool,
    pub has_help: bool,
    pub has_urls: bool,
    pub all: &'static str,
    /// Where each text ends in `all`; it starts where the previous one ends.
    pub ends: Column,
}

impl Texts {
    /// Has no texts.
    pub(crate) const EMPTY: Texts =
        Texts { each: 0, has_titles: false, has_help: false, has_urls: false, all: "", ends: Column::EMPTY };

    /// Returns a text of an entry, by its index among the entry's texts.
    #[inline]
    pub(crate) const fn of_entry(&self, entry: usize, index: usize) -> &'static str {
        self.get(entry * self.each + index)
    }

    /// Returns a text, by its index among all.
    #[inline]
    pub(crate) const fn get(&self, index: usize) -> &'static str {
        let start = if index == 0 { 0 } else { self.ends.get(index - 1) };
        let end = self.ends.get(index);
        // The macro counts whole characters, so neither split fails.
        match self.all.split_at_checked(end) {
            Some((until_end, _)) => match until_end.split_at_checked(start) {
                Some((_, text)) => text,
                None => "",
            },
            None => "",
        }
    }
}
