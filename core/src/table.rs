//! A table's entries as the macro lays them out, and the look-ups over them. Everything works in `const`.
//!
//! Numbers are little-endian bytes and all texts are one string: a literal costs the compiler one token, an array of
//! 10,000 elements costs it 20,000.

use core::cmp::Ordering;
use core::fmt;

use crate::category::Category;
use crate::code::Code;
use crate::envelope::Envelope;
use crate::locale::lookup;
use crate::param::{ParamKind, Shown};
use crate::retry::{Replay, Retry};
use crate::severity::Severity;
use crate::template::Template;

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
    /// The codes of the entries, and behind them those in `also`.
    pub codes: Codes,
    /// For each code in `also`, its entry.
    pub also_of: &'static [[u8; 4]],
    /// All codes in their order.
    pub by_code: &'static [[u8; 4]],
    /// For each alias and each former name, its entry.
    pub further_name_of: &'static [[u8; 4]],
    /// All names in their order: those of the entries, then the further ones.
    pub by_name: &'static [[u8; 4]],
    pub texts: Texts,
    /// What entries are treated as, each kind once.
    pub policies: &'static [Policy],
    /// For each entry, its place in `policies`.
    pub policy_of: &'static [[u8; 4]],
    /// The entries that have params, in order.
    pub params: &'static [EntryParams],
    /// The codes that mean "no error", those of entries that are successes included.
    pub success: &'static [Code<'static>],
    /// What is done about a code that the table does not have; `None` for what its HTTP status says.
    pub unknown: Option<(Retry, Replay)>,
    /// The classes that a code belongs to by how it starts, the longest prefix first.
    pub prefixes: &'static [PrefixClass],
    pub envelope: Envelope,
}

/// The codes of the entries.
#[doc(hidden)]
#[derive(Debug)]
pub enum Codes {
    Integers(&'static [[u8; 8]]),
    /// They are texts: the last of each entry, and those in `also`, which are behind the entries.
    Strings,
}

/// The texts of the entries, entry by entry: the name, the message in each locale, the title in each locale if the table
/// has titles, the help in each locale if it has help, the code if it is a string. Behind the entries are the codes in
/// `also`, if they are strings, and the further names. An empty text stands for none.
#[doc(hidden)]
#[derive(Debug)]
pub struct Texts {
    /// How many texts an entry has.
    pub each: usize,
    pub has_titles: bool,
    pub has_help: bool,
    pub all: &'static str,
    /// Where in `all` each text ends; it starts where the one before it ends.
    pub ends: &'static [[u8; 4]],
}

/// The params of an entry that has some.
#[doc(hidden)]
#[derive(Debug)]
pub struct EntryParams {
    pub entry: usize,
    pub params: &'static [Param],
    /// The message in each locale; nothing where it has no values in it.
    pub messages: &'static [Template],
}

/// A value that an occurrence of an entry has.
#[doc(hidden)]
#[derive(Debug)]
pub struct Param {
    pub name: &'static str,
    pub kind: ParamKind,
    pub sensitive: bool,
}

/// A class that a code belongs to by how it starts: what is known of a code that the table does not have.
#[doc(hidden)]
#[derive(Debug)]
pub struct PrefixClass {
    pub prefix: &'static str,
    pub name: &'static str,
    pub category: Option<Category>,
    pub retry: Option<Retry>,
    pub replay: Option<Replay>,
    pub severity: Option<Severity>,
}

impl Texts {
    /// A text of an entry, by its place among them.
    const fn get(&self, entry: usize, place: usize) -> &'static str {
        self.at(entry * self.each + place)
    }

    /// A text, by its place among all.
    const fn at(&self, text: usize) -> &'static str {
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
}

/// What an entry is treated as.
#[doc(hidden)]
#[derive(Debug)]
pub struct Policy {
    pub http: u16,
    pub category: Category,
    pub retry: Retry,
    pub replay: Replay,
    pub severity: Severity,
    /// The name of its class.
    pub class: Option<&'static str>,
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

    /// The message in a locale by its index.
    pub const fn message_at(&self, entry: usize, locale: usize) -> &'static str {
        self.texts.get(entry, 1 + locale)
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
        let kinds = if self.texts.has_titles { 2 } else { 1 };
        let text = self.texts.get(entry, 1 + kinds * self.locales.len() + locale);
        if text.is_empty() { None } else { Some(text) }
    }

    pub const fn title(&self, entry: usize) -> &'static str {
        self.title_at(entry, self.shown)
    }

    pub const fn title_in(&self, entry: usize, locale: &str) -> &'static str {
        self.title_at(entry, self.locale(locale))
    }

    /// Where an entry has no title, its message is as short.
    const fn title_at(&self, entry: usize, locale: usize) -> &'static str {
        if self.texts.has_titles {
            let title = self.texts.get(entry, 1 + self.locales.len() + locale);
            if !title.is_empty() {
                return title;
            }
        }
        self.texts.get(entry, 1 + locale)
    }

    #[inline]
    pub const fn policy(&self, entry: usize) -> &'static Policy {
        &self.policies[u32::from_le_bytes(self.policy_of[entry]) as usize]
    }

    pub const fn locale(&self, tag: &str) -> usize {
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
            let place = u32::from_le_bytes(self.by_code[middle]) as usize;
            let found = i64::from_le_bytes(codes[place]);
            if found == code {
                return Some(entry_of(place, self.len, self.also_of));
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
            Codes::Strings => self.find_in(self.by_code, self.also_of, self.texts.each - 1, 0, code),
            Codes::Integers(_) => None,
        }
    }

    /// The entry that has a text, by an order of that kind of texts: those of the entries, which have a place among an
    /// entry's texts, and further ones behind all entries.
    const fn find_in(
        &self,
        order: &[[u8; 4]],
        further_of: &[[u8; 4]],
        place: usize,
        skipped: usize,
        text: &str,
    ) -> Option<usize> {
        let (mut from, mut to) = (0, order.len());
        while from < to {
            let middle = from + (to - from) / 2;
            let found = u32::from_le_bytes(order[middle]) as usize;
            let candidate = if found < self.len {
                self.texts.get(found, place)
            } else {
                self.texts.at(self.len * self.texts.each + skipped + found - self.len)
            };
            match compare(candidate.as_bytes(), text.as_bytes()) {
                Ordering::Equal => return Some(entry_of(found, self.len, further_of)),
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// Whether a code is the one that is sent for an entry, whether spelled as a number or as text.
    pub fn is_sent(&self, entry: usize, code: Code<'_>) -> bool {
        let sent = self.code(entry);
        sent == code || alloc::format!("{sent}") == alloc::format!("{code}")
    }

    /// Whether a code means "no error": it is listed so, or it is not listed and its class is one of successes.
    pub fn is_success(&self, code: Code<'_>) -> bool {
        let of_class =
            || self.prefix_class(code).is_some_and(|class| class.severity == Some(Severity::Success));
        self.success.contains(&code) || (!self.prefixes.is_empty() && self.find(code).is_none() && of_class())
    }

    pub const fn find_name(&self, name: &str) -> Option<usize> {
        let codes = if matches!(self.codes, Codes::Strings) { self.also_of.len() } else { 0 };
        self.find_in(self.by_name, self.further_name_of, 0, codes, name)
    }

    /// The params of an entry, if it has some.
    pub fn params_of(&self, entry: usize) -> Option<&'static EntryParams> {
        let at = self.params.binary_search_by_key(&entry, |params| params.entry).ok()?;
        self.params.get(at)
    }

    /// Writes the message of an entry with values in it, by the entry's place in `params`.
    ///
    /// # Errors
    ///
    /// Those of what is written into.
    pub fn write_message(
        &self,
        place: usize,
        locale: usize,
        values: &[&dyn Shown],
        f: &mut dyn fmt::Write,
    ) -> fmt::Result {
        let Some(entry) = self.params.get(place) else { return Ok(()) };
        match entry.messages.get(locale) {
            Some(template) => template.write(values, f),
            None => f.write_str(self.message_at(entry.entry, locale)),
        }
    }

    /// The class that a code belongs to by how it starts.
    pub fn prefix_class(&self, code: Code<'_>) -> Option<&'static PrefixClass> {
        let Code::Text(code) = code else { return None };
        self.prefixes.iter().find(|class| code.starts_with(class.prefix))
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

/// The entry that a place among all codes or all names is of.
const fn entry_of(place: usize, entries: usize, further_of: &[[u8; 4]]) -> usize {
    if place < entries { place } else { u32::from_le_bytes(further_of[place - entries]) as usize }
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
