//! Codes and failures as the answers of servers: through axum, and as gRPC statuses and back.
#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, middleware};
use errcat::axum::{negotiate, respond};
use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::tonic::{failure_of, status_of};
use errcat::{Category, Code, ErrorCode, Failure, RawCode, Received, Replay, Retry, RetryHint, decode};
use serde_json::{Value, json};
use tonic::Status;
use tonic_types::{ErrorDetails, StatusExt};
use tower::ServiceExt;

errcat::codes!("wire/gateway.toml");
mod store {
    errcat::codes!("wire/transactions.toml");
}
mod flat {
    errcat::codes!("wire/flat.toml");
}
use flat::NestedError;
use flat::nested_error::{Quota, Refused};
use store::StoreError;

const SECRET: &str = "password=hunter2";

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// An answer, all of it.
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

/// What a router answers whose only handler answers with this.
fn call<T: IntoResponse>(
    answer: impl Fn() -> T + Clone + Send + Sync + 'static,
    is_negotiated: bool,
    headers: &[(&'static str, &str)],
) -> Answer {
    let mut app = Router::new().route("/", get(async move || answer().into_response()));
    if is_negotiated {
        app = app.layer(middleware::from_fn(negotiate));
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
fn a_code_is_answered_by_the_envelope_and_its_own_status() {
    // The vendor sends a rate limit with 400; the list's window is a minute; Display shows Chinese.
    let answer = call(|| RestError::MinuteCallLimitReached, false, &[("accept-language", "en")]);
    assert_eq!(answer.status, 400);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("retry-after"), Some("60"));
    assert_eq!(answer.header("content-language"), Some("zh"));
    assert_eq!(answer.header("vary"), None);
    let message = RestError::MinuteCallLimitReached.message_in("zh");
    assert_eq!(answer.json(), json!({ "error_info": { "error_code": 190310, "message": message } }));
}

#[test]
fn problem_details_go_with_the_canonical_status() {
    // RFC 9457, section 3.1.2: the member `status` is the status of the answer. RESOURCE_EXHAUSTED is 429.
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
        (&[",,;;q=1,=,en_US,\"en"], "zh"),
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
fn a_status_that_came_is_kept_in_the_envelope_if_it_is_an_errors() {
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
fn other_answers_pass_unchanged() {
    let wishes = [("accept", "application/problem+json"), ("accept-language", "en")];
    let answer = call(|| (StatusCode::NOT_FOUND, "not ours"), true, &wishes);
    assert_eq!((answer.status, answer.body.as_slice()), (404, &b"not ours"[..]));
    assert_eq!(answer.header("vary"), None);
    assert_eq!(answer.header("content-language"), None);
}

#[test]
fn negotiating_twice_is_negotiating_once() {
    let app = Router::new()
        .route("/", get(async || RestError::MeetingNotFound))
        .layer(middleware::from_fn(negotiate))
        .layer(middleware::from_fn(negotiate));
    let request = Request::get("/").body(Body::empty()).unwrap();
    let answer = Answer::of(block_on(app.oneshot(request)).unwrap());
    assert_eq!(answer.headers.get_all("vary").iter().count(), 1);
}

#[test]
fn a_code_that_the_list_does_not_have_is_answered_with_its_text() {
    let failure = || {
        let received: Received<RestError> = Received::Unknown(RawCode::Number(777));
        Failure::new(received).with_text("new kind of error").with_http_status(409)
    };
    let answer = call(failure, true, &[("accept-language", "en")]);
    assert_eq!(answer.status, 409);
    let body = json!({ "error_info": { "error_code": 777, "message": "new kind of error" } });
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
fn a_text_that_came_is_sent_as_it_is() {
    let failure = || Failure::from(RestError::MeetingNotFound).with_text("Meeting 7 is gone");
    let answer = call(failure, true, &[("accept-language", "en")]);
    assert_eq!(answer.json()["error_info"]["message"], "Meeting 7 is gone");
    assert_eq!(answer.header("content-language"), None);
}

#[test]
fn where_an_envelope_has_nothing_to_hold_there_are_problem_details() {
    // Another server's page is nobody else's answer; and one of the tables has no envelope.
    let page = b"<html>nginx/1.2.3 at 10.0.0.7</html>";
    let gateway = || decode::<RestError>(502, &(), page).unwrap();
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
fn what_caused_a_failure_is_in_no_answer_but_a_layer_finds_it() {
    let failure = || Failure::from(RestError::InternalError).with_source(SECRET);
    let wishes = [("accept", "application/problem+json"), ("accept-language", "en")];
    for headers in [&[][..], &wishes] {
        assert!(!call(failure, false, headers).contains(SECRET));
        assert!(!call(failure, true, headers).contains(SECRET));
    }
    let without_answer = || Failure::<RestError>::without_answer(SECRET);
    assert!(!call(without_answer, true, &[]).contains(SECRET));

    let response = failure().into_response();
    let kept = response.extensions().get::<Arc<Failure<RestError>>>().unwrap();
    assert_eq!(Error::source(&**kept).unwrap().to_string(), SECRET);
}

#[test]
fn a_value_that_cannot_stand_in_a_header_is_left_out() {
    let failure = || Failure::from(RestError::MeetingNotFound).with_trace("1\r\nSet-Cookie: a=b");
    let answer = call(failure, false, &[]);
    assert_eq!(answer.header("x-tc-trace"), None);
    assert_eq!(answer.header("set-cookie"), None);
    let answer = call(move || failure().with_trace("5f1c"), false, &[]);
    assert_eq!(answer.header("x-tc-trace"), Some("5f1c"));
}

#[test]
fn a_helper_answers_without_the_middleware() {
    let mut request = HeaderMap::new();
    request.insert("accept-language", HeaderValue::from_static("en"));
    let failure = Failure::from(RestError::MeetingNotFound);
    let direct = Answer::of(respond(&failure, &request));
    let layered = negotiated(RestError::MeetingNotFound, &[("accept-language", "en")]);
    assert_eq!(direct.status, layered.status);
    assert_eq!(direct.body, layered.body);
    assert_eq!(direct.header("vary"), layered.header("vary"));
}

fn every_code_survives_an_answer<C: ErrorCode + IntoResponse>() {
    for code in C::ALL {
        let answer = call(move || code, true, &[("accept-language", "en")]);
        assert_eq!(answer.status, code.http_status());
        let failure = decode::<C>(answer.status, &answer.headers, &answer.body).unwrap();
        assert_eq!(failure.known(), Some(code));
        assert_eq!(failure.text(), Some(code.message_in("en")));
        // A client hears of the wait that the list knows of.
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

fn every_code_survives_a_status<C: ErrorCode>() {
    for code in C::ALL {
        let status = status_of(code);
        assert_eq!(status.code() as i32, code.category().grpc_code());
        assert_eq!(status.message(), code.message());
        let failure = failure_of::<C>(&status);
        assert_eq!(failure.known(), Some(code));
        assert_eq!(failure.text(), None);
    }
}

#[test]
fn every_code_survives_the_way_through_a_status() {
    every_code_survives_a_status::<RestError>();
    every_code_survives_a_status::<OAuthError>();
    every_code_survives_a_status::<GatewayError>();
    every_code_survives_a_status::<StoreError>();
}

#[test]
fn a_status_has_the_standard_details() {
    let status = Status::from(RestError::MinuteCallLimitReached);
    assert_eq!(status.code(), tonic::Code::ResourceExhausted);
    assert_eq!(status.message(), RestError::MinuteCallLimitReached.message());
    let details = status.get_error_details();
    // google/rpc/error_details.proto: a reason is in upper snake case, and what varies is metadata.
    let info = details.error_info().unwrap();
    assert_eq!(info.reason, "MINUTE_CALL_LIMIT_REACHED");
    assert_eq!(info.domain, "rest");
    assert_eq!(info.metadata["code"], "190310");
    assert_eq!(info.metadata["http"], "400");
    assert_eq!(details.retry_info().unwrap().retry_delay, Some(Duration::from_secs(60)));
    assert!(status.metadata().is_empty());
}

#[test]
fn every_reason_is_of_the_standards_form() {
    // `[A-Z][A-Z0-9_]+[A-Z0-9]`, of at most 63 characters, and unique in its domain.
    let mut seen = std::collections::HashSet::new();
    for code in RestError::ALL {
        let reason = status_of(code).get_error_details().error_info().unwrap().reason.clone();
        let is_upper = |c: char| c.is_ascii_uppercase();
        assert!(reason.starts_with(is_upper) && !reason.ends_with('_') && reason.len() <= 63, "{reason}");
        assert!(reason.chars().all(|c| is_upper(c) || c.is_ascii_digit() || c == '_'), "{reason}");
        assert!(seen.insert(reason), "{code:?}");
    }
}

/// There and back, over the bytes that the wire has.
fn over_the_wire<C: ErrorCode>(failure: &Failure<C>) -> Failure<C> {
    let mut headers = HeaderMap::new();
    Status::from(failure).add_header(&mut headers).unwrap();
    failure_of(&Status::from_header_map(&headers).unwrap())
}

#[test]
fn a_round_trip_keeps_code_hint_text_and_trace() {
    let received = [
        Received::Known(RestError::MeetingNotFound),
        Received::Unknown(RawCode::Number(-777)),
        Received::Unknown(RawCode::Text("00777".into())),
        Received::Absent,
    ];
    let hints = [None, Some(RetryHint::Never), Some(RetryHint::After(Duration::from_millis(1500)))];
    let texts = [None, Some("会议 7: gone, 100%"), Some("a\nb\u{0}"), Some("")];
    for received in received {
        for hint in hints {
            for text in texts {
                let mut failure = Failure::new(received.clone()).with_trace("5f1c").with_http_status(429);
                if let Some(hint) = hint {
                    failure = failure.with_retry_hint(hint);
                }
                if let Some(text) = text {
                    failure = failure.with_text(text);
                }
                let back = over_the_wire(&failure);
                assert_eq!(*back.received(), received);
                // A wait goes with what is worth repeating alone.
                let wait = failure.wait().map(RetryHint::After);
                let sent = if hint == Some(RetryHint::Never) { hint } else { wait };
                assert_eq!(back.retry_hint(), sent, "{failure:?}");
                assert_eq!(back.text(), text, "{failure:?}");
                assert_eq!(back.trace(), Some("5f1c"));
                assert_eq!(back.category(), failure.category());
                assert_eq!(back.retry(), failure.retry());
            }
        }
    }
}

/// A server may reveal what is sensitive; its client shows it to nobody all the same.
#[test]
fn what_a_status_reveals_is_not_shown() {
    let refused = Failure::from(Refused { card: "4111222233334444".to_owned().into() });
    let hidden = over_the_wire(&refused);
    assert_eq!((hidden.known(), hidden.param("card")), (Some(NestedError::Refused), None));
    let revealed = over_the_wire(&refused.reveal("card"));
    assert_eq!(Refused::try_from(&revealed).unwrap().card.reveal().unwrap(), "4111222233334444");
    let bytes = format!("{:?}", b"4111222233334444");
    let shown = format!("{revealed} {revealed:?} {:?}", revealed.source());
    assert!(!shown.contains("4111") && !shown.contains(&bytes[1..bytes.len() - 1]), "{shown}");
    assert!(revealed.source().unwrap().is::<Status>());
}

/// Headers have limits, and every text in them has one.
#[test]
fn no_value_makes_a_status_too_large_to_send() {
    let quota = Quota { used: 1, limit: 2, what: "会".repeat(100_000) };
    let status = Status::from(Failure::from(quota));
    assert!(status.details().len() < 4096, "{}", status.details().len());
    let back: Failure<NestedError> = failure_of(&status);
    assert_eq!(
        Quota::try_from(&back).unwrap().what,
        "会".repeat(341),
        "1024 bytes of it, in whole characters"
    );
}

#[test]
fn a_code_that_the_list_does_not_have_has_a_reason_that_says_so() {
    let failure: Failure<RestError> =
        Failure::new(Received::Unknown(RawCode::Number(777))).with_http_status(429);
    let status = Status::from(failure);
    assert_eq!(status.code(), tonic::Code::ResourceExhausted);
    let details = status.get_error_details();
    let info = details.error_info().unwrap();
    assert_eq!(
        (&*info.reason, &*info.metadata["code"], &*info.metadata["http"]),
        ("UNKNOWN_CODE", "777", "429")
    );
}

#[test]
fn the_number_of_another_table_is_no_code() {
    // Two tables may use the same numbers for different things.
    let failure = failure_of::<OAuthError>(&status_of(RestError::MinuteCallLimitReached));
    assert_eq!(*failure.received(), Received::Absent);
    assert_eq!(failure.category(), Category::ResourceExhausted);
    assert_eq!(failure.text(), Some(RestError::MinuteCallLimitReached.message()));
}

#[test]
fn pushback_is_heard() {
    // gRPC A6: a value that is negative or cannot be parsed means "do not retry".
    let after = |ms| Some(RetryHint::After(Duration::from_millis(ms)));
    let cases: &[(&[&str], Option<RetryHint>)] = &[
        (&["0"], after(0)),
        (&["250"], after(250)),
        (&["2147483647"], after(2_147_483_647)),
        (&["-1"], Some(RetryHint::Never)),
        (&["-2147483648"], Some(RetryHint::Never)),
        (&["2147483648"], Some(RetryHint::Never)),
        (&["soon"], Some(RetryHint::Never)),
        (&[""], Some(RetryHint::Never)),
        (&["1.5"], Some(RetryHint::Never)),
        (&["1", "2"], Some(RetryHint::Never)),
        (&[], after(9000)),
    ];
    for (values, hint) in cases {
        let details = ErrorDetails::with_retry_info(Some(Duration::from_secs(9)));
        let mut status = Status::with_error_details(tonic::Code::Unavailable, "busy", details);
        for value in *values {
            status.metadata_mut().append("grpc-retry-pushback-ms", value.parse().unwrap());
        }
        assert_eq!(failure_of::<RestError>(&status).retry_hint(), *hint, "{values:?}");
    }
}

#[test]
fn a_status_without_details_is_a_failure_without_a_code() {
    for category in Category::ALL {
        let status = Status::new(tonic::Code::from_i32(category.grpc_code()), "plain words");
        let failure = failure_of::<RestError>(&status);
        assert_eq!(*failure.received(), Received::Absent);
        // What the category gives (code.proto), and not what one of several categories with its HTTP status would.
        assert_eq!((failure.category(), failure.http_status()), (category, None));
        assert_eq!(
            (failure.retry(), failure.replay()),
            (category.default_retry(), category.default_replay())
        );
        assert_eq!(failure.text(), Some("plain words"));
        assert_eq!(failure.retry_hint(), None);
    }
    // Details that are no message are none.
    let status = Status::with_details(tonic::Code::NotFound, "", b"\xff\xff\xff"[..].into());
    let failure = failure_of::<RestError>(&status);
    assert_eq!((failure.code(), failure.text()), (None, None));
    assert_eq!(failure.category(), Category::NotFound);
}

#[test]
fn details_of_other_servers_are_read_as_far_as_they_go() {
    let info = |code: &str| {
        let metadata = std::collections::HashMap::from([("code".to_owned(), code.to_owned())]);
        let details = ErrorDetails::with_error_info("ANY", "rest", metadata);
        failure_of::<RestError>(&Status::with_error_details(tonic::Code::Internal, "words", details))
    };
    assert_eq!(info("9003").known(), Some(RestError::MeetingNotFound));
    assert_eq!(info("9003").text(), Some("words"));
    assert_eq!(info("").code(), None);
    assert_eq!(info("+9003").code(), Some(Code::Text("+9003")));
    assert_eq!(info("99999999999999999999").code(), Some(Code::Text("99999999999999999999")));
}

#[test]
fn what_caused_a_failure_is_in_no_status() {
    let status = Status::from(Failure::from(RestError::InternalError).with_source(SECRET));
    let mut headers = HeaderMap::new();
    status.add_header(&mut headers).unwrap();
    assert!(!format!("{status:?} {headers:?}").contains("hunter2"));
    assert!(!String::from_utf8_lossy(status.details()).contains("hunter2"));

    // An error of this side, for which no answer came, is no text that a server may pass on; its reader has the source.
    let broken = Status::from_error(SECRET.into());
    let failure = failure_of::<RestError>(&broken);
    assert_eq!(failure.text(), None);
    assert!(Error::source(&failure).unwrap().to_string().contains(SECRET));
    assert!(!call(move || failure_of::<RestError>(&broken), true, &[]).contains(SECRET));
}

#[test]
fn a_long_text_is_cut_between_characters() {
    let failure = Failure::from(RestError::MeetingNotFound).with_text("会".repeat(100_000));
    let back = over_the_wire(&failure);
    // 341 characters of three bytes are the most that fit into 1024.
    assert_eq!(back.text(), Some(&*"会".repeat(341)));
}

#[test]
fn a_policy_for_unknown_codes_is_kept() {
    let failure: Failure<GatewayError> = Failure::new(Received::Unknown(RawCode::Text("0999".into())));
    let back = over_the_wire(&failure);
    assert_eq!((back.retry(), back.replay()), (Retry::Transient, Replay::Safe));
}
