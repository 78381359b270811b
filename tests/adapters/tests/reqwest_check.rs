//! The adapter for `reqwest`: the check of a response, whatever happens to its body.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::time::Duration;

use errcat::reqwest::{check, check_with, inspect};
use errcat::tencent_meeting::RestError;
use errcat::{Call, Decision, Decoder, Failure, GiveUpReason, Received, RetrySafety};
use errcat_tests_adapters::loopback::*;

#[test]
fn a_failure_keeps_everything() {
    let server = Server::start(vec![answer("400 Bad Request", LIMIT)]);
    let failure = run(async { check::<RestError>(get(&server).await).await.unwrap_err() });
    assert_eq!(failure.code(), Some(RestError::MinuteCallLimitReached));
    assert_eq!(failure.http_status(), Some(400));
    assert_eq!(failure.server_message(), Some("每分钟总接口调用次数超过限制。"));
    assert_eq!(failure.trace_id(), Some("5f1c"));
}

#[test]
fn a_success_is_delivered_whole() {
    let body: Vec<u8> = (0..10_000_000_u32).map(|at| (at % 251) as u8).collect();
    let reply = raw("201 Created", "X-Kind: noise\r\n", body.len(), &body);
    let server = Server::start(vec![Reply::Close(reply)]);
    run(async {
        let answer = get(&server).await;
        let (url, remote) = (answer.url().clone(), answer.remote_addr());
        assert!(remote.is_some());
        let answer = check::<RestError>(answer).await.unwrap();
        assert_eq!(answer.status(), 201);
        assert_eq!(answer.version(), http::Version::HTTP_11);
        assert_eq!(answer.headers()["x-kind"], "noise");
        assert_eq!(*answer.url(), url);
        assert_eq!(answer.remote_addr(), remote);
        assert_eq!(answer.content_length(), Some(10_000_000));
        assert!(answer.bytes().await.unwrap() == body);
    });
}

#[test]
fn bodies_around_the_limit_are_delivered_whole() {
    for length in [0, 1, 9, 10, 11, 30] {
        let body = "x".repeat(length);
        let server = Server::start(vec![answer("200 OK", &body)]);
        run(async {
            let answer = check_with::<RestError>(Decoder::new().max_body_len(10), get(&server).await).await;
            assert_eq!(answer.unwrap().text().await.unwrap(), body);
            let answer = check_with::<RestError>(Decoder::new().max_body_len(0), get(&server).await).await;
            assert_eq!(answer.unwrap().text().await.unwrap(), body);
        });
    }
}

#[test]
fn a_success_that_is_a_stream_is_handed_on_as_it_comes() {
    // The server sends one event and never ends: whoever waits for more never returns.
    let event = b"data: 1\n\n";
    let reply = raw("200 OK", "Content-Type: text/event-stream; charset=utf-8\r\n", 1_000_000, event);
    let server = Server::start(vec![Reply::Open(reply)]);
    run(async {
        let mut answer = check::<RestError>(get(&server).await).await.unwrap();
        assert_eq!(answer.chunk().await.unwrap().unwrap(), event[..]);
    });
}

#[test]
fn no_more_of_a_body_is_awaited_than_the_limit() {
    // The server never sends the rest: whoever waits for it never returns.
    let beginning = format!("{}{}", &LIMIT[..LIMIT.len() - 1], r#","pad":""#);
    let padding = "x".repeat(Decoder::DEFAULT_MAX_BODY_LEN - beginning.len());
    let bytes = [beginning, padding].concat();
    let reply = raw("400 Bad Request", "", 1_000_000_000, bytes.as_bytes());
    let server = Server::start(vec![Reply::Open(reply)]);
    let failure = run(async { check::<RestError>(get(&server).await).await.unwrap_err() });
    assert_eq!(failure.code(), Some(RestError::MinuteCallLimitReached));
}

#[test]
fn a_page_of_a_gateway_is_kept_in_part_and_handed_on_whole() {
    let page = "<html>".repeat(50_000);
    let server = Server::start(vec![answer("502 Bad Gateway", &page)]);
    run(async {
        let (answer, checked) = inspect::<RestError>(Decoder::new(), get(&server).await).await;
        let failure = checked.unwrap_err();
        assert_eq!(*failure.received(), Received::Absent);
        assert_eq!(failure.body(), Some(&page.as_bytes()[..Failure::<RestError>::MAX_BODY_LEN]));
        assert!(failure.is_retryable());
        assert_eq!(answer.status(), 502);
        assert!(answer.text().await.unwrap() == page);
    });
}

#[test]
fn a_success_that_breaks_off_says_so_to_its_reader() {
    let reply = raw("200 OK", "", 1000, MEETING.as_bytes());
    let server = Server::start(vec![Reply::Close(reply)]);
    run(async {
        let mut answer = check::<RestError>(get(&server).await).await.unwrap();
        assert_eq!(answer.chunk().await.unwrap().unwrap(), MEETING.as_bytes());
        let broken = answer.chunk().await.unwrap_err();
        assert!(Failure::<RestError>::from(broken).http_status().is_none());
    });
}

#[test]
fn a_failure_that_breaks_off_keeps_what_was_received_and_why_there_is_no_more() {
    let reply = raw("500 Internal Server Error", "", 1000, NO_MEETING.as_bytes());
    let server = Server::start(vec![Reply::Close(reply)]);
    let failure = run(async { check::<RestError>(get(&server).await).await.unwrap_err() });
    assert_eq!(failure.code(), Some(RestError::MeetingNotFound));
    let source = std::error::Error::source(&failure).unwrap();
    assert!(source.is::<reqwest::Error>());
}

#[test]
fn a_connection_that_is_cut_may_have_carried_the_request_out() {
    let server = Server::start(vec![Reply::Close(Vec::new())]);
    let failure = run(async {
        Failure::<RestError>::from(client().post(&server.url).body("{}").send().await.unwrap_err())
    });
    assert_eq!(*failure.received(), Received::Absent);
    assert_eq!(failure.retry_safety(), RetrySafety::IfIdempotent);
    assert_eq!(Call::new("POST").decide(&failure), Decision::GiveUp(GiveUpReason::NotIdempotent));
    assert_eq!(Call::new("GET").decide(&failure), Decision::Retry { after: Duration::ZERO });
    assert!(std::error::Error::source(&failure).is_some());
}

#[test]
fn a_timeout_may_have_carried_the_request_out() {
    let server = Server::start(vec![Reply::Open(Vec::new())]);
    let failure = run(async {
        let sent = client().post(&server.url).timeout(ms(5)).send().await;
        Failure::<RestError>::from(sent.unwrap_err())
    });
    assert_eq!(Call::new("POST").decide(&failure), Decision::GiveUp(GiveUpReason::NotIdempotent));
}

#[test]
fn a_refused_connection_carried_nothing_out() {
    let error = run(async { client().post(REFUSING).send().await.unwrap_err() });
    let failure = Failure::<RestError>::from(error);
    assert_eq!(Call::new("POST").decide(&failure), Decision::Retry { after: Duration::ZERO });
}

#[test]
fn a_request_that_cannot_be_built_is_not_retried() {
    let error = run(async { client().get("http://").send().await.unwrap_err() });
    let failure = Failure::<RestError>::from(error);
    assert_eq!(Call::new("GET").decide(&failure), Decision::GiveUp(GiveUpReason::ServerRefused));
}

#[test]
fn an_error_of_a_status_keeps_the_status() {
    let server = Server::start(vec![answer("404 Not Found", "")]);
    let error = run(async { get(&server).await.error_for_status().unwrap_err() });
    assert_eq!(Failure::<RestError>::from(error).http_status(), Some(404));
}
