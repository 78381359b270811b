//! Errors of the HTTP API of Discord.

mod catalog {
    errcat::codes!("../catalogs/discord.toml");
}

use std::time::Duration;

use errcat::{Call, Category, Decision, Failure, Received, Retry, WireCode, decode};
use errcat_tests_lists::{assert_entries, number, rows};

use self::catalog::DiscordError;

/// The code of each error, and what its description is about in the form of a name.
const FACTS: &str = include_str!("../../facts/discord.tsv");

fn failure(status: u16, headers: &[(&str, &str)], body: &str) -> Failure<DiscordError> {
    decode(status, &headers, body.as_bytes()).unwrap_err()
}

#[test]
fn every_code_of_the_facts_is_an_entry() {
    let rows = rows::<2>(FACTS);
    let entry = |[code, name]: [&str; 2]| (name.to_owned(), WireCode::from(number(code)));
    assert_entries::<DiscordError>(rows.into_iter().map(entry));
}

/// "General error (such as a malformed request body, amongst other things)".
#[test]
fn code_0_is_an_error() {
    let failure = failure(400, &[], r#"{"message":"400: Bad Request","code":0}"#);
    assert_eq!(failure.code(), Some(DiscordError::GeneralError));
}

/// The examples of a user limit and of a resource limit on the page on rate limits, which have no code. The body is more
/// exact than the header.
#[test]
fn the_rate_limits_of_the_documentation_are_waited_for() {
    for (header, scope, body, milliseconds) in [
        (
            "65",
            "user",
            r#"{"message":"You are being rate limited.","retry_after":64.57,"global":false}"#,
            64_570,
        ),
        (
            "1337",
            "shared",
            r#"{"message":"The resource is being rate limited.","retry_after":1336.57,"global":false}"#,
            1_336_570,
        ),
    ] {
        let headers =
            [("Retry-After", header), ("X-RateLimit-Bucket", "abcd1234"), ("X-RateLimit-Scope", scope)];
        let failure = failure(429, &headers, body);
        assert_eq!(*failure.received(), Received::Absent);
        let wait = Duration::from_millis(milliseconds);
        assert_eq!((failure.category(), failure.retry_after()), (Category::ResourceExhausted, Some(wait)));
        assert_eq!(failure.extra("scope"), Some(&WireCode::from(scope)));
        assert_eq!(failure.extra("bucket"), Some(&WireCode::from("abcd1234")));
    }
}

/// A limit with a code of its own, as bots have reported it.
#[test]
fn a_limit_with_a_code_is_waited_for_too() {
    let body = r#"{"code":20022,"message":"m","retry_after":737.317,"global":false}"#;
    let failure = failure(429, &[], body);
    assert_eq!(failure.code(), Some(DiscordError::AnnouncementRateLimit));
    let wait = Duration::from_millis(737_317);
    assert_eq!(failure.retry_after(), Some(wait));
    let mut call = Call::new("PATCH").max_wait(Duration::from_secs(1800));
    assert_eq!(call.decide(&failure), Decision::Retry { after: wait }, "a limit is always safe to retry");
}

/// The example of a request error on the page of the API reference.
#[test]
fn a_form_with_an_error_is_decoded() {
    let body = r#"{"code": 50035, "message": "Invalid Form Body", "errors": {"_errors": [
        {"code": "APPLICATION_COMMAND_TOO_LARGE", "message": "Command exceeds maximum size (8000)"}]}}"#;
    let failure = failure(400, &[], body);
    assert_eq!(failure.code(), Some(DiscordError::InvalidFormBody));
    assert_eq!((failure.server_message(), failure.retry()), (Some("Invalid Form Body"), Retry::Never));
}

/// A maximum number of things is no rate: waiting does not help.
#[test]
fn a_rate_is_told_from_a_maximum() {
    for code in DiscordError::ALL {
        let name = code.name();
        let is_rate =
            name.ends_with("RateLimit") || name.ends_with("RateLimited") || name.ends_with("TooFast");
        if is_rate || name.starts_with("Maximum") {
            assert_eq!(
                (code.category(), code.is_retryable()),
                (Category::ResourceExhausted, is_rate),
                "{name}"
            );
        }
    }
}
