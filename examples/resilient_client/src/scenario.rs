//! The scripted load: for each call the failure with which the server responds, and what recovers from it.

use std::time::Duration;

use axum::http::Method;
use serde_json::json;

use errcat::Remedy;

use crate::Result;
use crate::facts::{DAY, MINUTE, RetryCondition, Row, named, rows};

/// A call and how the server responds to it.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// A short description of the failure.
    pub label: String,
    pub method: Method,
    pub response: ErrorResponse,
    pub recovered_by: RecoveredBy,
    /// Whether the server carries out a write although it responds with the failure.
    pub carried_out: bool,
}

/// A response that is not a success.
#[derive(Clone, Debug)]
pub struct ErrorResponse {
    pub status: u16,
    pub content_type: &'static str,
    pub body: String,
    pub delivery: Delivery,
}

/// How a response is transferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    Whole,
    /// Byte by byte.
    Slow,
    /// Half of the body, then nothing, without an end.
    Stalled,
    /// Half of the body, then the connection is closed.
    ClosedWithin,
    /// The connection is closed before a response.
    Closed,
}

/// What a request needs in order to succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveredBy {
    Never,
    /// A minimum time since the first response.
    Later(Duration),
    /// A new access token from the vendor.
    Token,
    /// A nonce that has not been used.
    Nonce,
    /// A timestamp that differs from the vendor's by at most five minutes.
    Timestamp,
}

/// The best possible outcome of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No retry within the call succeeds: each is wasted.
    Permanent,
    /// The right retry succeeds.
    Recoverable,
    /// The request has been carried out: a retry would carry it out again.
    Written,
}

/// The maximum wait that a client accepts before a retry.
pub const MAX_WAIT: Duration = Duration::from_secs(120);

/// The duration of a temporary failure.
const TEMPORARY: Duration = Duration::from_secs(5);

impl Scenario {
    pub fn kind(&self) -> Kind {
        match self.recovered_by {
            _ if self.carried_out => Kind::Written,
            RecoveredBy::Never => Kind::Permanent,
            RecoveredBy::Later(wait) if wait > MAX_WAIT => Kind::Permanent,
            _ => Kind::Recoverable,
        }
    }

    fn new(label: impl Into<String>, response: ErrorResponse, recovered_by: RecoveredBy) -> Scenario {
        Scenario { label: label.into(), method: Method::GET, response, recovered_by, carried_out: false }
    }

    /// Creates the scenario of a code of the vendor, from which the request recovers as the facts say.
    pub fn of(row: &Row) -> Scenario {
        let recovered_by = match row.retry {
            RetryCondition::Later => RecoveredBy::Later(TEMPORARY),
            RetryCondition::AfterTheLimit(window) => RecoveredBy::Later(window.unwrap_or(TEMPORARY)),
            RetryCondition::AfterRemedy(Remedy::RefreshToken) => RecoveredBy::Token,
            RetryCondition::AfterRemedy(Remedy::ReSign) => RecoveredBy::Nonce,
            RetryCondition::AfterRemedy(Remedy::SyncClock) => RecoveredBy::Timestamp,
            // No client can authorize itself in place of a user.
            RetryCondition::Never | RetryCondition::AfterRemedy(_) => RecoveredBy::Never,
        };
        Scenario::new(
            format!("{} {}", row.code, row.name),
            ErrorResponse::json(row.status, row.body()),
            recovered_by,
        )
    }

    /// Changes the request to a write.
    pub fn as_write(self, carried_out: bool) -> Scenario {
        Scenario { method: Method::POST, carried_out, ..self }
    }
}

impl ErrorResponse {
    pub fn new(status: u16, content_type: &'static str, body: impl Into<String>) -> ErrorResponse {
        ErrorResponse { status, content_type, body: body.into(), delivery: Delivery::Whole }
    }

    pub fn json(status: u16, body: impl Into<String>) -> ErrorResponse {
        ErrorResponse::new(status, "application/json", body)
    }

    pub fn delivered(self, delivery: Delivery) -> ErrorResponse {
        ErrorResponse { delivery, ..self }
    }
}

/// Returns the load: each REST code as the response to a GET and to a POST, then the failures of the network and unusual
/// responses.
pub fn load() -> Result<Vec<Scenario>> {
    let mut load = Vec::new();
    for row in rows().iter().filter(|row| row.table == "rest") {
        load.push(Scenario::of(row));
        load.push(Scenario::of(row).as_write(row.may_have_been_carried_out));
    }
    for failure in temporary_failures()? {
        load.push(failure.clone());
        load.push(failure.as_write(true));
    }
    load.extend(unusual_responses()?);
    Ok(load)
}

pub const GATEWAY_PAGE: &str =
    "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

/// Returns temporary failures that leave it open whether the request was carried out.
pub fn temporary_failures() -> Result<Vec<Scenario>> {
    let body = named("LiveStreamConfigUpdateFailed")?.body();
    let unknown = json!({"error_info": {"error_code": 500_123, "message": "internal"}}).to_string();
    let failures = [
        ("502 with a page", ErrorResponse::new(502, "text/html", GATEWAY_PAGE)),
        ("504 without a body", ErrorResponse::new(504, "text/plain", "")),
        ("408 without a body", ErrorResponse::new(408, "text/plain", "")),
        ("connection closed before a response", ErrorResponse::json(500, "").delivered(Delivery::Closed)),
        ("500 closed within its body", ErrorResponse::json(500, body).delivered(Delivery::ClosedWithin)),
        ("500 with an unknown code", ErrorResponse::json(500, unknown)),
    ];
    Ok(failures
        .into_iter()
        .map(|(label, response)| Scenario::new(label, response, RecoveredBy::Later(TEMPORARY)))
        .collect())
}

/// Returns unusual responses to requests that were not carried out.
fn unusual_responses() -> Result<Vec<Scenario>> {
    let not_found = named("MeetingNotFound")?.body();
    let limit = named("MinuteCallLimitReached")?.body();
    let query = named("MeetingDetailsQueryFailed")?.body();
    let unknown = json!({"error_info": {"error_code": 400_123, "message": "refused"}}).to_string();
    let digits = json!({"error_info": {"error_code": "9003", "message": "MEETING NOT EXIST"}}).to_string();
    let never = [
        ("9003 under a 200", ErrorResponse::json(200, not_found.clone())),
        ("9003 under a 502", ErrorResponse::json(502, not_found.clone())),
        ("9003 as a page", ErrorResponse::new(500, "text/html", not_found.clone())),
        ("9003 as digits", ErrorResponse::json(500, digits)),
        ("9003, byte by byte", ErrorResponse::json(500, not_found).delivered(Delivery::Slow)),
        ("400 with an unknown code", ErrorResponse::json(400, unknown)),
        ("200 with failures of items", ErrorResponse::json(200, items())),
    ];
    let later = [
        ("190310 under a 200", ErrorResponse::json(200, limit.clone()), MINUTE),
        ("190310 as plain text", ErrorResponse::new(400, "text/plain", limit), MINUTE),
        ("190318, byte by byte", ErrorResponse::json(500, query).delivered(Delivery::Slow), TEMPORARY),
        ("429 without a body", ErrorResponse::new(429, "text/plain", ""), TEMPORARY),
        ("190311 under a 429", ErrorResponse::json(429, named("DailyCallLimitReached")?.body()), DAY),
    ];
    let never = never.into_iter().map(|(label, response)| Scenario::new(label, response, RecoveredBy::Never));
    let later = later
        .into_iter()
        .map(|(label, response, wait)| Scenario::new(label, response, RecoveredBy::Later(wait)));
    Ok(never.chain(later).collect())
}

/// Returns the body of a success in which the items of two users failed.
pub fn items() -> String {
    let item =
        |code: i64, text: &str, user: &str| json!({"error_code": code, "error_msg": text, "userid": user});
    json!({"error_user_list": [item(20001, "用户不存在。", "u7"), item(20002, "用户已存在。", "u8")]})
        .to_string()
}
