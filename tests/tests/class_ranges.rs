//! Tests classes of integer codes by ranges: of entries, and of codes that the catalog does not have.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use errcat::{Category, Failure, Received, Retry, Severity, WireCode, decode};

errcat::codes!("class_ranges.toml");

#[test]
fn an_entry_has_the_class_of_its_code_unless_it_names_one() {
    assert_eq!(
        (ApiError::InvalidRequest.class(), ApiError::InvalidRequest.http_status()),
        (Some("request"), 422)
    );
    assert_eq!(ApiError::Overloaded.category(), Category::Unavailable);
    assert_eq!((ApiError::Failed.class(), ApiError::Failed.severity()), (Some("other"), Severity::Error));
    assert_eq!(ApiError::Elsewhere.class(), Some("other"));
}

/// Both ends are included.
#[test]
fn a_code_that_the_catalog_does_not_have_has_the_class_of_its_range() {
    for (code, class) in [
        (-32769, None),
        (-32768, Some("request")),
        (-32000, Some("request")),
        (-31999, None),
        (3999, None),
        (4000, Some("request")),
        (4999, Some("request")),
        (5000, Some("server")),
        (6000, None),
        (i64::MAX - 1, None),
        (i64::MAX, Some("server")),
    ] {
        let failure = Failure::<ApiError>::from_wire_code(code);
        assert_eq!(*failure.received(), Received::Unknown(WireCode::from(code)));
        assert_eq!(failure.class(), class, "{code}");
        let category = match class {
            Some("request") => Category::InvalidArgument,
            Some(_) => Category::Unavailable,
            None => Category::Unknown,
        };
        assert_eq!(failure.category(), category, "{code}");
    }
    let server = Failure::<ApiError>::from_wire_code(5500);
    assert_eq!((server.retry(), server.envelope_status()), (Retry::Transient, 503));
    let request = Failure::<ApiError>::from_wire_code(-32001);
    assert_eq!((request.retry(), request.envelope_status()), (Retry::Never, 422));
    // A text is not in a range of numbers.
    assert_eq!(Failure::<ApiError>::from_wire_code("5500").class(), None);
}

/// An unlisted code of a class of successes is one. A listed code is what its entry says.
#[test]
fn a_class_of_successes_has_unlisted_codes() {
    let decoded = |code: i64| decode::<ApiError>(200, &(), format!("{{\"code\":{code}}}").as_bytes());
    assert!(decoded(100).is_ok() && decoded(199).is_ok());
    assert_eq!(decoded(150).unwrap_err().code(), Some(ApiError::Failed));
    assert!(decoded(99).is_err() && decoded(200).is_err());
}
