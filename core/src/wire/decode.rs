//! Decodes responses: a success, or a failure that keeps what was received. There is no third outcome.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::marker::PhantomData;

use crate::code::WireCode;
use crate::entry::ErrorCode;
use crate::failure::{Failure, Occurrence, Received, recognize};
use crate::policy::{Category, RetryHint};
use crate::table::{
    CodeLocations, Codes, ExtraLocation, FailedLocation, FlagLocation, ItemsEnvelope, Location, Parts,
    WaitLocation, WaitUnit,
};
use crate::wire::Headers;
use crate::wire::body_reader::{BodyText, elements, read, read_raw, whole_elements};
use crate::wire::json_pointer::pointer_of;
use crate::wire::slots::{Found, Member, Slot};
use crate::wire::wait::{RequestedWait, WaitReader, seconds_of};
use crate::wire::wire_value::Value;

/// Decodes a response with the default limits. See [`Decoder::decode`].
///
/// ```
/// use errcat::tencent_meeting::RestError;
/// use errcat::{Received, decode};
///
/// let body = br#"{"error_info":{"error_code":9003,"message":"MEETING NOT EXIST"}}"#;
/// let failure = decode::<RestError>(500, &[("X-Tc-Trace", "5f1c")], body).unwrap_err();
/// assert_eq!(failure.code(), Some(RestError::MeetingNotFound));
/// assert_eq!(failure.server_message(), Some("MEETING NOT EXIST"));
/// assert_eq!(failure.trace_id(), Some("5f1c"));
///
/// let gateway = decode::<RestError>(502, &(), b"<html>502 Bad Gateway</html>").unwrap_err();
/// assert_eq!(*gateway.received(), Received::Absent);
/// assert!(gateway.is_retryable());
///
/// assert!(decode::<RestError>(200, &(), b"").is_ok());
/// ```
///
/// # Errors
///
/// The failure, if the response is one.
pub fn decode<C: ErrorCode>(status: u16, headers: &impl Headers, body: &[u8]) -> Result<(), Failure<C>> {
    Decoder::new().decode(status, headers, body)
}

/// Decodes responses, with limits.
#[derive(Clone, Copy, Debug)]
pub struct Decoder {
    max_body_len: usize,
    /// Seconds since the Unix epoch.
    received_at: Option<u64>,
}

impl Default for Decoder {
    fn default() -> Decoder {
        Decoder::new()
    }
}

impl Decoder {
    /// The default maximum number of bytes that are read of a body: 64 KiB.
    pub const DEFAULT_MAX_BODY_LEN: usize = 64 * 1024;

    /// Creates a decoder with the default limit.
    pub const fn new() -> Decoder {
        Decoder { max_body_len: Decoder::DEFAULT_MAX_BODY_LEN, received_at: None }
    }

    /// Sets the maximum number of bytes that are read of a body. The rest is treated as if it had not been received.
    #[must_use]
    pub const fn max_body_len(self, bytes: usize) -> Decoder {
        Decoder { max_body_len: bytes, ..self }
    }

    /// Sets the time at which responses are received, for a `Retry-After` that is a date in a response without a `Date`.
    /// The decoder itself has no clock.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn received_at(self, time: std::time::SystemTime) -> Decoder {
        let since_epoch = time.duration_since(std::time::UNIX_EPOCH).ok();
        Decoder { received_at: since_epoch.map(|time| time.as_secs()), ..self }
    }

    /// Sets the time to that of the system, unless it is set.
    #[cfg(feature = "http")]
    pub(crate) fn with_clock(self) -> Decoder {
        if self.received_at.is_some() { self } else { self.received_at(std::time::SystemTime::now()) }
    }

    /// Returns the maximum number of bytes that are read of a body.
    #[cfg(feature = "reqwest")]
    pub(crate) const fn body_limit(self) -> usize {
        self.max_body_len
    }

    /// Decodes a response.
    ///
    /// It is a success if its code is one of the table's success codes, or if it has no code and its HTTP status is below
    /// 400, unless the envelope's `failed` marks it as a failure. A code that is present but unreadable, because it is
    /// neither a number nor a text or because it breaks off, makes a failure without a code. The body may be anything.
    ///
    /// # Errors
    ///
    /// The failure, if the response is not a success. It keeps what was received.
    pub fn decode<C: ErrorCode>(
        self,
        status: u16,
        headers: &impl Headers,
        body: &[u8],
    ) -> Result<(), Failure<C>> {
        let (text, mut found) = (BodyText::default(), Found::default());
        let response = read_parts(Of::<C>(PhantomData), headers, self.readable(body), &text, &mut found);
        response.result(status, body, self.received_at)
    }

    /// Decodes a response that may be of several tables.
    pub(crate) fn decode_among<C: ErrorCode>(
        self,
        status: u16,
        headers: &impl Headers,
        body: &[u8],
    ) -> Reading<C> {
        let (text, mut found) = (BodyText::default(), Found::default());
        let response = read_parts(Of::<C>(PhantomData), headers, self.readable(body), &text, &mut found);
        match response.result(status, body, self.received_at) {
            Ok(()) => Reading::Success { has_code: response.code::<C>().is_some() },
            Err(failure) => Reading::Failure { failure, is_marked: response.is_marked() },
        }
    }

    /// Decodes the failures of single items that a success may carry, each on its own. The table's envelope says where
    /// they are. Those inside a failure are its [`items`](Failure::items). Of a body that breaks off, or is longer than the limit, the
    /// items before the break count.
    ///
    /// ```
    /// use errcat::tencent_meeting::RestError;
    /// use errcat::{Decoder, WireCode};
    ///
    /// let body = r#"{"error_user_list":[{"error_code":20001,"error_msg":"用户不存在","userid":"u7"}]}"#;
    /// let failures = Decoder::new().decode_items::<RestError>(body.as_bytes());
    /// assert_eq!(failures.len(), 1);
    /// assert_eq!(failures[0].code(), Some(RestError::UserNotFound));
    /// assert_eq!(failures[0].extra("userid"), Some(&WireCode::from("u7")));
    /// ```
    pub fn decode_items<C: ErrorCode>(self, body: &[u8]) -> Vec<Failure<C>> {
        let Some(items) = &C::TABLE.envelope.items else { return Vec::new() };
        let (text, mut found) = (BodyText::default(), Found::default());
        read_raw(self.readable(body), &text, &items.at, &mut found);
        // The slots are those of the locations, in their order.
        let locations = C::TABLE.envelope.parts.items.iter().filter_map(tokens_of).zip(0..);
        decode_elements(array_elements(locations, &text, &found), items, self.received_at)
    }

    /// Returns the body up to the limit, without a byte order mark.
    fn readable(self, body: &[u8]) -> &[u8] {
        let body = &body[..body.len().min(self.max_body_len)];
        body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
    }
}

/// What a response is by one of several tables.
pub(crate) enum Reading<C> {
    /// A success, with one of the table's success codes or without a code.
    Success { has_code: bool },
    /// A failure, which the table's envelope may mark besides its code.
    Failure { failure: Failure<C>, is_marked: bool },
}

/// Decodes the elements of an array that are failures.
#[cold]
fn decode_elements<C: ErrorCode>(
    elements: Vec<&str>,
    items: &'static ItemsEnvelope,
    received_at: Option<u64>,
) -> Vec<Failure<C>> {
    let failures = elements.into_iter();
    failures.filter_map(|item| decode_item(item, &items.parts, received_at)).collect()
}

/// Returns the raw JSON of the elements of the array at the first of some locations where there is a value. Of one that breaks
/// off, those before the break are whole.
fn array_elements<'a>(
    locations: impl Iterator<Item = (&'static [&'static str], u8)>,
    text: &'a BodyText<'_>,
    found: &Found<'a>,
) -> Vec<&'a str> {
    for (tokens, slot) in locations {
        match found.slot(slot) {
            Slot::Raw(raw) => return elements(raw),
            Slot::Broken => return whole_elements(text, tokens),
            Slot::Empty
            | Slot::Signed(_)
            | Slot::Unsigned(_)
            | Slot::Text(_)
            | Slot::Unescaped(_)
            | Slot::Params => {}
        }
    }
    Vec::new()
}

/// Decodes an item. One without a mark of a failure, without a code and without a message is not a failure.
fn decode_item<C: ErrorCode>(
    item: &str,
    parts: &'static Parts,
    received_at: Option<u64>,
) -> Option<Failure<C>> {
    let (text, mut found) = (BodyText::default(), Found::default());
    let response = read_parts(parts, &(), item.as_bytes(), &text, &mut found);
    let message = response.message();
    let is_marked = response.is_marked();
    let mut failure = match response.code::<C>() {
        Some(code) if !is_marked && C::TABLE.is_success(&code) => return None,
        Some(code) => Failure::from_wire_code(code),
        None if is_marked || message.is_some() || response.has_unreadable_code() => {
            // A server responded, and nothing is known of the item.
            Failure::new(Received::Absent).with_category(Category::Unknown).with_body(item.as_bytes())
        }
        None => return None,
    };
    failure.0.server_message = message;
    failure.0.has_upstream_message = true;
    failure.0.hint = response.own_hint(received_at);
    failure.0.extra = response.extra();
    Some(response.with_request_parts(response.with_params(response.with_subcode(failure))))
}

/// Reads everything that an envelope names, once.
fn read_parts<'a, 'b: 'a, 'f, L: Layout, H: Headers>(
    layout: L,
    headers: &'a H,
    body: &'b [u8],
    text: &'a BodyText<'b>,
    found: &'f mut Found<'a>,
) -> Response<'a, 'b, 'f, L, H> {
    read(body, text, &layout.parts().body, found);
    Response { layout, headers, text, found }
}

/// Where the parts of a failure are.
trait Layout {
    fn parts(&self) -> &'static Parts;

    /// Returns the locations of the params in an item.
    fn params_of_items(&self) -> &'static [Location] {
        &[]
    }
}

/// The layout of a table's responses: a constant, so that what the table's envelope does not have costs nothing.
struct Of<C>(PhantomData<C>);

impl<C: ErrorCode> Layout for Of<C> {
    #[inline]
    fn parts(&self) -> &'static Parts {
        const { &{ C::TABLE.envelope.parts } }
    }

    fn params_of_items(&self) -> &'static [Location] {
        C::TABLE.envelope.items.as_ref().map_or(&[], |items| items.parts.params)
    }
}

impl Layout for &'static Parts {
    fn parts(&self) -> &'static Parts {
        self
    }
}

/// Returns whether a member of an object is the location of something else than a param.
fn has_other(parts: &Parts, object: &[&str], name: &str) -> bool {
    let Parts {
        code,
        subcode,
        failed,
        message,
        extra,
        trace,
        params: _,
        retry_after,
        should_retry,
        url,
        pointer,
        items,
        body: _,
    } = parts;
    // An item has params of its own.
    let contains_items = items.iter().filter_map(tokens_of).any(|tokens| {
        tokens.strip_prefix(object).and_then(|rest| rest.first()).is_some_and(|token| *token == name)
    });
    if contains_items {
        return true;
    }
    let all = [code.at, subcode.at, message, trace, url, pointer]
        .into_iter()
        .chain(failed.iter().map(|failed| failed.at))
        .chain(extra.iter().map(|extra| extra.at))
        .chain(retry_after.iter().map(|wait| wait.at))
        .chain(should_retry.iter().map(|flag| flag.at));
    all.flatten().any(|location| match location {
        Location::Body([first @ .., last], _) => first == object && *last == name,
        Location::Body([], _) | Location::Header(_) => false,
    })
}

fn tokens_of(location: &Location) -> Option<&'static [&'static str]> {
    match location {
        Location::Body(tokens, _) => Some(tokens),
        Location::Header(_) => None,
    }
}

fn slot_of(location: &Location) -> Option<u8> {
    match location {
        Location::Body(_, slot) => Some(*slot),
        Location::Header(_) => None,
    }
}

/// Returns the value of a location.
fn value_at<'s>(location: &Location, headers: &'s impl Headers, found: &'s Found<'_>) -> Option<Value<'s>> {
    match *location {
        Location::Header(name) => Some(Value::Text(Cow::Borrowed(headers.header(name)?))),
        Location::Body(_, slot) => Value::of(slot, found),
    }
}

/// What was read of a response, or of an item.
struct Response<'a, 'b, 'f, L, H> {
    layout: L,
    headers: &'a H,
    text: &'a BodyText<'b>,
    found: &'f Found<'a>,
}

impl<L: Layout, H: Headers> Response<'_, '_, '_, L, H> {
    /// Returns what the response is.
    #[inline]
    fn result<C: ErrorCode>(
        &self,
        status: u16,
        body: &[u8],
        received_at: Option<u64>,
    ) -> Result<(), Failure<C>> {
        let is_failed = status >= 400 || self.is_marked();
        let (received, wire_code) = match self.code::<C>() {
            None if !is_failed && !self.has_unreadable_code() => return Ok(()),
            None => (Received::Absent, None),
            Some(code) if !is_failed && C::TABLE.is_success(&code) => return Ok(()),
            Some(code) => recognize(code),
        };
        let keeps_body = matches!(received, Received::Absent) && !body.is_empty();
        let failure = Failure(Box::new(Occurrence {
            received,
            wire_code,
            server_message: self.message(),
            http_status: Some(status),
            sent: true,
            has_upstream_message: true,
            category: None,
            trace_id: self.trace_id(),
            hint: self.hint(received_at),
            extra: self.extra(),
            params: Vec::new(),
            rare: None,
            body: None,
            source: None,
        }));
        let failure = self.with_items(self.with_subcode(failure), received_at);
        let failure = self.with_request_parts(self.with_params(failure));
        Err(if keeps_body { failure.with_body(body) } else { failure })
    }

    /// Returns the first of some locations whose value can be read.
    #[inline]
    fn first<'s, T>(&'s self, locations: &[Location], read: impl Fn(&Value<'s>) -> Option<T>) -> Option<T> {
        locations.iter().find_map(|location| read(&value_at(location, self.headers, self.found)?))
    }

    /// Returns the first of some locations whose value can be kept. Some of the params may be sensitive: an object that contains
    /// them is not kept as it is written.
    #[inline]
    fn first_kept<'s, T>(
        &'s self,
        locations: &[Location],
        read: impl Fn(&Value<'s>) -> Option<T>,
    ) -> Option<T> {
        locations.iter().find_map(|location| match value_at(location, self.headers, self.found)? {
            Value::Json(json) if json.starts_with(['{', '[']) && self.contains_params(location) => None,
            value => read(&value),
        })
    }

    /// Returns whether the object with the params, or one of an item, is at a location or inside of it.
    #[cold]
    fn contains_params(&self, location: &Location) -> bool {
        let Some(tokens) = tokens_of(location) else { return false };
        let is_inside = |params: &[Location], tokens: &[&str]| {
            params.iter().filter_map(tokens_of).any(|params| params.starts_with(tokens))
        };
        let (parts, params_of_items) = (self.layout.parts(), self.layout.params_of_items());
        let of_items = parts.items.iter().filter_map(tokens_of).any(|array| {
            // The first token after those of the array is the index of an item.
            let in_item = tokens.strip_prefix(array).and_then(|rest| rest.split_first());
            array.starts_with(tokens) || in_item.is_some_and(|(_, rest)| is_inside(params_of_items, rest))
        });
        is_inside(parts.params, tokens) || !params_of_items.is_empty() && of_items
    }

    fn code<C: ErrorCode>(&self) -> Option<WireCode<'static>> {
        let is_text = const { matches!(C::TABLE.codes, Codes::Strings(_)) };
        // Nearly always it is an integer at the first location.
        if let ([Location::Body(_, slot), ..], false) = (self.layout.parts().code.at, is_text) {
            match self.found.slot(*slot) {
                Slot::Unsigned(number) => return Some(WireCode::from(number)),
                Slot::Signed(number) => return Some(WireCode::from(number)),
                Slot::Empty
                | Slot::Broken
                | Slot::Text(_)
                | Slot::Unescaped(_)
                | Slot::Raw(_)
                | Slot::Params => {}
            }
        }
        let CodeLocations { at, after, before } = self.layout.parts().code;
        self.first(at, |value| match value {
            Value::Text(text) if !(after.is_empty() && before.is_empty()) => {
                Value::Text(Cow::Borrowed(cut(text, after, before))).code(is_text)
            }
            value => value.code(is_text),
        })
    }

    /// Adds the subcode, by which a refinement of the entry is chosen. Without the text that it follows, there is none.
    fn with_subcode<C: ErrorCode>(&self, failure: Failure<C>) -> Failure<C> {
        let CodeLocations { at, after, before } = self.layout.parts().subcode;
        if at.is_empty() {
            return failure;
        }
        let subcode = self.first(at, |value| match value {
            Value::Text(text) if !after.is_empty() && !text.contains(after) => None,
            Value::Text(text) => Value::Text(Cow::Borrowed(cut(text, after, before))).any(),
            Value::Integer(_) | Value::Number(_) if after.is_empty() => value.any(),
            // A number does not have the text, and an object or an array is not a subcode.
            Value::Integer(_) | Value::Number(_) | Value::Json(_) => None,
        });
        match subcode {
            Some(subcode) => failure.with_subcode(subcode),
            None => failure,
        }
    }

    /// Returns whether a value at the location of a code is not a code. An empty text and null mean that there is none.
    fn has_unreadable_code(&self) -> bool {
        self.layout.parts().code.at.iter().filter_map(slot_of).any(|slot| {
            matches!(self.found.slot(slot), Slot::Broken)
                || matches!(Value::of(slot, self.found), Some(Value::Json(_)))
        })
    }

    /// Returns whether something besides a code marks a failure.
    fn is_marked(&self) -> bool {
        let Some(FailedLocation { at, is }) = &self.layout.parts().failed else { return false };
        match is {
            Some(is) => self.first(at, |value| Some(value.spelled() == is.spelled())) == Some(true),
            None => {
                let breaks_off = |slot| matches!(self.found.slot(slot), Slot::Broken);
                at.iter().filter_map(slot_of).any(breaks_off)
                    || self.first(at, |value| value.is_something().then_some(())).is_some()
            }
        }
    }

    fn message(&self) -> Option<Box<str>> {
        // Nearly always it is a text without escapes at the first location.
        if let [Location::Body(_, slot), ..] = self.layout.parts().message
            && let Slot::Text(text) = self.found.slot(*slot)
            && text.starts_with(|c: char| !c.is_whitespace())
        {
            return Some(text.into());
        }
        self.first_kept(self.layout.parts().message, Value::text)
    }

    fn trace_id(&self) -> Option<Box<str>> {
        self.first_kept(self.layout.parts().trace, Value::text)
    }

    /// Returns the server's word on a retry: that of the envelope, or else that of `Retry-After`.
    fn hint(&self, received_at: Option<u64>) -> Option<RetryHint> {
        let wait = self.wait(received_at).or_else(|| {
            // RFC 9110, section 10.2.3: seconds, or a date. A negative number means nothing there.
            let wait = self.header_wait("retry-after", WaitUnit::Seconds, received_at);
            wait.filter(|wait| *wait != RequestedWait::Negative)
        });
        self.hint_of(wait)
    }

    /// Returns the server's word on a retry that the envelope names.
    fn own_hint(&self, received_at: Option<u64>) -> Option<RetryHint> {
        self.hint_of(self.wait(received_at))
    }

    fn hint_of(&self, wait: Option<RequestedWait>) -> Option<RetryHint> {
        let flag = self.layout.parts().should_retry.as_ref().and_then(|flag| self.flag(flag));
        match (flag, wait) {
            (Some(false), _) | (None, Some(RequestedWait::Negative)) => Some(RetryHint::Never),
            (Some(true), Some(RequestedWait::After(after))) => Some(RetryHint::Retry { after: Some(after) }),
            (Some(true), Some(RequestedWait::Negative) | None) => Some(RetryHint::Retry { after: None }),
            (None, Some(RequestedWait::After(after))) => Some(RetryHint::After(after)),
            (None, None) => None,
        }
    }

    /// Returns the first wait of the envelope that can be read.
    fn wait(&self, received_at: Option<u64>) -> Option<RequestedWait> {
        self.layout.parts().retry_after.iter().find_map(|WaitLocation { at, unit }| {
            at.iter().find_map(|location| match location {
                Location::Header(name) => self.header_wait(name, *unit, received_at),
                Location::Body(_, slot) => {
                    let value = Value::of(*slot, self.found)?;
                    if matches!(value, Value::Json(_)) {
                        return None;
                    }
                    self.wait_reader(*unit, received_at).read(&value.spelled())
                }
            })
        })
    }

    /// Returns the longest wait that the values of a header have.
    #[inline]
    fn header_wait(&self, name: &str, unit: WaitUnit, received_at: Option<u64>) -> Option<RequestedWait> {
        let mut longest = None;
        self.headers.for_each_value(name, &mut |value| {
            longest = longest.max(self.wait_reader(unit, received_at).read(value));
        });
        longest
    }

    /// Returns what reads waits: it measures points in time against the response's own date, or else against the time at
    /// which it was received.
    fn wait_reader(&self, unit: WaitUnit, received_at: Option<u64>) -> WaitReader {
        WaitReader { unit, now: self.now(received_at) }
    }

    #[cold]
    fn now(&self, received_at: Option<u64>) -> Option<u64> {
        self.headers.header("date").and_then(|date| seconds_of(date.trim())).or(received_at)
    }

    /// Returns the first "yes" or "no" that can be read.
    fn flag(&self, flag: &FlagLocation) -> Option<bool> {
        let FlagLocation { at, yes, no } = flag;
        self.first(at, |value| {
            let word = value.spelled();
            let is_one_of =
                |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word.trim()));
            match value {
                Value::Json("true") => Some(true),
                Value::Json("false") => Some(false),
                Value::Json(_) => None,
                Value::Integer(_) | Value::Number(_) | Value::Text(_) => {
                    if is_one_of(yes) {
                        Some(true)
                    } else {
                        is_one_of(no).then_some(false)
                    }
                }
            }
        })
    }

    #[inline]
    fn extra(&self) -> Vec<(Cow<'static, str>, WireCode<'static>)> {
        let mut values = Vec::new();
        for ExtraLocation { name, at, .. } in self.layout.parts().extra {
            if let Some(value) = self.first_kept(at, Value::any) {
                values.reserve_exact(if values.is_empty() { self.layout.parts().extra.len() } else { 0 });
                values.push((Cow::Borrowed(*name), value));
            }
        }
        values
    }

    /// Adds the failures of single items inside this one.
    #[inline]
    fn with_items<C: ErrorCode>(&self, failure: Failure<C>, received_at: Option<u64>) -> Failure<C> {
        let Some(items) = &C::TABLE.envelope.items else { return failure };
        let locations = self.layout.parts().items.iter().filter_map(|location| match *location {
            Location::Body(tokens, slot) => Some((tokens, slot)),
            Location::Header(_) => None,
        });
        let elements = array_elements(locations, self.text, self.found);
        if elements.is_empty() {
            return failure;
        }
        failure.with_items(decode_elements(elements, items, self.now(received_at)))
    }

    /// Adds the URL of the documentation, and the pointer to what is wrong in the request.
    fn with_request_parts<C: ErrorCode>(&self, failure: Failure<C>) -> Failure<C> {
        let Parts { url, pointer, .. } = self.layout.parts();
        if url.is_empty() && pointer.is_empty() {
            return failure;
        }
        // RFC 9457, section 4.2.1: a type without a page of its own.
        let url_of = |value: &Value<'_>| value.text().filter(|url| &**url != "about:blank");
        let failure = match self.first_kept(url, url_of) {
            Some(url) => failure.with_url(url),
            None => failure,
        };
        match self.first_kept(pointer, Value::text) {
            Some(pointer) => failure.with_pointer(pointer_of(&pointer)),
            None => failure,
        }
    }

    /// Adds the members of the object with the values of params. Null is not a value.
    fn with_params<C: ErrorCode>(&self, mut failure: Failure<C>) -> Failure<C> {
        for location in self.layout.parts().params {
            let Location::Body(tokens, slot) = *location else { continue };
            let Some(members) = self.found.members(slot) else { continue };
            for Member { name, raw, .. } in members {
                if has_other(self.layout.parts(), tokens, name) {
                    continue;
                }
                failure = match Value::of_json(raw) {
                    Some(value) => failure.with_wire_param(name, |kind| value.param(kind)),
                    None => failure.without_wire_param(name),
                };
            }
            break;
        }
        failure
    }
}

/// Returns the part of a text that precedes the first of one separator and follows the last of another. A separator that is
/// empty, or that the text does not have, cuts nothing.
fn cut<'t>(text: &'t str, after: &str, before: &str) -> &'t str {
    let text = if before.is_empty() { text } else { text.split_once(before).map_or(text, |(part, _)| part) };
    if after.is_empty() { text } else { text.rsplit_once(after).map_or(text, |(_, part)| part) }
}
