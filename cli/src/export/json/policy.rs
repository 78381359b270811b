//! The shapes of a retry, and of the defaults of a class and of unknown codes.

use errcat_catalog::{Category, Exposure, Recovery, RetrySafety, Severity};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Defaults<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    http: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry: Option<Retry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_safe: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exposure: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mask: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exit: Option<u8>,
}

impl Defaults<'_> {
    pub(super) fn is_empty(&self) -> bool {
        let Defaults { http, category, retry, retry_safe, severity, exposure, mask, recovery, exit } = self;
        let words = [category, retry_safe, severity, exposure, recovery];
        words.into_iter().all(Option::is_none)
            && http.is_none()
            && retry.is_none()
            && mask.is_none()
            && exit.is_none()
    }
}

#[derive(Serialize)]
pub(super) struct Retry<'a> {
    kind: &'static str,
    after_ms: Option<u64>,
    remedy: Option<&'a str>,
    repeat: Option<&'static str>,
}

pub(super) fn defaults(defaults: &errcat_catalog::Defaults) -> Defaults<'_> {
    let errcat_catalog::Defaults {
        http,
        category,
        retry: default_retry,
        retry_safety,
        severity,
        exposure,
        mask,
        recovery,
        exit,
    } = defaults;
    Defaults {
        http: *http,
        category: category.map(Category::name),
        retry: default_retry.as_ref().map(retry),
        retry_safe: retry_safety.map(RetrySafety::name),
        severity: severity.map(Severity::name),
        exposure: exposure.map(Exposure::name),
        mask: mask.as_deref(),
        recovery: recovery.map(Recovery::name),
        exit: *exit,
    }
}

pub(super) fn retry(retry: &errcat_catalog::Retry) -> Retry<'_> {
    let remedy = retry.remedy();
    Retry {
        kind: retry.kind(),
        // The maximum in a catalog is 366 days.
        after_ms: retry.after().map(|after| u64::try_from(after.as_millis()).unwrap_or(u64::MAX)),
        remedy: remedy.map(|(remedy, _)| remedy.name()),
        repeat: remedy.map(|(_, repeat)| repeat.name()),
    }
}
