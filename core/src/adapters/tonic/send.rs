//! Converts failures into statuses, within the space that headers have.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::collections::HashMap;

use ::tonic::metadata::{MetadataMap, MetadataValue};
use ::tonic::{Code, Status};
use errcat_types::UpperSnake;
use tonic_types::{ErrorDetails, FieldViolation, LocalizedMessage, StatusExt};

use crate::adapters::tonic::field_path::field_path;
use crate::adapters::tonic::{MARK, PUSHBACK, UNKNOWN_CODE, is_taken, summary};
use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::policy::RetryHint;
use crate::wire::Outgoing;

/// The maximum length of the message, in bytes. It is sent twice: with three bytes for each that is not ASCII, and in the
/// details, of which three bytes are sent as four.
pub(super) const MAX_MESSAGE_LEN: usize = 384;

/// The maximum length of the values of params with their keys, in bytes.
const MAX_PARAMS_LEN: usize = 1280;

/// The maximum length of the items, in bytes.
const MAX_ITEMS_LEN: usize = 896;

/// The maximum length of a URL, in bytes.
const MAX_URL_LEN: usize = 384;

/// The maximum length of any other text, in bytes.
const MAX_TEXT_LEN: usize = 128;

/// The bytes that a value takes in a message besides its own.
const OVERHEAD: usize = 8;

impl<C: ErrorCode> Outgoing<'_, C> {
    /// Converts it into a status. See the [module](crate::tonic).
    pub fn to_status(&self) -> Status {
        let sent = self.sent();
        let failure = sent.failure();
        let mut details = ErrorDetails::new();
        add_error_info(&mut details, failure);
        match (failure.retry_after(), failure.retry_hint()) {
            (None, Some(RetryHint::Retry { .. })) => drop(details.set_retry_info(None)),
            (None, _) => {}
            (wait, _) => drop(details.set_retry_info(wait)),
        }
        if let Some(trace_id) = failure.trace_id() {
            details.set_request_info(beginning(trace_id, MAX_TEXT_LEN), "");
        }
        if let Some(url) = failure.url().filter(|url| url.len() <= MAX_URL_LEN) {
            let title = failure.code().map_or("", |code| code.title_in(self.tag()));
            details.add_help_link(beginning(title, MAX_TEXT_LEN), url);
        }
        if let Some(message) = failure.code().and_then(|_| failure.message_in(self.tag())) {
            details.set_localized_message(self.tag(), beginning(&message, MAX_MESSAGE_LEN));
        }
        let violations = self.violations(failure);
        if !violations.is_empty() {
            details.set_bad_request(violations);
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

    /// Returns the items as violations, as many as fit.
    fn violations(&self, failure: &Failure<C>) -> Vec<FieldViolation> {
        let mut left = MAX_ITEMS_LEN;
        let violation = |item: &Failure<C>| FieldViolation {
            field: item.pointer().map(field_path).unwrap_or_default(),
            description: text_of(item, C::TABLE.shown),
            reason: reason(item),
            localized_message: item.code().map(|_| LocalizedMessage {
                locale: self.tag().to_owned(),
                message: item.message_in(self.tag()).unwrap_or_default().into_owned(),
            }),
        };
        let fits = |violation: &FieldViolation| {
            let FieldViolation { field, description, reason, localized_message } = violation;
            let localized = localized_message.as_ref();
            let localized = localized.map_or(0, |localized| localized.locale.len() + localized.message.len());
            let len = field.len() + description.len() + reason.len() + localized + 3 * OVERHEAD;
            let rest = left.checked_sub(len);
            left = rest.unwrap_or(left);
            rest.is_some()
        };
        failure.items().iter().map(violation).filter(fits).collect()
    }
}

impl<C: ErrorCode> Failure<C> {
    /// Returns the catalog's message, or else the server's.
    fn any_message(&self, locale: usize) -> Cow<'_, str> {
        let tag = C::TABLE.locales.get(locale).copied().unwrap_or_default();
        self.message_in(tag).unwrap_or_default()
    }
}

fn text_of<C: ErrorCode>(item: &Failure<C>, locale: usize) -> String {
    let own = item.server_message().map(Cow::Borrowed);
    own.unwrap_or_else(|| item.any_message(locale)).into_owned()
}

fn reason<C: ErrorCode>(failure: &Failure<C>) -> String {
    failure.code().map_or_else(|| UNKNOWN_CODE.to_owned(), |code| UpperSnake(code.name()).to_string())
}

fn add_error_info<C: ErrorCode>(details: &mut ErrorDetails, failure: &Failure<C>) {
    let Some(code) = failure.sent_code() else { return };
    let status = failure.http_status().or_else(|| failure.code().map(ErrorCode::http_status));
    let should_retry = match failure.retry_hint() {
        Some(RetryHint::Retry { .. }) => Some(true),
        Some(RetryHint::Never) => Some(false),
        Some(RetryHint::After(_)) | None => None,
    };
    let mut left = MAX_PARAMS_LEN;
    let params = failure.wire_params().map(|(name, value)| (key_of(name), value.to_string()));
    let fits = |(key, value): &(String, String)| {
        let rest = left.checked_sub(key.len() + value.len() + OVERHEAD);
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    let mut metadata: HashMap<String, String> = params.filter(fits).collect();
    // After the params, so that no param of the same key replaces them.
    let mut insert = |key: &str, value: String| metadata.insert(key.to_owned(), value);
    insert("table", C::TABLE.name.to_owned());
    insert("code", beginning(&code.to_string(), MAX_CODE_LEN).to_owned());
    if let Some(subcode) = failure.subcode() {
        insert("subcode", beginning(&subcode.to_string(), MAX_CODE_LEN).to_owned());
    }
    if let Some(status) = status {
        insert("http", status.to_string());
    }
    if let Some(should_retry) = should_retry {
        insert("should_retry", should_retry.to_string());
    }
    details.set_error_info(reason(failure), C::TABLE.domain, metadata);
}

/// The maximum length of a code, in bytes: that of a catalog's.
const MAX_CODE_LEN: usize = 256;

/// Returns the key of a param in an `ErrorInfo`: its wire name, unless that key has another meaning there.
fn key_of(param: &str) -> String {
    if is_taken(param) || param.starts_with(MARK) {
        alloc::format!("{MARK}{param}")
    } else {
        param.to_owned()
    }
}

/// Returns what happened, and after a colon the server's message.
fn message<C: ErrorCode>(failure: &Failure<C>) -> String {
    let what = failure.code().and_then(|_| failure.message());
    let what = what.unwrap_or_else(|| Cow::Borrowed(summary(failure.received())));
    let what = beginning(&what, MAX_MESSAGE_LEN);
    match failure.server_message().filter(|text| *text != what) {
        Some(text) => {
            let left = MAX_MESSAGE_LEN.saturating_sub(what.len() + ": ".len());
            alloc::format!("{what}: {}", beginning(text, left))
        }
        None => what.to_owned(),
    }
}

/// Returns as many whole characters as fit.
pub(super) fn beginning(text: &str, max_len: usize) -> &str {
    let mut end = text.len().min(max_len);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
