//! The values that a failure has of its entry's params, and the message that they make.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::{fmt, slice};

use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};
use crate::message::{ParamField, ParamKind, ParamValue, SENSITIVE, Shown, InvalidParams};
use crate::table::{EntryParams, Param};

/// A value that a failure has.
pub(crate) struct HeldParam {
    name: Cow<'static, str>,
    value: ParamValue,
    /// Whether an entry that the failure has had says so.
    sensitive: bool,
    /// Whether it is shown and sent although it is sensitive.
    revealed: bool,
}

/// A param as the debug form of a failure has it.
pub(super) struct ShownParam<'a>(&'a str, Option<&'a ParamValue>);

impl fmt::Debug for ShownParam<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            Some(value) => write!(f, "{}: {value:?}", self.0),
            None => write!(f, "{}: {SENSITIVE}", self.0),
        }
    }
}

impl HeldParam {
    pub(super) fn shown_if(&self, is_shown: bool) -> ShownParam<'_> {
        ShownParam(&self.name, is_shown.then_some(&self.value))
    }
}

impl<C: ErrorCode> Failure<C> {
    /// How many values of params are kept. An entry has no more than 32.
    pub const MAX_PARAMS: usize = 256;

    /// The same with the value of a param, in place of one of that name. What is beyond
    /// [`MAX_PARAMS`](Failure::MAX_PARAMS) is left behind.
    ///
    /// A code of the list has its params as a struct; this is for codes that it does not have, and for code that
    /// takes any table.
    #[must_use]
    pub fn with_param(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<ParamValue>) -> Self {
        self.add_param(name.into(), value.into());
        self
    }

    fn add_param(&mut self, name: Cow<'static, str>, value: ParamValue) {
        let value = match self.kind_of(&name) {
            Some(kind) => kind.fitted(value),
            None => value,
        };
        let before = self.0.params.iter().position(|held| held.name == name);
        let before = before.map(|at| self.0.params.remove(at));
        let sensitive = before.is_some_and(|held| held.sensitive) || self.is_sensitive(&name);
        if self.0.params.len() < Self::MAX_PARAMS {
            self.0.params.push(HeldParam { name, value, sensitive, revealed: false });
        }
    }

    /// What is sensitive so far remains so when the code changes.
    pub(super) fn mark_sensitive(&mut self) {
        for at in 0..self.0.params.len() {
            self.0.params[at].sensitive |= self.is_sensitive(&self.0.params[at].name);
        }
    }

    /// The same with a sensitive value shown and sent like any other.
    ///
    /// Nothing else takes a sensitive value out of a failure: not `Display` and `Debug`, not what is encoded, and not
    /// serde.
    #[must_use]
    pub fn reveal(mut self, name: &str) -> Self {
        for held in self.0.params.iter_mut().filter(|held| held.name == name) {
            held.revealed = true;
        }
        self
    }

    /// The value of a param by its name, whether it is sensitive or not.
    pub fn param(&self, name: &str) -> Option<&ParamValue> {
        self.0.params.iter().find(|held| held.name == name).map(|held| &held.value)
    }

    /// The values of params with their names, without those that are sensitive.
    pub fn params(&self) -> impl Iterator<Item = (&str, &ParamValue)> {
        let shown = self.0.params.iter().filter(|held| !self.is_hidden(held));
        shown.map(|held| (&*held.name, &held.value))
    }

    /// What happened, in the locale that `Display` of the codes shows: the list's message with the values in it, or the
    /// text that came.
    ///
    /// Where a value that the message needs did not come, the list's title stands for it.
    pub fn message(&self) -> Option<Cow<'_, str>> {
        self.message_at(C::TABLE.shown)
    }

    /// The same in the locale that fits a BCP 47 language tag best (RFC 4647, lookup).
    pub fn message_in(&self, locale: &str) -> Option<Cow<'_, str>> {
        self.message_at(C::TABLE.locale(locale))
    }

    fn message_at(&self, locale: usize) -> Option<Cow<'_, str>> {
        let listed = self.known().map(|code| self.list_message(code, locale));
        listed.or_else(|| self.text().map(Cow::Borrowed))
    }

    /// The list's message, with values in it where it has some.
    pub(super) fn list_message(&self, code: C, locale: usize) -> Cow<'static, str> {
        let constant = C::TABLE.message_at(code.index(), locale);
        let Some(entry) = C::TABLE.params_of(code.index()) else { return Cow::Borrowed(constant) };
        let Some(template) = entry.messages.get(locale) else { return Cow::Borrowed(constant) };
        let mut values: Vec<&dyn Shown> = Vec::with_capacity(entry.params.len());
        for param in entry.params {
            match self.param(param.name) {
                Some(value) => values.push(value),
                // No message uses it.
                None if param.sensitive => values.push(&false),
                None => return Cow::Borrowed(constant),
            }
        }
        let mut message = String::new();
        // Nothing that is written into a string fails.
        let _ = template.write(&values, &mut message);
        Cow::Owned(message)
    }

    fn entry_params(&self) -> Option<&'static EntryParams> {
        self.known().and_then(|code| C::TABLE.params_of(code.index()))
    }

    /// What kind of value a param has, where the entry declares it.
    pub(crate) fn kind_of(&self, name: &str) -> Option<ParamKind> {
        self.entry_params()?.params.iter().find(|param| param.name == name).map(|param| param.kind)
    }

    /// Whether a value stays behind when the failure is shown or sent.
    pub(super) fn is_hidden(&self, held: &HeldParam) -> bool {
        !held.revealed && (held.sensitive || self.is_sensitive(&held.name))
    }

    /// Whether the entry says that a param is sensitive; without one, whether any entry of the table does.
    fn is_sensitive(&self, name: &str) -> bool {
        let says_so =
            |entry: &EntryParams| entry.params.iter().any(|param| param.sensitive && param.name == name);
        match self.known() {
            Some(code) => C::TABLE.params_of(code.index()).is_some_and(says_so),
            None => C::TABLE.params.iter().any(says_so),
        }
    }

    /// Adds the fields of the struct of its entry's params.
    pub(crate) fn add_fields(&mut self, fields: &[&dyn Shown]) {
        let params = self.entry_params().map_or(&[][..], |entry| entry.params);
        for (param, field) in params.iter().zip(fields) {
            if let Some(value) = field.value() {
                self.add_param(Cow::Borrowed(param.name), value);
            }
        }
    }

    /// Its values, to be read as the fields of the struct of an entry's params.
    #[doc(hidden)]
    pub fn __fields(&self, code: C) -> Fields<'_, C> {
        let is_of_entry = matches!(self.0.received, Received::Known(known) if known == code);
        let entry = if is_of_entry { C::TABLE.params_of(code.index()) } else { None };
        let wrong = (!is_of_entry).then(|| InvalidParams::OtherCode { expected: code.name() });
        Fields { failure: self, params: entry.map_or(&[][..], |entry| entry.params).iter(), wrong }
    }
}

/// The values of a failure as the fields of a struct of params, one after the other.
#[doc(hidden)]
pub struct Fields<'f, C: ErrorCode> {
    failure: &'f Failure<C>,
    /// What is not read yet.
    params: slice::Iter<'static, Param>,
    wrong: Option<InvalidParams>,
}

impl<C: ErrorCode> Fields<'_, C> {
    /// The next field; where it cannot be read, any.
    pub fn next<F: ParamField>(&mut self) -> F {
        let Some(&Param { name: param, .. }) = self.params.next() else { return F::stand_in() };
        let read = match self.failure.param(param) {
            Some(value) => F::read(value).ok_or(InvalidParams::WrongType { param, expected: F::TYPE }),
            None => F::absent().ok_or(InvalidParams::Missing { param }),
        };
        read.unwrap_or_else(|wrong| {
            self.wrong.get_or_insert(wrong);
            F::stand_in()
        })
    }

    /// What was made of them.
    ///
    /// # Errors
    ///
    /// When the failure has another code, or a value is not there or of another type.
    pub fn finish<P>(self, params: P) -> Result<P, InvalidParams> {
        self.wrong.map_or(Ok(params), Err)
    }
}
