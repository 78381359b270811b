//! The little JSON that is written: values in, text out; and the escapes of a string that was read.
//!
//! A library for all of JSON would be five crates more that every user of this one builds.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;

use crate::code::WireCode;
use crate::message::ParamValue;

/// A value to be written. Members stay in the order in which they were set.
pub(crate) enum Json<'a> {
    Null,
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    Text(Cow<'a, str>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Json<'a> {
        Json::Text(text.into())
    }

    pub(crate) fn number(number: &impl ToString) -> Json<'a> {
        Json::Number(number.to_string())
    }

    pub(crate) fn of_code(code: WireCode<'a>) -> Json<'a> {
        match code {
            WireCode::Number(number) => Json::number(&number),
            WireCode::Text(text) => Json::Text(text),
        }
    }

    /// A number that is none in JSON, or more than most can read, is text.
    pub(crate) fn of_param(value: &'a ParamValue) -> Json<'a> {
        match value {
            ParamValue::Text(text) => Json::text(&**text),
            ParamValue::Bool(value) => Json::Bool(*value),
            ParamValue::Float(number) if number.is_finite() => Json::Number(alloc::format!("{number:?}")),
            ParamValue::Float(number) => Json::text(number.to_string()),
            ParamValue::Integer(number)
                if i64::try_from(*number).is_ok() || u64::try_from(*number).is_ok() =>
            {
                Json::number(number)
            }
            ParamValue::Integer(number) => Json::text(number.to_string()),
        }
    }

    /// A member of the object that this is, or becomes: what it was is lost then. One that is not there is made.
    pub(crate) fn member(&mut self, name: &'a str) -> &mut Json<'a> {
        if !matches!(self, Json::Object(_)) {
            *self = Json::Object(Vec::new());
        }
        match self {
            Json::Object(members) => {
                let known = members.iter().position(|(known, _)| known == name);
                let at = known.unwrap_or_else(|| {
                    members.push((name.into(), Json::Null));
                    members.len() - 1
                });
                &mut members[at].1
            }
            // It is an object by now.
            other => other,
        }
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        let mut out = String::new();
        self.write(&mut out);
        out.into_bytes()
    }

    fn write(&self, out: &mut String) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Json::Number(number) => out.push_str(number),
            Json::Text(text) => write_text(text, out),
            Json::Object(members) => {
                out.push('{');
                for (at, (name, value)) in members.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    write_text(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// RFC 8259, section 7: what has to be escaped is, and nothing else.
fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if c < ' ' => {
                // Nothing that is written into a string fails.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The text of what stands between the quotation marks of a string; nothing where an escape means nothing, or where a
/// character stands that has to be escaped.
pub(crate) fn unescape(raw: &str) -> Option<String> {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(|c: char| c == '\\' || c == '"' || c < ' ') {
        text.push_str(&rest[..at]);
        let escape = rest[at..].strip_prefix('\\')?;
        let (c, behind) = unescape_one(escape)?;
        text.push(c);
        rest = behind;
    }
    text.push_str(rest);
    Some(text)
}

/// The character of an escape, from behind its backslash, and what is behind it.
fn unescape_one(escape: &str) -> Option<(char, &str)> {
    let (kind, behind) = escape.split_at_checked(1)?;
    let c = match kind {
        "\"" | "\\" | "/" => kind.chars().next()?,
        "b" => '\u{8}',
        "f" => '\u{c}',
        "n" => '\n',
        "r" => '\r',
        "t" => '\t',
        "u" => return unescape_unit(behind),
        _ => return None,
    };
    Some((c, behind))
}

/// A UTF-16 unit in four hexadecimal digits, or two of them that are one character.
fn unescape_unit(digits: &str) -> Option<(char, &str)> {
    let (first, behind) = unit(digits)?;
    if let Some(c) = char::from_u32(u32::from(first)) {
        return Some((c, behind));
    }
    let (second, behind) = unit(behind.strip_prefix("\\u")?)?;
    let mut characters = char::decode_utf16([first, second]);
    let c = characters.next()?.ok()?;
    // Of two units that do not belong together, the second would be left.
    if characters.next().is_some() { None } else { Some((c, behind)) }
}

fn unit(digits: &str) -> Option<(u16, &str)> {
    let (digits, behind) = digits.split_at_checked(4)?;
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let unit = u16::from_str_radix(digits, 16).ok().filter(|_| all_digits)?;
    Some((unit, behind))
}

impl<'a> FromIterator<(&'a str, Json<'a>)> for Json<'a> {
    fn from_iter<I: IntoIterator<Item = (&'a str, Json<'a>)>>(members: I) -> Json<'a> {
        Json::Object(members.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect())
    }
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;

    use super::*;

    #[test]
    fn escapes_mean_what_rfc_8259_says() {
        for (raw, text) in [
            ("", ""),
            ("plain 会议", "plain 会议"),
            (r#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
            (r"\u4f1a\u8bae", "会议"),
            (r"\uD83E\uDD80!", "🦀!"),
            (r"\u0000", "\0"),
        ] {
            assert_eq!(unescape(raw).as_deref(), Some(text), "{raw}");
        }
        for raw in [
            "\\",
            r"\x",
            r"\u12",
            r"\u+123",
            r"\uD83E",
            r"\uD83Ex",
            r"\uD83E\u0041",
            r"\uDD80",
            "a\"b",
            "a\nb",
        ] {
            assert_eq!(unescape(raw), None, "{raw}");
        }
    }

    #[test]
    fn what_is_written_is_escaped() {
        let mut json = Json::Null;
        *json.member("a\"b") = Json::text("\u{1}\n\\会");
        *json.member("n").member("m") = Json::number(&-1);
        *json.member("n").member("m") = Json::Bool(true);
        let expected = "{\"a\\\"b\":\"\\u0001\\n\\\\会\",\"n\":{\"m\":true}}".to_owned();
        assert_eq!(json.into_bytes(), expected.into_bytes());
    }
}
