//! A table's entries as the macro lays them out, and the look-ups over them.
//!
//! An entry's index is its place in every column. In a table of integers that is the slot of its code, so that a code leads
//! to everything else without a further step; in a table of strings it is the place in the catalog.

use alloc::string::String;
use core::fmt;

use crate::policy::Category;
use crate::code::Code;
use crate::table::Column;
use crate::table::Envelope;
use crate::message::lookup;
use crate::message::ParamKind;
use crate::table::{PerfectHash, same};
use crate::policy::{RetrySafety, Retry};
use crate::policy::Severity;
use crate::message::Template;
use crate::entry::HasCode;

/// The entries of one table.
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
    /// The index of each entry, in the order of the catalog; nothing where that is the order of the indices.
    pub order: Column,
    pub codes: Codes,
    pub names: Texted,
    pub texts: Texts,
    /// What entries are treated as, each kind once.
    pub policies: &'static [Policy],
    /// For each entry, its place in `policies`.
    pub policy_of: Column,
    /// The entries that have params, in order.
    pub params: &'static [EntryParams],
    /// The codes that mean "no error".
    pub success: &'static [Code<'static>],
    /// What is done about a code that the table does not have; `None` for what its HTTP status says.
    pub unknown: Option<(Retry, RetrySafety)>,
    /// The classes that a code belongs to by how it starts, the longest prefix first.
    pub prefixes: &'static [PrefixClass],
    pub envelope: Envelope,
}

/// The codes of the entries.
#[doc(hidden)]
#[derive(Debug)]
pub enum Codes {
    Integers {
        /// The slot of each code, which is the index of its entry.
        hash: PerfectHash,
        /// The code of an entry: its discriminant.
        code_of: fn(usize) -> i64,
        /// Codes in `also`, in order.
        also: &'static [[u8; 8]],
        /// For each of these, its entry.
        also_of: Column,
    },
    /// They are texts: the last of each entry, and those in `also`, which are behind the entries.
    Strings(Texted),
}

/// How texts lead to entries: all those of a kind, of which an entry has one and may have further ones.
#[doc(hidden)]
#[derive(Debug)]
pub struct Texted {
    pub hash: PerfectHash,
    /// For each slot, the place of its text among all of the kind: those of the entries, then the further ones.
    pub text_in: Column,
    /// For each further text, its entry.
    pub further_of: Column,
    /// Where the text of an entry is among the entry's texts.
    pub place: usize,
    /// Where the first further text is among all.
    pub first_further: usize,
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
    pub ends: Column,
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
    pub retry_safety: Option<RetrySafety>,
    pub severity: Option<Severity>,
}

impl Texts {
    /// A text of an entry, by its place among them.
    #[inline]
    const fn get(&self, entry: usize, place: usize) -> &'static str {
        self.at(entry * self.each + place)
    }

    /// A text, by its place among all.
    #[inline]
    const fn at(&self, text: usize) -> &'static str {
        let start = if text == 0 { 0 } else { self.ends.get(text - 1) };
        let end = self.ends.get(text);
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
    pub retry_safety: RetrySafety,
    pub severity: Severity,
    /// The name of its class.
    pub class: Option<&'static str>,
}

impl Table {
    /// The index of an entry by its place in the catalog.
    #[inline]
    pub const fn in_order(&self, place: usize) -> usize {
        if self.order.is_empty() { place } else { self.order.get(place) }
    }

    #[inline]
    pub fn code(&self, entry: usize) -> Code<'static> {
        match self.codes {
            Codes::Integers { code_of, .. } => Code::Number(code_of(entry)),
            Codes::Strings(_) => Code::Text(self.text_code(entry)),
        }
    }

    /// The code of an entry whose codes are strings.
    #[inline]
    pub const fn text_code(&self, entry: usize) -> &'static str {
        self.texts.get(entry, self.texts.each - 1)
    }

    #[inline]
    pub const fn name(&self, entry: usize) -> &'static str {
        self.texts.get(entry, 0)
    }

    #[inline]
    pub const fn message(&self, entry: usize) -> &'static str {
        self.texts.get(entry, 1 + self.shown)
    }

    pub const fn message_in(&self, entry: usize, locale: &str) -> &'static str {
        self.texts.get(entry, 1 + self.locale(locale))
    }

    /// The message in a locale by its index.
    #[inline]
    pub const fn message_at(&self, entry: usize, locale: usize) -> &'static str {
        self.texts.get(entry, 1 + locale)
    }

    #[inline]
    pub const fn help(&self, entry: usize) -> Option<&'static str> {
        self.help_at(entry, self.shown)
    }

    pub const fn help_in(&self, entry: usize, locale: &str) -> Option<&'static str> {
        self.help_at(entry, self.locale(locale))
    }

    #[inline]
    const fn help_at(&self, entry: usize, locale: usize) -> Option<&'static str> {
        if !self.texts.has_help {
            return None;
        }
        let kinds = if self.texts.has_titles { 2 } else { 1 };
        let text = self.texts.get(entry, 1 + kinds * self.locales.len() + locale);
        if text.is_empty() { None } else { Some(text) }
    }

    #[inline]
    pub const fn title(&self, entry: usize) -> &'static str {
        self.title_at(entry, self.shown)
    }

    pub const fn title_in(&self, entry: usize, locale: &str) -> &'static str {
        self.title_at(entry, self.locale(locale))
    }

    /// Where an entry has no title, its message is as short.
    #[inline]
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
        &self.policies[self.policy_of.get(entry)]
    }

    pub const fn locale(&self, tag: &str) -> usize {
        match lookup(self.locales, tag) {
            Some(index) => index,
            None => self.shown,
        }
    }

    /// The slot of a number: that of the entry whose code it is, if it is one.
    #[inline(always)]
    pub const fn slot_of_number(&self, code: i64) -> usize {
        match &self.codes {
            Codes::Integers { hash, .. } => hash.slot(hash.mix_number(code.cast_unsigned()), self.len),
            Codes::Strings(_) => 0,
        }
    }

    /// The entry that has a number among its further codes.
    #[inline(always)]
    pub const fn find_also(&self, code: i64) -> Option<usize> {
        match &self.codes {
            Codes::Integers { also, also_of, .. } if !also.is_empty() => find_among(also, also_of, code),
            // Few tables have any: for the others nothing is left of this.
            _ => None,
        }
    }

    /// The entry that has a text for a code.
    #[inline]
    pub const fn find_text(&self, code: &str) -> Option<usize> {
        match &self.codes {
            Codes::Strings(codes) => self.find_in(codes, code),
            Codes::Integers { .. } => None,
        }
    }

    /// The entry that has a name.
    #[inline]
    pub const fn find_name(&self, name: &str) -> Option<usize> {
        self.find_in(&self.names, name)
    }

    #[inline(always)]
    const fn find_in(&self, texted: &Texted, text: &str) -> Option<usize> {
        let Texted { hash, text_in, further_of, place, first_further } = texted;
        let found = text_in.get(hash.slot(hash.mix_text(text), self.len + further_of.len()));
        if found < self.len {
            return if same(self.texts.get(found, *place), text) { Some(found) } else { None };
        }
        let further = found - self.len;
        if same(self.texts.at(*first_further + further), text) { Some(further_of.get(further)) } else { None }
    }

    /// Whether a code means "no error": it is listed so, or it is not listed and its class is one of successes.
    pub fn is_success(&self, code: Code<'_>) -> bool {
        let of_class =
            || self.prefix_class(code).is_some_and(|class| class.severity == Some(Severity::Success));
        let is_listed = || matches!(code, Code::Text(text) if self.find_text(text).is_some());
        self.success.contains(&code) || (!self.prefixes.is_empty() && !is_listed() && of_class())
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
        params: &impl HasCode,
        f: &mut dyn fmt::Write,
    ) -> fmt::Result {
        let Some(entry) = self.params.get(place) else { return Ok(()) };
        let Some(template) = entry.messages.get(locale) else {
            return f.write_str(self.message_at(entry.entry, locale));
        };
        let mut written = Ok(());
        params.__fields(&mut |fields| written = template.write(fields, f));
        written
    }

    /// The same in the locale that fits a BCP 47 language tag best, as a text of its own.
    pub fn params_message(&self, place: usize, locale: &str, params: &impl HasCode) -> String {
        let mut message = String::new();
        // Nothing that is written into a string fails.
        let _ = self.write_message(place, self.locale(locale), params, &mut message);
        message
    }

    /// The class that a code belongs to by how it starts.
    pub fn prefix_class(&self, code: Code<'_>) -> Option<&'static PrefixClass> {
        let Code::Text(code) = code else { return None };
        self.prefixes.iter().find(|class| code.starts_with(class.prefix))
    }
}

/// The entry of a number among further codes, which are in order.
const fn find_among(also: &[[u8; 8]], also_of: &Column, code: i64) -> Option<usize> {
    let (mut from, mut to) = (0, also.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let found = i64::from_le_bytes(also[middle]);
        if found == code {
            return Some(also_of.get(middle));
        }
        if found < code {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    None
}
