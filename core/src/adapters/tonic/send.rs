//! Converts failures into statuses, within the space that headers have.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::collections::HashMap;

use ::tonic::metadata::{MetadataMap, MetadataValue};
use ::tonic::{Code, Status};
use errcat_types::UpperSnake;
use errcat_types::limits::MAX_CODE_LEN;
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
        let mut omitted = Omitted::default();
        let violations = self.violations(failure, &mut omitted);
        match (failure.retry_after(), failure.retry_hint()) {
            (None, Some(RetryHint::Retry { .. })) => drop(details.set_retry_info(None)),
            (None, _) => {}
            (wait, _) => drop(details.set_retry_info(wait)),
        }
        if let Some(trace_id) = failure.trace_id() {
            details.set_request_info(omitted.beginning(trace_id, MAX_TEXT_LEN), "");
        }
        let url = failure.url();
        omitted.has_cut_text |= url.is_some_and(|url| url.len() > MAX_URL_LEN);
        if let Some(url) = url.filter(|url| url.len() <= MAX_URL_LEN) {
            let title = failure.code().map_or("", |code| code.title_in(self.tag()));
            details.add_help_link(omitted.beginning(title, MAX_TEXT_LEN), url);
        }
        if let Some(message) = failure.code().and_then(|_| failure.message_in(self.tag())) {
            details.set_localized_message(self.tag(), omitted.beginning(&message, MAX_MESSAGE_LEN));
        }
        let message = message(failure, &mut omitted);
        add_error_info(&mut details, failure, omitted);
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
        Status::with_error_details_and_metadata(code, message, details, metadata)
    }

    /// Returns the items as violations, as many as fit.
    fn violations(&self, failure: &Failure<C>, omitted: &mut Omitted) -> Vec<FieldViolation> {
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
        let violations: Vec<_> = failure.items().iter().map(violation).filter(fits).collect();
        omitted.items = failure.items().len() - violations.len();
        violations
    }
}

/// What a status has no room for.
#[derive(Default)]
struct Omitted {
    params: usize,
    items: usize,
    /// Whether a text was cut or left out.
    has_cut_text: bool,
}

impl Omitted {
    /// Returns the beginning of a text, and notes whether that is all of it.
    fn beginning<'t>(&mut self, text: &'t str, max_len: usize) -> &'t str {
        let beginning = beginning(text, max_len);
        self.has_cut_text |= beginning.len() < text.len();
        beginning
    }

    /// Returns what was omitted in words, unless that is nothing.
    fn in_words(&self) -> Option<String> {
        let Omitted { params, items, has_cut_text } = *self;
        let count = |number: usize, what: &str| (number > 0).then(|| alloc::format!("{number} {what}"));
        let text = has_cut_text.then(|| "text".to_owned());
        let parts: Vec<String> =
            [count(params, "params"), count(items, "items"), text].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
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

fn add_error_info<C: ErrorCode>(details: &mut ErrorDetails, failure: &Failure<C>, mut omitted: Omitted) {
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
    omitted.params = failure.wire_params().count() - metadata.len();
    let code = code.to_string();
    let code = omitted.beginning(&code, MAX_CODE_LEN);
    let subcode = failure.subcode().map(ToString::to_string);
    let subcode = subcode.as_deref().map(|subcode| omitted.beginning(subcode, MAX_CODE_LEN));
    // After the params, so that no param of the same key replaces them.
    let mut insert = |key: &str, value: String| metadata.insert(key.to_owned(), value);
    insert("table", C::TABLE.name.to_owned());
    insert("code", code.to_owned());
    if let Some(subcode) = subcode {
        insert("subcode", subcode.to_owned());
    }
    if let Some(status) = status {
        insert("http", status.to_string());
    }
    if let Some(should_retry) = should_retry {
        insert("should_retry", should_retry.to_string());
    }
    if let Some(omitted) = omitted.in_words() {
        insert("omitted", omitted);
    }
    details.set_error_info(reason(failure), C::TABLE.domain, metadata);
}

/// Returns the key of a param in an `ErrorInfo`: its wire name, unless that key has another meaning there.
fn key_of(param: &str) -> String {
    if is_taken(param) || param.starts_with(MARK) {
        alloc::format!("{MARK}{param}")
    } else {
        param.to_owned()
    }
}

/// Returns what happened, and after a colon the server's message, as far as there is room for it.
fn message<C: ErrorCode>(failure: &Failure<C>, omitted: &mut Omitted) -> String {
    let what = failure.code().and_then(|_| failure.message());
    let what = what.unwrap_or_else(|| Cow::Borrowed(summary(failure.received())));
    let what = omitted.beginning(&what, MAX_MESSAGE_LEN);
    let Some(text) = failure.server_message().filter(|text| *text != what) else { return what.to_owned() };
    let left = MAX_MESSAGE_LEN.checked_sub(what.len() + ": ".len());
    let beginning = left.map(|left| omitted.beginning(text, left));
    match beginning.filter(|beginning| !beginning.is_empty() || text.is_empty()) {
        Some(beginning) => alloc::format!("{what}: {beginning}"),
        None => {
            omitted.has_cut_text = true;
            what.to_owned()
        }
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
