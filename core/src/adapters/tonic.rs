//! The adapter for `tonic`: failures as a [`Status`](::tonic::Status) with details, and back.
//!
//! ```
//! use core::time::Duration;
//! use errcat::tencent_meeting::RestError;
//! use errcat::{Failure, RetryHint};
//! use tonic::{Code, Status};
//!
//! // On the server, `?` converts a code or a failure into a status.
//! fn create_meeting(calls: u32) -> Result<(), Status> {
//!     if calls > 1000 { Err(RestError::MinuteCallLimitReached)? } else { Ok(()) }
//! }
//!
//! let status = create_meeting(1001).unwrap_err();
//! assert_eq!(status.code(), Code::ResourceExhausted);
//!
//! // On the client, `?` converts the status into a failure.
//! let failure = Failure::<RestError>::from(status);
//! assert_eq!(failure.code(), Some(RestError::MinuteCallLimitReached));
//! assert_eq!(failure.retry_hint(), Some(RetryHint::After(Duration::from_secs(60))));
//! ```
//!
//! A status has the code of the failure's category, and as its message the catalog's message in the locale that `Display`
//! shows, followed by the server's message. What leaves of a failure is what [`Outgoing`] says. The details are those of
//! `google/rpc/error_details.proto`:
//!
//! | detail | what it holds |
//! | --- | --- |
//! | `ErrorInfo` | `reason`: the entry's name in upper snake case, or `UNKNOWN_CODE`; `domain`: that of the catalog, or else the table's name; `metadata`: the `table`, the `code`, the `subcode` if there is one, the `http` status that is sent with it, `should_retry` if the server has a word on it, `omitted` if there was no room for everything, and the values of params that are not sensitive |
//! | `RetryInfo` | the shortest wait before a retry, from the server or the catalog |
//! | `RequestInfo` | the trace id |
//! | `Help` | the URL of the documentation |
//! | `LocalizedMessage` | the message in the locale of the request: see [`to_status_for`] |
//! | `BadRequest` | the items: the field, the `reason` and the message of each |
//!
//! A status is sent as headers, for which peers have limits: one of errcat's takes less than 8 KiB. Texts are cut, params that
//! do not fit are left out, and so are items; `omitted` in the `ErrorInfo` says what, such as `2 params, 990 items, text`.
//!
//! If the server asks not to retry, the metadata `grpc-retry-pushback-ms` is -1 (gRPC proposal A6). The source of a failure
//! is never sent.

mod field_path;
mod receive;
mod send;

use alloc::vec::Vec;

use ::tonic::metadata::MetadataMap;
use ::tonic::{Response, Status};

use crate::adapters::negotiate::preferred_locale;
use crate::adapters::tonic::receive::from_status;
use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};
use crate::wire::Outgoing;

/// gRPC proposal A6: milliseconds before a retry, or a negative number not to retry.
const PUSHBACK: &str = "grpc-retry-pushback-ms";

/// The reason of a code that the catalog does not have.
const UNKNOWN_CODE: &str = "UNKNOWN_CODE";

/// The prefix of a param whose key is taken, or begins with it.
const MARK: &str = "param-";

/// Returns whether a key in an `ErrorInfo` has a meaning of its own.
fn is_taken(key: &str) -> bool {
    matches!(key, "table" | "code" | "subcode" | "http" | "should_retry" | "omitted")
}

/// Returns what a status says of a failure whose code is not known.
fn summary<C>(received: &Received<C>) -> &'static str {
    match received {
        Received::Absent => "no readable code",
        Received::Known(_) | Received::Unknown(_) => "unknown code",
    }
}

/// Converts a code of any enum, or a failure, into a status. `From` does the same for a known type.
///
/// ```
/// use errcat::{tencent_meeting::RestError, tonic::into_status};
///
/// assert_eq!(into_status(RestError::MeetingNotFound).code(), tonic::Code::NotFound);
/// ```
pub fn into_status<C: ErrorCode>(failure: impl Into<Failure<C>>) -> Status {
    Status::from(&failure.into())
}

/// Checks the result of a call: a status becomes a failure.
///
/// ```
/// use errcat::{Category, tencent_meeting::RestError, tonic::check};
/// use tonic::{Response, Status};
///
/// let result: Result<Response<()>, Status> = Err(Status::unavailable("The server is shutting down"));
/// let failure = check::<RestError, _>(result).unwrap_err();
/// assert_eq!(failure.category(), Category::Unavailable);
/// ```
///
/// # Errors
///
/// The failure, if the call returned a status.
pub fn check<C: ErrorCode, T>(result: Result<Response<T>, Status>) -> Result<Response<T>, Failure<C>> {
    result.map_err(Failure::from)
}

impl<C: ErrorCode> From<Failure<C>> for Status {
    fn from(failure: Failure<C>) -> Status {
        Status::from(&failure)
    }
}

impl<C: ErrorCode> From<&Failure<C>> for Status {
    fn from(failure: &Failure<C>) -> Status {
        failure.outgoing().to_status()
    }
}

impl<C: ErrorCode> From<Outgoing<'_, C>> for Status {
    fn from(outgoing: Outgoing<'_, C>) -> Status {
        outgoing.to_status()
    }
}

/// Converts a failure into a status whose `LocalizedMessage` is in the language that a request prefers, by the
/// `accept-language` of its metadata.
///
/// ```
/// use errcat::{Failure, tencent_meeting::RestError, tonic::to_status_for};
/// use tonic::metadata::MetadataMap;
/// use tonic_types::StatusExt;
///
/// let mut request = MetadataMap::new();
/// request.insert("accept-language", "en".parse().unwrap());
///
/// let status = to_status_for(&Failure::from(RestError::MeetingNotFound), &request);
/// let details = status.get_error_details();
/// assert_eq!(details.localized_message().unwrap().message, "The meeting does not exist");
/// ```
pub fn to_status_for<C: ErrorCode>(failure: &Failure<C>, request: &MetadataMap) -> Status {
    let values: Vec<&str> =
        request.get_all("accept-language").iter().filter_map(|value| value.to_str().ok()).collect();
    failure.outgoing().locale_at(preferred_locale(C::TABLE, &values.join(","))).to_status()
}

impl<C: ErrorCode> From<Status> for Failure<C> {
    fn from(status: Status) -> Failure<C> {
        Failure::from(&status)
    }
}

/// Converts a status into a failure.
///
/// The code is read from an `ErrorInfo` whose domain and table are those of the catalog, or former names of the table: a
/// number of another table means something else.
/// `grpc-retry-pushback-ms` takes precedence over `RetryInfo`; a value that is negative or not a number means "do not
/// retry" (gRPC proposal A6). A status without such details becomes a failure without a code, with the category of the
/// status. The status without its details is kept as the failure's source; the message of a status that was created on
/// this side, because there was no response, is not a server's message.
///
/// ```
/// use errcat::{Category, Failure, Received, tencent_meeting::RestError};
/// use tonic::Status;
///
/// let failure = Failure::<RestError>::from(&Status::unavailable("The server is shutting down"));
/// assert_eq!(*failure.received(), Received::Absent);
/// assert_eq!(failure.category(), Category::Unavailable);
/// assert_eq!(failure.server_message(), Some("The server is shutting down"));
/// ```
impl<C: ErrorCode> From<&Status> for Failure<C> {
    fn from(status: &Status) -> Failure<C> {
        from_status(status)
    }
}
