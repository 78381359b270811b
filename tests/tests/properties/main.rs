//! Properties of decisions and of failures, for random calls, codes and values.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::time::Duration;

use errcat::tencent_meeting::RestError;
use errcat::{Call, Decision, Failure, Form, GiveUpReason, Received, Remedy, RetryHint, WireCode, decode};
use proptest::prelude::*;

errcat::codes!("orders.toml");

/// A call: its method, the number of its attempts, its maximum wait in seconds, and whether it knows the remedies.
type Caller = (&'static str, u32, u64, bool);

fn call((method, attempts, wait, has_remedies): Caller) -> Call {
    let call = Call::new(method).max_attempts(attempts).max_wait(Duration::from_secs(wait));
    let remedies = Remedy::STANDARD.into_iter().filter(|_| has_remedies);
    remedies.fold(call, Call::with_remedy)
}

fn callers() -> impl Strategy<Value = Caller> {
    (prop::sample::select(vec!["GET", "POST", "PUT", "PATCH"]), 0_u32..6, 0_u64..4000, any::<bool>())
}

/// What a failure is made of.
type Origin = (Received<RestError>, u16);

fn failure((received, status): &Origin) -> Failure<RestError> {
    Failure::new(received.clone()).with_http_status(*status)
}

/// Returns every code of the catalog, unknown codes, and no code, with a status.
fn origins() -> impl Strategy<Value = Origin> {
    let known = prop::sample::select(RestError::ALL.into_iter().collect::<Vec<_>>());
    let received = prop_oneof![
        8 => known.prop_map(Received::Known),
        1 => (600_000_i128..700_000).prop_map(|code| Received::Unknown(WireCode::Number(code))),
        1 => Just(Received::Absent),
    ];
    (received, prop::sample::select(vec![200_u16, 400, 401, 409, 429, 500, 502, 503, 504]))
}

/// Returns the wait of a decision to go on, and the reason of one to give up.
fn wait(decision: &Decision) -> Result<Duration, GiveUpReason> {
    match decision {
        Decision::Retry { after } | Decision::Remedy { after, .. } => Ok(*after),
        Decision::GiveUp(reason) => Err(*reason),
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// A server that asks for a longer wait is never asked sooner: the wait is at least the one that it asks for, and all
    /// that a longer one changes is that it may be too long.
    #[test]
    fn a_longer_wait_never_shortens_one(
        caller in callers(), origin in origins(), short in 0_u64..4000, more in 0_u64..4000,
    ) {
        let decide = |seconds| {
            let hint = RetryHint::After(Duration::from_secs(seconds));
            call(caller).decide(&failure(&origin).with_retry_hint(hint))
        };
        let (short_wait, long_wait) = (Duration::from_secs(short), Duration::from_secs(short + more));
        match (wait(&decide(short)), wait(&decide(short + more))) {
            (Ok(shorter), Ok(longer)) => prop_assert_eq!((shorter, longer), (short_wait, long_wait)),
            (_, Err(GiveUpReason::WaitTooLong { after })) => {
                prop_assert_eq!(after, long_wait);
                prop_assert!(long_wait > Duration::from_secs(caller.2));
            }
            // Any other reason does not depend on the wait.
            (Err(shorter), Err(longer)) => prop_assert_eq!(shorter, longer),
            (shorter, longer) => prop_assert!(false, "{:?} {:?}", shorter, longer),
        }
    }

    /// After a call has given up, further attempts of it do not make it go on.
    #[test]
    fn more_attempts_never_turn_giving_up_into_a_retry(caller in callers(), origin in origins()) {
        let (mut call, failure) = (call(caller), failure(&origin));
        let decisions: Vec<_> = (0..8).map(|_| wait(&call.decide(&failure)).is_ok()).collect();
        prop_assert!(decisions.is_sorted_by(|earlier, later| earlier >= later), "{:?}", decisions);
        // A call that may make n attempts goes on at most n - 1 times.
        let went_on = decisions.iter().filter(|goes_on| **goes_on).count();
        prop_assert!(went_on <= caller.1.saturating_sub(1) as usize, "{:?}", decisions);
        prop_assert_eq!(call.attempts(), 8);
    }

    /// A caller who allows more goes on wherever one who allows less does.
    #[test]
    fn more_patience_never_makes_a_call_give_up(
        caller in callers(), origin in origins(), attempts in 0_u32..4, seconds in 0_u64..4000,
    ) {
        let failure = failure(&origin);
        let patient = (caller.0, caller.1 + attempts, caller.2 + seconds, true);
        let (mut hasty, mut patient) = (call(caller), call(patient).idempotent(true));
        for _ in 0..8 {
            let (hasty, patient) = (wait(&hasty.decide(&failure)), wait(&patient.decide(&failure)));
            prop_assert!(hasty.is_err() || patient == hasty, "{:?} {:?}", hasty, patient);
        }
    }

    /// Each item of a response is a failure, in order, whatever is around it; what is sensitive leaves none of them.
    #[test]
    fn the_items_of_a_response_are_its_failures_in_order_and_keep_their_secrets(
        items in prop::collection::vec((prop::sample::select(vec![3_u32, 4, 30, 39, 300, 77]), "[a-z\"\\\\会]{0,8}"), 0..12),
        code in prop::sample::select(vec![1_u32, 2, 3, 4, 77]),
    ) {
        const SECRET: &str = "4111-2222";
        let item = |(number, (code, reason)): (usize, &(u32, String))| {
            let params = serde_json::json!({ "reason": reason, "card": SECRET });
            serde_json::json!({ "code": code, "message": reason, "params": params, "pointer": format!("/{number}") })
        };
        let errors: Vec<_> = items.iter().enumerate().map(item).collect();
        // In an entry without that param it is no secret; in a code that is unknown it may be one.
        let params = if code < 3 { serde_json::json!({}) } else { serde_json::json!({ "card": SECRET }) };
        let body = serde_json::json!({ "errors": errors, "code": code, "params": params }).to_string();
        let failure = decode::<OrderError>(400, &(), body.as_bytes()).unwrap_err();
        prop_assert_eq!(failure.items().len(), items.len());
        for (number, (failure, (code, reason))) in failure.items().iter().zip(&items).enumerate() {
            let expected = match code {
                3 | 30..=39 | 300 => Some(OrderError::CardDeclined),
                4 => Some(OrderError::CardLost),
                _ => None,
            };
            prop_assert_eq!(failure.code(), expected);
            prop_assert_eq!(failure.wire_code().cloned(), Some(WireCode::from(*code)));
            prop_assert_eq!(failure.server_message(), Some(reason.as_str()).filter(|reason| !reason.is_empty()));
            let pointer = format!("/{number}");
            prop_assert_eq!(failure.pointer(), Some(pointer.as_str()));
            // It is there, and only by its name.
            prop_assert_eq!(failure.param("card").and_then(|card| card.as_text()), Some(SECRET));
        }
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let leaving = |form| text(failure.outgoing().form(form).whole().upstream_text(true).response().body);
        for shown in [
            format!("{failure} {failure:?} {failure:#?}"),
            text(failure.encode("en")),
            text(failure.problem_details("en")),
            serde_json::to_string(&failure).unwrap(),
            format!("{:?}", failure.headers()),
            leaving(Form::Envelope),
            leaving(Form::Problem),
        ] {
            prop_assert!(!shown.contains(SECRET), "{}", shown);
        }
        // What is encoded is the same failures again.
        let again = decode::<OrderError>(400, &(), &failure.encode("en")).unwrap_err();
        let codes = |failure: &Failure<OrderError>| -> Vec<_> {
            failure.items().iter().map(|item| (item.code(), item.pointer().map(str::to_owned))).collect()
        };
        prop_assert_eq!(codes(&again), codes(&failure));
    }

    /// Every code of a range is its entry, and no other code is.
    #[test]
    fn a_code_of_a_range_is_its_entry(code in 0_u32..400) {
        let body = format!(r#"{{"code":{code}}}"#);
        let failure = decode::<OrderError>(500, &(), body.as_bytes()).unwrap_err();
        let expected = match code {
            1 => Some(OrderError::Invalid),
            2 => Some(OrderError::Failed),
            3 | 30..=39 | 300 => Some(OrderError::CardDeclined),
            4 => Some(OrderError::CardLost),
            _ => None,
        };
        prop_assert_eq!((failure.code(), OrderError::from_code(code)), (expected, expected));
        // A code that is only received is not sent.
        let sent: serde_json::Value = serde_json::from_slice(&failure.encode("en")).unwrap();
        prop_assert_eq!(sent["code"].as_u64(), Some(expected.map_or(code, OrderError::code).into()));
    }
}
