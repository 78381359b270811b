//! Compares the generated enums of Tencent Meeting with the facts, and shows how often a retry by HTTP status would be
//! wrong.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::collections::HashSet;

use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{Coded, ErrorCode, Retry, RetrySafety};
use errcat_tests::facts::{Row, tencent_meeting, tencent_meeting_beyond_the_page};

fn rows(table: &str) -> Vec<Row> {
    tencent_meeting().into_iter().filter(|row| row.table == table).collect()
}

fn check_rows<C: ErrorCode>(table: &str, count: usize) {
    let rows = rows(table);
    assert_eq!(rows.len(), count);
    for row in rows {
        let name = row.name;
        let found = C::from_code(row.code).unwrap();
        assert_eq!(found.name(), name);
        assert_eq!(found.wire_code(), row.code.into());
        assert_eq!(found.http_status(), row.http, "{name}");
        assert_eq!(found.category(), row.category, "{name}");
        assert_eq!(found.retry(), row.retry, "{name}");
        assert_eq!(found.retry_safety(), row.retry_safety, "{name}");
        let waits_only = matches!(row.retry, Retry::Transient | Retry::Throttled { .. });
        assert_eq!(found.is_retryable(), waits_only, "{name}");
        assert_eq!(found.is_retry_safe(), row.retry_safety == RetrySafety::Always, "{name}");
        match row.message() {
            Some(message) => assert_eq!(found.message(), message, "{name}"),
            // Where the vendor's text is a paragraph, the message is a short one of this project's own.
            None => assert!(found.message().chars().count() <= 40, "{name}"),
        }
        assert_eq!(found.to_string(), found.message_in("zh"));
        assert!(found.message_in("en").is_ascii() && !found.message_in("en").is_empty(), "{name}");
        assert!(found.help_in("zh").is_some() && found.help_in("en").is_some_and(str::is_ascii), "{name}");
    }
}

#[test]
fn every_rest_code_of_the_facts_is_generated() {
    check_rows::<RestError>("rest", 50);
}

#[test]
fn every_oauth_code_of_the_facts_is_generated() {
    check_rows::<OAuthError>("oauth", 9);
    assert_eq!(OAuthError::ALL.len(), 9);
}

#[test]
fn the_rest_codes_are_those_of_the_vendors_page_and_22_others() {
    let of_page: HashSet<i32> = rows("rest").into_iter().map(|row| row.code).collect();
    let beyond: HashSet<i32> = tencent_meeting_beyond_the_page().into_iter().map(|(code, _)| code).collect();
    let generated: HashSet<i32> = RestError::ALL.iter().map(RestError::code).collect();
    assert_eq!((of_page.len(), beyond.len(), RestError::ALL.len()), (50, 22, 72));
    assert_eq!(generated, of_page.union(&beyond).copied().collect());
}

#[test]
fn the_code_0_of_a_success_is_not_an_error() {
    assert_eq!(OAuthError::from_code(0), None);
    assert_eq!(RestError::from_code(0), None);
}

/// A retry by status retries every 500 and no 400.
#[test]
fn a_retry_by_status_is_wrong_for_33_of_the_50_rest_codes_of_the_page() {
    let codes = rows("rest").into_iter().map(|row| RestError::from_code(row.code).unwrap());
    let recoverable = |code: &RestError| code.retry() != Retry::Never;
    let (sent_500, sent_400): (Vec<_>, Vec<_>) = codes.partition(|code| code.http_status() == 500);
    let retried_in_vain = sent_500.into_iter().filter(|code| !recoverable(code)).count();
    let never_retried = sent_400.into_iter().filter(recoverable).count();
    assert_eq!((retried_in_vain, never_retried), (26, 7));
}

/// Expected, from the facts: LiveStreamConfigUpdateFailed is transient, if-idempotent and sent with 500, and
/// MeetingDetailsQueryFailed is a read. Where no locale fits, a text is that of the first one, and the recovery English.
#[test]
fn a_code_is_explained_to_people() {
    let page = errcat::explain(&RestError::LiveStreamConfigUpdateFailed, "fr").to_string();
    assert!(page.starts_with("190319 LiveStreamConfigUpdateFailed\n\n  修改直播配置信息失败\n"), "{page}");
    assert!(
        page.contains("\n  retry      retry after a short wait, if the request is idempotent\n"),
        "{page}"
    );
    assert!(page.contains("\n  recovery   Wait, then send the same request again\n"), "{page}");
    assert!(page.contains("\n  category   internal\n  http       500\n"), "{page}");
    let of_any = errcat::explain(&RestError::LiveStreamConfigUpdateFailed.any_code(), "fr");
    assert_eq!(of_any.to_string(), page);
    let read = errcat::explain(&RestError::MeetingDetailsQueryFailed, "fr").to_string();
    assert!(read.contains("\n  retry      retry after a short wait\n"), "{read}");
}
