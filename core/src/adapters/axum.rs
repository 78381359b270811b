//! The adapter for `axum`: codes and failures as responses, in the table's own envelope or as problem details (RFC 9457), in
//! the language that the request prefers.
//!
//! Every generated enum and [`Failure`] implement [`IntoResponse`]. The response has the status of
//! [`envelope_status`](Failure::envelope_status), and `Retry-After` if a wait is known. [`negotiate`] adapts it to the
//! request; without it, the response is the envelope in the locale that `Display` shows.
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
//! The source of a failure is never sent. An outer layer finds the failure, for the log, in the extensions of the response,
//! as `Arc<Failure<C>>`.
//!
//! A failure that the envelope cannot express, because it has no code or the table has no envelope, is sent as problem
//! details.

use alloc::sync::Arc;

use ::axum::body::Body;
use ::axum::extract::Request;
use ::axum::http::header::{CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use ::axum::http::{HeaderMap, HeaderValue};
use ::axum::middleware::Next;
use ::axum::response::{IntoResponse, Response};

use crate::adapters::http::valid_status;
use crate::adapters::negotiate::{PROBLEM_JSON, preferred_locale, prefers_problem_details};
use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::table::Location;

/// Converts a failure into a response to a request with these headers, in the language and the form that the request
/// prefers. See [`negotiate`].
///
/// ```
/// use axum::http::HeaderMap;
/// use errcat::{Failure, axum::to_response_for, tencent_meeting::RestError};
///
/// let mut request = HeaderMap::new();
/// request.insert("accept", "application/problem+json".parse().unwrap());
///
/// let response = to_response_for(&Failure::from(RestError::MeetingNotFound), &request);
/// assert_eq!(response.status(), 404); // in the vendor's envelope it is 500
/// assert_eq!(response.headers()["content-type"], "application/problem+json");
/// ```
pub fn to_response_for<C: ErrorCode>(failure: &Failure<C>, request: &HeaderMap) -> Response {
    let locale = preferred_locale(C::TABLE, request);
    let mut response = render(failure, locale, prefers_problem_details(request));
    response.headers_mut().insert(VARY, HeaderValue::from_static("Accept, Accept-Language"));
    response
}

/// A middleware, for [`from_fn`](::axum::middleware::from_fn), that adapts the response of a failure to the request.
///
/// - `Accept-Language` chooses the message's locale (RFC 9110, section 12.5.4, by RFC 4647's lookup), and
///   `Content-Language` names it. A server's message is sent unchanged.
/// - `Accept` chooses `application/problem+json` if it names that with a higher weight than `application/json`.
///   Problem details are sent with the category's canonical HTTP status, the envelope with the status that the handler
///   chose.
///
/// Other responses pass unchanged, and the headers that inner layers set stay. It belongs inside of layers that compress,
/// because it replaces the body.
pub async fn negotiate(request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let mut response = next.run(request).await;
    let Some(Answerable(failure)) = response.extensions_mut().remove() else {
        return response;
    };
    let (negotiated, body) = failure.to_response_for(&headers).into_parts();
    if negotiated.headers.get(CONTENT_TYPE).is_some_and(|form| form == PROBLEM_JSON) {
        *response.status_mut() = negotiated.status;
    }
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.remove(CONTENT_ENCODING);
    for (name, value) in &negotiated.headers {
        // The others are present already, as the handler or an inner layer left them.
        if name == VARY {
            headers.append(name, value.clone());
        } else if name == CONTENT_TYPE || name == CONTENT_LANGUAGE {
            headers.insert(name, value.clone());
        }
    }
    *response.body_mut() = body;
    response
}

/// Converts the failure into the table's envelope, or problem details, in the locale that `Display` shows. See
/// [`negotiate`].
impl<C: ErrorCode> IntoResponse for Failure<C> {
    fn into_response(self) -> Response {
        let failure = Arc::new(self);
        let mut response = render(&failure, C::TABLE.shown, false);
        response.extensions_mut().insert(Answerable(failure.clone()));
        response.extensions_mut().insert(failure);
        response
    }
}

/// The failure of a response, for [`negotiate`], which does not know its type.
#[derive(Clone)]
struct Answerable(Arc<dyn Negotiated>);

trait Negotiated: Send + Sync {
    fn to_response_for(&self, request: &HeaderMap) -> Response;
}

impl<C: ErrorCode> Negotiated for Failure<C> {
    fn to_response_for(&self, request: &HeaderMap) -> Response {
        to_response_for(self, request)
    }
}

/// Converts a failure into a response in one of the table's locales.
fn render<C: ErrorCode>(failure: &Failure<C>, locale: usize, prefers_problem: bool) -> Response {
    let tag = C::TABLE.locales.get(locale).copied().unwrap_or_default();
    let is_problem = prefers_problem || !is_enveloped(failure);
    let mut response = failure.to_response(tag);
    if is_problem {
        *response.body_mut() = failure.problem_details(tag);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    }
    let status = if is_problem { failure.problem_status() } else { failure.envelope_status() };
    *response.status_mut() = valid_status(status);
    let sends_message =
        is_problem || failure.server_message().is_none() && in_body(C::TABLE.envelope.parts.message);
    let is_localized = failure.code().is_some() && sends_message;
    if let (true, Ok(tag)) = (is_localized, HeaderValue::try_from(tag)) {
        response.headers_mut().insert(CONTENT_LANGUAGE, tag);
    }
    response.map(Body::from)
}

/// Returns whether the table's envelope can express a failure.
fn is_enveloped<C: ErrorCode>(failure: &Failure<C>) -> bool {
    let envelope = &C::TABLE.envelope;
    failure.wire_code().is_some() && (in_body(envelope.parts.code.at) || in_body(envelope.parts.message))
}

/// Returns whether a value with these locations is sent in the body.
fn in_body(locations: &[Location]) -> bool {
    matches!(locations, [Location::Body(..), ..])
}
