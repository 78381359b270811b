//! The scripted load: one call each, what the vendor answers to it, and what mends it.

use std::time::Duration;

use axum::http::Method;
use serde_json::json;

use errcat::Remedy;

use crate::Result;
use crate::facts::{DAY, MINUTE, Repeat, Row, named, rows};

/// One call and what the vendor makes of it.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What goes wrong.
    pub label: String,
    pub method: Method,
    pub answer: Answer,
    pub recovered_by: RecoveredBy,
    /// The failing attempt of a write is carried out all the same.
    pub carried_out: bool,
}

/// An answer that is not a success.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    pub body: String,
    pub delivery: Delivery,
}

/// How an answer gets to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    Whole,
    /// One byte after the other.
    Slow,
    /// Half of the body, then nothing more.
    Stalled,
    /// Half of the body, then the connection is cut.
    CutWithin,
    /// The connection is cut before an answer.
    Cut,
}

/// What makes the vendor answer with a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveredBy {
    Never,
    /// So much time since the first answer.
    Later(Duration),
    /// Another access token, which the vendor has issued.
    Token,
    /// A nonce that has not been used.
    Nonce,
    /// A timestamp within five minutes of the vendor's.
    Timestamp,
}

/// What a client can do at best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No repeat within the call mends it: each is wasted.
    Permanent,
    /// The right repeat succeeds.
    Recoverable,
    /// It has been carried out: a repeat carries it out again.
    Written,
}

/// The longest single wait that a client accepts: a limit that ends later is for another day.
pub const MAX_WAIT: Duration = Duration::from_secs(120);

/// How long a passing fault lasts.
const PASSING: Duration = Duration::from_secs(5);

impl Scenario {
    pub fn kind(&self) -> Kind {
        match self.recovered_by {
            _ if self.carried_out => Kind::Written,
            RecoveredBy::Never => Kind::Permanent,
            RecoveredBy::Later(wait) if wait > MAX_WAIT => Kind::Permanent,
            _ => Kind::Recoverable,
        }
    }

    fn new(label: impl Into<String>, answer: Answer, recovered_by: RecoveredBy) -> Scenario {
        Scenario { label: label.into(), method: Method::GET, answer, recovered_by, carried_out: false }
    }

    /// The vendor's own answer with a code: it ends as the facts say.
    pub fn of(row: &Row) -> Scenario {
        let recovered_by = match row.repeat {
            Repeat::AfterAWhile => RecoveredBy::Later(PASSING),
            Repeat::AfterTheLimit(window) => RecoveredBy::Later(window.unwrap_or(PASSING)),
            Repeat::AfterRemedy(Remedy::RefreshToken) => RecoveredBy::Token,
            Repeat::AfterRemedy(Remedy::ReSign) => RecoveredBy::Nonce,
            Repeat::AfterRemedy(Remedy::SyncClock) => RecoveredBy::Timestamp,
            // No client can have a user authorise it.
            Repeat::Never | Repeat::AfterRemedy(_) => RecoveredBy::Never,
        };
        Scenario::new(
            format!("{} {}", row.code, row.name),
            Answer::json(row.status, row.body()),
            recovered_by,
        )
    }

    /// The same as a write.
    pub fn written(self, carried_out: bool) -> Scenario {
        Scenario { method: Method::POST, carried_out, ..self }
    }
}

impl Answer {
    pub fn new(status: u16, content_type: &'static str, body: impl Into<String>) -> Answer {
        Answer { status, content_type, body: body.into(), delivery: Delivery::Whole }
    }

    pub fn json(status: u16, body: impl Into<String>) -> Answer {
        Answer::new(status, "application/json", body)
    }

    pub fn delivered(self, delivery: Delivery) -> Answer {
        Answer { delivery, ..self }
    }
}

/// The load: each REST code as an answer to a GET and to a POST, then the faults.
pub fn load() -> Result<Vec<Scenario>> {
    let mut load = Vec::new();
    for row in rows().iter().filter(|row| row.table == "rest") {
        load.push(Scenario::of(row));
        load.push(Scenario::of(row).written(row.maybe_carried_out));
    }
    for fault in passing_faults()? {
        load.push(fault.clone());
        load.push(fault.written(true));
    }
    load.extend(refusals()?);
    Ok(load)
}

pub const GATEWAY_PAGE: &str =
    "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

/// Faults that pass, and after which nobody knows whether the request was carried out.
pub fn passing_faults() -> Result<Vec<Scenario>> {
    let body = named("LiveStreamConfigUpdateFailed")?.body();
    let unknown = json!({"error_info": {"error_code": 500_123, "message": "internal"}}).to_string();
    let faults = [
        ("502 with a page", Answer::new(502, "text/html", GATEWAY_PAGE)),
        ("504 without a body", Answer::new(504, "text/plain", "")),
        ("408 without a body", Answer::new(408, "text/plain", "")),
        ("connection cut before an answer", Answer::json(500, "").delivered(Delivery::Cut)),
        ("500 cut within its body", Answer::json(500, body).delivered(Delivery::CutWithin)),
        ("500 with an unknown code", Answer::json(500, unknown)),
    ];
    Ok(faults
        .into_iter()
        .map(|(label, answer)| Scenario::new(label, answer, RecoveredBy::Later(PASSING)))
        .collect())
}

/// Faults of answers to requests that were not carried out.
fn refusals() -> Result<Vec<Scenario>> {
    let not_found = named("MeetingNotFound")?.body();
    let limit = named("MinuteCallLimitReached")?.body();
    let query = named("MeetingDetailsQueryFailed")?.body();
    let unknown = json!({"error_info": {"error_code": 400_123, "message": "refused"}}).to_string();
    let digits = json!({"error_info": {"error_code": "9003", "message": "MEETING NOT EXIST"}}).to_string();
    let never = [
        ("9003 under a 200", Answer::json(200, not_found.clone())),
        ("9003 under a 502", Answer::json(502, not_found.clone())),
        ("9003 as a page", Answer::new(500, "text/html", not_found.clone())),
        ("9003 as digits", Answer::json(500, digits)),
        ("9003, byte by byte", Answer::json(500, not_found).delivered(Delivery::Slow)),
        ("400 with an unknown code", Answer::json(400, unknown)),
        ("200 with failures of items", Answer::json(200, items())),
    ];
    let later = [
        ("190310 under a 200", Answer::json(200, limit.clone()), MINUTE),
        ("190310 as plain text", Answer::new(400, "text/plain", limit), MINUTE),
        ("190318, byte by byte", Answer::json(500, query).delivered(Delivery::Slow), PASSING),
        ("429 without a body", Answer::new(429, "text/plain", ""), PASSING),
        ("190311 under a 429", Answer::json(429, named("DailyCallLimitReached")?.body()), DAY),
    ];
    let never = never.into_iter().map(|(label, answer)| Scenario::new(label, answer, RecoveredBy::Never));
    let later =
        later.into_iter().map(|(label, answer, wait)| Scenario::new(label, answer, RecoveredBy::Later(wait)));
    Ok(never.chain(later).collect())
}

/// A success in which two users failed.
pub fn items() -> String {
    let item =
        |code: i64, text: &str, user: &str| json!({"error_code": code, "error_msg": text, "userid": user});
    json!({"error_user_list": [item(20001, "用户不存在。", "u7"), item(20002, "用户已存在。", "u8")]})
        .to_string()
}
