//! A failure is an object of what it keeps; what it does not have is left out. A source stays behind.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::time::Duration;

use serde_core::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

use crate::policy::Category;
use crate::code::WireCode;
use crate::entry::ErrorCode;
use crate::failure::{Failure, Received, RetryHint};
use crate::message::ParamValue;

/// The keys, in order.
const CODE: &str = "code";
const TEXT: &str = "text";
const HTTP: &str = "http";
const CATEGORY: &str = "category";
const NOT_SENT: &str = "not_sent";
const RETRY_AFTER_MS: &str = "retry_after_ms";
const RETRY: &str = "retry";
const TRACE: &str = "trace";
const EXTRA: &str = "extra";
const PARAMS: &str = "params";
const BODY: &str = "body";

/// The value of `retry` when the server asks not to repeat.
const NEVER: &str = "never";

/// As an object with the keys `code`, `text`, `http`, `category`, `not_sent`, `retry_after_ms` or `retry = "never"`,
/// `trace`, `extra` and `params` (lists of pairs) and `body` (as text, in which bytes that are not UTF-8 are replaced).
/// A sensitive value is left out unless it is [revealed](Failure::reveal).
impl<C: ErrorCode> Serialize for Failure<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(code) = self.code() {
            map.serialize_entry(CODE, &WireCode::from(code))?;
        }
        if let Some(text) = self.text() {
            map.serialize_entry(TEXT, text)?;
        }
        if let Some(status) = self.http_status() {
            map.serialize_entry(HTTP, &status)?;
        }
        if let Some(category) = self.0.category {
            map.serialize_entry(CATEGORY, category.name())?;
        }
        if self.is_not_sent() {
            map.serialize_entry(NOT_SENT, &true)?;
        }
        match self.retry_hint() {
            Some(RetryHint::After(after)) => {
                let ms = u64::try_from(after.as_millis()).unwrap_or(u64::MAX);
                map.serialize_entry(RETRY_AFTER_MS, &ms)?;
            }
            Some(RetryHint::Never) => map.serialize_entry(RETRY, NEVER)?,
            None => {}
        }
        if let Some(trace) = self.trace() {
            map.serialize_entry(TRACE, trace)?;
        }
        let extra: Vec<(&str, WireCode)> =
            self.extras().map(|(name, value)| (name, WireCode::from(value))).collect();
        if !extra.is_empty() {
            map.serialize_entry(EXTRA, &extra)?;
        }
        let params: Vec<(&str, &ParamValue)> = self.params().collect();
        if !params.is_empty() {
            map.serialize_entry(PARAMS, &params)?;
        }
        if let Some(body) = self.body() {
            map.serialize_entry(BODY, &String::from_utf8_lossy(body))?;
        }
        map.end()
    }
}

/// From such an object. What it has beyond these keys is passed over.
impl<'de, C: ErrorCode> Deserialize<'de> for Failure<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Failure<C>, D::Error> {
        deserializer.deserialize_map(FailureVisitor(PhantomData))
    }
}

struct FailureVisitor<C>(PhantomData<C>);

impl<'de, C: ErrorCode> Visitor<'de> for FailureVisitor<C> {
    type Value = Failure<C>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a failure with a code of {}", C::TABLE.enum_name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Failure<C>, A::Error> {
        let mut failure = Failure::new(Received::Absent);
        let mut params = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                CODE => failure = failure.with_code(map.next_value::<WireCode>()?),
                TEXT => failure = failure.with_server_message(map.next_value::<String>()?),
                HTTP => failure = failure.with_http_status(map.next_value()?),
                CATEGORY => {
                    let name = map.next_value::<String>()?;
                    let category = Category::from_name(&name);
                    let unknown =
                        || Error::invalid_value(Unexpected::Str(&name), &"a category of google.rpc.Code");
                    failure = failure.with_category(category.ok_or_else(unknown)?);
                }
                NOT_SENT => failure.0.not_sent = map.next_value()?,
                RETRY_AFTER_MS => {
                    let after = Duration::from_millis(map.next_value()?);
                    failure = failure.with_retry_hint(RetryHint::After(after));
                }
                RETRY => match map.next_value::<String>()?.as_str() {
                    NEVER => failure = failure.with_retry_hint(RetryHint::Never),
                    other => {
                        return Err(Error::invalid_value(Unexpected::Str(other), &NEVER));
                    }
                },
                TRACE => failure = failure.with_trace_id(map.next_value::<String>()?),
                EXTRA => {
                    for (name, value) in map.next_value::<Vec<(String, WireCode)>>()? {
                        failure = failure.with_extra(Cow::Owned::<'static, str>(name), value);
                    }
                }
                PARAMS => params = map.next_value::<Vec<(String, ParamValue)>>()?,
                BODY => failure = failure.with_body(map.next_value::<String>()?.as_bytes()),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        // Behind the code, which says what they are.
        Ok(params.into_iter().fold(failure, |failure, (name, value)| failure.with_param(name, value)))
    }
}
