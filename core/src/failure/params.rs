//! The values that a failure has of its entry's params, and the message that shows them.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::{fmt, slice};

use errcat_types::ParamKind;

use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};
use crate::message::{InvalidParams, MessageValue, ParamField, ParamValue, SENSITIVE, fitted};
use crate::table::{EntryParam, EntryParams};

/// The value of a param that a message can do without.
const ABSENT: Option<bool> = None;

/// A value that a failure has.
#[derive(Clone)]
pub(crate) struct HeldParam {
    name: Cow<'static, str>,
    value: ParamValue,
    /// Whether an entry that the failure has had declares it as sensitive.
    sensitive: bool,
    /// Whether it is shown and sent although it is sensitive.
    revealed: bool,
}

/// A param as the debug form of a failure shows it.
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
    /// The maximum number of values of params that are kept. An entry has at most 32.
    pub const MAX_PARAMS: usize = 256;

    /// Adds the value of a param. It replaces a value of that name. Values beyond
    /// [`MAX_PARAMS`](Failure::MAX_PARAMS) are dropped.
    ///
    /// The params of a known code are a struct; this method is for unknown codes and for code that is generic over
    /// tables.
    #[must_use]
    pub fn with_param(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<ParamValue>) -> Self {
        self.add_param(name.into(), value.into());
        self
    }

    fn add_param(&mut self, name: Cow<'static, str>, value: ParamValue) {
        let value = match self.kind_of(&name) {
            Some(kind) => fitted(value, kind),
            None => value,
        };
        let before = self.0.params.iter().position(|held| held.name == name);
        let before = before.map(|at| self.0.params.remove(at));
        let sensitive = before.is_some_and(|held| held.sensitive) || self.is_sensitive(&name);
        if self.0.params.len() < Self::MAX_PARAMS {
            self.0.params.push(HeldParam { name, value, sensitive, revealed: false });
        }
    }

    /// Keeps the values that are sensitive so far sensitive when the code changes.
    pub(super) fn mark_sensitive(&mut self) {
        for at in 0..self.0.params.len() {
            self.0.params[at].sensitive |= self.is_sensitive(&self.0.params[at].name);
        }
    }

    /// Makes a sensitive value be shown and sent like any other.
    ///
    /// Without it, a sensitive value is reachable by its name only, with [`param`](Failure::param) and the struct of the entry's
    /// params: neither `Display` and `Debug` nor an encoder, an adapter or serde take it out of a failure. A param that the
    /// entry does not declare is sensitive if any entry of the table declares it so.
    #[must_use]
    pub fn reveal(mut self, name: &str) -> Self {
        for held in self.0.params.iter_mut().filter(|held| held.name == name) {
            held.revealed = true;
        }
        self
    }

    /// Returns the value of a param by its name, whether it is sensitive or not.
    pub fn param(&self, name: &str) -> Option<&ParamValue> {
        self.0.params.iter().find(|held| held.name == name).map(|held| &held.value)
    }

    /// Returns an iterator over the values of params with their names, without the sensitive ones.
    pub fn params(&self) -> impl Iterator<Item = (&str, &ParamValue)> {
        let shown = self.0.params.iter().filter(|held| !self.is_hidden(held));
        shown.map(|held| (&*held.name, &held.value))
    }

    /// Returns what happened, in the locale that `Display` of the codes shows: the catalog's message with its values, or
    /// for a code that the catalog does not have, the server's message.
    ///
    /// If a value that the message needs is missing, this is the catalog's title.
    pub fn message(&self) -> Option<Cow<'_, str>> {
        self.message_at(C::TABLE.shown)
    }

    /// Returns the message in the locale that fits a BCP 47 language tag best (RFC 4647, lookup).
    pub fn message_in(&self, locale: &str) -> Option<Cow<'_, str>> {
        self.message_at(C::TABLE.locale(locale))
    }

    fn message_at(&self, locale: usize) -> Option<Cow<'_, str>> {
        let of_catalog = self.code().map(|code| self.catalog_message(code, locale));
        of_catalog.or_else(|| self.server_message().map(Cow::Borrowed))
    }

    /// Returns the catalog's message, with its values.
    pub(super) fn catalog_message(&self, code: C, locale: usize) -> Cow<'static, str> {
        let constant = C::TABLE.message_at(code.index(), locale);
        let Some(entry) = C::TABLE.params_of(code.index()) else { return Cow::Borrowed(constant) };
        let Some(template) = entry.messages.get(locale) else { return Cow::Borrowed(constant) };
        let mut values: Vec<&dyn MessageValue> = Vec::with_capacity(entry.params.len());
        for param in entry.params {
            match self.param(param.name) {
                Some(value) => values.push(value),
                None if param.needed => return Cow::Borrowed(constant),
                None => values.push(&ABSENT),
            }
        }
        let mut message = String::new();
        // Writing into a string never fails.
        let _ = template.write(&values, &mut message);
        Cow::Owned(message)
    }

    /// Adds the value of a param by its wire name. A name that the entry does not declare is kept as it is.
    #[cfg(any(feature = "json", feature = "tonic"))]
    pub(crate) fn with_wire_param(
        mut self,
        wire: &str,
        value: impl FnOnce(Option<ParamKind>) -> ParamValue,
    ) -> Self {
        let param = self.declared(|param| param.wire == wire);
        let name = param.map_or_else(|| Cow::Owned(String::from(wire)), |param| Cow::Borrowed(param.name));
        self.add_param(name, value(param.map(|param| param.kind)));
        self
    }

    /// Removes the value of a param by its wire name: null takes the place of an earlier value.
    #[cfg(feature = "json")]
    pub(crate) fn without_wire_param(mut self, wire: &str) -> Self {
        let name = self.declared(|param| param.wire == wire).map_or(wire, |param| param.name);
        self.0.params.retain(|held| held.name != name);
        self
    }

    /// Returns an iterator over the values of params with their wire names, without the sensitive ones.
    #[cfg(any(feature = "json", feature = "tonic"))]
    pub(crate) fn wire_params(&self) -> impl Iterator<Item = (&str, &ParamValue)> {
        self.params().map(|(name, value)| {
            let param = self.declared(|param| param.name == name);
            (param.map_or(name, |param| param.wire), value)
        })
    }

    fn declared(&self, is_it: impl Fn(&EntryParam) -> bool) -> Option<&'static EntryParam> {
        self.entry_params()?.params.iter().find(|param| is_it(param))
    }

    fn entry_params(&self) -> Option<&'static EntryParams> {
        self.code().and_then(|code| C::TABLE.params_of(code.index()))
    }

    /// Returns the kind of a param that the entry declares.
    fn kind_of(&self, name: &str) -> Option<ParamKind> {
        self.declared(|param| param.name == name).map(|param| param.kind)
    }

    /// Returns whether a value is withheld when the failure is shown or sent.
    pub(super) fn is_hidden(&self, held: &HeldParam) -> bool {
        !held.revealed && (held.sensitive || self.is_sensitive(&held.name))
    }

    /// Returns whether the entry declares a param as sensitive; if the entry does not declare it, whether any entry of the
    /// table does.
    fn is_sensitive(&self, name: &str) -> bool {
        let has_name = |param: &&EntryParam| param.name == name || param.wire == name;
        let of_entry = self.entry_params().map_or(&[][..], |entry| entry.params);
        if of_entry.iter().any(|param| has_name(&param)) {
            return of_entry.iter().filter(has_name).any(|param| param.sensitive);
        }
        let of_table = C::TABLE.params.iter().flat_map(|entry| entry.params);
        of_table.filter(has_name).any(|param| param.sensitive)
    }

    /// Adds the values of its entry's params, in their order.
    pub(crate) fn add_values(&mut self, values: &[&dyn MessageValue]) {
        let params = self.entry_params().map_or(&[][..], |entry| entry.params);
        for (param, value) in params.iter().zip(values) {
            if let Some(value) = value.value() {
                self.add_param(Cow::Borrowed(param.name), value);
            }
        }
    }

    /// Returns its values as the fields of the struct of an entry's params.
    #[doc(hidden)]
    pub fn __fields(&self, code: C) -> Fields<'_, C> {
        let is_of_entry = matches!(self.0.received, Received::Known(known) if known == code);
        let entry = if is_of_entry { C::TABLE.params_of(code.index()) } else { None };
        let invalid = (!is_of_entry).then(|| InvalidParams::OtherCode { expected: code.name() });
        Fields { failure: self, params: entry.map_or(&[][..], |entry| entry.params).iter(), invalid }
    }
}

/// The values of a failure, read one after the other as the fields of a struct of params.
#[doc(hidden)]
pub struct Fields<'f, C: ErrorCode> {
    failure: &'f Failure<C>,
    /// The params that are not read yet.
    params: slice::Iter<'static, EntryParam>,
    invalid: Option<InvalidParams>,
}

impl<C: ErrorCode> Fields<'_, C> {
    /// Returns the next field. If it cannot be read, the struct is discarded by [`finish`](Fields::finish).
    pub fn next<F: ParamField>(&mut self) -> F {
        let Some(&EntryParam { name: param, .. }) = self.params.next() else { return F::placeholder() };
        let read = match self.failure.param(param) {
            Some(value) => F::read(value).ok_or(InvalidParams::WrongType { param, expected: F::TYPE }),
            None => F::absent().ok_or(InvalidParams::Missing { param }),
        };
        read.unwrap_or_else(|invalid| {
            self.invalid.get_or_insert(invalid);
            F::placeholder()
        })
    }

    /// Returns the struct that was made of the fields.
    ///
    /// # Errors
    ///
    /// If the failure has another code, or a value is missing or has another type.
    pub fn finish<P>(self, params: P) -> Result<P, InvalidParams> {
        self.invalid.map_or(Ok(params), Err)
    }
}
