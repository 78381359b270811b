//! An answer in, "no error" or a failure out. There is no third outcome.

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
use crate::wire::scan::{Found, Range, elements, members, scan};
use crate::wire::value::{Value, digits};

/// Decodes an answer with the default limits: `None` is a success. See [`Decoder::decode`].
///
/// ```
/// use errcat::tencent_meeting::RestError;
/// use errcat::{Received, decode};
///
/// let body = br#"{"error_info":{"error_code":9003,"message":"MEETING NOT EXIST"}}"#;
/// let failure = decode::<RestError>(500, &[("X-Tc-Trace", "5f1c")], body).unwrap();
/// assert_eq!(*failure.received(), Received::Known(RestError::MeetingNotFound));
/// assert_eq!(failure.text(), Some("MEETING NOT EXIST"));
/// assert_eq!(failure.trace(), Some("5f1c"));
///
/// let gateway = decode::<RestError>(502, &(), b"<html>502 Bad Gateway</html>").unwrap();
/// assert_eq!(*gateway.received(), Received::Absent);
/// assert!(gateway.is_retryable());
///
/// assert!(decode::<RestError>(200, &(), b"").is_none());
/// ```
pub fn decode<C: ErrorCode>(status: u16, headers: &impl Headers, body: &[u8]) -> Result<(), Failure<C>> {
    Decoder::new().decode(status, headers, body)
}

/// How answers are decoded.
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
    /// How much of a body is looked at when nothing else is said: 64 KiB.
    pub const DEFAULT_MAX_BODY_LEN: usize = 64 * 1024;

    /// A decoder with the default limit.
    pub const fn new() -> Decoder {
        Decoder { max_body_len: Decoder::DEFAULT_MAX_BODY_LEN, received_at: None }
    }

    /// The same with another limit, in bytes. What is behind it is treated as if it had not come.
    #[must_use]
    pub const fn max_body_len(self, bytes: usize) -> Decoder {
        Decoder { max_body_len: if bytes < Range::LONGEST { bytes } else { Range::LONGEST }, ..self }
    }

    /// The same with the time at which answers come, for a `Retry-After` that is a date in an answer without a `Date`.
    /// The decoder itself has no clock.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn received_at(self, time: std::time::SystemTime) -> Decoder {
        let since_epoch = time.duration_since(std::time::UNIX_EPOCH).ok();
        Decoder { received_at: since_epoch.map(|time| time.as_secs()), ..self }
    }

    /// The same with the time of the system, if no other is set.
    #[cfg(feature = "reqwest")]
    pub(crate) fn with_clock(self) -> Decoder {
        if self.received_at.is_some() { self } else { self.received_at(std::time::SystemTime::now()) }
    }

    /// Returns the maximum number of bytes of a body that are read.
    #[cfg(feature = "reqwest")]
    pub(crate) const fn body_limit(self) -> usize {
        self.max_body_len
    }

    /// Decodes an answer: `None` is a success, everything else a failure that keeps what came.
    ///
    /// It is a success if its code is one of the table's success codes, or if it has none, and its HTTP status is below
    /// 400. A code that is there and cannot be read, because it is no number and no text or because it breaks off, makes
    /// a failure without a code. The body may be anything.
    pub fn decode<C: ErrorCode>(
        self,
        status: u16,
        headers: &impl Headers,
        body: &[u8],
    ) -> Result<(), Failure<C>> {
        let mut found = Found::default();
        let seen = Locations::of::<C>().look(headers, self.looked_at(body), &mut found);
        let is_error_status = status >= 400;
        let (received, wire_code) = match seen.code::<C>() {
            None if !is_error_status && !seen.has_unreadable_code() => return Ok(()),
            None => (Received::Absent, None),
            Some(code) if !is_error_status && C::TABLE.is_success(&code) => return Ok(()),
            Some(code) => recognize(code),
        };
        let keeps_body = matches!(received, Received::Absent) && !body.is_empty();
        let failure = Failure(Box::new(Occurrence {
            received,
            wire_code,
            server_message: seen.message(),
            http_status: Some(status),
            sent: true,
            category: None,
            trace_id: seen.trace(),
            hint: seen.retry_after().or_else(|| retry_after_header(headers, self.received_at)),
            extra: seen.extra(),
            params: Vec::new(),
            body: None,
            source: None,
        }));
        let failure = seen.with_params(failure);
        Err(if keeps_body { failure.with_body(body) } else { failure })
    }

    /// Decodes the failures of single items that a table's envelope says a success may carry, each on its own.
    ///
    /// ```
    /// use errcat::tencent_meeting::RestError;
    /// use errcat::{Code, Decoder};
    ///
    /// let body = r#"{"error_user_list":[{"error_code":20001,"error_msg":"用户不存在","userid":"u7"}]}"#;
    /// let failures = Decoder::new().decode_items::<RestError>(body.as_bytes());
    /// assert_eq!(failures.len(), 1);
    /// assert_eq!(failures[0].known(), Some(RestError::UserNotFound));
    /// assert_eq!(failures[0].extra("userid"), Some(Code::Text("u7")));
    /// ```
    pub fn decode_items<C: ErrorCode>(self, body: &[u8]) -> Vec<Failure<C>> {
        let Some(items) = &C::TABLE.envelope.items else { return Vec::new() };
        let body = self.looked_at(body);
        let mut found = Found::default();
        scan(body, &items.at, &mut found);
        let places = Locations::of_items(items);
        let items = elements(found[0].of(body).unwrap_or_default()).into_iter();
        items.filter_map(|item| decode_item(item, places)).collect()
    }

    /// The body up to the limit, without a byte order mark.
    fn looked_at(self, body: &[u8]) -> &[u8] {
        let body = &body[..body.len().min(self.max_body_len)];
        body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
    }
}

/// An item without a code and without a text is no failure.
fn decode_item<C: ErrorCode>(item: &[u8], places: Locations) -> Option<Failure<C>> {
    let mut found = Found::default();
    let seen = places.look(&(), item, &mut found);
    let text = seen.message();
    let mut failure = match seen.code::<C>() {
        Some(code) if C::TABLE.is_success(&code) => return None,
        Some(code) => Failure::new(Received::Absent).with_wire_code(code),
        None if text.is_some() || seen.has_unreadable_code() => {
            Failure::new(Received::Absent).with_body(item)
        }
        None => return None,
    };
    failure.0.server_message = text;
    failure.0.extra = seen.extra();
    Some(seen.with_params(failure))
}

/// `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date, which is measured against the answer's own `Date`.
fn retry_after_header(headers: &impl Headers, now: Option<u64>) -> Option<RetryHint> {
    let value = headers.header("retry-after")?.trim();
    let is_number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    let seconds = if is_number {
        // More than a number holds is a long time, and not none.
        value.parse().unwrap_or(u64::MAX)
    } else {
        let now = headers.header("date").and_then(|date| seconds_of(date.trim())).or(now)?;
        seconds_of(value)?.saturating_sub(now)
    };
    Some(RetryHint::After(Duration::from_secs(seconds)))
}

/// The seconds from the beginning of 1970 to a date of HTTP.
#[cfg(feature = "std")]
fn seconds_of(date: &str) -> Option<u64> {
    let date = httpdate::parse_http_date(date).ok()?;
    Some(date.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs())
}

/// Dates take the parser of a library that needs `std`.
#[cfg(not(feature = "std"))]
fn seconds_of(_: &str) -> Option<u64> {
    None
}

/// Where the parts of an answer may stand.
#[derive(Clone, Copy)]
struct Locations {
    code: &'static [Location],
    message: &'static [Location],
    trace: &'static [Location],
    extra: &'static [(&'static str, &'static [Location])],
    params: &'static [Location],
    retry_after: &'static [Location],
    retry_unit_ms: u64,
    body: &'static PointerTree,
}

impl Locations {
    fn of<C: ErrorCode>() -> Locations {
        let envelope = &C::TABLE.envelope;
        let (retry_after, retry_unit_ms) =
            envelope.retry_after.as_ref().map_or((&[][..], 1), |wait| (wait.at, wait.unit_ms));
        Locations {
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

    fn of_items(items: &'static ItemsEnvelope) -> Locations {
        Locations {
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

    /// Whether a member of an object is the place of something else than a param.
    fn have_other(&self, object: &[&str], name: &str) -> bool {
        let extra = self.extra.iter().map(|(_, places)| *places);
        let all = [self.code, self.message, self.trace, self.retry_after].into_iter().chain(extra);
        all.flatten().any(|place| match place {
            Location::Body([first @ .., last], _) => first == object && *last == name,
            _ => false,
        })
    }

    /// Looks once for everything that the envelope names, and puts what it finds into `found`.
    fn look<'a, H: Headers>(self, headers: &'a H, body: &'a [u8], found: &'a mut Found) -> Seen<'a, H> {
        scan(body, self.body, found);
        Seen { places: self, headers, body, found }
    }
}

/// What was seen at the places of an envelope.
struct Seen<'a, H> {
    places: Locations,
    headers: &'a H,
    body: &'a [u8],
    found: &'a Found,
}

impl<'a, H: Headers> Seen<'a, H> {
    /// The first of some places that has a value of use.
    fn first<T>(&self, places: &[Location], read: impl Fn(&Value<'a>) -> Option<T>) -> Option<T> {
        places.iter().find_map(|place| {
            let value = match *place {
                Location::Header(name) => Value::Text(Cow::Borrowed(self.headers.header(name)?)),
                Location::Body(_, slot) => Value::of(self.raw(slot)?)?,
            };
            read(&value)
        })
    }

    /// The raw JSON in a slot.
    fn raw(&self, slot: u8) -> Option<&'a [u8]> {
        self.found.get(usize::from(slot))?.of(self.body)
    }

    fn code<C: ErrorCode>(&self) -> Option<WireCode<'static>> {
        let is_text = matches!(C::TABLE.codes, Codes::Strings(_));
        // Nearly always it is a few digits at the first place.
        let usual = match self.places.code {
            [Location::Body(_, slot), ..] if !is_text => self.raw(*slot).and_then(digits),
            _ => None,
        };
        usual.map(WireCode::from).or_else(|| self.first(self.places.code, |value| value.code(is_text)))
    }

    /// Whether something stands where a code should that is no code: an empty text and null say that there is none.
    fn has_unreadable_code(&self) -> bool {
        self.places.code.iter().any(|place| {
            let Location::Body(_, slot) = *place else { return false };
            let Some(range) = self.found.get(usize::from(slot)) else { return false };
            let value = || range.of(self.body).and_then(Value::of);
            range.is_broken_off() || matches!(value(), Some(Value::Other(_)))
        })
    }

    fn message(&self) -> Option<Box<str>> {
        self.first(self.places.message, Value::text)
    }

    fn trace(&self) -> Option<Box<str>> {
        self.first(self.places.trace, Value::text)
    }

    fn retry_after(&self) -> Option<RetryHint> {
        let number = self.first(self.places.retry_after, |value| match value.code(false)? {
            WireCode::Number(number) => Some(number),
            WireCode::Text(_) => None,
        })?;
        Some(match u64::try_from(number) {
            Ok(number) => {
                RetryHint::After(Duration::from_millis(number.saturating_mul(self.places.retry_unit_ms)))
            }
            // Less than no time is how a server says "not again".
            Err(_) => RetryHint::Never,
        })
    }

    fn extra(&self) -> Vec<(Cow<'static, str>, WireCode<'static>)> {
        let mut values = Vec::new();
        for (name, places) in self.places.extra {
            if let Some(value) = self.first(places, Value::any) {
                values.push((Cow::Borrowed(*name), value));
            }
        }
        values
    }

    /// Adds the members of the object that holds the values of params. What is no object has none, and null is no value.
    fn with_params<C: ErrorCode>(&self, mut failure: Failure<C>) -> Failure<C> {
        for place in self.places.params {
            let Location::Body(tokens, slot) = *place else { continue };
            let Some(range) = self.found.get(usize::from(slot)) else { continue };
            // Where the body itself is the object, it counts however it ends.
            let whole = self.body.trim_ascii_start();
            let object = if tokens.is_empty() { Some(whole) } else { range.to_break(self.body) };
            let Some(object) = object.filter(|object| object.starts_with(b"{")) else { continue };
            for (name, raw) in members(object) {
                if self.places.have_other(tokens, &name) {
                    continue;
                }
                if let Some(value) = Value::of(raw) {
                    let value = value.param(failure.kind_of(&name));
                    failure = failure.with_param(name, value);
                }
            }
            break;
        }
        failure
    }
}
