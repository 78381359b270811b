//! Encodes failures: in the table's own envelope, or as problem details (RFC 9457).

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::policy::RetryHint;
use crate::table::Location;
use crate::wire::json_tree::Json;

impl<C: ErrorCode> Failure<C> {
    /// Returns the body in the table's envelope. A failure that was decoded is encoded with the same meaning.
    ///
    /// A failure without a code gives the beginning of the body that was received, if there was one. The message is the
    /// server's, or else the catalog's in the locale that fits best.
    ///
    /// ```
    /// use errcat::Failure;
    /// use errcat::tencent_meeting::RestError;
    ///
    /// let failure = Failure::from(RestError::MeetingNotFound);
    /// let body = failure.encode("en");
    /// assert_eq!(body, br#"{"error_info":{"error_code":9003,"message":"The meeting does not exist"}}"#);
    /// ```
    pub fn encode(&self, locale: &str) -> Vec<u8> {
        let envelope = &C::TABLE.envelope;
        let Some(code) = self.sent_code() else {
            return self.body().unwrap_or_default().to_vec();
        };
        let mut body = Json::Null;
        set(&mut body, envelope.code, Json::of_code(code));
        let message = self.server_message().map(Cow::Borrowed).or_else(|| self.message_in(locale));
        if let Some(message) = message {
            set(&mut body, envelope.message, Json::Text(message));
        }
        if let Some(trace) = self.trace_id() {
            set(&mut body, envelope.trace, Json::text(trace));
        }
        if let (Some(wait), Some(hint)) = (&envelope.retry_after, self.retry_hint()) {
            let number = match hint {
                RetryHint::After(after) => Json::number(units(after.as_millis(), wait.unit_ms)),
                RetryHint::Never => Json::number(-1),
            };
            set(&mut body, wait.at, number);
        }
        // Their object may contain other locations as well.
        for (name, value) in self.wire_params() {
            add(&mut body, envelope.params, name, Json::of_param(value));
        }
        for (name, locations) in envelope.extra {
            if let Some(value) = self.extra(name) {
                set_free(&mut body, locations, Json::of_code(value.borrowed()));
            }
        }
        body.into_bytes()
    }

    /// Returns the headers that belong to [`encode`](Failure::encode): those that the envelope names, and `Retry-After` in
    /// seconds if a wait is known.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let envelope = &C::TABLE.envelope;
        let mut headers = Vec::new();
        let mut push = |locations: &[Location], value: String| {
            if let [Location::Header(name), ..] = locations {
                headers.push((*name, value));
            }
        };
        if let Some(code) = self.sent_code() {
            push(envelope.code, alloc::format!("{code}"));
        }
        if let Some(trace) = self.trace_id() {
            push(envelope.trace, trace.to_owned());
        }
        for (name, locations) in envelope.extra {
            if let Some(value) = self.extra(name) {
                push(locations, alloc::format!("{value}"));
            }
        }
        if let Some(after) = self.retry_after() {
            headers.push(("Retry-After", alloc::format!("{}", units(after.as_millis(), 1000))));
        }
        headers
    }

    /// Returns the HTTP status that belongs to [`problem_details`](Failure::problem_details): the category's canonical one; for
    /// a response without a code, the status of the error that was received.
    pub fn problem_status(&self) -> u16 {
        let received =
            self.http_status().filter(|status| self.wire_code().is_none() && (400..=599).contains(status));
        received.unwrap_or_else(|| self.category().http_status())
    }

    /// Returns the body as problem details (RFC 9457, `application/problem+json`): `type` is the URL of the code's
    /// documentation, or else `about:blank`; `title` the catalog's title in the locale that fits best; `status` that of
    /// [`problem_status`](Failure::problem_status); `detail` the server's message, or else the catalog's message, if it
    /// differs from the title; `code`, `name`, `params` and `trace` are extensions.
    pub fn problem_details(&self, locale: &str) -> Vec<u8> {
        let title = self.code().map(|code| code.title_in(locale));
        let mut problem = Json::Null;
        *problem.member("type") = Json::text(self.code().and_then(ErrorCode::url).unwrap_or("about:blank"));
        if let Some(title) = title {
            *problem.member("title") = Json::text(title);
        }
        *problem.member("status") = Json::number(self.problem_status());
        let detail = self.server_message().map(Cow::Borrowed).or_else(|| self.message_in(locale));
        if let Some(detail) = detail.filter(|detail| Some(&**detail) != title) {
            *problem.member("detail") = Json::Text(detail);
        }
        if let Some(code) = self.sent_code() {
            *problem.member("code") = Json::of_code(code);
        }
        if let Some(code) = self.code() {
            *problem.member("name") = Json::text(code.name());
        }
        if self.params().next().is_some() {
            *problem.member("params") = self.json_params();
        }
        if let Some(trace) = self.trace_id() {
            *problem.member("trace") = Json::text(trace);
        }
        problem.into_bytes()
    }

    /// Returns the values of params as an object.
    fn json_params(&self) -> Json<'_> {
        self.wire_params().map(|(name, value)| (name, Json::of_param(value))).collect()
    }
}

/// Returns a wait in whole units, rounded up: a client must not retry too early.
fn units(milliseconds: u128, unit_ms: u64) -> u64 {
    u64::try_from(milliseconds.div_ceil(u128::from(unit_ms.max(1)))).unwrap_or(u64::MAX)
}

/// Sets the value at the first of some locations, if that is in the body. Missing objects are added.
fn set<'a>(body: &mut Json<'a>, locations: &'static [Location], value: Json<'a>) {
    if let [Location::Body(tokens, _), ..] = locations {
        *at(body, tokens) = value;
    }
}

/// Adds a member to the object at the first of some locations, unless it has one of that name.
fn add<'a>(body: &mut Json<'a>, locations: &'static [Location], name: &'a str, value: Json<'a>) {
    if let [Location::Body(tokens, _), ..] = locations {
        let object = at(body, tokens);
        if is_free(object, &[name]) {
            *object.member(name) = value;
        }
    }
}

/// Sets the value at the first of some locations, unless that would replace another one.
fn set_free<'a>(body: &mut Json<'a>, locations: &'static [Location], value: Json<'a>) {
    if let [Location::Body(tokens, _), ..] = locations
        && is_free(body, tokens)
    {
        *at(body, tokens) = value;
    }
}

fn at<'b, 'a>(body: &'b mut Json<'a>, tokens: &'static [&'static str]) -> &'b mut Json<'a> {
    tokens.iter().fold(body, |at, token| at.member(token))
}

/// Returns whether a value can be set without replacing another one.
fn is_free(body: &Json<'_>, tokens: &[&str]) -> bool {
    match (body, tokens) {
        (Json::Null, _) => true,
        (Json::Object(members), [token, rest @ ..]) => {
            members.iter().find(|(known, _)| known == token).is_none_or(|(_, value)| is_free(value, rest))
        }
        (Json::Object(_), [])
        | (Json::Bool(_) | Json::Signed(_) | Json::Unsigned(_) | Json::Float(_) | Json::Text(_), _) => false,
    }
}
