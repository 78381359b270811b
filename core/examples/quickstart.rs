//! Answers of the Tencent Meeting API in, what each code means and what to do about it out.
//!
//! ```sh
//! cargo run --example quickstart
//! ```

use comfy_table::presets::UTF8_FULL;
use comfy_table::{ContentArrangement, Table};
use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{ErrorCode, Replay, decode};

/// Bodies as they came over the wire. The last code is in no list.
const REST: [&str; 7] = [
    r#"{"error_info":{"error_code":9003,"message":"MEETING NOT EXIST"}}"#,
    r#"{"error_info":{"error_code":200003,"message":"Signature failed!"}}"#,
    r#"{"error_info":{"error_code":13603,"new_error_code":101013603,"message":"会议已结束。"}}"#,
    r#"{"error_info":{"error_code":190004,"new_error_code":1000190004,"message":"failed to unmarshal req body: invalid character '}' looking for beginning of object key string"}}"#,
    r#"{"error_info":{"error_code":190303,"message":"UNAUTHORIZED_SECRET"}}"#,
    r#"{"error_info":{"error_code": 190311,"message": "每天总接口调用次数超过限制。"}}"#,
    r#"{"error_info":{"error_code":190999,"message":"SOMETHING NEW"}}"#,
];

const OAUTH: [&str; 2] = [
    r#"{"nonce":"5d7c","data":{},"message":"access_token expired","code":1005}"#,
    r#"{"nonce":"5d7d","data":{},"message":"SUCCESS","code":0}"#,
];

fn main() {
    let mut table = Table::new();
    table.load_style(UTF8_FULL).set_content_arrangement(ContentArrangement::Dynamic);
    if table.width().is_none() {
        table.set_width(130);
    }
    table.set_header(["code", "variant", "message", "HTTP", "what a client should do"]);
    for body in REST {
        table.add_row(row::<RestError>(body));
    }
    for body in OAUTH {
        table.add_row(row::<OAuthError>(body));
    }
    println!("{table}");

    let retryable = RestError::ALL.into_iter().filter(|code| code.is_retryable());
    let hidden = retryable.clone().filter(|code| code.http_status() == 400).count();
    println!(
        "Of {} REST codes, {} are worth repeating after a wait; {hidden} of them come with HTTP 400, so that a look \
         at the status alone would give up on them.",
        RestError::ALL.len(),
        retryable.count(),
    );
}

/// What one body says, under a status that says nothing.
fn row<C: ErrorCode>(body: &str) -> [String; 5] {
    let Some(failure) = decode::<C>(200, &(), body.as_bytes()) else {
        return ["-", "-", "success", "200", "go on"].map(str::to_owned);
    };
    let number = failure.code().map_or_else(|| "-".to_owned(), |code| code.to_string());
    match failure.known() {
        Some(code) => {
            let message = format!("{}\n{}", code.message_in("zh"), code.message_in("en"));
            [number, code.name().into(), message, code.http_status().to_string(), advice(code)]
        }
        None => {
            let [name, message, http] = ["-", "not in the list (yet)", "-"].map(str::to_owned);
            [number, name, message, http, "keep the code; decide by the status".to_owned()]
        }
    }
}

fn advice(code: impl ErrorCode) -> String {
    let condition = match code.replay() {
        Replay::IfIdempotent if code.is_retryable() => ", if the request is idempotent",
        _ => "",
    };
    let help = code.help_in("en").map(|help| format!("\n{help}")).unwrap_or_default();
    format!("{}{condition}{help}", code.retry())
}
