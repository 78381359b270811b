//! Unsigned codes, defaults of unknown codes, and URLs, with the catalog `expansions/unsigned.toml`.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

#[rustfmt::skip] // as the macro leaves it
#[path = "../expansions/unsigned.rs"]
mod unsigned;

use errcat::{
    AnyCode, Category, Coded, ErrorCode, Failure, Received, Retry, RetrySafety, Severity, WireCode,
};

use crate::unsigned::{SmallError, WideError};

#[test]
fn a_u64_code_is_the_discriminant() {
    assert_eq!(WideError::Greatest as u64, u64::MAX);
    assert_eq!(WideError::Greatest.code(), 18_446_744_073_709_551_615);
    assert_eq!(u64::from(WideError::Half), 1 << 63);
    assert_eq!(size_of::<WideError>(), 8);
    assert!(WideError::Half < WideError::Greatest, "variants are ordered as their codes are");
}

#[test]
fn a_u8_code_is_the_discriminant() {
    assert_eq!(SmallError::Greatest as u8, 255);
    assert_eq!(u8::from(SmallError::Least), 1);
    assert_eq!(size_of::<SmallError>(), 1);
    assert_eq!(SmallError::try_from(255), Ok(SmallError::Greatest));
    assert!(SmallError::try_from(2).is_err());
}

/// A look-up treats every code as 64 bits, which the table's `type` interprets.
#[test]
fn a_u64_code_is_found_and_its_neighbours_are_not() {
    const GREATEST: Option<WideError> = WideError::from_code(u64::MAX);
    assert_eq!(GREATEST, Some(WideError::Greatest));
    for also in [u64::MAX - 1, 1, u64::MAX / 2] {
        assert_eq!(WideError::from_code(also), Some(WideError::Greatest), "{also}");
    }
    assert_eq!(WideError::from_code(1 << 63), Some(WideError::Half));
    for unknown in [0, 3, u64::MAX - 2, u64::MAX / 2 - 1, (1 << 63) + 1] {
        assert_eq!(WideError::from_code(unknown), None, "{unknown}");
    }
}

/// A negative number has the same 64 bits as a large unsigned one, and is a different number.
#[test]
fn a_number_out_of_range_is_not_a_code() {
    let found = |number: i128| <WideError as ErrorCode>::from_code(WireCode::Number(number));
    assert_eq!(found(i128::from(u64::MAX)), Some(WideError::Greatest));
    for number in
        [-1, -2, i128::from(u64::MAX) + 1, i128::from(u64::MAX) + 2, i128::from(i64::MIN), i128::MAX]
    {
        assert_eq!(found(number), None, "{number}");
    }
    let found = |number: i128| <SmallError as ErrorCode>::from_code(WireCode::Number(number));
    assert_eq!(
        (found(255), found(-1), found(256), found(511)),
        (Some(SmallError::Greatest), None, None, None)
    );
}

#[test]
fn a_u64_code_is_written_and_read_with_all_its_digits() {
    let code = WideError::Greatest;
    assert_eq!(code.wire_code(), WireCode::Number(18_446_744_073_709_551_615));
    assert_eq!(code.any_code().wire_code().to_string(), "18446744073709551615");
    assert_eq!("18446744073709551615".parse(), Ok(code));
    assert!("-1".parse::<WideError>().is_err());
    assert_eq!(serde_json::to_string(&code).unwrap(), "18446744073709551615");
    for json in ["18446744073709551615", "\"18446744073709551615\"", "18446744073709551614"] {
        assert_eq!(serde_json::from_str::<WideError>(json).unwrap(), code, "{json}");
    }
    assert!(serde_json::from_str::<WideError>("-1").is_err());
}

fn unknown<C: ErrorCode>(code: i128) -> Failure<C> {
    Failure::new(Received::Unknown(WireCode::Number(code)))
}

/// The defaults of the catalog take precedence over the HTTP status; the retry follows from the stated category.
#[test]
fn an_unknown_code_has_the_defaults_of_its_table() {
    for failure in [unknown::<SmallError>(77), unknown(77).with_http_status(404)] {
        assert_eq!(failure.category(), Category::Unavailable);
        assert_eq!((failure.retry(), failure.retry_safety()), (Retry::Transient, RetrySafety::IfIdempotent));
        assert_eq!(failure.severity(), Severity::Warning);
    }
}

#[test]
fn an_unknown_code_without_defaults_is_classified_by_the_status() {
    let failure = unknown::<WideError>(77).with_http_status(404);
    assert_eq!((failure.category(), failure.retry()), (Category::NotFound, Retry::Transient));
    assert_eq!((failure.retry_safety(), failure.severity()), (RetrySafety::Always, Severity::Error));
    let failure = unknown::<WideError>(77);
    assert_eq!((failure.category(), failure.retry_safety()), (Category::Unknown, RetrySafety::IfIdempotent));
}

#[test]
fn the_status_of_an_envelope_is_the_received_one_or_the_default_or_that_of_the_category() {
    assert_eq!(unknown::<SmallError>(77).envelope_status(), 502);
    assert_eq!(unknown::<SmallError>(77).with_http_status(404).envelope_status(), 404);
    assert_eq!(
        unknown::<SmallError>(77).with_http_status(200).envelope_status(),
        502,
        "200 is not the status of an error"
    );
    assert_eq!(unknown::<WideError>(77).envelope_status(), 500, "the table has no default status");
    assert_eq!(Failure::from(WideError::Half).envelope_status(), 404);
    assert_eq!(Failure::<SmallError>::new(Received::Absent).envelope_status(), 503);
}

/// The defaults apply to unknown codes only: without a code, the status decides.
#[test]
fn a_failure_without_a_code_does_not_have_the_defaults_of_unknown_codes() {
    let failure = Failure::<SmallError>::new(Received::Absent).with_http_status(404);
    assert_eq!((failure.category(), failure.severity()), (Category::NotFound, Severity::Error));
}

#[test]
fn an_entry_has_the_url_of_the_catalog() {
    const URL: Option<&str> = WideError::Greatest.url();
    assert_eq!(URL, Some("https://example.com/errors#greatest"));
    assert_eq!(WideError::Half.url(), None);
    assert_eq!(SmallError::Least.url(), None, "the table has no URL");
    assert_eq!(ErrorCode::url(WideError::Greatest), URL);
    assert_eq!(AnyCode::url(WideError::Greatest.any_code()), URL);
}
