//! The error codes of OAuth 2.0.

mod catalog {
    errcat::codes!("../catalogs/oauth-2.toml");
}

use std::time::Duration;

use errcat::{Call, Decision, Failure, Received, Remedy, Repeat, Retry, WireCode, decode};
use errcat_tests_lists::{assert_entries, pascal_case, rows};

use self::catalog::OAuthError;

/// Each code, the section that defines it, and the HTTP status that it is sent with or that it replaces.
const FACTS: &str = include_str!("../../facts/oauth-2.tsv");

fn failure(status: u16, body: &str) -> Failure<OAuthError> {
    decode(status, &(), body.as_bytes()).unwrap_err()
}

#[test]
fn every_code_of_the_standards_is_an_entry() {
    let rows = rows::<3>(FACTS);
    assert_eq!(rows.len(), 15);
    let entry = |[code, ..]: [&'static str; 3]| (pascal_case(code), WireCode::from(code));
    assert_entries::<OAuthError>(rows.into_iter().map(entry));
}

#[test]
fn the_status_is_that_of_the_standard() {
    for [code, section, http] in rows::<3>(FACTS) {
        let found = OAuthError::from_code(code).unwrap();
        assert!(http.is_empty() || found.http_status().to_string() == http, "{code}");
        let (rfc, section) = section.split_once(' ').unwrap().1.split_once(' ').unwrap();
        let url = format!("https://www.rfc-editor.org/rfc/rfc{rfc}.html#section-{section}");
        assert_eq!(found.url(), Some(url.as_str()));
    }
}

/// The example of RFC 6749, section 5.2.
#[test]
fn the_example_of_the_standard_is_decoded() {
    let failure = failure(400, "{\n  \"error\":\"invalid_request\"\n}");
    assert_eq!(failure.code(), Some(OAuthError::InvalidRequest));
    assert_eq!((failure.server_message(), failure.retry()), (None, Retry::Never));
}

/// A success of section 5.1 has no `error`.
#[test]
fn a_token_is_a_success() {
    let body = br#"{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"example","expires_in":3600}"#;
    assert!(decode::<OAuthError>(200, &(), body).is_ok());
}

/// RFC 8628, section 3.5: after `authorization_pending` the client "MUST wait at least" the interval, 5 seconds by default;
/// `slow_down` increases it by 5 seconds.
#[test]
fn a_device_polls_until_the_user_has_decided() {
    let mut call = Call::new("POST");
    let pending = failure(400, r#"{"error":"authorization_pending"}"#);
    assert!(matches!(call.decide(&pending), Decision::Retry { .. }));
    let slow_down = failure(400, r#"{"error":"slow_down"}"#);
    assert_eq!(slow_down.retry_after(), Some(Duration::from_secs(10)));
    assert!(matches!(call.decide(&slow_down), Decision::Retry { after } if after >= Duration::from_secs(10)));
    assert!(matches!(call.decide(&failure(400, r#"{"error":"access_denied"}"#)), Decision::GiveUp(_)));
}

/// RFC 6750, section 3.1, of invalid_token: "The client MAY request a new access token and retry". A refresh token that is
/// not valid cannot help to get one.
#[test]
fn an_access_token_is_refreshed_and_a_refresh_token_is_not() {
    let retry = |remedy| Retry::Remedy { remedy, repeat: Repeat::Once };
    assert_eq!(OAuthError::InvalidToken.retry(), retry(Remedy::RefreshToken));
    assert_eq!(OAuthError::InvalidGrant.retry(), retry(Remedy::Reauthorize));
    assert_eq!(OAuthError::ExpiredToken.retry(), retry(Remedy::Reauthorize));
}

/// RFC 6749, section 8.5: extensions have codes of their own.
#[test]
fn a_code_of_an_extension_is_kept() {
    let body = r#"{"error":"use_dpop_nonce","error_description":"d","error_uri":"https://example.com/e"}"#;
    let failure = failure(401, body);
    assert_eq!(*failure.received(), Received::Unknown(WireCode::from("use_dpop_nonce")));
    assert_eq!(failure.server_message(), Some("d"));
    assert_eq!(failure.extra("uri"), Some(&WireCode::from("https://example.com/e")));
}
