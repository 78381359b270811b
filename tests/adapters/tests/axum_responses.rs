//! The adapter for `axum`: codes and failures as responses, in the language and the form that a request prefers.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::error::Error;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use errcat::axum::{ResponseLayer, layer, to_response_for};
use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{ErrorCode, Failure, Received, Retry, RetryHint, WireCode, decode};
use serde_json::{Value, json};
use tower::ServiceExt;

errcat::codes!("../wire/gateway.toml");
mod store {
    errcat::codes!("../wire/transactions.toml");
}
mod flat {
    errcat::codes!("../wire/flat.toml");
}
use store::StoreError;

const SECRET: &str = "password=hunter2";

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// A response, all of it.
struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn of(response: Response) -> Answer {
        let (parts, body) = response.into_parts();
        let body = block_on(to_bytes(body, usize::MAX)).unwrap().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn contains(&self, text: &str) -> bool {
        let everything = format!("{:?} {}", self.headers, String::from_utf8_lossy(&self.body));
        everything.contains(text)
    }
}

/// What a router responses whose only handler responses with this.
fn call<T: IntoResponse>(
    answer: impl Fn() -> T + Clone + Send + Sync + 'static,
    is_negotiated: bool,
    headers: &[(&'static str, &str)],
) -> Answer {
    let mut app = Router::new().route("/", get(async move || answer().into_response()));
    if is_negotiated {
        app = app.layer(layer());
    }
    let mut request = Request::get("/").body(Body::empty()).unwrap();
    for (name, value) in headers {
        let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
        request.headers_mut().append(HeaderName::from_static(name), value);
    }
    Answer::of(block_on(app.oneshot(request)).unwrap())
}

fn negotiated(code: RestError, headers: &[(&'static str, &str)]) -> Answer {
    call(move || code, true, headers)
}

#[test]
fn a_code_is_responded_by_the_envelope_and_its_own_status() {
    // The vendor sends a rate limit with 400; the catalog's window is a minute; Display shows Chinese.
    let answer = call(|| RestError::MinuteCallLimitReached, false, &[("accept-language", "en")]);
    assert_eq!(answer.status, 400);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("retry-after"), Some("60"));
    assert_eq!(answer.header("content-language"), Some("zh"));
    assert_eq!(answer.header("vary"), None);
    let message = RestError::MinuteCallLimitReached.message_in("zh");
    assert_eq!(
        answer.json(),
        json!({ "error_info": { "error_code": 190310, "message": message, "new_error_code": 190310 } })
    );
}

#[test]
fn problem_details_go_with_the_canonical_status() {
    // RFC 9457, section 3.1.2: the member `status` is the status of the response. RESOURCE_EXHAUSTED is 429.
    let wishes = [("accept", "application/problem+json"), ("accept-language", "en")];
    let answer = negotiated(RestError::MinuteCallLimitReached, &wishes);
    assert_eq!(answer.status, 429);
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    assert_eq!(answer.header("retry-after"), Some("60"));
    assert_eq!(answer.header("content-language"), Some("en"));
    assert_eq!(answer.header("vary"), Some("Accept, Accept-Language"));
    let problem = answer.json();
    assert_eq!(problem["status"], 429);
    assert_eq!(problem["title"], RestError::MinuteCallLimitReached.message_in("en"));
    assert_eq!(problem["code"], 190310);
}

#[test]
fn the_servers_own_wait_replaces_the_window() {
    // Part of a second is a whole one in `Retry-After`: a client must not come back too early.
    let hint = RetryHint::After(Duration::from_millis(2500));
    let failure = || Failure::from(RestError::MinuteCallLimitReached);
    let answer = call(move || failure().with_retry_hint(hint), false, &[]);
    assert_eq!(answer.header("retry-after"), Some("3"));
    let answer = call(move || failure().with_retry_hint(RetryHint::Never), false, &[]);
    assert_eq!(answer.header("retry-after"), None);
}

#[test]
fn the_language_is_the_one_that_the_request_prefers() {
    let cases: &[(&[&str], &str)] = &[
        (&["en"], "en"),
        (&["EN-gb"], "en"),
        // A range that nothing fits gives way to the next; the order of equal ones is theirs.
        (&["zh-CN,zh;q=0.9,en;q=0.8"], "zh"),
        (&["fr, en;q=0.5"], "en"),
        (&["en,zh"], "en"),
        (&["zh,en"], "zh"),
        (&["zh;q=0.2, en;q=0.8"], "en"),
        (&["zh;q=0.001, en;q=0"], "zh"),
        (&["en ; q=0.9\t,\tzh;q=0.899"], "en"),
        // The lines of a field are one list (RFC 9110, section 5.2).
        (&["fr", "zh;q=0.1", "en;q=0.2"], "en"),
        // Nothing that fits, or no wish: the one that Display shows.
        (&["fr"], "zh"),
        (&["*"], "zh"),
        (&[""], "zh"),
        (&[], "zh"),
        // Lookup passes the wildcard over as long as there is something else (RFC 4647, section 3.4).
        (&["*, en;q=0.5"], "en"),
        // What is excluded is not the fallback, unless nothing else is left.
        (&["zh;q=0"], "en"),
        (&["zh;q=0, *"], "en"),
        (&["zh;q=0, en;q=0"], "zh"),
        (&["zh-TW;q=0"], "zh"),
        // Members that are malformed say nothing; the others count.
        (&["en;q=2"], "zh"),
        (&["en;q=0.1234"], "zh"),
        (&["en;q=-1"], "zh"),
        (&["en;q=1.001"], "zh"),
        (&["en;q="], "zh"),
        (&["en;q=high, en-US;q=0.1"], "en"),
        (&["en;Q=1."], "en"),
        (&[",,;;q=1,=,\"en"], "zh"),
        // POSIX and Java write an underscore.
        (&["en_AE, zh;q=0.5"], "en"),
        (&["中文, en"], "zh"),
        (&["en, 中文", "en"], "en"),
    ];
    for (values, locale) in cases {
        let wishes: Vec<_> = values.iter().map(|value| ("accept-language", *value)).collect();
        let answer = negotiated(RestError::MeetingNotFound, &wishes);
        assert_eq!(answer.header("content-language"), Some(*locale), "{values:?}");
        let message = RestError::MeetingNotFound.message_in(locale);
        assert_eq!(answer.json()["error_info"]["message"], message, "{values:?}");
        assert_eq!(answer.status, 500, "{values:?}");
    }
}

#[test]
fn the_form_is_the_one_that_the_request_prefers() {
    let problem = true;
    let envelope = false;
    let cases: &[(&[&str], bool)] = &[
        (&[], envelope),
        (&[""], envelope),
        (&["*/*"], envelope),
        (&["application/*"], envelope),
        (&["application/json"], envelope),
        (&["text/html"], envelope),
        (&["application/problem+json"], problem),
        (&["Application/Problem+JSON"], problem),
        (&["text/html, application/problem+json;q=0.1"], problem),
        // Only a higher weight is a preference.
        (&["application/problem+json, application/json"], envelope),
        (&["application/json, application/problem+json"], envelope),
        (&["application/json;q=0.5, application/problem+json;q=0.6"], problem),
        (&["application/json;q=0.6, application/problem+json;q=0.5"], envelope),
        (&["application/json;q=0.5", "application/problem+json"], problem),
        // The weight of plain JSON is that of the most specific range (RFC 9110, section 12.5.1).
        // Who names problem details and leaves the rest to a wildcard asks for them.
        (&["application/problem+json, */*"], problem),
        (&["application/problem+json, */*, application/json"], envelope),
        (&["application/problem+json, */*;q=0.1"], problem),
        (&["application/problem+json;q=0.5, */*, application/*;q=0.1"], problem),
        (&["application/problem+json;q=0.5, */*;q=0.1, application/*"], envelope),
        (&["application/problem+json;q=0.5, application/*, application/json;q=0"], problem),
        // A wildcard alone does not choose problem details.
        (&["application/json;q=0.1, */*"], envelope),
        (&["application/problem+json;q=0"], envelope),
        // A parameter says nothing of JSON; a comma in a quoted string ends no member.
        (&["application/problem+json;charset=utf-8"], problem),
        (&["text/x;a=\"\\\",application/problem+json,\""], envelope),
        (&["text/x;a=\"\\\",\";q=0.3, application/problem+json"], problem),
        (&["application/problem+json;q=much"], envelope),
        (&["application/problem+json;q=1.5"], envelope),
        (&["application/problem+json/, ;;,"], envelope),
    ];
    for (values, is_problem) in cases {
        let wishes: Vec<_> = values.iter().map(|value| ("accept", *value)).collect();
        let answer = negotiated(RestError::MeetingNotFound, &wishes);
        let (form, status) = match is_problem {
            true => ("application/problem+json", 404),
            false => ("application/json", 500),
        };
        assert_eq!(answer.header("content-type"), Some(form), "{values:?}");
        assert_eq!(answer.status, status, "{values:?}");
    }
}

#[test]
fn a_status_that_was_received_is_kept_in_the_envelope_if_it_is_an_errors() {
    for (came, sent) in [(503, 503), (400, 400), (599, 599), (200, 500), (600, 500), (0, 500)] {
        let failure = move || Failure::from(RestError::MeetingNotFound).with_http_status(came);
        assert_eq!(call(failure, false, &[]).status, sent, "{came}");
        assert_eq!(call(failure, true, &[]).status, sent, "{came}");
        assert_eq!(call(failure, true, &[("accept", "application/problem+json")]).status, 404, "{came}");
    }
}

#[test]
fn what_a_handler_and_inner_layers_set_stays() {
    let answer = || {
        (StatusCode::IM_A_TEAPOT, [("x-request-id", "9"), ("vary", "Origin")], RestError::MeetingNotFound)
            .into_response()
    };
    // A tuple's headers go before those of its response.
    let envelope = call(answer, true, &[("accept-language", "en")]);
    assert_eq!(envelope.status, 418);
    assert_eq!(envelope.header("x-request-id"), Some("9"));
    let vary: Vec<_> = envelope.headers.get_all("vary").iter().collect();
    assert_eq!(vary, ["Origin", "Accept, Accept-Language"]);
    assert_eq!(envelope.header("content-length"), Some(&*envelope.body.len().to_string()));

    // The member `status` has to be true.
    let problem = call(answer, true, &[("accept", "application/problem+json")]);
    assert_eq!(problem.status, 404);
    assert_eq!(problem.json()["status"], 404);
}

#[test]
fn other_responses_pass_unchanged() {
    let wishes = [("accept", "application/problem+json"), ("accept-language", "en")];
    let answer = call(|| (StatusCode::NOT_FOUND, "not ours"), true, &wishes);
    assert_eq!((answer.status, answer.body.as_slice()), (404, &b"not ours"[..]));
    assert_eq!(answer.header("vary"), None);
    assert_eq!(answer.header("content-language"), None);
}

#[test]
fn adapting_twice_is_adapting_once() {
    let app =
        Router::new().route("/", get(async || RestError::MeetingNotFound)).layer(layer()).layer(layer());
    let request = Request::get("/").body(Body::empty()).unwrap();
    let answer = Answer::of(block_on(app.oneshot(request)).unwrap());
    assert_eq!(answer.headers.get_all("vary").iter().count(), 1);
}

#[test]
fn a_code_that_the_catalog_does_not_have_is_responded_with_its_text() {
    let failure = || {
        let received: Received<RestError> = Received::Unknown(WireCode::from(777));
        Failure::new(received).with_server_message("new kind of error").with_http_status(409)
    };
    let answer = call(failure, true, &[("accept-language", "en")]);
    assert_eq!(answer.status, 409);
    let body =
        json!({ "error_info": { "error_code": 777, "message": "new kind of error", "new_error_code": 777 } });
    assert_eq!(answer.json(), body);
    // Nobody knows in what language that text is.
    assert_eq!(answer.header("content-language"), None);

    let answer = call(failure, true, &[("accept", "application/problem+json")]);
    assert_eq!(answer.status, 409);
    assert_eq!(answer.json()["code"], 777);
    assert_eq!(answer.json()["detail"], "new kind of error");
    assert_eq!(answer.header("content-language"), None);
}

#[test]
fn a_wait_that_a_handler_set_stays() {
    let handler = || ([("retry-after", "7")], RestError::MinuteCallLimitReached);
    for negotiated in [false, true] {
        assert_eq!(call(handler, negotiated, &[]).header("retry-after"), Some("7"));
    }
    assert_eq!(call(|| RestError::MinuteCallLimitReached, true, &[]).header("retry-after"), Some("60"));
}

#[test]
fn a_text_that_was_received_is_sent_as_it_is() {
    let failure = || Failure::from(RestError::MeetingNotFound).with_server_message("Meeting 7 is gone");
    let answer = call(failure, true, &[("accept-language", "en")]);
    assert_eq!(answer.json()["error_info"]["message"], "Meeting 7 is gone");
    assert_eq!(answer.header("content-language"), None);
}

#[test]
fn where_an_envelope_has_nothing_to_hold_there_are_problem_details() {
    // Another server's page is nobody else's response; and one of the tables has no envelope.
    let page = b"<html>nginx/1.2.3 at 10.0.0.7</html>";
    let gateway = || decode::<RestError>(502, &(), page).unwrap_err();
    let answers = [
        (call(gateway, false, &[]), 502),
        (call(gateway, true, &[("accept", "application/json")]), 502),
        (call(|| StoreError::Conflict, false, &[]), 409),
    ];
    for (answer, status) in answers {
        assert_eq!(answer.status, status);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        assert_eq!(answer.json()["status"], status);
        assert!(!answer.contains("nginx"));
    }
}

#[test]
fn what_caused_a_failure_is_in_no_response_but_a_layer_finds_it() {
    let failure = || Failure::from(RestError::InternalError).with_source(SECRET);
    let wishes = [("accept", "application/problem+json"), ("accept-language", "en")];
    for headers in [&[][..], &wishes] {
        assert!(!call(failure, false, headers).contains(SECRET));
        assert!(!call(failure, true, headers).contains(SECRET));
    }
    let from_transport_error = || Failure::<RestError>::from_transport_error(SECRET);
    assert!(!call(from_transport_error, true, &[]).contains(SECRET));

    let response = failure().into_response();
    let kept = response.extensions().get::<Arc<Failure<RestError>>>().unwrap();
    assert_eq!(Error::source(&**kept).unwrap().to_string(), SECRET);
}

#[test]
fn a_value_that_cannot_be_in_a_header_is_left_out() {
    let failure = || Failure::from(RestError::MeetingNotFound).with_trace_id("1\r\nSet-Cookie: a=b");
    let answer = call(failure, false, &[]);
    assert_eq!(answer.header("x-tc-trace"), None);
    assert_eq!(answer.header("set-cookie"), None);
    let answer = call(move || failure().with_trace_id("5f1c"), false, &[]);
    assert_eq!(answer.header("x-tc-trace"), Some("5f1c"));
}

#[test]
fn a_helper_responds_without_the_layer() {
    let mut request = HeaderMap::new();
    request.insert("accept-language", HeaderValue::from_static("en"));
    let failure = Failure::from(RestError::MeetingNotFound);
    let direct = Answer::of(to_response_for(&failure, &request));
    let layered = negotiated(RestError::MeetingNotFound, &[("accept-language", "en")]);
    assert_eq!(direct.status, layered.status);
    assert_eq!(direct.body, layered.body);
    assert_eq!(direct.header("vary"), layered.header("vary"));
}

fn every_code_survives_an_answer<C: ErrorCode + IntoResponse>() {
    for code in C::ALL {
        let answer = call(move || code, true, &[("accept-language", "en")]);
        assert_eq!(answer.status, code.http_status());
        let failure = decode::<C>(answer.status, &answer.headers, &answer.body).unwrap_err();
        assert_eq!(failure.code(), Some(code));
        assert_eq!(failure.server_message(), Some(code.message_in("en")));
        // A client hears of the wait that the catalog knows of.
        let window = match code.retry() {
            Retry::Throttled { after } => after,
            _ => None,
        };
        assert_eq!(failure.retry_hint(), window.map(RetryHint::After));
    }
}

#[test]
fn every_code_survives_the_way_through_axum() {
    every_code_survives_an_answer::<RestError>();
    every_code_survives_an_answer::<OAuthError>();
    every_code_survives_an_answer::<GatewayError>();
}

errcat::union! {
    #[expect(clippy::enum_variant_names, reason = "as the macro keeps attributes")]
    enum AnyError { RestError(RestError), StoreError(StoreError), GatewayError(GatewayError) }
}

#[test]
fn a_union_is_responded_as_the_failure_of_its_table() {
    let handler = || Err::<(), AnyError>(RestError::MinuteCallLimitReached.into());
    for is_negotiated in [false, true] {
        let wishes = [("accept-language", "en")];
        let answer = call(handler, is_negotiated, &wishes);
        let same = call(|| RestError::MinuteCallLimitReached, is_negotiated, &wishes);
        assert_eq!((answer.status, &answer.headers, &answer.body), (400, &same.headers, &same.body));
        // Display shows Chinese, and the request prefers English.
        assert_eq!(answer.header("content-language"), Some(if is_negotiated { "en" } else { "zh" }));
    }
    // Another table has another envelope, or none.
    let limit = call(|| AnyError::from(GatewayError::Limit), true, &[]);
    assert_eq!((limit.status, limit.json()["error"]["code"].clone()), (429, json!("0429")));
    let conflict = call(|| AnyError::from(StoreError::Conflict), true, &[]);
    assert_eq!(conflict.header("content-type"), Some("application/problem+json"));
    assert_eq!((conflict.status, conflict.json()["name"].clone()), (409, json!("Conflict")));
}

/// An outer layer finds the failure with its type, as it finds that of any handler.
#[test]
fn the_failure_of_a_union_is_in_the_extensions() {
    let failure = Failure::from(StoreError::Conflict).with_source(SECRET);
    let response = AnyError::from(failure).into_response();
    let shared: &Arc<Failure<StoreError>> = response.extensions().get().unwrap();
    assert_eq!(shared.source().unwrap().to_string(), SECRET);
    assert!(!Answer::of(response).contains(SECRET));
}

#[test]
fn a_union_is_a_response_of_the_crate_http() {
    let response = AnyError::from(RestError::MeetingNotFound).to_response("en");
    let same = Failure::from(RestError::MeetingNotFound).to_response("en");
    assert_eq!((response.status(), response.headers()), (same.status(), same.headers()));
    assert_eq!(response.body(), same.body());
}

mod accounts {
    errcat::codes!("../wire/accounts.toml");
}
use accounts::AccountError;

/// Sends a request with headers to a router with this layer, whose only handler responds with an internal failure.
fn internal(layer: ResponseLayer, headers: &[(&'static str, &str)]) -> Answer {
    let failure = || Failure::from(AccountError::Corrupted).with_server_message(SECRET).with_source(SECRET);
    let app = Router::new().route("/accounts/{id}", get(async move || failure())).layer(layer);
    let mut request = Request::get("/accounts/7?key=hunter2").body(Body::empty()).unwrap();
    for (name, value) in headers {
        request.headers_mut().append(*name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    Answer::of(block_on(app.oneshot(request)).unwrap())
}

#[test]
fn callers_receive_the_mask_and_the_log_everything() {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&lines);
    let layer = layer().on_failure(move |failed| {
        let failure = failed.failure::<AccountError>().unwrap();
        assert_eq!((failed.code, failed.status.as_u16()), (failure.any_code(), 500));
        assert_eq!(failure.server_message(), Some(SECRET));
        assert!(failed.failure::<RestError>().is_none());
        log.lock().unwrap().push(failed.to_string());
    });
    for form in ["application/json", "application/problem+json"] {
        let answer = internal(layer.clone(), &[("accept", form), ("x-request-id", "req-7")]);
        assert_eq!(answer.json()["code"], AccountError::Failed.code());
        assert!(!answer.contains("hunter2") && !answer.contains("Corrupted"), "{:?}", answer.json());
        assert_eq!((answer.status, answer.header("vary")), (500, Some("Accept, Accept-Language")));
        let is_problem = form != "application/json";
        assert_eq!(answer.json()["instance"] == "req-7", is_problem);
    }
    // The query is not written, and the text of the service and the source are.
    let line = format!("req-7 GET /accounts/7 500: Corrupted: {SECRET} (AccountError 6) <- {SECRET}");
    assert_eq!(*lines.lock().unwrap(), [line.clone(), line]);
}

#[test]
fn a_layer_between_services_sends_failures_whole() {
    let answer = internal(layer().whole(), &[]);
    assert_eq!(answer.json()["code"], AccountError::Corrupted.code());
}

#[test]
fn the_id_of_a_request_is_where_the_layer_is_told_to_find_it() {
    let id = |layer: ResponseLayer, sent: &str| {
        let headers = [("accept", "application/problem+json"), ("x-request-id", sent), ("x-other", "o-1")];
        internal(layer, &headers).json()["trace"].as_str().map(str::to_owned)
    };
    assert_eq!(id(layer(), "req-7").as_deref(), Some("req-7"));
    let other = layer().trace_id(|request| Some(request.headers()["x-other"].to_str().unwrap().to_owned()));
    assert_eq!(id(other, "req-7").as_deref(), Some("o-1"));
    assert_eq!(id(layer().trace_id(|_| None), "req-7"), None);
    // A client's id is not trusted to be short, or text.
    assert_eq!(id(layer(), &"x".repeat(128)), Some("x".repeat(128)));
    assert_eq!(id(layer(), &"x".repeat(129)), None);
    assert_eq!(id(layer(), "会议"), None);
    assert_eq!(id(layer(), ""), None);
}

/// What an `Outgoing` sends is decided where it is made: no layer changes it.
#[test]
fn an_outgoing_is_a_response_that_stays_as_it_is() {
    let answer = call(
        || Failure::from(RestError::MeetingNotFound).outgoing().locale("en").into_response(),
        true,
        &[("accept-language", "zh"), ("accept", "application/problem+json")],
    );
    assert_eq!(answer.header("content-language"), Some("en"));
    assert_eq!(answer.json()["error_info"]["error_code"], 9003);
}
