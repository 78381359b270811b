//! An answer in, "no error" or a failure out. There is no third outcome.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use crate::code::RawCode;
use crate::envelope::Place;
use crate::error_code::ErrorCode;
use crate::failure::{Failure, Received, RetryHint};
use crate::headers::Headers;
use crate::scan::{MOST, elements, scan};
use crate::table::Codes;

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
pub fn decode<C: ErrorCode>(status: u16, headers: &impl Headers, body: &[u8]) -> Option<Failure<C>> {
    Decoder::new().decode(status, headers, body)
}

/// How answers are decoded.
#[derive(Clone, Copy, Debug)]
pub struct Decoder {
    limit: usize,
}

impl Default for Decoder {
    fn default() -> Decoder {
        Decoder::new()
    }
}

impl Decoder {
    /// How much of a body is looked at when nothing else is said: 64 KiB.
    pub const DEFAULT_LIMIT: usize = 64 * 1024;

    /// A decoder with the default limit.
    pub const fn new() -> Decoder {
        Decoder { limit: Decoder::DEFAULT_LIMIT }
    }

    /// The same with another limit, in bytes. What is behind it is treated as if it had not come.
    #[must_use]
    pub const fn limit(self, bytes: usize) -> Decoder {
        Decoder { limit: bytes }
    }

    /// How much of a body is looked at, in bytes.
    pub const fn body_limit(self) -> usize {
        self.limit
    }

    /// Decodes an answer: `None` is a success, everything else a failure that keeps what came.
    ///
    /// It is a success if its code is one of the table's success codes, or if it has none, and its HTTP status is below
    /// 400. The body may be anything.
    pub fn decode<C: ErrorCode>(
        self,
        status: u16,
        headers: &impl Headers,
        body: &[u8],
    ) -> Option<Failure<C>> {
        let text = self.text(body);
        let answer = Answer { places: Places::of::<C>(), headers, text: &text };
        let found = answer.look();
        let code = found.code(answer.is_string_table::<C>());
        let is_error_status = status >= 400;
        let received = match code {
            None if !is_error_status => return None,
            None => Received::Absent,
            Some(code) if !is_error_status && C::TABLE.is_success(code.as_code()) => return None,
            Some(code) => Received::from(code),
        };
        let mut failure = Failure::new(received);
        let keeps_body = matches!(failure.received(), Received::Absent) && !body.is_empty();
        let occurrence = failure.occurrence_mut();
        occurrence.http = Some(status);
        occurrence.text = found.message().map(Into::into);
        occurrence.trace = found.trace().map(Into::into);
        occurrence.extra = found.extra();
        occurrence.hint = found.retry_after().or_else(|| retry_after_header(headers));
        Some(if keeps_body { failure.with_body(body) } else { failure })
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
        let text = self.text(body);
        let [list, ..] = scan(&text, &[items.at]);
        let items = elements(list.unwrap_or_default()).into_iter();
        items.filter_map(|item| decode_item(item)).collect()
    }

    /// The body's text up to the limit; bytes that are not UTF-8 are replaced, and a byte order mark is passed over.
    fn text(self, body: &[u8]) -> Cow<'_, str> {
        let body = &body[..body.len().min(self.limit)];
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        match core::str::from_utf8(body) {
            Ok(text) => Cow::Borrowed(text),
            // Cut inside a character: what is before it is whole.
            Err(error) if error.error_len().is_none() => {
                Cow::Borrowed(core::str::from_utf8(&body[..error.valid_up_to()]).unwrap_or_default())
            }
            Err(_) => String::from_utf8_lossy(body),
        }
    }
}

fn decode_item<C: ErrorCode>(item: &str) -> Option<Failure<C>> {
    let answer = Answer { places: Places::of_items::<C>(), headers: &(), text: item };
    let found = answer.look();
    let code = found.code(answer.is_string_table::<C>())?;
    if C::TABLE.is_success(code.as_code()) {
        return None;
    }
    let mut failure = Failure::new(Received::from(code));
    failure.occurrence_mut().text = found.message().map(Into::into);
    failure.occurrence_mut().extra = found.extra();
    Some(failure)
}

/// `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date, which is measured against the answer's own `Date`.
fn retry_after_header(headers: &impl Headers) -> Option<RetryHint> {
    let value = headers.header("retry-after")?.trim();
    let seconds = match value.parse::<u64>() {
        Ok(seconds) => seconds,
        Err(_) => seconds_until(value, headers.header("date")?.trim())?,
    };
    Some(RetryHint::After(Duration::from_secs(seconds)))
}

#[cfg(feature = "std")]
fn seconds_until(date: &str, now: &str) -> Option<u64> {
    let date = httpdate::parse_http_date(date).ok()?;
    let now = httpdate::parse_http_date(now).ok()?;
    Some(date.duration_since(now).map_or(0, |wait| wait.as_secs()))
}

/// Dates take the parser of a library that needs `std`.
#[cfg(not(feature = "std"))]
fn seconds_until(_: &str, _: &str) -> Option<u64> {
    None
}

/// Where the parts of an answer may stand.
#[derive(Clone, Copy)]
struct Places {
    code: &'static [Place],
    message: &'static [Place],
    trace: &'static [Place],
    extra: &'static [(&'static str, &'static [Place])],
    retry_after: &'static [Place],
    retry_unit_ms: u64,
}

impl Places {
    fn of<C: ErrorCode>() -> Places {
        let envelope = &C::TABLE.envelope;
        let (retry_after, retry_unit_ms) =
            envelope.retry_after.as_ref().map_or((&[][..], 1), |wait| (wait.at, wait.unit_ms));
        Places {
            code: envelope.code,
            message: envelope.message,
            trace: envelope.trace,
            extra: envelope.extra,
            retry_after,
            retry_unit_ms,
        }
    }

    fn of_items<C: ErrorCode>() -> Places {
        let none =
            Places { code: &[], message: &[], trace: &[], extra: &[], retry_after: &[], retry_unit_ms: 1 };
        match &C::TABLE.envelope.items {
            Some(items) => Places { code: items.code, message: items.message, extra: items.extra, ..none },
            None => none,
        }
    }

    /// All places, in the order in which their values are kept.
    fn all(&self) -> impl Iterator<Item = &'static Place> {
        let extra = self.extra.iter().flat_map(|(_, places)| places.iter());
        self.code.iter().chain(self.message).chain(self.trace).chain(self.retry_after).chain(extra)
    }
}

struct Answer<'a, H> {
    places: Places,
    headers: &'a H,
    text: &'a str,
}

impl<'a, H: Headers> Answer<'a, H> {
    fn is_string_table<C: ErrorCode>(&self) -> bool {
        matches!(C::TABLE.codes, Codes::Strings)
    }

    /// Looks once for everything that the envelope names in the body.
    fn look(&self) -> Seen<'a, H> {
        let mut pointers: [&[&str]; MOST] = [&[]; MOST];
        let mut count = 0;
        for place in self.places.all() {
            if let (Place::Body(tokens), Some(slot)) = (place, pointers.get_mut(count)) {
                *slot = tokens;
                count += 1;
            }
        }
        Seen { places: self.places, headers: self.headers, raw: scan(self.text, &pointers[..count]) }
    }
}

/// What was seen at the places of an envelope.
struct Seen<'a, H> {
    places: Places,
    headers: &'a H,
    /// The raw JSON at each place in the body, in the order of `Places::all`.
    raw: [Option<&'a str>; MOST],
}

impl<H: Headers> Seen<'_, H> {
    /// The first of some places that has a value of use. `before` counts the places in the body before them.
    fn first<T>(
        &self,
        places: &[Place],
        mut before: usize,
        read: impl Fn(Value<'_>) -> Option<T>,
    ) -> Option<T> {
        for place in places {
            let value = match place {
                Place::Header(name) => self.headers.header(name).map(Value::Header),
                Place::Body(_) => {
                    before += 1;
                    self.raw.get(before - 1).copied().flatten().map(Value::Json)
                }
            };
            if let Some(read) = value.and_then(&read) {
                return Some(read);
            }
        }
        None
    }

    fn code(&self, is_text: bool) -> Option<RawCode> {
        self.first(self.places.code, 0, |value| value.code(is_text))
    }

    fn message(&self) -> Option<String> {
        self.first(self.places.message, in_body(self.places.code), |value| value.text())
    }

    fn trace(&self) -> Option<String> {
        let before = in_body(self.places.code) + in_body(self.places.message);
        self.first(self.places.trace, before, |value| value.text())
    }

    fn retry_after(&self) -> Option<RetryHint> {
        let Places { code, message, trace, retry_after, retry_unit_ms, .. } = self.places;
        let before = in_body(code) + in_body(message) + in_body(trace);
        let number = self.first(retry_after, before, |value| match value.code(false)? {
            RawCode::Number(number) => Some(number),
            RawCode::Text(_) => None,
        })?;
        Some(match u64::try_from(number) {
            Ok(number) => RetryHint::After(Duration::from_millis(number.saturating_mul(retry_unit_ms))),
            // Less than no time is how a server says "not again".
            Err(_) => RetryHint::Never,
        })
    }

    fn extra(&self) -> Vec<(Cow<'static, str>, RawCode)> {
        let Places { code, message, trace, retry_after, extra, .. } = self.places;
        let mut before = in_body(code) + in_body(message) + in_body(trace) + in_body(retry_after);
        let mut values = Vec::new();
        for (name, places) in extra {
            let value = self.first(places, before, |value| value.any());
            values.extend(value.map(|value| (Cow::Borrowed(*name), value)));
            before += in_body(places);
        }
        values
    }
}

fn in_body(places: &[Place]) -> usize {
    places.iter().filter(|place| matches!(place, Place::Body(_))).count()
}

/// A value as it came.
enum Value<'a> {
    Json(&'a str),
    Header(&'a str),
}

impl Value<'_> {
    /// The value as a code: of a table of strings if it is text.
    fn code(&self, is_text: bool) -> Option<RawCode> {
        let text = match self {
            Value::Header(text) => Cow::Borrowed(*text),
            Value::Json(raw) if raw.starts_with('"') => unescaped(raw),
            Value::Json(raw) if is_number(raw) => Cow::Borrowed(*raw),
            // Null, a boolean, an object or an array is no code.
            Value::Json(_) => return None,
        };
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let number = if is_text { None } else { integer(text) };
        Some(number.map_or_else(|| RawCode::Text(text.into()), RawCode::Number))
    }

    /// The value as text for people.
    fn text(&self) -> Option<String> {
        let text = match self {
            Value::Header(text) => Cow::Borrowed(*text),
            Value::Json("null") => return None,
            Value::Json(raw) if raw.starts_with('"') => unescaped(raw),
            Value::Json(raw) => Cow::Borrowed(*raw),
        };
        (!text.trim().is_empty()).then(|| text.into_owned())
    }

    /// The value as what it is.
    fn any(&self) -> Option<RawCode> {
        match self {
            Value::Json(raw) if is_number(raw) => self.code(false),
            _ => self.text().map(|text| RawCode::Text(text.into())),
        }
    }
}

/// A JSON string's text; one whose escapes mean nothing, as it stands.
fn unescaped(raw: &str) -> Cow<'_, str> {
    let inner = raw.get(1..raw.len() - 1).unwrap_or_default();
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    serde_json::from_str(raw).map_or(Cow::Borrowed(inner), Cow::Owned)
}

fn is_number(raw: &str) -> bool {
    raw.starts_with(|c: char| c == '-' || c.is_ascii_digit())
}

/// The largest integer up to which every integer is a float of its own: 2 to the 53rd.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// An integer in digits, or a float without a fraction.
fn integer(text: &str) -> Option<i64> {
    if !is_number(text) {
        return None;
    }
    if let Ok(integer) = text.parse() {
        return Some(integer);
    }
    let float: f64 = text.parse().ok().filter(|float: &f64| float.abs() < EXACT)?;
    let integer = float as i64;
    (text.contains(['.', 'e', 'E']) && integer as f64 == float).then_some(integer)
}
