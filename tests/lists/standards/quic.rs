//! The transport error codes of QUIC.

mod catalog {
    errcat::codes!("../catalogs/quic.toml");
}

use errcat::{Category, Failure, Received, Retry, RetrySafety, Severity, WireCode};
use errcat_tests_lists::{assert_entries, number, pascal_case, rows};

use self::catalog::TransportError;

/// The code, or first and last code, and the name of each error.
const FACTS: &str = include_str!("../../facts/quic.tsv");

#[test]
fn every_code_of_the_standard_is_an_entry() {
    let rows = rows::<2>(FACTS);
    assert_eq!(rows.len(), 18);
    let first = |codes: &'static str| number(codes.split('-').next().unwrap());
    let entry = |[codes, name]: [&'static str; 2]| (pascal_case(name), WireCode::from(first(codes)));
    assert_entries::<TransportError>(rows.into_iter().map(entry));
}

/// Section 20.1: CRYPTO_ERROR is 0x0100-0x01ff. RFC 9001, section 4.8: the alert is added to 0x0100.
#[test]
fn each_tls_alert_is_a_crypto_error() {
    for code in 0x0100..=0x01ff_u64 {
        assert_eq!(TransportError::from_code(code), Some(TransportError::CryptoError), "{code:#x}");
    }
    for code in [0x11, 0xff, 0x0200, (1 << 62) - 1, u64::MAX] {
        assert_eq!(TransportError::from_code(code), None, "{code:#x}");
    }
    let no_application_protocol = 120;
    let received = Received::from(WireCode::from(0x0100 + no_application_protocol));
    assert_eq!(received, Received::Known(TransportError::CryptoError));
    assert_eq!(TransportError::CryptoError.category(), Category::Unauthenticated);
}

/// The greatest code of 62 bits is kept whole.
#[test]
fn an_unknown_code_is_kept() {
    let code = WireCode::from((1_u64 << 62) - 1);
    let failure = Failure::<TransportError>::new(Received::from(code.clone()));
    assert_eq!(failure.wire_code(), Some(&code));
    assert_eq!((failure.category(), failure.retry()), (Category::Internal, Retry::Never));
}

#[test]
fn only_the_end_of_a_connection_is_worth_a_retry() {
    let retryable: Vec<_> = TransportError::ALL.into_iter().filter(|code| code.is_retryable()).collect();
    let refused = [TransportError::ConnectionRefused, TransportError::InvalidToken];
    assert_eq!(retryable, [refused[0], refused[1], TransportError::AeadLimitReached]);
    // Both answer the first packets of a connection.
    assert!(refused.into_iter().all(TransportError::is_retry_safe));
    assert_eq!(TransportError::AeadLimitReached.retry_safety(), RetrySafety::IfIdempotent);
    assert_eq!(TransportError::NoError.severity(), Severity::Success);
}
