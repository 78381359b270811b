//! Envelopes in headers: what is encoded into them is decoded again.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::time::Duration;

use errcat::{Failure, RetryHint, WireCode, decode};

errcat::codes!("headers/codes.toml");

const MS: Duration = Duration::from_millis(1_500);

fn full(hint: RetryHint) -> Failure<StorageError> {
    Failure::from(StorageError::Quota)
        .with_extra("region", "eu")
        .with_trace_id("5f1c")
        .with_retry_hint(hint)
        .with_url("https://storage.example/full")
        .with_pointer("/size")
}

fn value<'h>(headers: &'h [(&'static str, String)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
}

#[test]
fn every_part_is_sent_in_its_header() {
    let headers = full(RetryHint::Retry { after: Some(MS) }).headers();
    let expected = [
        ("X-Code", "17"),
        ("X-Subcode", "quota"),
        ("X-Failed", "yes"),
        ("X-Message", "The quota is used up"),
        ("X-Region", "eu"),
        ("X-Trace", "5f1c"),
        ("X-Wait", "1500"),
        ("X-Should-Retry", "true"),
        ("X-Docs", "https://storage.example/full"),
        ("X-Field", "/size"),
        ("Retry-After", "2"),
    ];
    for (name, expected) in expected {
        assert_eq!(value(&headers, name), Some(expected), "{name}");
    }
    assert_eq!(headers.len(), expected.len(), "{headers:?}");
}

#[test]
fn what_is_sent_in_headers_is_received() {
    for hint in [RetryHint::After(MS), RetryHint::Retry { after: Some(MS) }, RetryHint::Never] {
        let sent = full(hint).with_server_message("会议: look again");
        let headers = sent.headers();
        let body = sent.encode("en");
        let received = decode::<StorageError>(200, &headers, &body).unwrap_err();
        assert_eq!(received.code(), Some(StorageError::Quota));
        assert_eq!(received.server_message(), Some("会议: look again"));
        assert_eq!(received.retry_hint(), Some(hint));
        assert_eq!((received.trace_id(), received.pointer()), (Some("5f1c"), Some("/size")));
        assert_eq!(received.url(), Some("https://storage.example/full"));
        assert_eq!(received.extra("region"), Some(&WireCode::from("eu")));
    }
}

/// The message is in the language of the response.
#[test]
fn a_message_in_a_header_has_the_locale_of_the_response() {
    let failure = Failure::from(StorageError::Full);
    for (locale, message) in [("en", "The storage is full"), ("zh", "存储已满")] {
        assert_eq!(value(&failure.headers_in(locale), "X-Message"), Some(message));
        let response = failure.outgoing().locale(locale).whole().response();
        assert_eq!(value(&response.headers, "X-Message"), Some(message));
    }
    assert_eq!(value(&failure.headers(), "X-Message"), Some("The storage is full"));
}
