//! The adapter for `http`: headers, responses in and out.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::time::{Duration, SystemTime};

use errcat::http::check;
use errcat::http::status_code;
use errcat::tencent_meeting::RestError;
use errcat::{Failure, Headers, RetryHint};
use errcat_tests_adapters::loopback::*;

fn response(status: u16, body: &str) -> http::Response<&str> {
    http::Response::builder().status(status).header("x-tc-trace", "5f1c").body(body).unwrap()
}

#[test]
fn an_response_is_decoded_by_its_code() {
    let failure = check::<RestError>(&response(500, NO_MEETING)).unwrap_err();
    assert_eq!(failure.code(), Some(RestError::MeetingNotFound));
    assert_eq!(failure.http_status(), Some(500));
    assert_eq!(failure.trace_id(), Some("5f1c"));
    assert!(check::<RestError>(&response(200, MEETING)).is_ok());
}

#[test]
fn header_values_may_be_utf8() {
    let mut headers = http::HeaderMap::new();
    headers.insert("X-Reason", http::HeaderValue::from_bytes("会议".as_bytes()).unwrap());
    headers.insert("X-Noise", http::HeaderValue::from_bytes(&[0xff]).unwrap());
    assert_eq!(headers.header("x-reason"), Some("会议"));
    assert_eq!(headers.header("x-noise"), None);
    assert_eq!(headers.header("no such name"), None);
}

#[test]
fn a_failure_round_trips() {
    let failure =
        Failure::from(RestError::MinuteCallLimitReached).with_trace_id("5f1c").with_server_message("slowly");
    let answer = failure.to_response("en");
    assert_eq!(answer.status(), status_code(RestError::MinuteCallLimitReached));
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.headers()["content-type"], "application/json");
    assert_eq!(answer.headers()["x-tc-trace"], "5f1c");
    assert_eq!(answer.headers()["retry-after"], "60");
    let again = check::<RestError>(&answer).unwrap_err();
    assert_eq!(again.code(), Some(RestError::MinuteCallLimitReached));
    assert_eq!(again.server_message(), Some("slowly"));
    assert_eq!(again.trace_id(), Some("5f1c"));
    assert_eq!(again.retry_hint(), Some(RetryHint::After(MINUTE)));
}

#[test]
fn the_status_that_was_received_is_kept() {
    let failure = Failure::from(RestError::MeetingNotFound).with_http_status(418);
    assert_eq!(failure.to_response("en").status(), 418);
    let failure = Failure::from(RestError::MeetingNotFound).with_http_status(7);
    assert_eq!(failure.to_response("en").status(), 500);
    // No response means that the server cannot be reached.
    assert_eq!(Failure::<RestError>::from_transport_error("cut").to_response("en").status(), 503);
}

#[test]
fn another_servers_page_is_never_passed_on() {
    let failure = check::<RestError>(&response(502, "<html>")).unwrap_err();
    for answer in [failure.to_response("en"), failure.outgoing().whole().to_response()] {
        assert_eq!(answer.status(), 502);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        assert!(!String::from_utf8_lossy(answer.body()).contains("html"));
    }
}

#[test]
fn a_wait_until_a_date_is_measured_by_the_clock_of_the_system() {
    let in_an_hour = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3600));
    let response = http::Response::builder().status(503).header("retry-after", in_an_hour).body("").unwrap();
    let wait = check::<RestError>(&response).unwrap_err().retry_after().unwrap();
    // A date has no fractions, and the test may take its time.
    assert!((Duration::from_secs(3000)..=Duration::from_secs(3600)).contains(&wait), "{wait:?}");
}

#[test]
fn no_value_adds_a_header() {
    let failure = Failure::from(RestError::MeetingNotFound).with_trace_id("1\r\nSet-Cookie: a=b");
    let answer = failure.to_response("en");
    assert!(!answer.headers().contains_key("x-tc-trace"));
    assert!(!answer.headers().contains_key("set-cookie"));
}
