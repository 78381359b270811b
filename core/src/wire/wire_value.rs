//! A value of a body or a header, and what it means as a code, a text or a param.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::{String, ToString};

use errcat_types::ParamKind;

use crate::code::WireCode;
use crate::message::ParamValue;
use crate::wire::slots::{Found, Slot};

/// A value of a body or a header.
#[derive(Debug)]
pub(crate) enum Value<'a> {
    /// An integer of 64 bits, with or without a sign.
    Integer(i128),
    /// Any other number, as it is written.
    Number(&'a str),
    /// A text.
    Text(Cow<'a, str>),
    /// Any other JSON, as it is written.
    Json(&'a str),
}

impl<'a> Value<'a> {
    /// Returns the value of a slot. Null is not a value.
    #[inline]
    pub(crate) fn of(slot: u8, found: &'a Found<'_>) -> Option<Value<'a>> {
        match found.slot(slot) {
            Slot::Empty | Slot::Broken | Slot::Params => None,
            Slot::Signed(number) => Some(Value::Integer(number.into())),
            Slot::Unsigned(number) => Some(Value::Integer(number.into())),
            Slot::Text(text) => Some(Value::Text(Cow::Borrowed(text))),
            Slot::Unescaped(index) => found.unescaped(index).map(|text| Value::Text(Cow::Borrowed(text))),
            Slot::Raw(raw) => Value::of_json(raw),
        }
    }

    /// Returns the value of some JSON. Null is not a value.
    pub(crate) fn of_json(raw: &'a str) -> Option<Value<'a>> {
        Some(match raw.as_bytes() {
            [b'"', .., b'"'] => {
                let inner = &raw[1..raw.len() - 1];
                // Escapes that are not valid stay as they are.
                Value::Text(serde_json::from_str(raw).map_or(Cow::Borrowed(inner), Cow::Owned))
            }
            [b'-' | b'0'..=b'9', ..] => {
                whole(raw).filter(|_| raw != "-0").map_or(Value::Number(raw), Value::Integer)
            }
            b"null" => return None,
            _ => Value::Json(raw),
        })
    }

    /// Returns the value as a code: in a table of strings, as a text.
    #[inline]
    pub(crate) fn code(&self, is_text: bool) -> Option<WireCode<'static>> {
        let text = match self {
            Value::Integer(number) if is_text => return Some(WireCode::from(number.to_string())),
            Value::Integer(number) => return Some(WireCode::Number(*number)),
            Value::Number(digits) => digits,
            Value::Text(text) => text.trim(),
            // A boolean, an object or an array is not a code.
            Value::Json(_) => return None,
        };
        if text.is_empty() {
            return None;
        }
        let number = if is_text { None } else { integer(text) };
        Some(number.map_or_else(|| WireCode::from(text).into_owned(), WireCode::Number))
    }

    /// Returns the value as text for people, unless it is blank.
    #[inline]
    pub(crate) fn text(&self) -> Option<Box<str>> {
        let text: &str = match self {
            Value::Integer(number) => return Some(number.to_string().into()),
            Value::Number(text) | Value::Json(text) => text,
            Value::Text(text) => text,
        };
        text.contains(|c: char| !c.is_whitespace()).then(|| text.into())
    }

    /// Returns the value as it is written; a text without its quotes.
    pub(crate) fn spelled(&self) -> Cow<'_, str> {
        match self {
            Value::Integer(number) => Cow::Owned(number.to_string()),
            Value::Number(text) | Value::Json(text) => Cow::Borrowed(text),
            Value::Text(text) => Cow::Borrowed(text),
        }
    }

    /// Returns whether the value is neither false nor empty.
    pub(crate) fn is_something(&self) -> bool {
        match self {
            Value::Integer(_) | Value::Number(_) => true,
            Value::Text(text) => !text.is_empty(),
            Value::Json("false") => false,
            // An object or an array without anything between its brackets.
            Value::Json(json) => json.bytes().filter(|byte| !byte.is_ascii_whitespace()).count() > 2,
        }
    }

    /// Returns the value as that of a param: an object or an array is kept as it is written.
    pub(crate) fn param(&self, kind: Option<ParamKind>) -> ParamValue {
        match self {
            Value::Integer(number) if kind == Some(ParamKind::Text) => ParamValue::from(number.to_string()),
            Value::Integer(number) => ParamValue::Integer(*number),
            Value::Number(digits) if kind == Some(ParamKind::Text) => ParamValue::from(*digits),
            Value::Number(digits) => number(digits),
            Value::Text(text) => ParamValue::from(&**text),
            Value::Json(json) => match *json {
                text if kind == Some(ParamKind::Text) => ParamValue::from(text),
                "true" => ParamValue::Bool(true),
                "false" => ParamValue::Bool(false),
                json => ParamValue::from(json),
            },
        }
    }

    /// Returns the value as it is: a number or a text.
    pub(crate) fn any(&self) -> Option<WireCode<'static>> {
        match self {
            Value::Integer(_) | Value::Number(_) => self.code(false),
            Value::Text(_) | Value::Json(_) => self.text().map(WireCode::from),
        }
    }
}

/// Parses a number of JSON that is neither an integer of 64 bits nor to be kept as text: one beyond what can be held is
/// kept in its digits.
fn number(digits: &str) -> ParamValue {
    if let Ok(number) = digits.parse() {
        return ParamValue::Integer(number);
    }
    let float =
        digits.parse().ok().filter(|float: &f64| float.is_finite() && digits.contains(['.', 'e', 'E']));
    float.map_or_else(|| ParamValue::from(digits), ParamValue::Float)
}

/// Parses an integer of 64 bits, or a decimal number without a fraction. Nothing is rounded.
#[inline]
fn integer(text: &str) -> Option<i128> {
    if !text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return None;
    }
    if text.parse::<i128>().is_ok() { whole(text) } else { decimal(text) }
}

/// Parses a number that is written with a fraction or an exponent and is an integer of 64 bits.
#[cold]
fn decimal(text: &str) -> Option<i128> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent),
        None => (text, "0"),
    };
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = before.strip_prefix('-').unwrap_or(before);
    if !is_digits(unsigned) || !is_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)) {
        return None;
    }
    if mantissa.contains('.') && !is_digits(after) {
        return None;
    }
    let mut digits = String::from(before) + after;
    if digits.bytes().all(|byte| matches!(byte, b'-' | b'0')) {
        return Some(0);
    }
    // How many zeros follow the digits, or how many of the digits are a fraction.
    let zeros = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(after.len()).ok()?)?;
    if let Ok(zeros) = usize::try_from(zeros) {
        // No integer of 64 bits has more than 20 digits.
        digits.extend((0..zeros.min(20)).map(|_| '0'));
    } else {
        let fraction = usize::try_from(zeros.unsigned_abs()).ok()?;
        let end = digits.len().checked_sub(fraction)?;
        if digits[end..].bytes().any(|byte| byte != b'0') {
            return None;
        }
        digits.truncate(end);
    }
    whole(&digits)
}

/// Parses an integer of 64 bits, with or without a sign.
fn whole(digits: &str) -> Option<i128> {
    digits.parse().ok().filter(|integer| (i64::MIN.into()..=u64::MAX.into()).contains(integer))
}
