//! The error codes of JSON-RPC 2.0.

mod catalog {
    errcat::codes!("../catalogs/json-rpc-2.toml");
}

use errcat::{Category, Decoder, Failure, Received, Retry, WireCode, decode};
use errcat_tests_lists::{assert_entries, number, pascal_case, rows};

use self::catalog::JsonRpcError;

/// The code or the range of codes of each error, and its message.
const FACTS: &str = include_str!("../../facts/json-rpc-2.tsv");

fn failure(body: &str) -> Failure<JsonRpcError> {
    decode(200, &(), body.as_bytes()).unwrap_err()
}

#[test]
fn every_code_of_the_specification_is_an_entry() {
    let rows = rows::<2>(FACTS);
    assert_eq!(rows.len(), 6);
    let first = |codes: &'static str| number(codes.split(' ').next().unwrap());
    let entry = |[codes, message]: [&'static str; 2]| (pascal_case(message), WireCode::from(first(codes)));
    assert_entries::<JsonRpcError>(rows.iter().copied().map(entry));
    for [codes, message] in rows {
        assert_eq!(JsonRpcError::from_name(&pascal_case(message)).unwrap().message(), message, "{codes}");
    }
}

/// "-32000 to -32099: Server error".
#[test]
fn each_code_of_the_range_is_a_server_error_and_is_kept() {
    for code in -32099..=-32000 {
        assert_eq!(JsonRpcError::from_code(code), Some(JsonRpcError::ServerError), "{code}");
    }
    for code in [-32768, -32100, -31999, -32701, -1, 0] {
        assert_eq!(JsonRpcError::from_code(code), None, "{code}");
    }
    let failure = failure(r#"{"jsonrpc":"2.0","error":{"code":-32005,"message":"m"},"id":1}"#);
    assert_eq!(failure.code(), Some(JsonRpcError::ServerError));
    assert_eq!(failure.wire_code(), Some(&WireCode::Number(-32005)));
}

/// The examples of section 7.
#[test]
fn the_examples_of_the_specification_are_decoded() {
    let not_found =
        r#"{"jsonrpc": "2.0", "error": {"code": -32601, "message": "Method not found"}, "id": "1"}"#;
    let failure = failure(not_found);
    assert_eq!(failure.code(), Some(JsonRpcError::MethodNotFound));
    assert_eq!(failure.server_message(), Some("Method not found"));
    assert_eq!(failure.extra("id"), Some(&WireCode::from("1")));
    let parse_error =
        r#"{"jsonrpc": "2.0", "error": {"code": -32700, "message": "Parse error"}, "id": null}"#;
    let failure = self::failure(parse_error);
    assert_eq!((failure.code(), failure.extra("id")), (Some(JsonRpcError::ParseError), None));
    assert!(decode::<JsonRpcError>(200, &(), br#"{"jsonrpc": "2.0", "result": 19, "id": 1}"#).is_ok());
}

/// The last example of a batch in section 7: the third and the fourth response are errors.
#[test]
fn each_response_of_a_batch_is_an_item() {
    let body = br#"[
        {"jsonrpc": "2.0", "result": 7, "id": "1"},
        {"jsonrpc": "2.0", "result": 19, "id": "2"},
        {"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": null},
        {"jsonrpc": "2.0", "error": {"code": -32601, "message": "Method not found"}, "id": "5"},
        {"jsonrpc": "2.0", "result": ["hello", 5], "id": "9"}
    ]"#;
    assert!(decode::<JsonRpcError>(200, &(), body).is_ok(), "the batch itself has no error");
    let failures = Decoder::new().decode_items::<JsonRpcError>(body);
    let found: Vec<_> =
        failures.iter().map(|failure| (failure.code().unwrap(), failure.extra("id"))).collect();
    let id = WireCode::from("5");
    assert_eq!(found, [(JsonRpcError::InvalidRequest, None), (JsonRpcError::MethodNotFound, Some(&id))]);
}

/// Section 5.1: codes outside of -32768 to -32000 belong to the application.
#[test]
fn a_code_of_the_application_is_kept() {
    let failure = failure(r#"{"jsonrpc":"2.0","error":{"code":100,"message":"m"},"id":1}"#);
    assert_eq!(*failure.received(), Received::Unknown(WireCode::Number(100)));
    assert_eq!(JsonRpcError::InternalError.category(), Category::Internal);
    assert!(
        JsonRpcError::ALL.into_iter().all(|code| code.retry() == Retry::Never),
        "nothing states that a retry helps"
    );
}
