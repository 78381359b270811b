//! Bodies that are cut, repeat their keys, or write the same thing in an unusual way: what they mean follows from JSON (RFC 8259)
//! and JSON Pointer (RFC 6901), and what stands before a break counts.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use errcat::tencent_meeting::RestError;
use errcat::{Category, Decoder, Failure, Received, Retry, RetryHint, WireCode, decode};

errcat::codes!("hostile_bodies/codes.toml");

fn orders(status: u16, body: &str) -> Result<(), Failure<OrderError>> {
    decode(status, &(), body.as_bytes())
}

fn rest(status: u16, body: &str) -> Result<(), Failure<RestError>> {
    decode(status, &(), body.as_bytes())
}

fn items(body: &str) -> Vec<Failure<OrderError>> {
    Decoder::new().decode_items(body.as_bytes())
}

/// An item is whole if its last bracket is within the limit.
#[test]
fn the_whole_items_of_a_list_that_breaks_off_are_kept() {
    let item = |at: usize| format!(r#"{{"code":17,"text":"The item {at:04} is sold out","id":"{at:020}"}}"#);
    let all: Vec<String> = (0..2_000).map(item).collect();
    let long = format!(r#"{{"ok":true,"failed":[{}]}}"#, all.join(","));
    let limit = Decoder::DEFAULT_MAX_BODY_LEN;
    assert!(long.len() > 2 * limit);
    let whole = r#"{"ok":true,"failed":["#.len() + item(0).len();
    let expected = 1 + (limit - whole) / (item(0).len() + 1);
    let found = items(&long);
    assert_eq!(found.len(), expected);
    assert!(found.iter().all(|item| item.code() == Some(OrderError::SoldOut)));
    assert_eq!(found[expected - 1].extra("id"), Some(&WireCode::from(format!("{:020}", expected - 1))));

    let start = r#"{"failed":[{"code":17,"text":"a"},{"code":17,"text":"b"}"#;
    for rest in ["", ",", r#",{"code":17,"#, r#",{"code":17,"text":"c"#, r#",{"code":17]"#, ",oops"] {
        let texts: Vec<_> = items(&format!("{start}{rest}"));
        let texts: Vec<_> = texts.iter().map(|item| item.server_message()).collect();
        assert_eq!(texts, [Some("a"), Some("b")], "{rest}");
    }
    for nothing in [r#"{"failed":[{"code":17"#, r#"{"failed":["#, r#"{"failed":"#, r#"{"failed":{"code":17}"#]
    {
        assert_eq!(items(nothing).len(), 0, "{nothing}");
    }
}

/// Those inside of a failure as well.
#[test]
fn the_whole_items_of_a_failure_that_breaks_off_are_kept() {
    for rest in ["", ",", r#",{"code":1"#, r#",{"code":17,"text":"c"#] {
        let body = format!(r#"{{"code":18,"failed":[{{"code":17,"text":"a"}},{{"code":17}}{rest}"#);
        let failure = orders(500, &body).unwrap_err();
        assert_eq!(failure.code(), Some(OrderError::Busy), "{rest}");
        assert_eq!(failure.items().len(), 2, "{rest}");
    }
}

/// RFC 8259, section 4: what a name that is used twice means is not defined; most readers have the last value, as a whole.
#[test]
fn the_last_of_two_equal_keys_counts_as_a_whole() {
    assert!(rest(200, r#"{"error_info":{"error_code":9003},"error_info":null}"#).is_ok());
    assert!(rest(200, r#"{"error_info":{"error_code":9003},"error_info":{}}"#).is_ok());
    assert!(rest(200, r#"{"error_info":{"error_code":9003},"error_info":7}"#).is_ok());
    assert!(rest(200, r#"{"error_info":{"error_code":9003,"error_code":0}}"#).is_ok());
    assert!(rest(200, r#"{"error_info":{"error_code":9003,"error_code":null}}"#).is_ok());
    let body = r#"{"error_info":{"error_code":9003,"message":"A"},"error_info":{"error_code":190310}}"#;
    let failure = rest(500, body).unwrap_err();
    assert_eq!(failure.code(), Some(RestError::MinuteCallLimitReached));
    assert_eq!(failure.server_message(), None);

    // In the slower passes too: a number that is not of 64 bits ends the first, a body that breaks off the second.
    for end in [r#","big":123456789012345678901234567890}"#, r#","big":"#] {
        let body = format!(
            r#"{{"error":{{"code":17,"text":"A","wait":5}},"params":{{"left":1}},"error":{{"code":18}},"params":null{end}"#
        );
        let failure = orders(500, &body).unwrap_err();
        assert_eq!((failure.code(), failure.server_message()), (Some(OrderError::Busy), None), "{end}");
        assert_eq!((failure.retry_hint(), failure.param("left")), (None, None), "{end}");
    }
    let body = r#"{"failed":[{"code":17}],"failed":[]}"#;
    assert_eq!(items(body).len(), 0);
    let body =
        r#"{"failed":[{"code":17,"text":"A","code":18}],"code":18,"failed":[{"code":17},{"code":18}]}"#;
    assert_eq!(orders(500, body).unwrap_err().items().len(), 2);
}

/// The second of two equal keys breaks off: there is no whole value.
#[test]
fn the_last_of_two_equal_keys_counts_even_if_it_breaks_off() {
    let failure = orders(200, r#"{"error":{"code":17,"text":"A"},"error":{"code":1"#).unwrap_err();
    assert_eq!((failure.received(), failure.server_message()), (&Received::Absent, None));
}

/// RFC 6901, section 4: a token is compared with the name that the JSON means, whatever escapes it is written with.
#[test]
fn a_key_is_compared_with_the_name_that_it_means() {
    for key in ["error", r"\u0065rror", r"e\u0072\u0072or"] {
        let body = format!(r#"{{"{key}":{{"code":17}}}}"#);
        assert_eq!(orders(500, &body).unwrap_err().code(), Some(OrderError::SoldOut), "{key}");
    }
    // The pointers are `/we\u0022ird`, a quote, and `/back\u005cslash`, a backslash.
    for (key, name) in [(r#"we\"ird"#, "quote"), (r"we\u0022ird", "quote"), (r"back\\slash", "backslash")] {
        let body = format!(r#"{{"code":17,"{key}":"x"}}"#);
        assert_eq!(orders(500, &body).unwrap_err().extra(name), Some(&WireCode::from("x")), "{key}");
    }
    for key in [r"\\u0065rror", "error\\u0000", r"e\rror"] {
        assert!(orders(200, &format!(r#"{{"{key}":{{"code":17}}}}"#)).is_ok(), "{key}");
    }
}

/// Neither 17 nor 0: a binary float cannot tell them from those.
#[test]
fn a_number_that_is_nearly_an_integer_is_not_one() {
    for number in [
        "17.00000000000000000000001",
        "16.99999999999999999999999",
        "1e-400",
        "-1e-400",
        "0.000000000000000000000000000000000000001",
        "17e-1",
    ] {
        for body in [format!(r#"{{"code":{number}}}"#), format!(r#"{{"code":"{number}"}}"#)] {
            let failure = orders(200, &body).unwrap_err();
            assert_eq!(*failure.received(), Received::Unknown(WireCode::from(number.to_owned())), "{body}");
        }
    }
    for number in
        ["17.0", "17.00000000000000000000000", "1.7e1", "170e-1", "1700000000000000000000000e-23", "17E+0"]
    {
        for body in [format!(r#"{{"code":{number}}}"#), format!(r#"{{"code":"{number}"}}"#)] {
            assert_eq!(orders(500, &body).unwrap_err().code(), Some(OrderError::SoldOut), "{body}");
        }
    }
    for zero in ["0", "0.0", "-0", "0e5", "0.000e-400", "-0.0"] {
        assert!(orders(200, &format!(r#"{{"code":{zero}}}"#)).is_ok(), "{zero}");
    }
    // An exponent that no machine can count with.
    for huge in ["1e99999999999999999999", "1e-99999999999999999999"] {
        assert_eq!(
            *orders(200, &format!(r#"{{"code":{huge}}}"#)).unwrap_err().received(),
            Received::Unknown(WireCode::from(huge))
        );
    }
}

/// A server responded: it is not a connection that broke.
#[test]
fn an_item_without_a_code_is_not_retried() {
    let [item] = &items(r#"{"failed":[{"text":"m"}]}"#)[..] else { panic!("one item") };
    assert_eq!((item.received(), item.server_message()), (&Received::Absent, Some("m")));
    assert_eq!((item.category(), item.retry()), (Category::Unknown, Retry::Never));
    assert!(!item.is_retryable() && item.retry_after().is_none());
    assert_eq!(item.to_string(), "a response without a readable code: m (OrderError)");

    let failure = orders(503, r#"{"code":18,"failed":[{"text":"m"},{"code":{}}]}"#).unwrap_err();
    for item in failure.items() {
        assert_eq!((item.category(), item.retry()), (Category::Unknown, Retry::Never), "{item:?}");
    }
}

/// With `code = ""`, the whole body is the code.
#[test]
fn a_code_that_breaks_off_at_the_start_of_the_body_is_not_a_success() {
    for body in [r#"""#, r#""a"#, r#""a\"#, "1", "-", "tru", "[", "{"] {
        let failure = decode::<WordError>(200, &(), body.as_bytes());
        let is_number = body == "1";
        // A number cannot break off visibly at the end of a body that is nothing else.
        let received = failure.unwrap_err().received().clone();
        let expected = if is_number { Received::Unknown(WireCode::from("1")) } else { Received::Absent };
        assert_eq!(received, expected, "{body}");
    }
    assert_eq!(decode::<WordError>(200, &(), br#""lost""#).unwrap_err().code(), Some(WordError::Lost));
    for nothing in ["", " ", "null", r#""""#] {
        assert!(decode::<WordError>(200, &(), nothing.as_bytes()).is_ok(), "{nothing}");
    }
}

/// A wait of a value that was overwritten does not count either.
#[test]
fn a_wait_that_was_overwritten_does_not_count() {
    let body = r#"{"error":{"code":18,"wait":90,"wait":5}}"#;
    let hint = orders(500, body).unwrap_err().retry_hint();
    assert_eq!(hint, Some(RetryHint::After(core::time::Duration::from_secs(5))));
}
