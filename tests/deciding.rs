//! Deciding: may this be repeated, when, and after doing what?
#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::time::Duration;

use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{Call, Decision, Failure, Remedy, RetryHint, Why, decode};

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn repeat(at_least: Duration) -> Decision {
    Decision::Repeat { at_least }
}

#[test]
fn a_permanent_error_is_not_repeated_whatever_its_status() {
    let body = br#"{"error_info":{"error_code":9003}}"#;
    for status in [200, 400, 429, 500, 503] {
        let failure = decode::<RestError>(status, &(), body).unwrap();
        assert_eq!(Call::new("GET").decide(&failure), Decision::GiveUp(Why::Permanent));
    }
}

#[test]
fn a_limit_is_waited_for_if_the_caller_waits_so_long() {
    let minute = Failure::from(RestError::MinuteCallLimitReached);
    assert_eq!(Call::new("POST").decide(&minute), repeat(MINUTE));
    assert_eq!(Call::new("POST").longest_wait(MINUTE).decide(&minute), repeat(MINUTE));
    let impatient = MINUTE - Duration::from_millis(1);
    let too_long = Decision::GiveUp(Why::TooLong { at_least: MINUTE });
    assert_eq!(Call::new("POST").longest_wait(impatient).decide(&minute), too_long);
    let unstated = Failure::from(RestError::MeetingQueryTooFrequent);
    assert_eq!(Call::new("GET").decide(&unstated), repeat(Duration::ZERO));
}

#[test]
fn a_daily_limit_gives_up_at_once_unless_the_server_names_a_shorter_time() {
    let daily = Failure::from(RestError::DailyCallLimitReached);
    assert_eq!(Call::new("GET").decide(&daily), Decision::GiveUp(Why::TooLong { at_least: DAY }));
    let last = Call::new("GET").most_attempts(1).decide(&daily);
    assert_eq!(last, Decision::GiveUp(Why::TooLong { at_least: DAY }));
    let named = daily.with_retry_hint(RetryHint::After(MINUTE));
    assert_eq!(Call::new("GET").decide(&named), repeat(MINUTE));
}

#[test]
fn the_servers_word_replaces_the_lists_window() {
    let minute = || Failure::from(RestError::MinuteCallLimitReached);
    let shorter = minute().with_retry_hint(RetryHint::After(Duration::from_secs(3)));
    assert_eq!(Call::new("GET").decide(&shorter), repeat(Duration::from_secs(3)));
    let never = minute().with_retry_hint(RetryHint::Never);
    assert_eq!(Call::new("GET").decide(&never), Decision::GiveUp(Why::Refused));
    // A permanent error stays one, whenever the server would answer again.
    let permanent = Failure::from(RestError::MeetingNotFound).with_retry_hint(RetryHint::After(MINUTE));
    assert_eq!(Call::new("GET").decide(&permanent), Decision::GiveUp(Why::Permanent));
}

#[test]
fn what_may_have_been_carried_out_is_repeated_only_if_that_does_no_harm() {
    let maybe_done = Failure::from(RestError::LiveStreamConfigUpdateFailed);
    for method in ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"] {
        assert_eq!(Call::new(method).decide(&maybe_done), repeat(Duration::ZERO), "{method}");
    }
    for method in ["POST", "PATCH", "CONNECT", "get", "", "PURGE"] {
        assert_eq!(Call::new(method).decide(&maybe_done), Decision::GiveUp(Why::NotIdempotent), "{method}");
    }
    assert_eq!(Call::new("POST").idempotent(true).decide(&maybe_done), repeat(Duration::ZERO));
    assert_eq!(Call::new("PUT").idempotent(false).decide(&maybe_done), Decision::GiveUp(Why::NotIdempotent));
    // A read that failed changed nothing, whatever the method.
    let read = Failure::from(RestError::MeetingDetailsQueryFailed);
    assert_eq!(Call::new("POST").decide(&read), repeat(Duration::ZERO));
}

#[test]
fn no_answer_at_all_is_repeated_only_if_that_does_no_harm() {
    let cut = Failure::<RestError>::without_answer("the connection was cut");
    assert_eq!(Call::new("GET").decide(&cut), repeat(Duration::ZERO));
    assert_eq!(Call::new("POST").decide(&cut), Decision::GiveUp(Why::NotIdempotent));
}

#[test]
fn a_remedy_is_carried_out_once_a_call_if_the_caller_can() {
    let expired = Failure::from(OAuthError::AccessTokenExpired);
    let refresh = Remedy::RefreshToken;
    assert_eq!(Call::new("GET").decide(&expired), Decision::GiveUp(Why::CannotRemedy(refresh)));
    let mut call = Call::new("GET").can(refresh);
    assert_eq!(call.decide(&expired), Decision::Fix(refresh));
    assert_eq!(call.decide(&expired), Decision::GiveUp(Why::RemedyDidNotHelp(refresh)));
    // Another failure in between changes nothing.
    let mut call = Call::new("GET").can(refresh);
    assert_eq!(call.decide(&expired), Decision::Fix(refresh));
    assert_eq!(call.decide(&Failure::from(OAuthError::SystemError)), repeat(Duration::ZERO));
    assert_eq!(call.decide(&expired), Decision::GiveUp(Why::RemedyDidNotHelp(refresh)));
    // A call's remedies are its own.
    assert_eq!(Call::new("GET").can(refresh).decide(&expired), Decision::Fix(refresh));
}

mod transactions {
    errcat::codes!("wire/transactions.toml");
}

#[test]
fn a_remedy_with_back_off_is_carried_out_before_each_repeat() {
    let conflict = Failure::from(transactions::StoreError::Conflict);
    let mut call = Call::new("PUT").can(Remedy::Restart).most_attempts(4);
    for _ in 0..3 {
        assert_eq!(call.decide(&conflict), Decision::Fix(Remedy::Restart));
    }
    assert_eq!(call.decide(&conflict), Decision::GiveUp(Why::Attempts));
}

#[test]
fn a_call_ends_after_its_attempts() {
    let busy = Failure::from(RestError::MeetingDetailsQueryFailed);
    let mut call = Call::new("GET").most_attempts(3);
    assert_eq!(call.decide(&busy), repeat(Duration::ZERO));
    assert_eq!(call.decide(&busy), repeat(Duration::ZERO));
    assert_eq!(call.decide(&busy), Decision::GiveUp(Why::Attempts));
    assert_eq!(call.attempts(), 3);
    assert_eq!(Call::new("GET").most_attempts(1).decide(&busy), Decision::GiveUp(Why::Attempts));
    assert_eq!(Call::new("GET").most_attempts(0).decide(&busy), Decision::GiveUp(Why::Attempts));
}

#[test]
fn why_reads_as_a_reason() {
    let why = Why::CannotRemedy(Remedy::RefreshToken);
    assert_eq!(why.to_string(), "it takes the remedy refresh-token, which the caller cannot carry out");
    assert_eq!(Why::TooLong { at_least: MINUTE }.to_string(), "it would take a wait of 60s or more");
}
