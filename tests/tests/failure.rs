//! Failures as values: their `Display` and `Debug`, their source, and their JSON form.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{Category, Failure, Received, RetryHint, WireCode, decode, find_code};

fn with_source() -> Failure<RestError> {
    Failure::from(RestError::MeetingNotFound).with_source(std::io::Error::other("the socket broke"))
}

#[test]
fn a_failure_is_one_pointer_wide_and_may_be_sent_between_threads() {
    fn assert_is_sendable<T: Error + Send + Sync + 'static>() {}
    assert_is_sendable::<Failure<RestError>>();
    assert_eq!(size_of::<Failure<RestError>>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Failure<RestError>>>(), size_of::<usize>());
}

#[test]
fn display_shows_the_message_the_servers_message_the_code_and_the_status() {
    let decoded =
        |status, body: &str| decode::<RestError>(status, &(), body.as_bytes()).unwrap_err().to_string();
    let wire = r#"{"error_info":{"error_code":9003,"message":"MEETING NOT EXIST"}}"#;
    assert_eq!(decoded(500, wire), "会议不存在: MEETING NOT EXIST (RestError 9003, HTTP 500)");
    let same = r#"{"error_info":{"error_code":9003,"message":"会议不存在。"}}"#;
    assert_eq!(decoded(500, same), "会议不存在 (RestError 9003, HTTP 500)");
    let unknown = r#"{"error_info":{"error_code":190999,"message":"NEW"}}"#;
    assert_eq!(decoded(400, unknown), "unknown code: NEW (RestError 190999, HTTP 400)");
    assert_eq!(decoded(502, "<html>"), "a response without a readable code (RestError, HTTP 502)");
    assert_eq!(
        Failure::<RestError>::from_transport_error("timed out").to_string(),
        "no response (RestError)"
    );
    assert_eq!(Failure::from(RestError::MeetingNotFound).to_string(), "会议不存在 (RestError 9003)");
}

#[test]
fn a_servers_message_is_displayed_on_one_line_and_truncated() {
    let forged = Failure::from(RestError::MeetingNotFound).with_server_message("a\nERROR forged\u{1b}[31m");
    assert_eq!(forged.to_string(), "会议不存在: a ERROR forged [31m (RestError 9003)");
    let endless = Failure::from(RestError::MeetingNotFound).with_server_message("x".repeat(60_000));
    let shown = endless.to_string();
    assert!(shown.chars().count() < 1100 && shown.contains("x… (RestError 9003)"), "{shown}");
    assert_eq!(endless.server_message().map(str::len), Some(60_000));
}

#[test]
fn the_source_is_the_error_that_was_given() {
    let failure = with_source();
    assert_eq!(failure.source().unwrap().to_string(), "the socket broke");
    assert!(failure.source().unwrap().is::<std::io::Error>());
    assert!(Failure::from(RestError::MeetingNotFound).source().is_none());
}

/// axum stores failures in the extensions of a response, where they have to be `Clone`: hence the `Arc`.
#[test]
fn a_code_is_found_in_a_shared_failure() {
    let shared = Arc::new(with_source());
    assert_eq!(find_code::<RestError>(&shared), shared.code());
    assert_eq!(find_code::<RestError>(&std::io::Error::other(Arc::clone(&shared))), shared.code());
    assert!(shared.code().is_some());
    assert_eq!(find_code::<OAuthError>(&shared), None);
}

#[test]
fn debug_shows_the_length_of_a_body_and_none_of_its_bytes() {
    let failure = decode::<RestError>(502, &(), b"<html>password=hunter2</html>").unwrap_err();
    let shown = format!("{failure:?} {failure:#?} {failure}");
    assert!(!shown.contains("hunter2") && !shown.contains("password"), "{shown}");
    assert!(shown.contains("body_len: Some(29)"), "{shown}");
}

#[test]
fn the_question_mark_operator_converts_a_code_into_a_failure() {
    fn fails() -> Result<(), Failure<RestError>> {
        Err(RestError::UserNotFound)?
    }
    assert_eq!(fails().unwrap_err().code(), Some(RestError::UserNotFound));
    assert_eq!(fails().unwrap_err().any_code().unwrap().name(), "UserNotFound");
}

#[test]
fn a_failure_round_trips_through_json() {
    let full = Failure::from(RestError::MinuteCallLimitReached)
        .with_server_message("每分钟")
        .with_http_status(400)
        .with_retry_hint(RetryHint::After(Duration::from_millis(1500)))
        .with_trace_id("5f1c")
        .with_extra("new_error_code", WireCode::Number(1_000_190_310))
        .with_source(std::io::Error::other("not serialized"));
    let json = serde_json::to_string(&full).unwrap();
    let expected = r#"{"code":190310,"server_message":"每分钟","http_status":400,"retry_after_ms":1500,"trace_id":"5f1c","extra":{"new_error_code":1000190310}}"#;
    assert_eq!(json, expected);
    let back: Failure<RestError> = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
    assert_eq!(back.extra("new_error_code"), Some(&WireCode::Number(1_000_190_310)));

    let unknown =
        decode::<RestError>(502, &(), "<h1>会议".as_bytes()).unwrap_err().with_retry_hint(RetryHint::Never);
    let json = serde_json::to_string(&unknown).unwrap();
    assert_eq!(json, r#"{"http_status":502,"should_retry":false}"#);
    let back: Failure<RestError> = serde_json::from_str(&json).unwrap();
    assert_eq!((back.received(), back.body()), (&Received::Absent, None));
    let digits: Failure<RestError> = serde_json::from_str(r#"{"code":"9003","sent":false}"#).unwrap();
    assert_eq!((digits.code(), digits.was_sent()), (Some(RestError::MeetingNotFound), false));
    let json = serde_json::to_string(&digits.with_category(Category::NotFound)).unwrap();
    assert_eq!(json, r#"{"code":9003,"category":"not-found","sent":false}"#);
    for invalid in [
        r#"{"category":"lost"}"#,
        "[]",
        "7",
        r#"{"should_retry":"sometimes"}"#,
        r#"{"http_status":70000}"#,
        r#"{"code":[]}"#,
    ] {
        assert!(serde_json::from_str::<Failure<RestError>>(invalid).is_err(), "{invalid}");
    }
    assert!(serde_json::from_str::<Failure<RestError>>(r#"{"new_key":{"a":1}}"#).is_ok());
}

#[test]
fn a_sensitive_value_is_deserialized_and_not_shown_by_debug() {
    let card: errcat::Sensitive<String> = serde_json::from_str("\"4111\"").unwrap();
    assert_eq!(card.reveal().map(String::as_str), Some("4111"));
    assert_eq!(format!("{card:?}"), "<sensitive>");
}
