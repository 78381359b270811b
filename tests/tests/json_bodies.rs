//! Decodes the texts of JSONTestSuite as bodies, and as values inside of bodies.
//!
//! What must hold: nothing panics, and every response under an error status is a failure. A body that is JSON is read as
//! `serde_json::Value` reads it. Of a body that is not, what precedes the error counts. Bytes that are not UTF-8 are replaced,
//! and control characters are white space, since some servers send them in texts.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use errcat::tencent_meeting::RestError;
use errcat::{Decoder, Failure, Received, WireCode, decode};
use serde_json::Value;

const TEXTS: &str = include_str!("../facts/json-test-suite.tsv");

/// Returns the texts with their names.
fn texts() -> Vec<(String, Vec<u8>)> {
    let texts: Vec<_> = TEXTS.lines().skip(1).map(|line| line.split_once('\t').unwrap()).collect();
    assert_eq!(texts.len(), 318);
    let texts = texts.into_iter();
    texts.map(|(name, bytes)| (name.to_owned(), bytes.split(' ').flat_map(unpacked).collect())).collect()
}

/// Returns the texts, and what those that are arrays have between their brackets: most of the values are in an array.
fn values() -> Vec<(String, Vec<u8>)> {
    let mut values = texts();
    for (name, text) in texts() {
        let text = text.trim_ascii();
        let inner = text.strip_prefix(b"[").and_then(|text| text.strip_suffix(b"]"));
        values.extend(inner.map(|inner| (format!("{name}, in its brackets"), inner.to_vec())));
    }
    assert!(values.len() > 500, "{}", values.len());
    values
}

/// Returns bytes that are written in hexadecimal, with or without the number of times that they are repeated.
fn unpacked(part: &str) -> Vec<u8> {
    let (digits, times) = part.split_once('*').unwrap_or((part, "1"));
    let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    let bytes: Vec<u8> = (0..digits.len()).step_by(2).map(byte).collect();
    bytes.repeat(times.parse().unwrap())
}

/// Reads a body as serde_json does. One that is not valid is read again with spaces in place of control characters.
fn json(body: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(body);
    let printable = || serde_json::from_str(&text.replace(|c: char| c < ' ', " "));
    serde_json::from_str(&text).or_else(|_| printable()).ok()
}

fn failure(status: u16, body: &[u8]) -> Option<Failure<RestError>> {
    decode(status, &(), body).err()
}

fn body(before: &str, text: &[u8], after: &str) -> Vec<u8> {
    [before.as_bytes(), text, after.as_bytes()].concat()
}

/// What a value is at the location of a code.
#[derive(Debug, PartialEq)]
enum Expected {
    /// Null, or a text without anything: nothing is there.
    None,
    /// What cannot be a code: true, false, an object or an array.
    Unreadable,
    Code(WireCode<'static>),
    /// A number that is no integer is kept in its digits, whose value is this one.
    Digits(f64),
}

/// An integer is a code, as a number, in digits, or as a float without a fraction; any other text is kept whole. A number that
/// only a float takes for zero is no integer.
fn expected(value: &Value, text: &[u8]) -> Expected {
    let mantissa = text.split(|byte| matches!(byte, b'e' | b'E')).next().unwrap_or_default();
    let is_zero = !mantissa.iter().any(|byte| matches!(byte, b'1'..=b'9'));
    match value {
        Value::Null => Expected::None,
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => Expected::Unreadable,
        Value::Number(number) => {
            let integer = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
            match (integer, number.as_f64()) {
                (Some(integer), _) => Expected::Code(WireCode::Number(integer)),
                // Every integer up to 2^53 has a float of its own.
                (None, Some(0.0)) if !is_zero => Expected::Digits(0.0),
                (None, Some(float)) if float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0 => {
                    Expected::Code(WireCode::Number(float as i128))
                }
                (None, float) => Expected::Digits(float.unwrap()),
            }
        }
        Value::String(text) => match text.trim() {
            "" => Expected::None,
            text => match text.parse::<i64>() {
                Ok(number) => Expected::Code(WireCode::Number(number.into())),
                Err(_) => Expected::Code(WireCode::from(text.to_owned())),
            },
        },
    }
}

fn assert_code(name: &str, failure: &Failure<RestError>, expected: &Expected) {
    let found = failure.wire_code();
    match expected {
        Expected::None | Expected::Unreadable => {
            assert_eq!(*failure.received(), Received::Absent, "{name}");
        }
        Expected::Code(code) => assert_eq!(found, Some(code), "{name}"),
        Expected::Digits(float) => {
            let digits = found.unwrap().to_string();
            // serde_json's floats may differ in the last bit.
            let read: f64 = digits.parse().unwrap();
            assert!(read == *float || (read / float - 1.0).abs() < 1e-15, "{name}: {digits}");
        }
    }
}

#[test]
fn the_names_tell_which_texts_are_valid() {
    let is_valid = |text: &[u8]| serde_json::from_slice::<Value>(text).is_ok();
    for (name, text) in texts() {
        match name.split_once('_').unwrap().0 {
            "y" => assert!(is_valid(&text), "{name}"),
            "n" => assert!(!is_valid(&text), "{name}"),
            other => assert_eq!(other, "i", "{name}"),
        }
    }
}

/// None of the texts has the vendor's `error_info`.
#[test]
fn any_text_is_a_body_without_a_code() {
    for (name, text) in values() {
        assert!(failure(200, &text).is_none(), "{name}");
        let failure = failure(500, &text).unwrap();
        assert_eq!(*failure.received(), Received::Absent, "{name}");
        assert_eq!((failure.server_message(), failure.http_status()), (None, Some(500)), "{name}");
        let kept = failure.body().unwrap_or_default();
        assert!(text.starts_with(kept) && kept.is_empty() == text.is_empty(), "{name}");
        assert!(Decoder::new().decode_items::<RestError>(&text).is_empty(), "{name}");
    }
}

#[test]
fn a_code_is_what_serde_json_reads() {
    let mut count = 0;
    for (name, text) in values() {
        let body = body(r#"{"error_info":{"message":"M","error_code":"#, &text, "}}");
        let failed = failure(500, &body).unwrap();
        // The message precedes whatever is wrong, unless the text is longer than what is read.
        assert_eq!(failed.server_message(), Some("M"), "{name}");
        let Some(json) = json(&body) else { continue };
        // A text may add keys to the object.
        let code = expected(json.pointer("/error_info/error_code").unwrap(), &text);
        assert_code(&name, &failed, &code);
        let is_success = matches!(code, Expected::None | Expected::Code(WireCode::Number(0)));
        assert_eq!(failure(200, &body).is_none(), is_success, "{name}");
        count += 1;
    }
    assert!(count >= 190, "{count}");
}

#[test]
fn a_message_is_what_serde_json_reads() {
    for (name, text) in values() {
        let body = body(r#"{"error_info":{"error_code":9003,"message":"#, &text, "}}");
        for status in [200, 500] {
            let failure = failure(status, &body).unwrap();
            // The code precedes whatever is wrong.
            assert_eq!(failure.code(), Some(RestError::MeetingNotFound), "{name}");
            let Some(json) = json(&body) else { continue };
            match json.pointer("/error_info/message").unwrap() {
                Value::Null => assert_eq!(failure.server_message(), None, "{name}"),
                Value::String(text) => {
                    let text = Some(text.as_str()).filter(|text| !text.trim().is_empty());
                    assert_eq!(failure.server_message(), text, "{name}");
                }
                // Anything else is shown as it is written.
                other => {
                    let shown: Value = serde_json::from_str(failure.server_message().unwrap()).unwrap();
                    assert_eq!(shown, *other, "{name}");
                }
            }
        }
    }
}

/// What is wrong before the code may hide it, but a text that is valid does not.
#[test]
fn a_text_before_the_code_is_passed_over() {
    for (name, text) in values() {
        let body = body(r#"{"other":"#, &text, r#","error_info":{"error_code":9003,"message":"M"}}"#);
        let failed = failure(500, &body).unwrap();
        let code = json(&body).map(|json| expected(json.pointer("/error_info/error_code").unwrap(), &text));
        match code {
            Some(code) => {
                assert_code(&name, &failed, &code);
                assert_eq!(failed.server_message(), Some("M"), "{name}");
            }
            None => {
                let known = Some(RestError::MeetingNotFound);
                assert!([None, known].contains(&failed.code()), "{name}: {failed:?}");
            }
        }
    }
}

/// A text in an item is kept as an extra value, and an item that is not valid does not hide those before it.
#[test]
fn an_item_keeps_what_serde_json_reads() {
    for (name, text) in values() {
        let items = r#"{"error_user_list":[{"error_code":20001,"error_msg":"M","userid":"#;
        let body = body(items, &text, "}]}");
        let failures = Decoder::new().decode_items::<RestError>(&body);
        assert!(failures.len() <= 1, "{name}");
        let Some(json) = json(&body) else { continue };
        let [item] = failures.as_slice() else { panic!("{name}: {failures:?}") };
        assert_eq!(
            (item.code(), item.server_message()),
            (Some(RestError::UserNotFound), Some("M")),
            "{name}"
        );
        let found = item.extra("userid").map(ToString::to_string);
        match json.pointer("/error_user_list/0/userid").unwrap() {
            Value::Null => assert_eq!(found, None, "{name}"),
            Value::String(text) => {
                assert_eq!(found, Some(text.clone()).filter(|text| !text.trim().is_empty()), "{name}");
            }
            other => {
                let read: Value = serde_json::from_str(&found.unwrap()).unwrap();
                // 1.0 is the integer 1.
                let is_same = read == *other || read.as_f64().is_some() && read.as_f64() == other.as_f64();
                assert!(is_same, "{name}: {read} {other}");
            }
        }
    }
}
