//! A failure in, an answer's body out: the table's own envelope, or RFC 9457 problem details.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::{Map, Number, Value};

use crate::code::Code;
use crate::envelope::Place;
use crate::error_code::ErrorCode;
use crate::failure::{Failure, Received, RetryHint};
use crate::param::ParamValue;

impl<C: ErrorCode> Failure<C> {
    /// The body that the table's envelope makes of it: what was decoded encodes to the same meaning.
    ///
    /// A failure without a code gives the beginning of the body that came, if one came. The text is the one that came,
    /// or else the list's message in the locale that fits best.
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
        let mut body = Value::Null;
        // First, so that a value that the others stand in gives way to them.
        for (name, places) in envelope.extra {
            if let Some(value) = self.extra(name) {
                set(&mut body, places, json(value));
            }
        }
        set(&mut body, envelope.code, json(code));
        let message = self.text().map(Cow::Borrowed).or_else(|| self.message_in(locale));
        if let Some(message) = message {
            set(&mut body, envelope.message, Value::from(message));
        }
        if let Some(params) = self.json_params() {
            set(&mut body, envelope.params, params);
        }
        if let Some(trace) = self.trace() {
            set(&mut body, envelope.trace, Value::from(trace));
        }
        if let (Some(wait), Some(hint)) = (&envelope.retry_after, self.retry_hint()) {
            let number = match hint {
                RetryHint::After(after) => Value::from(units(after.as_millis(), wait.unit_ms)),
                RetryHint::Never => Value::from(-1),
            };
            set(&mut body, wait.at, number);
        }
        // A value of this kind has no key that is not text, so writing it cannot fail.
        serde_json::to_vec(&body).unwrap_or_default()
    }

    /// The headers that go with [`encode`](Failure::encode): those that the envelope names, and `Retry-After` in
    /// seconds where a wait is known.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let envelope = &C::TABLE.envelope;
        let mut headers = Vec::new();
        let mut push = |places: &[Place], value: String| {
            if let [Place::Header(name), ..] = places {
                headers.push((*name, value));
            }
        };
        if let Some(code) = self.sent_code() {
            push(envelope.code, alloc::format!("{code}"));
        }
        if let Some(trace) = self.trace() {
            push(envelope.trace, trace.to_owned());
        }
        for (name, places) in envelope.extra {
            if let Some(value) = self.extra(name) {
                push(places, alloc::format!("{value}"));
            }
        }
        if let Some(after) = self.wait() {
            headers.push(("Retry-After", alloc::format!("{}", units(after.as_millis(), 1000))));
        }
        headers
    }

    /// The HTTP status that goes with [`problem_details`](Failure::problem_details): the category's canonical one; for an
    /// answer without a code, the status of an error that came.
    pub fn problem_status(&self) -> u16 {
        let came = self.http_status().filter(|status| self.code().is_none() && (400..=599).contains(status));
        came.unwrap_or_else(|| self.category().http_status())
    }

    /// The body as problem details (RFC 9457, `application/problem+json`): `type` is `about:blank`, `title` the list's
    /// title in the locale that fits best, `status` that of
    /// [`problem_status`](Failure::problem_status), `detail` the text that came, or else the list's message, where it
    /// differs; `code`, `name`, `params` and `trace` are extensions.
    pub fn problem_details(&self, locale: &str) -> Vec<u8> {
        let title = self.known().map(|code| code.title_in(locale));
        let mut problem = Map::new();
        problem.insert("type".to_owned(), Value::from("about:blank"));
        if let Some(title) = title {
            problem.insert("title".to_owned(), Value::from(title));
        }
        problem.insert("status".to_owned(), Value::from(self.problem_status()));
        let detail = self.text().map(Cow::Borrowed).or_else(|| self.message_in(locale));
        if let Some(detail) = detail.filter(|detail| Some(&**detail) != title) {
            problem.insert("detail".to_owned(), Value::from(detail));
        }
        if let Some(code) = self.sent_code() {
            problem.insert("code".to_owned(), json(code));
        }
        if let Received::Known(code) = self.received() {
            problem.insert("name".to_owned(), Value::from(code.name()));
        }
        if let Some(params) = self.json_params() {
            problem.insert("params".to_owned(), params);
        }
        if let Some(trace) = self.trace() {
            problem.insert("trace".to_owned(), Value::from(trace));
        }
        serde_json::to_vec(&problem).unwrap_or_default()
    }

    /// The values of params as an object; none without values.
    fn json_params(&self) -> Option<Value> {
        let params: Map<String, Value> =
            self.params().map(|(name, value)| (name.to_owned(), json_param(value))).collect();
        (!params.is_empty()).then_some(Value::Object(params))
    }
}

fn json_param(value: &ParamValue) -> Value {
    match value {
        ParamValue::Text(text) => Value::from(&**text),
        ParamValue::Bool(value) => Value::from(*value),
        // A number that is none in JSON, or more than most can read, is text.
        ParamValue::Float(number) => {
            Number::from_f64(*number).map_or_else(|| Value::from(number.to_string()), Value::Number)
        }
        ParamValue::Integer(number) => match (u64::try_from(*number), i64::try_from(*number)) {
            (Ok(number), _) => Value::from(number),
            (_, Ok(number)) => Value::from(number),
            _ => Value::from(number.to_string()),
        },
    }
}

/// Whole units of a wait, rounded up: a client must not come back too early.
fn units(milliseconds: u128, unit_ms: u64) -> u64 {
    u64::try_from(milliseconds.div_ceil(u128::from(unit_ms.max(1)))).unwrap_or(u64::MAX)
}

fn json(code: Code<'_>) -> Value {
    match code {
        Code::Number(number) => Value::from(number),
        Code::Text(text) => Value::from(text),
    }
}

/// Puts a value at the first of some places, if that is in the body. Objects on the way are made.
fn set(body: &mut Value, places: &[Place], value: Value) {
    let [Place::Body(tokens, _), ..] = places else { return };
    let mut at = body;
    for token in *tokens {
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        let Value::Object(object) = at else { return };
        at = object.entry(*token).or_insert(Value::Null);
    }
    *at = value;
}
