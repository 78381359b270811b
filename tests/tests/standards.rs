//! Compares the names and numbers of the shared types with the standards that define them.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use errcat_types::{Category, Repeat, RetrySafety, Severity};

/// The number, name and HTTP status of each code in `google/rpc/code.proto`.
const GOOGLE_RPC: &str = include_str!("../facts/google-rpc-code.tsv");

#[test]
fn categories_are_the_codes_of_google_rpc_except_ok() {
    let mut rows: Vec<(i32, String, u16)> = GOOGLE_RPC
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let name = cells[1].to_lowercase().replace('_', "-");
            (cells[0].parse().unwrap(), name, cells[2].parse().unwrap())
        })
        .collect();
    rows.sort();
    assert_eq!(rows[0].1, "ok");
    assert_eq!((rows.len(), Category::ALL.len()), (17, 16));
    for (category, (number, name, http)) in Category::ALL.into_iter().zip(&rows[1..]) {
        assert_eq!(category.grpc_code(), *number);
        assert_eq!(category.name(), name);
        assert_eq!(category.http_status(), *http, "{name}");
    }
}

#[test]
fn severities_are_success_and_those_of_rfc_5424() {
    // RFC 5424, section 6.2.1, from 7 to 0.
    let standard = ["debug", "informational", "notice", "warning", "error", "critical", "alert", "emergency"];
    assert_eq!(Severity::ALL.len(), 1 + standard.len());
    assert_eq!(Severity::ALL[0].name(), "success");
    assert_eq!(Severity::ALL[0].syslog(), None);
    for ((severity, word), number) in Severity::ALL[1..].iter().zip(standard).zip((0..8_u8).rev()) {
        assert_eq!((severity.name(), severity.syslog()), (word, Some(number)));
    }
}

#[test]
fn every_name_is_displayed_and_parsed_case_sensitively() {
    macro_rules! check {
        ($($enum:ident)*) => {$(
            for variant in $enum::ALL {
                assert_eq!(variant.to_string(), variant.name());
                assert_eq!(variant.name().parse(), Ok(variant));
                assert!(variant.name().to_uppercase().parse::<$enum>().is_err());
            }
        )*};
    }
    check!(Category Severity RetrySafety Repeat);
}

#[test]
fn an_invalid_name_is_reported_with_the_valid_ones() {
    let error = "safe".parse::<RetrySafety>().unwrap_err();
    assert_eq!(error.to_string(), "not a valid retry safety; expected one of `always`, `if-idempotent`");
    assert_eq!(error.expected(), ["always", "if-idempotent"]);
}
