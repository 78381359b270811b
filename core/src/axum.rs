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
//!     Err(Failure::from(RestError::JoinMeetingDenied).with_trace("5f1c"))
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

use crate::envelope::Place;
use crate::error_code::ErrorCode;
use crate::failure::Failure;
use crate::locale::lookup;
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
    let Some(Answered(failure)) = response.extensions().get::<Answered>().cloned() else {
        return response;
    };
    let (answer, body) = failure.respond(&wishes).into_parts();
    let is_problem = answer.headers.get(CONTENT_TYPE).is_some_and(|value| value == PROBLEM);
    if is_problem || response.status() == failure.into_default().status() {
        *response.status_mut() = answer.status;
    }
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.remove(CONTENT_ENCODING);
    for (name, value) in &answer.headers {
        if name == VARY {
            headers.append(name, value.clone());
        } else {
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
        let mut response = failure.into_default();
        response.extensions_mut().insert(Answered(failure.clone()));
        response.extensions_mut().insert(failure);
        response
    }
}
