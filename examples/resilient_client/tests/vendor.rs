//! Tests the client against the imitated vendor: every code under any status, and failures of the network.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::error::Error;
use std::future::Future;
use std::time::Duration;

use axum::http::{Extensions, Response};
use errcat::reqwest::check;
use errcat::reqwest_middleware::Idempotent;
use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{Call, Decision, Decoder, ErrorCode, Failure, GiveUpReason, Received, Remedy, WireCode, decode};
use reqwest_retry::{Retryable, default_on_request_success};
use resilient_client::clients::{Session, Step, by_code, by_status, play};
use resilient_client::comparison::{Counts, measure, table};
use resilient_client::facts::{DAY, MINUTE, RetryCondition, Row, named, rows};
use resilient_client::scenario::{
    Delivery, ErrorResponse, GATEWAY_PAGE, Kind, MAX_WAIT, RecoveredBy, Scenario, items, load,
};
use resilient_client::server::{Tokens, Vendor};

fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Returns a client that makes no retries.
fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

fn for_each_row(check: impl Fn(&Row, u16)) {
    let rows = rows();
    assert_eq!(rows.len(), 59);
    for row in &rows {
        for status in [400, 500, 200, 502] {
            check(row, status);
        }
    }
}

const README: &str = include_str!("../../../README.md");

#[test]
fn every_code_is_read_under_any_status() {
    fn read<C: ErrorCode>(row: &Row, status: u16) {
        let failure = decode::<C>(status, &(), row.body().as_bytes()).unwrap_err();
        assert_eq!(failure.wire_code(), Some(&WireCode::from(row.code)), "{} under {status}", row.name);
        assert_eq!(failure.code().map(ErrorCode::name), Some(row.name), "{status}");
        assert_eq!(failure.http_status(), Some(status), "{}", row.name);
        assert_eq!(failure.server_message(), Some(row.text), "{}", row.name);
    }
    for_each_row(|row, status| match row.table {
        "rest" => read::<RestError>(row, status),
        _ => read::<OAuthError>(row, status),
    });
}

#[test]
fn every_code_is_decided_as_the_facts_say_under_any_status() {
    fn decided<C: ErrorCode>(row: &Row, status: u16) {
        let failure = decode::<C>(status, &(), row.body().as_bytes()).unwrap_err();
        let decide = |mut call: Call| call.decide(&failure);
        let immediately = Decision::Retry { after: Duration::ZERO };
        let too_long = |after| Decision::GiveUp(GiveUpReason::WaitTooLong { after });
        let expected = match row.retry {
            RetryCondition::Never => Decision::GiveUp(GiveUpReason::Permanent),
            RetryCondition::Later | RetryCondition::AfterTheLimit(None) => immediately,
            RetryCondition::AfterTheLimit(Some(window)) if window > MAX_WAIT => too_long(window),
            RetryCondition::AfterTheLimit(Some(window)) => Decision::Retry { after: window },
            RetryCondition::AfterRemedy(remedy) => Decision::Remedy { remedy, after: Duration::ZERO },
        };
        let call = |method| match row.retry {
            RetryCondition::AfterRemedy(remedy) => Call::new(method).with_remedy(remedy),
            _ => Call::new(method),
        };
        assert_eq!(decide(call("GET")), expected, "{row:?} under {status}");
        let after_write = if row.may_have_been_carried_out {
            Decision::GiveUp(GiveUpReason::NotIdempotent)
        } else {
            expected
        };
        assert_eq!(decide(call("POST")), after_write, "{row:?} under {status}");
        assert_eq!(decide(call("POST").idempotent(true)), expected, "{row:?} under {status}");
    }
    for_each_row(|row, status| match row.table {
        "rest" => decided::<RestError>(row, status),
        _ => decided::<OAuthError>(row, status),
    });
}

#[test]
fn a_remedy_is_decided_once_and_only_for_a_call_that_has_it() {
    fn once<C: ErrorCode>(row: &Row, status: u16, remedy: Remedy) {
        let failure = decode::<C>(status, &(), row.body().as_bytes()).unwrap_err();
        let mut call = Call::new("GET").with_remedy(remedy);
        assert_eq!(call.decide(&failure), Decision::Remedy { remedy, after: Duration::ZERO }, "{}", row.name);
        assert_eq!(
            call.decide(&failure),
            Decision::GiveUp(GiveUpReason::RemedyFailed(remedy)),
            "{}",
            row.name
        );
        let without_remedy = Call::new("GET").decide(&failure);
        assert_eq!(without_remedy, Decision::GiveUp(GiveUpReason::RemedyUnavailable(remedy)), "{}", row.name);
    }
    for_each_row(|row, status| match (row.retry, row.table) {
        (RetryCondition::AfterRemedy(remedy), "rest") => once::<RestError>(row, status, remedy),
        (RetryCondition::AfterRemedy(remedy), _) => once::<OAuthError>(row, status, remedy),
        _ => {}
    });
}

#[test]
fn a_limit_is_waited_for_up_to_max_wait() {
    let decide = |name, max_wait| {
        let row = named(name).unwrap();
        let failure = decode::<RestError>(row.status, &(), row.body().as_bytes()).unwrap_err();
        Call::new("GET").max_wait(max_wait).decide(&failure)
    };
    let second = Duration::from_secs(1);
    for (name, window) in [("MinuteCallLimitReached", MINUTE), ("DailyCallLimitReached", DAY)] {
        assert_eq!(decide(name, window), Decision::Retry { after: window });
        let too_long = Decision::GiveUp(GiveUpReason::WaitTooLong { after: window });
        assert_eq!(decide(name, window - second), too_long);
    }
}

/// A decision about a code is wrong if it retries a request that never succeeds according to the facts, or if it never
/// retries one that may succeed. The wait and the remedy before the retry are not considered here.
#[test]
fn no_rest_code_is_decided_wrongly_where_the_status_decides_33_wrongly() {
    let rows: Vec<_> = rows().into_iter().filter(|row| row.table == "rest").collect();
    assert_eq!(rows.len(), 50);
    let is_worth_a_retry = |row: &Row| row.retry != RetryCondition::Never;
    let by_status = |row: &Row| {
        let response = Response::builder().status(row.status).body(row.body()).unwrap();
        matches!(default_on_request_success(&response.into()), Some(Retryable::Transient))
    };
    let by_code = |row: &Row| {
        let failure = decode::<RestError>(row.status, &(), row.body().as_bytes()).unwrap_err();
        let remedies = [Remedy::RefreshToken, Remedy::Reauthorize, Remedy::ReSign, Remedy::SyncClock];
        let call = remedies.into_iter().fold(Call::new("GET").max_wait(DAY), Call::with_remedy);
        !matches!(call.clone().decide(&failure), Decision::GiveUp(_))
    };
    let wrong = |decide: &dyn Fn(&Row) -> bool| {
        rows.iter().filter(|row| decide(row) != is_worth_a_retry(row)).count()
    };
    assert_eq!(wrong(&by_code), 0);
    assert_eq!(wrong(&by_status), 33);
}

#[test]
fn a_write_that_may_have_been_carried_out_is_not_retried() {
    run(async {
        let written: Vec<_> =
            load().unwrap().into_iter().filter(|call| call.kind() == Kind::Written).collect();
        for name in [
            "10000 UserApiUnknown",
            "190319 LiveStreamConfigUpdateFailed",
            "connection closed before a response",
        ] {
            assert!(written.iter().any(|scenario| scenario.label == name), "{name}");
        }
        let vendor = Vendor::start(written).await.unwrap();
        for number in 0..vendor.scenarios().len() {
            let (_outcome, steps) = play(&vendor, number, by_code).await.unwrap();
            assert!(steps.is_empty(), "{steps:?}");
        }
        for (scenario, call) in vendor.scenarios().iter().zip(vendor.calls()) {
            assert_eq!((call.requests, call.writes), (1, 1), "{}", scenario.label);
        }
    });
}

#[test]
fn an_idempotent_write_is_retried_until_it_succeeds() {
    run(async {
        let scenario = Scenario::of(&named("LiveStreamConfigUpdateFailed").unwrap()).as_write(true);
        let vendor = Vendor::start(vec![scenario.clone()]).await.unwrap();
        let session = Session::new(&vendor, &scenario).unwrap();
        let request = session.request(&scenario, &vendor.url_of(0)).unwrap();
        let mut extensions = Extensions::new();
        extensions.insert(Idempotent(true));
        let response = by_code(&session).execute_with_extensions(request, &mut extensions).await.unwrap();
        assert!(check::<RestError>(response).await.is_ok());
        assert_eq!(vendor.calls()[0].successes, 1);
    });
}

/// Returns the failure that a client without retries receives.
async fn failure_after(response: ErrorResponse) -> Failure<RestError> {
    let scenario = Scenario { response, ..Scenario::of(&named("MeetingNotFound").unwrap()) };
    let vendor = Vendor::start(vec![scenario]).await.unwrap();
    match client().get(vendor.url_of(0)).send().await {
        Ok(response) => check(response).await.unwrap_err(),
        Err(error) => Failure::from(error),
    }
}

#[test]
fn the_page_of_a_gateway_is_kept() {
    run(async {
        let failure = failure_after(ErrorResponse::new(502, "text/html", GATEWAY_PAGE)).await;
        assert_eq!(*failure.received(), Received::Absent);
        assert_eq!(failure.http_status(), Some(502));
        assert_eq!(failure.body(), Some(GATEWAY_PAGE.as_bytes()));
        let failure = failure_after(ErrorResponse::new(504, "text/plain", "")).await;
        assert_eq!((failure.http_status(), failure.body()), (Some(504), None));
        assert_eq!(failure.trace_id(), Some("trace-0-1"));
    });
}

#[test]
fn a_code_is_read_whatever_the_status_and_the_content_type() {
    run(async {
        let body = named("MeetingNotFound").unwrap().body();
        let responses = [
            ErrorResponse::new(500, "text/html", body.clone()),
            ErrorResponse::new(500, "image/png", body.clone()),
            ErrorResponse::json(200, body.clone()),
            ErrorResponse::json(502, body.clone()),
            ErrorResponse::json(500, body.clone()).delivered(Delivery::Slow),
            ErrorResponse::json(500, body.replace("9003", "\"9003\"")),
        ];
        for response in responses {
            let failure = failure_after(response.clone()).await;
            assert_eq!(failure.code(), Some(RestError::MeetingNotFound), "{response:?}");
            assert_eq!(failure.server_message(), Some("MEETING NOT EXIST"), "{response:?}");
            assert_eq!(failure.http_status(), Some(response.status), "{response:?}");
            assert_eq!(failure.trace_id(), Some("trace-0-1"), "{response:?}");
        }
    });
}

#[test]
fn an_unknown_code_is_kept_and_is_a_failure() {
    run(async {
        for status in [200, 400, 500] {
            let body = r#"{"error_info":{"error_code":999999,"message":"new"}}"#;
            let failure = failure_after(ErrorResponse::json(status, body)).await;
            assert_eq!(*failure.received(), Received::Unknown(WireCode::from(999_999)));
            assert_eq!((failure.server_message(), failure.http_status()), (Some("new"), Some(status)));
        }
    });
}

#[test]
fn a_broken_connection_is_a_failure_with_a_source() {
    run(async {
        let body = || named("MeetingDetailsQueryFailed").unwrap().body();
        let closed = failure_after(ErrorResponse::json(500, body()).delivered(Delivery::Closed)).await;
        assert_eq!((closed.received(), closed.http_status()), (&Received::Absent, None));
        assert!(closed.source().is_some());
        let within =
            failure_after(ErrorResponse::json(500, GATEWAY_PAGE).delivered(Delivery::ClosedWithin)).await;
        assert_eq!((within.received(), within.http_status()), (&Received::Absent, Some(500)));
        assert_eq!(within.body(), Some(&GATEWAY_PAGE.as_bytes()[..GATEWAY_PAGE.len() / 2]));
        assert!(within.source().is_some());
    });
}

#[test]
fn a_success_that_breaks_off_is_a_failure_when_it_is_read() {
    run(async {
        let response =
            ErrorResponse::json(200, r#"{"meeting_info_list":[]}"#).delivered(Delivery::ClosedWithin);
        let scenario = Scenario { response, ..Scenario::of(&named("MeetingNotFound").unwrap()) };
        let vendor = Vendor::start(vec![scenario]).await.unwrap();
        let response = client().get(vendor.url_of(0)).send().await.unwrap();
        let error = check::<RestError>(response).await.unwrap().text().await.unwrap_err();
        let failure = Failure::<RestError>::from(error);
        assert_eq!(*failure.received(), Received::Absent);
        assert!(failure.source().is_some());
    });
}

#[test]
fn a_response_that_stalls_is_a_failure_after_the_timeout() {
    run(async {
        let response = ErrorResponse::json(500, GATEWAY_PAGE).delivered(Delivery::Stalled);
        let scenario = Scenario { response, ..Scenario::of(&named("MeetingNotFound").unwrap()) };
        let vendor = Vendor::start(vec![scenario]).await.unwrap();
        let request = client().get(vendor.url_of(0)).timeout(Duration::from_millis(5));
        let failure: Failure<RestError> = match request.send().await {
            Ok(response) => check(response).await.unwrap_err(),
            Err(error) => Failure::from(error),
        };
        assert_eq!(*failure.received(), Received::Absent);
        assert!(failure.source().is_some());
    });
}

#[test]
fn failures_of_items_are_read_one_by_one() {
    run(async {
        let scenario = Scenario {
            response: ErrorResponse::json(200, items()),
            ..Scenario::of(&named("MeetingNotFound").unwrap())
        };
        let vendor = Vendor::start(vec![scenario]).await.unwrap();
        let response = client().get(vendor.url_of(0)).send().await.unwrap();
        let body = check::<RestError>(response).await.unwrap().bytes().await.unwrap();
        let failures = Decoder::new().decode_items::<RestError>(&body);
        let known: Vec<_> = failures.iter().map(Failure::code).collect();
        assert_eq!(known, [Some(RestError::UserNotFound), Some(RestError::UserAlreadyExists)]);
        assert_eq!(failures[1].extra("userid"), Some(&WireCode::from("u8")));
    });
}

/// Plays a scenario. Returns the number of requests, the steps between them, the simulated time, and whether it succeeded.
async fn played(name: &str) -> (u32, Vec<Step>, Duration, bool) {
    let vendor = Vendor::start(vec![Scenario::of(&named(name).unwrap())]).await.unwrap();
    let (_outcome, steps) = play(&vendor, 0, by_code).await.unwrap();
    let call = &vendor.calls()[0];
    (call.requests, steps, vendor.clock.elapsed(), call.successes == 1)
}

#[test]
fn each_recoverable_failure_is_recovered_from_as_the_facts_say() {
    run(async {
        for (name, remedy) in [
            ("UnauthorizedSecret", Remedy::RefreshToken),
            ("ReplayedRequest", Remedy::ReSign),
            ("RequestReplayDetected", Remedy::ReSign),
            ("TimestampOutOfRange", Remedy::SyncClock),
        ] {
            let (requests, steps, _, succeeded) = played(name).await;
            assert_eq!((requests, succeeded), (2, true), "{name}: {steps:?}");
            assert_eq!(steps.last(), Some(&Step::Remedy(remedy)), "{name}");
        }
        let limit = played("MinuteCallLimitReached").await;
        assert_eq!(limit, (2, vec![Step::Wait(MINUTE)], MINUTE, true));
        let daily = played("DailyCallLimitReached").await;
        assert_eq!(daily, (1, Vec::new(), Duration::ZERO, false));
    });
}

/// The vendor refuses a refresh token that has been used.
#[test]
fn a_refresh_that_fails_leaves_the_first_response() {
    run(async {
        let scenario = Scenario::of(&named("UnauthorizedSecret").unwrap());
        let vendor = Vendor::start(vec![scenario.clone()]).await.unwrap();
        let session = Session::new(&vendor, &scenario).unwrap();
        let refresh = || refresh(&vendor, session.tokens());
        assert!(check::<OAuthError>(refresh().await).await.is_ok());
        let failure = check::<OAuthError>(refresh().await).await.unwrap_err();
        assert_eq!(failure.code(), Some(OAuthError::RefreshTokenExpired));
        assert_eq!(failure.extra("nonce"), Some(&WireCode::from("8c1f")));

        let request = session.request(&scenario, &vendor.url_of(0)).unwrap();
        let response = by_code(&session).execute(request).await.unwrap();
        let failure = check::<RestError>(response).await.unwrap_err();
        assert_eq!(failure.code(), Some(RestError::UnauthorizedSecret));
        assert_eq!(session.steps().last(), Some(&Step::Remedy(Remedy::RefreshToken)));
        assert_eq!(vendor.calls()[0].requests, 1);
    });
}

async fn refresh(vendor: &Vendor, tokens: Tokens) -> reqwest::Response {
    let url = format!("{}/v2/oauth2/oauth/refresh_token", vendor.url);
    let request = serde_json::json!({"open_id": "u7", "refresh_token": tokens.refresh});
    client().post(url).body(request.to_string()).send().await.unwrap()
}

/// The server is strict: a request recovers only by the right step.
#[test]
fn a_retry_without_the_right_step_never_succeeds() {
    run(async {
        let vendor = Vendor::start(load().unwrap()).await.unwrap();
        let sender = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap();
        for (number, scenario) in vendor.scenarios().iter().enumerate() {
            let session = Session::new(&vendor, scenario).unwrap();
            let request = session.request(scenario, &vendor.url_of(number)).unwrap();
            for _ in 0..3 {
                let _outcome = sender.execute(request.try_clone().unwrap()).await;
            }
        }
        for (scenario, call) in vendor.scenarios().iter().zip(vendor.calls()) {
            assert_eq!((call.requests, call.successes), (3, 0), "{} {}", scenario.method, scenario.label);
        }
    });
}

#[test]
fn the_load_has_every_code_as_a_read_and_as_a_write_and_every_kind() {
    let load = load().unwrap();
    for row in rows().iter().filter(|row| row.table == "rest") {
        let label = Scenario::of(row).label;
        assert_eq!(load.iter().filter(|scenario| scenario.label == label).count(), 2, "{label}");
    }
    for kind in [Kind::Permanent, Kind::Recoverable, Kind::Written] {
        assert!(load.iter().any(|scenario| scenario.kind() == kind), "{kind:?}");
    }
    for recovered_by in [
        RecoveredBy::Token,
        RecoveredBy::Nonce,
        RecoveredBy::Timestamp,
        RecoveredBy::Later(MINUTE),
        RecoveredBy::Later(DAY),
    ] {
        assert!(load.iter().any(|scenario| scenario.recovered_by == recovered_by), "{recovered_by:?}");
    }
}

#[test]
fn a_client_that_decides_by_the_code_wastes_loses_and_repeats_nothing() {
    run(async {
        let ours = measure(by_code).await.unwrap();
        let theirs = measure(by_status).await.unwrap();
        let Counts { wasted, not_recovered, repeated_writes, .. } = ours;
        assert_eq!((wasted, not_recovered, repeated_writes), (0, 0, 0));
        assert_eq!(ours.calls, theirs.calls);
        assert!(theirs.wasted > 0 && theirs.not_recovered > 0, "{theirs:?}");
        let table = table(theirs, ours);
        assert!(README.contains(&table), "the README must show these figures:\n{table}");
    });
}
