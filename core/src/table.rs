//! A table's entries as the macro lays them out, and the look-ups over them. Everything works in `const`.
//!
//! Numbers are little-endian bytes and all texts are one string: a literal costs the compiler one token, an array of
//! 10,000 elements costs it 20,000.

use core::cmp::Ordering;

use crate::category::Category;
use crate::code::Code;
use crate::envelope::Envelope;
use crate::locale::lookup;
use crate::retry::{Replay, Retry};

/// The entries of one table. The same index is the same entry in each column.
#[doc(hidden)]
#[derive(Debug)]
pub struct Table {
    /// The table's name in the catalog.
    pub name: &'static str,
    pub enum_name: &'static str,
    pub locales: &'static [&'static str],
    /// The index of the locale that is shown when none is asked for.
    pub shown: usize,
    /// How many entries there are.
    pub len: usize,
    pub codes: Codes,
    /// The entries in the order of their codes.
    pub by_code: &'static [[u8; 4]],
    /// The entries in the order of their names.
    pub by_name: &'static [[u8; 4]],
    pub texts: Texts,
    /// What entries are treated as, each kind once.
    pub policies: &'static [Policy],
    /// For each entry, its place in `policies`.
    pub policy_of: &'static [[u8; 4]],
    /// The codes that mean "no error".
    pub success: &'static [Code<'static>],
    /// What is done about a code that the table does not have; `None` for what its HTTP status says.
    pub unknown: Option<(Retry, Replay)>,
    pub envelope: Envelope,
}

/// The codes of the entries.
#[doc(hidden)]
#[derive(Debug)]
pub enum Codes {
    Integers(&'static [[u8; 8]]),
    /// They are the last text of each entry.
    Strings,
}

/// The texts of the entries, entry by entry: the name, the message in each locale, the help in each locale if the
/// table has help, the code if it is a string. An empty text stands for none.
#[doc(hidden)]
#[derive(Debug)]
pub struct Texts {
    /// How many texts an entry has.
    pub each: usize,
    pub has_help: bool,
    pub all: &'static str,
    /// Where in `all` each text ends; it starts where the one before it ends.
    pub ends: &'static [[u8; 4]],
}

impl Texts {
    const fn get(&self, entry: usize, place: usize) -> &'static str {
        let text = entry * self.each + place;
        let start = if text == 0 { 0 } else { u32::from_le_bytes(self.ends[text - 1]) as usize };
        let end = u32::from_le_bytes(self.ends[text]) as usize;
        // The macro counts whole characters, so neither split fails.
        match self.all.split_at_checked(end) {
            Some((until_end, _)) => match until_end.split_at_checked(start) {
                Some((_, text)) => text,
                None => "",
            },
            None => "",
        }
    }

    /// The entry whose text at a place is this one, by a given order of the entries.
    const fn find(&self, order: &[[u8; 4]], place: usize, text: &str) -> Option<usize> {
        let (mut from, mut to) = (0, order.len());
        while from < to {
            let middle = from + (to - from) / 2;
            let entry = u32::from_le_bytes(order[middle]) as usize;
            match compare(self.get(entry, place).as_bytes(), text.as_bytes()) {
                Ordering::Equal => return Some(entry),
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
            }
        }
        None
    }
}

/// What an entry is treated as.
#[doc(hidden)]
#[derive(Debug)]
pub struct Policy {
    pub http: u16,
    pub category: Category,
    pub retry: Retry,
    pub replay: Replay,
}

impl Table {
    pub const fn code(&self, entry: usize) -> Code<'static> {
        match self.codes {
            Codes::Integers(codes) => Code::Number(i64::from_le_bytes(codes[entry])),
            Codes::Strings => Code::Text(self.text_code(entry)),
        }
    }

    /// The code of an entry whose codes are strings.
    pub const fn text_code(&self, entry: usize) -> &'static str {
        self.texts.get(entry, self.texts.each - 1)
    }

    pub const fn name(&self, entry: usize) -> &'static str {
        self.texts.get(entry, 0)
    }

    pub const fn message(&self, entry: usize) -> &'static str {
        self.texts.get(entry, 1 + self.shown)
    }

    pub const fn message_in(&self, entry: usize, locale: &str) -> &'static str {
        self.texts.get(entry, 1 + self.locale(locale))
    }

    pub const fn help(&self, entry: usize) -> Option<&'static str> {
        self.help_at(entry, self.shown)
    }

    pub const fn help_in(&self, entry: usize, locale: &str) -> Option<&'static str> {
        self.help_at(entry, self.locale(locale))
    }

    const fn help_at(&self, entry: usize, locale: usize) -> Option<&'static str> {
        if !self.texts.has_help {
            return None;
        }
        let text = self.texts.get(entry, 1 + self.locales.len() + locale);
        if text.is_empty() { None } else { Some(text) }
    }

    #[inline]
    pub const fn policy(&self, entry: usize) -> &'static Policy {
        &self.policies[u32::from_le_bytes(self.policy_of[entry]) as usize]
    }

    const fn locale(&self, tag: &str) -> usize {
        match lookup(self.locales, tag) {
            Some(index) => index,
            None => self.shown,
        }
    }

    /// The entry that has a code.
    #[inline]
    pub const fn find(&self, code: Code<'_>) -> Option<usize> {
        match code {
            Code::Number(number) => self.find_number(number),
            Code::Text(text) => self.find_text(text),
        }
    }

    #[inline]
    pub const fn find_number(&self, code: i64) -> Option<usize> {
        let Codes::Integers(codes) = self.codes else { return None };
        let (mut from, mut to) = (0, self.by_code.len());
        while from < to {
            let middle = from + (to - from) / 2;
            let entry = u32::from_le_bytes(self.by_code[middle]) as usize;
            let found = i64::from_le_bytes(codes[entry]);
            if found == code {
                return Some(entry);
            }
            if found < code {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        None
    }

    pub const fn find_text(&self, code: &str) -> Option<usize> {
        match self.codes {
            Codes::Strings => self.texts.find(self.by_code, self.texts.each - 1, code),
            Codes::Integers(_) => None,
        }
    }

    /// Whether a code means "no error".
    pub fn is_success(&self, code: Code<'_>) -> bool {
        self.success.contains(&code)
    }

    pub const fn find_name(&self, name: &str) -> Option<usize> {
        self.texts.find(self.by_name, 0, name)
    }

    /// The entry whose code a text spells: an integer in decimal digits, a string as it is.
    pub fn find_spelled(&self, text: &str) -> Option<usize> {
        match self.codes {
            // The parser of the standard library allows a plus sign, which no integer on the wire has.
            Codes::Integers(_) if text.starts_with('+') => None,
            Codes::Integers(_) => text.parse().ok().and_then(|number| self.find_number(number)),
            Codes::Strings => self.find_text(text),
        }
    }
}

const fn compare(a: &[u8], b: &[u8]) -> Ordering {
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return if a[at] < b[at] { Ordering::Less } else { Ordering::Greater };
        }
        at += 1;
    }
    if a.len() == b.len() {
        Ordering::Equal
    } else if a.len() < b.len() {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}
