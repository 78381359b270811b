//! Tests what leaves a service of a failure: masks, texts of other servers, languages, forms, statuses and headers.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::time::Duration;

use errcat::{ErrorCode, Failure, Form, OutgoingResponse, Received, RetryHint, WireCode, decode};
use serde_json::{Value, json};

errcat::codes!("outgoing/accounts.toml");

use account_error::{DiskFull, NotFound};
use ledger_error::Torn;

/// It is in every part of a failure that may have a text.
const SECRET: &str = "hunter2";

fn json(response: &OutgoingResponse) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

fn header<'r>(response: &'r OutgoingResponse, name: &str) -> Option<&'r str> {
    let header = response.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    header.map(|(_, value)| value.as_str())
}

/// Returns a failure with the secret in all its parts but the trace id.
fn full<C: ErrorCode>(code: C) -> Failure<C> {
    Failure::from(code)
        .with_server_message(SECRET)
        .with_extra("region", SECRET)
        .with_extra("page", SECRET)
        .with_param("path", SECRET)
        .with_param("note", SECRET)
        .with_source(SECRET)
        .with_url(format!("https://{SECRET}"))
        .with_pointer(format!("/{SECRET}"))
        .with_items([Failure::from(code).with_server_message(SECRET)])
        .with_trace_id("5f1c")
        .with_retry_hint(RetryHint::After(Duration::from_secs(7)))
}

/// Mask, by the entry: its own, that of its class, or that of the table. What has a category that is internal by default is
/// masked as well, and so is what has none.
#[test]
fn an_internal_failure_leaves_as_its_mask() {
    use AccountError as E;
    let masks = [
        (E::DiskFull, Some(E::Busy), 529),
        (E::Corrupted, Some(E::NotFound), 404),
        (E::Hidden, Some(E::NotFound), 404),
        (E::Mystery, Some(E::ServiceFailed), 500),
        (E::NotFound, None, 404),
        (E::Busy, None, 529),
        (E::ServiceFailed, None, 500),
    ];
    assert_eq!(masks.len(), E::ALL.len());
    for (code, mask, status) in masks {
        assert_eq!((code.mask(), Failure::from(code).mask()), (mask, mask));
        let sent = mask.unwrap_or(code);
        for form in [Form::Envelope, Form::Problem] {
            let response = full(code).outgoing().form(form).response();
            let text = format!("{:?} {}", response.headers, String::from_utf8_lossy(&response.body));
            assert_eq!(json(&response)["code"], json!(sent.code()), "{code:?}");
            assert_eq!(response.status, status, "{code:?}");
            assert_eq!(text.contains(SECRET), mask.is_none(), "{code:?}: {text}");
            assert!(text.contains("5f1c"), "the request is found in the log: {text}");
            assert_eq!(header(&response, "retry-after").is_some(), sent.is_retryable(), "{text}");
            if mask.is_some() {
                assert!(!text.contains(code.name()), "{text}");
            }

            // Between services, everything leaves but the source.
            let whole = full(code).outgoing().whole().form(form).response();
            assert_eq!(json(&whole)["code"], json!(code.code()));
            assert!(String::from_utf8_lossy(&whole.body).contains(SECRET));
        }
    }
}

/// Of an internal failure without a mask, its code and the catalog's texts leave, and nothing of the occurrence.
#[test]
fn without_a_mask_only_the_entry_leaves() {
    let torn: Failure<LedgerError> = Torn { page: 7 }.into();
    let torn = torn.with_server_message(SECRET).with_extra("page", SECRET).with_trace_id("5f1c");
    let response = torn.outgoing().locale("zh").response();
    assert_eq!(json(&response), json!({"code": "torn page/1", "message": "页面损坏", "trace": "5f1c"}));
    assert_eq!((response.status, header(&response, "content-language")), (555, Some("zh")));
    let whole = torn.outgoing().whole().response();
    assert_eq!(json(&whole)["params"], json!({"page": 7}));
    assert_eq!(json(&whole)["page"], json!(SECRET));
    assert_eq!(header(&whole, "content-language"), None);
}

#[test]
fn what_another_server_said_does_not_leave_unless_it_is_asked_for() {
    let body =
        br#"{"code":-4,"message":"hunter2","params":{"id":3},"errors":[{"code":5,"message":"hunter2"}]}"#;
    let received: Failure<AccountError> = decode(404, &(), body).unwrap_err();
    assert_eq!(received.server_message(), Some(SECRET));
    let response = received.outgoing().response();
    assert_eq!(json(&response)["message"], "There is no account 3");
    assert_eq!(json(&response)["errors"], json!([{"code": 5, "message": "Busy"}]));
    let asked = received.outgoing().upstream_text(true).response();
    assert_eq!(json(&asked)["message"], SECRET);
    let whole = received.outgoing().whole().response();
    assert_eq!(
        (json(&whole)["message"].clone(), &json(&whole)["errors"][0]["message"]),
        (json!(SECRET), &json!(SECRET))
    );

    // A text of this service's own is meant for the callers.
    let own = Failure::from(AccountError::NotFound).with_server_message("Look again");
    assert_eq!(json(&own.outgoing().response())["message"], "Look again");
    let replaced = received.with_server_message("Look again");
    assert_eq!(json(&replaced.outgoing().response())["message"], "Look again");
}

#[test]
fn another_servers_page_never_leaves() {
    let page = b"<html>hunter2</html>";
    for (status, sent, code) in [(404, 404, Value::Null), (502, 502, Value::Null), (500, 500, json!(99))] {
        let failure: Failure<AccountError> = decode(status, &(), page).unwrap_err();
        let response = failure.outgoing().response();
        assert_eq!(response.status, sent);
        assert_eq!(json(&response)["code"], code, "{status}: what is unknown is internal, and has a mask");
        let whole = failure.outgoing().whole().response();
        assert_eq!(header(&whole, "content-type"), Some("application/problem+json"));
        assert_eq!((whole.status, json(&whole)["status"].clone()), (status, json!(status)));
        for response in [response, whole] {
            let text = String::from_utf8_lossy(&response.body).into_owned();
            assert!(!text.contains(SECRET), "{text}");
        }
    }
}

#[test]
fn an_unknown_code_is_masked_if_its_category_is_internal() {
    let unknown = |status: u16| -> Failure<AccountError> {
        decode(status, &(), br#"{"code":777,"message":"hunter2"}"#).unwrap_err()
    };
    assert_eq!(*unknown(500).received(), Received::Unknown(WireCode::from(777)));
    assert_eq!(
        json(&unknown(500).outgoing().response()),
        json!({"code": 99, "message": "The service has failed", "see": "https://status.example"})
    );
    assert_eq!(json(&unknown(404).outgoing().response()), json!({"code": 777}));
}

#[test]
fn an_item_is_masked_on_its_own() {
    let disk: Failure<AccountError> = DiskFull { path: SECRET.to_owned() }.into();
    let missing: Failure<AccountError> = NotFound { id: 1, token: None }.into();
    let outer = Failure::from(AccountError::NotFound)
        .with_items([disk.with_pointer("/disk"), missing.with_pointer("/id")]);
    let response = outer.outgoing().response();
    let errors = &json(&response)["errors"];
    assert_eq!(errors[0], json!({"code": 5, "message": "Busy"}));
    assert_eq!(
        errors[1],
        json!({"code": -4, "message": "There is no account 1", "params": {"id": 1}, "at": "/id"})
    );
    let problem = outer.outgoing().form(Form::Problem).response();
    assert!(!String::from_utf8_lossy(&problem.body).contains(SECRET));
    assert_eq!(json(&problem)["errors"][1]["pointer"], "#/id");
}

/// RFC 9457, section 3.1, and RFC 8288 for `Link`.
#[test]
fn a_problem_has_the_members_of_the_standard() {
    let failure: Failure<AccountError> = NotFound { id: 3, token: None }.into();
    let response = failure.with_trace_id("a b/1").outgoing().locale("zh").form(Form::Problem).response();
    let url = "https://accounts.example/account/-4#NotFound";
    assert_eq!(
        json(&response),
        json!({
            "type": url,
            "title": "账户不存在",
            "status": 404,
            "detail": "账户 3 不存在",
            "instance": "a%20b%2F1",
            "code": -4,
            "name": "NotFound",
            "params": {"id": 3},
            "trace": "a b/1",
        })
    );
    assert_eq!(header(&response, "content-type"), Some("application/problem+json"));
    assert_eq!(header(&response, "link"), Some(&*format!("<{url}>; rel=\"help\"")));

    // A UUID is a name of its own (RFC 9562, section 4).
    let uuid = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
    let instance = |trace: &str| {
        json(
            &Failure::from(AccountError::Busy).with_trace_id(trace).outgoing().form(Form::Problem).response(),
        )["instance"]
            .clone()
    };
    assert_eq!(instance(uuid), format!("urn:uuid:{uuid}"));
    assert_eq!(instance(&uuid[1..]), &uuid[1..]);
    assert_eq!(instance(&uuid.replace('-', "_")), uuid.replace('-', "_"));
}

/// `problem_status`: the entry's own by default.
#[test]
fn a_problem_has_the_status_that_the_table_says() {
    let status = |code: AccountError| Failure::from(code).problem_status();
    assert_eq!((status(AccountError::Busy), status(AccountError::NotFound)), (529, 404));
    let torn = Failure::from(LedgerError::Torn);
    assert_eq!((torn.envelope_status(), torn.problem_status()), (555, 500));
    let response = torn.outgoing().whole().form(Form::Problem).response();
    assert_eq!((response.status, json(&response)["status"].clone()), (500, json!(500)));
}

/// The pattern has the code as a segment of a path (RFC 3986, section 3.3); a URL of the entry's own goes before it.
#[test]
fn every_entry_has_its_url() {
    assert_eq!(AccountError::Busy.url(), Some("https://accounts.example/account/5#Busy"));
    assert_eq!(AccountError::ServiceFailed.url(), Some("https://status.example"));
    const URL: Option<&str> = LedgerError::Torn.url();
    assert_eq!(URL, Some("https://accounts.example/ledger/torn%20page%2F1#Torn"));

    // The envelope has a location for it, which is read as well.
    let sent = Failure::from(AccountError::Busy).encode("en");
    let received: Failure<AccountError> = decode(529, &(), &sent).unwrap_err();
    assert_eq!(received.url(), AccountError::Busy.url());
    let other: Failure<AccountError> =
        decode(529, &(), br#"{"code":5,"see":"https://elsewhere.example"}"#).unwrap_err();
    assert_eq!(other.url(), Some("https://elsewhere.example"));
}

#[test]
fn the_id_of_the_request_is_that_of_a_failure_without_one() {
    let trace = |failure: &Failure<AccountError>| {
        header(&failure.outgoing().request_trace_id(Some("req-1")).response(), "x-trace").map(str::to_owned)
    };
    assert_eq!(trace(&Failure::from(AccountError::Busy)).as_deref(), Some("req-1"));
    assert_eq!(trace(&Failure::from(AccountError::Mystery)).as_deref(), Some("req-1"));
    assert_eq!(trace(&Failure::from(AccountError::Busy).with_trace_id("5f1c")).as_deref(), Some("5f1c"));
    assert_eq!(
        header(&Failure::from(AccountError::Busy).outgoing().request_trace_id(None).response(), "x-trace"),
        None
    );
}

/// The server's word on a retry is sent in either form, and a mask keeps it.
#[test]
fn a_hint_is_sent_and_received() {
    let hint = RetryHint::Retry { after: Some(Duration::from_secs(7)) };
    for code in [AccountError::Busy, AccountError::DiskFull] {
        let failure = Failure::from(code).with_retry_hint(hint);
        let response = failure.outgoing().response();
        assert_eq!(
            (json(&response)["again"].clone(), header(&response, "retry-after")),
            (json!(true), Some("7"))
        );
        let headers: Vec<(&str, &str)> =
            response.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let received: Failure<AccountError> = decode(response.status, &headers, &response.body).unwrap_err();
        assert_eq!(received.retry_hint(), Some(hint));
        let problem = failure.outgoing().form(Form::Problem).response();
        assert_eq!(json(&problem)["should_retry"], json!(true));
    }
    let never = Failure::from(AccountError::Busy).with_retry_hint(RetryHint::Never).outgoing().response();
    assert_eq!((json(&never)["again"].clone(), header(&never, "retry-after")), (json!(false), None));
}
