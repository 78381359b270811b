//! Converts statuses into failures.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use core::error::Error;
use core::time::Duration;

use ::tonic::metadata::MetadataMap;
use ::tonic::{Code, Status};
use errcat_types::UpperSnake;
use tonic_types::{ErrorInfo, FieldViolation, StatusExt};

use crate::adapters::tonic::field_path::pointer;
use crate::adapters::tonic::send::{MAX_MESSAGE_LEN, beginning};
use crate::adapters::tonic::{MARK, PUSHBACK, is_taken, summary};
use crate::code::WireCode;
use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};
use crate::policy::{Category, RetryHint};
use crate::table::Codes;

pub(super) fn from_status<C: ErrorCode>(status: &Status) -> Failure<C> {
    let details = status.get_error_details();
    let info = details.error_info().filter(|info| is_of_table::<C>(info));
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
        failure = failure.with_upstream_message(message);
    }
    let hint = pushback(status.metadata()).or_else(|| {
        let is_worth_it = info.and_then(|info| info.metadata.get("should_retry")).map(String::as_str);
        let after = details.retry_info().map(|info| info.retry_delay);
        match (is_worth_it, after) {
            (Some("true"), after) => Some(RetryHint::Retry { after: after.flatten() }),
            (_, Some(None)) => Some(RetryHint::Retry { after: None }),
            (_, after) => after.flatten().map(RetryHint::After),
        }
    });
    if let Some(hint) = hint {
        failure = failure.with_retry_hint(hint);
    }
    let link = details.help().and_then(|help| help.links.first());
    if let Some(link) = link.filter(|link| failure.url() != Some(&link.url)) {
        failure = failure.with_url(link.url.as_str());
    }
    let violations = details.bad_request().map_or(&[][..], |request| &request.field_violations);
    if !violations.is_empty() {
        failure = failure.with_items(violations.iter().map(item));
    }
    match details.request_info().filter(|info| !info.request_id.is_empty()) {
        Some(info) => failure.with_trace_id(info.request_id.as_str()),
        None => failure,
    }
}

/// Returns whether an `ErrorInfo` is of a table: by its domain, and if that is the catalog's, by the name of the table. Names
/// that the table had are its own.
fn is_of_table<C: ErrorCode>(info: &ErrorInfo) -> bool {
    let is_name = |name: &str| name == C::TABLE.name || C::TABLE.former.contains(&name);
    let is_of_catalog = info.domain == C::TABLE.domain;
    is_name(&info.domain) || is_of_catalog && info.metadata.get("table").is_none_or(|table| is_name(table))
}

/// Converts a violation into an item. Its entry is found by the reason.
fn item<C: ErrorCode>(violation: &FieldViolation) -> Failure<C> {
    let FieldViolation { field, description, reason, localized_message: _ } = violation;
    let code = C::ALL.into_iter().find(|code| UpperSnake(code.name()).to_string() == *reason);
    let received = code.map_or(Received::Absent, Received::Known);
    let mut item = Failure::new(received).with_category(Category::InvalidArgument);
    if !field.is_empty() {
        item = item.with_pointer(pointer(field));
    }
    if item.message().as_deref() != Some(description) && !description.is_empty() {
        item = item.with_upstream_message(description.as_str());
    }
    item
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

/// Returns the param of a key in an `ErrorInfo`.
fn param_of(key: &str) -> Option<&str> {
    if is_taken(key) { None } else { Some(key.strip_prefix(MARK).unwrap_or(key)) }
}

/// Reads the server's word on a retry, in milliseconds as a signed number of 32 bits. A repeated header is unreadable.
fn pushback(metadata: &MetadataMap) -> Option<RetryHint> {
    let mut values = metadata.get_all(PUSHBACK).iter();
    let value = values.next()?.to_str().ok().filter(|_| values.next().is_none());
    let milliseconds =
        value.and_then(|value| value.parse::<i32>().ok()).and_then(|ms| u64::try_from(ms).ok());
    Some(milliseconds.map_or(RetryHint::Never, |ms| RetryHint::After(Duration::from_millis(ms))))
}

/// Returns the server's message that was appended to the catalog's, in any locale; of another server, the whole message.
fn server_message<'a, C: ErrorCode>(message: &'a str, failure: &Failure<C>) -> Option<&'a str> {
    let after =
        |what: &str| message.strip_prefix(what).filter(|rest| rest.is_empty() || rest.starts_with(": "));
    let rest = match failure.received() {
        Received::Known(_) => {
            let mut messages = C::TABLE.locales.iter().filter_map(|locale| failure.message_in(locale));
            messages.find_map(|message| after(beginning(&message, MAX_MESSAGE_LEN)))
        }
        received @ (Received::Unknown(_) | Received::Absent) => after(summary(received)),
    };
    match rest {
        Some(rest) => rest.strip_prefix(": "),
        None => Some(message).filter(|message| !message.is_empty()),
    }
}
