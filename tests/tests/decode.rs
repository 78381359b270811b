//! Decoding: every response is a success or a failure that keeps what was received.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::time::Duration;

use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{Category, Decoder, Failure, Received, Retry, RetryHint, WireCode, decode};

errcat::codes!("../wire/gateway.toml");

/// An envelope that reads problem details.
mod every_key {
    errcat::codes!("../wire/every_key.toml");
}

fn rest(status: u16, body: impl AsRef<[u8]>) -> Result<(), Failure<RestError>> {
    decode(status, &(), body.as_ref())
}

/// A body of the vendor's with some JSON for a code.
fn with_code(code: &str) -> String {
    format!(r#"{{"error_info":{{"error_code":{code},"message":"M"}}}}"#)
}

fn received(body: impl AsRef<[u8]>) -> Received<RestError> {
    rest(500, body).unwrap_err().received().clone()
}

fn number(code: i128) -> Received<RestError> {
    Received::Unknown(WireCode::Number(code))
}

fn text(code: &str) -> Received<RestError> {
    Received::Unknown(WireCode::from(code.to_owned()))
}

const NOT_FOUND: Received<RestError> = Received::Known(RestError::MeetingNotFound);

#[test]
fn a_code_is_a_number_or_digits_or_a_float_without_a_fraction() {
    for code in ["9003", "\"9003\"", "9003.0", "9.003e3", "90030E-1", "\" 9003 \"", r#""\u0039003""#] {
        assert_eq!(received(with_code(code)), NOT_FOUND, "{code}");
    }
}

#[test]
fn a_code_that_the_list_does_not_have_is_kept_whole() {
    for (code, kept) in [
        ("190999", number(190_999)),
        ("-1", number(-1)),
        ("\"-1\"", number(-1)),
        ("18446744073709551615", number(u64::MAX.into())),
        ("\"18446744073709551615\"", number(u64::MAX.into())),
        ("-9223372036854775808", number(i64::MIN.into())),
        ("4294976299", number(4_294_976_299)), // 9003 + 2^32: no wrapping around
        ("18446744073709551616", text("18446744073709551616")),
        ("-9223372036854775809", text("-9223372036854775809")),
        ("123456789012345678901234567890", text("123456789012345678901234567890")),
        ("9003.5", text("9003.5")),
        ("1e400", text("1e400")),
        ("\"E_NEW\"", text("E_NEW")),
        ("\"9003x\"", text("9003x")),
        ("\"+9003\"", text("+9003")),
    ] {
        assert_eq!(received(with_code(code)), kept, "{code}");
    }
}

#[test]
fn what_is_no_code_is_none() {
    for code in ["null", "true", "[9003]", "{\"n\":9003}", "\"\"", "\"  \""] {
        let failure = rest(500, with_code(code)).unwrap_err();
        assert_eq!(*failure.received(), Received::Absent, "{code}");
        assert_eq!(failure.server_message(), Some("M"));
        assert_eq!(failure.body(), Some(with_code(code).as_bytes()));
    }
}

#[test]
fn a_status_below_400_without_a_code_is_a_success() {
    for body in ["", "{}", "null", "{\"meeting_id\":\"1\"}", "<html>", "{\"error_info\":null}", "[]", "9003"]
    {
        for status in [200, 201, 204, 302, 399] {
            assert!(rest(status, body).is_ok(), "{status} {body}");
        }
    }
    for nothing in ["null", "\"\"", "\" \""] {
        assert!(rest(200, with_code(nothing)).is_ok(), "{nothing}");
    }
    assert!(rest(200, with_code("0")).is_ok());
    assert!(rest(200, with_code("\"0\"")).is_ok());
}

#[test]
fn a_code_under_a_200_is_a_failure_and_a_success_code_under_an_error_is_none() {
    assert_eq!(*rest(200, with_code("9003")).unwrap_err().received(), NOT_FOUND);
    assert_eq!(*rest(200, with_code("190999")).unwrap_err().received(), number(190_999));
    let contradiction = rest(503, with_code("0")).unwrap_err();
    assert_eq!(*contradiction.received(), number(0));
    assert_eq!(contradiction.retry(), Retry::Transient);
}

#[test]
fn the_other_envelope_of_the_vendor_is_read_too() {
    let body = br#"{"nonce":"5d7c","data":{},"message":"expired","code":1005}"#;
    let failure = decode::<OAuthError>(200, &[("x-tc-trace", "abc")], body).unwrap_err();
    assert_eq!(failure.code(), Some(OAuthError::AccessTokenExpired));
    assert_eq!(failure.extra("nonce"), Some(&WireCode::from("5d7c")));
    assert_eq!((failure.server_message(), failure.trace_id()), (Some("expired"), Some("abc")));
    let body = br#"{"nonce":"5d7d","data":{},"message":"SUCCESS","code":0}"#;
    assert!(decode::<OAuthError>(200, &(), body).is_ok());
}

#[test]
fn what_comes_with_a_code_is_kept() {
    let body = r#"{"error_info":{"error_code":13603,"new_error_code":101013603,"message":"会议已结束。"}}"#;
    let failure = rest(400, body).unwrap_err();
    assert_eq!(failure.code(), Some(RestError::MeetingEnded));
    assert_eq!(failure.server_message(), Some("会议已结束。"));
    assert_eq!(failure.extra("new_error_code"), Some(&WireCode::Number(101_013_603)));
    assert_eq!(failure.http_status(), Some(400));
    assert_eq!(failure.body(), None);
}

#[test]
fn bodies_that_are_not_what_they_should_be_are_failures_all_the_same() {
    let deep_array = "[".repeat(10_000);
    let deep_object = "{\"error_info\":".repeat(10_000);
    for body in [
        "",
        " ",
        "<html><h1>502 Bad Gateway</h1></html>",
        "not json",
        "\u{feff}",
        "{",
        "\"",
        "nul",
        "9003",
        "[9003]",
        r#"{"error_info":9003}"#,
        r#"{"error_info":[9003]}"#,
        r#"{"error_info":{"error_code""#,
        r#"{"error_info":{"error_code":"#,
        r#"{"error_code":9003}"#,
        &deep_array,
        &deep_object,
    ] {
        let failure = rest(502, body).unwrap_err();
        assert_eq!(*failure.received(), Received::Absent, "{body:.40}");
        assert_eq!(failure.category(), Category::Unavailable);
        assert_eq!(failure.body().unwrap_or_default(), &body.as_bytes()[..body.len().min(1024)]);
    }
    for bytes in [&b"\xff\xfe\x00"[..], b"\x80", b"\0\0\0\0", b"{\"error_info\":\xff}"] {
        assert_eq!(rest(502, bytes).unwrap_err().body(), Some(bytes));
    }
}

#[test]
fn a_code_is_found_in_spite_of_what_is_around_it() {
    let deep = format!(
        r#"{{"x":{}1{},"error_info":{{"error_code":9003}}}}"#,
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    for body in [
        "\u{feff}{\"error_info\":{\"error_code\":9003}}",
        " \r\n\t{ \"error_info\" : { \"error_code\" : 9003 } } trailing",
        r#"{"error_info":{"error_code":9003,"message":"cut in the mi"#,
        r#"{"error_info":{"error_code":9003}"#,
        r#"{"error_info":{"message":"\ud800","error_code":9003}}"#,
        r#"{"error\u005finfo":{"error_code":9003}}"#,
        r#"{"error_info":{"error_code":1,"error_code":9003}}"#,
        r#"{"error_info":{"error_code":9003},"data":}"#,
        &deep,
    ] {
        assert_eq!(received(body), NOT_FOUND, "{body:.60}");
    }
    assert_eq!(received(b"{\"error_info\":{\"message\":\"\xff\xfe\",\"error_code\":9003}}"), NOT_FOUND);
}

#[test]
fn a_code_that_is_there_and_cannot_be_read_is_no_success() {
    for code in ["true", "[]", "{}", "[9003]", "{\"n\":9003}"] {
        assert_eq!(*rest(200, with_code(code)).unwrap_err().received(), Received::Absent, "{code}");
    }
    for cut in [r#"{"error_info":{"error_code":90"#, r#"{"error_info":{"error_code":"90"#] {
        assert_eq!(*rest(200, cut).unwrap_err().received(), Received::Absent, "{cut}");
    }
    // What breaks off elsewhere is the caller's to find out.
    assert!(rest(200, r#"{"meeting_id":"1"#).is_ok());
}

/// `900` may be the beginning of `9003`: a body that breaks off has the code only once something follows the number.
#[test]
fn a_number_that_breaks_off_is_not_a_code() {
    let whole = with_code("9003");
    let end_of_code = whole.find("9003").unwrap() + "9003".len();
    for end in 0..whole.len() {
        let expected = if end > end_of_code { NOT_FOUND } else { Received::Absent };
        assert_eq!(received(&whole[..end]), expected, "{}", &whole[..end]);
    }
}

#[test]
fn no_more_of_a_body_is_looked_at_than_the_limit() {
    let far = format!(
        r#"{{"pad":"{}","error_info":{{"error_code":9003}}}}"#,
        "x".repeat(Decoder::DEFAULT_MAX_BODY_LEN)
    );
    assert_eq!(received(&far), Received::Absent);
    let failure =
        Decoder::new().max_body_len(far.len()).decode::<RestError>(500, &(), far.as_bytes()).unwrap_err();
    assert_eq!(*failure.received(), NOT_FOUND);

    let huge = vec![b'['; 100 * 1024 * 1024];
    let failure = rest(500, &huge).unwrap_err();
    assert_eq!(failure.body().map(<[u8]>::len), Some(Failure::<RestError>::MAX_BODY_LEN));
    // Cut inside a character: what is before it is read.
    let body = with_code("9003") + "会";
    let limit = body.len() - 1;
    let failure =
        Decoder::new().max_body_len(limit).decode::<RestError>(500, &(), body.as_bytes()).unwrap_err();
    assert_eq!(*failure.received(), NOT_FOUND);
}

#[test]
fn the_items_of_a_success_fail_one_by_one() {
    let body = r#"{"ok":1,"error_user_list":[
        {"error_code":20001,"error_msg":"用户不存在","userid":"u1"},
        {"error_code":0,"userid":"u2"},
        {"error_code":777,"userid":3},
        {"userid":"u4"}, null, 5,
        {"error_code":true,"userid":"u5"},
        {"error_msg":"only a text"},
        {"error_code":"20002"}]}"#;
    assert!(rest(200, body).is_ok());
    let items = Decoder::new().decode_items::<RestError>(body.as_bytes());
    let codes: Vec<String> =
        items.iter().map(|item| item.wire_code().map_or("-".into(), ToString::to_string)).collect();
    assert_eq!(codes, ["20001", "777", "-", "-", "20002"]);
    assert_eq!(
        (items[3].server_message(), items[3].body()),
        (Some("only a text"), Some(&br#"{"error_msg":"only a text"}"#[..]))
    );
    // Nothing is known of an unknown item but that it failed.
    assert_eq!((items[1].category(), items[1].retry()), (Category::Unknown, Retry::Never));
    assert_eq!(
        (items[0].server_message(), items[0].extra("userid")),
        (Some("用户不存在"), Some(&WireCode::from("u1")))
    );
    assert_eq!((items[1].code(), items[1].extra("userid")), (None, Some(&WireCode::Number(3))));
    for body in ["", "{}", r#"{"error_user_list":7}"#, r#"{"error_user_list":[{"error_code":20001"#] {
        assert!(Decoder::new().decode_items::<RestError>(body.as_bytes()).is_empty(), "{body}");
    }
}

fn gateway(headers: &[(&str, &str)], body: &str) -> Failure<GatewayError> {
    decode(500, &headers, body.as_bytes()).unwrap_err()
}

#[test]
fn of_several_places_the_first_that_has_a_value_counts() {
    let limit = Some(GatewayError::Limit);
    assert_eq!(gateway(&[], r#"{"error":{"code":"0429"},"code":"0404"}"#).code(), limit);
    assert_eq!(gateway(&[], r#"{"error":{},"code":"0429"}"#).code(), limit);
    assert_eq!(gateway(&[("x-code", "0429")], r#"{"error":{"code":null}}"#).code(), limit);
    assert_eq!(gateway(&[("X-CODE", "0429")], "<html>").code(), limit);
    let failure =
        gateway(&[("X-Trace", "t1")], r#"{"code":"0404","errors":[{"text":"first"},{"text":"second"}]}"#);
    assert_eq!((failure.server_message(), failure.trace_id()), (Some("first"), Some("t1")));
    assert_eq!(gateway(&[("X-Trace", "t1")], r#"{"code":"0404","trace":"t0"}"#).trace_id(), Some("t0"));
}

#[test]
fn a_pointer_may_have_escapes_and_lead_to_what_another_leads_into() {
    let failure = gateway(&[], r#"{"error":{"code":"0429","n":1},"a/b":{"c~d":2.5}}"#);
    assert_eq!(failure.code(), Some(GatewayError::Limit));
    assert_eq!(failure.extra("a~b"), Some(&WireCode::from("2.5")));
    assert_eq!(failure.extra("deep"), Some(&WireCode::from(r#"{"code":"0429","n":1}"#)));
}

#[test]
fn a_code_of_strings_keeps_its_zeros_and_may_come_as_a_number() {
    assert_eq!(*gateway(&[], r#"{"code":"429"}"#).received(), Received::Unknown(WireCode::from("429")));
    assert_eq!(*gateway(&[], r#"{"code":429}"#).received(), Received::Unknown(WireCode::from("429")));
    assert!(decode::<GatewayError>(200, &(), br#"{"code":"0000"}"#).is_ok());
}

#[test]
fn an_unknown_code_is_treated_as_the_table_says() {
    let failure = gateway(&[], r#"{"code":"9999"}"#);
    assert_eq!((failure.retry(), failure.retry_safety()), (Retry::Transient, errcat::RetrySafety::Always));
    // Without a policy of the table, as its status says.
    assert_eq!(rest(404, with_code("1")).unwrap_err().retry(), Retry::Never);
    assert_eq!(rest(429, with_code("1")).unwrap_err().retry(), Retry::Throttled { after: None });
}

#[test]
fn the_servers_own_wait_is_heard_wherever_it_stands() {
    let hint = |headers: &[(&str, &str)], body: &str| gateway(headers, body).retry_hint();
    let after = |ms| Some(RetryHint::After(Duration::from_millis(ms)));
    assert_eq!(hint(&[], r#"{"error":{"code":"0429","retry_in":1500}}"#), after(1500));
    assert_eq!(hint(&[], r#"{"error":{"code":"0429","retry_in":-1}}"#), Some(RetryHint::Never));
    assert_eq!(hint(&[], r#"{"error":{"code":"0429","retry_in":"soon"}}"#), None);
    assert_eq!(hint(&[("Retry-After", "120")], r#"{"code":"0429"}"#), after(120_000));
    assert_eq!(hint(&[("Retry-After", "1.5")], "{}"), after(1500));
    for nonsense in ["-5", "+5", "", "soon"] {
        assert_eq!(hint(&[("Retry-After", nonsense)], "{}"), None, "{nonsense}");
    }
    let forever = Some(RetryHint::After(Duration::from_secs(u64::MAX)));
    assert_eq!(hint(&[("Retry-After", "99999999999999999999")], "{}"), forever);
    // The examples of RFC 9110, section 5.6.7, in its three formats; the answer's own clock says what now is.
    for date in
        ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
    {
        let now = ("Date", "Sun, 06 Nov 1994 08:48:37 GMT");
        assert_eq!(hint(&[("Retry-After", date), now], "{}"), after(60_000), "{date}");
        assert_eq!(hint(&[("Retry-After", date)], "{}"), None);
    }
    // 784111777 seconds after the beginning of 1970, by the same section's example.
    let clock = std::time::UNIX_EPOCH + Duration::from_secs(784_111_777 - 30);
    let headers = [("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")];
    let failure = Decoder::new().received_at(clock).decode::<GatewayError>(503, &headers, b"").unwrap_err();
    assert_eq!(failure.retry_hint(), after(30_000));
    let past = [("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"), ("Date", "Sun, 06 Nov 1994 09:00:00 GMT")];
    assert_eq!(hint(&past, "{}"), after(0));
}

#[test]
fn a_status_alone_is_the_last_resort() {
    use Category as C;
    let throttled = Retry::Throttled { after: None };
    for (status, category, retry) in [
        (400, C::InvalidArgument, Retry::Never),
        (401, C::Unauthenticated, Retry::Never),
        (403, C::PermissionDenied, Retry::Never),
        (404, C::NotFound, Retry::Never),
        (408, C::DeadlineExceeded, Retry::Transient),
        (425, C::Unavailable, Retry::Transient),
        (429, C::ResourceExhausted, throttled),
        (500, C::Internal, Retry::Transient),
        (501, C::Unimplemented, Retry::Never),
        (502, C::Unavailable, Retry::Transient),
        (503, C::Unavailable, Retry::Transient),
        (504, C::DeadlineExceeded, Retry::Transient),
        (508, C::Unknown, Retry::Never),
        // Nobody has registered these: they are treated as 500 (RFC 9110, section 15).
        (509, C::Internal, Retry::Transient),
        (520, C::Internal, Retry::Transient),
        (599, C::Internal, Retry::Transient),
    ] {
        let failure = rest(status, "<html>").unwrap_err();
        assert_eq!((failure.category(), failure.retry()), (category, retry), "{status}");
    }
}

#[test]
fn every_code_is_found_again_in_what_it_encodes_to() {
    for code in RestError::ALL {
        for locale in ["zh", "en"] {
            let body = Failure::from(code).encode(locale);
            let failure = rest(code.http_status(), &body).unwrap_err();
            assert_eq!(failure.code(), Some(code));
            assert_eq!(failure.server_message(), Some(code.message_in(locale)));
        }
    }
}

#[test]
fn what_was_decoded_encodes_to_the_same_meaning() {
    for body in [
        r#"{"error_info":{"error_code":13603,"message":"会议已结束。","new_error_code":101013603}}"#,
        r#"{"error_info":{"error_code":190999,"message":"NEW","new_error_code":190999}}"#,
        r#"{"error_info":{"error_code":"E_NEW","message":"NEW","new_error_code":"E_NEW"}}"#,
    ] {
        let failure = decode::<RestError>(400, &[("X-Tc-Trace", "t")], body.as_bytes()).unwrap_err();
        assert_eq!(String::from_utf8(failure.encode("zh")).unwrap(), body);
        assert_eq!(failure.headers(), [("X-Tc-Trace", "t".to_owned())]);
    }
    // Without a code, what else was read is encoded, and nothing of the body that was not.
    assert_eq!(rest(502, "<html>502</html>").unwrap_err().encode("zh"), b"");
    let text = r#"{"error_info":{"message":"NEW"}}"#;
    let failure = rest(502, r#"{"error_info":{"message":"NEW","error_code":{}},"more":1}"#).unwrap_err();
    assert_eq!(String::from_utf8(failure.encode("zh")).unwrap(), text);
    assert_eq!(rest(502, text).unwrap_err().server_message(), Some("NEW"));
    let wait = gateway(&[], r#"{"error":{"code":"0429","message":"M","retry_in":1500}}"#);
    assert_eq!(wait.headers(), [("Retry-After", "2".to_owned())]);
    let again = decode::<GatewayError>(500, &(), &wait.encode("en")).unwrap_err();
    assert_eq!((again.code(), again.retry_hint()), (wait.code(), wait.retry_hint()));
}

/// RFC 9457, section 4.2.1: `about:blank` says that the problem has no page of its own.
#[test]
fn a_type_of_about_blank_is_not_an_address() {
    let url_of = |body: &str| {
        let failure = decode::<every_key::ProblemError>(500, &(), body.as_bytes()).unwrap_err();
        failure.url().map(str::to_owned)
    };
    assert_eq!(url_of(r#"{"type":"about:blank","code":1234}"#), None);
    // The entry has an address.
    let of_entry = Some("https://errors.example/problem/7".to_owned());
    assert_eq!(url_of(r#"{"type":"about:blank","code":7}"#), of_entry);
    assert_eq!(url_of(r#"{"type":"https://a.example","code":7}"#), Some("https://a.example".to_owned()));
}
