//! Errors of the Slack Web API.

mod catalog {
    errcat::codes!("../catalogs/slack.toml");
}

use std::time::Duration;

use errcat::{Call, Decision, Failure, Received, Remedy, Repeat, Retry, RetrySafety, WireCode, decode};
use errcat_tests_lists::rows;

use self::catalog::SlackError;

/// Each code, and the HTTP status of a response that has it.
const FACTS: &str = include_str!("../../facts/slack.tsv");

fn decoded(body: &str) -> Result<(), Failure<SlackError>> {
    decode(200, &(), body.as_bytes())
}

/// `ratelimited` is the limit of a method, and `rate_limited` that of the messages in a channel: their names tell them apart.
#[test]
fn every_code_of_the_facts_is_an_entry() {
    let rows = rows::<2>(FACTS);
    let codes: Vec<&str> = SlackError::ALL.into_iter().map(SlackError::code).collect();
    assert_eq!(codes, rows.iter().map(|row| row[0]).collect::<Vec<_>>());
    for [code, http] in rows {
        let found = SlackError::from_code(code).unwrap();
        assert_eq!(found.http_status().to_string(), http, "{code}");
        let name = found.name().to_ascii_lowercase();
        assert!(code.contains("limited") || name == code.replace('_', ""), "{code}");
    }
}

/// The examples on the page of the Web API: a failure has `"ok": false`, and a success may have a warning.
#[test]
fn the_responses_of_the_documentation_are_decoded() {
    assert!(decoded(r#"{"ok": true, "stuff": "This is good"}"#).is_ok());
    assert!(
        decoded(r#"{"ok": true, "warning": "something_problematic", "stuff": "Your requested information"}"#)
            .is_ok()
    );
    let failure = decoded(r#"{"ok": false, "error": "something_bad"}"#).unwrap_err();
    assert_eq!(*failure.received(), Received::Unknown(WireCode::from("something_bad")));
    // Of chat.postMessage.
    let failure = decoded(r#"{"ok": false, "error": "too_many_attachments"}"#).unwrap_err();
    assert_eq!((failure.code(), failure.retry()), (Some(SlackError::TooManyAttachments), Retry::Never));
}

#[test]
fn a_failure_without_a_code_is_a_failure() {
    let failure = decoded(r#"{"ok":false}"#).unwrap_err();
    assert_eq!(*failure.received(), Received::Absent);
    assert!(decoded(r#"{"ok":true,"warning":"missing_charset"}"#).is_ok());
}

/// The page on rate limits: status 429 with a header such as `Retry-After: 30`.
#[test]
fn the_wait_is_in_a_header() {
    let body = br#"{"ok":false,"error":"ratelimited"}"#;
    let failure = decode::<SlackError>(429, &[("Retry-After", "30")], body).unwrap_err();
    assert_eq!(failure.code(), Some(SlackError::MethodRateLimited));
    let wait = Duration::from_secs(30);
    assert_eq!(failure.retry_after(), Some(wait));
    assert_eq!(Call::new("POST").decide(&failure), Decision::Retry { after: wait });
}

#[test]
fn the_scope_that_is_needed_is_kept() {
    let body =
        r#"{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"identify,channels:read"}"#;
    let failure = decoded(body).unwrap_err();
    assert_eq!(failure.code(), Some(SlackError::MissingScope));
    assert_eq!(failure.extra("needed"), Some(&WireCode::from("chat:write")));
    assert_eq!(failure.extra("provided"), Some(&WireCode::from("identify,channels:read")));
}

/// Of `fatal_error` and `internal_error`: "It's possible some aspect of the operation succeeded before the error was raised".
#[test]
fn an_error_of_the_server_is_not_always_safe_to_retry() {
    for code in [SlackError::FatalError, SlackError::InternalError] {
        assert_eq!((code.retry(), code.retry_safety()), (Retry::Transient, RetrySafety::IfIdempotent));
    }
    let refresh = Retry::Remedy { remedy: Remedy::RefreshToken, repeat: Repeat::Once };
    assert_eq!(SlackError::TokenExpired.retry(), refresh);
}
