//! `union!`: one error over several tables, which decodes, classifies and encodes each failure by its own table.
//!
//! The order service and the billing service have their numbers at the same location of the body, the ledger has strings at
//! another one. Only the order service sends a code, 0, in a success.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::error::Error;
use std::io;
use std::time::Duration;

use errcat::{
    Call, Category, Coded, Decision, Decoder, FailedAttempt, Failure, GiveUpReason, Received, Remedy, Retry,
    RetryHint, RetrySafety, Severity, WireCode, find_any_code, find_code,
};
use serde_json::{Value, json};

mod order {
    errcat::codes!("union/order.toml");
}
mod billing {
    errcat::codes!("union/billing.toml");
}
use billing::{BillingError, LedgerError, billing_error};
use order::OrderError;

errcat::union! {
    /// An error of the checkout.
    #[must_use]
    pub enum CheckoutError {
        /// Of the order service.
        Order(OrderError),
        /// Of the billing service.
        Billing(BillingError),
        #[doc = "Of the ledger."]
        Ledger(LedgerError),
    }
}

// The same tables in another order.
errcat::union! {
    enum LedgerFirst { Ledger(LedgerError), Billing(BillingError), Order(OrderError) }
}

errcat::union! {
    pub(crate) enum Single { Order(OrderError) }
}

fn decoded(status: u16, body: &Value) -> Result<(), CheckoutError> {
    CheckoutError::decode(status, &(), body.to_string().as_bytes())
}

/// Returns the name of the table and the code of the failure that a response is.
fn read(status: u16, body: &Value) -> (&'static str, Option<String>) {
    let error = decoded(status, body).unwrap_err();
    (error.table_name(), error.wire_code().map(ToString::to_string))
}

fn some(code: &str) -> Option<String> {
    Some(code.to_owned())
}

#[test]
fn the_table_that_has_the_code_reads_a_response() {
    let busy = decoded(503, &json!({"code": 18, "message": "try later", "cart": 7})).unwrap_err();
    assert_eq!(busy.any_code().unwrap(), OrderError::Busy);
    assert_eq!((busy.server_message(), busy.http_status()), (Some("try later"), Some(503)));
    assert_eq!(busy.extra("cart"), Some(&WireCode::Number(7)));

    // The order service does not have 40, and is asked first.
    let limit = decoded(400, &json!({"code": 40, "params": {"used": 9}})).unwrap_err();
    assert_eq!(limit.any_code().unwrap(), BillingError::LimitReached);
    assert_eq!(limit.message().unwrap(), "9 payments are the limit");

    let closed = decoded(409, &json!({"ok": false, "error": {"code": "L0001"}})).unwrap_err();
    assert!(matches!(&closed, CheckoutError::Ledger(failure) if failure.code() == Some(LedgerError::Closed)));
}

/// Both have 17 at `/code`, and nothing else tells them apart: the order of the variants does.
#[test]
fn of_two_tables_with_the_code_the_first_variant_wins() {
    let body = json!({"code": 17}).to_string();
    let error = CheckoutError::decode(400, &(), body.as_bytes()).unwrap_err();
    assert_eq!(error.any_code().unwrap(), OrderError::OutOfStock);
    let error = LedgerFirst::decode(400, &(), body.as_bytes()).unwrap_err();
    assert_eq!(error.any_code().unwrap(), BillingError::CardDeclined);
}

#[test]
fn a_known_code_under_the_status_of_a_success_is_a_failure() {
    // By the ledger, a response with the status 200 and no code at `/error/code` is a success.
    assert_eq!(read(200, &json!({"code": 40})), ("billing", some("40")));
    assert_eq!(read(200, &json!({"error": {"code": "L0001"}})), ("ledger", some("L0001")));
}

#[test]
fn a_code_that_no_table_has_is_of_the_first_that_can_read_it() {
    assert_eq!(read(500, &json!({"code": 19})), ("order", some("19")));
    // No number is at `/code`: the first two tables find no code at all.
    assert_eq!(read(500, &json!({"error": {"code": "X1"}})), ("ledger", some("X1")));
    // It is a failure by that one table, although the others see a success.
    assert_eq!(read(200, &json!({"error": {"code": "X1"}})), ("ledger", some("X1")));
    let error = decoded(500, &json!({"code": 19})).unwrap_err();
    assert!(
        matches!(&error, CheckoutError::Order(failure) if failure.received() == &Received::Unknown(19.into()))
    );
}

/// The ledger has a class for all codes that begin with 40, which says what an unknown one means.
#[test]
fn a_code_of_a_class_is_of_the_table_with_the_class() {
    let both = json!({"code": 19, "error": {"code": "40XXX"}});
    assert_eq!(read(500, &both), ("ledger", some("40XXX")));
    let error = decoded(500, &both).unwrap_err();
    assert_eq!((error.class(), error.category()), (Some("locks"), Category::Aborted));
    // A code that a table has goes before it.
    assert_eq!(read(500, &json!({"code": 18, "error": {"code": "40XXX"}})), ("order", some("18")));
    assert_eq!(read(500, &json!({"code": 40, "error": {"code": "40XXX"}})), ("billing", some("40")));
}

#[test]
fn the_page_of_a_gateway_is_a_failure_of_the_first_table() {
    let page = b"<html>502 Bad Gateway</html>";
    let error = CheckoutError::decode(502, &[("Retry-After", "7")], page).unwrap_err();
    let CheckoutError::Order(failure) = &error else { panic!("{error:?}") };
    assert_eq!((failure.received(), failure.body()), (&Received::Absent, Some(&page[..])));
    assert_eq!((error.any_code(), error.wire_code(), error.http_status()), (None, None, Some(502)));
    assert_eq!((error.category(), error.is_retryable()), (Category::Unavailable, true));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    let error = LedgerFirst::decode(502, &(), page).unwrap_err();
    assert_eq!(error.table_name(), "ledger");
}

#[test]
fn a_success_by_all_tables_is_one() {
    for body in [&b""[..], b"{}", br#"{"meeting": 7}"#, br#"{"ok": true}"#] {
        assert!(CheckoutError::decode(200, &(), body).is_ok());
        assert!(LedgerFirst::decode(204, &(), body).is_ok());
        assert!(Single::decode(200, &(), body).is_ok());
    }
}

/// To the billing service 0 is an unknown code: under the status 200 it reads a failure of its own. The order service says
/// what 0 is.
#[test]
fn a_success_code_of_one_table_is_no_unknown_code_of_another() {
    let success = json!({"code": 0, "message": "ok"});
    assert!(errcat::decode::<BillingError>(200, &(), success.to_string().as_bytes()).is_err());
    assert!(decoded(200, &success).is_ok());
    assert!(LedgerFirst::decode(200, &(), success.to_string().as_bytes()).is_ok());
    // Under the status of an error no code makes a success.
    assert_eq!(read(500, &success), ("order", some("0")));
}

#[test]
fn what_a_table_knows_or_marks_as_a_failure_is_no_success_by_the_code_of_another() {
    assert_eq!(read(200, &json!({"code": 0, "error": {"code": "L0001"}})), ("ledger", some("L0001")));
    // The mark of the ledger. Of the two failures, that of the billing service has a code.
    assert_eq!(read(200, &json!({"code": 0, "ok": false})), ("billing", some("0")));
    // A mark alone is a failure, too.
    assert_eq!(read(200, &json!({"ok": false})), ("ledger", None));
    // An unknown code without the mark is weaker than the success code.
    assert!(decoded(200, &json!({"code": 0, "error": {"code": "X1"}})).is_ok());
    assert_eq!(read(200, &json!({"code": 0, "ok": false, "error": {"code": "X1"}})), ("billing", some("0")));
}

/// A failure by the mark of one table must not hide the code that another table reads.
#[test]
fn a_code_goes_before_a_mark() {
    assert_eq!(read(500, &json!({"ok": false, "code": 18})), ("order", some("18")));
    assert_eq!(read(500, &json!({"ok": false, "code": 19})), ("order", some("19")));
}

#[test]
fn the_limits_of_the_decoder_hold_for_every_table() {
    let long = format!(r#"{{"pad": "{}", "code": 18}}"#, "x".repeat(100));
    let short = Decoder::new().max_body_len(50);
    let error = CheckoutError::decode_with(short, 500, &(), long.as_bytes()).unwrap_err();
    assert_eq!(error.wire_code(), None);
    let error = CheckoutError::decode_with(Decoder::new(), 500, &(), long.as_bytes()).unwrap_err();
    assert_eq!(error.any_code().unwrap(), OrderError::Busy);
}

#[test]
fn a_union_of_one_table_decodes_as_the_table_does() {
    let bodies = [
        &b"{\"code\":17}"[..],
        b"{\"code\":0}",
        b"{\"code\":99}",
        b"{\"code\":\"17\"}",
        b"{\"code\":{}}",
        b"{\"code\":1",
        b"<html>",
        b"",
    ];
    for (status, body) in [200, 404, 500].into_iter().flat_map(|status| bodies.map(|body| (status, body))) {
        let by_table =
            errcat::decode::<OrderError>(status, &(), body).map_err(|failure| format!("{failure:?}"));
        let by_union =
            Single::decode(status, &(), body).map_err(|Single::Order(failure)| format!("{failure:?}"));
        assert_eq!(by_union, by_table, "{status} {body:?}");
    }
}

/// An error type of one table.
#[derive(Debug, Coded, thiserror::Error)]
enum Refused {
    #[error("item {item} is sold out")]
    #[coded(OrderError::OutOfStock)]
    Item { item: u32 },
}

#[test]
fn question_marks_convert_what_becomes_a_failure_of_a_table() {
    fn all(what: u32) -> Result<(), CheckoutError> {
        match what {
            0 => Err(OrderError::Busy)?,
            1 => Err(Failure::from(BillingError::CardDeclined).with_trace_id("5f1c"))?,
            2 => Err(billing_error::LimitReached { used: 3 })?,
            3 => Err(Refused::Item { item: 7 })?,
            4 => errcat::decode::<LedgerError>(409, &(), br#"{"error":{"code":"L0001"}}"#)?,
            5 => Err(Failure::<LedgerError>::from_transport_error(io::Error::other("reset")))?,
            6 => decoded(400, &json!({"code": 18}))?,
            _ => {}
        }
        Ok(())
    }

    let codes = (0..=7).map(|what| all(what).err().map(|error| (error.table_name(), error.any_code())));
    let expected = [
        Some(("order", Some(OrderError::Busy.any_code()))),
        Some(("billing", Some(BillingError::CardDeclined.any_code()))),
        Some(("billing", Some(BillingError::LimitReached.any_code()))),
        Some(("order", Some(OrderError::OutOfStock.any_code()))),
        Some(("ledger", Some(LedgerError::Closed.any_code()))),
        Some(("ledger", None)),
        Some(("order", Some(OrderError::Busy.any_code()))),
        None,
    ];
    assert_eq!(codes.collect::<Vec<_>>(), expected);

    assert_eq!(all(1).unwrap_err().trace_id(), Some("5f1c"));
    // The values of the struct are kept, and so is an error that says more than its code.
    assert_eq!(all(2).unwrap_err().message().unwrap(), "3 payments are the limit");
    let source = all(3).unwrap_err();
    assert_eq!(source.source().unwrap().to_string(), "item 7 is sold out");
}

/// A type of the user's own crate that has no code converts as the user says.
#[test]
fn a_conversion_of_an_own_type_can_be_added() {
    struct Timeout;

    impl From<Timeout> for CheckoutError {
        fn from(_: Timeout) -> CheckoutError {
            Failure::<OrderError>::from_transport_error("timeout").into()
        }
    }

    assert_eq!(CheckoutError::from(Timeout).table_name(), "order");
}

#[test]
fn what_it_says_is_what_the_failure_says() {
    let failure = || {
        Failure::from(billing_error::LimitReached { used: 3 })
            .with_subcode(2)
            .with_server_message("slow down")
            .with_trace_id("5f1c")
            .with_extra("shard", 4)
            .with_http_status(429)
            .with_retry_hint(RetryHint::After(Duration::from_secs(90)))
            .with_source(io::Error::other("reset"))
    };
    let (error, failure) = (CheckoutError::from(failure()), failure());
    assert_eq!(error.table_name(), "billing");
    assert_eq!(error.any_code(), failure.any_code());
    assert_eq!(error.wire_code(), failure.wire_code());
    assert_eq!(
        (error.subcode(), failure.subcode()),
        (Some(&WireCode::Number(2)), Some(&WireCode::Number(2)))
    );
    assert_eq!(error.message(), failure.message());
    assert_eq!(error.message_in("zh"), failure.message_in("zh"));
    assert_eq!(error.server_message(), Some("slow down"));
    assert_eq!(error.trace_id(), Some("5f1c"));
    assert_eq!(error.extra("shard"), Some(&WireCode::Number(4)));
    assert_eq!((error.http_status(), error.envelope_status()), (Some(429), 429));
    assert_eq!(error.category(), Category::ResourceExhausted);
    assert_eq!((error.severity(), error.class()), (Severity::Error, None));
    assert_eq!(error.retry(), Retry::Throttled { after: Some(Duration::from_secs(60)) });
    assert_eq!((error.retry_safety(), error.is_retryable()), (RetrySafety::Always, true));
    assert_eq!(error.retry_hint(), failure.retry_hint());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(90)));
    assert_eq!(error.to_string(), failure.to_string());
    assert_eq!(format!("{error:?}"), format!("Billing({failure:?})"));
    assert_eq!(error.source().unwrap().to_string(), "reset");

    let zh = CheckoutError::from(OrderError::OutOfStock);
    assert_eq!((zh.message_in("zh").unwrap(), zh.envelope_status()), ("此商品已售完".into(), 400));
    assert!(zh.source().is_none());
}

#[test]
fn it_is_encoded_by_its_own_table() {
    let body = |error: &CheckoutError| -> Value { serde_json::from_slice(&error.encode("en")).unwrap() };
    let order = CheckoutError::from(Failure::from(OrderError::OutOfStock).with_trace_id("5f1c"));
    assert_eq!(body(&order), json!({"code": 17, "message": "Nothing is left of this item"}));
    assert_eq!(order.headers(), [("X-Trace", "5f1c".to_owned())]);
    let ledger = CheckoutError::from(LedgerError::Closed);
    assert_eq!(
        body(&ledger),
        json!({"error": {"code": "L0001", "text": "The ledger is closed"}, "ok": false})
    );
    let limit = CheckoutError::from(BillingError::LimitReached);
    // 400 in either form, because the catalog says so.
    assert_eq!((limit.envelope_status(), limit.problem_status()), (400, 400));
    let problem: Value = serde_json::from_slice(&limit.problem_details("en")).unwrap();
    assert_eq!((&problem["status"], &problem["name"]), (&json!(400), &json!("LimitReached")));

    // What it encodes, it decodes again.
    for error in [order, ledger, limit] {
        let again = CheckoutError::decode(error.envelope_status(), &error.headers(), &error.encode("en"))
            .unwrap_err();
        assert_eq!((again.table_name(), again.any_code()), (error.table_name(), error.any_code()));
    }
}

#[test]
fn a_call_decides_about_it_as_about_its_failure() {
    let retry = |seconds| Decision::Retry { after: Duration::from_secs(seconds) };
    let limit = CheckoutError::from(BillingError::LimitReached);
    assert_eq!(Call::new("POST").decide(&limit), retry(60));
    let sold_out = CheckoutError::from(OrderError::OutOfStock);
    assert_eq!(Call::new("GET").decide(&sold_out), Decision::GiveUp(GiveUpReason::Permanent));
    let busy = CheckoutError::from(OrderError::Busy);
    assert_eq!(Call::new("POST").decide(&busy), Decision::GiveUp(GiveUpReason::NotIdempotent));
    let deadlock = CheckoutError::from(LedgerError::Deadlock);
    let mut call = Call::new("GET").with_remedy(Remedy::Restart);
    assert_eq!(call.decide(&deadlock), Decision::Remedy { remedy: Remedy::Restart, after: Duration::ZERO });
    assert_eq!(call.attempts(), 1);
}

/// References, boxes and shared failures are decided about without a conversion, and so is one of any type.
#[test]
fn a_call_decides_about_any_reference_to_a_failed_attempt() {
    let mut failure = Failure::from(OrderError::Busy);
    let mut call = Call::new("GET").max_attempts(9);
    let retry = Decision::Retry { after: Duration::ZERO };
    assert_eq!(call.decide(&failure), retry);
    assert_eq!(call.decide(&&failure), retry);
    let exclusive: &mut _ = &mut failure;
    assert_eq!(call.decide(&exclusive), retry);
    let boxed: Box<dyn FailedAttempt> = Box::new(failure);
    assert_eq!(call.decide(&boxed), retry);
    assert_eq!(call.decide(&*boxed), retry);
}

#[test]
fn its_code_is_found_in_a_chain_of_errors() {
    let held = io::Error::other(CheckoutError::from(BillingError::CardDeclined));
    assert_eq!(find_any_code::<CheckoutError>(&held).unwrap(), BillingError::CardDeclined);
    let any = anyhow::Error::from(CheckoutError::from(LedgerError::Closed)).context("checkout failed");
    assert_eq!(find_any_code::<CheckoutError>(any.as_ref()).unwrap(), LedgerError::Closed);
    // The codes of its tables, by themselves.
    for error in [io::Error::other(Failure::from(OrderError::Busy)), io::Error::other(OrderError::Busy)] {
        assert_eq!(find_any_code::<CheckoutError>(&error).unwrap(), OrderError::Busy);
    }
    let limit = io::Error::other(billing_error::LimitReached { used: 1 });
    assert_eq!(find_any_code::<CheckoutError>(&limit).unwrap(), BillingError::LimitReached);

    // A table of another union, a failure without a code, and no failure at all.
    assert_eq!(find_any_code::<Single>(&limit), None);
    let lost = CheckoutError::from(Failure::<OrderError>::from_transport_error("reset"));
    assert_eq!(find_any_code::<CheckoutError>(&lost), None);
    assert_eq!(find_any_code::<CheckoutError>(&io::Error::other("reset")), None);
    // The union is not one of its failures.
    assert_eq!(find_code::<BillingError>(&held), None);
}

/// Passes between threads and lives as long as needed, so that it fits in a `Box<dyn Error + Send + Sync>`.
#[test]
fn it_is_an_error_like_any_other() {
    fn is_error<E: Error + Send + Sync + Unpin + 'static>() {}
    is_error::<CheckoutError>();
    // A failure is one pointer wide.
    assert!(size_of::<CheckoutError>() <= 2 * size_of::<usize>());
    assert_eq!(size_of::<Single>(), size_of::<usize>());
}

/// All variants are all there is: no wildcard is needed, also in another crate.
#[test]
fn it_is_matched_exhaustively() {
    let error = LedgerFirst::from(LedgerError::Deadlock);
    let name = match error {
        LedgerFirst::Ledger(failure) => failure.code().map(LedgerError::name),
        LedgerFirst::Billing(failure) => failure.code().map(BillingError::name),
        LedgerFirst::Order(failure) => failure.code().map(OrderError::name),
    };
    assert_eq!(name, Some("Deadlock"));
}
