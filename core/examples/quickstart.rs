//! Decodes responses of the Tencent Meeting API, and prints what each code means and what a client should do.
//!
//! ```sh
//! cargo run --example quickstart
//! ```

use comfy_table::presets::UTF8_FULL;
use comfy_table::{ContentArrangement, Table};
use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{ErrorCode, Failure, decode};

/// Response bodies of the REST API. The last one has a code that the catalog does not have.
const REST_BODIES: [&str; 7] = [
    r#"{"error_info":{"error_code":9003,"message":"MEETING NOT EXIST"}}"#,
    r#"{"error_info":{"error_code":200003,"message":"Signature failed!"}}"#,
    r#"{"error_info":{"error_code":13603,"new_error_code":101013603,"message":"会议已结束。"}}"#,
    r#"{"error_info":{"error_code":190004,"new_error_code":1000190004,"message":"failed to unmarshal req body: invalid character '}' looking for beginning of object key string"}}"#,
    r#"{"error_info":{"error_code":190303,"message":"UNAUTHORIZED_SECRET"}}"#,
    r#"{"error_info":{"error_code": 190311,"message": "每天总接口调用次数超过限制。"}}"#,
    r#"{"error_info":{"error_code":190999,"message":"SOMETHING NEW"}}"#,
];

/// Response bodies of the OAuth API: an expired token, and a success.
const OAUTH_BODIES: [&str; 2] = [
    r#"{"nonce":"5d7c","data":{},"message":"access_token expired","code":1005}"#,
    r#"{"nonce":"5d7d","data":{},"message":"SUCCESS","code":0}"#,
];

fn main() {
    let mut table = Table::new();
    table.load_style(UTF8_FULL).set_content_arrangement(ContentArrangement::Dynamic);
    if table.width().is_none() {
        table.set_width(130);
    }
    table.set_header(["code", "name", "message", "HTTP", "what a client should do"]);
    for body in REST_BODIES {
        table.add_row(row::<RestError>(body));
    }
    for body in OAUTH_BODIES {
        table.add_row(row::<OAuthError>(body));
    }
    println!("{table}");

    let retryable: Vec<RestError> = RestError::ALL.into_iter().filter(|code| code.is_retryable()).collect();
    let bad_requests = retryable.iter().filter(|code| code.http_status() == 400).count();
    println!(
        "{} of the {} REST codes can be retried after a wait. {bad_requests} of those are sent with HTTP 400, so a \
         client that decides by the status would give up on them.",
        retryable.len(),
        RestError::ALL.len(),
    );
}

/// Decodes a body, and returns its row of the table.
fn row<C: ErrorCode>(body: &str) -> [String; 5] {
    // A client passes the status and the headers of the response. Here the body says it all.
    match decode::<C>(200, &(), body.as_bytes()) {
        Ok(()) => ["-", "-", "success", "200", "continue"].map(str::to_owned),
        Err(failure) => failure_row(&failure),
    }
}

fn failure_row<C: ErrorCode>(failure: &Failure<C>) -> [String; 5] {
    let wire_code = failure.wire_code().map_or_else(|| "-".to_owned(), ToString::to_string);
    match failure.code() {
        Some(code) => [
            wire_code,
            code.name().to_owned(),
            format!("{}\n{}", code.message_in("zh"), code.message_in("en")),
            code.http_status().to_string(),
            advice(code),
        ],
        None => {
            // A newer server may send codes that the catalog does not have. Nothing of them is lost.
            let message = failure.server_message().unwrap_or("-").to_owned();
            [wire_code, "unknown".to_owned(), message, "-".to_owned(), "decide by the HTTP status".to_owned()]
        }
    }
}

/// Returns what the catalog says about a retry, and its help.
fn advice(code: impl ErrorCode) -> String {
    let mut advice = code.retry().to_string();
    if code.is_retryable() && !code.is_retry_safe() {
        advice.push_str(", if the request is idempotent");
    }
    if let Some(help) = code.help_in("en") {
        advice.push('\n');
        advice.push_str(help);
    }
    advice
}
