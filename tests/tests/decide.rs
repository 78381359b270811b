//! Decisions about a failed call: whether to retry it, when, and after which remedy.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::time::Duration;

use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{Call, Decision, Failure, GiveUpReason, Reader, Recovery, Remedy, RetryHint, decode};

errcat::codes!("outgoing/accounts.toml", tables = [account]);

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn retry(after: Duration) -> Decision {
    Decision::Retry { after }
}

#[test]
fn a_permanent_error_is_not_retried_whatever_the_status() {
    let body = br#"{"error_info":{"error_code":9003}}"#;
    for status in [200, 400, 429, 500, 503] {
        let failure = decode::<RestError>(status, &(), body).unwrap_err();
        assert_eq!(Call::new("GET").decide(&failure), Decision::GiveUp(GiveUpReason::Permanent));
    }
}

#[test]
fn a_throttled_call_is_retried_unless_the_wait_is_longer_than_the_callers_maximum() {
    let minute = Failure::from(RestError::MinuteCallLimitReached);
    assert_eq!(Call::new("POST").decide(&minute), retry(MINUTE));
    assert_eq!(Call::new("POST").max_wait(MINUTE).decide(&minute), retry(MINUTE));
    let impatient = MINUTE - Duration::from_millis(1);
    let too_long = Decision::GiveUp(GiveUpReason::WaitTooLong { after: MINUTE });
    assert_eq!(Call::new("POST").max_wait(impatient).decide(&minute), too_long);
    let unstated = Failure::from(RestError::MeetingQueryTooFrequent);
    assert_eq!(Call::new("GET").decide(&unstated), retry(Duration::ZERO));
}

#[test]
fn a_daily_limit_gives_up_at_once_unless_the_server_sends_a_shorter_wait() {
    let daily = Failure::from(RestError::DailyCallLimitReached);
    assert_eq!(Call::new("GET").decide(&daily), Decision::GiveUp(GiveUpReason::WaitTooLong { after: DAY }));
    let last = Call::new("GET").max_attempts(1).decide(&daily);
    assert_eq!(last, Decision::GiveUp(GiveUpReason::WaitTooLong { after: DAY }));
    let named = daily.with_retry_hint(RetryHint::After(MINUTE));
    assert_eq!(Call::new("GET").decide(&named), retry(MINUTE));
}

#[test]
fn the_servers_retry_hint_replaces_the_wait_of_the_catalog() {
    let minute = || Failure::from(RestError::MinuteCallLimitReached);
    let shorter = minute().with_retry_hint(RetryHint::After(Duration::from_secs(3)));
    assert_eq!(Call::new("GET").decide(&shorter), retry(Duration::from_secs(3)));
    let never = minute().with_retry_hint(RetryHint::Never);
    assert_eq!(Call::new("GET").decide(&never), Decision::GiveUp(GiveUpReason::ServerRefused));
    // A permanent error stays permanent, whatever wait the server sends.
    let permanent = Failure::from(RestError::MeetingNotFound).with_retry_hint(RetryHint::After(MINUTE));
    assert_eq!(Call::new("GET").decide(&permanent), Decision::GiveUp(GiveUpReason::Permanent));
}

#[test]
fn a_request_that_may_have_been_executed_is_retried_only_if_it_is_idempotent() {
    let maybe_executed = Failure::from(RestError::LiveStreamConfigUpdateFailed);
    for method in ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"] {
        assert_eq!(Call::new(method).decide(&maybe_executed), retry(Duration::ZERO), "{method}");
    }
    for method in ["POST", "PATCH", "CONNECT", "get", "", "PURGE"] {
        assert_eq!(
            Call::new(method).decide(&maybe_executed),
            Decision::GiveUp(GiveUpReason::NotIdempotent),
            "{method}"
        );
    }
    assert_eq!(Call::new("POST").idempotent(true).decide(&maybe_executed), retry(Duration::ZERO));
    assert_eq!(
        Call::new("PUT").idempotent(false).decide(&maybe_executed),
        Decision::GiveUp(GiveUpReason::NotIdempotent)
    );
    // A failed read changed nothing, whatever the method.
    let read = Failure::from(RestError::MeetingDetailsQueryFailed);
    assert_eq!(Call::new("POST").decide(&read), retry(Duration::ZERO));
}

#[test]
fn a_call_without_a_response_is_retried_only_if_it_is_idempotent() {
    let disconnected = Failure::<RestError>::from_transport_error("the connection was cut");
    assert_eq!(Call::new("GET").decide(&disconnected), retry(Duration::ZERO));
    assert_eq!(Call::new("POST").decide(&disconnected), Decision::GiveUp(GiveUpReason::NotIdempotent));
}

#[test]
fn a_remedy_is_applied_once_for_each_call() {
    let expired = Failure::from(OAuthError::AccessTokenExpired);
    let refresh = Remedy::RefreshToken;
    assert_eq!(Call::new("GET").decide(&expired), Decision::GiveUp(GiveUpReason::RemedyUnavailable(refresh)));
    let mut call = Call::new("GET").with_remedy(refresh);
    assert_eq!(call.decide(&expired), Decision::Remedy { remedy: refresh, after: Duration::ZERO });
    assert_eq!(call.decide(&expired), Decision::GiveUp(GiveUpReason::RemedyFailed(refresh)));
    // A different failure in between does not allow a second attempt.
    let mut call = Call::new("GET").with_remedy(refresh);
    assert_eq!(call.decide(&expired), Decision::Remedy { remedy: refresh, after: Duration::ZERO });
    assert_eq!(call.decide(&Failure::from(OAuthError::SystemError)), retry(Duration::ZERO));
    assert_eq!(call.decide(&expired), Decision::GiveUp(GiveUpReason::RemedyFailed(refresh)));
    // A new call may apply the remedy again.
    assert_eq!(
        Call::new("GET").with_remedy(refresh).decide(&expired),
        Decision::Remedy { remedy: refresh, after: Duration::ZERO }
    );
}

mod transactions {
    errcat::codes!("../wire/transactions.toml");
}

#[test]
fn a_remedy_with_back_off_is_applied_before_each_retry() {
    let conflict = Failure::from(transactions::StoreError::Conflict);
    let mut call = Call::new("PUT").with_remedy(Remedy::Restart).max_attempts(4);
    for _ in 0..3 {
        assert_eq!(
            call.decide(&conflict),
            Decision::Remedy { remedy: Remedy::Restart, after: Duration::ZERO }
        );
    }
    assert_eq!(call.decide(&conflict), Decision::GiveUp(GiveUpReason::MaxAttempts));
}

#[test]
fn a_call_gives_up_after_the_maximum_number_of_attempts() {
    let busy = Failure::from(RestError::MeetingDetailsQueryFailed);
    let mut call = Call::new("GET").max_attempts(3);
    assert_eq!(call.decide(&busy), retry(Duration::ZERO));
    assert_eq!(call.decide(&busy), retry(Duration::ZERO));
    assert_eq!(call.decide(&busy), Decision::GiveUp(GiveUpReason::MaxAttempts));
    assert_eq!(call.attempts(), 3);
    assert_eq!(Call::new("GET").max_attempts(1).decide(&busy), Decision::GiveUp(GiveUpReason::MaxAttempts));
    assert_eq!(Call::new("GET").max_attempts(0).decide(&busy), Decision::GiveUp(GiveUpReason::MaxAttempts));
}

#[test]
fn a_reason_to_give_up_is_displayed_as_a_clause() {
    let reason = GiveUpReason::RemedyUnavailable(Remedy::RefreshToken);
    assert_eq!(reason.to_string(), "a retry needs the remedy refresh-token, which the caller cannot apply");
    assert_eq!(
        GiveUpReason::WaitTooLong { after: MINUTE }.to_string(),
        "a retry needs a wait of 60s or more"
    );
}

/// "A retry is worth it" for a code that the catalog calls permanent is heard only where the table names `should_retry`.
#[test]
fn the_servers_yes_is_heard_for_a_permanent_code_only_where_the_table_trusts_it() {
    let yes = RetryHint::Retry { after: Some(MINUTE) };
    let untrusted = Failure::from(RestError::MeetingNotFound).with_retry_hint(yes);
    assert_eq!(Call::new("GET").decide(&untrusted), Decision::GiveUp(GiveUpReason::Permanent));
    assert_eq!(untrusted.retry_after(), None);
    assert_eq!(untrusted.retry_hint(), Some(yes), "it is kept all the same");
    // A code that is worth a retry anyway does not need trust.
    let limit = Failure::from(RestError::MinuteCallLimitReached).with_retry_hint(yes);
    assert_eq!(Call::new("GET").decide(&limit), retry(MINUTE));

    let trusted = Failure::from(AccountError::NotFound).with_retry_hint(yes);
    assert_eq!(Call::new("GET").decide(&trusted), retry(MINUTE));
    assert_eq!((trusted.retry_after(), trusted.recovery()), (Some(MINUTE), Recovery::Retry));
}

/// Who must act, and what that is in words: for whoever acts and for everybody else, in English unless Chinese fits.
#[test]
fn a_recovery_has_texts() {
    let recovery = |code: RestError| Failure::from(code).recovery();
    assert_eq!(recovery(RestError::MeetingNotFound), Recovery::Correct);
    assert_eq!(recovery(RestError::MinuteCallLimitReached), Recovery::Retry);
    assert_eq!(recovery(RestError::UnauthorizedSecret), Recovery::Remedy);
    assert_eq!(Failure::<RestError>::from_transport_error("cut").recovery(), Recovery::Retry);
    assert_eq!(decode::<RestError>(403, &(), b"").unwrap_err().recovery(), Recovery::Escalate);
    let mut texts = std::collections::HashSet::new();
    for recovery in Recovery::ALL {
        for reader in [Reader::Actor, Reader::Bystander] {
            let (en, zh) = (recovery.text(reader, "en"), recovery.text(reader, "zh-Hans"));
            assert!(texts.insert(en) && texts.insert(zh), "{recovery}");
            assert_eq!((recovery.text(reader, "fr"), recovery.text(reader, "zh_CN.UTF-8")), (en, zh));
            assert!(!en.ends_with('.') && !zh.ends_with('。'));
        }
    }
}

/// A program ends with the exit code of the failure: EX_NOINPUT (66) for what does not exist, EX_TEMPFAIL (75) for a limit.
#[test]
fn a_program_ends_with_the_exit_code_of_its_failure() {
    use std::process::Termination;
    let code = |result: Result<(), Failure<RestError>>| format!("{:?}", errcat::Exit::from(result).report());
    let of = |number: u8| format!("{:?}", std::process::ExitCode::from(number));
    assert_eq!(code(Ok(())), of(0));
    assert_eq!(code(Err(RestError::MeetingNotFound.into())), of(66));
    assert_eq!(code(Err(RestError::MinuteCallLimitReached.into())), of(75));
    assert_eq!(code(Err(Failure::from_transport_error("cut"))), of(69));
    assert_ne!(of(66), of(75));
}
