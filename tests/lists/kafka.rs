//! Compares the catalog of Apache Kafka's error codes with the facts, and decodes responses with a throttle time.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

mod catalog {
    errcat::codes!("kafka.toml");
}

use std::time::Duration;

use errcat::{
    Call, Category, CustomRemedy, Decision, Failure, GiveUpReason, Received, Remedy, Repeat, Retry,
    RetrySafety, Severity, WireCode, decode,
};
use errcat_tests_lists::rows;

use crate::catalog::KafkaError;

/// The code and name of each error, whether Kafka's client retries it, and whether it refreshes its metadata first.
const FACTS: &str = include_str!("../facts/kafka.tsv");

const REFRESH_METADATA: Remedy = Remedy::Custom(CustomRemedy {
    name: "refresh-metadata",
    description: "Fetch the metadata of the cluster again.",
});

/// Decodes a response in Kafka's JSON form. Kafka has no HTTP statuses, so a gateway sends 200.
fn decoded(code: i16) -> Result<(), Failure<KafkaError>> {
    let body = format!(r#"{{"throttleTimeMs":1500,"errorCode":{code},"errorMessage":"m"}}"#);
    decode(200, &(), body.as_bytes())
}

#[test]
fn every_code_of_the_facts_is_an_entry() {
    for [code, name, retriable, refresh_metadata_first] in rows(FACTS) {
        let number: i16 = code.parse().unwrap();
        let found = KafkaError::from_code(number).unwrap();
        assert_eq!((found.name(), found.code(), found as i16), (name, number, number));
        assert_eq!(KafkaError::from_name(name), Some(found));
        let retry = match (retriable, refresh_metadata_first, name) {
            ("yes", "yes", _) => Retry::Remedy { remedy: REFRESH_METADATA, repeat: Repeat::BackOff },
            // The response to this one has a throttle time.
            ("yes", "no", "THROTTLING_QUOTA_EXCEEDED") => Retry::Throttled { after: None },
            ("yes", "no", _) => Retry::Transient,
            _ => Retry::Never,
        };
        assert_eq!(found.retry(), retry, "{name}");
        assert_eq!(found.severity() == Severity::Success, number == 0, "{name}");
        assert!(number == 0 || found.severity() == Severity::Error, "{name}");
    }
}

#[test]
fn the_catalog_has_all_130_codes_of_which_31_are_worth_a_retry() {
    let rows = rows::<4>(FACTS);
    let count = |is: fn(&&[&str; 4]) -> bool| rows.iter().filter(is).count();
    assert_eq!((rows.len(), count(|row| row[2] == "yes"), count(|row| row[3] == "yes")), (130, 31, 13));
    let codes: Vec<i16> = KafkaError::ALL.iter().map(KafkaError::code).collect();
    assert_eq!(codes, (-1..=128).collect::<Vec<_>>());
    let recoverable = KafkaError::ALL.iter().filter(|code| code.retry() != Retry::Never);
    assert_eq!(recoverable.count(), 31);
    let retryable = KafkaError::ALL.iter().filter(|code| code.is_retryable());
    assert_eq!(retryable.count(), 31 - 13);
}

#[test]
fn the_category_follows_from_the_name() {
    for code in KafkaError::ALL {
        let name = code.name();
        let expected = if name.ends_with("_NOT_FOUND") {
            Category::NotFound
        } else if name.ends_with("_NOT_AVAILABLE") {
            Category::Unavailable
        } else if name.ends_with("_OUT_OF_RANGE") {
            Category::OutOfRange
        } else if name.ends_with("_AUTHORIZATION_FAILED") {
            Category::PermissionDenied
        } else if name.ends_with("_TOO_LARGE") {
            Category::InvalidArgument
        } else if name.starts_with("UNSUPPORTED_") || name.ends_with("_DISABLED") {
            Category::Unimplemented
        } else {
            continue;
        };
        assert_eq!(code.category(), expected, "{name}");
    }
    assert_eq!(KafkaError::TOPIC_ALREADY_EXISTS.category(), Category::AlreadyExists);
    assert_eq!(KafkaError::REQUEST_TIMED_OUT.category(), Category::DeadlineExceeded);
    assert_eq!(KafkaError::SASL_AUTHENTICATION_FAILED.category(), Category::Unauthenticated);
    assert_eq!(KafkaError::THROTTLING_QUOTA_EXCEEDED.category(), Category::ResourceExhausted);
    assert_eq!(KafkaError::PRODUCER_FENCED.category(), Category::Unknown, "the name implies no category");
}

#[test]
fn kafkas_retries_take_precedence_over_the_default_of_the_category() {
    for code in [KafkaError::BROKER_NOT_AVAILABLE, KafkaError::GROUP_MAX_SIZE_REACHED] {
        assert_ne!(code.category().default_retry(), Retry::Never);
        assert_eq!(code.retry(), Retry::Never);
    }
}

/// By the names, the records were either rejected before they were appended, or appended on too few replicas.
#[test]
fn records_that_may_have_been_appended_are_not_safe_to_send_again() {
    assert_eq!(KafkaError::NOT_ENOUGH_REPLICAS.retry_safety(), RetrySafety::Always);
    assert_eq!(KafkaError::NOT_ENOUGH_REPLICAS_AFTER_APPEND.retry_safety(), RetrySafety::IfIdempotent);
}

#[test]
fn metadata_is_refreshed_before_a_retry() {
    let failure = decoded(6).unwrap_err();
    assert_eq!(failure.code(), Some(KafkaError::NOT_LEADER_OR_FOLLOWER));
    assert!(!failure.is_retryable());
    let call = || Call::new("POST").idempotent(true);
    let without_remedy = call().decide(&failure);
    assert_eq!(without_remedy, Decision::GiveUp(GiveUpReason::RemedyUnavailable(REFRESH_METADATA)));
    let mut call = call().with_remedy(REFRESH_METADATA);
    let remedy = Decision::Remedy { remedy: REFRESH_METADATA, after: Duration::from_millis(1500) };
    assert_eq!(call.decide(&failure), remedy);
    assert_eq!(call.decide(&failure), remedy, "an election may take longer than one refresh");
}

#[test]
fn the_throttle_time_is_the_wait_before_a_retry() {
    let failure = decoded(89).unwrap_err();
    assert_eq!(failure.code(), Some(KafkaError::THROTTLING_QUOTA_EXCEEDED));
    let wait = Duration::from_millis(1500);
    assert_eq!(failure.retry_after(), Some(wait));
    assert_eq!(Call::new("POST").decide(&failure), Decision::Retry { after: wait });
}

#[test]
fn code_0_is_a_success_and_code_minus_1_is_an_error() {
    assert!(decoded(0).is_ok());
    assert_eq!((KafkaError::NONE.severity(), KafkaError::NONE.http_status()), (Severity::Success, 200));
    let failure = decoded(-1).unwrap_err();
    assert_eq!(failure.code(), Some(KafkaError::UNKNOWN_SERVER_ERROR));
    assert_eq!((failure.retry(), failure.server_message()), (Retry::Never, Some("m")));
}

/// A newer broker may have more codes. Kafka's own client treats them as UNKNOWN_SERVER_ERROR.
#[test]
fn an_unknown_code_is_not_retried() {
    for code in [-2, 129, i16::MIN, i16::MAX] {
        assert_eq!(KafkaError::from_code(code), None);
        let failure = decoded(code).unwrap_err();
        assert_eq!(*failure.received(), Received::Unknown(WireCode::Number(code.into())));
        assert_eq!((failure.retry(), failure.retry_safety()), (Retry::Never, RetrySafety::IfIdempotent));
        assert_eq!(failure.class(), None);
    }
}

#[test]
fn a_code_without_a_message_shows_its_name_in_words() {
    assert_eq!(KafkaError::UNKNOWN_TOPIC_OR_PARTITION.to_string(), "Unknown topic or partition");
    for code in KafkaError::ALL {
        assert_eq!(code.message().to_ascii_uppercase().replace(' ', "_"), code.name());
    }
}
