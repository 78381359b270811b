//! serde's traits of a failure: a map of what it keeps, except its source and the body that was received.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::time::Duration;

use serde_core::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

use crate::code::WireCode;
use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};
use crate::message::ParamValue;
use crate::policy::{Category, RetryHint};

/// The keys, in order.
const CODE: &str = "code";
const SUBCODE: &str = "subcode";
const SERVER_MESSAGE: &str = "server_message";
const HTTP_STATUS: &str = "http_status";
const CATEGORY: &str = "category";
const SENT: &str = "sent";
const RETRY_AFTER_MS: &str = "retry_after_ms";
const SHOULD_RETRY: &str = "should_retry";
const TRACE_ID: &str = "trace_id";
const EXTRA: &str = "extra";
const PARAMS: &str = "params";
const ITEMS: &str = "items";
const URL: &str = "url";
const POINTER: &str = "pointer";

/// Serializes a map with the keys `code`, `subcode`, `server_message`, `http_status`, `category`, `sent` (if it is false),
/// `should_retry` and `retry_after_ms` (the server's word on a retry), `trace_id`, `extra` and `params` (maps), `items` (a
/// sequence of failures), `url` (if it is not that of the entry), and `pointer`.
///
/// Keys without a value are left out, and so is a sensitive value, unless it is [revealed](Failure::reveal). The
/// [body](Failure::body) is always left out: what it contains is unknown.
impl<C: ErrorCode> Serialize for Failure<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(code) = self.wire_code() {
            map.serialize_entry(CODE, code)?;
        }
        if let Some(subcode) = self.subcode() {
            map.serialize_entry(SUBCODE, subcode)?;
        }
        if let Some(message) = self.server_message() {
            map.serialize_entry(SERVER_MESSAGE, message)?;
        }
        if let Some(status) = self.http_status() {
            map.serialize_entry(HTTP_STATUS, &status)?;
        }
        if let Some(category) = self.0.category {
            map.serialize_entry(CATEGORY, category.name())?;
        }
        if !self.was_sent() {
            map.serialize_entry(SENT, &false)?;
        }
        let should_retry = match self.retry_hint() {
            Some(RetryHint::Retry { .. }) => Some(true),
            Some(RetryHint::Never) => Some(false),
            Some(RetryHint::After(_)) | None => None,
        };
        if let Some(should_retry) = should_retry {
            map.serialize_entry(SHOULD_RETRY, &should_retry)?;
        }
        if let Some(after) = self.retry_hint().and_then(|hint| hint.after()) {
            let ms = u64::try_from(after.as_millis()).unwrap_or(u64::MAX);
            map.serialize_entry(RETRY_AFTER_MS, &ms)?;
        }
        if let Some(trace_id) = self.trace_id() {
            map.serialize_entry(TRACE_ID, trace_id)?;
        }
        let extra: Vec<(&str, &WireCode<'_>)> = self.extras().collect();
        if !extra.is_empty() {
            map.serialize_entry(EXTRA, &AsMap(&extra))?;
        }
        let params: Vec<(&str, &ParamValue)> = self.params().collect();
        if !params.is_empty() {
            map.serialize_entry(PARAMS, &AsMap(&params))?;
        }
        if !self.items().is_empty() {
            map.serialize_entry(ITEMS, self.items())?;
        }
        if let Some(url) = self.own_url() {
            map.serialize_entry(URL, url)?;
        }
        if let Some(pointer) = self.pointer() {
            map.serialize_entry(POINTER, pointer)?;
        }
        map.end()
    }
}

/// Serializes names and values as a map.
struct AsMap<'a, V>(&'a [(&'a str, &'a V)]);

impl<V: Serialize> Serialize for AsMap<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// Deserializes such a map. Unknown keys are ignored.
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
        let mut params = Pairs::<ParamValue>(Vec::new());
        let (mut should_retry, mut after) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                CODE => failure = failure.with_wire_code(map.next_value()?),
                SUBCODE => failure = failure.with_subcode(map.next_value::<WireCode<'static>>()?),
                SERVER_MESSAGE => failure = failure.with_upstream_message(map.next_value::<String>()?),
                HTTP_STATUS => failure = failure.with_http_status(map.next_value()?),
                CATEGORY => {
                    let name = map.next_value::<String>()?;
                    let invalid = |_| Error::invalid_value(Unexpected::Str(&name), &"a category");
                    failure = failure.with_category(name.parse::<Category>().map_err(invalid)?);
                }
                SENT => failure = failure.with_sent(map.next_value()?),
                RETRY_AFTER_MS => after = Some(Duration::from_millis(map.next_value()?)),
                SHOULD_RETRY => should_retry = Some(map.next_value()?),
                TRACE_ID => failure = failure.with_trace_id(map.next_value::<String>()?),
                EXTRA => {
                    for (name, value) in map.next_value::<Pairs<WireCode<'static>>>()?.0 {
                        failure = failure.with_extra(name, value);
                    }
                }
                PARAMS => params = map.next_value()?,
                ITEMS => failure = failure.with_items(map.next_value::<Vec<Failure<C>>>()?),
                URL => failure = failure.with_url(map.next_value::<String>()?),
                POINTER => failure = failure.with_pointer(map.next_value::<String>()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let hint = match (should_retry, after) {
            (Some(true), after) => Some(RetryHint::Retry { after }),
            (Some(false), _) => Some(RetryHint::Never),
            (None, after) => after.map(RetryHint::After),
        };
        if let Some(hint) = hint {
            failure = failure.with_retry_hint(hint);
        }
        // After the code, which determines their types.
        Ok(params.0.into_iter().fold(failure, |failure, (name, value)| failure.with_param(name, value)))
    }
}

/// The entries of a map, in order.
struct Pairs<V>(Vec<(String, V)>);

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pairs<V>, D::Error> {
        struct PairsVisitor<V>(PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for PairsVisitor<V> {
            type Value = Pairs<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of names to values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<V>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}
