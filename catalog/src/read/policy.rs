//! Reads the policy of an entry, a class or an unknown code: `http`, `category`, `retry`, `retry_safe`, `severity`,
//! `exposure`, `mask`, `recovery` and `exit`.

use std::ops::Range;
use std::time::Duration;

use errcat_types::{Exposure, Repeat, Severity};
use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::duration::parse_duration;
use crate::fields::{At, Fields, wrong_type};
use crate::findings::Findings;
use crate::model::{CustomRemedy, Defaults, Remedy, Retry};
use crate::near::{nearest, with_near};
use crate::rule::Rule;

/// Words of others for severities.
const OTHER_SEVERITIES: [(&str, &str); 8] = [
    ("info", "informational"),
    ("warn", "warning"),
    ("err", "error"),
    ("ok", "success"),
    ("fatal", "critical"),
    ("crit", "critical"),
    ("panic", "emergency"),
    ("emerg", "emergency"),
];

/// Reads the defaults that an entry, a class or an unknown code has. The mask is added to those that are checked when all
/// entries are known.
pub(crate) fn read_defaults(
    fields: &mut Fields<'_>,
    remedies: &[CustomRemedy],
    masks: &mut Vec<At<String>>,
    findings: &mut Findings<'_>,
) -> Defaults {
    Defaults {
        http: read_http(fields, findings),
        category: fields.word("category", ("category", Rule::UnknownCategory), &[], findings),
        retry: read_retry(fields, remedies, findings),
        retry_safety: fields.word(
            "retry_safe",
            ("retry safety", Rule::UnknownRetrySafety),
            &[("safe", "always"), ("yes", "always"), ("idempotent", "always")],
            findings,
        ),
        severity: fields.word("severity", ("severity", Rule::UnknownSeverity), &OTHER_SEVERITIES, findings),
        exposure: fields.word(
            "exposure",
            ("exposure", Rule::UnknownExposure),
            &[("private", "internal"), ("hidden", "internal"), ("external", "public")],
            findings,
        ),
        mask: read_mask(fields, masks, findings),
        recovery: fields.word(
            "recovery",
            ("recovery", Rule::UnknownRecovery),
            &[("transient", "retry"), ("correctable", "correct"), ("terminal", "escalate")],
            findings,
        ),
        exit: read_exit(fields, findings),
    }
}

/// Reads the name of the entry that leaves the service in place of internal ones.
pub(crate) fn read_mask(
    fields: &mut Fields<'_>,
    masks: &mut Vec<At<String>>,
    findings: &mut Findings<'_>,
) -> Option<String> {
    let mask = fields.string("mask", findings)?;
    masks.push(At { value: mask.value.to_owned(), span: mask.span });
    Some(mask.value.to_owned())
}

/// Returns the exposure to assume if a table states none: public if the exposure, or the category on which it depends, could
/// not be read, since what has them may be the mask of other entries. All keys are read by now; `some_lost` says whether
/// either may be something that could not be found.
pub(crate) fn assumed_exposure(
    fields: &Fields<'_>,
    defaults: &Defaults,
    some_lost: bool,
) -> Option<Exposure> {
    let is_category_lost = || defaults.category.is_none() && fields.may_have("category");
    let is_lost = some_lost || fields.may_have("exposure") || is_category_lost();
    defaults.exposure.or_else(|| is_lost.then_some(Exposure::Public))
}

/// An exit code is 1 to 255: 0 means success.
fn read_exit(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Option<u8> {
    let code = fields.integer("exit", findings)?;
    let exit = u8::try_from(code.value).ok().filter(|exit| *exit != 0);
    if exit.is_none() {
        let message = format!("`exit` of {} is out of range (1 to 255)", fields.what());
        findings.report(Diagnostic::new(Rule::ExitOutOfRange, code.span, message));
    }
    exit
}

fn read_http(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Option<u16> {
    let status = fields.integer("http", findings)?;
    match u16::try_from(status.value) {
        Ok(value @ 200..=599) => Some(value),
        _ => {
            let message = format!("`http` of {} is out of range (200 to 599)", fields.what());
            findings.report(Diagnostic::new(Rule::HttpOutOfRange, status.span, message));
            None
        }
    }
}

fn read_retry(
    fields: &mut Fields<'_>,
    remedies: &[CustomRemedy],
    findings: &mut Findings<'_>,
) -> Option<Retry> {
    let node = fields.node("retry", findings)?;
    match node.get_ref() {
        DeValue::Table(_) => {
            let mut table = fields.table("retry", findings)?;
            let retry = read_retry_table(&mut table, &node.span(), remedies, findings);
            table.finish(findings);
            retry
        }
        DeValue::String(word) => match word.as_ref() {
            "never" => Some(Retry::Never),
            "transient" => Some(Retry::Transient),
            "throttled" => Some(Retry::Throttled { after: None }),
            other => {
                findings.report(unknown_retry(other, node.span(), remedies));
                None
            }
        },
        _ => {
            let diagnostic = wrong_type(
                node,
                format_args!("`retry` of {}", fields.what()),
                "a string or a table",
                findings,
            );
            findings.report(diagnostic.help(Rule::UnknownRetry.help()));
            None
        }
    }
}

fn unknown_retry(word: &str, span: Range<usize>, remedies: &[CustomRemedy]) -> Diagnostic {
    let diagnostic = Diagnostic::new(Rule::UnknownRetry, span, format!("unknown retry `{word}`"));
    if find_remedy(word, remedies).is_some() {
        return diagnostic.help(format!("write {{ remedy = \"{word}\" }}"));
    }
    with_near(diagnostic, nearest(word, ["never", "transient", "throttled"]))
}

fn read_retry_table(
    table: &mut Fields<'_>,
    span: &Range<usize>,
    remedies: &[CustomRemedy],
    findings: &mut Findings<'_>,
) -> Option<Retry> {
    let throttled = table.string("throttled", findings);
    let remedy = table.string("remedy", findings);
    let repeat = table.string("repeat", findings);
    if let (Some(window), None) = (&throttled, &remedy) {
        if let Some(repeat) = repeat {
            let message = "`repeat` requires `remedy`";
            let help = "remove `repeat`: a throttled request is retried with growing delays anyway";
            findings.report(Diagnostic::new(Rule::UnknownRetry, repeat.span, message).help(help));
        }
        return Some(Retry::Throttled { after: read_window(window, findings) });
    }
    let Some(name) = remedy.filter(|_| throttled.is_none()) else {
        let neither = !table.may_have("throttled") && !table.may_have("remedy");
        if throttled.is_some() || (neither && !findings.is_recovered(span)) {
            let message = format!("{} must have exactly one of `throttled` and `remedy`", table.what());
            findings.report(Diagnostic::new(Rule::UnknownRetry, span.clone(), message));
        }
        return None;
    };
    let repeat = match repeat.as_ref().map(|repeat| repeat.value) {
        None | Some("once") => Repeat::Once,
        Some("back-off") => Repeat::BackOff,
        Some(other) => {
            let span = repeat.map_or_else(|| span.clone(), |repeat| repeat.span);
            let message = format!("unknown repeat `{other}`");
            findings.report(
                Diagnostic::new(Rule::UnknownRetry, span, message).help("use \"once\" or \"back-off\""),
            );
            Repeat::Once
        }
    };
    let remedy = find_remedy(name.value, remedies);
    if remedy.is_none() {
        let known = Remedy::STANDARD.iter().map(Remedy::name).chain(remedies.iter().map(|r| r.name.as_str()));
        let declare =
            format!("declare it: remedies = {{ {} = \"What the caller must do first.\" }}", name.value);
        let help = match nearest(name.value, known) {
            Some(near) => format!("did you mean `{near}`? Otherwise, {declare}"),
            None => declare,
        };
        let message = format!("unknown remedy `{}`", name.value);
        findings.report(Diagnostic::new(Rule::UnknownRemedy, name.span, message).help(help));
    }
    Some(Retry::Remedy { remedy: remedy?, repeat })
}

/// A duration is a whole number greater than 0 with a unit, and at most 366 days.
fn read_window(window: &At<&str>, findings: &mut Findings<'_>) -> Option<Duration> {
    let error = match parse_duration(window.value) {
        Ok(after) => return Some(after),
        Err(error) => error,
    };
    let message = format!("`{}` {error}", window.value);
    findings.report(Diagnostic::new(Rule::InvalidDuration, window.span.clone(), message));
    None
}

fn find_remedy(name: &str, remedies: &[CustomRemedy]) -> Option<Remedy> {
    let standard = Remedy::STANDARD.into_iter().find(|remedy| remedy.name() == name);
    standard.or_else(|| remedies.iter().find(|remedy| remedy.name == name).cloned().map(Remedy::Custom))
}

/// The value of `unknown` that leaves everything to the HTTP status.
const BY_STATUS: &str = "by-status";

/// Reads `unknown`: `by-status`, or a table with the keys of a class.
pub(crate) fn read_unknown(
    fields: &mut Fields<'_>,
    remedies: &[CustomRemedy],
    masks: &mut Vec<At<String>>,
    findings: &mut Findings<'_>,
) -> Defaults {
    let Some(node) = fields.node("unknown", findings).filter(|node| node.get_ref().is_table()) else {
        check_by_status(fields, findings);
        return Defaults::default();
    };
    let Some(mut unknown) = fields.table("unknown", findings) else { return Defaults::default() };
    let mut defaults = read_defaults(&mut unknown, remedies, masks, findings);
    if unknown.is_empty() {
        let message = format!("{} is empty", unknown.what());
        findings.report(Diagnostic::new(Rule::UnknownPolicy, node.span(), message));
    }
    if defaults.severity == Some(Severity::Success) {
        defaults.severity = None;
        let message = format!("{} has severity `success`", unknown.what());
        let help = "list success codes in `success`: an unknown code is always a failure";
        findings.report(Diagnostic::new(Rule::UnknownPolicy, node.span(), message).help(help));
    }
    defaults.exposure = assumed_exposure(&unknown, &defaults, false);
    unknown.finish(findings);
    defaults
}

fn check_by_status(fields: &mut Fields<'_>, findings: &mut Findings<'_>) {
    let Some(node) = fields.node("unknown", findings) else { return };
    let DeValue::String(word) = node.get_ref() else {
        let diagnostic =
            wrong_type(node, format_args!("`unknown` of {}", fields.what()), "a string or a table", findings);
        findings.report(diagnostic.help(Rule::UnknownPolicy.help()));
        return;
    };
    if word == BY_STATUS {
        return;
    }
    let message = format!("`{word}` is not a valid policy for unknown codes");
    let near = nearest(word, [BY_STATUS]);
    findings.report(with_near(Diagnostic::new(Rule::UnknownPolicy, node.span(), message), near));
}
