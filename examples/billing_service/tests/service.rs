//! Tests the responses and the log of the service: each failure, through HTTP and through SQLite.
//!
//! The expected codes and texts are those that the API promises; the statuses are those of RFC 9110 for what happened.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

#[allow(dead_code, reason = "the other tests use more of it")]
mod running;

use std::collections::BTreeSet;
use std::error::Error;
use std::iter::successors;

use billing_service::errors::{BillingError, ServiceError, billing_error, sqlite_error};
use billing_service::service::MAX_BODY_LEN;
use errcat::{Failure, ParamValue, find_any_code, find_code};
use rusqlite::Connection;
use serde_json::{Value, json};

use running::{PROBLEM, Running, block_on};

const CARD: &str = "4000123412349979";

/// A request that fails, and the expected responses.
struct Case {
    code: BillingError,
    request: (&'static str, &'static str, &'static str),
    /// The entry in the log, if the client receives its mask.
    logged: Option<BillingError>,
    /// What another connection executes before the request.
    before: &'static str,
    status: u16,
    message: (&'static str, &'static str),
    params: Value,
    /// The text of SQLite's error, if there is one.
    sqlite: Option<&'static str>,
}

impl Case {
    fn new(code: BillingError, request: (&'static str, &'static str, &'static str), status: u16) -> Case {
        let message = ("", "");
        Case { code, logged: None, request, before: "", status, message, params: Value::Null, sqlite: None }
    }

    fn says(self, en: &'static str, zh: &'static str) -> Case {
        Case { message: (en, zh), ..self }
    }

    fn with(self, params: Value) -> Case {
        Case { params, ..self }
    }

    fn after(self, before: &'static str) -> Case {
        Case { before, ..self }
    }

    fn logged_as(self, entry: BillingError) -> Case {
        Case { logged: Some(entry), ..self }
    }

    fn by_sqlite(self, text: &'static str) -> Case {
        Case { sqlite: Some(text), ..self }
    }
}

fn cases() -> Vec<Case> {
    use BillingError as E;
    let invoice = r#"{"number":"A-3","cents":100}"#;
    vec![
        Case::new(E::UnreadableRequest, ("POST", "/accounts", "{\"name\":"), 400)
            .says("The request cannot be read", "无法读取请求"),
        Case::new(E::UnreadableRequest, ("GET", "/invoices/first", ""), 400)
            .says("The request cannot be read", "无法读取请求"),
        Case::new(E::NoSuchAddress, ("GET", "/refunds", ""), 404)
            .says("There is nothing at this address", "该地址不存在"),
        Case::new(E::MethodNotAllowed, ("DELETE", "/invoices/1", ""), 405)
            .says("This address does not support the method", "该地址不支持此方法"),
        Case::new(E::AccountNotFound, ("POST", "/accounts/9/invoices", invoice), 404)
            .says("There is no account 9", "账户 9 不存在")
            .with(json!({"account": 9}))
            .by_sqlite("FOREIGN KEY constraint failed"),
        Case::new(
            E::AccountExists,
            ("POST", "/accounts", r#"{"name":"Bob","max_invoices":1,"quota_days":1}"#),
            409,
        )
        .says("There is an account Bob already", "账户 Bob 已存在")
        .with(json!({"name": "Bob"}))
        .by_sqlite("UNIQUE constraint failed: accounts.name"),
        Case::new(E::InvoiceNotFound, ("GET", "/invoices/9", ""), 404)
            .says("There is no invoice 9", "发票 9 不存在")
            .with(json!({"invoice": 9}))
            .by_sqlite("Query returned no rows"),
        Case::new(
            E::InvoiceNumberTaken,
            ("POST", "/accounts/1/invoices", r#"{"number":"A-2","cents":1}"#),
            409,
        )
        .says("The invoice number A-2 is taken", "发票号 A-2 已被使用")
        .with(json!({"number": "A-2"}))
        .by_sqlite("UNIQUE constraint failed: invoices.account, invoices.number"),
        Case::new(E::InvalidAmount, ("POST", "/accounts/1/invoices", r#"{"number":"A-3","cents":-5}"#), 400)
            .says("-5 cents is not a valid amount", "发票金额不能是 -5 分")
            .with(json!({"cents": -5}))
            .by_sqlite("CHECK constraint failed: cents BETWEEN 1 AND 100000000"),
        Case::new(E::AlreadyPaid, ("POST", "/invoices/1/payment", r#"{"card":"4000000000000000"}"#), 409)
            .says("The invoice A-1 is paid", "发票 A-1 已付款")
            .with(json!({"number": "A-1"})),
        Case::new(E::QuotaExceeded, ("POST", "/accounts/2/invoices", invoice), 429)
            .says("1 of 1 invoices used in 7 days", "7 天内的 1 张发票已用 1 张")
            .with(json!({"used": 1, "limit": 1, "days": 7})),
        Case::new(E::QuotaExceeded, ("POST", "/accounts/2/invoices", invoice), 429)
            .after("UPDATE accounts SET quota_days = 1")
            .says("1 of 1 invoices used in 1 day", "1 天内的 1 张发票已用 1 张")
            .with(json!({"used": 1, "limit": 1, "days": 1})),
        Case::new(E::CardDeclined, ("POST", "/invoices/2/payment", r#"{"card":"4000123412340069"}"#), 402)
            .says("The card has expired", "银行卡已过期")
            .with(json!({"reason": "expired"})),
        Case::new(E::CardDeclined, ("POST", "/invoices/2/payment", r#"{"card":"4000123412349979"}"#), 402)
            .says("The card is declined (stolen)", "银行卡被拒绝（stolen）")
            .with(json!({"reason": "stolen"})),
        Case::new(E::DatabaseBusy, ("POST", "/accounts/1/invoices", invoice), 503)
            .after("BEGIN EXCLUSIVE")
            .says("The service is busy", "服务繁忙")
            .by_sqlite("database is locked"),
        Case::new(E::DatabaseBusy, ("GET", "/invoices/1", ""), 503)
            .after("BEGIN EXCLUSIVE")
            .says("The service is busy", "服务繁忙")
            .by_sqlite("database is locked"),
        Case::new(E::Internal, ("GET", "/invoices/1", ""), 500)
            .after("ALTER TABLE invoices RENAME TO lost")
            .says("The service has failed", "服务内部错误")
            .logged_as(E::DatabaseFailed)
            .by_sqlite("no such table: invoices"),
        // A constraint that the service does not expect.
        Case::new(E::Internal, ("POST", "/accounts/1/invoices", invoice), 500)
            .after("CREATE TRIGGER closed BEFORE INSERT ON invoices BEGIN SELECT RAISE(ABORT, 'closed for today'); END")
            .says("The service has failed", "服务内部错误")
            .logged_as(E::DatabaseFailed)
            .by_sqlite("closed for today"),
    ]
}

#[test]
fn each_failure_is_sent_in_both_languages_and_forms_and_logged_once() {
    for case in cases() {
        block_on(async {
            let service = Running::start().await;
            let database = service.database();
            database.execute_batch(case.before).unwrap();
            for (language, message) in [("en", case.message.0), ("zh", case.message.1)] {
                for form in ["application/json", PROBLEM] {
                    check(&service, &case, language, message, form).await;
                }
            }
        });
    }
}

async fn check(service: &Running, case: &Case, language: &str, message: &str, form: &str) {
    let (method, path, body) = case.request;
    let context = format!("{:?} {method} {path} {language} {form}", case.code);
    let is_problem = form == PROBLEM;
    let status = case.status;
    let response = service.send(method, path, &[("accept-language", language), ("accept", form)], body).await;
    assert_eq!(response.status, status, "{context}");
    assert_eq!(response.header("content-type"), Some(form), "{context}");
    assert_eq!(response.header("content-language"), Some(language), "{context}");
    assert_eq!(response.header("vary"), Some("Accept, Accept-Language"), "{context}");

    let sent = response.json();
    let code = i64::from(case.code.code());
    if is_problem {
        assert_eq!(sent["code"], code, "{context}");
        assert_eq!(sent["status"], status, "{context}");
        assert_eq!(sent["title"], case.code.title_in(language), "{context}");
        let detail = sent.get("detail").unwrap_or(&sent["title"]);
        assert_eq!(detail, message, "{context}");
        assert_eq!(sent["params"], case.params, "{context}");
    } else {
        let mut expected = json!({"error": {"code": code, "message": message}});
        if !case.params.is_null() {
            expected["error"]["params"] = case.params.clone();
        }
        assert_eq!(sent, expected, "{context}");
    }

    let logged = service.take_log();
    assert_eq!(logged.len(), 1, "{context}");
    let failure = &*logged[0].failure;
    let line = &logged[0].line;
    let trace = response.header("x-request-id").unwrap();
    assert!(line.starts_with(&format!("{trace} {method} {path} {status}: {failure}")), "{context}: {line}");
    if case.logged.is_none() {
        assert!(line.contains(case.message.0), "the log is in the language that Display shows: {line}");
    }

    // The documentation of each code is at the address that the catalog's pattern gives.
    let url = format!("https://billing.example/errors/{code}");
    assert_eq!(response.header("link"), Some(&*format!("<{url}>; rel=\"help\"")), "{context}");
    if is_problem {
        assert_eq!((&sent["type"], &sent["instance"]), (&json!(url), &json!(trace)), "{context}");
    }

    // The log has what the client does not receive: every source, in one line.
    assert_eq!(find_code::<BillingError>(failure).unwrap(), case.logged.unwrap_or(case.code), "{context}");
    let sources: Vec<String> =
        successors(failure.source(), |&error| error.source()).map(ToString::to_string).collect();
    for source in &sources {
        assert!(line.contains(source.as_str()), "{context}: {line}");
        let is_sent = response.text().contains(source.as_str());
        assert!(!is_sent, "{context}: {source} is in {}", response.text());
    }
    assert_eq!(
        sqlite_error(failure).map(ToString::to_string).as_deref(),
        case.sqlite,
        "{context}: {sources:?}"
    );
    for word in ["SQL", "constraint", "table", "rusqlite", "ServiceError", CARD] {
        assert!(!response.text().contains(word), "{context}: {word} is in {}", response.text());
    }

    // The client's failure is equal, in whichever form it was received.
    let received = response.failure().unwrap();
    assert_eq!(received.code(), Some(case.code), "{context}");
    assert_eq!(received.server_message(), Some(message), "{context}");
    assert_eq!(received.trace_id(), Some(trace), "{context}");
    let values: Vec<(String, ParamValue)> = named(&received);
    assert_eq!(values, named(failure), "{context}");
}

/// Returns the values that may be shown, sorted by name.
fn named(failure: &Failure<BillingError>) -> Vec<(String, ParamValue)> {
    let mut values: Vec<_> = failure.params().map(|(name, value)| (name.to_owned(), value.clone())).collect();
    values.sort_by(|one, other| one.0.cmp(&other.0));
    values
}

#[test]
#[allow(deprecated)] // the service no longer sends the deprecated entry
fn the_cases_have_every_entry_that_the_service_sends() {
    let tried: BTreeSet<BillingError> =
        cases().iter().flat_map(|case| [Some(case.code), case.logged]).flatten().collect();
    // Those of a form with several mistakes have a test of their own.
    let form = [BillingError::InvalidAccount, BillingError::EmptyName, BillingError::InvalidQuota];
    let others = BillingError::ALL
        .into_iter()
        .filter(|code| *code != BillingError::TooManyInvoices && !form.contains(code));
    assert_eq!(tried, others.collect());
}

/// RFC 9457, section 3: `errors` with `detail` and `pointer`, which is a fragment.
#[test]
fn all_mistakes_in_a_form_are_reported_at_once() {
    let body = r#"{"name":" ","max_invoices":0,"quota_days":400}"#;
    let mistakes = [
        (BillingError::EmptyName, "/name", "The name must not be empty", "名称不能为空"),
        (
            BillingError::InvalidQuota,
            "/max_invoices",
            "0 is not from 1 to 1000000",
            "0 不在 1 到 1000000 之间",
        ),
        (BillingError::InvalidQuota, "/quota_days", "400 is not from 1 to 366", "400 不在 1 到 366 之间"),
    ];
    block_on(async {
        let service = Running::start().await;
        for form in ["application/json", PROBLEM] {
            let headers = [("accept", form), ("accept-language", "zh")];
            let response = service.send("POST", "/accounts", &headers, body).await;
            assert_eq!((response.status, response.header("content-type")), (400, Some(form)));
            let sent = response.json();
            let errors = if form == PROBLEM { &sent["errors"] } else { &sent["error"]["errors"] };
            let (text, mark) = if form == PROBLEM { ("detail", "#") } else { ("message", "") };
            for (error, (code, pointer, _, message)) in errors.as_array().unwrap().iter().zip(mistakes) {
                assert_eq!(error["code"], code.code());
                assert_eq!(error["pointer"], format!("{mark}{pointer}"));
                assert_eq!(error[text], message);
            }
            let failure = response.failure().unwrap();
            assert_eq!(failure.code(), Some(BillingError::InvalidAccount));
            assert_eq!(failure.items().len(), mistakes.len());
            for (item, (code, pointer, message, _)) in failure.items().iter().zip(mistakes) {
                assert_eq!((item.code(), item.pointer()), (Some(code), Some(pointer)));
                assert_eq!(item.message_in("en").unwrap(), message);
            }
        }
        assert_eq!(service.count("accounts"), 2);

        // One mistake alone is reported in the same form, with its own code.
        let one =
            service.send("POST", "/accounts", &[], r#"{"name":"","max_invoices":1,"quota_days":1}"#).await;
        let failure = one.failure().unwrap();
        assert_eq!(failure.code(), Some(BillingError::EmptyName));
        assert_eq!(failure.items()[0].pointer(), Some("/name"));
    });
}

#[test]
fn a_success_is_not_logged() {
    block_on(async {
        let service = Running::start().await;
        let response =
            service.send("POST", "/accounts", &[], r#"{"name":"Cyd","max_invoices":1,"quota_days":1}"#).await;
        assert_eq!((response.status, response.json()), (201, json!({"id": 3, "name": "Cyd"})));
        let response =
            service.send("POST", "/accounts/3/invoices", &[], r#"{"number":"C-1","cents":5}"#).await;
        let invoice = json!({"id": 4, "account": 3, "number": "C-1", "cents": 5, "is_paid": false});
        assert_eq!((response.status, response.json()), (201, invoice));
        assert!(response.failure().is_none());
        assert!(response.header("x-request-id").is_some());
        let response =
            service.send("POST", "/invoices/4/payment", &[], r#"{"card":"4000000000000000"}"#).await;
        assert_eq!((response.status, &response.json()["is_paid"]), (200, &json!(true)));
        assert_eq!(service.send("GET", "/invoices/4", &[], "").await.json()["is_paid"], json!(true));
        assert!(service.take_log().is_empty());
    });
}

/// RFC 9110, section 12.5.4, with RFC 4647's lookup; without a wish, or with one that nothing fits, the list's first.
#[test]
fn the_language_is_the_one_that_the_request_prefers() {
    block_on(async {
        let service = Running::start().await;
        for (wish, language) in [
            ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
            ("zh-Hans-CN", "zh"),
            ("en-GB, zh;q=0.5", "en"),
            ("fr, zh;q=0.1", "zh"),
            ("fr", "en"),
            ("", "en"),
        ] {
            let response = service.send("GET", "/invoices/9", &[("accept-language", wish)], "").await;
            assert_eq!(response.header("content-language"), Some(language), "{wish}");
            let expected = billing_error::InvoiceNotFound { invoice: 9 }.message_in(language);
            assert_eq!(response.json()["error"]["message"], expected, "{wish}");
        }
    });
}

#[test]
fn a_card_is_in_no_response_and_in_no_form_of_the_log() {
    block_on(async {
        let service = Running::start().await;
        let body = json!({"card": CARD}).to_string();
        for form in ["*/*", PROBLEM] {
            let response =
                service.send("POST", "/invoices/2/payment", &[("accept", form)], body.as_str()).await;
            assert_eq!(response.failure().unwrap().code(), Some(BillingError::CardDeclined));
            assert!(!response.text().contains(CARD), "{}", response.text());
        }
        // Nor if the body is not the expected JSON: the card as a number, as a name, before a syntax error.
        for body in [
            format!("{{\"card\":{CARD}}}"),
            format!("\"{CARD}\""),
            format!("{{\"card\":\"{CARD}\",}}"),
            format!("{{\"card\":\"{CARD}\",\"card\":1}}"),
            format!("{{\"{CARD}\":1}}"),
            CARD.to_owned(),
        ] {
            let response = service.send("POST", "/invoices/2/payment", &[], body.as_str()).await;
            assert_eq!(response.failure().unwrap().code(), Some(BillingError::UnreadableRequest), "{body}");
            assert!(!response.text().contains(CARD), "{}", response.text());
        }
        let logged = service.take_log();
        assert_eq!(logged.len(), 8);
        for entry in &logged {
            let failure = &*entry.failure;
            let mut forms = vec![entry.line.clone(), format!("{failure} {failure:?} {failure:#?}")];
            forms.extend(
                successors(failure.source(), |&error| error.source())
                    .map(|error| format!("{error} {error:?} {error:#?}")),
            );
            for form in forms {
                assert!(!form.contains(CARD), "{form}");
            }
        }
        // It is available by its name.
        let declined = billing_error::CardDeclined::try_from(&*logged[0].failure).unwrap();
        assert_eq!(declined.card.reveal().map(String::as_str), Some(CARD));
    });
}

#[test]
fn what_a_client_sends_begins_no_line_of_the_log() {
    block_on(async {
        let service = Running::start().await;
        let account = json!({"name": "Eve\nreq-1 GET / 200", "max_invoices": 1, "quota_days": 1}).to_string();
        service.send("POST", "/accounts", &[], account.as_str()).await;
        let response = service.send("POST", "/accounts", &[], account.as_str()).await;
        assert_eq!(
            response.json()["error"]["params"]["name"],
            "Eve\nreq-1 GET / 200",
            "the client receives its own text"
        );
        let logged = service.take_log();
        assert_eq!(logged.len(), 1);
        assert!(!logged[0].line.contains(char::is_control), "{}", logged[0].line);
    });
}

#[test]
fn a_request_that_fails_changes_nothing() {
    block_on(async {
        let service = Running::start().await;
        let over = service.send("POST", "/accounts/2/invoices", &[], r#"{"number":"B-2","cents":5}"#).await;
        assert_eq!(over.failure().unwrap().code(), Some(BillingError::QuotaExceeded));
        assert_eq!(over.header("retry-after"), Some("86400"), "the catalog's day, in seconds");
        assert_eq!(service.count("invoices"), 3);

        let declined =
            service.send("POST", "/invoices/2/payment", &[], json!({"card": CARD}).to_string()).await;
        assert_eq!(declined.failure().unwrap().code(), Some(BillingError::CardDeclined));
        assert_eq!(service.count("invoices WHERE is_paid"), 1);

        let other = service.database();
        other.execute_batch("BEGIN EXCLUSIVE").unwrap();
        let invoice = r#"{"number":"A-3","cents":5}"#;
        let busy = service.send("POST", "/accounts/1/invoices", &[], invoice).await;
        assert_eq!(busy.failure().unwrap().code(), Some(BillingError::DatabaseBusy));
        other.execute_batch("COMMIT").unwrap();
        assert_eq!(service.send("POST", "/accounts/1/invoices", &[], invoice).await.status, 201);
        assert_eq!(service.count("invoices"), 4);
    });
}

/// RFC 9110, section 15.5.6: a response with status 405 has the header `Allow`.
#[test]
fn the_headers_of_axum_stay() {
    block_on(async {
        let service = Running::start().await;
        let response = service.send("DELETE", "/invoices/1", &[], "").await;
        assert_eq!((response.status, response.header("allow")), (405, Some("GET,HEAD")));
    });
}

#[test]
fn a_body_that_is_too_long_is_not_read() {
    block_on(async {
        let service = Running::start().await;
        let response = service.send("POST", "/accounts", &[], vec![b' '; MAX_BODY_LEN + 1]).await;
        assert_eq!(response.failure().unwrap().code(), Some(BillingError::UnreadableRequest));
        let logged = service.take_log();
        assert!(logged[0].line.contains("length limit exceeded"), "{}", logged[0].line);
        assert!(!response.text().contains("length limit"), "{}", response.text());
    });
}

/// The code is found in the failure, in the service's own error, and through an error that wraps either.
#[test]
fn a_code_is_found_in_the_chain_of_sources() {
    block_on(async {
        let service = Running::start().await;
        service.send("GET", "/invoices/9", &[], "").await;
        let logged = service.take_log();
        let failure = &*logged[0].failure;
        assert_eq!(find_code::<BillingError>(failure).unwrap(), BillingError::InvoiceNotFound);
        let own = failure.source().unwrap().downcast_ref::<ServiceError>().unwrap();
        assert!(matches!(own, ServiceError::NoInvoice { id: 9, .. }), "{own:?}");
        assert_eq!(find_any_code::<ServiceError>(failure).unwrap(), BillingError::InvoiceNotFound);
        let wrapped = std::io::Error::other(std::sync::Arc::clone(&logged[0].failure));
        assert_eq!(find_code::<BillingError>(&wrapped).unwrap(), BillingError::InvoiceNotFound);
        assert!(find_code::<BillingError>(&Connection::open("/no/such/folder").unwrap_err()).is_none());
    });
}
