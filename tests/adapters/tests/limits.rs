//! The limits that the guide states of the adapters: one below, at, and above each. Those of catalogs and responses are in
//! `tests/tests/limits.rs`.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::routing::get as get_route;
use errcat::axum::layer;
use errcat::tencent_meeting::RestError;
use errcat::{Failure, ParamValue};
use errcat_tests_adapters::loopback::*;
use tonic::Status;
use tonic_types::StatusExt;
use tower::ServiceExt;

const GUIDE: &str = include_str!("../../../core/src/guide/limits.md");

/// Returns the limit in the guide's row about something.
fn limit(what: &str) -> usize {
    let row = GUIDE.lines().find(|line| line.strip_prefix("| ").is_some_and(|row| row.starts_with(what)));
    let cell = row.unwrap_or_else(|| panic!("no row about {what}")).split('|').nth(2).unwrap().trim();
    cell.replace(',', "").parse().unwrap()
}

fn details(failure: &Failure<RestError>) -> tonic_types::ErrorDetails {
    Status::from(failure).get_error_details()
}

fn failure() -> Failure<RestError> {
    RestError::MeetingNotFound.into()
}

/// Checks the length of something in a status that is cut, or left out, above a limit.
fn assert_cut(what: &str, max: usize, above: usize, sent: impl Fn(usize) -> usize) {
    for (len, expected) in [(max - 1, max - 1), (max, max), (max + 1, above)] {
        assert_eq!(sent(len), expected, "{what}: {len}");
    }
}

#[test]
fn the_texts_of_a_status_have_maximum_lengths() {
    let x = |len: usize| "x".repeat(len);
    let max = limit("bytes of the message");
    assert_cut("message", max, max, |len| {
        let what = failure().message().unwrap().len() + ": ".len();
        Status::from(&failure().with_server_message(x(len - what))).message().len()
    });
    let max = limit("bytes of a URL");
    assert_cut("URL", max, 0, |len| {
        let details = details(&failure().with_url(x(len)));
        details.help().map_or(0, |help| help.links[0].url.len())
    });
    let max = limit("bytes of a code or a subcode");
    assert_cut("code", max, max, |len| {
        let info =
            details(&Failure::from_wire_code(x(len)).with_http_status(404)).error_info().unwrap().clone();
        info.metadata["code"].len()
    });
    assert_cut("subcode", max, max, |len| {
        details(&failure().with_subcode(x(len))).error_info().unwrap().metadata["subcode"].len()
    });
    let max = limit("bytes of the trace id");
    assert_cut("trace id", max, max, |len| {
        details(&failure().with_trace_id(x(len))).request_info().unwrap().request_id.len()
    });
}

/// Each value takes eight bytes more than its key and its own.
#[test]
fn the_params_of_a_status_have_a_maximum_length() {
    let max = limit("bytes of the values of params") - "p".len() - 8;
    assert_cut("params", max, 0, |len| {
        let info = details(&failure().with_param("p", "x".repeat(len))).error_info().unwrap().clone();
        info.metadata.get("p").map_or(0, String::len)
    });
    let kept = failure().with_param("p", "x".repeat(max + 1)).with_param("q", "kept");
    let back = Failure::<RestError>::from(Status::from(kept));
    assert_eq!((back.param("p"), back.param("q")), (None, Some(&ParamValue::from("kept"))));
}

/// Each item takes 24 bytes more than its texts.
#[test]
fn the_items_of_a_status_have_a_maximum_length() {
    let item = |len: usize| failure().with_server_message("x".repeat(len));
    let message = failure().message().unwrap().len();
    let max = limit("bytes of the items") - "MEETING_NOT_FOUND".len() - "zh".len() - message - 24;
    assert_cut("items", max, 0, |len| {
        let details = details(&failure().with_items([item(len)]));
        details.bad_request().map_or(0, |request| request.field_violations[0].description.len())
    });
}

#[test]
fn the_id_of_a_request_has_a_maximum_length() {
    let max = limit("bytes of the id of a request");
    assert_cut("id", max, 0, |len| {
        let failing = || async { Err::<(), RestError>(RestError::MeetingNotFound) };
        let app = Router::new().route("/", get_route(failing)).layer(layer());
        let request = http::Request::get("/").header("x-request-id", "x".repeat(len)).body(Body::empty());
        let response = run(async { app.oneshot(request.unwrap()).await.unwrap() });
        response.headers().get("x-tc-trace").map_or(0, http::HeaderValue::len)
    });
}

/// An error with some sources.
#[derive(Debug)]
struct Nested(usize, Option<Box<Nested>>);

impl fmt::Display for Nested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s{}", self.0)
    }
}

impl Error for Nested {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.1.as_deref().map(|source| source as _)
    }
}

#[test]
fn a_maximum_number_of_sources_is_shown() {
    let max = limit("sources of an error that are shown");
    assert_cut("sources", max, max, |count| {
        let source = (0..count).rev().fold(None, |source, at| Some(Box::new(Nested(at, source))));
        let failing = failure().with_source(source.unwrap());
        let failing = Arc::new(Mutex::new(Some(failing)));
        let shown = Arc::new(Mutex::new(String::new()));
        let log = Arc::clone(&shown);
        let failing = move || {
            let failing = Arc::clone(&failing);
            async move { failing.lock().unwrap().take().map_or(Ok(()), Err) }
        };
        let on_failure = move |request: &errcat::axum::FailedRequest<'_>| {
            *log.lock().unwrap() = request.to_string();
        };
        let app = Router::new().route("/", get_route(failing)).layer(layer().on_failure(on_failure));
        let request = http::Request::get("/").body(Body::empty()).unwrap();
        run(async { app.oneshot(request).await.unwrap() });
        let shown = shown.lock().unwrap();
        assert!(shown.contains(" <- s0 <- s1 <- "), "{shown}");
        shown.matches(" <- ").count()
    });
}
