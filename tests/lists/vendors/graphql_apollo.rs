//! The error codes of Apollo Server, in responses of GraphQL over HTTP.

mod catalog {
    errcat::codes!("../catalogs/graphql-apollo.toml");
}

use std::time::Duration;

use errcat::{Call, CustomRemedy, Decision, ErrorCode, Failure, Received, Remedy, WireCode, decode};
use errcat_tests_lists::{pascal_case, rows};

use self::catalog::GraphQlError;

/// The code, the code of a validation error, and the HTTP status of each error.
const FACTS: &str = include_str!("../../facts/graphql-apollo.tsv");

const SEND_FULL_QUERY: Remedy = Remedy::Custom(CustomRemedy {
    name: "send-full-query",
    description: "Send the text of the query along with its hash.",
});

fn failure(status: u16, body: &str) -> Failure<GraphQlError> {
    decode(status, &(), body.as_bytes()).unwrap_err()
}

/// The last two entries are of earlier versions.
#[test]
fn every_code_of_the_facts_is_an_entry() {
    let rows = rows::<3>(FACTS);
    assert_eq!(GraphQlError::ALL.len(), rows.len() + 2);
    for ([code, validation_code, http], found) in rows.into_iter().zip(GraphQlError::ALL) {
        let name = if validation_code.is_empty() { code } else { validation_code };
        assert_eq!((found.code(), found.name()), (code, pascal_case(name).as_str()));
        let subcode = (!validation_code.is_empty()).then(|| WireCode::from(validation_code));
        assert_eq!(found.subcode(), subcode);
        assert_eq!(found.http_status().to_string(), http, "{name}");
    }
}

/// The example in Apollo's documentation of a misspelt `__typename`.
#[test]
fn the_example_of_the_documentation_is_decoded() {
    let body = r#"{"errors":[{
        "message":"Cannot query field \"__typenam\" on type \"Query\".",
        "locations":[{"line":1,"column":2}],
        "extensions":{"code":"GRAPHQL_VALIDATION_FAILED","stacktrace":["GraphQLError: Cannot query field"]}}]}"#;
    let failure = failure(400, body);
    assert_eq!(failure.code(), Some(GraphQlError::GraphqlValidationFailed));
    assert_eq!(failure.server_message(), Some(r#"Cannot query field "__typenam" on type "Query"."#));
    assert_eq!(failure.items().len(), 1);
}

/// The example of section 7.1.2 of the GraphQL specification: a response with an error and with data.
#[test]
fn an_error_without_a_code_is_a_failure() {
    let body = r#"{"errors":[{
        "message":"Name for character with ID 1002 could not be fetched.",
        "locations":[{"line":6,"column":7}],
        "path":["hero","heroFriends",1,"name"]}],
        "data":{"hero":{"name":"R2-D2","heroFriends":[{"id":"1000","name":"Luke Skywalker"}]}}}"#;
    let failure = failure(200, body);
    assert_eq!(*failure.received(), Received::Absent);
    assert_eq!(failure.server_message(), Some("Name for character with ID 1002 could not be fetched."));
    assert_eq!(failure.items()[0].extra("field"), Some(&WireCode::from("hero")));
}

#[test]
fn a_response_without_errors_is_a_success() {
    for body in [r#"{"data":{"hero":null}}"#, r#"{"errors":[],"data":{}}"#, r#"{"errors":null,"data":{}}"#] {
        assert!(decode::<GraphQlError>(200, &(), body.as_bytes()).is_ok(), "{body}");
    }
}

#[test]
fn each_error_is_an_item_with_a_code_of_its_own() {
    let body = r#"{"data":null,"errors":[
        {"message":"a","path":["user"],"extensions":{"code":"UNAUTHENTICATED"}},
        {"message":"b","path":["orders"],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}"#;
    let failure = failure(200, body);
    assert_eq!(failure.code(), Some(GraphQlError::Unauthenticated));
    let items: Vec<_> = failure.items().iter().map(|item| (item.code(), item.server_message())).collect();
    let second = (Some(GraphQlError::InternalServerError), Some("b"));
    assert_eq!(items, [(Some(GraphQlError::Unauthenticated), Some("a")), second]);
}

/// Apollo's `NoIntrospection` rule adds `validationErrorCode` beside the code of every validation error.
#[test]
fn a_validation_error_may_have_a_code_of_its_own() {
    let body = r#"{"errors":[{"message":"m","extensions":{"code":"GRAPHQL_VALIDATION_FAILED",
        "validationErrorCode":"INTROSPECTION_DISABLED"}}]}"#;
    assert_eq!(failure(400, body).code(), Some(GraphQlError::IntrospectionDisabled));
}

/// Automatic persisted queries: the first request has only the hash, and the second one the query, too.
#[test]
fn a_query_that_the_server_does_not_know_is_sent_in_full() {
    let body = r#"{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND"}}]}"#;
    let failure = failure(200, body);
    let mut call = Call::new("POST").with_remedy(SEND_FULL_QUERY);
    let expected = Decision::Remedy { remedy: SEND_FULL_QUERY, after: Duration::ZERO };
    assert_eq!(call.decide(&failure), expected);
}
