//! An answer of the `http` crate in, a failure out; a failure in, such an answer out.

use alloc::vec::Vec;

use ::http::header::CONTENT_TYPE;
use ::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};

use crate::wire::decode;
use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::wire::Headers;

impl Headers for HeaderMap {
    fn header(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(|value| core::str::from_utf8(value.as_bytes()).ok())
    }
}

/// Says of one request whether it is idempotent, whatever its method: a POST with an idempotency key is, for one.
///
/// It goes into the extensions of the request, where the adapters that repeat requests look for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Idempotent(pub bool);

/// Decodes an answer with the default limits: `None` is a success. See [`Decoder::decode`](crate::Decoder::decode).
///
/// ```
/// use errcat::http::decode_response;
/// use errcat::tencent_meeting::RestError;
///
/// let mut answer = http::Response::new(r#"{"error_info":{"error_code":9003,"message":"MEETING NOT EXIST"}}"#);
/// *answer.status_mut() = http::StatusCode::INTERNAL_SERVER_ERROR;
///
/// let failure = decode_response::<RestError>(&answer).unwrap();
/// assert_eq!(failure.known(), Some(RestError::MeetingNotFound));
/// assert!(!failure.is_retryable());
/// ```
pub fn decode_response<C: ErrorCode>(response: &Response<impl AsRef<[u8]>>) -> Option<Failure<C>> {
    decode(response.status().as_u16(), response.headers(), response.body().as_ref())
}

/// The HTTP status that is sent with a code.
///
/// ```
/// use errcat::http::status_code;
/// use errcat::tencent_meeting::RestError;
///
/// assert_eq!(status_code(RestError::MinuteCallLimitReached), http::StatusCode::BAD_REQUEST);
/// ```
pub fn status_code(code: impl ErrorCode) -> StatusCode {
    status(code.http_status())
}

/// A number that is no HTTP status would be an answer that nobody can read.
fn status(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

impl<C: ErrorCode> Failure<C> {
    /// The answer that the table's envelope makes of it: the status that came, or else the code's own;
    /// [`headers`](Failure::headers); and the body of [`encode`](Failure::encode).
    ///
    /// The body is JSON. That of a failure without a code is the beginning of what came, of a kind that nobody knows:
    /// it is sent as bytes. A header whose value no header can carry, such as one with a line break, is left out.
    ///
    /// ```
    /// use errcat::Failure;
    /// use errcat::tencent_meeting::RestError;
    ///
    /// let answer = Failure::from(RestError::MeetingNotFound).to_response("en");
    /// assert_eq!(answer.status(), http::StatusCode::INTERNAL_SERVER_ERROR);
    /// assert_eq!(answer.headers()["content-type"], "application/json");
    /// assert!(answer.body().starts_with(br#"{"error_info":{"error_code":9003,"#));
    /// ```
    pub fn to_response(&self, locale: &str) -> Response<Vec<u8>> {
        let of_code = || self.known().map(ErrorCode::http_status);
        let number = self.http_status().or_else(of_code).unwrap_or_else(|| self.category().http_status());
        let content_type =
            if self.code().is_some() { "application/json" } else { "application/octet-stream" };
        let mut response = Response::new(self.encode(locale));
        *response.status_mut() = status(number);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        for (name, value) in self.headers() {
            let name = HeaderName::from_bytes(name.as_bytes());
            let value = HeaderValue::from_bytes(value.as_bytes());
            if let (Ok(name), Ok(value)) = (name, value) {
                headers.insert(name, value);
            }
        }
        response
    }
}
