//! Decodes one error response again and again, for `valgrind` to count the instructions: the arguments are the name of a
//! decoder, the name of a body, and how often.

mod peer;

use std::env;
use std::hint::black_box;

use errcat::tencent_meeting::RestError;
use errcat::{Failure, decode};
use errcat_bench::BoxError;
use serde::Deserialize;

type Headers<'h> = &'h [(&'h str, &'h str)];

const HEADERS: Headers<'_> = &[("Content-Type", "application/json"), ("X-Tc-Trace", "5f1c")];

/// The body that `decoding.rs` measures, too.
const SHORT: &[u8] = br#"{"error_info":{"error_code":9003,"message":"NO SUCH MEETING"}}"#;

const PLAIN: &[u8] =
    br#"{"error_info":{"error_code":9003,"message":"MEETING NOT EXIST","new_error_code":500123}}"#;

const ESCAPED: &[u8] =
    br#"{"error_info":{"error_code":9003,"message":"\u4f1a\u8bae\u4e0d\u5b58\u5728","new_error_code":500123}}"#;

#[derive(Deserialize)]
struct Body {
    error_info: Info,
}

#[derive(Deserialize)]
struct Info {
    error_code: i64,
    message: String,
    new_error_code: Option<i64>,
}

/// What a client keeps that decodes by hand.
struct ByHand {
    code: Option<RestError>,
    message: String,
    new_error_code: Option<i64>,
    trace_id: Option<String>,
}

#[inline(never)]
fn by_hand(body: &[u8], headers: Headers<'_>) -> Option<Box<ByHand>> {
    let info = serde_json::from_slice::<Body>(body).ok()?.error_info;
    let trace_id = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-tc-trace"));
    Some(Box::new(ByHand {
        code: peer::from_code(info.error_code),
        message: info.message,
        new_error_code: info.new_error_code,
        trace_id: trace_id.map(|(_, value)| (*value).to_owned()),
    }))
}

#[inline(never)]
fn by_errcat(body: &[u8], headers: Headers<'_>) -> Option<Failure<RestError>> {
    decode(500, &headers, body).err()
}

fn main() -> Result<(), BoxError> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [decoder, body, times] = arguments.as_slice() else { return Err("expected three arguments".into()) };
    let (body, headers): (&[u8], Headers<'_>) = match body.as_str() {
        "short" => (SHORT, &[]),
        "plain" => (PLAIN, HEADERS),
        "escaped" => (ESCAPED, HEADERS),
        other => return Err(format!("unknown body `{other}`").into()),
    };
    assert_same(body, headers)?;
    for _ in 0..times.parse::<u32>()? {
        match decoder.as_str() {
            "errcat" => drop(black_box(by_errcat(black_box(body), black_box(headers)))),
            "by-hand" => drop(black_box(by_hand(black_box(body), black_box(headers)))),
            other => return Err(format!("unknown decoder `{other}`").into()),
        }
    }
    Ok(())
}

/// Fails unless both decoders find the same.
fn assert_same(body: &[u8], headers: Headers<'_>) -> Result<(), BoxError> {
    let failure = by_errcat(body, headers).ok_or("errcat found no failure")?;
    let by_hand = by_hand(body, headers).ok_or("serde_json found no error")?;
    let new_error_code = failure.extra("new_error_code").and_then(errcat::WireCode::as_number);
    let is_same = failure.code() == by_hand.code
        && failure.server_message() == Some(&by_hand.message)
        && new_error_code == by_hand.new_error_code.map(i128::from)
        && failure.trace_id() == by_hand.trace_id.as_deref();
    if is_same { Ok(()) } else { Err("the decoders differ".into()) }
}
