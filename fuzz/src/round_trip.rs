//! Any failure, encoded and decoded again, and any catalog, written as TOML and read again: nothing changes.

use std::time::Duration;

use arbitrary::{Result, Unstructured};
use errcat::{ErrorCode, Failure, ParamValue, RetryHint, Severity, WireCode, decode};

use crate::random_catalogs::assert_reads_back;
use crate::tables::{OrderError, ProblemError, StateError};

/// Encodes and decodes a failure, or writes and reads a catalog.
///
/// # Panics
///
/// Panics if something has changed.
pub fn run(data: &[u8]) {
    let mut input = Unstructured::new(data);
    // An input that ends too early is none.
    let _ = match input.arbitrary::<u8>() {
        Ok(0..=31) => {
            assert_reads_back(input.peek_bytes(input.len()).unwrap_or_default());
            Ok(())
        }
        Ok(32..=127) => assert_round_trip::<OrderError>(&ORDER, Failure::encode, &mut input),
        Ok(128..=191) => assert_round_trip::<StateError>(&STATE, Failure::encode, &mut input),
        _ => assert_round_trip::<ProblemError>(&PROBLEM, Failure::problem_details, &mut input),
    };
}

/// What an envelope of `every_key.toml` has a location of.
struct Form {
    /// The params of all entries, with their types. The sensitive ones are not sent.
    params: &'static [(&'static str, &'static str)],
    sensitive: &'static [&'static str],
    extra: &'static [&'static str],
    has_url: bool,
    has_pointer: bool,
    has_wait: bool,
    /// Whether a wait is sent in milliseconds, and not in whole seconds.
    has_milliseconds: bool,
    /// The greatest number of items, and whether their further values are sent.
    max_items: usize,
    items_have_extra: bool,
    /// Whether a text that is the title is left out.
    leaves_out_title: bool,
}

const ORDER: Form = Form {
    params: &[
        ("left_over", "u64"),
        ("item", "string"),
        ("amount", "i64"),
        ("rate", "f64"),
        ("is_final", "bool"),
        ("offset", "i16"),
        ("small", "u8"),
        ("other", "any"),
        ("an other/~", "any"),
    ],
    sensitive: &["card_token", "secret_pin"],
    extra: &["shard"],
    has_url: true,
    has_pointer: true,
    has_wait: true,
    has_milliseconds: true,
    max_items: 3,
    items_have_extra: true,
    leaves_out_title: false,
};

const STATE: Form = Form {
    params: &[("table_name", "string"), ("other", "any")],
    sensitive: &["owner"],
    extra: &[],
    has_url: false,
    has_pointer: false,
    has_wait: true,
    has_milliseconds: false,
    // What marks a failure there is the array of items itself.
    max_items: 3,
    items_have_extra: false,
    leaves_out_title: false,
};

const PROBLEM: Form = Form {
    params: &[("used", "u32"), ("limit", "u32"), ("other", "any")],
    sensitive: &["key"],
    extra: &[],
    has_url: true,
    has_pointer: true,
    has_wait: false,
    has_milliseconds: false,
    max_items: 3,
    items_have_extra: false,
    leaves_out_title: true,
};

type Encode<C> = fn(&Failure<C>, &str) -> Vec<u8>;

fn assert_round_trip<C: ErrorCode>(
    form: &Form,
    encode: Encode<C>,
    input: &mut Unstructured<'_>,
) -> Result<()> {
    let locale = *input.choose(&["en", "zh"])?;
    let mut failure = any_failure::<C>(form, false, input)?;
    if input.arbitrary()? {
        failure = failure.with_trace_id(text(input)?);
    }
    let mut items = Vec::new();
    for _ in 0..input.int_in_range(0..=form.max_items)? {
        items.push(any_failure::<C>(form, true, input)?);
    }
    let failure = failure.with_items(items);
    let (headers, body) = (failure.headers(), encode(&failure, locale));
    let shown = format!("{failure:?} {headers:?} {}", String::from_utf8_lossy(&body));
    let Err(decoded) = decode::<C>(500, &headers, &body) else { panic!("a success: {shown}") };
    assert_same(form, &failure, &decoded, locale, &shown);
    assert_eq!(decoded.trace_id(), failure.trace_id(), "{shown}");
    if !form.extra.is_empty() {
        // Without a value, the code is sent there.
        let code = failure.code().map(ErrorCode::wire_code).or_else(|| failure.wire_code().cloned());
        assert_eq!(decoded.extra("kind"), failure.extra("kind").or(code.as_ref()), "{shown}");
    }
    assert_eq!(decoded.items().len(), failure.items().len(), "{shown}");
    for (decoded, item) in decoded.items().iter().zip(failure.items()) {
        assert_same(form, item, decoded, locale, &shown);
    }
    // Nothing is lost by going through it once more.
    let (headers, body) = (decoded.headers(), encode(&decoded, locale));
    let Err(again) = decode::<C>(500, &headers, &body) else { panic!("a success: {shown}") };
    assert_eq!(format!("{again:?}"), format!("{decoded:?}"), "{shown}");
    Ok(())
}

fn assert_same<C: ErrorCode>(
    form: &Form,
    sent: &Failure<C>,
    received: &Failure<C>,
    locale: &str,
    shown: &str,
) {
    assert_eq!(received.code(), sent.code(), "{shown}");
    let own = sent.code().map(ErrorCode::wire_code);
    // A table of strings has its codes as texts.
    let spelled = |code: Option<&WireCode<'_>>| code.map(ToString::to_string);
    assert_eq!(spelled(received.wire_code()), spelled(own.as_ref().or(sent.wire_code())), "{shown}");
    assert_eq!(received.subcode(), sent.subcode(), "{shown}");
    let title = sent.code().map(|code| code.title_in(locale)).filter(|_| form.leaves_out_title);
    let message =
        sent.server_message().map(str::to_owned).or_else(|| sent.message_in(locale).map(Into::into));
    // The items of problem details have no title.
    let message = message.filter(|message| title != Some(message) || received.http_status().is_none());
    assert_eq!(received.server_message(), message.as_deref(), "{shown}");
    for (name, _) in form.params {
        assert_eq!(received.param(name), sent.param(name), "{name}: {shown}");
    }
    for name in form.sensitive {
        assert_eq!(received.param(name), None, "{name}: {shown}");
    }
    // Without a location of waits there is only `Retry-After`, which is not sent with what is never retried.
    let is_sent = form.has_wait || sent.retry_after().is_some();
    let hint = sent.retry_hint().filter(|hint| is_sent || !matches!(hint, RetryHint::After(_)));
    assert_eq!(received.retry_hint(), hint, "{shown}");
    assert_eq!(received.pointer(), sent.pointer(), "{shown}");
    if form.has_url && (received.http_status().is_some() || !form.leaves_out_title) {
        assert_eq!(received.url(), sent.url(), "{shown}");
    }
    for name in form.extra {
        assert_eq!(received.extra(name), sent.extra(name), "{name}: {shown}");
    }
}

/// Returns a failure with values of what can be sent.
fn any_failure<C: ErrorCode>(form: &Form, is_item: bool, input: &mut Unstructured<'_>) -> Result<Failure<C>> {
    let mut failure = any_code::<C>(input)?;
    // An item with a code of success is not a failure.
    if is_item && (failure.severity() == Severity::Success || failure.wire_code() == Some(&WireCode::from(0)))
    {
        failure = Failure::from_wire_code(1_234);
    }
    for (name, of_type) in form.params {
        if input.arbitrary()? {
            failure = failure.with_param(*name, param(of_type, input)?);
        }
    }
    for name in form.sensitive {
        failure = failure.with_param(*name, "hunter2");
    }
    if input.arbitrary()? {
        failure = failure.with_server_message(text(input)?);
    }
    if form.has_pointer && input.arbitrary()? {
        failure = failure.with_pointer(format!("/{}", text(input)?));
    }
    if form.has_url && (!is_item || form.items_have_extra) && input.arbitrary()? {
        failure = failure.with_url(format!("https://{}", text(input)?));
    }
    for name in form.extra.iter().filter(|_| !is_item || form.items_have_extra) {
        if input.arbitrary()? {
            failure = failure.with_extra(*name, wire_code(input)?);
        }
    }
    if !form.extra.is_empty() && !is_item && input.arbitrary()? {
        failure = failure.with_extra("kind", wire_code(input)?);
    }
    // An item has no headers, and only one envelope has a location of hints in an item.
    if is_item && !form.has_milliseconds {
        return Ok(failure);
    }
    let wait = u64::from(input.arbitrary::<u32>()?);
    let wait = if form.has_milliseconds { Duration::from_millis(wait) } else { Duration::from_secs(wait) };
    Ok(match input.arbitrary::<u8>()? % 8 {
        0 => failure.with_retry_hint(RetryHint::Never),
        1 => failure.with_retry_hint(RetryHint::After(wait)),
        2 => failure.with_retry_hint(RetryHint::Retry { after: None }),
        3 => failure.with_retry_hint(RetryHint::Retry { after: Some(wait) }),
        _ => failure,
    })
}

/// Returns a failure of an entry, by one of its codes, or of a code that the table does not have.
fn any_code<C: ErrorCode>(input: &mut Unstructured<'_>) -> Result<Failure<C>> {
    let codes: Vec<C> = C::ALL.into_iter().collect();
    Ok(match input.arbitrary::<u8>()? % 8 {
        0 if codes.iter().any(|code| code.wire_code().as_text().is_some()) => {
            // These separate a code from what surrounds it.
            Failure::from_wire_code(format!("X{}", text(input)?.trim().replace(['.', '#'], "-")))
        }
        0 => Failure::from_wire_code(input.arbitrary::<u64>()?),
        1 => Failure::from_wire_code(1_234),
        _ => Failure::new(errcat::Received::Known(*input.choose(&codes)?)),
    })
}

fn wire_code(input: &mut Unstructured<'_>) -> Result<WireCode<'static>> {
    Ok(match input.arbitrary::<u8>()? % 3 {
        0 => WireCode::from(input.arbitrary::<u64>()?),
        1 => WireCode::from(input.arbitrary::<i64>()?),
        _ => WireCode::from(text(input)?),
    })
}

/// Returns a text that is not blank.
fn text(input: &mut Unstructured<'_>) -> Result<String> {
    let length = usize::from(input.arbitrary::<u8>()? % 32).min(input.len());
    let text = String::from_utf8_lossy(input.bytes(length)?).into_owned();
    Ok(if text.trim().is_empty() { format!("x{text}") } else { text })
}

fn param(of_type: &str, input: &mut Unstructured<'_>) -> Result<ParamValue> {
    let float = |number: f64| ParamValue::from(if number.is_finite() { number } else { 0.5 });
    Ok(match of_type {
        "u8" => ParamValue::from(input.arbitrary::<u8>()?),
        "i16" => ParamValue::from(input.arbitrary::<i16>()?),
        "u32" => ParamValue::from(input.arbitrary::<u32>()?),
        "i64" => ParamValue::from(input.arbitrary::<i64>()?),
        "u64" => ParamValue::from(input.arbitrary::<u64>()?),
        "f64" => float(input.arbitrary()?),
        "bool" => ParamValue::from(input.arbitrary::<bool>()?),
        "string" => ParamValue::from(text(input)?),
        _ => match input.arbitrary::<u8>()? % 5 {
            0 => ParamValue::from(input.arbitrary::<i64>()?),
            1 => ParamValue::from(input.arbitrary::<u64>()?),
            2 => float(input.arbitrary()?),
            3 => ParamValue::from(input.arbitrary::<bool>()?),
            _ => ParamValue::from(text(input)?),
        },
    })
}
