//! The shape of an envelope. Locations are in the notation of a catalog; the first that is present counts.

use errcat_catalog::Location;
use serde::Serialize;

use super::Object;
use crate::notation::location;

#[derive(Serialize)]
pub(super) struct Envelope<'a> {
    #[serde(flatten)]
    parts: Parts<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    trace: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Items<'a>>,
}

impl Envelope<'_> {
    pub(super) fn is_empty(&self) -> bool {
        let Envelope { parts, trace, items } = self;
        parts.is_empty() && trace.is_empty() && items.is_none()
    }
}

#[derive(Serialize)]
struct Items<'a> {
    at: Vec<String>,
    #[serde(flatten)]
    parts: Parts<'a>,
}

#[derive(Serialize)]
struct Parts<'a> {
    #[serde(skip_serializing_if = "CodeLocations::is_empty")]
    code: CodeLocations<'a>,
    #[serde(skip_serializing_if = "CodeLocations::is_empty")]
    subcode: CodeLocations<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failed: Option<Failed<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    message: Vec<String>,
    #[serde(skip_serializing_if = "Object::is_empty")]
    extra: Object<'a, Extra>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    params: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    retry_after: Vec<RetryAfter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    should_retry: Option<ShouldRetry<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    url: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pointer: Vec<String>,
}

impl Parts<'_> {
    fn is_empty(&self) -> bool {
        let Parts { code, subcode, failed, message, extra, params, retry_after, should_retry, url, pointer } =
            self;
        code.is_empty()
            && subcode.is_empty()
            && failed.is_none()
            && message.is_empty()
            && extra.is_empty()
            && params.is_empty()
            && retry_after.is_empty()
            && should_retry.is_none()
            && url.is_empty()
            && pointer.is_empty()
    }
}

/// The locations, or a table of them with the separators around the code.
#[derive(Serialize)]
#[serde(untagged)]
enum CodeLocations<'a> {
    Whole(Vec<String>),
    Part {
        at: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<&'a str>,
    },
}

impl CodeLocations<'_> {
    fn is_empty(&self) -> bool {
        match self {
            CodeLocations::Whole(at) => at.is_empty(),
            CodeLocations::Part { .. } => false,
        }
    }
}

#[derive(Serialize)]
struct Failed<'a> {
    at: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<Mark<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Mark<'a> {
    Bool(bool),
    Integer(i128),
    Text(&'a str),
}

/// The locations, or a table of them with what is sent by default.
#[derive(Serialize)]
#[serde(untagged)]
enum Extra {
    Locations(Vec<String>),
    WithDefault { at: Vec<String>, default: &'static str },
}

#[derive(Serialize)]
struct RetryAfter {
    at: Vec<String>,
    unit: &'static str,
}

#[derive(Serialize)]
struct ShouldRetry<'a> {
    at: Vec<String>,
    yes: &'a [String],
    no: &'a [String],
}

pub(super) fn envelope(envelope: &errcat_catalog::Envelope) -> Envelope<'_> {
    let errcat_catalog::Envelope { parts: of_response, trace, items: item } = envelope;
    Envelope { parts: parts(of_response), trace: locations(trace), items: item.as_ref().map(items) }
}

fn items(items: &errcat_catalog::Items) -> Items<'_> {
    let errcat_catalog::Items { at, parts: of_item } = items;
    Items { at: locations(at), parts: parts(of_item) }
}

fn parts(parts: &errcat_catalog::Parts) -> Parts<'_> {
    let errcat_catalog::Parts {
        code,
        subcode,
        failed: mark,
        message,
        extra: values,
        params,
        retry_after: waits,
        should_retry: flag,
        url,
        pointer,
    } = parts;
    Parts {
        code: code_locations(code),
        subcode: code_locations(subcode),
        failed: mark.as_ref().map(failed),
        message: locations(message),
        extra: Object(values.iter().map(|each| (each.name.as_str(), extra(each))).collect()),
        params: locations(params),
        retry_after: waits.iter().map(retry_after).collect(),
        should_retry: flag.as_ref().map(should_retry),
        url: locations(url),
        pointer: locations(pointer),
    }
}

fn code_locations(code: &errcat_catalog::CodeLocations) -> CodeLocations<'_> {
    let errcat_catalog::CodeLocations { at, after, before } = code;
    let at = locations(at);
    if after.is_none() && before.is_none() {
        return CodeLocations::Whole(at);
    }
    CodeLocations::Part { at, after: after.as_deref(), before: before.as_deref() }
}

fn failed(failed: &errcat_catalog::Failed) -> Failed<'_> {
    let errcat_catalog::Failed { at, is } = failed;
    let is = is.as_ref().map(|is| match is {
        errcat_catalog::Mark::Bool(value) => Mark::Bool(*value),
        errcat_catalog::Mark::Integer(number) => Mark::Integer(*number),
        errcat_catalog::Mark::Text(text) => Mark::Text(text),
    });
    Failed { at: locations(at), is }
}

fn extra(extra: &errcat_catalog::Extra) -> Extra {
    let errcat_catalog::Extra { name: _, at, sends_code } = extra;
    let at = locations(at);
    if *sends_code { Extra::WithDefault { at, default: "code" } } else { Extra::Locations(at) }
}

fn retry_after(retry_after: &errcat_catalog::RetryAfter) -> RetryAfter {
    let errcat_catalog::RetryAfter { at, unit } = retry_after;
    RetryAfter { at: locations(at), unit: unit.name() }
}

fn should_retry(should_retry: &errcat_catalog::ShouldRetry) -> ShouldRetry<'_> {
    let errcat_catalog::ShouldRetry { at, yes, no } = should_retry;
    ShouldRetry { at: locations(at), yes, no }
}

fn locations(locations: &[Location]) -> Vec<String> {
    locations.iter().map(location).collect()
}
