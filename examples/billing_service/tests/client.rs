//! Tests the client that shares the catalog: how it reads the responses of the service, of a newer and an older service,
//! and of servers between.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

#[allow(dead_code, reason = "the other tests use more of it")]
mod running;

use std::cell::{Cell, RefCell};
use std::fmt::Debug;
use std::net::TcpListener;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use billing_service::client::{Client, persist};
use billing_service::errors::{AddInvoiceError, BillingError, billing_error};
use billing_service::service::Server;
use billing_service::store::NewInvoice;
use errcat::{
    Call, Decision, Failure, GiveUpReason, InvalidParams, ParamValue, Received, Sensitive, WireCode, decode,
};

use running::{PROBLEM, Running, block_on};

/// Starts a server with the same response to every request, and a client of it.
async fn against(status: u16, form: &'static str, body: &'static str) -> (Server, Client) {
    let status = StatusCode::from_u16(status).unwrap();
    let response = async move || (status, [("content-type", form), ("x-request-id", "far-1")], body);
    let server = Server::start(Router::new().fallback(response)).await.unwrap();
    let client = Client::new(&server.url, "zh").unwrap();
    (server, client)
}

fn new_invoice(number: &str) -> NewInvoice {
    NewInvoice { number: number.to_owned(), cents: 100 }
}

/// Asserts that the client's struct equals the service's in either form, except for withheld values.
async fn round_trip<P>(service: &Running, (method, path, body): (&str, &str, &str), withhold: fn(P) -> P)
where
    P: for<'f> TryFrom<&'f Failure<BillingError>, Error = InvalidParams> + PartialEq + Debug,
{
    for form in ["application/json", PROBLEM] {
        let response = service.send(method, path, &[("accept", form), ("accept-language", "zh")], body).await;
        let sent = P::try_from(&*service.take_log()[0].failure).unwrap();
        let received = P::try_from(&response.failure().unwrap()).unwrap();
        assert_eq!(received, withhold(sent), "{form}");
    }
}

#[test]
fn the_typed_values_of_the_service_are_those_of_the_client() {
    use billing_error as values;
    let invoices = |account| format!("/accounts/{account}/invoices");
    let (first, second, ninth) = (invoices(1), invoices(2), invoices(9));
    let invoice = r#"{"number":"A-3","cents":1}"#;
    let taken = r#"{"number":"A-2","cents":1}"#;
    let minimum = format!("{{\"number\":\"A-3\",\"cents\":{}}}", i64::MIN);
    let ada = r#"{"name":"Ada","max_invoices":1,"quota_days":1}"#;
    block_on(async {
        let service = &Running::start().await;
        round_trip::<values::AccountNotFound>(service, ("POST", &ninth, invoice), |all| all).await;
        round_trip::<values::AccountExists>(service, ("POST", "/accounts", ada), |all| all).await;
        round_trip::<values::InvoiceNotFound>(service, ("GET", "/invoices/-7", ""), |all| all).await;
        round_trip::<values::InvoiceNumberTaken>(service, ("POST", &first, taken), |all| all).await;
        round_trip::<values::InvalidAmount>(service, ("POST", &first, &minimum), |all| all).await;
        round_trip::<values::QuotaExceeded>(service, ("POST", &second, invoice), |all| all).await;
        let pay = r#"{"card":"4000123412349995"}"#;
        round_trip::<values::AlreadyPaid>(service, ("POST", "/invoices/1/payment", pay), |all| all).await;
        round_trip(service, ("POST", "/invoices/2/payment", pay), |all: values::CardDeclined| {
            assert_eq!(all.card.reveal().map(String::as_str), Some("4000123412349995"));
            values::CardDeclined { card: Sensitive::WITHHELD, ..all }
        })
        .await;
    });
}

#[test]
fn each_side_shows_its_own_language() {
    block_on(async {
        let service = Running::start().await;
        let response = service.send("GET", "/invoices/9", &[("accept-language", "en")], "").await;
        let failure = response.failure().unwrap();
        assert_eq!(failure.server_message(), Some("There is no invoice 9"));
        assert_eq!(service.client("zh").shown(&failure), "发票 9 不存在");
        assert_eq!(service.client("en-GB").shown(&failure), "There is no invoice 9");
        let help = BillingError::CardDeclined.help_in("zh");
        assert_eq!(help, Some("请换一张卡。"));
    });
}

#[test]
fn a_code_of_a_newer_service_is_kept_with_everything_received() {
    let body = r#"{"error":{"code":6001,"message":"发票已冻结","params":{"until":"2031-01-01","days":3}}}"#;
    block_on(async {
        let (_server, client) = against(409, "application/json", body).await;
        let failure = client.invoice(1).await.unwrap_err().into_table();
        assert_eq!(*failure.received(), Received::Unknown(WireCode::from(6001)));
        assert_eq!(failure.wire_code(), Some(&WireCode::Number(6001)));
        assert_eq!((failure.server_message(), failure.trace_id()), (Some("发票已冻结"), Some("far-1")));
        assert_eq!(client.shown(&failure), "发票已冻结", "only the service knows the text");
        assert_eq!(failure.param("until"), Some(&ParamValue::from("2031-01-01")));
        assert_eq!(failure.param("days"), Some(&ParamValue::Integer(3)));
        let other = billing_error::QuotaExceeded::try_from(&failure);
        assert_eq!(other, Err(InvalidParams::OtherCode { expected: "QuotaExceeded" }));
        assert_eq!(Call::new("GET").decide(&failure), Decision::GiveUp(GiveUpReason::Permanent));
        let passed_on: Failure<BillingError> = decode(409, &(), &failure.encode("en")).unwrap_err();
        assert_eq!(passed_on.code(), failure.code(), "a client that passes it on loses nothing");
        assert_eq!(passed_on.param("until"), failure.param("until"));

        // An unknown code is worth a retry if the status says so.
        let (_server, client) = against(503, "application/json", body).await;
        let failure = client.invoice(1).await.unwrap_err().into_table();
        assert_eq!(Call::new("GET").decide(&failure), Decision::Retry { after: Duration::ZERO });
        assert_eq!(Call::new("POST").decide(&failure), Decision::GiveUp(GiveUpReason::NotIdempotent));
    });
}

#[test]
fn a_newer_service_may_send_more_params_and_an_older_one_fewer() {
    block_on(async {
        let added = r#"{"error":{"code":4001,"params":{"used":3,"limit":2,"days":1,"plan":"pro"}}}"#;
        let (_server, client) = against(429, "application/json", added).await;
        let failure = client.invoice(1).await.unwrap_err().into_table();
        let quota = billing_error::QuotaExceeded { used: 3, limit: 2, days: 1 };
        assert_eq!(billing_error::QuotaExceeded::try_from(&failure), Ok(quota));
        assert_eq!(failure.param("plan"), Some(&ParamValue::from("pro")));

        let removed = r#"{"error":{"code":4001,"message":"3/2","params":{"used":3,"limit":2}}}"#;
        let (_server, client) = against(429, "application/json", removed).await;
        let failure = client.invoice(1).await.unwrap_err().into_table();
        let missing = billing_error::QuotaExceeded::try_from(&failure);
        assert_eq!(missing, Err(InvalidParams::Missing { param: "days" }));
        assert_eq!(
            client.shown(&failure),
            "配额已用完",
            "the title is shown if a value of the message is missing"
        );

        // The code that the first release sent, and the one that is deprecated.
        let first = r#"{"error":{"code":3012,"params":{"number":"A-1"}}}"#;
        let (_server, client) = against(409, "application/json", first).await;
        let failure = client.invoice(1).await.unwrap_err().into_table();
        assert_eq!(failure.code(), Some(BillingError::InvoiceNumberTaken));
        assert_eq!(failure.wire_code(), Some(&WireCode::Number(3012)));
        assert_eq!(client.shown(&failure), "发票号 A-1 已被使用");
        let (_server, client) = against(429, "application/json", r#"{"error":{"code":4002}}"#).await;
        let failure = client.invoice(1).await.unwrap_err().into_table();
        assert_eq!(failure.code().map(BillingError::name), Some("TooManyInvoices"));
        assert_eq!(client.shown(&failure), "发票过多");
    });
}

#[test]
fn the_page_of_a_proxy_is_a_failure_without_a_code() {
    let page = "<html><head><title>502 Bad Gateway</title></head></html>";
    block_on(async {
        let (_server, client) = against(502, "text/html", page).await;
        let failure = client.invoice(1).await.unwrap_err().into_table();
        assert_eq!(*failure.received(), Received::Absent);
        assert_eq!(failure.http_status(), Some(502));
        assert_eq!(failure.body(), Some(page.as_bytes()));
        assert_eq!(client.shown(&failure), "a response without a readable code (BillingError, HTTP 502)");
        assert_eq!(Call::new("GET").decide(&failure), Decision::Retry { after: Duration::ZERO });
        assert_eq!(Call::new("POST").decide(&failure), Decision::GiveUp(GiveUpReason::NotIdempotent));

        // JSON of another shape has no code either.
        let (_server, client) = against(504, "application/json", r#"{"message":"upstream timed out"}"#).await;
        let failure = client.invoice(1).await.unwrap_err().into_table();
        assert_eq!((failure.received(), failure.server_message()), (&Received::Absent, None));

        // A page with a status of success is a failure: the request may have been carried out.
        let (_server, client) = against(200, "text/html", page).await;
        let failure = client.invoice(1).await.unwrap_err().into_table();
        assert_eq!(*failure.received(), Received::Absent);
        assert_eq!(Call::new("GET").decide(&failure), Decision::GiveUp(GiveUpReason::Permanent));
    });
}

#[test]
fn a_request_that_was_not_sent_may_be_retried_whatever_its_method() {
    block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = Client::new(&format!("http://{}", listener.local_addr().unwrap()), "en").unwrap();
        drop(listener);
        let failure = client.add_invoice(1, &new_invoice("A-3")).await.unwrap_err();
        assert!(!failure.was_sent(), "{failure:?}");
        assert_eq!(Call::new("POST").decide(&failure), Decision::Retry { after: Duration::ZERO });
    });
}

#[test]
fn a_client_retries_while_the_service_is_busy() {
    block_on(async {
        let service = Running::start().await;
        let client = service.client("en");
        let other = service.database();
        other.execute_batch("BEGIN EXCLUSIVE").unwrap();
        let waits = RefCell::new(Vec::new());
        let attempt = async || client.add_invoice(1, &new_invoice("A-3")).await;
        let wait = async |failure: &Failure<AddInvoiceError>, wait: Duration| {
            assert_eq!(failure.code(), Some(AddInvoiceError::DatabaseBusy));
            waits.borrow_mut().push(wait);
            if waits.borrow().len() == 3 {
                other.execute_batch("COMMIT").unwrap();
            }
        };
        let invoice = persist(Call::new("POST"), attempt, wait).await.unwrap();
        assert_eq!(invoice.number, "A-3");
        assert_eq!(*waits.borrow(), [20, 40, 80].map(Duration::from_millis));
        assert_eq!(service.count("invoices WHERE number = 'A-3'"), 1);
    });
}

#[test]
fn a_client_gives_up_when_a_retry_is_not_worth_it() {
    block_on(async {
        let service = Running::start().await;
        let client = service.client("en");
        let attempts = Cell::new(0);
        let never = async |_: &Failure<AddInvoiceError>, _: Duration| unreachable!("there is no retry");
        let attempt = async || {
            attempts.set(attempts.get() + 1);
            client.add_invoice(2, &new_invoice("B-2")).await
        };
        let (failure, reason) = persist(Call::new("POST"), attempt, never).await.unwrap_err();
        assert_eq!(failure.code(), Some(AddInvoiceError::QuotaExceeded));
        let day = Duration::from_secs(24 * 60 * 60);
        assert_eq!((reason, attempts.get()), (GiveUpReason::WaitTooLong { after: day }, 1));

        let other = service.database();
        other.execute_batch("BEGIN EXCLUSIVE").unwrap();
        let attempt = async || client.add_invoice(1, &new_invoice("A-3")).await;
        let wait = async |_: &Failure<AddInvoiceError>, _: Duration| {};
        let call = Call::new("POST").max_attempts(3);
        let (failure, reason) = persist(call, attempt, wait).await.unwrap_err();
        assert_eq!(
            (failure.code(), reason),
            (Some(AddInvoiceError::DatabaseBusy), GiveUpReason::MaxAttempts)
        );
        assert_eq!(service.take_log().len(), 4);
    });
}
