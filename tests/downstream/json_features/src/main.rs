//! Decodes and serializes failures whichever features of serde_json another package has switched on.

#![deny(warnings)]

use errcat::{Failure, ParamValue, Received, Sensitive, WireCode, decode};

errcat::codes!("../codes.toml");
use order_error::SoldOut;

fn main() {
    codes();
    other_numbers();
    params_and_items();
    deep();
    serialized();
}

fn failure(status: u16, body: &str) -> Failure<OrderError> {
    decode(status, &(), body.as_bytes()).expect_err(body)
}

fn codes() {
    for code in ["17", "17.0", "1.7e1", "170E-1", "\"17\""] {
        let body = format!(r#"{{"error":{{"code":{code},"message":"M"}}}}"#);
        let failure = failure(500, &body);
        assert_eq!(failure.code(), Some(OrderError::SoldOut), "{body}");
        assert_eq!(failure.server_message(), Some("M"), "{body}");
    }
    let lowest = failure(500, r#"{"code":-9223372036854775808}"#);
    assert_eq!(lowest.code(), Some(OrderError::Lowest));
    for (code, kept) in [
        ("18446744073709551615", WireCode::from(u64::MAX)),
        ("-1", WireCode::from(-1)),
        ("123456789012345678901234567890", WireCode::from("123456789012345678901234567890")),
        ("17.00000000000000000000001", WireCode::from("17.00000000000000000000001")),
        ("1e-400", WireCode::from("1e-400")),
    ] {
        let body = format!(r#"{{"code":{code}}}"#);
        assert_eq!(*failure(200, &body).received(), Received::Unknown(kept), "{body}");
    }
    assert!(decode::<OrderError>(200, &(), br#"{"code":0}"#).is_ok());
}

/// A number where an object is expected, and numbers that nothing leads to.
fn other_numbers() {
    for body in [
        r#"{"error":5,"code":17}"#,
        r#"{"error":5.5,"code":17}"#,
        r#"{"error":1e400,"code":17}"#,
        r#"{"other":123456789012345678901234567890,"more":[1.5,{"a":2}],"code":17}"#,
        r#"{"error":{"params":5,"wait":"x"},"code":17}"#,
        r#"{"error":[1,2.5],"code":17}"#,
        r#"{"failed":[1,2.5],"code":17}"#,
        r#"{"failed":7,"code":17}"#,
        // Broken off, so that the other passes read it.
        r#"{"error":5,"code":17,"more":"#,
        r#"{"error":5.5,"code":17,"more":{"a"#,
        r#"{"error":{"params":5},"code":17,"failed":[{"#,
    ] {
        assert_eq!(failure(500, body).code(), Some(OrderError::SoldOut), "{body}");
    }
}

fn params_and_items() {
    let body = r#"{"error":{"code":17,"line":4.5,"wait":1.5,"params":{"left":-3,"share":0.1,"all":18446744073709551615,"final":true,"pin":1234}},
        "big":123456789012345678901234567890,"failed":[{"code":17,"params":{"left":2}},{"code":9.5}]}"#;
    let failure = failure(500, body);
    let expected =
        SoldOut { left: -3, share: 0.1, all: u64::MAX, r#final: true, pin: Sensitive::new(1234) };
    assert_eq!(SoldOut::try_from(&failure), Ok(expected));
    assert_eq!(failure.extra("line"), Some(&WireCode::from("4.5")));
    assert_eq!(failure.extra("big"), Some(&WireCode::from("123456789012345678901234567890")));
    let wait = errcat::RetryHint::After(core::time::Duration::from_millis(1500));
    assert_eq!(failure.retry_hint(), Some(wait));
    let [first, second] = failure.items() else { panic!("{failure:?}") };
    assert_eq!((first.code(), first.param("left")), (Some(OrderError::SoldOut), Some(&ParamValue::Integer(2))));
    assert_eq!(second.wire_code(), Some(&WireCode::from("9.5")));

    // What is encoded is decoded again.
    let sent = failure.reveal("pin").encode("en");
    let received = decode::<OrderError>(500, &(), &sent).unwrap_err();
    let pin = SoldOut::try_from(&received).unwrap().pin;
    assert_eq!(pin.reveal(), Some(&1234));
}

/// JSON may be nested as deep as the limit of the body.
fn deep() {
    for depth in [200, 30_000] {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        let body = format!(r#"{{"x":{open}1{close},"error":{{"line":{open}2{close},"code":17}}}}"#);
        assert_eq!(failure(500, &body[..body.len().min(64 * 1024)]).code().is_some(), depth == 200);
    }
}

fn serialized() {
    let failure = Failure::from(SoldOut {
        left: i64::MIN,
        share: -1.5e-7,
        all: u64::MAX,
        r#final: false,
        pin: Sensitive::WITHHELD,
    })
    .with_http_status(409)
    .with_extra("line", 7)
    .with_subcode(463)
    .with_retry_hint(errcat::RetryHint::After(core::time::Duration::from_millis(1500)))
    .with_items([Failure::from_wire_code(-1), Failure::from_wire_code(u64::MAX)]);
    let json = serde_json::to_string(&failure).unwrap();
    let back: Failure<OrderError> = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
    assert_eq!(SoldOut::try_from(&back), SoldOut::try_from(&failure));
    assert_eq!(back.items()[1].wire_code(), Some(&WireCode::from(u64::MAX)));
    // By way of a tree.
    let tree: serde_json::Value = serde_json::from_str(&json).unwrap();
    let back: Failure<OrderError> = serde_json::from_value(tree).unwrap();
    assert_eq!(SoldOut::try_from(&back), SoldOut::try_from(&failure));
    assert_eq!(back.subcode(), Some(&WireCode::from(463)));
    assert_eq!(back.extra("line"), Some(&WireCode::from(7)));

    assert_eq!(serde_json::from_str::<OrderError>("17").unwrap(), OrderError::SoldOut);
    assert_eq!(serde_json::from_str::<Vec<OrderError>>("[17,\"17\"]").unwrap(), [OrderError::SoldOut; 2]);
    for invalid in ["18", "17.5", "{}", "{\"a\":17}", "true", "123456789012345678901234567890"] {
        assert!(serde_json::from_str::<OrderError>(invalid).is_err(), "{invalid}");
        assert!(serde_json::from_str::<OrderError>(&format!("[{invalid},1]")).is_err(), "{invalid}");
    }
    let pin: Sensitive<u32> = serde_json::from_str("1234").unwrap();
    assert_eq!(pin.reveal(), Some(&1234));
    for invalid in [r#"{"code":{"a":1}}"#, r#"{"params":{"left":{"a":1}}}"#, r#"{"params":{"left":[]}}"#] {
        assert!(serde_json::from_str::<Failure<OrderError>>(invalid).is_err(), "{invalid}");
    }
}
