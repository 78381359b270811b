//! The entries of a table, and the look-ups over them. Works in `const`.
//!
//! An entry's index is its position in every column. In a table of integers it is the slot of the entry's code, so that a
//! code leads to everything else without a further step; in a table of strings it is the position in the catalog.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use errcat_types::hash::texts_are_equal;
use errcat_types::locale::lookup;
use errcat_types::{Exposure, ParamKind, ProblemStatus, Recovery};

use crate::code::WireCode;
use crate::message::{MessageValue, ShownValue, Template};
use crate::policy::{Category, Retry, RetrySafety, Severity};
use crate::table::{CodeClass, Column, Defaults, Envelope, Overrides, Parts, PerfectHash, Texts};

/// The entries of one table.
#[doc(hidden)]
#[derive(Debug)]
pub struct Table {
    /// The table's name in the catalog.
    pub name: &'static str,
    /// Names that it had.
    pub former: &'static [&'static str],
    /// The domain of its errors in a gRPC status.
    pub domain: &'static str,
    pub enum_name: &'static str,
    pub locales: &'static [&'static str],
    /// The index of the locale that is shown when none is requested.
    pub shown: usize,
    /// How many entries there are.
    pub len: usize,
    /// How many of them have a code of their own. They come first.
    pub own: usize,
    /// The index of each entry, in the order of the catalog; empty where that is the order of the indices.
    pub order: Column,
    pub codes: Codes,
    /// What the other entries refine, from index `own` on: in the order of the entries that they refine.
    pub refinements: &'static [Refinement],
    pub names: TextIndex,
    pub texts: Texts,
    /// The distinct policies of the entries.
    pub policies: &'static [EntryPolicy],
    /// The index in `policies` of each entry.
    pub policy_of: Column,
    /// The distinct sets of values that are sent with entries, by their names in the envelope.
    pub extras: &'static [&'static [(&'static str, WireCode<'static>)]],
    /// The index in `extras` of each entry; empty if no entry has any.
    pub extra_of: Column,
    /// The entries that have params, in order.
    pub params: &'static [EntryParams],
    /// The codes that mean success.
    pub success: &'static [WireCode<'static>],
    /// The defaults of a code that the table does not have.
    pub unknown: Defaults,
    /// The classes that codes select, the longest prefix first.
    pub classes: &'static [CodeClass],
    pub problem_status: ProblemStatus,
    /// The entry that a response with failures of several entries has.
    pub combined: Option<u32>,
    pub envelope: Envelope,
}

/// The codes of the entries.
#[doc(hidden)]
#[derive(Debug)]
pub enum Codes {
    Integers {
        /// Leads each code to its slot, which is the index of its entry.
        hash: PerfectHash,
        /// Returns the code of an entry.
        code_of: fn(usize) -> i128,
        /// The low 64 bits of each entry's code, if the discriminants of the enum are not the codes.
        numbers: &'static [[u8; 8]],
        /// The codes in `also`, sorted.
        also: &'static [[u8; 8]],
        /// The entry of each code in `also`.
        also_of: Column,
        /// The ranges in `also`, in their order. None overlaps another.
        ranges: &'static [CodeRange],
    },
    /// They are texts: the last one of each entry, and those in `also`, which follow after the entries.
    Strings(TextIndex),
}

/// A range of codes that are received for an entry, both ends included.
#[doc(hidden)]
#[derive(Debug)]
pub struct CodeRange {
    pub from: i128,
    pub to: i128,
    pub entry: u32,
}

/// What an entry refines: the entry with a code, for responses that have a subcode as well.
#[doc(hidden)]
#[derive(Debug)]
pub struct Refinement {
    /// The entry with the code.
    pub of: u32,
    pub subcode: WireCode<'static>,
}

/// An index from texts of one kind to entries: an entry has one text of the kind and may have further ones.
#[doc(hidden)]
#[derive(Debug)]
pub struct TextIndex {
    pub hash: PerfectHash,
    /// How many entries have a text of the kind. They come first.
    pub len: usize,
    /// The index of the text of each slot among those of the kind: first those of the entries, then the further ones.
    pub text_in: Column,
    /// The entry of each further text.
    pub further_of: Column,
    /// The index of the text among the texts of an entry.
    pub position: usize,
    /// The index of the first further text among all texts.
    pub first_further: usize,
}

impl TextIndex {
    /// Leads nowhere.
    const EMPTY: TextIndex = TextIndex {
        hash: PerfectHash { multiplier: 0, shift: 0, displacements: Column::EMPTY },
        len: 0,
        text_in: Column::EMPTY,
        further_of: Column::EMPTY,
        position: 0,
        first_further: 0,
    };
}

/// The params of an entry that has some.
#[doc(hidden)]
#[derive(Debug)]
pub struct EntryParams {
    pub entry: usize,
    pub params: &'static [EntryParam],
    /// The message in each locale; empty if it has no placeholders.
    pub messages: &'static [Template],
}

/// A value that an occurrence of an entry has.
#[doc(hidden)]
#[derive(Debug)]
pub struct EntryParam {
    pub name: &'static str,
    /// The name on the wire.
    pub wire: &'static str,
    pub kind: ParamKind,
    pub sensitive: bool,
    /// Whether the message cannot be shown without the value.
    pub needed: bool,
}

/// What an entry means for the caller.
#[doc(hidden)]
#[derive(Debug)]
pub struct EntryPolicy {
    pub http: u16,
    pub category: Category,
    pub retry: Retry,
    pub retry_safety: RetrySafety,
    pub severity: Severity,
    /// The name of its class.
    pub class: Option<&'static str>,
    pub overrides: Overrides,
}

impl EntryPolicy {
    /// Returns whether callers may see the entry.
    #[inline]
    pub const fn exposure(&self) -> Exposure {
        match self.overrides.exposure {
            Some(exposure) => exposure,
            None => self.category.default_exposure(),
        }
    }

    /// Returns who must act.
    #[inline]
    pub const fn recovery(&self) -> Recovery {
        self.overrides.recovery(self.category, &self.retry)
    }

    /// Returns the exit code of a program.
    #[inline]
    pub const fn exit_code(&self) -> u8 {
        match self.overrides.exit {
            Some(exit) => exit,
            None => self.category.default_exit_code(),
        }
    }
}

impl Table {
    /// Has no entries, and states nothing.
    pub const EMPTY: Table = Table {
        name: "",
        former: &[],
        domain: "",
        enum_name: "",
        locales: &[],
        shown: 0,
        len: 0,
        own: 0,
        order: Column::EMPTY,
        codes: Codes::Strings(TextIndex::EMPTY),
        refinements: &[],
        names: TextIndex::EMPTY,
        texts: Texts::EMPTY,
        policies: &[],
        policy_of: Column::EMPTY,
        extras: &[],
        extra_of: Column::EMPTY,
        params: &[],
        success: &[],
        unknown: Defaults::NONE,
        classes: &[],
        problem_status: ProblemStatus::Http,
        combined: None,
        envelope: Envelope { parts: Parts::EMPTY, items: None },
    };

    /// Returns the index of an entry by its position in the catalog.
    #[inline]
    pub const fn in_order(&self, position: usize) -> usize {
        if self.order.is_empty() { position } else { self.order.get(position) }
    }

    #[inline]
    pub fn wire_code(&self, entry: usize) -> WireCode<'static> {
        match self.codes {
            Codes::Integers { code_of, .. } => WireCode::Number(code_of(entry)),
            Codes::Strings(_) => WireCode::from(self.text_code(entry)),
        }
    }

    /// Returns the code of an entry in a table of strings.
    #[inline]
    pub const fn text_code(&self, entry: usize) -> &'static str {
        self.texts.of_entry(entry, self.texts.each - 1)
    }

    #[inline]
    pub const fn name(&self, entry: usize) -> &'static str {
        self.texts.of_entry(entry, 0)
    }

    #[inline]
    pub const fn message(&self, entry: usize) -> &'static str {
        self.texts.of_entry(entry, 1 + self.shown)
    }

    pub const fn message_in(&self, entry: usize, locale: &str) -> &'static str {
        self.texts.of_entry(entry, 1 + self.locale(locale))
    }

    /// Returns the message in a locale, by the index of the locale.
    #[inline]
    pub const fn message_at(&self, entry: usize, locale: usize) -> &'static str {
        self.texts.of_entry(entry, 1 + locale)
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
        let text = self.texts.of_entry(entry, 1 + kinds * self.locales.len() + locale);
        if text.is_empty() { None } else { Some(text) }
    }

    #[inline]
    pub const fn url(&self, entry: usize) -> Option<&'static str> {
        if !self.texts.has_urls {
            return None;
        }
        let kinds = 1 + self.texts.has_titles as usize + self.texts.has_help as usize;
        let url = self.texts.of_entry(entry, 1 + kinds * self.locales.len());
        if url.is_empty() { None } else { Some(url) }
    }

    #[inline]
    pub const fn title(&self, entry: usize) -> &'static str {
        self.title_at(entry, self.shown)
    }

    pub const fn title_in(&self, entry: usize, locale: &str) -> &'static str {
        self.title_at(entry, self.locale(locale))
    }

    // An entry without a title has a message that is as short.
    #[inline]
    const fn title_at(&self, entry: usize, locale: usize) -> &'static str {
        if self.texts.has_titles {
            let title = self.texts.of_entry(entry, 1 + self.locales.len() + locale);
            if !title.is_empty() {
                return title;
            }
        }
        self.texts.of_entry(entry, 1 + locale)
    }

    #[inline]
    pub const fn policy(&self, entry: usize) -> &'static EntryPolicy {
        &self.policies[self.policy_of.get(entry)]
    }

    /// Returns a value that is sent with an entry, by its name in the envelope.
    pub fn extra(&self, entry: usize, name: &str) -> Option<&'static WireCode<'static>> {
        if self.extra_of.is_empty() {
            return None;
        }
        let values = self.extras.get(self.extra_of.get(entry))?;
        values.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    pub const fn locale(&self, tag: &str) -> usize {
        match lookup(self.locales, tag) {
            Some(index) => index,
            None => self.shown,
        }
    }

    /// Returns the slot of a number: the index of the entry with that code, if there is one.
    #[inline(always)]
    pub const fn slot_of_number(&self, code: i64) -> usize {
        match &self.codes {
            Codes::Integers { hash, .. } => hash.slot_of_number(code.cast_unsigned(), self.own),
            Codes::Strings(_) => 0,
        }
    }

    /// Returns the low 64 bits of an entry's code, if the discriminants of the enum are not the codes.
    #[inline]
    pub const fn number(&self, entry: usize) -> i64 {
        match &self.codes {
            Codes::Integers { numbers, .. } => i64::from_le_bytes(numbers[entry]),
            Codes::Strings(_) => 0,
        }
    }

    /// Returns the entry that has a number in its `also`, as one of the codes or within a range.
    #[inline(always)]
    pub const fn find_also(&self, code: i128) -> Option<usize> {
        // Few tables have any; for the others, nothing of this remains.
        let Codes::Integers { also, also_of, ranges, .. } = &self.codes else { return None };
        if !also.is_empty() {
            let single = find_among(also, also_of, code as i64);
            if single.is_some() {
                return single;
            }
        }
        if ranges.is_empty() { None } else { find_in_ranges(ranges, code) }
    }

    /// Returns the entry that refines another one by a subcode.
    pub fn find_refinement(&self, of: usize, subcode: &WireCode<'_>) -> Option<usize> {
        let first = self.refinements.partition_point(|refinement| (refinement.of as usize) < of);
        let of_entry =
            self.refinements.iter().enumerate().skip(first).take_while(|(_, it)| it.of as usize == of);
        let found = of_entry.into_iter().find(|(_, refinement)| refinement.subcode.is_spelled_like(subcode));
        found.map(|(index, _)| self.own + index)
    }

    /// Returns what an entry refines, if it does.
    #[inline]
    pub const fn refinement(&self, entry: usize) -> Option<&'static Refinement> {
        if entry < self.own { None } else { Some(&self.refinements[entry - self.own]) }
    }

    /// Returns the entry with a text as its code.
    #[inline]
    pub const fn find_text(&self, code: &str) -> Option<usize> {
        match &self.codes {
            Codes::Strings(codes) => self.find_in(codes, code),
            Codes::Integers { .. } => None,
        }
    }

    /// Returns the entry with a name.
    #[inline]
    pub const fn find_name(&self, name: &str) -> Option<usize> {
        self.find_in(&self.names, name)
    }

    #[inline(always)]
    const fn find_in(&self, index: &TextIndex, text: &str) -> Option<usize> {
        let TextIndex { hash, len, text_in, further_of, position, first_further } = index;
        let found = text_in.get(hash.slot_of_text(text, *len + further_of.len()));
        if found < *len {
            return if texts_are_equal(self.texts.of_entry(found, *position), text) {
                Some(found)
            } else {
                None
            };
        }
        let further = found - *len;
        if texts_are_equal(self.texts.get(*first_further + further), text) {
            Some(further_of.get(further))
        } else {
            None
        }
    }

    /// Returns whether a code means success: it is in `success`, or it is unknown and its class is one of successes.
    pub fn is_success(&self, code: &WireCode<'_>) -> bool {
        let of_class = || {
            self.class_of_code(code).is_some_and(|class| class.defaults.severity == Some(Severity::Success))
        };
        let is_listed = || match code {
            WireCode::Text(text) => self.find_text(text).is_some(),
            WireCode::Number(number) => self.find_number(*number).is_some(),
        };
        let is_in_range = || {
            let entry = code.as_number().and_then(|number| self.find_also(number));
            entry.is_some_and(|entry| self.policy(entry).severity == Severity::Success)
        };
        self.success.contains(code)
            || self.has_ranges() && is_in_range()
            || (!self.classes.is_empty() && !is_listed() && of_class())
    }

    /// Returns the entry with a number as one of its codes.
    fn find_number(&self, number: i128) -> Option<usize> {
        let Codes::Integers { code_of, .. } = &self.codes else { return None };
        let candidate = self.slot_of_number(number as i64);
        if code_of(candidate) == number { Some(candidate) } else { self.find_also(number) }
    }

    #[inline]
    const fn has_ranges(&self) -> bool {
        matches!(&self.codes, Codes::Integers { ranges, .. } if !ranges.is_empty())
    }

    /// Returns the params of an entry, if it has some.
    pub fn params_of(&self, entry: usize) -> Option<&'static EntryParams> {
        let at = self.params.binary_search_by_key(&entry, |params| params.entry).ok()?;
        self.params.get(at)
    }

    /// Writes the message of an entry with the values of its params, by the index of the entry in `params`.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    fn write_message(
        &self,
        index: usize,
        locale: usize,
        values: &[&dyn MessageValue],
        f: &mut dyn fmt::Write,
    ) -> fmt::Result {
        let Some(entry) = self.params.get(index) else { return Ok(()) };
        match entry.messages.get(locale) {
            Some(template) => template.write(values, f),
            None => f.write_str(self.message_at(entry.entry, locale)),
        }
    }

    /// Writes the message in the locale that `Display` shows. Its values are of unknown origin.
    pub fn display_message(
        &self,
        index: usize,
        values: &[&dyn MessageValue],
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        let shown: Vec<ShownValue<'_>> = values.iter().map(|value| ShownValue(*value)).collect();
        let values: Vec<&dyn MessageValue> = shown.iter().map(|value| value as &dyn MessageValue).collect();
        self.write_message(index, self.shown, &values, f)
    }

    /// Returns the message in the locale that fits a BCP 47 language tag best.
    pub fn params_message(&self, index: usize, locale: &str, values: &[&dyn MessageValue]) -> String {
        let mut message = String::new();
        // Writing into a string never fails.
        let _ = self.write_message(index, self.locale(locale), values, &mut message);
        message
    }

    /// Returns the class that a code selects.
    pub fn class_of_code(&self, code: &WireCode<'_>) -> Option<&'static CodeClass> {
        self.classes.iter().find(|class| class.codes.contains(code))
    }
}

/// Returns the entry of a number among further codes, which are sorted.
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

/// Returns the entry of the range that has a number.
const fn find_in_ranges(ranges: &[CodeRange], code: i128) -> Option<usize> {
    let (mut from, mut to) = (0, ranges.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let range = &ranges[middle];
        if code < range.from {
            to = middle;
        } else if code > range.to {
            from = middle + 1;
        } else {
            return Some(range.entry as usize);
        }
    }
    None
}
