//! The adapter for the crate `http`: headers, status codes, and responses on both sides.

use alloc::vec::Vec;

use ::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};

use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::wire::{Decoder, Headers, Outgoing, OutgoingResponse};

impl Headers for HeaderMap {
    fn header(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(|value| core::str::from_utf8(value.as_bytes()).ok())
    }

    fn for_each_value(&self, name: &str, visit: &mut dyn FnMut(&str)) {
        let values = self.get_all(name).iter();
        values.filter_map(|value| core::str::from_utf8(value.as_bytes()).ok()).for_each(visit);
    }
}

/// Whether one request is idempotent, whatever its method: a POST with an idempotency key is, for example.
///
/// It is an extension of the request. The adapters that retry requests look for it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Idempotent(pub bool);

/// Checks a response with the default limits. See [`check_with`].
///
/// ```
/// use errcat::http::check;
/// use errcat::tencent_meeting::RestError;
///
/// let mut response = http::Response::new(r#"{"error_info":{"error_code":9003,"message":"MEETING NOT EXIST"}}"#);
/// *response.status_mut() = http::StatusCode::INTERNAL_SERVER_ERROR;
///
/// let failure = check::<RestError>(&response).unwrap_err();
/// assert_eq!(failure.code(), Some(RestError::MeetingNotFound));
/// assert!(!failure.is_retryable());
/// ```
///
/// # Errors
///
/// The failure, if the response is one.
pub fn check<C: ErrorCode>(response: &Response<impl AsRef<[u8]>>) -> Result<(), Failure<C>> {
    check_with(Decoder::new(), response)
}

/// Checks a response. See [`Decoder::decode`]. A decoder without a time takes the system's.
///
/// # Errors
///
/// The failure, if the response is one.
pub fn check_with<C: ErrorCode>(
    decoder: Decoder,
    response: &Response<impl AsRef<[u8]>>,
) -> Result<(), Failure<C>> {
    decoder.with_clock().decode(response.status().as_u16(), response.headers(), response.body().as_ref())
}

/// Returns the HTTP status that is sent with a code.
///
/// ```
/// use errcat::http::status_code;
/// use errcat::tencent_meeting::RestError;
///
/// assert_eq!(status_code(RestError::MinuteCallLimitReached), http::StatusCode::BAD_REQUEST);
/// ```
pub fn status_code(code: impl ErrorCode) -> StatusCode {
    valid_status(code.http_status())
}

/// Converts a number into a status: one that is not valid would be a response that nobody can read.
pub(crate) fn valid_status(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

impl<C: ErrorCode> Failure<C> {
    /// Converts the failure into a response for callers of the API, in the locale that fits a language tag best. It is short for
    /// [`Outgoing::to_response`].
    ///
    /// ```
    /// use errcat::Failure;
    /// use errcat::tencent_meeting::RestError;
    ///
    /// let response = Failure::from(RestError::MeetingNotFound).to_response("en");
    /// assert_eq!(response.status(), http::StatusCode::INTERNAL_SERVER_ERROR);
    /// assert_eq!(response.headers()["content-type"], "application/json");
    /// assert!(response.body().starts_with(br#"{"error_info":{"error_code":9003,"#));
    /// ```
    pub fn to_response(&self, locale: &str) -> Response<Vec<u8>> {
        self.outgoing().locale(locale).to_response()
    }
}

impl<C: ErrorCode> Outgoing<'_, C> {
    /// Converts it into a response of the crate `http`. A header whose value is not valid, such as one with a line break, is
    /// left out.
    pub fn to_response(&self) -> Response<Vec<u8>> {
        let OutgoingResponse { status, headers: sent, body } = self.response();
        let mut response = Response::new(body);
        *response.status_mut() = valid_status(status);
        let headers = response.headers_mut();
        for (name, value) in sent {
            let name = HeaderName::from_bytes(name.as_bytes());
            let value = HeaderValue::from_bytes(value.as_bytes());
            if let (Ok(name), Ok(value)) = (name, value) {
                headers.insert(name, value);
            }
        }
        response
    }
}
