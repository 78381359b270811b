//! Reads `envelope`: the locations of the parts of an error in a response.

use errcat_types::limits::{MAX_LOCATIONS, MAX_POINTER_TOKENS};
use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What, as_string, as_table, report_wrong_type};
use crate::findings::Findings;
use crate::model::{
    Code, CodeLocations, Envelope, Extra, Failed, Items, Location, Mark, Parts, RetryAfter, ShouldRetry,
    WaitUnit,
};
use crate::near::{nearest, with_near};
use crate::read::code::read_value;
use crate::rule::Rule;
use crate::syntax::Node;

/// An envelope, with what is known about it.
#[derive(Default)]
pub(crate) struct EnvelopeDraft {
    pub(crate) envelope: Envelope,
    /// Whether some of `extra` could not be read, so that an unknown name may be one of theirs.
    pub(crate) some_extra_lost: bool,
}

impl EnvelopeDraft {
    /// Returns an envelope that could not be read.
    pub(super) fn lost() -> EnvelopeDraft {
        EnvelopeDraft { envelope: Envelope::default(), some_extra_lost: true }
    }
}

/// Where a location may be.
#[derive(Clone, Copy)]
enum Within {
    /// In the body or in a header.
    Response,
    /// In the body: all parts of an item, and what is an object or an array.
    Body,
}

/// Reads the envelope of a table. `some_lost` says whether a part of it may have a header that could not be read.
pub(crate) fn read_envelope(
    mut fields: Fields<'_>,
    some_lost: bool,
    findings: &mut Findings<'_>,
) -> EnvelopeDraft {
    let parts = read_parts(&mut fields, Within::Response, findings);
    let trace = read_locations(&mut fields, "trace", Within::Response, findings);
    let items = fields.table("items", findings).and_then(|items| read_items(items, findings));
    let in_items = items.as_ref().map_or(0, |items| items.at.len());
    let fits = fits(locations_of(&parts).count() + trace.len() + in_items, &fields, findings);
    let has_extra = fields.node("extra", findings).is_some_and(|extra| extra.get_ref().is_table());
    let some_extra_lost = some_lost || !has_extra && fields.may_have("extra");
    if some_lost {
        fields.require_none();
    }
    fields.finish(findings);
    if !fits {
        return EnvelopeDraft::lost();
    }
    EnvelopeDraft { envelope: Envelope { parts, trace, items }, some_extra_lost }
}

fn read_items(mut fields: Fields<'_>, findings: &mut Findings<'_>) -> Option<Items> {
    let at = read_locations(&mut fields, "at", Within::Body, findings);
    let parts = read_parts(&mut fields, Within::Body, findings);
    fields.require("at", "\"/errors\"");
    let fits = fits(at.len() + locations_of(&parts).count(), &fields, findings);
    fields.finish(findings);
    (fits && !at.is_empty()).then_some(Items { at, parts })
}

/// Reads the keys that an envelope and its items have in common.
fn read_parts(fields: &mut Fields<'_>, within: Within, findings: &mut Findings<'_>) -> Parts {
    let parts = Parts {
        code: read_code_locations(fields, "code", within, findings),
        subcode: read_code_locations(fields, "subcode", within, findings),
        failed: fields.table("failed", findings).and_then(|failed| read_failed(failed, within, findings)),
        message: read_locations(fields, "message", within, findings),
        extra: read_extra(fields, within, findings),
        // The values of params are the members of an object.
        params: read_locations(fields, "params", Within::Body, findings),
        retry_after: read_waits(fields, within, findings),
        should_retry: read_should_retry(fields, within, findings),
        url: read_locations(fields, "url", within, findings),
        pointer: read_locations(fields, "pointer", within, findings),
    };
    fields.require("code", "\"/code\"");
    parts
}

/// Returns all locations but those of a trace id and of items.
pub(crate) fn locations_of(parts: &Parts) -> impl Iterator<Item = &Location> {
    let Parts { code, subcode, failed, message, extra, params, retry_after, should_retry, url, pointer } =
        parts;
    [&code.at, &subcode.at, message, params, url, pointer]
        .into_iter()
        .chain(failed.iter().map(|failed| &failed.at))
        .chain(extra.iter().map(|extra| &extra.at))
        .chain(retry_after.iter().map(|wait| &wait.at))
        .chain(should_retry.iter().map(|flag| &flag.at))
        .flatten()
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

/// Reads the locations of a code, or a table of them with the separators around the code.
fn read_code_locations(
    fields: &mut Fields<'_>,
    key: &'static str,
    within: Within,
    findings: &mut Findings<'_>,
) -> CodeLocations {
    let Some(node) = fields.node(key, findings) else { return CodeLocations::default() };
    if !node.get_ref().is_table() {
        return CodeLocations { at: locations(node, key, within, findings), after: None, before: None };
    }
    let Some(mut table) = fields.table(key, findings) else { return CodeLocations::default() };
    let at = read_required_at(&mut table, within, findings);
    let separators = ["after", "before"].map(|separator| {
        let text = table.string(separator, findings)?;
        if text.value.is_empty() {
            let message = format!("`{separator}` of {} is empty", table.what());
            let help = "write the text that separates the code from the rest of the value, such as \"#\"";
            findings.report(Diagnostic::new(Rule::InvalidPointer, text.span, message).help(help));
            return None;
        }
        Some(text.value.to_owned())
    });
    table.finish(findings);
    let [after, before] = separators;
    CodeLocations { at, after, before }
}

fn read_required_at(fields: &mut Fields<'_>, within: Within, findings: &mut Findings<'_>) -> Vec<Location> {
    let at = read_locations(fields, "at", within, findings);
    fields.require("at", "\"/error\"");
    at
}

/// Reads what marks a failure: a location, and the value that a failure has there.
fn read_failed(mut fields: Fields<'_>, within: Within, findings: &mut Findings<'_>) -> Option<Failed> {
    let at = read_required_at(&mut fields, within, findings);
    let is = fields.node("is", findings).map(|node| read_is(node, fields.what(), findings));
    fields.finish(findings);
    match is {
        None => Some(Failed { at, is: None }),
        Some(is) => Some(Failed { at, is: Some(is?) }),
    }
}

fn read_is(node: &Node<'_>, what: &What<'_>, findings: &mut Findings<'_>) -> Option<Mark> {
    match node.get_ref() {
        DeValue::Boolean(value) => Some(Mark::Bool(*value)),
        DeValue::String(_) | DeValue::Integer(_) => {
            let value = read_value(node, format_args!("`is` of {what}"), findings)?;
            Some(match value.value {
                Code::Integer { value, .. } => Mark::Integer(value),
                Code::String(text) => Mark::Text(text),
            })
        }
        DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
            let expected = "true, false, an integer or a string";
            report_wrong_type(node, format_args!("`is` of {what}"), expected, findings);
            None
        }
    }
}

/// Reads the waits that a server asks for: a table, or an array of tables.
fn read_waits(fields: &mut Fields<'_>, within: Within, findings: &mut Findings<'_>) -> Vec<RetryAfter> {
    let Some(node) = fields.node("retry_after", findings) else { return Vec::new() };
    let DeValue::Array(nodes) = node.get_ref() else {
        let wait = fields.table("retry_after", findings);
        return wait.and_then(|wait| read_wait(wait, within, findings)).into_iter().collect();
    };
    let mut waits = Vec::new();
    for node in nodes.iter().filter(|node| !findings.is_recovered(&node.span())).collect::<Vec<_>>() {
        let name = format!("an item of `retry_after` of {}", fields.what());
        let Some(table) = as_table(node, format_args!("{name}"), findings) else { continue };
        let wait = Fields::new(table, What::Words(name.into()), node.span());
        waits.extend(read_wait(wait, within, findings));
    }
    if nodes.is_empty() {
        let message = format!("the array `retry_after` of {} is empty", fields.what());
        let help = "add a table, such as { at = \"/wait\", unit = \"s\" }, or remove the key";
        findings.report(Diagnostic::new(Rule::InvalidPointer, node.span(), message).help(help));
    }
    waits
}

fn read_wait(mut fields: Fields<'_>, within: Within, findings: &mut Findings<'_>) -> Option<RetryAfter> {
    let at = read_required_at(&mut fields, within, findings);
    let unit = fields.string("unit", findings);
    fields.finish(findings);
    let Some(unit) = unit else { return Some(RetryAfter { at, unit: WaitUnit::default() }) };
    let known = WaitUnit::ALL.into_iter().find(|known| known.name() == unit.value);
    if known.is_none() {
        let message = format!("unknown unit `{}`", unit.value);
        let near = nearest(unit.value, WaitUnit::ALL.map(WaitUnit::name));
        let diagnostic = Diagnostic::new(Rule::InvalidDuration, unit.span, message)
            .help("use \"s\", \"ms\", \"unix-s\" or \"unix-ms\"");
        findings.report(with_near(diagnostic, near));
    }
    Some(RetryAfter { at, unit: known? })
}

/// Reads the locations of the server's word on a retry, or a table of them with its words for "yes" and "no".
fn read_should_retry(
    fields: &mut Fields<'_>,
    within: Within,
    findings: &mut Findings<'_>,
) -> Option<ShouldRetry> {
    const KEY: &str = "should_retry";
    let node = fields.node(KEY, findings)?;
    let words = |word: &str| vec![word.to_owned()];
    if !node.get_ref().is_table() {
        let at = locations(node, KEY, within, findings);
        return Some(ShouldRetry { at, yes: words("true"), no: words("false") });
    }
    let mut table = fields.table(KEY, findings)?;
    let at = read_required_at(&mut table, within, findings);
    let has_words = table.has("yes") || table.has("no");
    let [yes, no] = ["yes", "no"].map(|key| table.strings(key, findings));
    for word in no.iter().filter(|word| yes.iter().any(|yes| yes.value.eq_ignore_ascii_case(word.value))) {
        let message = format!("`{}` is both \"yes\" and \"no\" in {}", word.value, table.what());
        let help = "remove it from one of the two";
        findings.report(Diagnostic::new(Rule::InvalidPointer, word.span.clone(), message).help(help));
    }
    table.finish(findings);
    let texts = |words: Vec<At<&str>>| words.into_iter().map(|word| word.value.to_owned()).collect();
    if !has_words {
        return Some(ShouldRetry { at, yes: words("true"), no: words("false") });
    }
    Some(ShouldRetry { at, yes: texts(yes), no: texts(no) })
}

fn read_extra(fields: &mut Fields<'_>, within: Within, findings: &mut Findings<'_>) -> Vec<Extra> {
    let Some(extra) = fields.table("extra", findings) else { return Vec::new() };
    let named = extra.named(findings);
    named.into_iter().map(|(name, node)| read_extra_value(&name, node, within, findings)).collect()
}

/// Reads the locations of a further value, or a table of them with what is sent by default.
fn read_extra_value(name: &At<&str>, node: &Node<'_>, within: Within, findings: &mut Findings<'_>) -> Extra {
    let DeValue::Table(table) = node.get_ref() else {
        let at = locations(node, name.value, within, findings);
        return Extra { name: name.value.to_owned(), at, sends_code: false };
    };
    let mut fields = Fields::new(table, What::Named("value", name.value), name.span.clone());
    let at = read_required_at(&mut fields, within, findings);
    let default = fields.string("default", findings);
    fields.finish(findings);
    if let Some(default) = default.as_ref().filter(|default| default.value != "code") {
        let message = format!("unknown default `{}`", default.value);
        let help = "use \"code\", or add the value to `extra` of a class or an entry";
        findings.report(Diagnostic::new(Rule::InvalidExtra, default.span.clone(), message).help(help));
    }
    Extra { name: name.value.to_owned(), at, sends_code: default.is_some() }
}

/// Reads one location, or an array of which the first that is present is used.
fn read_locations(
    fields: &mut Fields<'_>,
    key: &'static str,
    within: Within,
    findings: &mut Findings<'_>,
) -> Vec<Location> {
    fields.node(key, findings).map_or_else(Vec::new, |node| locations(node, key, within, findings))
}

fn locations(node: &Node<'_>, key: &str, within: Within, findings: &mut Findings<'_>) -> Vec<Location> {
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
    texts.iter().filter_map(|text| location(text, key, within, findings)).collect()
}

fn location(text: &At<&str>, key: &str, within: Within, findings: &mut Findings<'_>) -> Option<Location> {
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
    let count = location.as_ref().and_then(Location::tokens).map_or(0, |tokens| tokens.len());
    if count > MAX_POINTER_TOKENS {
        let message = format!("a location has {count} tokens, but the maximum is {MAX_POINTER_TOKENS}");
        let help = "write the JSON Pointer of a value that is not as deep in the body";
        findings.report(Diagnostic::new(Rule::InvalidPointer, text.span.clone(), message).help(help));
        return None;
    }
    match (within, &location) {
        (Within::Body, Some(Location::Header(_))) => {
            let message = format!("the location of `{key}` must be in the body, not in a header");
            let help = "write a JSON Pointer, such as \"/code\"";
            findings.report(Diagnostic::new(Rule::InvalidPointer, text.span.clone(), message).help(help));
            None
        }
        (Within::Body | Within::Response, _) => location,
    }
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
