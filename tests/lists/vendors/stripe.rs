//! Errors of the Stripe API.

mod catalog {
    errcat::codes!("../catalogs/stripe.toml");
}

use errcat::{Call, Decision, ErrorCode, Failure, Retry, RetryHint, WireCode, decode};
use errcat_tests_lists::{pascal_case, rows};

use self::catalog::StripeError;

/// The code, decline code, type and HTTP status of each error.
const FACTS: &str = include_str!("../../facts/stripe.tsv");

/// Decodes an error with the fields that the API reference lists.
fn failure(fields: &str, headers: &[(&str, &str)]) -> Failure<StripeError> {
    let body = format!(r#"{{"error":{{{fields}}}}}"#);
    decode(402, &headers, body.as_bytes()).unwrap_err()
}

const DECLINED: &str = r#""charge":"ch_1","code":"card_declined","doc_url":"https://stripe.com/docs/error-codes/card-declined","message":"m","type":"card_error""#;

#[test]
fn every_code_of_the_facts_is_an_entry() {
    let rows = rows::<4>(FACTS);
    assert_eq!(rows.len(), StripeError::ALL.len());
    for ([code, decline_code, r#type, http], found) in rows.into_iter().zip(StripeError::ALL) {
        assert_eq!(found.code(), code);
        let subcode = (!decline_code.is_empty()).then(|| WireCode::from(decline_code));
        assert_eq!(found.subcode(), subcode, "{code}");
        assert_eq!(found.http_status().to_string(), http, "{code} {decline_code}");
        assert_eq!(found.extra("type"), Some(WireCode::from(r#type)), "{code} {decline_code}");
        let name = if decline_code.is_empty() {
            assert_eq!(StripeError::from_code(code), Some(found));
            pascal_case(code)
        } else {
            assert_eq!(StripeError::from_code(code), Some(StripeError::CardDeclined));
            assert_eq!(StripeError::CardDeclined.refined_by(decline_code), found);
            format!("Declined{}", pascal_case(decline_code))
        };
        assert_eq!(found.name(), name);
    }
}

#[test]
fn a_decline_code_refines_a_declined_card() {
    let failure = failure(&format!(r#"{DECLINED},"decline_code":"insufficient_funds""#), &[]);
    assert_eq!(failure.code(), Some(StripeError::DeclinedInsufficientFunds));
    assert_eq!(failure.subcode(), Some(&WireCode::from("insufficient_funds")));
    assert_eq!(failure.wire_code(), Some(&WireCode::from("card_declined")));
    assert_eq!(failure.extra("charge"), Some(&WireCode::from("ch_1")));
    assert_eq!((failure.retry(), failure.server_message()), (Retry::Never, Some("m")));
}

#[test]
fn a_decline_code_that_the_catalog_does_not_have_is_a_declined_card() {
    let failure = failure(&format!(r#"{DECLINED},"decline_code":"no_action_taken""#), &[]);
    assert_eq!(failure.code(), Some(StripeError::CardDeclined));
    assert_eq!(failure.subcode(), Some(&WireCode::from("no_action_taken")));
}

/// The documentation of declines: `advice_code` is `confirm_card_data`, `do_not_try_again` or `try_again_later`.
#[test]
fn the_issuer_states_whether_to_try_again() {
    let advised = |advice| {
        let fields = format!(r#"{DECLINED},"decline_code":"insufficient_funds","advice_code":"{advice}""#);
        failure(&fields, &[])
    };
    assert!(matches!(advised("try_again_later").retry_hint(), Some(RetryHint::Retry { .. })));
    assert!(matches!(Call::new("POST").decide(&advised("try_again_later")), Decision::Retry { .. }));
    for advice in ["do_not_try_again", "confirm_card_data"] {
        assert_eq!(advised(advice).retry_hint(), Some(RetryHint::Never), "{advice}");
        assert!(matches!(Call::new("POST").decide(&advised(advice)), Decision::GiveUp(_)), "{advice}");
    }
}

/// The header goes before what the catalog says of the code.
#[test]
fn stripe_states_whether_to_retry() {
    let decide = |code: &str, header: &str| {
        let failure = failure(&format!(r#""code":"{code}""#), &[("Stripe-Should-Retry", header)]);
        Call::new("POST").decide(&failure)
    };
    assert!(matches!(decide("lock_timeout", "false"), Decision::GiveUp(_)));
    assert!(matches!(decide("lock_timeout", "true"), Decision::Retry { .. }));
    assert!(matches!(decide("card_declined", "true"), Decision::Retry { .. }));
    assert!(matches!(decide("card_declined", ""), Decision::GiveUp(_)), "not a readable value");
}

/// The type of the error is sent again if errcat encodes it.
#[test]
fn the_type_is_sent() {
    let body = String::from_utf8(Failure::from(StripeError::DeclinedLostCard).encode("en")).unwrap();
    for part in [r#""code":"card_declined""#, r#""decline_code":"lost_card""#, r#""type":"card_error""#] {
        assert!(body.contains(part), "{body}");
    }
}
