//! Compares the catalog of google.rpc.Code with the facts, with errcat's categories, and with tonic.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

mod catalog {
    errcat::codes!("google-rpc.toml");
}

use errcat::{Category, Failure, Remedy, Repeat, Retry, Severity, decode};
use errcat_tests_lists::{pascal_case, rows};

use crate::catalog::RpcCode;

/// The number, name and HTTP status of each code.
const FACTS: &str = include_str!("../facts/google-rpc-code.tsv");

/// Decodes a google.rpc.Status in JSON.
fn decoded(status: u16, code: i32) -> Result<(), Failure<RpcCode>> {
    decode(status, &(), format!(r#"{{"code":{code},"message":"m","details":[]}}"#).as_bytes())
}

/// Returns the 16 errors with their categories, both by number.
fn errors() -> impl Iterator<Item = (RpcCode, Category)> {
    (1..=16).zip(Category::ALL).map(|(code, category)| (RpcCode::from_code(code).unwrap(), category))
}

#[test]
fn every_code_of_the_facts_is_an_entry() {
    let rows = rows::<3>(FACTS);
    assert_eq!((rows.len(), RpcCode::ALL.len()), (17, 17));
    for [number, name, http] in rows {
        let code: RpcCode = number.parse().unwrap();
        assert_eq!((code as i32).to_string(), number);
        assert_eq!(code.name(), pascal_case(name));
        assert_eq!(code.http_status().to_string(), http, "{name}");
        if code != RpcCode::Ok {
            assert_eq!(code.category().name(), name.to_ascii_lowercase().replace('_', "-"));
        }
    }
    assert_eq!(RpcCode::from_code(17), None);
    assert_eq!(RpcCode::from_code(-1), None);
}

#[test]
fn an_error_has_the_category_of_its_name_and_its_defaults() {
    for (code, category) in errors() {
        assert_eq!(code.category(), category);
        assert_eq!(code.name(), format!("{category:?}"));
        assert_eq!(category.grpc_code(), code.code());
        assert_eq!(code.http_status(), category.http_status(), "{code:?}");
        assert_eq!(code.retry(), category.default_retry(), "{code:?}");
        assert_eq!(code.retry_safety(), category.default_retry_safety(), "{code:?}");
        assert_eq!(code.severity(), Severity::Error, "{code:?}");
    }
}

/// code.proto: UNAVAILABLE "can be corrected by retrying with a backoff", after ABORTED "the client should retry at a
/// higher level". That a deadline and a quota are worth a retry is errcat's decision.
#[test]
fn only_four_codes_are_worth_a_retry() {
    for code in RpcCode::ALL {
        let expected = match code {
            RpcCode::Unavailable | RpcCode::DeadlineExceeded => Retry::Transient,
            RpcCode::ResourceExhausted => Retry::Throttled { after: None },
            RpcCode::Aborted => Retry::Remedy { remedy: Remedy::Restart, repeat: Repeat::BackOff },
            _ => Retry::Never,
        };
        assert_eq!(code.retry(), expected, "{code:?}");
    }
}

#[test]
fn ok_is_a_success() {
    assert_eq!((RpcCode::Ok.code(), RpcCode::Ok.http_status()), (0, 200));
    assert_eq!((RpcCode::Ok.severity(), RpcCode::Ok.retry()), (Severity::Success, Retry::Never));
    assert!(decoded(200, 0).is_ok());
    for (code, category) in errors() {
        let failure = decoded(category.http_status(), code.code()).unwrap_err();
        assert_eq!((failure.code(), failure.category()), (Some(code), category));
        assert_eq!(failure.server_message(), Some("m"));
    }
}

#[test]
fn every_code_has_a_message_and_every_error_has_help() {
    for code in RpcCode::ALL {
        let message = code.message();
        assert!(message.starts_with(|first: char| first.is_ascii_uppercase()), "{message}");
        assert!(message.len() < 80 && !message.contains(['.', '\n']), "{message}");
        assert_eq!(code.help().is_some(), code != RpcCode::Ok, "{code:?}");
    }
}

/// tonic has the same numbers, and variants with the same names in Pascal case. It has no HTTP statuses, and its
/// descriptions are different texts.
#[test]
fn every_number_and_name_is_the_same_in_tonic() {
    for code in RpcCode::ALL {
        let peer = tonic::Code::from_i32(code.code());
        assert_eq!(i32::from(peer), code.code());
        assert_eq!(format!("{peer:?}"), code.name());
    }
    // tonic has no other codes: it maps unknown numbers to `Unknown`.
    for number in (-1_000..0).chain(17..1_000) {
        assert_eq!(tonic::Code::from_i32(number), tonic::Code::Unknown, "{number}");
    }
}
