//! What vendors really send, each case from a public report or a vendor's documentation.
//!
//! The expected values are what the sender means: a wait is never shortened, a failure is never taken for a success, and
//! nothing that was received is lost.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::time::{Duration, UNIX_EPOCH};

use errcat::{
    Call, Category, Decision, Decoder, ErrorCode, Failure, GiveUpReason, Received, Remedy, RetryHint,
    RetrySafety, WireCode, decode,
};
use proptest::prelude::*;

errcat::codes!("../wire/vendors.toml");

type Headers<'a> = &'a [(&'a str, &'a str)];

fn failure<C: ErrorCode>(status: u16, headers: Headers<'_>, body: &str) -> Failure<C> {
    decode(status, &headers, body.as_bytes()).unwrap_err()
}

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

fn after(wait: u64) -> Option<RetryHint> {
    Some(RetryHint::After(ms(wait)))
}

/// Decides about a first attempt of an idempotent call that accepts any wait.
fn decide<C: ErrorCode>(failure: &Failure<C>) -> Decision {
    Call::new("GET").max_wait(Duration::MAX).decide(failure)
}

/// Javacord, issue 783: 737.317 seconds are not "at once".
#[test]
fn a_wait_in_the_body_may_be_a_decimal() {
    let body = r#"{"code":20022,"message":"You are being rate limited.","retry_after":737.317}"#;
    let limited = failure::<DiscordError>(429, &[], body);
    assert_eq!(limited.code(), Some(DiscordError::RateLimited));
    assert_eq!(limited.retry_hint(), after(737_317));
    assert_eq!(decide(&limited), Decision::Retry { after: ms(737_317) });
}

/// The documentation of Discord: a fraction of a second has one meaning only, although RFC 9110 has none.
#[test]
fn retry_after_may_have_a_fraction() {
    let wait = |value: &str| failure::<DiscordError>(429, &[("Retry-After", value)], "{}").retry_hint();
    assert_eq!(wait("0.65"), after(650));
    // Rounded up to whole milliseconds, never down.
    assert_eq!((wait("0.0001"), wait("1.0000000001"), wait("2.000")), (after(1), after(1001), after(2000)));
}

/// discord.py-self, issue 853: two lines of a header, joined or not.
#[test]
fn of_several_waits_the_longest_counts() {
    let joined = |value: &str| failure::<DiscordError>(429, &[("Retry-After", value)], "{}").retry_hint();
    assert_eq!(joined("2814, 2"), after(2_814_000));
    assert_eq!(joined("2, 2814"), after(2_814_000));
    assert_eq!(joined("soon, 2"), after(2000));
    let lines = [("Retry-After", "2"), ("retry-after", "2814")];
    assert_eq!(failure::<DiscordError>(429, &lines, "{}").retry_hint(), after(2_814_000));
    let now = ("Date", "Sun, 06 Nov 1994 08:48:37 GMT");
    for value in [
        "Sun, 06 Nov 1994 08:49:37 GMT, 2",
        "2, Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994, 2",
        "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:48:57 GMT",
    ] {
        let dates = failure::<DiscordError>(503, &[("Retry-After", value), now], "{}");
        assert_eq!(dates.retry_hint(), after(60_000), "{value}");
    }
}

/// openai clients, and rust-genai, issue 309.
#[test]
fn the_first_place_that_can_be_read_counts_and_retry_after_is_the_last() {
    let wait = |headers: Headers<'_>, body: &str| failure::<ModelApiError>(429, headers, body).retry_hint();
    assert_eq!(wait(&[("retry-after-ms", "1500.5"), ("retry-after", "2")], "{}"), after(1501));
    assert_eq!(wait(&[("retry-after-ms", "soon"), ("retry-after", "2")], "{}"), after(2000));
    assert_eq!(wait(&[("retry-after", "2")], r#"{"error":{"retry_after_ms":1500.5}}"#), after(1501));
    for nonsense in
        ["null", "true", "{}", "[3]", "\"\"", "\"NaN\"", "\"inf\"", "\"-\"", "\"1x\"", "\"1h-2m\""]
    {
        let body = format!(r#"{{"error":{{"retry_after_ms":{nonsense}}}}}"#);
        assert_eq!(wait(&[("retry-after", "2")], &body), after(2000), "{nonsense}");
        assert_eq!(wait(&[], &body), None, "{nonsense}");
    }
}

/// The reset headers of OpenAI and Groq have durations.
#[test]
fn a_wait_may_be_a_duration() {
    for (text, wait) in [
        ("6m0s", 360_000),
        ("1.5s", 1500),
        ("250ms", 250),
        ("1h2m3.5s", 3_723_500),
        ("2d", 172_800_000),
        ("1us", 1),
        ("1500us", 2),
        ("1500\u{b5}s", 2),
        ("2000000ns", 2),
        ("0s", 0),
        ("7m 1s", 421_000),
    ] {
        let headers = [("x-ratelimit-reset-requests", text)];
        assert_eq!(failure::<ModelApiError>(429, &headers, "{}").retry_hint(), after(wait), "{text}");
        let body = format!(r#"{{"error":{{"retry_after_ms":"{text}"}}}}"#);
        assert_eq!(failure::<ModelApiError>(429, &[], &body).retry_hint(), after(wait), "{text}");
    }
}

/// 1,700,000,000 seconds after the epoch is Tue, 14 Nov 2023 22:13:20 GMT.
#[test]
fn a_wait_may_end_at_a_point_in_time() {
    const DATE: (&str, &str) = ("Date", "Tue, 14 Nov 2023 22:13:20 GMT");
    let wait = |body: &str| failure::<ModelApiError>(429, &[DATE], body).retry_hint();
    assert_eq!(wait(r#"{"error":{"reset":1700000060}}"#), after(60_000));
    assert_eq!(wait(r#"{"error":{"reset":"1700000060.25"}}"#), after(60_250));
    assert_eq!(wait(r#"{"error":{"reset_ms":1700000000250}}"#), after(250));
    // The past means no wait.
    assert_eq!(wait(r#"{"error":{"reset":1699999999}}"#), after(0));
    assert_eq!(wait(r#"{"error":{"reset":-5}}"#), after(0));
    // Without a date and a clock it is unreadable.
    let unknown = failure::<ModelApiError>(429, &[("Retry-After", "3")], r#"{"error":{"reset":1700000060}}"#);
    assert_eq!(unknown.retry_hint(), after(3000));
    let clock = Decoder::new().received_at(UNIX_EPOCH + Duration::from_secs(1_700_000_050));
    let body = br#"{"error":{"reset":1700000060}}"#;
    assert_eq!(clock.decode::<ModelApiError>(429, &(), body).unwrap_err().retry_hint(), after(10_000));
}

#[test]
fn an_absurdly_long_wait_is_a_long_wait() {
    let year = Duration::from_secs(365 * 24 * 60 * 60);
    let nines = "9".repeat(40);
    for text in [nines.as_str(), "1e300", "1e99999999999999999999", "9e18", "99999999999999999999d"] {
        let headers = [("Retry-After", text)];
        let Some(RetryHint::After(wait)) = failure::<DiscordError>(429, &headers, "{}").retry_hint() else {
            panic!("{text} is a wait");
        };
        assert!(wait > year, "{text}: {wait:?}");
        let give_up = Call::new("GET").decide(&failure::<DiscordError>(429, &headers, "{}"));
        assert_eq!(give_up, Decision::GiveUp(GiveUpReason::WaitTooLong { after: wait }), "{text}");
    }
    // And what is absurdly short is rounded up.
    assert_eq!(failure::<DiscordError>(429, &[("Retry-After", "1e-300")], "{}").retry_hint(), after(1));
    assert_eq!(failure::<DiscordError>(429, &[("Retry-After", "0e999")], "{}").retry_hint(), after(0));
}

#[test]
fn a_negative_wait_at_a_named_place_means_never() {
    let wait = |value: &str| failure::<ModelApiError>(429, &[("retry-after-ms", value)], "{}").retry_hint();
    assert_eq!([wait("-1"), wait("-1.5"), wait("-2s")], [Some(RetryHint::Never); 3]);
    assert_eq!(wait("-1, 20"), after(20), "unless another value can be read");
}

/// rust-genai, issue 309, and the documentation of Stripe and Anthropic: the server's own word goes before the catalog's.
#[test]
fn the_server_says_whether_a_retry_is_worth_it() {
    let no =
        failure::<ModelApiError>(503, &[("x-should-retry", "false")], r#"{"error":{"code":"overloaded"}}"#);
    assert_eq!(no.retry_hint(), Some(RetryHint::Never));
    assert_eq!(decide(&no), Decision::GiveUp(GiveUpReason::ServerRefused));
    assert_eq!(no.retry_after(), None);

    let invalid = r#"{"error":{"code":"invalid_request"}}"#;
    let yes = failure::<ModelApiError>(400, &[("x-should-retry", "true")], invalid);
    assert_eq!(yes.retry_hint(), Some(RetryHint::Retry { after: None }));
    assert_eq!(decide(&yes), Decision::Retry { after: Duration::ZERO });
    let without = failure::<ModelApiError>(400, &[], invalid);
    assert_eq!(decide(&without), Decision::GiveUp(GiveUpReason::Permanent));

    let headers = [("x-should-retry", "TRUE"), ("retry-after", "7")];
    let with_wait = failure::<ModelApiError>(400, &headers, invalid);
    assert_eq!(with_wait.retry_hint(), Some(RetryHint::Retry { after: Some(ms(7000)) }));
    assert_eq!(
        (with_wait.retry_after(), decide(&with_wait)),
        (Some(ms(7000)), Decision::Retry { after: ms(7000) })
    );
    // "No" goes before a wait, and "yes" before a negative one.
    let headers = [("x-should-retry", "false"), ("retry-after", "7")];
    assert_eq!(failure::<ModelApiError>(503, &headers, "{}").retry_hint(), Some(RetryHint::Never));
    let headers = [("x-should-retry", "true"), ("retry-after-ms", "-1")];
    assert_eq!(
        failure::<ModelApiError>(503, &headers, "{}").retry_hint(),
        Some(RetryHint::Retry { after: None })
    );
}

#[test]
fn the_word_on_a_retry_may_be_in_the_body() {
    let hint = |headers: Headers<'_>, value: &str| {
        let body = format!(r#"{{"error":{{"code":"overloaded","is_transient":{value}}}}}"#);
        failure::<ModelApiError>(500, headers, &body).retry_hint()
    };
    let (yes, no) = (Some(RetryHint::Retry { after: None }), Some(RetryHint::Never));
    assert_eq!((hint(&[], "true"), hint(&[], "\"true\""), hint(&[], "\" True \"")), (yes, yes, yes));
    assert_eq!((hint(&[], "false"), hint(&[], "\"false\"")), (no, no));
    for unreadable in ["null", "1", "\"yes\"", "{}", "\"\""] {
        assert_eq!(hint(&[], unreadable), None, "{unreadable}");
    }
    // The first place that can be read counts.
    assert_eq!(hint(&[("x-should-retry", "true")], "false"), yes);
    assert_eq!(hint(&[("x-should-retry", "perhaps")], "false"), no);
}

/// Stripe's `advice_code` says how to proceed this time.
#[test]
fn the_word_on_a_retry_may_be_a_word_of_the_vendor() {
    let hint = |advice: &str| {
        let body = format!(r#"{{"error":{{"code":"card_declined","advice_code":"{advice}"}}}}"#);
        failure::<PaymentsError>(402, &[], &body).retry_hint()
    };
    assert_eq!(hint("try_again_later"), Some(RetryHint::Retry { after: None }));
    assert_eq!(hint("do_not_try_again"), Some(RetryHint::Never));
    assert_eq!((hint("confirm_card_data"), hint("true")), (None, None));
}

#[test]
fn a_retry_that_the_server_asks_for_must_be_safe_and_needs_its_remedy() {
    let yes = [("x-should-retry", "true")];
    let failed = failure::<ModelApiError>(500, &yes, r#"{"error":{"code":"failed"}}"#);
    assert_eq!(decide(&failed), Decision::Retry { after: Duration::ZERO });
    assert_eq!(Call::new("POST").decide(&failed), Decision::GiveUp(GiveUpReason::NotIdempotent));

    let expired = failure::<ModelApiError>(401, &yes, r#"{"error":{"code":"token_expired"}}"#);
    assert_eq!(decide(&expired), Decision::GiveUp(GiveUpReason::RemedyUnavailable(Remedy::RefreshToken)));
    let mut call = Call::new("GET").with_remedy(Remedy::RefreshToken);
    assert_eq!(
        call.decide(&expired),
        Decision::Remedy { remedy: Remedy::RefreshToken, after: Duration::ZERO }
    );
}

#[test]
fn the_word_on_a_retry_is_sent_again() {
    for (hint, body) in [
        (RetryHint::Retry { after: Some(ms(7)) }, r#"{"error":{"code":"failed","message":"Failed"}}"#),
        (RetryHint::Never, r#"{"error":{"code":"failed","message":"Failed"}}"#),
        (RetryHint::After(ms(7)), r#"{"error":{"code":"failed","message":"Failed"}}"#),
    ] {
        let sent = Failure::from(ModelApiError::Failed).with_retry_hint(hint);
        assert_eq!(String::from_utf8(sent.encode("en")).unwrap(), body);
        let headers = sent.headers();
        let received = decode::<ModelApiError>(500, &headers, &sent.encode("en")).unwrap_err();
        assert_eq!(received.retry_hint(), Some(hint), "{headers:?}");
    }
    let sent = Failure::from(PaymentsError::CardDeclined).with_retry_hint(RetryHint::Never);
    let body = r#"{"error":{"code":"card_declined","advice_code":"do_not_try_again"}}"#;
    assert_eq!(String::from_utf8(sent.encode("en")).unwrap(), body);
}

/// ex_aws, issue 529, and opensearch ml-commons, issue 2442.
#[test]
fn a_code_may_be_a_part_of_a_value() {
    let throttled = Received::Known(AwsError::ThrottlingException);
    for kind in [
        "com.amazonaws.dynamodb.v20120810#ThrottlingException",
        "ThrottlingException",
        "aws.protocoltests.restjson#ThrottlingException:http://internal.example/a#b/",
    ] {
        let body = format!(r#"{{"__type":"{kind}","message":"Rate exceeded"}}"#);
        let failure = failure::<AwsError>(400, &[], &body);
        assert_eq!(*failure.received(), throttled, "{kind}");
        assert_eq!(failure.wire_code(), Some(&WireCode::from("ThrottlingException")));
        assert_eq!(failure.server_message(), Some("Rate exceeded"));
    }
    let header = [("x-amzn-errortype", "ThrottlingException:http://internal.example/coral/")];
    assert_eq!(*failure::<AwsError>(400, &header, "{}").received(), throttled);
    let unknown = failure::<AwsError>(400, &[], r#"{"__type":"a.b#NewException:c"}"#);
    assert_eq!(*unknown.received(), Received::Unknown(WireCode::from("NewException")));
    let sent = Failure::from(AwsError::ThrottlingException).encode("en");
    assert_eq!(sent, br#"{"__type":"ThrottlingException","message":"Throttling exception"}"#);
}

/// GraphQL over HTTP: a failure may have no code.
#[test]
fn a_list_of_errors_marks_a_failure_under_200() {
    let body = r#"{"data":null,"errors":[{"message":"Field x does not exist"}]}"#;
    let failed = failure::<GraphqlError>(200, &[], body);
    assert_eq!(*failed.received(), Received::Absent);
    assert_eq!(failed.server_message(), Some("Field x does not exist"));
    assert_eq!((failed.category(), failed.retry_safety()), (Category::Unknown, RetrySafety::IfIdempotent));
    assert_eq!(failed.body(), Some(body.as_bytes()));
    // A list that breaks off is one that is there.
    assert_eq!(
        *failure::<GraphqlError>(200, &[], r#"{"data":null,"errors":[{"mess"#).received(),
        Received::Absent
    );
    for success in [r#"{"data":{}}"#, r#"{"errors":null}"#, r#"{"errors":[]}"#, r#"{"errors":[ ]}"#] {
        assert!(decode::<GraphqlError>(200, &(), success.as_bytes()).is_ok(), "{success}");
    }
    assert_eq!(failure::<GraphqlError>(429, &[], body).category(), Category::ResourceExhausted);
}

#[test]
fn the_failures_inside_a_failure_are_decoded_one_by_one() {
    let body = r#"{"errors":[
        {"message":"No","extensions":{"code":"FORBIDDEN"}},
        {"message":"Slowly","extensions":{"code":"RATE_LIMITED","retryAfter":2.5}},
        {"message":"?"}
    ]}"#;
    let failed = failure::<GraphqlError>(200, &[], body);
    assert_eq!(failed.code(), Some(GraphqlError::Forbidden));
    let items: Vec<_> =
        failed.items().iter().map(|item| (item.code(), item.server_message(), item.retry_hint())).collect();
    assert_eq!(
        items,
        [
            (Some(GraphqlError::Forbidden), Some("No"), None),
            (Some(GraphqlError::RateLimited), Some("Slowly"), after(2500)),
            (None, Some("?"), None),
        ]
    );
    let json = serde_json::to_string(&failed).unwrap();
    let back: Failure<GraphqlError> = serde_json::from_str(&json).unwrap();
    assert_eq!(back.items().len(), 3);
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
}

/// The documentation of Slack.
#[test]
fn a_flag_marks_a_failure_under_200() {
    let failed = failure::<SlackError>(200, &[], r#"{"ok":false}"#);
    assert_eq!((failed.received(), failed.category()), (&Received::Absent, Category::Unknown));
    let known = failure::<SlackError>(200, &[], r#"{"ok":false,"error":"channel_not_found"}"#);
    assert_eq!(known.code(), Some(SlackError::ChannelNotFound));
    // A client that looks at the flag alone reads what we send.
    assert_eq!(
        String::from_utf8(Failure::from(SlackError::ChannelNotFound).encode("en")).unwrap(),
        r#"{"error":"channel_not_found","ok":false}"#
    );
    for success in [r#"{"ok":true,"warning":"missing_charset"}"#, r#"{"ok":null}"#, "{}", r#"{"ok":0}"#] {
        assert!(decode::<SlackError>(200, &(), success.as_bytes()).is_ok(), "{success}");
    }
}

/// JSON-RPC 2.0, section 6: the responses to a batch.
#[test]
fn the_items_may_be_the_whole_body() {
    let body = br#"[{"error":{"code":-32700,"message":"p"},"id":null},{"result":1,"id":2},{"error":{"code":-32005},"id":3}]"#;
    assert!(decode::<JsonRpcError>(200, &(), body).is_ok());
    let items = Decoder::new().decode_items::<JsonRpcError>(body);
    let codes: Vec<_> = items.iter().map(|item| (item.code(), item.wire_code().cloned())).collect();
    assert_eq!(
        codes,
        [
            (Some(JsonRpcError::ParseError), Some(WireCode::Number(-32700))),
            // Section 5.1: the whole range means a server error.
            (Some(JsonRpcError::ServerError), Some(WireCode::Number(-32005))),
        ]
    );
    assert_eq!(items[1].extra("id"), Some(&WireCode::Number(3)));
    let single = failure::<JsonRpcError>(200, &[], r#"{"error":{"code":-32700,"message":"p"},"id":null}"#);
    assert_eq!((single.code(), single.items().len()), (Some(JsonRpcError::ParseError), 0));
    assert_eq!(failure::<JsonRpcError>(500, &[], std::str::from_utf8(body).unwrap()).items().len(), 2);
}

/// The documentation of the Graph API.
#[test]
fn a_subcode_goes_before_the_code_alone() {
    let body = r#"{"error":{"code":190,"error_subcode":463,"is_transient":false}}"#;
    let expired = failure::<MetaError>(400, &[], body);
    assert_eq!(expired.code(), Some(MetaError::AccessTokenExpired));
    assert_eq!(expired.wire_code(), Some(&WireCode::Number(190)));
    assert_eq!(expired.subcode(), Some(&WireCode::Number(463)));
    assert_eq!(expired.to_string(), "Access token expired (MetaError 190/463, HTTP 400)");
    assert_eq!(
        String::from_utf8(expired.encode("en")).unwrap(),
        r#"{"error":{"code":190,"error_subcode":463,"message":"Access token expired"}}"#
    );
    let json = serde_json::to_string(&expired).unwrap();
    assert_eq!(json, r#"{"code":190,"subcode":463,"http_status":400}"#);
    let back: Failure<MetaError> = serde_json::from_str(&json).unwrap();
    assert_eq!((back.code(), back.subcode()), (expired.code(), expired.subcode()));

    let other = failure::<MetaError>(400, &[], r#"{"error":{"code":190,"error_subcode":"460"}}"#);
    assert_eq!(other.code(), Some(MetaError::AccessTokenInvalid));
    assert_eq!(other.subcode(), Some(&WireCode::from("460")), "a subcode that no entry has is kept");
    let unknown = failure::<MetaError>(400, &[], r#"{"error":{"code":191,"error_subcode":463}}"#);
    assert_eq!(*unknown.received(), Received::Unknown(WireCode::Number(191)));
    assert_eq!(unknown.subcode(), Some(&WireCode::Number(463)));
    let sent = Failure::from(MetaError::AccessTokenExpired);
    assert_eq!(sent.subcode(), Some(&WireCode::Number(463)));
    assert_eq!(sent.with_received(Received::Known(MetaError::AccessTokenInvalid)).subcode(), None);
}

/// Spark and Delta Lake write a condition and its sub-condition as one text.
#[test]
fn a_code_and_a_subcode_may_be_in_one_text() {
    let decoded = |class: &str| failure::<SparkError>(400, &[], &format!(r#"{{"errorClass":"{class}"}}"#));
    let timestamp = decoded("CANNOT_PARSE.TIMESTAMP");
    assert_eq!(timestamp.code(), Some(SparkError::CannotParseTimestamp));
    assert_eq!(timestamp.wire_code(), Some(&WireCode::from("CANNOT_PARSE")));
    assert_eq!(timestamp.encode("en"), br#"{"errorClass":"CANNOT_PARSE.TIMESTAMP"}"#);
    let whole = decoded("CANNOT_PARSE");
    assert_eq!((whole.code(), whole.subcode()), (Some(SparkError::CannotParse), None));
    assert_eq!(whole.encode("en"), br#"{"errorClass":"CANNOT_PARSE"}"#);
    let other = decoded("CANNOT_PARSE.DATE");
    assert_eq!(
        (other.code(), other.subcode()),
        (Some(SparkError::CannotParse), Some(&WireCode::from("DATE")))
    );
    assert_eq!(other.encode("en"), br#"{"errorClass":"CANNOT_PARSE.DATE"}"#);
}

/// The guide: without the text in `after`, there is no subcode.
#[test]
fn a_number_has_no_text_that_a_subcode_follows() {
    for number in ["1234", "-1", "12.5"] {
        let decoded = failure::<SparkError>(400, &[], &format!(r#"{{"errorClass":{number}}}"#));
        assert_eq!(decoded.wire_code().map(ToString::to_string).as_deref(), Some(number));
        assert_eq!(decoded.subcode(), None, "{number}");
    }
}

/// A value at the place of a wait, and the longest wait that a reader finds in it, in milliseconds, rounded up.
fn waits() -> impl Strategy<Value = (String, Option<u64>)> {
    let number = (0_u64..1_000_000, 0_u32..1000).prop_map(|(whole, thousandths)| {
        (format!("{whole}.{thousandths:03}"), Some(whole * 1000 + u64::from(thousandths)))
    });
    let finer = (0_u64..1000, 1_u32..1000)
        .prop_map(|(whole, millionths)| (format!("{whole}.000{millionths:03}"), Some(whole * 1000 + 1)));
    let duration = (0_u64..100, 0_u64..60).prop_map(|(minutes, seconds)| {
        (format!("{minutes}m{seconds}s"), Some((minutes * 60 + seconds) * 1000))
    });
    let milliseconds = (0_u64..10_000_000).prop_map(|wait| (format!("{wait}ms"), Some(wait)));
    let nonsense = prop_oneof!["[a-z]{0,5}", "[-+.]{1,3}", "\\PC{0,8}"]
        .prop_filter("it may not be a wait", |text| !text.contains(|c: char| c.is_numeric() || c == ','))
        .prop_map(|text| (text, None));
    prop_oneof![number, finer, duration, milliseconds, nonsense]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Retrying sooner than the server asks for is what makes a limit worse.
    #[test]
    fn a_retry_is_never_sooner_than_the_longest_wait_that_was_sent(
        values in prop::collection::vec(waits(), 1..5), in_body in any::<bool>(), lines in any::<bool>(),
    ) {
        let longest = values.iter().filter_map(|(_, wait)| *wait).max();
        let texts: Vec<&str> = values.iter().map(|(text, _)| text.as_str()).collect();
        let joined = texts.join(", ");
        let failure = if in_body {
            let body = serde_json::json!({ "code": 20022, "retry_after": joined }).to_string();
            failure::<DiscordError>(429, &[], &body)
        } else if lines {
            let headers: Vec<_> = texts.iter().map(|text| ("Retry-After", *text)).collect();
            failure::<DiscordError>(429, &headers, r#"{"code":20022}"#)
        } else {
            failure::<DiscordError>(429, &[("Retry-After", &joined)], r#"{"code":20022}"#)
        };
        match decide(&failure) {
            Decision::Retry { after } => prop_assert!(Some(after) >= longest.map(ms), "{joined:?}: {after:?}"),
            other => prop_assert!(false, "{joined:?}: {other:?}"),
        }
        prop_assert_eq!(failure.retry_hint(), longest.and_then(after), "{:?}", joined);
    }

    #[test]
    fn anything_at_the_place_of_a_wait_is_decided_about(text in ".{0,40}", json in "[-+0-9.eE\"a-z{}\\[\\],: ]{0,40}") {
        for headers in [[("Retry-After", text.as_str())], [("retry-after-ms", text.as_str())]] {
            decide(&failure::<ModelApiError>(429, &headers, "{}"));
        }
        for body in [
            format!(r#"{{"code":20022,"retry_after":{json}}}"#),
            serde_json::json!({ "code": 20022, "retry_after": text }).to_string(),
        ] {
            decide(&failure::<DiscordError>(429, &[], &body));
        }
    }
}
