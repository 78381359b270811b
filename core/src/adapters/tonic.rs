//! A code or a [`Failure`] in, a [`tonic::Status`] out; and a status in, a failure out.
//!
//! ```
//! use core::time::Duration;
//! use errcat::tencent_meeting::RestError;
//! use errcat::{Failure, RetryHint, tonic::failure_of};
//! use tonic::{Code, Status};
//!
//! // On the server, `?` makes a status of a code or a failure.
//! fn create_meeting(calls: u32) -> Result<(), Status> {
//!     if calls > 1000 { Err(RestError::MinuteCallLimitReached)? } else { Ok(()) }
//! }
//!
//! let status = create_meeting(1001).unwrap_err();
//! assert_eq!(status.code(), Code::ResourceExhausted);
//!
//! // On the client, the status is a failure again.
//! let failure: Failure<RestError> = failure_of(&status);
//! assert_eq!(failure.known(), Some(RestError::MinuteCallLimitReached));
//! assert_eq!(failure.retry_hint(), Some(RetryHint::After(Duration::from_secs(60))));
//! ```
//!
//! A status has the number of the failure's category, and for a message the list's, in the locale that `Display` shows,
//! with the text that came behind it. Its details are those of `google/rpc/error_details.proto`:
//!
//! | detail | what it holds |
//! | --- | --- |
//! | `ErrorInfo` | `reason`: the entry's name in upper snake case, or `UNKNOWN_CODE`; `domain`: the table's name; `metadata`: the `code`, the `http` status that goes with it, and the values of params that are not sensitive |
//! | `RetryInfo` | the wait that the failure asks for, or the list's window |
//! | `RequestInfo` | the trace id |
//!
//! Where the server asks not to repeat, the metadata `grpc-retry-pushback-ms` is -1, as gRPC's proposal A6 has it. What
//! caused a failure, its `source`, is in no status.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use core::error::Error;
use core::time::Duration;
use std::collections::HashMap;

use ::tonic::metadata::{MetadataMap, MetadataValue};
use ::tonic::{Code, Status};
use tonic_types::{ErrorDetails, ErrorInfo, StatusExt};

use crate::policy::Category;
use crate::code::WireCode;
use crate::entry::ErrorCode;
use crate::failure::{Failure, Received, RetryHint};
use crate::table::Codes;

const PUSHBACK: &str = "grpc-retry-pushback-ms";

/// How much of a text goes into a status, in bytes: a status is sent as headers, for which peers have limits.
const MOST_TEXT: usize = 1024;

/// The status that stands for a code of any enum. For an enum that is known there is `From`, too.
///
/// ```
/// use errcat::{tencent_meeting::RestError, tonic::status_of};
///
/// assert_eq!(status_of(RestError::MeetingNotFound).code(), tonic::Code::NotFound);
/// ```
pub fn status_of<C: ErrorCode>(code: C) -> Status {
    Failure::from(code).into()
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
            let status = failure.http_status().or_else(|| failure.known().map(ErrorCode::http_status));
            let status = status.map(|status| ("http".to_owned(), status.to_string()));
            let params = failure
                .params()
                .map(|(name, value)| (key_of(name), beginning(&value.to_string()).to_owned()));
            let code = ("code".to_owned(), code.to_string());
            // Behind the params, so that nothing that came under the same key stands in their place.
            let metadata: HashMap<_, _> = params.chain([code]).chain(status).collect();
            let reason =
                failure.known().map_or_else(|| "UNKNOWN_CODE".to_owned(), |code| reason(code.name()));
            details.set_error_info(reason, C::TABLE.name, metadata);
        }
        if let Some(wait) = failure.wait() {
            details.set_retry_info(Some(wait));
        }
        if let Some(trace) = failure.trace() {
            details.set_request_info(beginning(trace), "");
        }
        let mut metadata = MetadataMap::new();
        if failure.retry_hint() == Some(RetryHint::Never) {
            metadata.insert(PUSHBACK, MetadataValue::from_static("-1"));
        }
        let code = Code::from_i32(failure.category().grpc_code());
        Status::with_error_details_and_metadata(code, message(failure), details, metadata)
    }
}

/// The failure that a status stands for.
///
/// The code is read from an `ErrorInfo` whose domain is the table's name: the number of another table means something
/// else. `grpc-retry-pushback-ms` counts for more than `RetryInfo`, and one that is negative or no number means "do not
/// repeat" (gRPC's proposal A6). A status without such details is a failure without a code, with its
/// category. The status without its details is kept as the failure's source; the message of one that was made
/// on this side, because no answer came, is no text of the server's.
///
/// ```
/// use errcat::{Category, Received, tencent_meeting::RestError, tonic::failure_of};
/// use tonic::Status;
///
/// let failure = failure_of::<RestError>(&Status::unavailable("The server is shutting down"));
/// assert_eq!(*failure.received(), Received::Absent);
/// assert_eq!(failure.category(), Category::Unavailable);
/// assert_eq!(failure.text(), Some("The server is shutting down"));
/// ```
pub fn failure_of<C: ErrorCode>(status: &Status) -> Failure<C> {
    let details = status.get_error_details();
    let info = details.error_info().filter(|info| info.domain == C::TABLE.name);
    let mut failure = Failure::new(Received::Absent).with_category(category(status.code()));
    if let Some(code) = info.and_then(code::<C>) {
        failure = failure.with_code(code);
    }
    for (name, value) in info.into_iter().flat_map(|info| &info.metadata) {
        if let Some(name) = param_of(name) {
            failure = failure.with_param(name.to_owned(), value.as_str());
        }
    }
    let text = text(status.message(), &failure).filter(|_| status.source().is_none()).map(str::to_owned);
    failure = failure.with_source(without_details(status));
    if let Some(http) = info.and_then(|info| info.metadata.get("http")?.parse().ok()) {
        failure = failure.with_http_status(http);
    }
    if let Some(text) = text {
        failure = failure.with_server_message(text);
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

/// The status as the source of a failure: what the details hold has been read, and may be sensitive.
fn without_details(status: &Status) -> Status {
    if status.details().is_empty() {
        return status.clone();
    }
    Status::with_metadata(status.code(), status.message(), status.metadata().clone())
}

/// The category that has this number. `Ok` is none: a failure of it is one that nothing is known of.
fn category(code: Code) -> Category {
    let category = Category::ALL.into_iter().find(|category| category.grpc_code() == code as i32);
    category.unwrap_or(Category::Unknown)
}

fn code<C: ErrorCode>(info: &ErrorInfo) -> Option<WireCode> {
    let code = info.metadata.get("code").filter(|code| !code.is_empty())?;
    let number = match C::TABLE.codes {
        Codes::Integers { .. } => code.parse().ok().filter(|number: &i64| number.to_string() == *code),
        Codes::Strings(_) => None,
    };
    Some(number.map_or_else(|| WireCode::Text(code.as_str().into()), WireCode::Number))
}

/// The key of a param in an `ErrorInfo`: its name, unless that stands for something else there.
fn key_of(param: &str) -> String {
    if matches!(param, "code" | "http") { alloc::format!("{MARK}{param}") } else { param.to_owned() }
}

/// The param of a key in an `ErrorInfo`.
fn param_of(key: &str) -> Option<&str> {
    if matches!(key, "code" | "http") { None } else { Some(key.strip_prefix(MARK).unwrap_or(key)) }
}

/// What stands before the name of a param whose key is taken. No name of a param has a hyphen.
const MARK: &str = "param-";

/// What the server says of a repeat, in milliseconds as a signed number of 32 bits. Twice is as good as unreadable.
fn pushback(metadata: &MetadataMap) -> Option<RetryHint> {
    let mut values = metadata.get_all(PUSHBACK).iter();
    let value = values.next()?.to_str().ok().filter(|_| values.next().is_none());
    let milliseconds =
        value.and_then(|value| value.parse::<i32>().ok()).and_then(|ms| u64::try_from(ms).ok());
    Some(milliseconds.map_or(RetryHint::Never, |ms| RetryHint::After(Duration::from_millis(ms))))
}

/// What happened, and behind a colon the text that came.
fn message<C: ErrorCode>(failure: &Failure<C>) -> String {
    let what = failure.known().and_then(|_| failure.message());
    let what = what.unwrap_or_else(|| Cow::Borrowed(stand_in(failure.received())));
    let what = beginning(&what);
    match failure.text().filter(|text| *text != what) {
        Some(text) => alloc::format!("{what}: {}", beginning(text)),
        None => what.to_owned(),
    }
}

/// What is said of a failure whose code is not in the list.
fn stand_in<C>(received: &Received<C>) -> &'static str {
    match received {
        Received::Absent => "no readable code",
        _ => "unknown code",
    }
}

/// The text that [`message`] was made of, in any locale; of another server's message, all.
fn text<'a, C: ErrorCode>(message: &'a str, failure: &Failure<C>) -> Option<&'a str> {
    let after =
        |what: &str| message.strip_prefix(what).filter(|rest| rest.is_empty() || rest.starts_with(": "));
    let rest = match failure.received() {
        Received::Known(_) => {
            let mut listed = C::TABLE.locales.iter().filter_map(|locale| failure.message_in(locale));
            listed.find_map(|listed| after(beginning(&listed)))
        }
        received => after(stand_in(received)),
    };
    match rest {
        Some(rest) => rest.strip_prefix(": "),
        None => Some(message).filter(|message| !message.is_empty()),
    }
}

/// As many whole characters as are allowed.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(MOST_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// A name in upper snake case: a word begins at a capital after a small letter or a digit, and at the last capital of
/// several.
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
