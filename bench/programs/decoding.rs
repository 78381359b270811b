//! Compares the decoding of an error body of 62 bytes: errcat, and serde_json into a hand-written struct with a
//! `HashMap` or a `match`. Prints one table.

mod peer;

use std::collections::HashMap;
use std::env;

use errcat::tencent_meeting::RestError;
use errcat::{Failure, decode};
use errcat_bench::BoxError;
use errcat_bench::rounds::{Contender, compare, times};
use serde::Deserialize;

const BODY: &[u8] = br#"{"error_info":{"error_code":9003,"message":"NO SUCH MEETING"}}"#;

#[derive(Deserialize)]
struct Body {
    error_info: Info,
}

#[derive(Deserialize)]
struct Info {
    error_code: i64,
    message: String,
}

/// What a client writes by hand: the code, and the server's message.
type ByHand = Option<Box<(Option<RestError>, String)>>;

fn by_hand(body: &[u8], known: impl Fn(i64) -> Option<RestError>) -> ByHand {
    let body: Body = serde_json::from_slice(body).ok()?;
    Some(Box::new((known(body.error_info.error_code), body.error_info.message)))
}

fn by_errcat(body: &[u8]) -> Option<Failure<RestError>> {
    decode(500, &(), body).err()
}

fn main() -> Result<(), BoxError> {
    let rounds = env::args().nth(1).ok_or("how many rounds?")?.parse()?;
    let map: HashMap<i64, RestError> =
        RestError::ALL.into_iter().map(|code| (i64::from(code.code()), code)).collect();
    let by_map = |body| by_hand(body, |code| map.get(&code).copied());
    let by_match = |body| by_hand(body, peer::from_code);
    let body = (&[BODY][..], 200_000);
    let mut table = times();
    let contenders = vec![
        Contender::new("`errcat::decode`", body, by_errcat, |body| {
            let failure = by_errcat(body)?;
            Some((failure.code()?, failure.server_message()?.to_owned()))
        }),
        Contender::new("serde_json and `HashMap`", body, by_map, |body| known(by_map(body))),
        Contender::new("serde_json and `match`", body, by_match, |body| known(by_match(body))),
    ];
    compare(&mut table, rounds, contenders)?;
    print!("{table}");
    Ok(())
}

fn known(by_hand: ByHand) -> Option<(RestError, String)> {
    let (code, message) = *by_hand?;
    Some((code?, message))
}
