//! The middleware for `reqwest-middleware`: retries and remedies by decision.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use errcat::http::Idempotent;
use errcat::reqwest::check;
use errcat::reqwest_middleware::RetryMiddleware;
use errcat::tencent_meeting::RestError;
use errcat::{Decoder, Failure, Remedy};
use errcat_tests_adapters::loopback::*;
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};

fn with(retries: RetryMiddleware<RestError>) -> ClientWithMiddleware {
    ClientBuilder::new(client()).with(retries).build()
}

fn retries(waits: &Waits) -> RetryMiddleware<RestError> {
    RetryMiddleware::new().back_off(back_off()).sleep(waits.sleep())
}

#[test]
fn a_limit_is_retried_although_it_is_a_400() {
    let server = Server::start(vec![answer("400 Bad Request", LIMIT), answer("200 OK", MEETING)]);
    let waits = Waits::default();
    let body = run(async {
        let answer = with(retries(&waits)).post(&server.url).body("{}").send().await.unwrap();
        check::<RestError>(answer).await.unwrap().text().await.unwrap()
    });
    assert_eq!(body, MEETING);
    assert_eq!(server.count(), 2);
    // The longer of the back-off's 10 ms and the limit's minute.
    assert_eq!(waits.all(), [MINUTE]);
}

#[test]
fn a_back_off_that_is_longer_counts() {
    let server = Server::start(vec![answer("400 Bad Request", LIMIT), answer("200 OK", MEETING)]);
    let waits = Waits::default();
    let retries = retries(&waits).back_off(back_off().with_min_delay(MINUTE * 2).without_max_delay());
    run(async { with(retries).get(&server.url).send().await.unwrap() });
    assert_eq!(waits.all(), [MINUTE * 2]);
}

#[test]
fn the_default_delays_have_jitter_and_double() {
    let server = Server::start(vec![answer("503 Service Unavailable", "")]);
    let waits = Waits::default();
    run(async {
        with(RetryMiddleware::new().sleep(waits.sleep())).get(&server.url).send().await.unwrap();
    });
    assert_eq!(server.count(), 5);
    let delays = [1, 2, 4, 8].map(Duration::from_secs);
    for (wait, delay) in waits.all().into_iter().zip(delays) {
        assert!((delay..=delay * 2).contains(&wait), "{wait:?}");
    }
    assert_ne!(waits.all(), delays);
}

#[test]
fn a_permanent_failure_is_not_retried_although_it_is_a_500() {
    let server = Server::start(vec![answer("500 Internal Server Error", NO_MEETING)]);
    let waits = Waits::default();
    let failure = run(async {
        let answer = with(retries(&waits)).get(&server.url).send().await.unwrap();
        check::<RestError>(answer).await.unwrap_err()
    });
    assert_eq!(server.count(), 1);
    assert_eq!(waits.all(), []);
    assert_eq!(failure.code(), Some(RestError::MeetingNotFound));
    assert_eq!(failure.server_message(), Some("MEETING NOT EXIST"));
    assert_eq!(failure.trace_id(), Some("5f1c"));
}

#[test]
fn a_write_that_may_have_been_carried_out_is_sent_once() {
    for reply in [
        answer("500 Internal Server Error", UNKNOWN),
        answer("502 Bad Gateway", "<html>"),
        Reply::Close(Vec::new()),
    ] {
        let server = Server::start(vec![reply]);
        let waits = Waits::default();
        drop(run(async { with(retries(&waits)).post(&server.url).body("{}").send().await }));
        assert_eq!(server.count(), 1);
    }
}

#[test]
fn the_request_says_whether_it_is_idempotent() {
    let server = Server::start(vec![answer("500 Internal Server Error", UNKNOWN), answer("200 OK", MEETING)]);
    let waits = Waits::default();
    let client = with(retries(&waits));
    let answer =
        run(async { client.post(&server.url).with_extension(Idempotent(true)).send().await.unwrap() });
    assert_eq!(answer.status(), 200);
    assert_eq!(server.count(), 2);

    let server = Server::start(vec![answer_of_gateway()]);
    run(async { client.get(&server.url).with_extension(Idempotent(false)).send().await.unwrap() });
    assert_eq!(server.count(), 1);
}

fn answer_of_gateway() -> Reply {
    answer("504 Gateway Timeout", "")
}

#[test]
fn the_wait_that_the_server_asks_for_is_kept() {
    let hint = raw("503 Service Unavailable", "Retry-After: 7\r\n", 0, b"");
    let server = Server::start(vec![Reply::Close(hint), answer("200 OK", MEETING)]);
    let waits = Waits::default();
    run(async { with(retries(&waits)).get(&server.url).send().await.unwrap() });
    assert_eq!(waits.all(), [Duration::from_secs(7)]);
}

/// RetryMiddleware that know a token, the requests that went through the remedy, and what the caller gets in the end.
fn with_remedy(server: &Server, is_obtained: bool) -> (usize, Waits, Result<String, Failure<RestError>>) {
    let waits = Waits::default();
    let times = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&times);
    let retries = retries(&waits).with_remedy(Remedy::RefreshToken, move |mut request| {
        counter.fetch_add(1, Ordering::SeqCst);
        async move {
            if !is_obtained {
                return Err("the token could not be refreshed".into());
            }
            request.headers_mut().insert("access-token", "fresh".parse()?);
            Ok(request)
        }
    });
    let outcome = run(async {
        let client = with(retries);
        let request = client.post(&server.url).header("access-token", "stale").body("{}");
        let answer = request.send().await.unwrap();
        Ok(check::<RestError>(answer).await?.text().await.unwrap())
    });
    (times.load(Ordering::SeqCst), waits, outcome)
}

#[test]
fn a_remedy_is_carried_out_and_the_recovered_request_sent() {
    let server = Server::start(vec![
        answer("400 Bad Request", TOKEN),
        answer("400 Bad Request", LIMIT),
        answer("200 OK", MEETING),
    ]);
    let (times, waits, outcome) = with_remedy(&server, true);
    assert_eq!(outcome.unwrap(), MEETING);
    assert_eq!(times, 1);
    assert!(server.head(0).contains("access-token: stale"));
    assert!(server.head(1).contains("access-token: fresh"));
    assert!(server.head(2).contains("access-token: fresh"));
    // The back-off's first delay before the mended request, then the limit's minute.
    assert_eq!(waits.all(), [ms(10), MINUTE]);
}

#[test]
fn a_remedy_waits_as_long_as_the_server_asks_for() {
    let body = r#"{"error_info":{"error_code":190303}}"#;
    let first = raw("400 Bad Request", "Retry-After: 90\r\n", body.len(), body.as_bytes());
    let server = Server::start(vec![Reply::Close(first), answer("200 OK", "{}")]);
    let waits = Waits::default();
    let retries = retries(&waits).with_remedy(Remedy::RefreshToken, |request| async { Ok(request) });
    let sent = run(async { with(retries).get(&server.url).send().await.unwrap() });
    assert_eq!((sent.status().as_u16(), server.count()), (200, 2));
    assert!(waits.all()[0] >= ms(90_000), "{:?}", waits.all());
}

#[test]
fn a_remedy_that_does_not_help_is_carried_out_once() {
    let server = Server::start(vec![answer("400 Bad Request", TOKEN)]);
    let (times, _, outcome) = with_remedy(&server, true);
    assert_eq!(outcome.unwrap_err().code(), Some(RestError::UnauthorizedSecret));
    assert_eq!((times, server.count()), (1, 2));
}

#[test]
fn a_remedy_that_fails_leaves_the_failure() {
    let server = Server::start(vec![answer("400 Bad Request", TOKEN)]);
    let (times, _, outcome) = with_remedy(&server, false);
    let failure = outcome.unwrap_err();
    assert_eq!(failure.code(), Some(RestError::UnauthorizedSecret));
    assert_eq!(failure.server_message(), Some("UNAUTHORIZED_SECRET"));
    assert_eq!((times, server.count()), (1, 1));
}

#[test]
fn a_remedy_that_nobody_can_carry_out_ends_it() {
    let server = Server::start(vec![answer("400 Bad Request", TOKEN)]);
    run(async { with(retries(&Waits::default())).get(&server.url).send().await.unwrap() });
    assert_eq!(server.count(), 1);
}

#[test]
fn attempts_end() {
    let waits = Waits::default();
    let server = Server::start(vec![answer("400 Bad Request", LIMIT)]);
    let failure = run(async {
        let client = with(retries(&waits).max_attempts(3));
        check::<RestError>(client.get(&server.url).send().await.unwrap()).await.unwrap_err()
    });
    assert_eq!(server.count(), 3);
    assert_eq!(waits.all(), [MINUTE, MINUTE]);
    assert_eq!(failure.code(), Some(RestError::MinuteCallLimitReached));

    let server = Server::start(vec![answer("503 Service Unavailable", "")]);
    let client = with(retries(&waits).back_off(back_off().with_max_times(1)));
    run(async { client.get(&server.url).send().await.unwrap() });
    assert_eq!(server.count(), 2);
}

#[test]
fn a_wait_beyond_the_longest_ends_it() {
    let server = Server::start(vec![answer("400 Bad Request", LIMIT)]);
    let waits = Waits::default();
    let client = with(retries(&waits).max_wait(MINUTE - ms(1)));
    run(async { client.get(&server.url).send().await.unwrap() });
    assert_eq!(server.count(), 1);
    assert_eq!(waits.all(), []);
}

#[test]
fn a_stream_is_sent_once() {
    let server = Server::start(vec![answer("400 Bad Request", LIMIT)]);
    let failure = run(async {
        let body = reqwest::Body::wrap(reqwest::Body::from("{}"));
        let answer = with(retries(&Waits::default())).put(&server.url).body(body).send().await;
        check::<RestError>(answer.unwrap()).await.unwrap_err()
    });
    assert_eq!(failure.code(), Some(RestError::MinuteCallLimitReached));
    assert_eq!(server.count(), 1);
}

#[test]
fn the_end_of_a_long_failure_is_handed_on() {
    let page = "<html>".repeat(50_000);
    let server = Server::start(vec![answer("502 Bad Gateway", &page)]);
    let client = with(retries(&Waits::default()).decoder(Decoder::new().max_body_len(100)).max_attempts(2));
    let body = run(async { client.get(&server.url).send().await.unwrap().text().await.unwrap() });
    assert!(body == page);
    assert_eq!(server.count(), 2);
}

#[test]
fn a_connection_that_is_cut_is_tried_again() {
    let server = Server::start(vec![Reply::Close(Vec::new()), answer("200 OK", MEETING)]);
    let waits = Waits::default();
    run(async { with(retries(&waits)).get(&server.url).send().await.unwrap() });
    assert_eq!(server.count(), 2);
    assert_eq!(waits.all(), [ms(10)]);
}

#[test]
fn an_error_is_handed_on_as_it_was() {
    let waits = Waits::default();
    let error = run(async {
        let client = with(retries(&waits).max_attempts(3));
        client.post(REFUSING).body("{}").send().await.unwrap_err()
    });
    assert!(error.is_connect());
    assert!(matches!(error, reqwest_middleware::Error::Reqwest(_)));
    // Nothing was sent, so that even a POST was retried.
    assert_eq!(waits.all(), [ms(10), ms(20)]);
}
