//! Encodes failures as problem details (RFC 9457).

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use errcat_types::{PercentEncoded, ProblemStatus};

use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::policy::RetryHint;
use crate::wire::json_pointer::fragment;
use crate::wire::json_tree::Json;
use crate::wire::status_phrase::status_phrase;

impl<C: ErrorCode> Failure<C> {
    /// Returns the HTTP status that belongs to [`problem_details`](Failure::problem_details): that of
    /// [`envelope_status`](Failure::envelope_status), or the category's canonical one if the table says
    /// `problem_status = "category"`; for a response without a code, the status of the error that was received.
    pub fn problem_status(&self) -> u16 {
        match C::TABLE.problem_status {
            ProblemStatus::Category if self.wire_code().is_some() => self.category().http_status(),
            ProblemStatus::Category | ProblemStatus::Http => self.envelope_status(),
        }
    }

    /// Returns the body as problem details (RFC 9457, `application/problem+json`): `type` is the URL of the code's
    /// documentation, and `title` the catalog's title in the locale that fits best; without a URL, `type` is `about:blank`, and
    /// `title` the phrase of the status (section 4.2.1); `status` is that of
    /// [`problem_status`](Failure::problem_status); `detail` the server's message, or else the catalog's message, if it
    /// differs from the title; `instance` names the occurrence by its trace id. `code`, `subcode`, `name`, `params`, `trace`
    /// and `should_retry` are extensions, and so is `errors`, with `detail`, `pointer`, `code`, `name` and `params` of each of
    /// the [`items`](Failure::items).
    pub fn problem_details(&self, locale: &str) -> Vec<u8> {
        let title = match self.url() {
            Some(_) => self.code().map(|code| code.title_in(locale)),
            None => status_phrase(self.problem_status()),
        };
        let mut problem = Json::Null;
        *problem.member("type") = Json::text(self.url().unwrap_or("about:blank"));
        if let Some(title) = title {
            *problem.member("title") = Json::text(title);
        }
        *problem.member("status") = Json::number(self.problem_status());
        let detail = self.server_message().map(Cow::Borrowed).or_else(|| self.message_in(locale));
        if let Some(detail) = detail.filter(|detail| Some(&**detail) != title) {
            *problem.member("detail") = Json::Text(detail);
        }
        if let Some(trace) = self.trace_id() {
            *problem.member("instance") = Json::text(instance(trace));
        }
        self.add_identity(&mut problem);
        if let Some(trace) = self.trace_id() {
            *problem.member("trace") = Json::text(trace);
        }
        match self.retry_hint() {
            Some(RetryHint::Retry { .. }) => *problem.member("should_retry") = Json::Bool(true),
            Some(RetryHint::Never) => *problem.member("should_retry") = Json::Bool(false),
            Some(RetryHint::After(_)) | None => {}
        }
        if let Some(pointer) = self.pointer() {
            *problem.member("pointer") = Json::text(fragment(pointer));
        }
        if !self.items().is_empty() {
            let items = self.items().iter().map(|item| item.problem_item(locale)).collect();
            *problem.member("errors") = Json::Array(items);
        }
        problem.into_bytes()
    }

    /// Returns an item as one of the `errors` of problem details.
    fn problem_item<'a>(&'a self, locale: &str) -> Json<'a> {
        let mut item = Json::Null;
        let detail = self.server_message().map(Cow::Borrowed).or_else(|| self.message_in(locale));
        if let Some(detail) = detail {
            *item.member("detail") = Json::Text(detail);
        }
        if let Some(pointer) = self.pointer() {
            *item.member("pointer") = Json::text(fragment(pointer));
        }
        self.add_identity(&mut item);
        item
    }

    /// Adds the code with its subcode and name, and the values of params.
    fn add_identity<'a>(&'a self, json: &mut Json<'a>) {
        if let Some(code) = self.sent_code() {
            *json.member("code") = Json::of_code(code);
            if let Some(subcode) = self.subcode() {
                *json.member("subcode") = Json::of_code(subcode.borrowed());
            }
        }
        if let Some(code) = self.code() {
            *json.member("name") = Json::text(code.name());
        }
        if self.params().next().is_some() {
            *json.member("params") = self.json_params();
        }
    }

    /// Returns the values of params as an object.
    fn json_params(&self) -> Json<'_> {
        self.wire_params().map(|(name, value)| (name, Json::of_param(value))).collect()
    }
}

/// Returns a trace id as a reference to the occurrence (RFC 3986): a UUID is one with a scheme of its own.
fn instance(trace_id: &str) -> String {
    let is_uuid = trace_id.len() == 36
        && trace_id.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    if is_uuid { alloc::format!("urn:uuid:{trace_id}") } else { PercentEncoded::new(trace_id).to_string() }
}
