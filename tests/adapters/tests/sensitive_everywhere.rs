//! A sensitive value is reachable by its name only: every way out of a failure is tried, with the value wherever it can be in a
//! response.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::error::Error;
use std::fmt::{self, Debug, Write};
use std::panic::catch_unwind;
use std::sync::{Arc, Mutex};

use axum::response::IntoResponse;
use axum::routing::get as get_route;
use axum::{Router, body::Body};
use bytes::Bytes;
use errcat::axum::{layer, to_response_for};
use errcat::http::check as check_http;
use errcat::reqwest::check;
use errcat::tonic::to_status_for;
use errcat::{
    Coded, Decoder, Exit, Failure, Form, HeaderFn, ParamValue, Received, Sensitive, WireCode, decode,
    header_fn,
};
use errcat_tests_adapters::loopback::*;
use http::HeaderMap;
use tonic::metadata::MetadataMap;
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};
use tower::ServiceExt;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::{Layer, Registry};

errcat::codes!("../wire/payments.toml");
use payment_error::{CardDeclined, Voucher};

errcat::union! {
    /// Whatever a payment fails with.
    enum UnionError {
        /// Of the payment.
        Payment(PaymentError),
    }
}

const SECRET: &str = "4111222233334444";

/// An error type with the value in a field of its own.
#[derive(Clone, Debug, Coded)]
#[coded(table = PaymentError)]
enum OwnError {
    #[coded(payment_error::CardDeclined { reason, card: number })]
    Declined { reason: String, number: Sensitive<String> },
}

impl fmt::Display for OwnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let OwnError::Declined { reason, number } = self;
        write!(f, "declined: {reason} {number:?}")
    }
}

impl Error for OwnError {}

fn declined() -> CardDeclined {
    CardDeclined { reason: "expired".into(), card: Sensitive::new(SECRET.into()) }
}

/// Returns the failures whose sensitive value was not received but is this service's own.
fn own_failures() -> Vec<Failure<PaymentError>> {
    let own = || Failure::from(declined());
    let derived = || OwnError::Declined { reason: "expired".into(), number: SECRET.to_owned().into() };
    let item = || own().with_pointer("/card");
    vec![
        own(),
        Failure::from(derived()),
        own().with_received(Received::Known(PaymentError::Busy)),
        own().with_received(Received::Unknown(WireCode::from(99))),
        own().with_received(Received::Absent),
        Failure::from(PaymentError::Busy).with_param("card", SECRET),
        Failure::from(PaymentError::Busy).with_param("cardNumber", SECRET),
        Failure::from(PaymentError::CardDeclined).with_param("cardNumber", SECRET),
        Failure::from_wire_code(99).with_param("cardNumber", SECRET).with_http_status(500),
        Failure::new(Received::Absent).with_param("card", SECRET),
        Failure::from(PaymentError::Busy).with_items([item(), item()]),
        Failure::combined([item(), Failure::from(derived())]).unwrap(),
        Failure::from(PaymentError::Busy).with_source(own()),
        Failure::from(PaymentError::Busy).with_source(derived()),
        own().try_into_set::<PayError>().unwrap().into_table(),
    ]
}

/// Returns the bodies of responses with the value at each place where it can be.
fn bodies() -> Vec<String> {
    let params = format!(r#""params":{{"reason":"r","cardNumber":"{SECRET}"}}"#);
    let mut bodies = Vec::new();
    for code in [
        r#","code":1"#,
        r#","code":2"#,
        r#","code":99"#,
        r#","code":true"#,
        r#","code":{}"#,
        r#","code":"x""#,
        "",
    ] {
        let whole = format!(r#"{{"error":{{{params}{code}}}}}"#);
        // Cut at every byte from the value on: in the value, in the code, before the last brackets.
        let from = whole.find(SECRET).unwrap();
        bodies.extend((from..=whole.len()).map(|end| whole[..end].to_owned()));
        for broken in [",}", ",oops}", "\u{1}}", r#","message":"\ud800"}"#, r#","message":{}}"#] {
            bodies.push(format!(r#"{{"error":{{{params}{code}{broken}}}"#));
        }
        bodies.push(format!(r#"{{"failed":[{{{params}{code}}},{{{params}{code}}}],"error":{{"code":2}}}}"#));
        bodies.push(format!(r#"{{"failed":[{{{params}{code}}},{{{params}{code}"#));
        bodies.push(format!(r#"{{"error":{{"code":2}},"failed":[{{{params}{code}}},{{{params}{code}"#));
        bodies.push(format!(r#"{{"error":{{"kind":1e400{code}}},"failed":[{{{params}}},{{{params}}}]}}"#));
        bodies.push(format!(r#"{{"error":{{{params}{code},"big":1e400}},"error":{{{params}}}}}"#));
        bodies.push(format!(r#"{{"error":{{"params":{{"card":{{"cardNumber":"{SECRET}"}}}}{code}}}}}"#));
        bodies.push(format!(r#"{{"error":{{"params":[{{"cardNumber":"{SECRET}"}}]{code}}}}}"#));
        bodies.push(format!(r#"{{"error":[{{{params}{code}}}]}}"#));
    }
    bodies.push(format!("<html>{SECRET}</html>"));
    bodies.push(format!(r#""{SECRET}"#));
    bodies.push(format!("[{SECRET},"));
    bodies
}

/// Returns the failures of responses with the value.
fn received_failures() -> Vec<Failure<PaymentError>> {
    let mut failures = Vec::new();
    for body in bodies() {
        for status in [200, 400, 500] {
            failures.extend(decode::<PaymentError>(status, &headers(), body.as_bytes()).err());
        }
        failures.extend(Decoder::new().decode_items::<PaymentError>(body.as_bytes()));
    }
    for code in ["1", "2", "99", ""] {
        let metadata = [("table", "payment"), ("code", code), ("cardNumber", SECRET), ("card", SECRET)];
        let metadata = metadata.map(|(key, value)| (key.to_owned(), value.to_owned()));
        for domain in ["payments.example", "payment", "other.example"] {
            let details = ErrorDetails::with_error_info("CARD_DECLINED", domain, metadata.clone());
            let status = Status::with_error_details(Code::Internal, "message", details);
            failures.push(Failure::from(status));
        }
    }
    for code in [r#""code":1,"#, r#""code":2,"#, r#""code":99,"#, ""] {
        let json = format!(
            r#"{{{code}"params":{{"card":"{SECRET}","cardNumber":"{SECRET}"}},"body":"{SECRET}","source":"{SECRET}"}}"#
        );
        failures.push(serde_json::from_str(&json).unwrap());
    }
    failures
}

/// Headers that no envelope names.
fn headers() -> HeaderFn<'static, impl Fn(&str) -> Option<&'static str>> {
    header_fn(|name| name.eq_ignore_ascii_case("x-card").then_some(SECRET))
}

/// Collects whatever a subscriber is passed.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<String>>);

impl Visit for &Collector {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = writeln!(self.0.lock().unwrap(), "{field}: {value:?}");
    }
}

impl<S: Subscriber> Layer<S> for Collector {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        attributes.record(&mut &*self);
    }

    fn on_record(&self, _: &Id, recorded: &Record<'_>, _: Context<'_, S>) {
        recorded.record(&mut &*self);
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        event.record(&mut &*self);
    }
}

/// Returns what is traced meanwhile.
fn traced(emit: impl FnOnce()) -> String {
    let collector = Collector::default();
    tracing::subscriber::with_default(Registry::default().with(collector.clone()), emit);
    collector.0.lock().unwrap().clone()
}

/// Returns an error as logs show it, with its sources.
fn shown(error: &(dyn Error + 'static)) -> String {
    let mut text = format!("{error} {error:#} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(error) = source {
        let _ = write!(text, " <- {error} {error:?} {error:#?}");
        source = error.source();
    }
    text
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

async fn body_of(response: http::Response<Body>) -> String {
    let (head, body) = response.into_parts();
    let bytes: Bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    format!("{head:?} {}", text(&bytes))
}

fn status_text(status: &Status) -> String {
    let details = status.get_error_details();
    format!("{status} {status:?} {} {details:?}", text(status.details()))
}

/// Takes a failure out by every way, each with its name.
fn ways_out(failure: &Failure<PaymentError>) -> Vec<(&'static str, String)> {
    let copy = || -> Failure<PaymentError> {
        let mut copy = Failure::new(failure.received().clone());
        for name in ["card", "cardNumber"] {
            if let Some(value) = failure.param(name) {
                copy = copy.with_param(name, value.clone());
            }
        }
        copy
    };
    let mut ways = vec![
        ("formatters", shown(failure)),
        ("params", format!("{:?}", failure.params().collect::<Vec<_>>())),
        ("messages", format!("{:?} {:?}", failure.message(), failure.message_in("en"))),
        ("extras", format!("{:?}", failure.extras().collect::<Vec<_>>())),
        (
            "texts",
            format!(
                "{:?} {:?} {:?} {:?} {:?}",
                failure.server_message(),
                failure.trace_id(),
                failure.url(),
                failure.pointer(),
                failure.wire_code()
            ),
        ),
        ("serde", serde_json::to_string(failure).unwrap()),
        ("encode", text(&failure.encode("en"))),
        ("problem_details", text(&failure.problem_details("en"))),
        ("headers", format!("{:?}", failure.headers())),
        ("status", status_text(&Status::from(failure))),
        ("status for a request", status_text(&to_status_for(failure, &MetadataMap::new()))),
        ("tracing", traced(|| errcat::tracing::log(failure))),
        ("span", traced(|| errcat::tracing::record(&errcat::tracing::span("pay"), failure))),
        ("exit", format!("{:?}", Exit::from(Err::<(), _>(copy())))),
        ("union", shown(&UnionError::from(copy()))),
        ("wrapped", shown(&std::io::Error::other(copy()))),
        ("source", shown(&Failure::from(PaymentError::Busy).with_source(copy()))),
        ("panic", panic_text(copy())),
        ("axum", run(body_of(copy().into_response()))),
    ];
    for outgoing in [
        failure.outgoing(),
        failure.outgoing().whole(),
        failure.outgoing().upstream_text(true),
        failure.outgoing().request_trace_id(Some("5f1c")),
        failure.outgoing().whole().request_trace_id(Some("5f1c")),
    ] {
        for form in [Form::Envelope, Form::Problem] {
            let outgoing = outgoing.form(form);
            ways.push(("outgoing", format!("{outgoing:?} {:?}", outgoing.response().headers)));
            ways.push(("outgoing body", text(&outgoing.response().body)));
            ways.push(("outgoing http", text(outgoing.to_response().body())));
            ways.push(("outgoing axum", run(body_of(outgoing.into_response()))));
            ways.push(("outgoing status", status_text(&outgoing.to_status())));
        }
    }
    for accept in ["application/json", "application/problem+json"] {
        let mut request = HeaderMap::new();
        request.insert("accept", accept.parse().unwrap());
        ways.push(("axum for a request", run(body_of(to_response_for(failure, &request)))));
    }
    ways
}

/// Returns the text of the panic of `unwrap`.
fn panic_text(failure: Failure<PaymentError>) -> String {
    let failure = Mutex::new(Some(failure));
    let take = || failure.lock().unwrap().take().map_or(Ok(()), Err);
    let payload = catch_unwind(|| take().unwrap()).unwrap_err();
    payload.downcast_ref::<String>().unwrap().clone()
}

fn assert_hidden(failure: &Failure<PaymentError>) {
    for (way, text) in ways_out(failure) {
        assert!(!text.contains(SECRET), "{way}: {text}");
    }
}

#[test]
fn no_way_out_takes_the_value_of_this_service_along() {
    let failures = own_failures();
    failures.iter().for_each(assert_hidden);
    let values = declined();
    assert!(!format!("{} {}", shown(&values), values.message_in("en")).contains(SECRET));
    // It is reachable by its name.
    assert_eq!(failures[0].param("card"), Some(&ParamValue::from(SECRET)));
    assert_eq!(CardDeclined::try_from(&failures[1]).unwrap().card.reveal().unwrap(), SECRET);
}

#[test]
fn no_way_out_takes_a_value_that_was_received_along() {
    let failures = received_failures();
    // Of every body at least one status makes a failure.
    assert!(failures.len() > bodies().len() * 2, "{}", failures.len());
    failures.iter().for_each(assert_hidden);
    let has_value = |failure: &Failure<PaymentError>| {
        ["card", "cardNumber"].iter().any(|name| failure.param(name) == Some(&ParamValue::from(SECRET)))
    };
    assert!(failures.iter().filter(|failure| has_value(failure)).count() > 100);
    assert!(failures.iter().any(|failure| failure.items().iter().any(has_value)));
    let has_body =
        |failure: &Failure<PaymentError>| failure.body().is_some_and(|body| text(body).contains(SECRET));
    assert!(failures.iter().filter(|failure| has_body(failure)).count() > 100);
}

/// So that the ways are ways: what is not sensitive, and what is revealed, takes all of them but those without params.
#[test]
fn a_revealed_value_takes_the_same_ways() {
    let voucher = Failure::from(Voucher { card: SECRET.into() });
    for failure in [voucher, Failure::from(declined()).reveal("card")] {
        let ways = ways_out(&failure);
        for way in [
            "formatters",
            "params",
            "serde",
            "encode",
            "problem_details",
            "status",
            "status for a request",
            "outgoing body",
            "outgoing http",
            "outgoing axum",
            "outgoing status",
            "axum for a request",
        ] {
            let texts: Vec<_> = ways.iter().filter(|(name, _)| *name == way).collect();
            assert!(
                !texts.is_empty() && texts.iter().all(|(_, text)| text.contains(SECRET)),
                "{way}: {texts:?}"
            );
        }
    }
}

/// The entry itself says of its param that it is not sensitive.
#[test]
fn a_value_that_its_entry_does_not_declare_as_sensitive_is_shown() {
    let body = format!(r#"{{"error":{{"code":3,"params":{{"cardNumber":"{SECRET}"}}}}}}"#);
    let failure = decode::<PaymentError>(400, &(), body.as_bytes()).unwrap_err();
    assert_eq!(failure.message().unwrap(), format!("There is no such voucher: {SECRET}"));
    assert!(format!("{failure:?}").contains(&format!("card: Text(\"{SECRET}\")")), "{failure:?}");
    // A value stays sensitive if it was so under an earlier code.
    let before = Failure::from(declined()).with_received(Received::Known(PaymentError::Voucher));
    assert!(!format!("{before:?}").contains(SECRET));
}

#[test]
fn clients_hide_what_they_receive() {
    let whole = format!(r#"{{"error":{{"params":{{"cardNumber":"{SECRET}"}},"code":2}}}}"#);
    for body in [whole.as_str(), &whole[..whole.len() - 8], &format!("<html>{SECRET}</html>")] {
        let response = http::Response::builder().status(500).body(body).unwrap();
        assert_hidden(&check_http::<PaymentError>(&response).unwrap_err());

        let server = Server::start(vec![Reply::Close(raw("500 Oops", "", body.len(), body.as_bytes()))]);
        assert_hidden(&run(async { check::<PaymentError>(get(&server).await).await.unwrap_err() }));
        // The connection breaks within the body.
        let server = Server::start(vec![Reply::Close(raw("500 Oops", "", body.len() + 9, body.as_bytes()))]);
        assert_hidden(&run(async { check::<PaymentError>(get(&server).await).await.unwrap_err() }));

        let failure = UnionError::decode(500, &(), body.as_bytes()).unwrap_err();
        assert!(!shown(&failure).contains(SECRET), "{failure:?}");
        assert!(!text(&failure.encode("en")).contains(SECRET), "{failure:?}");
        assert!(!text(&failure.problem_details("en")).contains(SECRET), "{failure:?}");
    }
}

#[test]
fn the_layer_for_axum_hides_what_it_answers_and_logs() {
    let logged = Arc::new(Mutex::new(String::new()));
    let log = Arc::clone(&logged);
    let failing = || async { Err::<(), Failure<PaymentError>>(declined().into()) };
    let app =
        Router::new().route("/", get_route(failing)).layer(layer().whole().on_failure(move |request| {
            let _ = write!(log.lock().unwrap(), "{request} {request:?} {}", shown(request.error));
        }));
    let traced_app = Router::new().route("/", get_route(failing)).layer(layer().whole());
    let request = || http::Request::get("/").body(Body::empty()).unwrap();
    let answer = run(async { body_of(app.oneshot(request()).await.unwrap()).await });
    assert!(answer.contains("expired") && !answer.contains(SECRET), "{answer}");
    let logged = logged.lock().unwrap().clone();
    assert!(logged.contains("expired") && !logged.contains(SECRET), "{logged}");
    let traced = traced(|| drop(run(async { traced_app.oneshot(request()).await.unwrap() })));
    assert!(traced.contains("expired") && !traced.contains(SECRET), "{traced}");
}
