//! The error codes of HTTP/2.

mod catalog {
    errcat::codes!("../catalogs/http-2.toml");
}

use errcat::{Call, Category, Decision, Failure, Received, Retry, RetrySafety, Severity, WireCode};
use errcat_tests_lists::{assert_entries, number, pascal_case, rows};

use self::catalog::Http2Error;

/// The code and name of each error, and the category to which gRPC over HTTP/2 maps it, if it does.
const FACTS: &str = include_str!("../../facts/http-2.tsv");

#[test]
fn every_code_of_the_standard_is_an_entry() {
    let rows = rows::<3>(FACTS);
    assert_eq!(rows.len(), 14);
    let entry = |[code, name, _]: [&str; 3]| (pascal_case(name), WireCode::from(number(code)));
    assert_entries::<Http2Error>(rows.into_iter().map(entry));
    assert_eq!(Http2Error::from_name("Http11Required"), Some(Http2Error::Http11Required));
}

/// gRPC calls a stream that ends with NO_ERROR and without a status INTERNAL; by itself the code is no error.
#[test]
fn the_category_is_that_of_grpc() {
    for [code, name, grpc] in rows::<3>(FACTS) {
        let found: Http2Error = number(code).to_string().parse().unwrap();
        if name == "NO_ERROR" {
            assert_eq!(found.severity(), Severity::Success);
        } else if !grpc.is_empty() {
            assert_eq!(found.category().name(), grpc, "{name}");
        }
    }
}

/// Section 8.7: a request whose stream is refused "can be safely retried".
#[test]
fn a_refused_stream_is_always_safe_to_retry() {
    let code = Http2Error::RefusedStream;
    assert_eq!((code.retry(), code.retry_safety()), (Retry::Transient, RetrySafety::Always));
    let failure = Failure::from(code);
    assert!(matches!(Call::new("POST").decide(&failure), Decision::Retry { .. }));
    let retryable = Http2Error::ALL.into_iter().filter(|code| code.is_retryable() && code.is_retry_safe());
    assert_eq!(retryable.collect::<Vec<_>>(), [code], "the only code with such a guarantee");
}

#[test]
fn excessive_load_is_throttled_and_not_safe_to_retry() {
    let code = Http2Error::EnhanceYourCalm;
    assert_eq!(
        (code.retry(), code.retry_safety()),
        (Retry::Throttled { after: None }, RetrySafety::IfIdempotent)
    );
    let failure = Failure::from(code);
    assert!(matches!(Call::new("POST").decide(&failure), Decision::GiveUp(_)));
    assert!(matches!(Call::new("GET").decide(&failure), Decision::Retry { .. }));
}

/// Section 7: unknown codes "MAY be treated by an implementation as being equivalent to INTERNAL_ERROR".
#[test]
fn an_unknown_code_is_an_internal_error() {
    for code in [0x0e_u32, u32::MAX] {
        assert_eq!(Http2Error::from_code(code), None);
        let failure = Failure::<Http2Error>::new(Received::from(WireCode::from(code)));
        assert_eq!((failure.category(), failure.retry()), (Category::Internal, Retry::Never));
    }
}

/// The last four bytes of RST_STREAM (section 6.4) are the code.
#[test]
fn the_bytes_of_a_frame_are_a_code() {
    let payload = [0, 0, 0, 0x0b];
    assert_eq!(Http2Error::from_code(u32::from_be_bytes(payload)), Some(Http2Error::EnhanceYourCalm));
}
