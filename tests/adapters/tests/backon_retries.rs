//! The closure for `backon`: retries by decision.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use errcat::reqwest::check;
use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{Call, Remedy};
use errcat_tests_adapters::loopback::*;

/// The outcome for a server, the waits, and the number of requests.
fn patiently(call: Call, back_off: ExponentialBuilder, replies: Vec<Reply>) -> (bool, Vec<Duration>, usize) {
    let server = Server::start(replies);
    let waits = Waits::default();
    let attempt = || async { check::<RestError>(get(&server).await).await.map(drop) };
    let outcome = run(async {
        let by_decision = errcat::backon::by_decision(call);
        attempt.retry(back_off).sleep(waits.sleep()).adjust(by_decision).await
    });
    (outcome.is_ok(), waits.all(), server.count())
}

#[test]
fn a_limit_is_retried_after_its_window() {
    let replies =
        vec![answer("400 Bad Request", LIMIT), answer("503 Service Unavailable", ""), answer("200 OK", "")];
    let came = patiently(Call::new("GET"), back_off(), replies);
    assert_eq!(came, (true, vec![MINUTE, ms(20)], 3));
}

#[test]
fn a_permanent_failure_is_not_retried() {
    let replies = vec![answer("500 Internal Server Error", NO_MEETING)];
    assert_eq!(patiently(Call::new("GET"), back_off(), replies), (false, vec![], 1));
}

#[test]
fn a_write_that_may_have_been_carried_out_is_sent_once() {
    let replies = vec![answer("500 Internal Server Error", UNKNOWN)];
    assert_eq!(patiently(Call::new("POST"), back_off(), replies), (false, vec![], 1));
}

#[test]
fn a_remedy_is_not_carried_out_by_retrying() {
    let replies = vec![answer("400 Bad Request", TOKEN)];
    let call = Call::new("GET").with_remedy(Remedy::RefreshToken);
    assert_eq!(patiently(call, back_off(), replies), (false, vec![], 1));
}

#[test]
fn each_failure_is_decided_once() {
    let replies = vec![answer("400 Bad Request", LIMIT)];
    let call = Call::new("GET").max_attempts(4);
    assert_eq!(patiently(call, back_off(), replies), (false, vec![MINUTE; 3], 4));
}

#[test]
fn the_back_off_ends_it_too() {
    let replies = vec![answer("400 Bad Request", LIMIT)];
    let back_off = back_off().with_max_times(1);
    assert_eq!(patiently(Call::new("GET"), back_off, replies), (false, vec![MINUTE], 2));
}

errcat::union! {
    enum AnyError { OAuth(OAuthError), Rest(RestError) }
}

#[test]
fn a_union_is_decided_by_the_failure_of_its_table() {
    let server = Server::start(vec![answer("400 Bad Request", LIMIT), answer("200 OK", "")]);
    let waits = Waits::default();
    let attempt = || async {
        check::<RestError>(get(&server).await).await?;
        Ok::<_, AnyError>(())
    };
    let outcome = run(async {
        let by_decision = errcat::backon::by_decision(Call::new("GET"));
        attempt.retry(back_off()).sleep(waits.sleep()).adjust(by_decision).await
    });
    assert!(outcome.is_ok());
    assert_eq!((waits.all(), server.count()), (vec![MINUTE], 2));
}
