//! Everything by which a failure is shown or leaves the process.

use errcat::{ErrorCode, Failure, Form, Outgoing};

/// Returns what each way out gives, with its name.
pub fn outputs<C: ErrorCode>(failure: &Failure<C>) -> Vec<(&'static str, String)> {
    let mut all = vec![
        ("Display", failure.to_string()),
        ("alternate Display", format!("{failure:#}")),
        ("Debug", format!("{failure:?}")),
        ("pretty Debug", format!("{failure:#?}")),
        ("headers", format!("{:?}", failure.headers())),
        ("extras", format!("{:?}", failure.extras().collect::<Vec<_>>())),
        ("params", format!("{:?}", failure.params().collect::<Vec<_>>())),
        (
            "texts",
            format!("{:?}", (failure.server_message(), failure.trace_id(), failure.url(), failure.pointer())),
        ),
        (
            "code",
            format!("{:?}", (failure.wire_code(), failure.subcode(), failure.any_code(), failure.class())),
        ),
        ("serde", serde_json::to_string(failure).unwrap()),
    ];
    for locale in ["en", "zh"] {
        all.push(("message_in", format!("{:?}", failure.message_in(locale))));
        all.push(("encode", String::from_utf8(failure.encode(locale)).unwrap()));
        all.push(("problem_details", String::from_utf8(failure.problem_details(locale)).unwrap()));
    }
    let outgoing = failure.outgoing();
    for (name, outgoing) in [
        ("outgoing", outgoing),
        ("outgoing as a problem", outgoing.form(Form::Problem)),
        ("outgoing, with the text received", outgoing.upstream_text(true)),
        ("outgoing, whole", outgoing.whole()),
        ("outgoing, whole, as a problem", outgoing.whole().form(Form::Problem)),
    ] {
        all.push((name, sent(&outgoing)));
    }
    all
}

fn sent<C: ErrorCode>(outgoing: &Outgoing<'_, C>) -> String {
    let response = outgoing.response();
    format!(
        "{outgoing:?} {} {:?} {}",
        response.status,
        response.headers,
        String::from_utf8(response.body).unwrap()
    )
}
