//! Encodes failures in the table's own envelope.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

use crate::code::WireCode;
use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::policy::RetryHint;
use crate::table::{
    Envelope, ExtraLocation, FailedLocation, FlagLocation, ItemsEnvelope, Location, Mark, Parts,
    WaitLocation, WaitUnit,
};
use crate::wire::json_tree::Json;

impl<C: ErrorCode> Failure<C> {
    /// Returns the body in the table's envelope. A failure that was decoded is encoded with the same meaning.
    ///
    /// The message is the server's, or else the catalog's in the locale that fits best. The [body](Failure::body) that was
    /// received is not part of it: a failure without a code has what else was read, or nothing.
    ///
    /// ```
    /// use errcat::Failure;
    /// use errcat::tencent_meeting::RestError;
    ///
    /// let failure = Failure::from(RestError::MeetingNotFound);
    /// let body = String::from_utf8(failure.encode("en")).unwrap();
    /// assert_eq!(
    ///     body,
    ///     r#"{"error_info":{"error_code":9003,"message":"The meeting does not exist","new_error_code":9003}}"#
    /// );
    /// ```
    pub fn encode(&self, locale: &str) -> Vec<u8> {
        let Envelope { parts, items } = &C::TABLE.envelope;
        let array_at = parts.items;
        let mut body = self.to_json(parts, locale);
        if let (Some(ItemsEnvelope { parts, .. }), false) = (items, self.items().is_empty()) {
            let items = self.items().iter().map(|item| item.to_json(parts, locale)).collect();
            set(&mut body, array_at, Json::Array(items));
        }
        if self.sent_code().is_none() && matches!(body, Json::Null) { Vec::new() } else { body.into_bytes() }
    }

    /// Returns the values of the failure at their locations in a body, or in an item.
    fn to_json<'a>(&'a self, parts: &'static Parts, locale: &str) -> Json<'a> {
        let mut body = Json::Null;
        if let Some(code) = self.sent_code() {
            if let Some(subcode) = self.subcode() {
                let subcode = match separator(parts) {
                    Some(separator) => Json::text(alloc::format!("{code}{separator}{subcode}")),
                    None => Json::of_code(subcode.borrowed()),
                };
                set(&mut body, parts.code.at, Json::of_code(code));
                set(&mut body, parts.subcode.at, subcode);
            } else {
                set(&mut body, parts.code.at, Json::of_code(code));
            }
        }
        let message = self.server_message().map(Cow::Borrowed).or_else(|| self.message_in(locale));
        if let Some(message) = message {
            set(&mut body, parts.message, Json::Text(message));
        }
        if let Some(trace) = self.trace_id() {
            set(&mut body, parts.trace, Json::text(trace));
        }
        if let Some(url) = self.url() {
            set(&mut body, parts.url, Json::text(url));
        }
        if let Some(pointer) = self.pointer() {
            set(&mut body, parts.pointer, Json::text(pointer));
        }
        for (at, hint) in self.sent_hints(parts) {
            set(&mut body, at, Json::of_mark(hint));
        }
        // Their object may contain other locations as well.
        for (name, value) in self.wire_params() {
            add(&mut body, parts.params, name, Json::of_param(value));
        }
        for extra in parts.extra {
            if let Some(value) = self.sent_extra(extra) {
                set_free(&mut body, extra.at, Json::of_code(value));
            }
        }
        if let Some(FailedLocation { at, is: Some(is) }) = parts.failed {
            set_free(&mut body, at, Json::of_mark(is));
        }
        body
    }

    /// Returns the headers that belong to [`encode`](Failure::encode): those that the envelope names, and `Retry-After` in
    /// seconds if a wait is known.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        const RETRY_AFTER: &str = "Retry-After";
        let parts = &C::TABLE.envelope.parts;
        let mut headers: Vec<(&'static str, String)> = Vec::new();
        let mut push = |locations: &[Location], value: String| {
            if let [Location::Header(name), ..] = locations
                && !name.eq_ignore_ascii_case(RETRY_AFTER)
            {
                headers.push((*name, value));
            }
        };
        if let Some(code) = self.sent_code() {
            match self.subcode() {
                Some(subcode) if separator(parts).is_some() => {
                    push(parts.code.at, alloc::format!("{code}{}{subcode}", parts.subcode.after));
                }
                Some(subcode) => {
                    push(parts.code.at, alloc::format!("{code}"));
                    push(parts.subcode.at, alloc::format!("{subcode}"));
                }
                None => push(parts.code.at, alloc::format!("{code}")),
            }
        }
        if let Some(trace) = self.trace_id() {
            push(parts.trace, trace.to_owned());
        }
        if let Some(url) = self.url() {
            push(parts.url, url.to_owned());
        }
        if let Some(pointer) = self.pointer() {
            push(parts.pointer, pointer.to_owned());
        }
        for (at, hint) in self.sent_hints(parts) {
            push(at, hint.spelled().into_owned());
        }
        if let Some(FailedLocation { at, is: Some(is) }) = parts.failed {
            push(at, is.spelled().into_owned());
        }
        for extra in parts.extra {
            if let Some(value) = self.sent_extra(extra) {
                push(extra.at, alloc::format!("{value}"));
            }
        }
        if let Some(after) = self.retry_after() {
            headers.push((RETRY_AFTER, alloc::format!("{}", units(after.as_millis(), 1000))));
        }
        headers
    }

    /// Returns the server's word on a retry as the envelope expresses it, and where. A point in time would need a clock.
    fn sent_hints(&self, parts: &'static Parts) -> impl Iterator<Item = (&'static [Location], Mark)> {
        let hint = self.retry_hint();
        let flag = parts.should_retry.as_ref().and_then(|FlagLocation { at, yes, no }| {
            let (is_yes, words) = match hint? {
                RetryHint::Retry { .. } => (true, *yes),
                RetryHint::Never => (false, *no),
                RetryHint::After(_) => return None,
            };
            let word = words.first().copied().filter(|word| *word != if is_yes { "true" } else { "false" });
            Some((*at, word.map_or(Mark::Bool(is_yes), Mark::Text)))
        });
        let wait = parts.retry_after.first().and_then(|WaitLocation { at, unit }| {
            let unit_ms = match unit {
                WaitUnit::Seconds => 1000,
                WaitUnit::Milliseconds => 1,
                WaitUnit::UnixSeconds | WaitUnit::UnixMilliseconds => return None,
            };
            let number = match hint? {
                RetryHint::After(after) | RetryHint::Retry { after: Some(after) } => {
                    units(after.as_millis(), unit_ms).into()
                }
                // With a negative wait, a server says "not again".
                RetryHint::Never if parts.should_retry.is_none() => -1,
                RetryHint::Never | RetryHint::Retry { after: None } => return None,
            };
            Some((*at, Mark::Integer(number)))
        });
        flag.into_iter().chain(wait)
    }

    /// Returns a further value of the envelope: its own, or else that of its entry, or else the code where it is the default.
    fn sent_extra(&self, extra: &ExtraLocation) -> Option<WireCode<'_>> {
        let of_entry = || C::TABLE.extra(self.code()?.index(), extra.name);
        let own = self.extra(extra.name).or_else(of_entry).map(WireCode::borrowed);
        own.or_else(|| if extra.sends_code { self.sent_code() } else { None })
    }
}

/// Returns what separates the code from the subcode, if both are in one text.
fn separator(parts: &Parts) -> Option<&'static str> {
    let Parts { code, subcode, .. } = parts;
    let (code_at, subcode_at) = (code.at.first()?, subcode.at.first()?);
    let is_same = match (code_at, subcode_at) {
        (Location::Body(tokens, _), Location::Body(others, _)) => tokens == others,
        (Location::Header(name), Location::Header(other)) => name.eq_ignore_ascii_case(other),
        (Location::Body(..), Location::Header(_)) | (Location::Header(_), Location::Body(..)) => false,
    };
    (is_same && !code.before.is_empty() && code.before == subcode.after).then_some(code.before)
}

/// Returns a wait in whole units, rounded up: a client must not retry too early.
fn units(milliseconds: u128, unit_ms: u64) -> u64 {
    u64::try_from(milliseconds.div_ceil(u128::from(unit_ms.max(1)))).unwrap_or(u64::MAX)
}

/// Sets the value at the first of some locations, if that is in the body. Missing objects are added.
fn set<'a>(body: &mut Json<'a>, locations: &'static [Location], value: Json<'a>) {
    if let [Location::Body(tokens, _), ..] = locations {
        *at(body, tokens) = value;
    }
}

/// Adds a member to the object at the first of some locations, unless it has one of that name.
fn add<'a>(body: &mut Json<'a>, locations: &'static [Location], name: &'a str, value: Json<'a>) {
    if let [Location::Body(tokens, _), ..] = locations {
        let object = at(body, tokens);
        if is_free(object, &[name]) {
            *object.member(name) = value;
        }
    }
}

/// Sets the value at the first of some locations, unless that would replace another one.
fn set_free<'a>(body: &mut Json<'a>, locations: &'static [Location], value: Json<'a>) {
    if let [Location::Body(tokens, _), ..] = locations
        && is_free(body, tokens)
    {
        *at(body, tokens) = value;
    }
}

fn at<'b, 'a>(body: &'b mut Json<'a>, tokens: &'static [&'static str]) -> &'b mut Json<'a> {
    tokens.iter().fold(body, |at, token| at.member(token))
}

/// Returns whether a value can be set without replacing another one.
fn is_free(body: &Json<'_>, tokens: &[&str]) -> bool {
    match (body, tokens) {
        (Json::Null, _) => true,
        (Json::Object(members), [token, rest @ ..]) => {
            members.iter().find(|(known, _)| known == token).is_none_or(|(_, value)| is_free(value, rest))
        }
        (Json::Object(_), [])
        | (
            Json::Bool(_)
            | Json::Signed(_)
            | Json::Unsigned(_)
            | Json::Float(_)
            | Json::Text(_)
            | Json::Array(_),
            _,
        ) => false,
    }
}
