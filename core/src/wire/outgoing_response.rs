//! The response that leaves the service of a failure.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::table::Location;
use crate::wire::{Form, Outgoing};

/// A response with a failure, without a library's types.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingResponse {
    /// The HTTP status.
    pub status: u16,
    /// The headers: `Content-Type`, `Content-Language` if the text is the catalog's, those of the envelope, `Retry-After` in
    /// seconds if a wait is known, and `Link` to the documentation if there is any. Their values may have any characters.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// The media type of problem details.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

impl<C: ErrorCode> Outgoing<'_, C> {
    /// Returns the response.
    pub fn response(&self) -> OutgoingResponse {
        let sent = self.sent();
        let failure = sent.failure();
        let tag = self.tag();
        let is_problem = self.form == Form::Problem || !is_enveloped(failure);
        let (status, body, content_type) = if is_problem {
            (failure.problem_status(), failure.problem_details(tag), PROBLEM_JSON)
        } else {
            (failure.envelope_status(), failure.encode(tag), "application/json")
        };
        let mut headers = Vec::with_capacity(4);
        headers.push(("Content-Type", content_type.to_owned()));
        let sends_message =
            is_problem || failure.server_message().is_none() && in_body(C::TABLE.envelope.parts.message);
        if failure.code().is_some() && sends_message {
            headers.push(("Content-Language", tag.to_owned()));
        }
        headers.extend(failure.headers());
        if let Some(url) = failure.url() {
            headers.push(("Link", alloc::format!("<{url}>; rel=\"help\"")));
        }
        OutgoingResponse { status, headers, body }
    }
}

/// Returns whether the table's envelope can express a failure.
fn is_enveloped<C: ErrorCode>(failure: &Failure<C>) -> bool {
    let parts = &C::TABLE.envelope.parts;
    failure.wire_code().is_some() && (in_body(parts.code.at) || in_body(parts.message))
}

/// Returns whether a value with these locations is sent in the body.
fn in_body(locations: &[Location]) -> bool {
    matches!(locations, [Location::Body(..), ..])
}
