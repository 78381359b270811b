//! Reads an envelope, `[tables.NAME.envelope]`: the locations of the parts of an error in a response.

use errcat_types::limits::MAX_LOCATIONS;
use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, as_string};
use crate::findings::Findings;
use crate::model::{Envelope, Items, Location, RetryAfter, TimeUnit};
use crate::near::{nearest, with_near};
use crate::rule::Rule;
use crate::syntax::Node;

pub(crate) fn read_envelope(mut fields: Fields<'_>, findings: &mut Findings<'_>) -> Envelope {
    let envelope = Envelope {
        code: read_locations(&mut fields, "code", findings),
        message: read_locations(&mut fields, "message", findings),
        extra: read_extra(&mut fields, findings),
        trace: read_locations(&mut fields, "trace", findings),
        params: read_params_locations(&mut fields, findings),
        items: fields.table("items", findings).and_then(|items| read_items(items, findings)),
        retry_after: fields.table("retry_after", findings).and_then(|wait| read_retry_after(wait, findings)),
    };
    fields.require("code", "\"/code\"");
    let wait = envelope.retry_after.as_ref().map_or(&[][..], |wait| &wait.at);
    let count = [&envelope.code, &envelope.message, &envelope.trace, &envelope.params]
        .map(Vec::len)
        .iter()
        .sum::<usize>()
        + wait.len()
        + envelope.extra.iter().map(|(_, locations)| locations.len()).sum::<usize>();
    let fits = fits(count, &fields, findings);
    fields.finish(findings);
    if fits { envelope } else { Envelope::default() }
}

fn read_items(mut fields: Fields<'_>, findings: &mut Findings<'_>) -> Option<Items> {
    let at = fields.string("at", findings).and_then(|at| location(&at, findings));
    let items = Items {
        code: read_locations(&mut fields, "code", findings),
        message: read_locations(&mut fields, "message", findings),
        extra: read_extra(&mut fields, findings),
        params: read_params_locations(&mut fields, findings),
        at: at.clone().unwrap_or_else(|| Location::Pointer(String::new())),
    };
    fields.require("at", "\"/errors\"");
    fields.require("code", "\"/code\"");
    let extra = || items.extra.iter().flat_map(|(_, locations)| locations);
    let all = || {
        [&items.at].into_iter().chain(&items.code).chain(&items.message).chain(&items.params).chain(extra())
    };
    if all().any(|location| matches!(location, Location::Header(_))) {
        let message = format!("{} must be in the body, not in a header", fields.what());
        let help = "write JSON Pointers, such as \"/code\"";
        findings.report(Diagnostic::new(Rule::InvalidPointer, fields.start(), message).help(help));
    }
    let fits = fits(all().count(), &fields, findings);
    fields.finish(findings);
    at.filter(|_| fits).map(|_| items)
}

/// The number of locations in an envelope is limited. Returns whether this envelope is within the limit.
fn fits(count: usize, fields: &Fields<'_>, findings: &mut Findings<'_>) -> bool {
    if count > MAX_LOCATIONS {
        let message = format!("{} has {count} locations, but the maximum is {MAX_LOCATIONS}", fields.what());
        let help = "remove locations that nobody reads";
        findings.report(Diagnostic::new(Rule::InvalidPointer, fields.start(), message).help(help));
    }
    count <= MAX_LOCATIONS
}

fn read_retry_after(mut fields: Fields<'_>, findings: &mut Findings<'_>) -> Option<RetryAfter> {
    let at = read_locations(&mut fields, "at", findings);
    let unit = fields.string("unit", findings);
    fields.require("at", "\"/retry_after\"");
    fields.require("unit", "\"s\"");
    fields.finish(findings);
    let unit = unit?;
    let unit = match unit.value {
        "ms" => TimeUnit::Milliseconds,
        "s" => TimeUnit::Seconds,
        other => {
            let message = format!("unknown unit `{other}`");
            let near = nearest(other, ["ms", "s"]);
            let diagnostic =
                Diagnostic::new(Rule::InvalidDuration, unit.span, message).help("use \"s\" or \"ms\"");
            findings.report(with_near(diagnostic, near));
            return None;
        }
    };
    Some(RetryAfter { at, unit })
}

fn read_extra(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Vec<(String, Vec<Location>)> {
    let Some(extra) = fields.table("extra", findings) else { return Vec::new() };
    let named = extra.named(findings);
    named
        .into_iter()
        .map(|(name, node)| (name.value.to_owned(), locations(node, name.value, findings)))
        .collect()
}

/// The values of params are the members of an object, which cannot be in a header.
fn read_params_locations(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Vec<Location> {
    let mut locations = read_locations(fields, "params", findings);
    let count = locations.len();
    locations.retain(|location| matches!(location, Location::Pointer(_)));
    if let (true, Some(node)) = (locations.len() < count, fields.node("params", findings)) {
        let message = "the values of params must be in the body, not in a header";
        let help = "write the JSON Pointer of the object that contains them, such as \"/error/params\"";
        findings.report(Diagnostic::new(Rule::InvalidPointer, node.span(), message).help(help));
    }
    locations
}

/// Reads one location, or an array of which the first that is present is used.
fn read_locations(fields: &mut Fields<'_>, key: &'static str, findings: &mut Findings<'_>) -> Vec<Location> {
    fields.node(key, findings).map_or_else(Vec::new, |node| locations(node, key, findings))
}

fn locations(node: &Node<'_>, key: &str, findings: &mut Findings<'_>) -> Vec<Location> {
    let nodes: Vec<_> = match node.get_ref() {
        DeValue::Array(nodes) => nodes.iter().collect(),
        _ => vec![node],
    };
    if nodes.is_empty() {
        let message = format!("the array of locations of `{key}` is empty");
        findings.report(Diagnostic::new(Rule::InvalidPointer, node.span(), message));
    }
    let text = |node| as_string(node, format_args!("the location of `{key}`"), findings);
    let texts: Vec<_> = nodes.into_iter().filter_map(text).collect();
    texts.iter().filter_map(|text| location(text, findings)).collect()
}

fn location(text: &At<&str>, findings: &mut Findings<'_>) -> Option<Location> {
    let location = match text.value.strip_prefix("header:") {
        Some(name) => is_header_name(name).then(|| Location::Header(name.to_owned())),
        None => is_pointer(text.value).then(|| Location::Pointer(text.value.to_owned())),
    };
    if location.is_none() {
        let message = match text.value.strip_prefix("header:") {
            Some(name) => format!("`{name}` is not a valid header name"),
            None => format!("`{}` is not a valid JSON Pointer", text.value),
        };
        findings.report(Diagnostic::new(Rule::InvalidPointer, text.span.clone(), message));
    }
    location
}

/// RFC 6901, section 3: empty, or tokens that each begin with `/`, in which `~` is followed by 0 or 1.
fn is_pointer(text: &str) -> bool {
    let escapes = text.split('~').skip(1).all(|after| after.starts_with(['0', '1']));
    (text.is_empty() || text.starts_with('/')) && escapes
}

/// RFC 9110, section 5.6.2: a field name is a token.
fn is_header_name(name: &str) -> bool {
    let tchar = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !name.is_empty() && name.bytes().all(tchar)
}
