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
//! shows, followed by the server's message. Its details are those of `google/rpc/error_details.proto`:
//!
//! | detail | what it holds |
//! | --- | --- |
//! | `ErrorInfo` | `reason`: the entry's name in upper snake case, or `UNKNOWN_CODE`; `domain`: the table's name; `metadata`: the `code`, the `subcode` if there is one, the `http` status that is sent with it, and the values of params that are not sensitive |
//! | `RetryInfo` | the shortest wait before a retry, from the server or the catalog |
//! | `RequestInfo` | the trace id |
//!
//! If the server asks not to retry, the metadata `grpc-retry-pushback-ms` is -1 (gRPC proposal A6). The source of a failure
//! is never sent.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use core::error::Error;
use core::time::Duration;
use std::collections::HashMap;

use ::tonic::metadata::{MetadataMap, MetadataValue};
use ::tonic::{Code, Response, Status};
use tonic_types::{ErrorDetails, ErrorInfo, StatusExt};

use crate::code::WireCode;
use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};
use crate::policy::{Category, RetryHint};
use crate::table::Codes;

const PUSHBACK: &str = "grpc-retry-pushback-ms";

/// The maximum length of a text in a status, in bytes: a status is sent as headers, for which peers have limits.
const MAX_TEXT_LEN: usize = 1024;

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
        let mut details = ErrorDetails::new();
        if let Some(code) = failure.sent_code() {
            let status = failure.http_status().or_else(|| failure.code().map(ErrorCode::http_status));
            let status = status.map(|status| ("http".to_owned(), status.to_string()));
            let params = failure
                .wire_params()
                .map(|(name, value)| (key_of(name), beginning(&value.to_string()).to_owned()));
            let code = ("code".to_owned(), code.to_string());
            // After the params, so that no param of the same key replaces them.
            let subcode = failure.subcode().map(|subcode| ("subcode".to_owned(), subcode.to_string()));
            let metadata: HashMap<_, _> = params.chain([code]).chain(subcode).chain(status).collect();
            let reason = failure.code().map_or_else(|| "UNKNOWN_CODE".to_owned(), |code| reason(code.name()));
            details.set_error_info(reason, C::TABLE.name, metadata);
        }
        if let Some(wait) = failure.retry_after() {
            details.set_retry_info(Some(wait));
        }
        if let Some(trace_id) = failure.trace_id() {
            details.set_request_info(beginning(trace_id), "");
        }
        let mut metadata = MetadataMap::new();
        match failure.retry_hint() {
            Some(RetryHint::Never) => {
                metadata.insert(PUSHBACK, MetadataValue::from_static("-1"));
            }
            Some(RetryHint::After(_) | RetryHint::Retry { .. }) | None => {}
        }
        let code = Code::from_i32(failure.category().grpc_code());
        Status::with_error_details_and_metadata(code, message(failure), details, metadata)
    }
}

impl<C: ErrorCode> From<Status> for Failure<C> {
    fn from(status: Status) -> Failure<C> {
        Failure::from(&status)
    }
}

/// Converts a status into a failure.
///
/// The code is read from an `ErrorInfo` whose domain is the table's name: a number of another table means something else.
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

fn from_status<C: ErrorCode>(status: &Status) -> Failure<C> {
    let details = status.get_error_details();
    let info = details.error_info().filter(|info| info.domain == C::TABLE.name);
    let mut failure = Failure::new(Received::Absent).with_category(category(status.code()));
    if let Some(code) = info.and_then(code::<C>) {
        failure = failure.with_wire_code(code);
    }
    if let Some(subcode) = info.and_then(|info| info.metadata.get("subcode")) {
        failure = failure.with_subcode(subcode.clone());
    }
    for (name, value) in info.into_iter().flat_map(|info| &info.metadata) {
        if let Some(name) = param_of(name) {
            failure = failure.with_wire_param(name, |_| value.as_str().into());
        }
    }
    let message =
        server_message(status.message(), &failure).filter(|_| status.source().is_none()).map(str::to_owned);
    failure = failure.with_source(without_details(status));
    if let Some(http) = info.and_then(|info| info.metadata.get("http")?.parse().ok()) {
        failure = failure.with_http_status(http);
    }
    if let Some(message) = message {
        failure = failure.with_server_message(message);
    }
    let delay = details.retry_info().and_then(|info| info.retry_delay);
    if let Some(hint) = pushback(status.metadata()).or(delay.map(RetryHint::After)) {
        failure = failure.with_retry_hint(hint);
    }
    match details.request_info().filter(|info| !info.request_id.is_empty()) {
        Some(info) => failure.with_trace_id(info.request_id.as_str()),
        None => failure,
    }
}

/// Returns the status as the source of a failure, without its details, which have been read and may be sensitive.
fn without_details(status: &Status) -> Status {
    if status.details().is_empty() {
        return status.clone();
    }
    Status::with_metadata(status.code(), status.message(), status.metadata().clone())
}

/// Returns the category of a gRPC code. `Ok` is not one: nothing is known about a failure with it.
fn category(code: Code) -> Category {
    let category = Category::ALL.into_iter().find(|category| category.grpc_code() == code as i32);
    category.unwrap_or(Category::Unknown)
}

fn code<C: ErrorCode>(info: &ErrorInfo) -> Option<WireCode<'static>> {
    let code = info.metadata.get("code").filter(|code| !code.is_empty())?;
    let number = match C::TABLE.codes {
        Codes::Integers { .. } => {
            code.parse().ok().filter(|number: &i128| fits(*number) && number.to_string() == *code)
        }
        Codes::Strings(_) => None,
    };
    Some(number.map_or_else(|| WireCode::from(code.clone()), WireCode::Number))
}

/// Returns whether a number fits in 64 bits, with or without a sign. Larger ones are kept as text, in their digits.
fn fits(number: i128) -> bool {
    i64::try_from(number).is_ok() || u64::try_from(number).is_ok()
}

/// Returns the key of a param in an `ErrorInfo`: its wire name, unless that key has another meaning there.
fn key_of(param: &str) -> String {
    if is_taken(param) || param.starts_with(MARK) {
        alloc::format!("{MARK}{param}")
    } else {
        param.to_owned()
    }
}

/// Returns the param of a key in an `ErrorInfo`.
fn param_of(key: &str) -> Option<&str> {
    if is_taken(key) { None } else { Some(key.strip_prefix(MARK).unwrap_or(key)) }
}

/// Returns whether a key has a meaning of its own.
fn is_taken(key: &str) -> bool {
    matches!(key, "code" | "subcode" | "http")
}

/// The prefix of a param whose key is taken, or begins with it.
const MARK: &str = "param-";

/// Reads the server's word on a retry, in milliseconds as a signed number of 32 bits. A repeated header is unreadable.
fn pushback(metadata: &MetadataMap) -> Option<RetryHint> {
    let mut values = metadata.get_all(PUSHBACK).iter();
    let value = values.next()?.to_str().ok().filter(|_| values.next().is_none());
    let milliseconds =
        value.and_then(|value| value.parse::<i32>().ok()).and_then(|ms| u64::try_from(ms).ok());
    Some(milliseconds.map_or(RetryHint::Never, |ms| RetryHint::After(Duration::from_millis(ms))))
}

/// Returns what happened, and after a colon the server's message.
fn message<C: ErrorCode>(failure: &Failure<C>) -> String {
    let what = failure.code().and_then(|_| failure.message());
    let what = what.unwrap_or_else(|| Cow::Borrowed(summary(failure.received())));
    let what = beginning(&what);
    match failure.server_message().filter(|text| *text != what) {
        Some(text) => alloc::format!("{what}: {}", beginning(text)),
        None => what.to_owned(),
    }
}

/// Returns the summary of a failure whose code is not known.
fn summary<C>(received: &Received<C>) -> &'static str {
    match received {
        Received::Absent => "no readable code",
        Received::Known(_) | Received::Unknown(_) => "unknown code",
    }
}

/// Returns the server's message that [`message`] appended, in any locale; of another server, the whole message.
fn server_message<'a, C: ErrorCode>(message: &'a str, failure: &Failure<C>) -> Option<&'a str> {
    let after =
        |what: &str| message.strip_prefix(what).filter(|rest| rest.is_empty() || rest.starts_with(": "));
    let rest = match failure.received() {
        Received::Known(_) => {
            let mut messages = C::TABLE.locales.iter().filter_map(|locale| failure.message_in(locale));
            messages.find_map(|message| after(beginning(&message)))
        }
        received @ (Received::Unknown(_) | Received::Absent) => after(summary(received)),
    };
    match rest {
        Some(rest) => rest.strip_prefix(": "),
        None => Some(message).filter(|message| !message.is_empty()),
    }
}

/// Returns as many whole characters as fit.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(MAX_TEXT_LEN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Returns a name in upper snake case: a word begins at an upper-case letter after a lower-case letter or a digit, and at the
/// last of several upper-case letters.
fn reason(name: &str) -> String {
    let mut reason = String::with_capacity(name.len() + 8);
    let mut characters = name.chars().peekable();
    let mut before = '_';
    while let Some(character) = characters.next() {
        let ends_capitals =
            before.is_uppercase() && characters.peek().is_some_and(|next| next.is_lowercase());
        let begins_word = before.is_lowercase() || before.is_numeric() || ends_capitals;
        if character.is_uppercase() && begins_word {
            reason.push('_');
        }
        reason.extend(character.to_uppercase());
        before = character;
    }
    reason
}
