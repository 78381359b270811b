//! The raw JSON of a place in, what it says as a code or as a text out.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;

use crate::code::WireCode;
use crate::wire::json::unescape;
use errcat_types::ParamKind;

use crate::message::ParamValue;
use crate::wire::scan::plain;

/// A value as it came.
pub(crate) enum Value<'a> {
    /// A number of JSON, as it is written.
    Number(&'a str),
    /// A string of JSON without its escapes, or a header.
    Text(Cow<'a, str>),
    /// Any other JSON, as it is written.
    Other(Cow<'a, str>),
}

impl<'a> Value<'a> {
    /// The value that some JSON says; null is none.
    #[inline]
    pub(crate) fn of(raw: &'a [u8]) -> Option<Value<'a>> {
        match raw {
            [b'"', inner @ .., b'"'] => {
                let text = text_of(inner);
                let escaped = plain(inner) < inner.len();
                let unescaped = if escaped { unescape(&text) } else { None };
                // Escapes that mean nothing stay as they stand.
                Some(Value::Text(unescaped.map_or(text, Cow::Owned)))
            }
            [b'-' | b'0'..=b'9', ..] => core::str::from_utf8(raw).ok().map(Value::Number),
            b"null" => None,
            _ => Some(Value::Other(text_of(raw))),
        }
    }

    /// The value as a code: of a table of strings if it is text.
    #[inline]
    pub(crate) fn code(&self, is_text: bool) -> Option<WireCode<'static>> {
        let text = match self {
            Value::Number(digits) => digits,
            Value::Text(text) => text.trim(),
            // A boolean, an object or an array is no code.
            Value::Other(_) => return None,
        };
        if text.is_empty() {
            return None;
        }
        let number =
            if is_text { None } else { digits(text.as_bytes()).map(i128::from).or_else(|| integer(text)) };
        Some(number.map_or_else(|| WireCode::from(text).into_owned(), WireCode::Number))
    }

    /// The value as text for people.
    #[inline]
    pub(crate) fn text(&self) -> Option<Box<str>> {
        let text: &str = match self {
            Value::Number(text) => text,
            Value::Text(text) | Value::Other(text) => text,
        };
        text.contains(|c: char| !c.is_whitespace()).then(|| text.into())
    }

    /// The value as that of a param: what is neither text, number nor boolean is kept as it is written, and where a text
    /// is wanted, whatever it is.
    pub(crate) fn param(&self, wanted: Option<ParamKind>) -> ParamValue {
        match self {
            Value::Number(digits) if wanted != Some(ParamKind::Text) => number(digits),
            Value::Number(digits) => ParamValue::from(*digits),
            Value::Text(text) => ParamValue::from(&**text),
            Value::Other(text) => match &**text {
                text if wanted == Some(ParamKind::Text) => ParamValue::from(text),
                "true" => ParamValue::Bool(true),
                "false" => ParamValue::Bool(false),
                json => ParamValue::from(json),
            },
        }
    }

    /// The value as what it is.
    pub(crate) fn any(&self) -> Option<WireCode<'static>> {
        match self {
            Value::Number(_) => self.code(false),
            _ => self.text().map(WireCode::from),
        }
    }
}

/// Text, in which bytes that are not UTF-8 are replaced.
#[inline]
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    match core::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// An integer of so few digits that it needs no check: the usual case.
#[inline]
pub(crate) fn digits(text: &[u8]) -> Option<i64> {
    let fits = text.len() <= 18 && !text.is_empty();
    let all = fits && text.iter().all(u8::is_ascii_digit);
    all.then(|| text.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
}

/// A number of JSON, whole if it is written so; a text where it is beyond what can be held, or no number after all.
fn number(digits: &str) -> ParamValue {
    if let Ok(number) = digits.parse() {
        return ParamValue::Integer(number);
    }
    let float =
        digits.parse().ok().filter(|float: &f64| float.is_finite() && digits.contains(['.', 'e', 'E']));
    float.map_or_else(|| ParamValue::from(digits), ParamValue::Float)
}

/// The largest integer up to which every integer is a float of its own: 2 to the 53rd.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// An integer of 64 bits, with a sign or without, or a float without a fraction.
#[inline]
fn integer(text: &str) -> Option<i128> {
    if !text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return None;
    }
    if let Ok(integer) = text.parse() {
        return Some(integer).filter(|integer| (i64::MIN.into()..=u64::MAX.into()).contains(integer));
    }
    let float: f64 = text.parse().ok().filter(|float: &f64| float.abs() < EXACT)?;
    let integer = float as i64;
    (text.contains(['.', 'e', 'E']) && integer as f64 == float).then_some(integer.into())
}
