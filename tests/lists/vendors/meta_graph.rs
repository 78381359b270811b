//! Errors of the Graph API of Meta.

mod catalog {
    errcat::codes!("../catalogs/meta-graph.toml");
}

use errcat::{Call, Decision, ErrorCode, Failure, Received, Remedy, Repeat, Retry, WireCode, decode};
use errcat_tests_lists::{number, pascal_case, rows};

use self::catalog::GraphError;

/// The code or the range of codes, the subcode and the name of each error.
const FACTS: &str = include_str!("../../facts/meta-graph.tsv");

fn failure(status: u16, body: &str) -> Failure<GraphError> {
    decode(status, &(), body.as_bytes()).unwrap_err()
}

/// 102 and 190 have one entry: for both, a new access token is needed, and the subcode says more.
#[test]
fn every_code_and_subcode_of_the_facts_leads_to_an_entry() {
    let rows = rows::<3>(FACTS);
    let mut found = Vec::new();
    for [codes, subcode, name] in rows {
        let code = number(codes.split('-').next().unwrap());
        let mut entry = GraphError::from_code(i32::try_from(code).unwrap()).unwrap();
        if !subcode.is_empty() {
            let refined = entry.refined_by(number(subcode));
            assert_eq!(refined.refined(), Some(entry), "{name}");
            assert_eq!(GraphError::from_code(102).unwrap().refined_by(number(subcode)), refined);
            entry = refined;
        }
        if ![102, 190].contains(&code) || !subcode.is_empty() {
            assert_eq!(entry.name(), pascal_case(name));
        }
        found.push(entry);
    }
    found.sort_unstable();
    found.dedup();
    assert_eq!(found, GraphError::ALL.into_iter().collect::<Vec<_>>());
    for permission in 200..=299 {
        assert_eq!(GraphError::from_code(permission), Some(GraphError::ApiPermission));
    }
    assert_eq!((GraphError::from_code(199), GraphError::from_code(300)), (None, None));
}

/// The example of the documentation.
#[test]
fn the_example_of_the_documentation_is_decoded() {
    let body = r#"{
      "error": {
        "message": "Message describing the error",
        "type": "OAuthException",
        "code": 190,
        "error_subcode": 460,
        "error_user_title": "A title",
        "error_user_msg": "A message",
        "fbtrace_id": "EJplcsCHuLu"
      }
    }"#;
    let failure = failure(400, body);
    assert_eq!(failure.code(), Some(GraphError::PasswordChanged));
    assert_eq!(failure.subcode(), Some(&WireCode::Number(460)));
    assert_eq!(failure.trace_id(), Some("EJplcsCHuLu"));
    assert_eq!(failure.server_message(), Some("Message describing the error"));
    assert_eq!(failure.extra("type"), Some(&WireCode::from("OAuthException")));
    assert_eq!(failure.extra("user_message"), Some(&WireCode::from("A message")));
}

/// "Get a new access token" for 463 and 467; 459 and 464 need the user; an unknown subcode is that of the code.
#[test]
fn the_subcode_decides_what_to_do_about_a_token() {
    let retry = |remedy| Retry::Remedy { remedy, repeat: Repeat::Once };
    for (subcode, expected) in [
        (458, retry(Remedy::Reauthorize)),
        (459, Retry::Never),
        (460, retry(Remedy::Reauthorize)),
        (463, retry(Remedy::RefreshToken)),
        (464, Retry::Never),
        (467, retry(Remedy::RefreshToken)),
        (492, Retry::Never),
        (999, retry(Remedy::RefreshToken)),
    ] {
        for code in [102, 190] {
            let failure =
                failure(401, &format!(r#"{{"error":{{"code":{code},"error_subcode":{subcode}}}}}"#));
            assert_eq!(failure.retry(), expected, "{code} {subcode}");
            assert_eq!(failure.wire_code(), Some(&WireCode::Number(code)));
        }
    }
}

#[test]
fn an_error_may_state_that_it_is_temporary() {
    let transient = failure(400, r#"{"error":{"code":190,"error_subcode":463,"is_transient":false}}"#);
    assert_eq!(transient.code(), Some(GraphError::Expired));
    let unknown = failure(500, r#"{"error":{"message":"m","code":99,"is_transient":true}}"#);
    assert_eq!(*unknown.received(), Received::Unknown(WireCode::Number(99)));
    assert!(matches!(Call::new("GET").decide(&unknown), Decision::Retry { .. }));
    assert!(
        matches!(Call::new("POST").decide(&unknown), Decision::GiveUp(_)),
        "it may have been carried out"
    );
    let never = failure(503, r#"{"error":{"code":2,"is_transient":false}}"#);
    assert!(matches!(Call::new("GET").decide(&never), Decision::GiveUp(_)));
}
