//! The adapter for `tonic`: failures as a status with details, and back.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::error::Error;
use std::time::Duration;

use axum::http::HeaderMap;
use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::tonic::{into_status, to_status_for};
use errcat::{Category, ErrorCode, Failure, ParamValue, Received, Retry, RetryHint, RetrySafety, WireCode};
use tonic::Status;
use tonic::metadata::MetadataMap;
use tonic_types::{ErrorDetails, StatusExt};

errcat::codes!("../wire/gateway.toml");
mod store {
    errcat::codes!("../wire/transactions.toml");
}
mod flat {
    errcat::codes!("../wire/flat.toml");
}
use flat::NestedError;
use flat::nested_error::{Quota, Refused};
use store::StoreError;

const SECRET: &str = "password=hunter2";

fn every_code_survives_a_status<C: ErrorCode>() {
    for code in C::ALL {
        let status = into_status(code);
        assert_eq!(status.code() as i32, code.category().grpc_code());
        assert_eq!(status.message(), code.message());
        let failure = Failure::<C>::from(&status);
        assert_eq!(failure.code(), Some(code));
        assert_eq!(failure.server_message(), None);
    }
}

#[test]
fn every_code_survives_the_way_through_a_status() {
    every_code_survives_a_status::<RestError>();
    every_code_survives_a_status::<OAuthError>();
    every_code_survives_a_status::<GatewayError>();
    every_code_survives_a_status::<StoreError>();
}

#[test]
fn a_status_has_the_standard_details() {
    let status = Status::from(RestError::MinuteCallLimitReached);
    assert_eq!(status.code(), tonic::Code::ResourceExhausted);
    assert_eq!(status.message(), RestError::MinuteCallLimitReached.message());
    let details = status.get_error_details();
    // google/rpc/error_details.proto: a reason is in upper snake case, and what varies is metadata.
    let info = details.error_info().unwrap();
    assert_eq!(info.reason, "MINUTE_CALL_LIMIT_REACHED");
    assert_eq!(info.domain, "rest");
    assert_eq!(info.metadata["code"], "190310");
    assert_eq!(info.metadata["http"], "400");
    assert_eq!(details.retry_info().unwrap().retry_delay, Some(Duration::from_secs(60)));
    assert!(status.metadata().is_empty());
}

mod accounts {
    errcat::codes!("../wire/accounts.toml");
}
use accounts::{AccountError, account_error};

/// google/rpc/error_details.proto and AIP-193: a domain that is globally unique, `Help` with the address of the documentation,
/// and a message for people in the language of the request.
#[test]
fn a_status_has_what_the_guidelines_ask_for() {
    let failure: Failure<AccountError> = account_error::NotFound { id: 3 }.into();
    let mut request = MetadataMap::new();
    request.insert("accept-language", "fr, zh;q=0.5".parse().unwrap());
    let status = to_status_for(&failure, &request);
    let details = status.get_error_details();
    let info = details.error_info().unwrap();
    assert_eq!((&*info.domain, &*info.reason), ("accounts.example", "NOT_FOUND"));
    assert_eq!((&*info.metadata["table"], &*info.metadata["id"]), ("account", "3"));
    let link = &details.help().unwrap().links[0];
    assert_eq!((&*link.url, &*link.description), ("https://accounts.example/errors/4", "账户不存在"));
    let localized = details.localized_message().unwrap();
    assert_eq!((&*localized.locale, &*localized.message), ("zh", "账户 3 不存在"));
    assert_eq!(status.message(), "There is no account 3", "for developers, it is in the first locale");
    assert!(details.bad_request().is_none() && details.retry_info().is_none());
    let back: Failure<AccountError> = Failure::from(&status);
    assert_eq!((back.code(), back.server_message()), (Some(AccountError::NotFound), None));
    assert_eq!(account_error::NotFound::try_from(&back).unwrap().id, 3);
}

/// Clients of former releases, and those of another table of the same domain.
#[test]
fn a_status_of_another_table_is_not_of_this_one() {
    let status = |domain: &str, table: Option<&str>| {
        let mut metadata = std::collections::HashMap::from([("code".to_owned(), "4".to_owned())]);
        metadata.extend(table.map(|table| ("table".to_owned(), table.to_owned())));
        let mut details = ErrorDetails::new();
        details.set_error_info("NOT_FOUND", domain, metadata);
        Status::with_error_details(tonic::Code::NotFound, "", details)
    };
    for (domain, table, is_own) in [
        ("accounts.example", Some("account"), true),
        ("accounts.example", Some("user"), true),
        ("accounts.example", None, true),
        ("account", None, true),
        ("user", None, true),
        ("accounts.example", Some("order"), false),
        ("orders.example", Some("account"), false),
        ("order", None, false),
    ] {
        let code = Failure::<AccountError>::from(&status(domain, table)).code();
        assert_eq!(code, is_own.then_some(AccountError::NotFound), "{domain} {table:?}");
    }
}

/// An internal failure leaves as its mask; between services it is sent as it is.
#[test]
fn a_status_has_the_mask_of_an_internal_failure() {
    let failure = Failure::from(AccountError::Corrupted).with_server_message(SECRET).with_trace_id("5f1c");
    let status = Status::from(&failure);
    assert!(
        !format!("{status:?}").contains(SECRET)
            && !String::from_utf8_lossy(status.details()).contains(SECRET)
    );
    let back = over_the_wire(&failure);
    assert_eq!((back.code(), back.trace_id()), (Some(AccountError::Failed), Some("5f1c")));
    let whole: Failure<AccountError> = failure.outgoing().whole().to_status().into();
    assert_eq!((whole.code(), whole.server_message()), (Some(AccountError::Corrupted), Some(SECRET)));
}

#[test]
fn items_are_violations_of_fields() {
    let items = [
        Failure::from(account_error::NotFound { id: 1 }).with_pointer("/lines/0/account"),
        Failure::from(AccountError::Failed).with_pointer("/note"),
    ];
    let failure = Failure::combined(items).unwrap();
    assert_eq!(failure.code(), Some(AccountError::Invalid));
    let status = failure.outgoing().locale("zh").to_status();
    assert_eq!(status.code(), tonic::Code::InvalidArgument);
    let details = status.get_error_details();
    let violations = &details.bad_request().unwrap().field_violations;
    let [first, second] = violations.as_slice() else { panic!("{violations:?}") };
    assert_eq!((&*first.field, &*first.reason), ("lines[0].account", "NOT_FOUND"));
    assert_eq!(first.description, "There is no account 1");
    assert_eq!(first.localized_message.as_ref().unwrap().message, "账户 1 不存在");
    assert_eq!((&*second.field, &*second.reason), ("note", "FAILED"));

    let back: Failure<AccountError> = Failure::from(&status);
    let read: Vec<_> = back.items().iter().map(|item| (item.code(), item.pointer())).collect();
    assert_eq!(
        read,
        [
            (Some(AccountError::NotFound), Some("/lines/0/account")),
            (Some(AccountError::Failed), Some("/note"))
        ]
    );
    assert_eq!(back.items()[0].server_message(), Some("There is no account 1"), "the values are not sent");
}

/// A server's word on a retry survives, in each of its forms.
#[test]
fn a_hint_survives_a_status() {
    let wait = Duration::from_secs(7);
    for (hint, code) in [
        (RetryHint::Retry { after: None }, AccountError::NotFound),
        (RetryHint::Retry { after: Some(wait) }, AccountError::NotFound),
        (RetryHint::Never, AccountError::Busy),
        (RetryHint::After(wait), AccountError::Busy),
    ] {
        let back = over_the_wire(&Failure::from(code).with_retry_hint(hint));
        assert_eq!(back.retry_hint(), Some(hint), "{code:?}");
    }
}

#[test]
fn every_reason_is_of_the_standards_form() {
    // `[A-Z][A-Z0-9_]+[A-Z0-9]`, of at most 63 characters, and unique in its domain.
    let mut seen = std::collections::HashSet::new();
    for code in RestError::ALL {
        let reason = into_status(code).get_error_details().error_info().unwrap().reason.clone();
        let is_upper = |c: char| c.is_ascii_uppercase();
        assert!(reason.starts_with(is_upper) && !reason.ends_with('_') && reason.len() <= 63, "{reason}");
        assert!(reason.chars().all(|c| is_upper(c) || c.is_ascii_digit() || c == '_'), "{reason}");
        assert!(seen.insert(reason), "{code:?}");
    }
}

/// There and back, over the bytes that the wire has.
fn over_the_wire<C: ErrorCode>(failure: &Failure<C>) -> Failure<C> {
    let mut headers = HeaderMap::new();
    Status::from(failure).add_header(&mut headers).unwrap();
    Failure::from(&Status::from_header_map(&headers).unwrap())
}

#[test]
fn a_round_trip_keeps_code_hint_text_and_trace() {
    let received = [
        Received::Known(RestError::MeetingNotFound),
        Received::Unknown(WireCode::Number(-777)),
        Received::Unknown(WireCode::from("00777")),
        Received::Absent,
    ];
    let hints = [None, Some(RetryHint::Never), Some(RetryHint::After(Duration::from_millis(1500)))];
    let texts = [None, Some("会议 7: gone, 100%"), Some("a\nb\u{0}"), Some("")];
    for received in received {
        for hint in hints {
            for text in texts {
                let mut failure = Failure::new(received.clone()).with_trace_id("5f1c").with_http_status(429);
                if let Some(hint) = hint {
                    failure = failure.with_retry_hint(hint);
                }
                if let Some(text) = text {
                    failure = failure.with_server_message(text);
                }
                let back = over_the_wire(&failure);
                assert_eq!(*back.received(), received);
                // A wait goes with what is worth retrying alone.
                let wait = failure.retry_after().map(RetryHint::After);
                let sent = if hint == Some(RetryHint::Never) { hint } else { wait };
                assert_eq!(back.retry_hint(), sent, "{failure:?}");
                assert_eq!(back.server_message(), text, "{failure:?}");
                assert_eq!(back.trace_id(), Some("5f1c"));
                assert_eq!(back.category(), failure.category());
                assert_eq!(back.retry(), failure.retry());
            }
        }
    }
}

/// A server may reveal what is sensitive; its client shows it to nobody all the same.
#[test]
fn what_a_status_reveals_is_not_shown() {
    let refused = Failure::from(Refused { card: "4111222233334444".to_owned().into() });
    let hidden = over_the_wire(&refused);
    assert_eq!((hidden.code(), hidden.param("card")), (Some(NestedError::Refused), None));
    let revealed = over_the_wire(&refused.reveal("card"));
    assert_eq!(Refused::try_from(&revealed).unwrap().card.reveal().unwrap(), "4111222233334444");
    let bytes = format!("{:?}", b"4111222233334444");
    let shown = format!("{revealed} {revealed:?} {:?}", revealed.source());
    assert!(!shown.contains("4111") && !shown.contains(&bytes[1..bytes.len() - 1]), "{shown}");
    assert!(revealed.source().unwrap().is::<Status>());
}

/// The bytes of a status as headers of HTTP/2: names, values, and 32 for each (RFC 9113, section 6.5.2).
fn header_bytes(status: &Status) -> usize {
    let mut headers = HeaderMap::new();
    status.add_header(&mut headers).unwrap();
    headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 32).sum()
}

const MAX_HEADER_BYTES: usize = 8 * 1024;

/// Headers have limits. A value that does not fit is left out: a part of it would be another value.
#[test]
fn no_value_makes_a_status_too_large_to_send() {
    let quota = |what: String| Failure::from(Quota { used: 1, limit: 2, what });
    for (length, is_sent) in [(1, true), (400, true), (500, false), (100_000, false)] {
        let status = Status::from(quota("会".repeat(length)));
        assert!(header_bytes(&status) < MAX_HEADER_BYTES, "{length}: {}", header_bytes(&status));
        let back: Failure<NestedError> = Failure::from(&status);
        assert_eq!(back.code(), Some(NestedError::Quota));
        assert_eq!(back.param("what").is_some(), is_sent, "{length}");
        assert!(back.param("used").is_some() && back.param("limit").is_some());
    }
}

/// Everything that a status has room for, as long as it can be.
#[test]
fn a_status_is_never_too_large() {
    let long = "会".repeat(10_000);
    let item = || Failure::from(NestedError::Quota).with_pointer(&*long).with_server_message(&*long);
    let mut failure = Failure::<NestedError>::from_wire_code(long.clone())
        .with_server_message(&*long)
        .with_trace_id(&*long)
        .with_url(&*long)
        .with_subcode(long.clone())
        .with_retry_hint(RetryHint::Retry { after: Some(Duration::MAX) })
        .with_items((0..300).map(|_| item()));
    for number in 0..Failure::<NestedError>::MAX_PARAMS {
        failure = failure.with_param(format!("param_{number}"), "x".repeat(number));
    }
    let status = failure.outgoing().whole().to_status();
    assert!(header_bytes(&status) < MAX_HEADER_BYTES, "{}", header_bytes(&status));
}

/// The message has room for 384 bytes: the catalog's, and as much of the server's as remains after `: `.
#[test]
fn a_message_ends_where_its_room_does() {
    const ROOM: usize = 384;
    let quota = |len: usize, text: &str| {
        let what = "x".repeat(len - "1 of 2 used: ".len());
        let failure = Failure::from(Quota { used: 1, limit: 2, what }).with_server_message(text);
        let status = Status::from(&failure);
        let back = Failure::<NestedError>::from(&status);
        assert_eq!(failure.message().unwrap().len(), len);
        let details = status.get_error_details();
        let omitted = details.error_info().unwrap().metadata.get("omitted").cloned();
        let what = failure.message().unwrap().into_owned();
        let rest = status.message().strip_prefix(&what[..len.min(ROOM)]).unwrap().to_owned();
        (rest, back.server_message().map(str::to_owned), omitted)
    };
    let cut = Some("text".to_owned());
    let some = |text: &str| Some(text.to_owned());
    for (len, text, rest, received, omitted) in [
        (379, "abc", ": abc", some("abc"), None),
        (380, "abc", ": ab", some("ab"), cut.clone()),
        (381, "abc", ": a", some("a"), cut.clone()),
        (382, "abc", "", None, cut.clone()),
        (383, "abc", "", None, cut.clone()),
        (384, "abc", "", None, cut.clone()),
        (385, "abc", "", None, cut.clone()),
        // A character has three bytes.
        (379, "会", ": 会", some("会"), None),
        (380, "会", "", None, cut.clone()),
        (381, "", ": ", some(""), None),
        (382, "", ": ", some(""), None),
        (383, "", "", None, cut.clone()),
    ] {
        let expected = (rest.to_owned(), received, omitted);
        assert_eq!(quota(len, text), expected, "{len} {text}");
    }
}

#[test]
fn a_status_says_what_it_has_no_room_for() {
    let omitted = |failure: &Failure<NestedError>| {
        let details = Status::from(failure).get_error_details();
        details.error_info().unwrap().metadata.get("omitted").cloned()
    };
    let quota = || Failure::from(Quota { used: 1, limit: 2, what: "seats".into() });
    assert_eq!(omitted(&quota()), None);
    let params = (0..9).fold(quota(), |failure, at| failure.with_param(format!("p{at}"), "x".repeat(1_000)));
    assert_eq!(omitted(&params).as_deref(), Some("8 params"));
    let item = || Failure::from(NestedError::Refused).with_pointer("/card");
    assert_eq!(omitted(&quota().with_items([item(), item()])), None);
    let many = params.with_items((0..1_000).map(|_| item())).with_trace_id("x".repeat(129));
    let words = omitted(&many).unwrap();
    assert!(words.starts_with("8 params, 9") && words.ends_with(" items, text"), "{words}");
    assert_eq!(omitted(&quota().with_url("x".repeat(385))).as_deref(), Some("text"));
    // A param of that name is another value.
    let back = over_the_wire(&quota().with_param("omitted", "mine"));
    assert_eq!(back.param("omitted"), Some(&ParamValue::from("mine")));
}

#[test]
fn a_code_that_the_catalog_does_not_have_has_a_reason_that_says_so() {
    let failure: Failure<RestError> =
        Failure::new(Received::Unknown(WireCode::from(777))).with_http_status(429);
    let status = Status::from(failure);
    assert_eq!(status.code(), tonic::Code::ResourceExhausted);
    let details = status.get_error_details();
    let info = details.error_info().unwrap();
    assert_eq!(
        (&*info.reason, &*info.metadata["code"], &*info.metadata["http"]),
        ("UNKNOWN_CODE", "777", "429")
    );
}

#[test]
fn the_number_of_another_table_is_no_code() {
    // Two tables may use the same numbers for different things.
    let failure = Failure::<OAuthError>::from(&into_status(RestError::MinuteCallLimitReached));
    assert_eq!(*failure.received(), Received::Absent);
    assert_eq!(failure.category(), Category::ResourceExhausted);
    assert_eq!(failure.server_message(), Some(RestError::MinuteCallLimitReached.message()));
}

#[test]
fn pushback_is_heard() {
    // gRPC A6: a value that is negative or cannot be parsed means "do not retry".
    let after = |ms| Some(RetryHint::After(Duration::from_millis(ms)));
    let cases: &[(&[&str], Option<RetryHint>)] = &[
        (&["0"], after(0)),
        (&["250"], after(250)),
        (&["2147483647"], after(2_147_483_647)),
        (&["-1"], Some(RetryHint::Never)),
        (&["-2147483648"], Some(RetryHint::Never)),
        (&["2147483648"], Some(RetryHint::Never)),
        (&["soon"], Some(RetryHint::Never)),
        (&[""], Some(RetryHint::Never)),
        (&["1.5"], Some(RetryHint::Never)),
        (&["1", "2"], Some(RetryHint::Never)),
        (&[], after(9000)),
    ];
    for (values, hint) in cases {
        let details = ErrorDetails::with_retry_info(Some(Duration::from_secs(9)));
        let mut status = Status::with_error_details(tonic::Code::Unavailable, "busy", details);
        for value in *values {
            status.metadata_mut().append("grpc-retry-pushback-ms", value.parse().unwrap());
        }
        assert_eq!(Failure::<RestError>::from(&status).retry_hint(), *hint, "{values:?}");
    }
}

#[test]
fn a_status_without_details_is_a_failure_without_a_code() {
    for category in Category::ALL {
        let status = Status::new(tonic::Code::from_i32(category.grpc_code()), "plain words");
        let failure = Failure::<RestError>::from(&status);
        assert_eq!(*failure.received(), Received::Absent);
        // What the category gives (code.proto), and not what one of several categories with its HTTP status would.
        assert_eq!((failure.category(), failure.http_status()), (category, None));
        assert_eq!(
            (failure.retry(), failure.retry_safety()),
            (category.default_retry(), category.default_retry_safety())
        );
        assert_eq!(failure.server_message(), Some("plain words"));
        assert_eq!(failure.retry_hint(), None);
    }
    // Details that are no message are none.
    let status = Status::with_details(tonic::Code::NotFound, "", b"\xff\xff\xff"[..].into());
    let failure = Failure::<RestError>::from(&status);
    assert_eq!((failure.code(), failure.server_message()), (None, None));
    assert_eq!(failure.category(), Category::NotFound);
}

#[test]
fn details_of_other_servers_are_read_as_far_as_they_go() {
    let info = |code: &str| {
        let metadata = std::collections::HashMap::from([("code".to_owned(), code.to_owned())]);
        let details = ErrorDetails::with_error_info("ANY", "rest", metadata);
        Failure::<RestError>::from(&Status::with_error_details(tonic::Code::Internal, "words", details))
    };
    assert_eq!(info("9003").code(), Some(RestError::MeetingNotFound));
    assert_eq!(info("9003").server_message(), Some("words"));
    assert_eq!(info("").wire_code(), None);
    assert_eq!(info("+9003").wire_code(), Some(&WireCode::from("+9003")));
    assert_eq!(info("99999999999999999999").wire_code(), Some(&WireCode::from("99999999999999999999")));
}

#[test]
fn what_caused_a_failure_is_in_no_status() {
    let status = Status::from(Failure::from(RestError::InternalError).with_source(SECRET));
    let mut headers = HeaderMap::new();
    status.add_header(&mut headers).unwrap();
    assert!(!format!("{status:?} {headers:?}").contains("hunter2"));
    assert!(!String::from_utf8_lossy(status.details()).contains("hunter2"));

    // The message of an error of this side is not a server's message: it must not be passed on.
    let broken = Status::from_error(SECRET.into());
    let failure = Failure::<RestError>::from(&broken);
    assert_eq!(failure.server_message(), None);
    assert!(Error::source(&failure).unwrap().to_string().contains(SECRET));
    assert!(!String::from_utf8_lossy(&failure.problem_details("en")).contains(SECRET));
}

#[test]
fn a_long_text_is_cut_between_characters() {
    let failure = Failure::from(RestError::MeetingNotFound).with_server_message("会".repeat(100_000));
    let back = over_the_wire(&failure);
    // The message has at most 384 bytes: the catalog's, a colon, a space, and characters of three bytes.
    let left = 384 - RestError::MeetingNotFound.message().len() - 2;
    assert_eq!(back.server_message(), Some(&*"会".repeat(left / 3)));
}

#[test]
fn a_policy_for_unknown_codes_is_kept() {
    let failure: Failure<GatewayError> = Failure::new(Received::Unknown(WireCode::from("0999")));
    let back = over_the_wire(&failure);
    assert_eq!((back.retry(), back.retry_safety()), (Retry::Transient, RetrySafety::Always));
}

errcat::union! {
    enum AnyError { Rest(RestError), Store(StoreError), Nested(NestedError) }
}

/// The domain of the details is the name of the table, so that the client finds the code in the right one.
#[test]
fn a_union_is_the_status_of_its_failure() {
    fn call(quota: u32) -> Result<(), Status> {
        let exhausted = Quota { used: quota, limit: quota, what: "calls".into() };
        Err(AnyError::from(exhausted))?
    }

    let status = call(7).unwrap_err();
    assert_eq!(status.message(), "7 of 7 used: calls");
    assert_eq!(status.get_error_details().error_info().unwrap().domain, "nested");
    assert_eq!(Failure::<NestedError>::from(&status).code(), Some(NestedError::Quota));
    assert_eq!(Failure::<RestError>::from(&status).code(), None);

    let conflict = AnyError::from(Failure::from(StoreError::Conflict).with_source(SECRET));
    let status = Status::from(&conflict);
    assert_eq!((status.code(), status.source().is_none()), (tonic::Code::Aborted, true));
    let same = into_status(StoreError::Conflict);
    let info = |status: &Status| {
        let info = status.get_error_details().error_info().unwrap().clone();
        (info.domain, info.reason, info.metadata)
    };
    assert_eq!((status.message(), info(&status)), (same.message(), info(&same)));
    assert!(!format!("{status:?}").contains(SECRET));
    let AnyError::Store(failure) = conflict else { panic!("{conflict:?}") };
    assert_eq!(failure.code(), Some(StoreError::Conflict));
}
