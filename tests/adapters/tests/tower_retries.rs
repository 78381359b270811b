//! The policy for `tower`: retries by decision, within a budget.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use errcat::http::Idempotent;
use errcat::http::check;
use errcat::tencent_meeting::RestError;
use errcat::tower::RetryPolicy;
use errcat_tests_adapters::loopback::*;
use tower::retry::RetryLayer;
use tower::retry::budget::{Budget, TpsBudget};
use tower::{ServiceBuilder, ServiceExt};

/// So many withdrawals in all.
#[derive(Default)]
struct Account {
    left: AtomicUsize,
    deposits: AtomicUsize,
}

impl Budget for Account {
    fn deposit(&self) {
        self.deposits.fetch_add(1, Ordering::SeqCst);
    }

    fn withdraw(&self) -> bool {
        self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok()
    }
}

/// Sends a request through the policy, and gives the response or the error.
fn send(
    policy: &RetryPolicy<RestError>,
    request: http::Request<&'static str>,
) -> Result<http::Response<bytes::Bytes>, reqwest::Error> {
    run(async {
        let layer = RetryLayer::new(policy.clone());
        let service = ServiceBuilder::new().layer(layer).service_fn(
            |request: http::Request<&'static str>| async move {
                let answer = client().execute(request.try_into()?).await?;
                let mut whole = http::Response::new(bytes::Bytes::new());
                *whole.status_mut() = answer.status();
                *whole.headers_mut() = answer.headers().clone();
                *whole.body_mut() = answer.bytes().await?;
                Ok(whole)
            },
        );
        service.oneshot(request).await
    })
}

fn request(method: &str, server: &Server) -> http::Request<&'static str> {
    http::Request::builder().method(method).uri(&server.url).body("{}").unwrap()
}

fn policy(waits: &Waits) -> RetryPolicy<RestError> {
    RetryPolicy::new().back_off(back_off()).sleep(waits.sleep())
}

#[test]
fn a_limit_is_retried_after_its_window() {
    let server = Server::start(vec![answer("400 Bad Request", LIMIT), answer("200 OK", MEETING)]);
    let waits = Waits::default();
    let answer = send(&policy(&waits), request("POST", &server)).unwrap();
    assert_eq!(answer.body(), MEETING.as_bytes());
    assert_eq!(server.count(), 2);
    assert_eq!(waits.all(), [MINUTE]);
}

#[test]
fn a_permanent_failure_and_a_remedy_are_not_retried() {
    for (reply, code) in [
        (answer("500 Internal Server Error", NO_MEETING), RestError::MeetingNotFound),
        (answer("400 Bad Request", TOKEN), RestError::UnauthorizedSecret),
    ] {
        let server = Server::start(vec![reply]);
        let answer = send(&policy(&Waits::default()), request("GET", &server)).unwrap();
        assert_eq!(check::<RestError>(&answer).unwrap_err().code(), Some(code));
        assert_eq!(server.count(), 1);
    }
}

#[test]
fn a_write_that_may_have_been_carried_out_is_sent_once_unless_it_says_otherwise() {
    let waits = Waits::default();
    let server = Server::start(vec![answer("500 Internal Server Error", UNKNOWN)]);
    send(&policy(&waits), request("POST", &server)).unwrap();
    assert_eq!(server.count(), 1);

    let cut = Server::start(vec![Reply::Close(Vec::new())]);
    assert!(send(&policy(&waits), request("POST", &cut)).is_err());
    assert_eq!(cut.count(), 1);

    let mut request = request("POST", &server);
    request.extensions_mut().insert(Idempotent(true));
    send(&policy(&waits).max_attempts(2), request).unwrap();
    assert_eq!(server.count(), 3);
}

#[test]
fn an_error_of_the_service_is_no_response() {
    let server = Server::start(vec![Reply::Close(Vec::new()), answer("200 OK", MEETING)]);
    let waits = Waits::default();
    assert!(send(&policy(&waits), request("GET", &server)).is_ok());
    assert_eq!(server.count(), 2);
    assert_eq!(waits.all(), [ms(10)]);
}

#[test]
fn each_request_has_its_own_attempts_and_delays() {
    let server = Server::start(vec![answer("503 Service Unavailable", "")]);
    let waits = Waits::default();
    let policy = policy(&waits).max_attempts(3);
    send(&policy, request("GET", &server)).unwrap();
    send(&policy, request("GET", &server)).unwrap();
    assert_eq!(server.count(), 6);
    assert_eq!(waits.all(), [ms(10), ms(20), ms(10), ms(20)]);
}

#[test]
fn the_budget_is_shared_and_bounds_the_retries_of_all() {
    let account = Arc::new(Account { left: AtomicUsize::new(3), ..Account::default() });
    let waits = Waits::default();
    let policy = policy(&waits).budget(account.clone()).max_attempts(3);
    let server = Server::start(vec![answer("503 Service Unavailable", "")]);
    for _ in 0..4 {
        send(&policy, request("GET", &server)).unwrap();
    }
    // Four requests, and three retries of all of them.
    assert_eq!(server.count(), 7);
    assert_eq!(waits.all().len(), 3);
    assert_eq!(account.deposits.load(Ordering::SeqCst), 0);
}

#[test]
fn a_success_is_a_deposit_and_a_permanent_failure_costs_nothing() {
    let account = Arc::new(Account { left: AtomicUsize::new(1), ..Account::default() });
    let policy = policy(&Waits::default()).budget(account.clone());
    let server =
        Server::start(vec![answer("200 OK", MEETING), answer("500 Internal Server Error", NO_MEETING)]);
    send(&policy, request("GET", &server)).unwrap();
    assert_eq!(account.deposits.load(Ordering::SeqCst), 1);
    send(&policy, request("GET", &server)).unwrap();
    assert_eq!(account.deposits.load(Ordering::SeqCst), 1);
    assert_eq!(account.left.load(Ordering::SeqCst), 1);
}

#[test]
fn an_empty_budget_of_tower_retries_nothing() {
    let budget = Arc::new(TpsBudget::new(Duration::from_secs(10), 0, 1.0));
    let server = Server::start(vec![answer("503 Service Unavailable", "")]);
    let waits = Waits::default();
    send(&policy(&waits).budget(budget), request("GET", &server)).unwrap();
    assert_eq!(server.count(), 1);
    assert_eq!(waits.all(), []);
}

#[test]
fn any_body_of_bytes_will_do() {
    let layer = RetryLayer::new(RetryPolicy::<RestError>::new());
    let service = ServiceBuilder::new().layer(layer).service_fn(|_: http::Request<()>| async {
        Ok::<_, Infallible>(http::Response::new(String::from(MEETING)))
    });
    let answer = run(service.oneshot(http::Request::new(()))).unwrap();
    assert_eq!(answer.body(), MEETING);
}
