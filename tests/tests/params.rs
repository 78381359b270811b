//! Errors with params: their structs, messages, failures and wire format, with the catalog `expansions/params.toml`.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

#[rustfmt::skip] // as the macro leaves it
#[path = "../expansions/params.rs"]
mod params;

mod flat {
    errcat::codes!("../wire/flat.toml");
}

use std::error::Error;

use errcat::{
    Coded, Decoder, Failure, HasCode, InvalidParams, ParamValue, Received, Sensitive, Severity, WireCode,
    decode, find_code,
};

use proptest::prelude::*;

use crate::flat::nested_error::Quota;
use crate::flat::whole_error::Off as OffBy;
use crate::flat::{NestedError, WholeError};
use crate::params::BillingError;
use crate::params::billing_error::{Declined, Held, Late, Off, QuotaExceeded};

const SECRET: &str = "tok_4711";

fn quota(days: u32) -> QuotaExceeded {
    QuotaExceeded { used: 7, limit: 5, days, token: SECRET.to_owned().into() }
}

fn declined(kind: &str, is_final: bool) -> Declined {
    Declined { r#type: kind.to_owned(), r#final: is_final }
}

/// English has `one` for 1 and `other` for the rest, and the catalog adds a form for 0. Chinese has only `other`.
#[test]
fn the_plural_form_of_a_message_depends_on_the_number() {
    for (days, en, zh) in [
        (0, "7 of 5 used today", "0 天内已用 7/5"),
        (1, "7 of 5 used in 1 day", "1 天内已用 7/5"),
        (2, "7 of 5 used in 2 days", "2 天内已用 7/5"),
        (21, "7 of 5 used in 21 days", "21 天内已用 7/5"),
    ] {
        let quota = quota(days);
        assert_eq!(quota.to_string(), en);
        assert_eq!((quota.message_in("en-GB").as_str(), quota.message_in("zh-Hans-CN").as_str()), (en, zh));
        assert_eq!(quota.message_in("fr"), en, "other locales fall back to the first");
        let failure = Failure::from(quota);
        assert_eq!((failure.message().unwrap(), failure.message_in("zh").unwrap()), (en.into(), zh.into()));
    }
}

#[test]
fn the_select_form_of_a_message_depends_on_the_value() {
    for (declined, en) in [
        (declined("card", true), "The card is declined for good: {card}"),
        (declined("card", false), "The card is declined"),
        (declined("wire", true), "wire is declined: true"),
        (declined("", false), " is declined: false"),
        (declined("{type}", false), "{type} is declined: false"),
    ] {
        assert_eq!(declined.to_string(), en);
        assert_eq!(Failure::from(declined).message().unwrap(), en);
    }
}

#[test]
fn numbers_of_every_type_are_displayed_exactly() {
    let off = Off { small: i16::MIN, medium: -1, large: i64::MIN, unsigned: 0, huge: u64::MAX, share: 0.25 };
    let en = "-32768 -1 -9223372036854775808 0 18446744073709551615 0.25";
    assert_eq!(off.to_string(), en);
    let zh = "0.25 18446744073709551615 0 -9223372036854775808 -1 -32768";
    assert_eq!(off.message_in("zh"), zh);
    assert_eq!(Off::try_from(&Failure::from(off.clone())), Ok(off));
}

#[test]
fn without_all_values_the_message_is_the_title() {
    let code = BillingError::QuotaExceeded;
    assert_eq!(
        (code.message(), code.message_in("zh"), code.title()),
        ("Quota exceeded", "配额已用完", "Quota exceeded")
    );
    assert_eq!(code.to_string(), "Quota exceeded");
    assert_eq!(Failure::from(code).message().unwrap(), "Quota exceeded");
    let partly = Failure::from(code).with_param("used", 7_u32).with_param("limit", 5_u32);
    assert_eq!(partly.message().unwrap(), "Quota exceeded", "`days` is missing");
    let whole = partly.with_param("days", 1_u32);
    assert_eq!(whole.message().unwrap(), "7 of 5 used in 1 day", "the message does not show `token`");
}

#[test]
fn a_struct_of_params_is_an_error_with_the_code_of_its_entry() {
    let quota = quota(3);
    assert_eq!(quota.any_code(), BillingError::QuotaExceeded);
    assert_eq!(quota.error_code(), BillingError::QuotaExceeded);
    assert_eq!(BillingError::from(quota.clone()), BillingError::QuotaExceeded);
    let error: Box<dyn Error + Send + Sync> = quota.clone().into();
    assert_eq!(find_code::<BillingError>(&*error).unwrap(), BillingError::QuotaExceeded);
    assert_eq!(find_code::<BillingError>(&Failure::from(quota)), Some(BillingError::QuotaExceeded));
    assert_eq!(find_code::<BillingError>(&BillingError::Off.any_code()), Some(BillingError::Off));
    assert_eq!(find_code::<BillingError>(&errcat::tencent_meeting::RestError::MeetingNotFound), None);
}

#[test]
fn a_struct_of_params_converts_into_a_failure_and_back() {
    fn fail() -> Result<(), Failure<BillingError>> {
        Err(quota(3))?
    }
    let failure = fail().unwrap_err();
    assert_eq!(*failure.received(), Received::Known(BillingError::QuotaExceeded));
    assert_eq!(failure.param("used"), Some(&ParamValue::Integer(7)));
    assert_eq!(failure.param("nothing"), None);
    assert!(failure.source().is_none(), "the struct has nothing that the failure does not have");
    assert_eq!(QuotaExceeded::try_from(&failure), Ok(quota(3)));
    assert_eq!(
        Declined::try_from(&failure).unwrap_err(),
        InvalidParams::OtherCode { expected: "Declined" },
        "the failure has another code"
    );
}

#[test]
fn the_error_names_the_param_that_is_missing_or_has_the_wrong_type() {
    let of = |failure: Failure<BillingError>| QuotaExceeded::try_from(&failure).unwrap_err().to_string();
    let code =
        || Failure::from(BillingError::QuotaExceeded).with_param("limit", 5_u32).with_param("days", 1_u32);
    assert_eq!(of(code()), "the value of `used` is missing");
    assert_eq!(of(code().with_param("used", "many")), "the value of `used` is not a valid u32");
    assert_eq!(of(code().with_param("used", -1_i32)), "the value of `used` is not a valid u32");
    assert_eq!(of(code().with_param("used", 4_294_967_296_u64)), "the value of `used` is not a valid u32");
    assert_eq!(of(Failure::new(Received::Absent)), "the failure is not a `QuotaExceeded`");
}

/// A sensitive value is neither formatted nor sent, unless the caller reveals it by name.
#[test]
fn a_sensitive_value_is_withheld_until_it_is_revealed() {
    let quota = quota(1);
    let failure = Failure::from(quota.clone());
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let shown = |failure: &Failure<BillingError>| {
        [
            format!("{failure} {failure:?} {failure:#?}"),
            text(failure.encode("en")),
            text(failure.problem_details("zh")),
            format!("{:?}", failure.headers()),
            serde_json::to_string(&failure).unwrap(),
            format!("{:?}", failure.params().collect::<Vec<_>>()),
        ]
    };
    for shown in shown(&failure).into_iter().chain([format!("{quota} {quota:?} {quota:#?}")]) {
        assert!(!shown.contains(SECRET), "{shown}");
    }
    assert!(format!("{failure:?}").contains("token: <sensitive>"), "{failure:?}");
    assert!(format!("{quota:?}").contains("token: <sensitive>"), "{quota:?}");

    assert_eq!(failure.param("token"), Some(&ParamValue::from(SECRET)));
    assert_eq!(QuotaExceeded::try_from(&failure).unwrap().token.reveal().unwrap(), SECRET);
    let revealed = shown(&failure.reveal("token"));
    for (shown, form) in revealed.iter().zip(["debug", "envelope", "problem", "headers", "serde", "params"]) {
        assert_eq!(shown.contains(SECRET), form != "headers", "{form}: {shown}");
    }
}

#[test]
fn a_sensitive_value_is_withheld_even_if_the_code_is_replaced_unknown_or_unreadable() {
    let replaced = |received| Failure::from(quota(1)).with_received(received);
    let decoded = |code: &str| {
        let body = format!(r#"{{"error":{{"code":{code},"params":{{"token":"{SECRET}"}}}}}}"#);
        decode::<BillingError>(429, &(), body.as_bytes()).unwrap_err()
    };
    for failure in [
        replaced(Received::Unknown(WireCode::Number(99))),
        replaced(Received::Known(BillingError::Declined)),
        replaced(Received::Absent),
        replaced(Received::Absent).with_received(Received::Known(BillingError::Declined)),
        // An entry that does not declare it.
        Failure::from(BillingError::Declined).with_param("token", SECRET),
        decoded("99"),
        decoded("{}"),
    ] {
        assert_eq!(failure.param("token"), Some(&ParamValue::from(SECRET)));
        assert!(!format!("{failure} {failure:?}").contains(SECRET), "{failure:?}");
        assert!(failure.params().all(|(name, _)| name != "token"), "{failure:?}");
        assert!(format!("{:?}", failure.reveal("token")).contains(SECRET));
    }
}

#[test]
fn the_error_about_an_invalid_sensitive_value_does_not_show_it() {
    for json in [r#""4111222233334444""#, "4111222233334444", "[4111222233334444]"] {
        let error = serde_json::from_str::<Sensitive<u32>>(json).unwrap_err();
        assert!(!error.to_string().contains("4111"), "{error}");
    }
}

/// One object may have both the code and the values of the params.
#[test]
fn values_may_be_beside_the_code() {
    let quota = Quota { used: 1, limit: 2, what: "seats".into() };
    let sent = Failure::from(quota.clone()).with_trace_id("t1").encode("en");
    let body = r#"{"error":{"code":1,"message":"1 of 2 used: seats","trace":"t1","used":1,"limit":2,"what":"seats"}}"#;
    assert_eq!(String::from_utf8(sent).unwrap(), body);
    let received = decode::<NestedError>(500, &(), body.as_bytes()).unwrap_err();
    assert_eq!(Quota::try_from(&received), Ok(quota));
    let names: Vec<_> = received.params().map(|(name, _)| name).collect();
    assert_eq!(names, ["used", "limit", "what"], "the code, the message and the trace id are not params");

    let sent = Failure::from(OffBy { by: -2 }).encode("en");
    assert_eq!(String::from_utf8(sent.clone()).unwrap(), r#"{"code":1,"message":"by -2 steps","by":-2}"#);
    let received = decode::<WholeError>(500, &(), &sent).unwrap_err();
    assert_eq!(OffBy::try_from(&received), Ok(OffBy { by: -2 }));
}

/// An exact form matches the signed number; CLDR's plural rules apply to its absolute value.
#[test]
fn a_negative_number_does_not_have_the_exact_form_of_its_absolute_value() {
    for (by, text) in [(1, "by exactly one"), (-1, "by -1 step"), (0, "by 0 steps"), (2, "by 2 steps")] {
        assert_eq!(OffBy { by }.to_string(), text);
        assert_eq!(Failure::from(OffBy { by }).message().unwrap(), text);
    }
}

/// Another server may send a string param as JSON of another type: the value is the JSON as it was sent.
#[test]
fn a_string_param_keeps_a_number_or_a_boolean_as_it_was_written() {
    for (json, text) in [
        ("7", "7"),
        ("1.50", "1.50"),
        ("1e3", "1e3"),
        ("true", "true"),
        (
            "123456789012345678901234567890123456789012345678",
            "123456789012345678901234567890123456789012345678",
        ),
        (r#"{"a":[1]}"#, r#"{"a":[1]}"#),
    ] {
        let body = format!(r#"{{"error":{{"code":1,"used":1,"limit":2,"what":{json}}}}}"#);
        let received = decode::<NestedError>(500, &(), body.as_bytes()).unwrap_err();
        assert_eq!(Quota::try_from(&received).unwrap().what, text);
    }
    for value in [ParamValue::from(1.5), ParamValue::from(true), ParamValue::from(7)] {
        let text = value.to_string();
        let failure = Failure::from(NestedError::Quota).with_param("what", value);
        assert_eq!(failure.param("what"), Some(&ParamValue::from(text)));
    }
}

#[test]
fn the_complete_values_of_a_truncated_body_are_kept() {
    let body = br#"{"error":{"code":40012,"params":{"used":7,"limit":5,"days":12"#;
    let received = decode::<BillingError>(429, &(), body).unwrap_err();
    assert_eq!(received.code(), Some(BillingError::QuotaExceeded));
    assert_eq!((received.param("limit"), received.param("days")), (Some(&ParamValue::Integer(5)), None));
    let received = decode::<WholeError>(500, &(), br#" {"by":3,"code":1,"mess"#).unwrap_err();
    assert_eq!(OffBy::try_from(&received), Ok(OffBy { by: 3 }));
}

#[test]
fn at_most_max_params_values_are_kept() {
    let max = Failure::<BillingError>::MAX_PARAMS;
    let all: Vec<String> = (0..max + 9).map(|n| format!("\"p{n}\":{n}")).collect();
    let body = format!(r#"{{"error":{{"code":7,"params":{{{}}}}}}}"#, all.join(","));
    let received = decode::<BillingError>(500, &(), body.as_bytes()).unwrap_err();
    assert_eq!(received.params().count(), max);
    // The value of a kept param may still be replaced.
    let received = received.with_param("p3", "new").with_param("beyond", 1);
    assert_eq!((received.param("p3"), received.param("beyond")), (Some(&ParamValue::from("new")), None));
}

/// The client decodes the failure that the server encoded, except for sensitive values.
#[test]
fn values_are_encoded_and_decoded() {
    let sent = Failure::from(quota(1));
    let body = sent.encode("zh");
    let expected =
        r#"{"error":{"code":40012,"message":"1 天内已用 7/5","params":{"used":7,"limit":5,"days":1}}}"#;
    assert_eq!(String::from_utf8(body.clone()).unwrap(), expected);

    let received = decode::<BillingError>(429, &(), &body).unwrap_err();
    let withheld = QuotaExceeded { token: Sensitive::WITHHELD, ..quota(1) };
    assert_eq!(QuotaExceeded::try_from(&received), Ok(withheld));
    assert_eq!(received.server_message(), Some("1 天内已用 7/5"));
    assert_eq!(received.message_in("en").unwrap(), "7 of 5 used in 1 day", "the client shows its own locale");

    let off = Off { small: -1, medium: 2, large: i64::MAX, unsigned: 4, huge: u64::MAX, share: 2.0 };
    let received = decode::<BillingError>(500, &(), &Failure::from(off.clone()).encode("en")).unwrap_err();
    assert_eq!(Off::try_from(&received), Ok(off));

    let json = serde_json::to_string(&sent).unwrap();
    let back: Failure<BillingError> = serde_json::from_str(&json).unwrap();
    assert_eq!(back.param("days"), Some(&ParamValue::Integer(1)));
    assert_eq!(back.message().unwrap(), "7 of 5 used in 1 day");
}

/// Another server may write values differently, and may send fewer or more of them, or none.
#[test]
fn values_of_any_form_are_decoded() {
    let of = |params: &str| {
        let body = format!(r#"{{"error":{{"code":40012,"params":{params}}}}}"#);
        decode::<BillingError>(429, &(), body.as_bytes()).unwrap_err()
    };
    let loose =
        of(r#"{"used":"7","limit":5.0,"days":1,"region":"eu","more":{"a":[1]},"none":null,"token":"t"}"#);
    assert_eq!(QuotaExceeded::try_from(&loose).unwrap().used, 7, "a string of digits is a valid number");
    assert_eq!(QuotaExceeded::try_from(&loose).unwrap().limit, 5);
    assert_eq!(loose.param("region"), Some(&ParamValue::from("eu")));
    assert_eq!(loose.param("more"), Some(&ParamValue::from(r#"{"a":[1]}"#)));
    assert_eq!(loose.param("none"), None);
    assert!(!format!("{loose:?}").contains("token: \"t\""), "a received value is as sensitive as a sent one");
    for params in ["null", "5", "\"x\"", "[1,2]", "true", "{}", "{\"used\":", "{\"used\":7", "{\"us\\ed\":7}"]
    {
        let failure = of(params);
        assert_eq!(failure.code(), Some(BillingError::QuotaExceeded), "{params}");
        assert_eq!(failure.message().unwrap(), "Quota exceeded", "{params}");
    }
    let escaped = of(r#"{"us\u0065d":7,"limit":5,"days":2}"#);
    assert_eq!(escaped.message().unwrap(), "7 of 5 used in 2 days");
    let large = of(r#"{"used":99999999999999999999999999999999999999999999,"limit":1e400}"#);
    assert_eq!(large.param("limit"), Some(&ParamValue::from("1e400")));
    let whole = "99999999999999999999999999999999999999999999";
    assert_eq!(large.param("used"), Some(&ParamValue::from(whole)), "no digit is lost");

    let unknown =
        decode::<BillingError>(400, &(), br#"{"error":{"code":7,"params":{"a":1,"b":true}}}"#).unwrap_err();
    let kept: Vec<_> = unknown.params().collect();
    assert_eq!(kept, [("a", &ParamValue::Integer(1)), ("b", &ParamValue::Bool(true))]);
}

#[test]
fn a_failed_item_of_a_success_has_its_own_values() {
    let body = br#"{"failed":[{"code":40012,"params":{"used":1,"limit":2,"days":3}},{"code":5}]}"#;
    let failures = Decoder::new().decode_items::<BillingError>(body);
    assert_eq!(failures[0].message().unwrap(), "1 of 2 used in 3 days");
    assert_eq!(failures[1].message().unwrap(), "Off");
}

/// JSON has no such numbers (RFC 8259, section 6), and serde_json writes null in their place.
#[test]
fn a_number_that_json_does_not_have_is_stored_as_text() {
    for (number, text) in [(f64::INFINITY, "inf"), (f64::NEG_INFINITY, "-inf"), (f64::NAN, "NaN")] {
        let failure = Failure::from(BillingError::Off).with_param("share", number).with_param("more", number);
        let stored = serde_json::to_value(&failure).unwrap();
        assert_eq!(stored["params"], serde_json::json!({ "share": text, "more": text }));
        let read: Failure<BillingError> = serde_json::from_value(stored).unwrap();
        let share = read.param("share").and_then(ParamValue::as_float).unwrap();
        assert_eq!(share.to_string(), number.to_string());
        assert_eq!(read.param("more"), Some(&ParamValue::from(text)), "nothing declares its type");
    }
}

/// RFC 9457, section 3.1: the title is the same for every occurrence of the problem; the detail is specific to this one.
/// Section 4.2.1: without a type, the title is the phrase of the status.
#[test]
fn problem_details_have_the_title_of_the_type_and_the_message_as_detail() {
    let failure = || Failure::from(quota(1));
    let url = "https://billing.example/errors/40012";
    for (failure, kind, title) in
        [(failure().with_url(url), url, "Quota exceeded"), (failure(), "about:blank", "Too Many Requests")]
    {
        let problem: serde_json::Value = serde_json::from_slice(&failure.problem_details("en")).unwrap();
        let expected = serde_json::json!({
            "type": kind, "title": title, "status": 429, "detail": "7 of 5 used in 1 day",
            "code": 40012, "name": "QuotaExceeded", "params": {"used": 7, "limit": 5, "days": 1},
        });
        assert_eq!(problem, expected);
    }
}

proptest! {
    /// The encoded body is JSON that serde_json reads as the same value, and that decodes into the same params.
    #[test]
    fn any_text_is_encoded_and_decoded(kind in ".{0,40}", last: bool, text in "\\PC{0,20}|[\\x00-\\x1f\"\\\\]{0,10}") {
        let sent = Failure::from(declined(&kind, last)).with_server_message(text.as_str()).with_param("more", text.as_str());
        let body = sent.encode("en");
        let json: serde_json::Value = serde_json::from_slice(&body).unwrap();
        prop_assert_eq!(&json["error"]["params"]["type"], &serde_json::Value::from(kind.as_str()));
        prop_assert_eq!(&json["error"]["message"], &serde_json::Value::from(text.as_str()));
        let received = decode::<BillingError>(400, &(), &body).unwrap_err();
        prop_assert_eq!(Declined::try_from(&received), Ok(declined(&kind, last)));
        prop_assert_eq!(received.param("more").cloned(), Some(ParamValue::from(text.as_str())));
        // A message of white space only counts as missing.
        let message = Some(text.as_str()).filter(|text| !text.trim().is_empty());
        prop_assert_eq!(received.server_message(), message);
    }

    /// RFC 8259, section 7: a character is written as itself or as its UTF-16 units in `\u` escapes.
    #[test]
    fn a_text_is_read_whichever_of_its_characters_are_escaped(text in any::<Vec<(char, bool)>>()) {
        let mut json = String::new();
        for &(c, is_escaped) in &text {
            if is_escaped || c < ' ' || c == '"' || c == '\\' {
                c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| json.push_str(&format!("\\u{unit:04x}")));
            } else {
                json.push(c);
            }
        }
        let body = format!(r#"{{"error":{{"code":1,"params":{{"p":"{json}"}}}}}}"#);
        let failure = decode::<BillingError>(400, &(), body.as_bytes()).unwrap_err();
        let text: String = text.iter().map(|(c, _)| *c).collect();
        prop_assert_eq!(failure.param("p").cloned(), Some(ParamValue::from(text)));
    }

    #[test]
    fn any_number_is_encoded_and_decoded(small: i16, large: i64, huge: u64, share in proptest::num::f64::NORMAL) {
        let off = Off { small, medium: -1, large, unsigned: 4, huge, share };
        let body = Failure::from(off.clone()).encode("en");
        let json: serde_json::Value = serde_json::from_slice(&body).unwrap();
        // Without its feature `float_roundtrip`, serde_json may read the last bit wrong.
        prop_assert!(json["error"]["params"]["share"].as_f64().is_some_and(|read| (read / share - 1.0).abs() < 1e-15));
        let received = decode::<BillingError>(500, &(), &body).unwrap_err();
        prop_assert_eq!(Off::try_from(&received), Ok(off));
    }
}

#[test]
fn a_further_code_maps_to_its_entry_and_is_kept_but_never_sent() {
    for code in [40012_u32, 40013, 40014] {
        assert_eq!(BillingError::from_code(code), Some(BillingError::QuotaExceeded));
        let body = format!(r#"{{"error":{{"code":{code}}}}}"#);
        let failure = decode::<BillingError>(429, &(), body.as_bytes()).unwrap_err();
        assert_eq!(failure.code(), Some(BillingError::QuotaExceeded));
        assert_eq!(failure.wire_code(), Some(&WireCode::from(code)), "the received code is kept");
        assert!(String::from_utf8(failure.encode("en")).unwrap().starts_with(r#"{"error":{"code":40012,"#));
        let json = serde_json::to_string(&failure).unwrap();
        let back: Failure<BillingError> = serde_json::from_str(&json).unwrap();
        assert_eq!(back.wire_code(), failure.wire_code());
    }
    assert_eq!(BillingError::QuotaExceeded.code(), 40012);
    for code in [40011, 40015, 1] {
        assert_eq!(BillingError::from_code(code), None);
    }
}

#[test]
#[allow(deprecated)] // the test uses a former name
fn aliases_and_former_names_are_the_same_variant() {
    assert_eq!(BillingError::LimitReached, BillingError::QuotaExceeded);
    assert_eq!(BillingError::OverQuota, BillingError::QuotaExceeded);
    for name in ["QuotaExceeded", "LimitReached", "OverQuota"] {
        assert_eq!(BillingError::from_name(name), Some(BillingError::QuotaExceeded));
    }
    assert_eq!(BillingError::QuotaExceeded.name(), "QuotaExceeded");
    assert_eq!(BillingError::ALL.len(), 7, "a further name does not add an entry");
    // An alias may also be used as a pattern.
    assert!(matches!(BillingError::QuotaExceeded, BillingError::LimitReached));
}

#[test]
fn a_success_is_decoded_as_ok_and_a_warning_as_a_failure() {
    let decoded = |status, code: u32| {
        decode::<BillingError>(status, &(), format!(r#"{{"error":{{"code":{code}}}}}"#).as_bytes())
    };
    assert!(decoded(200, 0).is_ok());
    assert_eq!((BillingError::Paid.severity(), BillingError::Paid.http_status()), (Severity::Success, 200));
    let contradiction = decoded(503, 0).unwrap_err();
    assert!(contradiction.is_retryable(), "a success under the status of an error is treated by its status");
    // A program that raises a success has a bug, which a retry does not fix.
    let raised = Failure::from(BillingError::Paid);
    assert_eq!((raised.severity(), raised.is_retryable()), (Severity::Success, false));
    let warning = decoded(200, 40_013_000).unwrap_err();
    assert_eq!((warning.severity(), warning.code()), (Severity::Warning, Some(BillingError::Declined)));
    assert_eq!(decoded(429, 40012).unwrap_err().severity(), Severity::Error);
    assert_eq!(decoded(429, 1).unwrap_err().severity(), Severity::Error);
}

fn late(days: Option<u8>, fee: Option<f64>) -> Late {
    Late { days, fee, reason: "no {funds}".to_owned(), shop: None }
}

/// An absent number has the plural form `other`, with the text of `absent` in its place.
#[test]
fn a_message_shows_the_text_of_absent_for_an_optional_value_that_is_missing() {
    for (days, fee, en, zh) in [
        (Some(0), None, "due today", "逾期 0 天，应付 无，no {funds}"),
        (Some(1), Some(2.5), "1 day late, 2.5 to pay, no {funds}", "逾期 1 天，应付 2.5，no {funds}"),
        (Some(2), None, "2 days late, nothing to pay, no {funds}", "逾期 2 天，应付 无，no {funds}"),
        (None, Some(0.0), "some days late, 0 to pay, no {funds}", "逾期 若干 天，应付 0，no {funds}"),
        (None, None, "some days late, nothing to pay, no {funds}", "逾期 若干 天，应付 无，no {funds}"),
    ] {
        let late = late(days, fee);
        assert_eq!((late.to_string().as_str(), late.message_in("zh").as_str()), (en, zh));
        let failure = Failure::from(late);
        assert_eq!((failure.message().unwrap(), failure.message_in("zh").unwrap()), (en.into(), zh.into()));
    }
}

#[test]
fn an_absent_value_has_the_select_form_other() {
    let held = |is_final, by: Option<&str>| Held { r#final: is_final, by: by.map(str::to_owned) };
    for (held, en, zh) in [
        (held(Some(true), None), "Held for good", "冻结：true"),
        (held(Some(false), Some("bank")), "Held for now", "银行冻结"),
        (held(None, Some("bank")), "Held by the bank", "银行冻结"),
        (held(None, Some("you")), "Held", "冻结：未知"),
        (held(None, None), "Held", "冻结：未知"),
    ] {
        assert_eq!((held.to_string().as_str(), held.message_in("zh").as_str()), (en, zh));
        assert_eq!(Failure::from(held).message_in("zh").unwrap(), zh);
    }
}

#[test]
fn an_optional_value_is_encoded_only_if_it_is_present() {
    for late in [
        late(None, None),
        late(Some(255), Some(0.5)),
        Late { shop: Some("a".to_owned()), ..late(Some(0), None) },
    ] {
        let failure = Failure::from(late.clone());
        assert_eq!(Late::try_from(&failure), Ok(late.clone()));
        let body = failure.encode("en");
        let received = decode::<BillingError>(400, &(), &body).unwrap_err();
        assert_eq!(Late::try_from(&received), Ok(late.clone()));
        assert_eq!(received.message(), failure.message());
        assert_eq!(received.param("days").is_some(), late.days.is_some());
    }
    let body = br#"{"error":{"code":7,"params":{"days":null,"reason":"r"}}}"#;
    let received = decode::<BillingError>(400, &(), body).unwrap_err();
    assert_eq!(Late::try_from(&received), Ok(Late { reason: "r".to_owned(), ..late(None, None) }));
}

#[test]
fn the_error_names_an_optional_param_with_the_wrong_type() {
    let of = |failure: Failure<BillingError>| Late::try_from(&failure).unwrap_err();
    let code = || Failure::from(BillingError::Late).with_param("reason", "r");
    for value in [ParamValue::from(256), ParamValue::from(-1), ParamValue::from("many")] {
        assert_eq!(
            of(code().with_param("days", value)),
            InvalidParams::WrongType { param: "days", expected: "u8" }
        );
    }
    assert_eq!(of(Failure::from(BillingError::Late)), InvalidParams::Missing { param: "reason" });
}

/// An entry without a title shows its name in words unless it has the values that its message needs.
#[test]
fn a_message_needs_only_the_required_values_that_it_shows() {
    assert_eq!((BillingError::Late.message(), BillingError::Late.title()), ("Late", "Late"));
    assert_eq!(Failure::from(BillingError::Late).message().unwrap(), "Late", "`reason` is missing");
    let failure = Failure::from(BillingError::Late).with_param("reason", "r");
    assert_eq!(failure.message().unwrap(), "some days late, nothing to pay, r");
    assert_eq!(failure.with_param("days", 1).message().unwrap(), "1 day late, nothing to pay, r");
}
