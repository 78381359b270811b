//! The shape of an envelope. Locations are in the notation of a catalog; the first that is present counts.

use errcat_catalog::Location;
use serde::Serialize;

use super::Object;
use crate::notation::{location, time_unit};

#[derive(Serialize)]
pub(super) struct Envelope<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    code: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    message: Vec<String>,
    #[serde(skip_serializing_if = "Object::is_empty")]
    extra: Object<'a, Vec<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    trace: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    params: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Items<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<RetryAfter>,
}

impl Envelope<'_> {
    pub(super) fn is_empty(&self) -> bool {
        let Envelope { code, message, extra, trace, params, items, retry_after } = self;
        [code, message, trace, params].into_iter().all(Vec::is_empty)
            && extra.is_empty()
            && items.is_none()
            && retry_after.is_none()
    }
}

#[derive(Serialize)]
struct Items<'a> {
    at: String,
    code: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    message: Vec<String>,
    #[serde(skip_serializing_if = "Object::is_empty")]
    extra: Object<'a, Vec<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    params: Vec<String>,
}

#[derive(Serialize)]
struct RetryAfter {
    at: Vec<String>,
    unit: &'static str,
}

pub(super) fn envelope(envelope: &errcat_catalog::Envelope) -> Envelope<'_> {
    let errcat_catalog::Envelope { code, message, extra, trace, params, items: item, retry_after: wait } =
        envelope;
    Envelope {
        code: locations(code),
        message: locations(message),
        extra: named_locations(extra),
        trace: locations(trace),
        params: locations(params),
        items: item.as_ref().map(items),
        retry_after: wait.as_ref().map(retry_after),
    }
}

fn items(items: &errcat_catalog::Items) -> Items<'_> {
    let errcat_catalog::Items { at, code, message, extra, params } = items;
    Items {
        at: location(at),
        code: locations(code),
        message: locations(message),
        extra: named_locations(extra),
        params: locations(params),
    }
}

fn retry_after(retry_after: &errcat_catalog::RetryAfter) -> RetryAfter {
    let errcat_catalog::RetryAfter { at, unit } = retry_after;
    RetryAfter { at: locations(at), unit: time_unit(*unit) }
}

fn locations(locations: &[Location]) -> Vec<String> {
    locations.iter().map(location).collect()
}

fn named_locations(extra: &[(String, Vec<Location>)]) -> Object<'_, Vec<String>> {
    Object(extra.iter().map(|(name, each)| (name.as_str(), locations(each))).collect())
}
