//! A table's entries as the macro lays them out, and the look-ups over them. Everything works in `const`.

use core::cmp::Ordering;

use crate::category::Category;
use crate::code::Code;
use crate::locale::lookup;
use crate::retry::{Replay, Retry};

/// The entries of one table, in columns: the same index is the same entry in each.
#[doc(hidden)]
#[derive(Debug)]
pub struct Table {
    /// The table's name in the catalog.
    pub name: &'static str,
    pub enum_name: &'static str,
    pub locales: &'static [&'static str],
    /// The index of the locale that is shown when none is asked for.
    pub shown: usize,
    pub codes: Codes,
    /// The entries in the order of their codes.
    pub by_code: &'static [u32],
    pub names: &'static [&'static str],
    /// The entries in the order of their names.
    pub by_name: &'static [u32],
    /// For each locale, the message of each entry.
    pub messages: &'static [&'static [&'static str]],
    /// For each locale, the help of each entry; empty where there is none.
    pub help: &'static [&'static [&'static str]],
    /// What entries are treated as, each kind once.
    pub policies: &'static [Policy],
    /// For each entry, its place in `policies`.
    pub policy_of: &'static [u16],
}

/// The codes of the entries.
#[doc(hidden)]
#[derive(Debug)]
pub enum Codes {
    Integers(&'static [i64]),
    Strings(&'static [&'static str]),
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
    pub const fn len(&self) -> usize {
        self.names.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub const fn code(&self, entry: usize) -> Code<'static> {
        match self.codes {
            Codes::Integers(codes) => Code::Number(codes[entry]),
            Codes::Strings(codes) => Code::Text(codes[entry]),
        }
    }

    pub const fn message(&self, entry: usize) -> &'static str {
        self.messages[self.shown][entry]
    }

    pub const fn message_in(&self, entry: usize, locale: &str) -> &'static str {
        self.messages[self.locale(locale)][entry]
    }

    pub const fn help(&self, entry: usize) -> Option<&'static str> {
        present(self.help[self.shown][entry])
    }

    pub const fn help_in(&self, entry: usize, locale: &str) -> Option<&'static str> {
        present(self.help[self.locale(locale)][entry])
    }

    pub const fn policy(&self, entry: usize) -> &'static Policy {
        &self.policies[self.policy_of[entry] as usize]
    }

    const fn locale(&self, tag: &str) -> usize {
        match lookup(self.locales, tag) {
            Some(index) => index,
            None => self.shown,
        }
    }

    /// The entry that has a code.
    pub const fn find(&self, code: Code<'_>) -> Option<usize> {
        match code {
            Code::Number(number) => self.find_number(number),
            Code::Text(text) => self.find_text(text),
        }
    }

    pub const fn find_number(&self, code: i64) -> Option<usize> {
        let Codes::Integers(codes) = self.codes else { return None };
        let (mut from, mut to) = (0, self.by_code.len());
        while from < to {
            let middle = from + (to - from) / 2;
            let entry = self.by_code[middle] as usize;
            if codes[entry] == code {
                return Some(entry);
            }
            if codes[entry] < code {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        None
    }

    pub const fn find_text(&self, code: &str) -> Option<usize> {
        match self.codes {
            Codes::Strings(codes) => find_text(codes, self.by_code, code),
            Codes::Integers(_) => None,
        }
    }

    /// The entry whose code a text spells: an integer in decimal digits, a string as it is.
    pub fn find_spelled(&self, text: &str) -> Option<usize> {
        match self.codes {
            // The parser of the standard library allows a plus sign, which no integer on the wire has.
            Codes::Integers(_) if text.starts_with('+') => None,
            Codes::Integers(_) => text.parse().ok().and_then(|number| self.find_number(number)),
            Codes::Strings(_) => self.find_text(text),
        }
    }

    pub const fn find_name(&self, name: &str) -> Option<usize> {
        find_text(self.names, self.by_name, name)
    }
}

/// An empty text stands for none: a catalog has no text that is there and empty.
const fn present(text: &'static str) -> Option<&'static str> {
    if text.is_empty() { None } else { Some(text) }
}

/// Where a text stands in a column of which the order is given.
const fn find_text(column: &[&str], order: &[u32], text: &str) -> Option<usize> {
    let (mut from, mut to) = (0, order.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let entry = order[middle] as usize;
        match compare(column[entry].as_bytes(), text.as_bytes()) {
            Ordering::Equal => return Some(entry),
            Ordering::Less => from = middle + 1,
            Ordering::Greater => to = middle,
        }
    }
    None
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
