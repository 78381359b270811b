//! Decoding a 60-byte error body: errcat against serde_json into a hand-written struct and a look-up.
//!
//! `cargo bench -p errcat-tests --bench decode` prints nanoseconds for each and the ratio, as the least, middle and
//! greatest of several rounds in which the two take turns.

use std::collections::HashMap;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use errcat::tencent_meeting::RestError;
use errcat::{Failure, Received, decode};
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

/// What a client writes by hand: a code, and the text that came.
fn by_hand(known: &HashMap<i64, RestError>, body: &[u8]) -> Option<Box<(Option<RestError>, String)>> {
    let body: Body = serde_json::from_slice(body).ok()?;
    Some(Box::new((known.get(&body.error_info.error_code).copied(), body.error_info.message)))
}

fn by_errcat(body: &[u8]) -> Option<Failure<RestError>> {
    decode(500, &(), body)
}

const ROUNDS: usize = 15;
const TIMES: u32 = 200_000;

fn nanoseconds(mut run: impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..TIMES {
        run();
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(TIMES)
}

fn spread(mut values: Vec<f64>) -> String {
    values.sort_by(f64::total_cmp);
    format!("{:7.2} {:7.2} {:7.2}", values[0], values[values.len() / 2], values[values.len() - 1])
}

fn main() -> Result<(), Box<dyn Error>> {
    let known: HashMap<i64, RestError> =
        RestError::ALL.into_iter().map(|code| (i64::from(code.code()), code)).collect();
    let ours = by_errcat(BODY).ok_or("errcat takes the body for a success")?;
    let theirs = by_hand(&known, BODY).ok_or("serde_json does not read the body")?;
    let same = *ours.received() == Received::Known(RestError::MeetingNotFound)
        && theirs.0 == Some(RestError::MeetingNotFound)
        && ours.text() == Some(theirs.1.as_str());
    if !same {
        return Err("the two do not say the same".into());
    }
    let (mut a, mut b, mut ratio) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let ours = nanoseconds(|| {
            black_box(by_errcat(black_box(BODY)));
        });
        let theirs = nanoseconds(|| {
            black_box(by_hand(&known, black_box(BODY)));
        });
        a.push(ours);
        b.push(theirs);
        ratio.push(ours / theirs);
    }
    println!("{} bytes                      least  middle greatest", BODY.len());
    println!("errcat::decode, ns           {}", spread(a));
    println!("serde_json and HashMap, ns   {}", spread(b));
    println!("errcat : serde_json          {}", spread(ratio));
    Ok(())
}
