//! A code or a [`Failure`] returned from an axum handler in, the answer out: the table's own envelope or RFC 9457 problem
//! details, in the language that the request prefers.
//!
//! Every generated enum and [`Failure`] implement [`IntoResponse`]. The answer has the code's own HTTP status, or the one
//! that the failure came with if that is an error's, and `Retry-After` where a wait is known. [`negotiate`] makes it fit
//! the request; without it, the answer is the envelope in the locale that `Display` shows.
//!
//! ```
//! use axum::extract::Path;
//! use axum::routing::get;
//! use axum::{Router, middleware};
//! use errcat::tencent_meeting::RestError;
//! use errcat::{Failure, axum::negotiate};
//!
//! async fn meeting(Path(id): Path<u64>) -> Result<String, RestError> {
//!     if id == 7 { Ok("Stand-up".to_owned()) } else { Err(RestError::MeetingNotFound) }
//! }
//!
//! async fn join(Path(id): Path<u64>) -> Result<(), Failure<RestError>> {
//!     meeting(Path(id)).await?;
//!     Err(Failure::from(RestError::JoinMeetingDenied).with_trace_id("5f1c"))
//! }
//!
//! let app: Router = Router::new()
//!     .route("/meetings/{id}", get(meeting))
//!     .route("/meetings/{id}/join", get(join))
//!     .layer(middleware::from_fn(negotiate));
//! ```
//!
//! What caused a failure, its `source`, is in no answer. An outer layer finds it, for the log, in the response's
//! extensions, as `Arc<Failure<C>>`.
//!
//! Where there is nothing for an envelope to hold, which is a failure without a code or a table without an envelope, the
//! answer is problem details.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cmp::Reverse;

use ::axum::body::Body;
use ::axum::extract::Request;
use ::axum::http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, VARY,
};
use ::axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use ::axum::middleware::Next;
use ::axum::response::{IntoResponse, Response};

use crate::table::Place;
use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::message::lookup;
use crate::table::Table;

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

/// The answer to a request with these headers, in the language and the form that it prefers. See [`negotiate`].
///
/// ```
/// use axum::http::HeaderMap;
/// use errcat::{Failure, axum::respond, tencent_meeting::RestError};
///
/// let mut request = HeaderMap::new();
/// request.insert("accept", "application/problem+json".parse().unwrap());
///
/// let answer = respond(&Failure::from(RestError::MeetingNotFound), &request);
/// assert_eq!(answer.status(), 404); // in the envelope it is 500, as the vendor has it
/// assert_eq!(answer.headers()["content-type"], "application/problem+json");
/// ```
pub fn respond<C: ErrorCode>(failure: &Failure<C>, request: &HeaderMap) -> Response {
    let mut response = render(failure, locale(C::TABLE, request), prefers_problem(request));
    response.headers_mut().insert(VARY, HeaderValue::from_static("Accept, Accept-Language"));
    response
}

/// A middleware, for [`from_fn`](::axum::middleware::from_fn), that makes the answer to a failure fit the request.
///
/// - `Accept-Language` chooses the message's locale (RFC 9110, section 12.5.4, by RFC 4647's lookup), and
///   `Content-Language` says which it is. A text that came with the failure is sent as it is.
/// - `Accept` chooses `application/problem+json` where it names that with a higher weight than `application/json` has.
///   Problem details go with the category's canonical HTTP status, the envelope with the status that the handler chose.
///
/// Other answers pass unchanged, and the headers that inner layers set stay. It belongs inside of layers that compress:
/// it replaces the body.
pub async fn negotiate(request: Request, next: Next) -> Response {
    let wishes = request.headers().clone();
    let mut response = next.run(request).await;
    let Some(Answered(failure)) = response.extensions_mut().remove() else {
        return response;
    };
    let (answer, body) = failure.respond(&wishes).into_parts();
    if answer.headers.get(CONTENT_TYPE).is_some_and(|form| form == PROBLEM) {
        *response.status_mut() = answer.status;
    }
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.remove(CONTENT_ENCODING);
    for (name, value) in &answer.headers {
        // The rest is there already, as the handler or a layer within left it.
        if name == VARY {
            headers.append(name, value.clone());
        } else if name == CONTENT_TYPE || name == CONTENT_LANGUAGE {
            headers.insert(name, value.clone());
        }
    }
    *response.body_mut() = body;
    response
}

/// The table's envelope, or problem details, in the locale that `Display` shows. See [`negotiate`].
impl<C: ErrorCode> IntoResponse for Failure<C> {
    fn into_response(self) -> Response {
        let failure = Arc::new(self);
        let mut response = render(&failure, C::TABLE.shown, false);
        response.extensions_mut().insert(Answered(failure.clone()));
        response.extensions_mut().insert(failure);
        response
    }
}

/// The failure that a response was made of, for [`negotiate`], which does not know its type.
#[derive(Clone)]
struct Answered(Arc<dyn Respond>);

trait Respond: Send + Sync {
    fn respond(&self, request: &HeaderMap) -> Response;
}

impl<C: ErrorCode> Respond for Failure<C> {
    fn respond(&self, request: &HeaderMap) -> Response {
        respond(self, request)
    }
}

/// The answer in one of the table's locales.
fn render<C: ErrorCode>(failure: &Failure<C>, locale: usize, prefers_problem: bool) -> Response {
    let tag = C::TABLE.locales.get(locale).copied().unwrap_or_default();
    let is_problem = prefers_problem || !is_enveloped(failure);
    let mut response = failure.to_response(tag);
    if is_problem {
        *response.body_mut() = failure.problem_details(tag);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    }
    let status = if is_problem { failure.problem_status() } else { envelope_status(failure) };
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let sends_list = is_problem || failure.text().is_none() && in_body(C::TABLE.envelope.message);
    let has_list_text = failure.known().is_some() && sends_list;
    if let (true, Ok(tag)) = (has_list_text, HeaderValue::try_from(tag)) {
        response.headers_mut().insert(CONTENT_LANGUAGE, tag);
    }
    response.map(Body::from)
}

/// Whether the table's envelope has anything to hold.
fn is_enveloped<C: ErrorCode>(failure: &Failure<C>) -> bool {
    let envelope = &C::TABLE.envelope;
    failure.code().is_some() && (in_body(envelope.code) || in_body(envelope.message))
}

/// Whether what has these places is sent in the body.
fn in_body(places: &[Place]) -> bool {
    matches!(places, [Place::Body(..), ..])
}

/// The status that the failure came with if it is an error's, or else the code's.
fn envelope_status<C: ErrorCode>(failure: &Failure<C>) -> u16 {
    let came = failure.http_status().filter(|status| (400..=599).contains(status));
    came.or_else(|| failure.known().map(ErrorCode::http_status))
        .unwrap_or_else(|| failure.category().http_status())
}

/// The locale that `Accept-Language` asks for: of the ranges in the order of their weights, the first that a locale fits
/// (RFC 4647, section 3.4). If none does: the one that is shown, unless the header excludes it and not all others.
fn locale(table: &Table, request: &HeaderMap) -> usize {
    let values = values(request, &ACCEPT_LANGUAGE);
    let mut ranges = weighted(&values);
    ranges.sort_by_key(|(_, weight)| Reverse(*weight));
    let wanted = ranges.iter().filter(|(_, weight)| *weight > 0);
    let mut fitting = wanted.filter_map(|(range, _)| lookup(table.locales, range));
    let is_excluded = |locale: &usize| {
        let tag = table.locales.get(*locale).copied().unwrap_or_default();
        ranges.iter().any(|(range, weight)| *weight == 0 && lookup(&[range], tag).is_some())
    };
    let rest = || core::iter::once(table.shown).chain(0..table.locales.len());
    fitting.next().or_else(|| rest().find(|locale| !is_excluded(locale))).unwrap_or(table.shown)
}

/// Whether `Accept` names problem details, with a higher weight than plain JSON has (RFC 9110, section 12.5.1).
fn prefers_problem(request: &HeaderMap) -> bool {
    let values = values(request, &ACCEPT);
    let ranges = weighted(&values);
    // The first of these that is there counts: the more specific range goes before the other.
    let weight_by = |names: &[&str]| {
        let weight_of = |name: &&str| {
            let same = ranges.iter().filter(|(range, _)| range.eq_ignore_ascii_case(name));
            same.map(|(_, weight)| *weight).max()
        };
        names.iter().find_map(weight_of).unwrap_or(0)
    };
    // A client that names problem details and leaves the rest to a wildcard asks for them.
    let plain = if weight_by(&[PROBLEM]) == weight_by(&["application/*", "*/*"]) {
        weight_by(&[JSON])
    } else {
        weight_by(&[JSON, "application/*", "*/*"])
    };
    weight_by(&[PROBLEM]) > plain
}

/// All values of a header as the one list that they are.
fn values(request: &HeaderMap, name: &HeaderName) -> String {
    let texts: Vec<&str> = request.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    texts.join(",")
}

/// The members of a list with their weights in thousandths. A member whose weight is none is passed over, and so are
/// parameters other than the weight.
fn weighted(list: &str) -> Vec<(&str, u16)> {
    let member = |member| {
        let mut parts = split(member, ';');
        let name = parts.next().filter(|name| !name.is_empty())?;
        let q = parts.find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.eq_ignore_ascii_case("q").then_some(value)
        });
        Some((name, q.map_or(Some(1000), thousandths)?))
    };
    split(list, ',').filter_map(member).collect()
}

/// The pieces between separators that stand in no quoted string.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let pieces = text.split(move |c| {
        let was_escaped = core::mem::take(&mut is_escaped);
        match c {
            _ if was_escaped => {}
            '\\' => is_escaped = is_quoted,
            '"' => is_quoted = !is_quoted,
            _ => return c == separator && !is_quoted,
        }
        false
    });
    pieces.map(|piece| piece.trim_matches([' ', '\t']))
}

/// A weight (RFC 9110, section 12.4.2): from 0 to 1, with at most three digits after the point.
fn thousandths(weight: &str) -> Option<u16> {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction = alloc::format!("{fraction:0<3}").parse().ok()?;
    match (whole, fraction) {
        ("0", fraction) => Some(fraction),
        ("1", 0) => Some(1000),
        _ => None,
    }
}
