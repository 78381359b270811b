//! Decodes responses: a success, or a failure that keeps what was received. There is no third outcome.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::time::Duration;

use crate::code::WireCode;
use crate::entry::ErrorCode;
use crate::failure::{Failure, Occurrence, Received, recognize};
use crate::policy::RetryHint;
use crate::table::{Codes, ItemsEnvelope, Location, PointerTree};
use crate::wire::Headers;
use crate::wire::body_reader::{BodyText, elements, read, read_raw};
use crate::wire::slots::{Found, Member, Slot};
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
    #[cfg(feature = "reqwest")]
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
    /// It is a success if its code is one of the table's success codes, or if it has no code, and its HTTP status is below
    /// 400. A code that is present but unreadable, because it is neither a number nor a text or because it breaks off,
    /// makes a failure without a code. The body may be anything.
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
        let response = const { &Pointers::of::<C>() }.read(headers, self.readable(body), &text, &mut found);
        let is_error_status = status >= 400;
        let (received, wire_code) = match response.code::<C>() {
            None if !is_error_status && !response.has_unreadable_code() => return Ok(()),
            None => (Received::Absent, None),
            Some(code) if !is_error_status && C::TABLE.is_success(&code) => return Ok(()),
            Some(code) => recognize(code),
        };
        let keeps_body = matches!(received, Received::Absent) && !body.is_empty();
        let failure = Failure(Box::new(Occurrence {
            received,
            wire_code,
            server_message: response.message(),
            http_status: Some(status),
            sent: true,
            category: None,
            trace_id: response.trace_id(),
            hint: response.retry_after().or_else(|| retry_after_header(headers, self.received_at)),
            extra: response.extra(),
            params: Vec::new(),
            body: None,
            source: None,
        }));
        let failure = response.with_params(failure);
        Err(if keeps_body { failure.with_body(body) } else { failure })
    }

    /// Decodes the failures of single items that a success may carry, each on its own. The table's envelope says where
    /// they are.
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
        read_raw(self.readable(body), &text, &items.at, &[], &mut found);
        let Slot::Raw(array) = found.slot(0) else { return Vec::new() };
        let envelope = &Pointers::of_items(items);
        elements(array).into_iter().filter_map(|item| decode_item(item, envelope)).collect()
    }

    /// Returns the body up to the limit, without a byte order mark.
    fn readable(self, body: &[u8]) -> &[u8] {
        let body = &body[..body.len().min(self.max_body_len)];
        body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
    }
}

/// Decodes an item. One without a code and without a message is not a failure.
fn decode_item<C: ErrorCode>(item: &str, envelope: &Pointers) -> Option<Failure<C>> {
    let (text, mut found) = (BodyText::default(), Found::default());
    let response = envelope.read(&(), item.as_bytes(), &text, &mut found);
    let message = response.message();
    let mut failure = match response.code::<C>() {
        Some(code) if C::TABLE.is_success(&code) => return None,
        Some(code) => Failure::new(Received::Absent).with_wire_code(code),
        None if message.is_some() || response.has_unreadable_code() => {
            Failure::new(Received::Absent).with_body(item.as_bytes())
        }
        None => return None,
    };
    failure.0.server_message = message;
    failure.0.extra = response.extra();
    Some(response.with_params(failure))
}

/// Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date, which is measured against the response's own
/// `Date`.
fn retry_after_header(headers: &impl Headers, received_at: Option<u64>) -> Option<RetryHint> {
    let value = headers.header("retry-after")?.trim();
    let is_number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    let seconds = if is_number {
        // A number that does not fit is a long wait, not none.
        value.parse().unwrap_or(u64::MAX)
    } else {
        let date = headers.header("date").and_then(|date| seconds_of(date.trim()));
        seconds_of(value)?.saturating_sub(date.or(received_at)?)
    };
    Some(RetryHint::After(Duration::from_secs(seconds)))
}

/// Returns the seconds from the Unix epoch to a date of HTTP.
#[cfg(feature = "std")]
fn seconds_of(date: &str) -> Option<u64> {
    let date = httpdate::parse_http_date(date).ok()?;
    Some(date.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs())
}

/// Returns nothing: the parser of dates needs `std`.
#[cfg(not(feature = "std"))]
fn seconds_of(_: &str) -> Option<u64> {
    None
}

/// Where the parts of a failure are, in a response or in an item.
struct Pointers {
    code: &'static [Location],
    message: &'static [Location],
    trace: &'static [Location],
    extra: &'static [(&'static str, &'static [Location])],
    params: &'static [Location],
    retry_after: &'static [Location],
    retry_unit_ms: u64,
    body: &'static PointerTree,
}

impl Pointers {
    const fn of<C: ErrorCode>() -> Pointers {
        let envelope = &C::TABLE.envelope;
        let (retry_after, retry_unit_ms) = match &envelope.retry_after {
            Some(wait) => (wait.at, wait.unit_ms),
            None => (&[] as &[Location], 1),
        };
        Pointers {
            code: envelope.code,
            message: envelope.message,
            trace: envelope.trace,
            extra: envelope.extra,
            params: envelope.params,
            retry_after,
            retry_unit_ms,
            body: &envelope.body,
        }
    }

    fn of_items(items: &'static ItemsEnvelope) -> Pointers {
        Pointers {
            code: items.code,
            message: items.message,
            trace: &[],
            extra: items.extra,
            params: items.params,
            retry_after: &[],
            retry_unit_ms: 1,
            body: &items.body,
        }
    }

    /// Returns whether a member of an object is the location of something else than a param.
    fn have_other(&self, object: &[&str], name: &str) -> bool {
        let extra = self.extra.iter().map(|(_, locations)| *locations);
        let all = [self.code, self.message, self.trace, self.retry_after].into_iter().chain(extra);
        all.flatten().any(|location| match location {
            Location::Body([first @ .., last], _) => first == object && *last == name,
            Location::Body([], _) | Location::Header(_) => false,
        })
    }

    /// Reads everything that the envelope names, once.
    fn read<'a, 'b: 'a, 'f, H: Headers>(
        &'f self,
        headers: &'a H,
        body: &'b [u8],
        text: &'a BodyText<'b>,
        found: &'f mut Found<'a>,
    ) -> Response<'a, 'f, H> {
        read(body, text, self.body, self.params, found);
        Response { envelope: self, headers, found }
    }
}

fn slot_of(location: &Location) -> Option<u8> {
    match location {
        Location::Body(_, slot) => Some(*slot),
        Location::Header(_) => None,
    }
}

/// What was read of a response, or of an item.
struct Response<'a, 'f, H> {
    envelope: &'f Pointers,
    headers: &'a H,
    found: &'f Found<'a>,
}

impl<H: Headers> Response<'_, '_, H> {
    /// Returns the first of some locations whose value can be read.
    fn first<'s, T>(&'s self, locations: &[Location], read: impl Fn(&Value<'s>) -> Option<T>) -> Option<T> {
        locations.iter().find_map(|location| {
            let value = match *location {
                Location::Header(name) => Value::Text(Cow::Borrowed(self.headers.header(name)?)),
                Location::Body(_, slot) => Value::of(slot, self.found)?,
            };
            read(&value)
        })
    }

    fn code<C: ErrorCode>(&self) -> Option<WireCode<'static>> {
        let is_text = matches!(C::TABLE.codes, Codes::Strings(_));
        // Nearly always it is an integer at the first location.
        if let ([Location::Body(_, slot), ..], false) = (self.envelope.code, is_text) {
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
        self.first(self.envelope.code, |value| value.code(is_text))
    }

    /// Returns whether a value at the location of a code is not a code. An empty text and null mean that there is none.
    fn has_unreadable_code(&self) -> bool {
        self.envelope.code.iter().filter_map(slot_of).any(|slot| {
            matches!(self.found.slot(slot), Slot::Broken)
                || matches!(Value::of(slot, self.found), Some(Value::Json(_)))
        })
    }

    fn message(&self) -> Option<Box<str>> {
        // Nearly always it is a text without escapes at the first location.
        if let [Location::Body(_, slot), ..] = self.envelope.message
            && let Slot::Text(text) = self.found.slot(*slot)
            && text.starts_with(|c: char| !c.is_whitespace())
        {
            return Some(text.into());
        }
        self.first(self.envelope.message, Value::text)
    }

    fn trace_id(&self) -> Option<Box<str>> {
        self.first(self.envelope.trace, Value::text)
    }

    fn retry_after(&self) -> Option<RetryHint> {
        let number = self.first(self.envelope.retry_after, |value| value.code(false)?.as_number())?;
        Some(match u64::try_from(number) {
            Ok(number) => {
                RetryHint::After(Duration::from_millis(number.saturating_mul(self.envelope.retry_unit_ms)))
            }
            // With a negative wait, a server says "not again".
            Err(_) => RetryHint::Never,
        })
    }

    #[inline]
    fn extra(&self) -> Vec<(Cow<'static, str>, WireCode<'static>)> {
        let mut values = Vec::new();
        for (name, locations) in self.envelope.extra {
            if let Some(value) = self.first(locations, Value::any) {
                values.reserve_exact(if values.is_empty() { self.envelope.extra.len() } else { 0 });
                values.push((Cow::Borrowed(*name), value));
            }
        }
        values
    }

    /// Adds the members of the object with the values of params. Null is not a value.
    fn with_params<C: ErrorCode>(&self, mut failure: Failure<C>) -> Failure<C> {
        for location in self.envelope.params {
            let Location::Body(tokens, slot) = *location else { continue };
            let Some(members) = self.found.members(slot) else { continue };
            for Member { name, raw, .. } in members {
                if self.envelope.have_other(tokens, name) {
                    continue;
                }
                if let Some(value) = Value::of_json(raw) {
                    failure = failure.with_wire_param(name, |kind| value.param(kind));
                }
            }
            break;
        }
        failure
    }
}
