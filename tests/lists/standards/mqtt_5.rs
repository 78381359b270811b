//! The reason codes of MQTT 5.0.

mod catalog {
    errcat::codes!("../catalogs/mqtt-5.toml");
}

use std::time::Duration;

use errcat::{
    Call, Category, CustomRemedy, Decision, Failure, Received, Remedy, Repeat, Retry, RetrySafety, Severity,
    WireCode,
};
use errcat_tests_lists::{assert_entries, number, pascal_case, rows};

use self::catalog::ReasonCode;

/// The code and name of each row of table 2-6, and the packets that have it.
const FACTS: &str = include_str!("../../facts/mqtt-5.tsv");

const USE_SERVER_REFERENCE: Remedy = Remedy::Custom(CustomRemedy {
    name: "use-server-reference",
    description: "Connect to the server that the Server Reference names.",
});

/// Code 0x00 has three rows: `Success`, and its names in DISCONNECT and in SUBACK.
#[test]
fn every_code_of_the_standard_is_an_entry() {
    let mut rows = rows::<3>(FACTS);
    assert_eq!(rows.len(), 45);
    assert_eq!(ReasonCode::from_name("NormalDisconnection"), Some(ReasonCode::Success));
    assert_eq!(ReasonCode::from_name("GrantedQoS0"), Some(ReasonCode::Success));
    assert_eq!((ReasonCode::NormalDisconnection, ReasonCode::GrantedQoS0 as u8), (ReasonCode::Success, 0));
    rows.dedup_by_key(|row| row[0]);
    assert_eq!(rows.len(), 43);
    let entry = |[code, name, _]: [&str; 3]| (pascal_case(name), WireCode::from(number(code)));
    assert_entries::<ReasonCode>(rows.into_iter().map(entry));
}

/// Section 2.4: "Reason Codes less than 0x80 indicate successful completion".
#[test]
fn a_code_below_0x80_is_a_success() {
    for code in ReasonCode::ALL {
        assert_eq!(code.severity() == Severity::Success, code.code() < 0x80, "{code:?}");
        assert_eq!(code.class(), Some(if code.code() < 0x80 { "success" } else { "error" }), "{code:?}");
    }
}

#[test]
fn the_byte_of_a_packet_is_a_code() {
    // CONNACK (section 3.2) without a session and without properties: its fourth byte is the Reason Code.
    let connack = [0x20_u8, 3, 0, 0x87, 0];
    assert_eq!(ReasonCode::from_code(connack[3]), Some(ReasonCode::NotAuthorized));
    for code in [0x03, 0x12, 0x7F, 0xA3, 0xFF] {
        assert_eq!(ReasonCode::from_code(code), None, "{code:#x}");
    }
    let failure: Failure<ReasonCode> = Failure::new(Received::from(WireCode::Number(0xA3)));
    assert_eq!(*failure.received(), Received::Unknown(WireCode::Number(0xA3)));
    assert_eq!(failure.retry(), Retry::Never);
}

#[test]
fn what_the_standard_calls_a_limit_is_throttled_and_what_it_does_not_support_is_unimplemented() {
    for code in
        [ReasonCode::MessageRateTooHigh, ReasonCode::QuotaExceeded, ReasonCode::ConnectionRateExceeded]
    {
        let retry = Retry::Throttled { after: None };
        assert_eq!((code.category(), code.retry()), (Category::ResourceExhausted, retry), "{code:?}");
    }
    for code in ReasonCode::ALL.into_iter().filter(|code| code.name().ends_with("NotSupported")) {
        assert_eq!((code.category(), code.retry()), (Category::Unimplemented, Retry::Never), "{code:?}");
    }
}

/// Section 4.11: the server that the Server Reference names is used for now (0x9C), or from now on (0x9D).
#[test]
fn another_server_is_used_by_a_remedy() {
    let retry = Retry::Remedy { remedy: USE_SERVER_REFERENCE, repeat: Repeat::Once };
    assert_eq!((ReasonCode::UseAnotherServer.retry(), ReasonCode::ServerMoved.retry()), (retry, retry));
    let failure = Failure::from(ReasonCode::ServerMoved);
    let mut call = Call::new("CONNECT").idempotent(true).with_remedy(USE_SERVER_REFERENCE);
    let expected = Decision::Remedy { remedy: USE_SERVER_REFERENCE, after: Duration::ZERO };
    assert_eq!(call.decide(&failure), expected);
}

/// A server that is not available has accepted nothing; one that is busy may have.
#[test]
fn only_a_connection_that_was_not_accepted_is_always_safe_to_retry() {
    assert_eq!(ReasonCode::ServerUnavailable.retry_safety(), RetrySafety::Always);
    assert_eq!(ReasonCode::ServerBusy.retry_safety(), RetrySafety::IfIdempotent);
    assert!(ReasonCode::ServerBusy.is_retryable() && !ReasonCode::SessionTakenOver.is_retryable());
}
