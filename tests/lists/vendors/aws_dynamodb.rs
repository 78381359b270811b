//! Errors of Amazon DynamoDB.

mod catalog {
    errcat::codes!("../catalogs/aws-dynamodb.toml");
}

use errcat::{Failure, Received, Retry, WireCode, decode};
use errcat_tests_lists::{assert_entries, rows};

use self::catalog::DynamoDbError;

/// Each code, its HTTP status, and whether the documentation calls a retry OK, if it says so.
const FACTS: &str = include_str!("../../facts/aws-dynamodb.tsv");

fn failure(status: u16, headers: &[(&str, &str)], body: &str) -> Failure<DynamoDbError> {
    decode(status, &headers, body.as_bytes()).unwrap_err()
}

#[test]
fn every_code_of_the_facts_is_an_entry() {
    let rows = rows::<3>(FACTS);
    let entry = |[code, ..]: [&'static str; 3]| (code.to_owned(), WireCode::from(code));
    assert_entries::<DynamoDbError>(rows.iter().copied().map(entry));
    for [code, http, ok_to_retry] in rows {
        let found = DynamoDbError::from_code(code).unwrap();
        assert_eq!(found.http_status().to_string(), http, "{code}");
        assert!(
            ok_to_retry.is_empty() || (found.retry() != Retry::Never) == (ok_to_retry == "yes"),
            "{code}"
        );
    }
}

/// The example of the documentation.
#[test]
fn the_example_of_the_documentation_is_decoded() {
    let request_id = "LDM6CJP8RMQ1FHKSC1RBVJFPNVV4KQNSO5AEMF66Q9ASUAAJG";
    let body = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",
        "message":"Requested resource not found: Table: tablename not found"}"#;
    let failure = failure(400, &[("x-amzn-RequestId", request_id)], body);
    assert_eq!(failure.code(), Some(DynamoDbError::ResourceNotFoundException));
    assert_eq!(failure.server_message(), Some("Requested resource not found: Table: tablename not found"));
    assert_eq!((failure.trace_id(), failure.is_retryable()), (Some(request_id), false));
}

/// The AWS JSON protocol: a client removes the namespace up to `#` and the URL from `:` on, wherever the code is.
#[test]
fn the_code_is_the_same_in_each_form() {
    let throttling = Some(DynamoDbError::ThrottlingException);
    for body in [
        r#"{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"Rate exceeded"}"#,
        r#"{"__type":"com.amazon.coral.availability#ThrottlingException","Message":"Rate exceeded"}"#,
        r#"{"__type":"ThrottlingException","message":"Rate exceeded"}"#,
    ] {
        let failure = failure(400, &[], body);
        assert_eq!((failure.code(), failure.server_message()), (throttling, Some("Rate exceeded")), "{body}");
        assert_eq!(failure.retry(), Retry::Throttled { after: None });
    }
    let header = ("x-amzn-ErrorType", "ThrottlingException:http://internal.example/coral/");
    assert_eq!(failure(400, &[header], "{}").code(), throttling);
    let unknown = failure(400, &[], r#"{"__type":"com.amazonaws.dynamodb.v20120810#BackupInUseException"}"#);
    assert_eq!(*unknown.received(), Received::Unknown(WireCode::from("BackupInUseException")));
}

/// The reasons that `TransactWriteItems` documents have the names of the exceptions without the ending; that of an item
/// without a problem is `None`.
#[test]
fn the_reasons_of_a_cancelled_transaction_are_items() {
    let body = r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "CancellationReasons":[
            {"Code":"None"},
            {"Code":"ConditionalCheckFailed","Message":"The conditional request failed"},
            {"Code":"TransactionConflict","Message":"Transaction is ongoing for the item"},
            {"Code":"ThrottlingError","Message":"Throughput exceeds the current capacity"}],
        "Message":"Transaction cancelled, please refer cancellation reasons for specific reasons"}"#;
    let failure = failure(400, &[], body);
    assert_eq!(failure.code(), Some(DynamoDbError::TransactionCanceledException));
    let codes: Vec<_> = failure.items().iter().map(|item| item.code().unwrap()).collect();
    assert_eq!(
        codes,
        [
            DynamoDbError::ConditionalCheckFailedException,
            DynamoDbError::TransactionConflictException,
            DynamoDbError::ThrottlingException
        ]
    );
    assert_eq!(failure.items()[0].server_message(), Some("The conditional request failed"));
    assert!(!failure.items()[0].is_retryable() && failure.items()[1].is_retryable());
}
