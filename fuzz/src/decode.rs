//! Any response, decoded by several tables: each is a success or a failure, the parts of a body that is valid JSON are those
//! that `serde_json::Value` has at the pointers, and no sensitive value leaves.

use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};
use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{Call, Decoder, ErrorCode, Failure, Received};
use errcat_catalog::{Catalog, Entry, Envelope, Location, Parts, Source, Table, load};
use serde_json::Value;

use crate::json::{put, text, value, without_repeated_keys};
use crate::outputs::outputs;
use crate::reference::{Response, entry, is_success};
use crate::tables;

/// The catalogs, in the order of the files below.
static CATALOGS: LazyLock<Vec<Catalog>> = LazyLock::new(|| {
    let texts = [
        include_str!("../../codes.toml"),
        include_str!("../../tests/wire/every_key.toml"),
        include_str!("../../tests/wire/flat.toml"),
        include_str!("../../tests/wire/gateway.toml"),
        include_str!("../../tests/wire/payments.toml"),
        include_str!("../../tests/wire/vendors.toml"),
    ];
    texts.map(|text| load(&Source::from_text("codes.toml", text)).unwrap()).into_iter().collect()
});

/// Decodes a response with the table that an input names.
///
/// # Panics
///
/// Panics if decoding or anything that shows a failure panics, or if a promise does not hold.
pub fn run(data: &[u8]) {
    // An input that ends too early is none.
    let _ = run_table(&mut Unstructured::new(data));
}

fn run_table(input: &mut Unstructured<'_>) -> Result<()> {
    match input.arbitrary::<u8>()? % 24 {
        0 => run_case::<RestError>("rest", input),
        1 => run_case::<OAuthError>("oauth", input),
        2 => run_case::<tables::flat::NestedError>("nested", input),
        3 => run_case::<tables::flat::WholeError>("whole", input),
        4 => run_case::<tables::GatewayError>("gateway", input),
        5 | 6 => run_case::<tables::PaymentError>("payment", input),
        7 => run_case::<tables::DiscordError>("discord", input),
        8 => run_case::<tables::ModelApiError>("model_api", input),
        9 => run_case::<tables::PaymentsError>("payments", input),
        10 => run_case::<tables::AwsError>("aws", input),
        11 => run_case::<tables::GraphqlError>("graphql", input),
        12 => run_case::<tables::SlackError>("slack", input),
        13 => run_case::<tables::JsonRpcError>("json_rpc", input),
        14 => run_case::<tables::MetaError>("meta", input),
        15 => run_case::<tables::SparkError>("spark", input),
        16 => run_case::<tables::ProblemError>("problem", input),
        17..=19 => run_case::<tables::StateError>("state", input),
        _ => run_case::<tables::OrderError>("order", input),
    }
}

fn run_case<C: ErrorCode>(name: &str, input: &mut Unstructured<'_>) -> Result<()> {
    let table = CATALOGS.iter().flat_map(|catalog| &catalog.tables).find(|table| table.name == name).unwrap();
    let status = match input.arbitrary::<u8>()? {
        0..=99 => 200,
        100..=199 => 400 + u16::from(input.arbitrary::<u8>()? % 200),
        _ => input.arbitrary()?,
    };
    let headers = headers(table, input)?;
    let (body, has_secret) = match input.arbitrary::<u8>()? % 3 {
        0 => (input.bytes(input.len())?.to_vec(), false),
        _ => body(table, input)?,
    };
    let decoder = Decoder::new();
    let decoded = decoder.decode::<C>(status, &headers, &body);
    let items = decoder.decode_items::<C>(&body);
    if let Some(value) = without_repeated_keys(&body).filter(|_| body.len() <= Decoder::DEFAULT_MAX_BODY_LEN)
    {
        let response = Response { headers: &headers, body: &value };
        assert_is_as_expected(table, response, status, decoded.as_ref().err());
        assert_items_are_as_expected(table, response, &items, decoded.as_ref().err());
    }
    let is_in_header = headers.iter().any(|(_, value)| count(value.as_bytes()) > 0);
    let is_secret = has_secret && !is_in_header;
    for failure in items.iter().chain(decoded.as_ref().err()) {
        let outputs = outputs(failure);
        assert_reads_back(failure);
        let _ = Call::new("GET").decide(failure);
        // An entry may say of its own param that it is not sensitive.
        let shown = [failure].into_iter().chain(failure.items()).any(|failure| shows_secret(table, failure));
        if is_secret && !shown {
            for (way, output) in outputs {
                assert!(
                    !output.contains(SECRET),
                    "{way} of {status} {}: {output}",
                    String::from_utf8_lossy(&body)
                );
            }
        }
    }
    Ok(())
}

/// The value of sensitive params.
const SECRET: &str = "hunter2-41f0";

fn count(body: &[u8]) -> usize {
    body.windows(SECRET.len()).filter(|window| *window == SECRET.as_bytes()).count()
}

/// Returns whether the entry of a failure says of a param that is sensitive elsewhere in the table that it is not.
fn shows_secret<C: ErrorCode>(table: &Table, failure: &Failure<C>) -> bool {
    let is_sensitive = |name: &str| {
        let mut params = table.entries.iter().flat_map(|entry| &entry.params);
        params.any(|param| param.sensitive && param.wire == name)
    };
    let known = failure.code().and_then(|code| table.entries.iter().find(|entry| entry.name == code.name()));
    known.is_some_and(|entry| entry.params.iter().any(|param| !param.sensitive && is_sensitive(&param.wire)))
}

fn headers(table: &Table, input: &mut Unstructured<'_>) -> Result<Vec<(String, String)>> {
    let parts = &table.envelope.parts;
    let of_envelope = [&parts.code.at, &parts.message, &table.envelope.trace].into_iter().flatten();
    let of_hints = parts.retry_after.iter().flat_map(|wait| &wait.at);
    let of_flag = parts.should_retry.iter().flat_map(|flag| &flag.at);
    let named = of_envelope.chain(of_hints).chain(of_flag).filter_map(|location| match location {
        Location::Header(name) => Some(name.as_str()),
        Location::Pointer(_) => None,
    });
    let names: Vec<&str> = named.chain(["Retry-After", "date", "x-other"]).collect();
    let mut headers = Vec::new();
    for _ in 0..input.arbitrary::<u8>()? % 4 {
        headers.push(((*input.choose(&names)?).to_owned(), text(input)?));
    }
    Ok(headers)
}

/// Returns a body with values at some of the locations of an envelope, perhaps cut, and whether the secret is in it, and only at
/// sensitive params.
fn body(table: &Table, input: &mut Unstructured<'_>) -> Result<(Vec<u8>, bool)> {
    let envelope = &table.envelope;
    let mut body = if input.ratio(1, 4)? { value(input, 0)? } else { Value::Null };
    fill(&mut body, table, &envelope.parts, input)?;
    for location in envelope.trace.iter().chain(envelope.items.iter().flat_map(|items| &items.at)) {
        if let (Location::Pointer(pointer), true) = (location, input.ratio(1, 3)?) {
            put(&mut body, pointer, value(input, 1)?);
        }
    }
    let mut secrets = 0;
    if let Some(items) = envelope.items.as_ref().filter(|_| input.ratio(1, 2).unwrap_or(false)) {
        let mut elements = Vec::new();
        for _ in 0..input.arbitrary::<u8>()? % 4 {
            let mut element = Value::Null;
            fill(&mut element, table, &items.parts, input)?;
            if input.arbitrary()? {
                secrets += put_secret(&mut element, table, &items.parts, input)?;
            }
            elements.push(element);
        }
        if let [Location::Pointer(pointer), ..] = items.at.as_slice() {
            put(&mut body, pointer, Value::Array(elements));
        }
    }
    if input.ratio(2, 3)? {
        secrets += put_secret(&mut body, table, &envelope.parts, input)?;
    }
    let mut text = serde_json::to_vec(&body).unwrap();
    let has_secret = secrets > 0 && count(&text) == secrets;
    if input.ratio(1, 6)? {
        text.truncate(input.int_in_range(0..=text.len())?);
    }
    Ok((text, has_secret))
}

/// Puts values at some of the locations of the parts of an error.
fn fill(body: &mut Value, table: &Table, parts: &Parts, input: &mut Unstructured<'_>) -> Result<()> {
    let failed = parts.failed.iter().flat_map(|failed| &failed.at);
    let extra = parts.extra.iter().flat_map(|extra| &extra.at);
    let waits = parts.retry_after.iter().flat_map(|wait| &wait.at);
    let flag = parts.should_retry.iter().flat_map(|flag| &flag.at);
    let texts = parts.message.iter().chain(&parts.url).chain(&parts.pointer).chain(&parts.subcode.at);
    for location in failed.chain(extra).chain(waits).chain(flag).chain(texts) {
        if let (Location::Pointer(pointer), true) = (location, input.ratio(1, 3)?) {
            put(body, pointer, value(input, 1)?);
        }
    }
    for location in &parts.params {
        if let (Location::Pointer(pointer), true) = (location, input.ratio(1, 2)?) {
            for param in table.entries.iter().flat_map(|entry| &entry.params).filter(|param| !param.sensitive)
            {
                if input.ratio(1, 3)? {
                    put(body, &format!("{pointer}/{}", param.wire), value(input, 1)?);
                }
            }
        }
    }
    for location in &parts.code.at {
        if let (Location::Pointer(pointer), true) = (location, input.ratio(3, 4)?) {
            put(body, pointer, code(table, input)?);
        }
    }
    Ok(())
}

/// Returns a code of the table in one of its spellings, or any value.
fn code(table: &Table, input: &mut Unstructured<'_>) -> Result<Value> {
    let entry: &Entry = input.choose(&table.entries)?;
    let spelled = entry.code.to_string();
    Ok(match input.arbitrary::<u8>()? % 6 {
        0 => value(input, 1)?,
        1 => Value::String(format!(" {spelled}")),
        2 => Value::String(format!("a.b#{spelled}.FOREVER")),
        3 => Value::String(spelled),
        _ => spelled.parse::<i64>().map_or_else(|_| Value::String(spelled.clone()), Value::from),
    })
}

/// Puts the secret at a sensitive param, and returns how many there were to put.
fn put_secret(body: &mut Value, table: &Table, parts: &Parts, input: &mut Unstructured<'_>) -> Result<usize> {
    let params = table.entries.iter().flat_map(|entry| &entry.params);
    let names: Vec<&str> = params.filter(|param| param.sensitive).map(|param| param.wire.as_str()).collect();
    let ([Location::Pointer(pointer), ..], false) = (parts.params.as_slice(), names.is_empty()) else {
        return Ok(0);
    };
    let name = *input.choose(&names)?;
    let secret =
        if input.arbitrary()? { Value::from(SECRET) } else { serde_json::json!({ "inside": [SECRET] }) };
    put(body, &format!("{pointer}/{name}"), secret);
    Ok(1)
}

/// Asserts that serde reads a failure back with its code.
fn assert_reads_back<C: ErrorCode>(failure: &Failure<C>) {
    let text = serde_json::to_string(failure).unwrap();
    let read: Failure<C> = serde_json::from_str(&text).unwrap();
    assert_eq!((read.code(), read.wire_code()), (failure.code(), failure.wire_code()), "{text}");
    assert_eq!((read.subcode(), read.items().len()), (failure.subcode(), failure.items().len()), "{text}");
}

fn assert_is_as_expected<C: ErrorCode>(
    table: &Table,
    response: Response<'_>,
    status: u16,
    failure: Option<&Failure<C>>,
) {
    let parts = &table.envelope.parts;
    let is_text = table.code_type.name() == "string";
    let (code, is_unreadable) = response.code(&parts.code, is_text);
    let marked = response.is_marked(parts.failed.as_ref());
    let expected = match (status >= 400, marked, &code) {
        (true, _, _) | (_, Some(true), _) => Some(true),
        (_, None, _) | (_, _, None) => None,
        (false, Some(false), Some(Some(code))) => Some(!is_success(table, code)),
        (false, Some(false), Some(None)) => Some(is_unreadable),
    };
    let shown = || format!("{}: {status} {response:?}: {failure:?}", table.name);
    if let Some(expected) = expected {
        assert_eq!(failure.is_some(), expected, "{}", shown());
    }
    let Some(failure) = failure else { return };
    assert_eq!(failure.http_status(), Some(status));
    assert_parts_are_as_expected(table, parts, Some(&table.envelope), response, failure);
    if let Some(trace) = response.text(&table.envelope.trace) {
        assert_eq!(failure.trace_id(), trace.as_deref(), "{}", shown());
    }
}

fn assert_parts_are_as_expected<C: ErrorCode>(
    table: &Table,
    parts: &Parts,
    envelope: Option<&Envelope>,
    response: Response<'_>,
    failure: &Failure<C>,
) {
    let shown = || format!("{}: {response:?}: {failure:?}", table.name);
    let (code, _) = response.code(&parts.code, table.code_type.name() == "string");
    if let Some(code) = code {
        let spelled = failure.wire_code().map(ToString::to_string);
        assert_eq!(spelled, code, "{}", shown());
        let known = code.as_deref().and_then(|code| entry(table, code));
        if let Some(subcode) = response.subcode(&parts.subcode).filter(|_| code.is_some()) {
            let of = known.map(|entry| entry.name.as_str());
            let refined = table.entries.iter().find(|entry| {
                let refinement = entry.refinement.as_ref();
                refinement.is_some_and(|refinement| {
                    Some(refinement.of.as_str()) == of && Some(refinement.subcode.to_string()) == subcode
                })
            });
            let known = refined.or(known).map(|entry| entry.name.as_str());
            assert_eq!(failure.code().map(ErrorCode::name), known, "{}", shown());
            assert_eq!(failure.subcode().map(ToString::to_string), subcode, "{}", shown());
        }
        let is_absent = matches!(failure.received(), Received::Absent);
        assert_eq!(is_absent, code.is_none(), "{}", shown());
    }
    if let Some(message) = response.text(&parts.message) {
        assert_eq!(failure.server_message(), message.as_deref(), "{}", shown());
    }
    if let Some(Some(url)) = response.text(&parts.url).filter(|url| url.as_deref() != Some("about:blank")) {
        assert_eq!(failure.url(), Some(url.as_str()), "{}", shown());
    }
    for extra in &parts.extra {
        if let Some(value) = response.text(&extra.at) {
            assert_eq!(failure.extra(&extra.name).map(ToString::to_string), value, "{}", shown());
        }
    }
    let known = failure.code().and_then(|code| table.entries.iter().find(|entry| entry.name == code.name()));
    // A name that two members lead to has the value of one of them.
    let params = response.params(parts, envelope, known);
    for (name, value) in &params {
        let is_unique = params.iter().filter(|(other, _)| other == name).count() == 1;
        let held = failure.param(name);
        assert!(held.is_some() || params.len() > Failure::<C>::MAX_PARAMS, "{name}: {}", shown());
        if let (Some(held), Some(value), true) = (held, value, is_unique) {
            let same = match value {
                Value::String(text) => held.as_text() == Some(text),
                Value::Bool(value) => held.as_bool() == Some(*value),
                value => held.as_integer().map(|number| number.to_string()) == Some(value.to_string()),
            };
            assert!(same, "{name}: {held:?}: {}", shown());
        }
    }
}

fn assert_items_are_as_expected<C: ErrorCode>(
    table: &Table,
    response: Response<'_>,
    items: &[Failure<C>],
    failure: Option<&Failure<C>>,
) {
    let Some(of_table) = &table.envelope.items else {
        assert!(items.is_empty());
        return;
    };
    let [Location::Pointer(pointer)] = of_table.at.as_slice() else { return };
    let elements = response.body.pointer(pointer).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let is_text = table.code_type.name() == "string";
    let mut rest = items.iter();
    for element in elements {
        let item = Response { headers: &[], body: element };
        let parts = &of_table.parts;
        let (code, is_unreadable) = item.code(&parts.code, is_text);
        let (marked, message) = (item.is_marked(parts.failed.as_ref()), item.text(&parts.message));
        let (Some(code), Some(marked), Some(message)) = (code, marked, message) else { return };
        let is_failure = match code {
            Some(code) => marked || !is_success(table, &code),
            None => marked || is_unreadable || message.is_some(),
        };
        if is_failure {
            let Some(failure) = rest.next() else {
                panic!("{}: no failure of {element}: {items:?}", table.name)
            };
            assert_parts_are_as_expected(table, parts, None, item, failure);
        }
    }
    assert_eq!(rest.next().map(|item| format!("{item:?}")), None, "{}: {response:?}", table.name);
    if let Some(failure) = failure {
        let debug = |items: &[Failure<C>]| format!("{items:?}");
        assert_eq!(debug(failure.items()), debug(items), "{}", table.name);
    }
}
