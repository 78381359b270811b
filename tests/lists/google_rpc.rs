//! The codes of google.rpc.Code: every row of the facts, their own categories, and the same list in tonic.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

mod list {
    errcat::codes!("google-rpc.toml");
}

use errcat::{Category, Failure, Remedy, Repeat, Retry, Severity, decode};
use errcat_tests_lists::rows;

use crate::list::RpcCode;

/// A row: number, name, HTTP status.
const FACTS: &str = include_str!("../facts/google-rpc-code.tsv");

/// A google.rpc.Status in JSON.
fn response(status: u16, code: i32) -> Result<(), Failure<RpcCode>> {
    decode(status, &(), format!(r#"{{"code":{code},"message":"m","details":[]}}"#).as_bytes())
}

/// `NOT_FOUND` as `NotFound`.
fn pascal_case(name: &str) -> String {
    let word = |word: &str| word[..1].to_owned() + &word[1..].to_ascii_lowercase();
    name.split('_').map(word).collect()
}

/// The errors are the 16 categories, in the order of their numbers.
fn errors() -> impl Iterator<Item = (RpcCode, Category)> {
    (1..=16).zip(Category::ALL).map(|(code, category)| (RpcCode::from_code(code).unwrap(), category))
}

#[test]
fn every_row_is_an_entry() {
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
fn an_error_is_its_own_category_and_all_else_follows() {
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
/// higher level". A deadline and a quota are errcat's own: the next try may be in time, and the quota may be free again.
#[test]
fn what_is_repeated_is_stated() {
    for code in RpcCode::ALL {
        let stated = match code {
            RpcCode::Unavailable | RpcCode::DeadlineExceeded => Retry::Transient,
            RpcCode::ResourceExhausted => Retry::Throttled { after: None },
            RpcCode::Aborted => Retry::Remedy { remedy: Remedy::Restart, repeat: Repeat::BackOff },
            _ => Retry::Never,
        };
        assert_eq!(code.retry(), stated, "{code:?}");
    }
}

#[test]
fn ok_is_a_success() {
    assert_eq!((RpcCode::Ok.code(), RpcCode::Ok.http_status()), (0, 200));
    assert_eq!((RpcCode::Ok.severity(), RpcCode::Ok.retry()), (Severity::Success, Retry::Never));
    assert!(response(200, 0).is_ok());
    for (code, category) in errors() {
        let failure = response(category.http_status(), code.code()).unwrap_err();
        assert_eq!((failure.code(), failure.category()), (Some(code), category));
        assert_eq!(failure.server_message(), Some("m"));
    }
}

#[test]
fn every_code_has_a_message_and_every_error_says_what_to_do() {
    for code in RpcCode::ALL {
        let message = code.message();
        assert!(message.starts_with(|first: char| first.is_ascii_uppercase()), "{message}");
        assert!(message.len() < 80 && !message.contains(['.', '\n']), "{message}");
        assert_eq!(code.help().is_some(), code != RpcCode::Ok, "{code:?}");
    }
}

/// tonic confirms the numbers and, since its variants are in Pascal case, too, the names as they are written here. It
/// has no HTTP statuses, and its descriptions are texts of its own.
#[test]
fn every_number_and_name_is_that_of_tonic() {
    for code in RpcCode::ALL {
        let peer = tonic::Code::from_i32(code.code());
        assert_eq!(i32::from(peer), code.code());
        assert_eq!(format!("{peer:?}"), code.name());
    }
    // What it does not know it takes for `Unknown`: it has no further code.
    for number in (-1_000..0).chain(17..1_000) {
        assert_eq!(tonic::Code::from_i32(number), tonic::Code::Unknown, "{number}");
    }
}
