//! The close codes of WebSocket.

mod catalog {
    errcat::codes!("../catalogs/websocket-close.toml");
}

use std::time::Duration;

use errcat::{Category, Retry, Severity, WireCode};
use errcat_tests_lists::{assert_entries, number, pascal_case, rows};

use self::catalog::CloseCode;

/// The code and name of each row of the registry, and whether a Close frame may have it.
const FACTS: &str = include_str!("../../facts/websocket-close.tsv");

#[test]
fn every_code_of_the_registry_is_an_entry() {
    let rows = rows::<3>(FACTS);
    assert_eq!(rows.len(), 18);
    let entry = |[code, name, _]: [&str; 3]| (pascal_case(name), WireCode::from(number(code)));
    assert_entries::<CloseCode>(rows.into_iter().map(entry));
    for unassigned in [0, 999, 1004, 1016, 2999, 3001, 3999, 4000] {
        assert_eq!(CloseCode::from_code(unassigned), None);
    }
}

/// Section 7.4.1: 1005, 1006 and 1015 "MUST NOT be set as a status code in a Close control frame by an endpoint".
#[test]
fn the_codes_that_are_never_sent_have_a_class_of_their_own() {
    for [code, name, may_be_sent] in rows::<3>(FACTS) {
        let found: CloseCode = code.parse().unwrap();
        assert_eq!(found.class() == Some("local"), may_be_sent == "no", "{name}");
    }
    let local = CloseCode::ALL.into_iter().filter(|code| code.class() == Some("local"));
    assert_eq!(local.map(CloseCode::code).collect::<Vec<_>>(), [1005, 1006, 1015]);
}

#[test]
fn a_service_that_is_away_for_a_while_is_worth_another_connection() {
    let retryable = CloseCode::ALL.into_iter().filter(|code| code.is_retryable());
    assert_eq!(
        retryable.map(CloseCode::code).collect::<Vec<_>>(),
        [1001, 1006, 1012, 1013, 1014, 3008],
        "the peer, the connection, the service, its capacity, its upstream, the time"
    );
    let wait = Some(Duration::from_secs(5));
    assert_eq!(CloseCode::ServiceRestart.retry(), Retry::Throttled { after: wait });
    assert_eq!(CloseCode::NormalClosure.severity(), Severity::Success);
    assert_eq!(CloseCode::BadGateway.http_status(), 502);
    assert_eq!(CloseCode::PolicyViolation.category(), Category::PermissionDenied);
}
