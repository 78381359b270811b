//! Tencent Meeting's list as the crate exports it, against the facts: every row, and what a status cannot tell.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::collections::HashSet;
use std::time::Duration;

use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{Category, ErrorCode, Remedy, Repeat, Retry, RetrySafety, Severity};

const FACTS: &str = include_str!("../facts/tencent-meeting.tsv");
const BEYOND: &str = include_str!("../facts/tencent-meeting-beyond-the-page.tsv");

/// A row: table, code, name, http, category, retry, replay, Chinese text, text on the wire.
fn rows(table: &str) -> Vec<[&'static str; 9]> {
    let rows = FACTS.lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    });
    rows.filter(|row: &[&str; 9]| row[0] == table).collect()
}

fn stated_retry(cell: &str) -> Retry {
    let remedy = |remedy| Retry::Remedy { remedy, repeat: Repeat::Once };
    match cell {
        "never" => Retry::Never,
        "transient" => Retry::Transient,
        "throttled" => Retry::Throttled { after: None },
        "throttled 1m" => Retry::Throttled { after: Some(Duration::from_secs(60)) },
        "throttled 1d" => Retry::Throttled { after: Some(Duration::from_secs(24 * 60 * 60)) },
        "remedy sync-clock" => remedy(Remedy::SyncClock),
        "remedy resign" => remedy(Remedy::ReSign),
        "remedy refresh-token" => remedy(Remedy::RefreshToken),
        "remedy reauthorize" => remedy(Remedy::Reauthorize),
        other => panic!("the facts have a retry `{other}` that this test does not know"),
    }
}

fn check_rows<C: ErrorCode>(table: &str, count: usize) {
    let rows = rows(table);
    assert_eq!(rows.len(), count);
    for [_, code, name, http, category, retry, replay, zh, _] in rows {
        let found: C = code.parse().unwrap();
        assert_eq!(found.name(), name);
        assert_eq!(found.code().to_string(), code);
        assert_eq!(found.http_status().to_string(), http, "{name}");
        assert_eq!(found.category().name(), category, "{name}");
        assert_eq!(found.retry(), stated_retry(retry), "{name}");
        assert_eq!(found.retry_safety().name(), replay, "{name}");
        assert_eq!(found.is_retryable(), retry == "transient" || retry.starts_with("throttled"), "{name}");
        assert_eq!(found.is_retry_safe(), replay == "safe", "{name}");
        // The five whose text is a paragraph have a short message of the project's own.
        if zh.is_empty() {
            assert!(found.message().chars().count() <= 40, "{name}");
        } else {
            assert_eq!(found.message(), zh.strip_suffix('。').unwrap(), "{name}");
        }
        assert_eq!(found.to_string(), found.message_in("zh"));
        assert!(found.message_in("en").is_ascii() && !found.message_in("en").is_empty(), "{name}");
        assert!(found.help_in("zh").is_some() && found.help_in("en").is_some_and(str::is_ascii), "{name}");
    }
}

#[test]
fn every_row_of_the_rest_codes_is_generated() {
    check_rows::<RestError>("rest", 50);
}

#[test]
fn every_row_of_the_oauth_codes_is_generated() {
    check_rows::<OAuthError>("oauth", 9);
    assert_eq!(OAuthError::ALL.len(), 9);
}

#[test]
fn the_rest_codes_are_the_listed_ones_and_those_found_elsewhere() {
    let listed: HashSet<&str> = rows("rest").into_iter().map(|row| row[1]).collect();
    let elsewhere: HashSet<&str> =
        BEYOND.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    let generated: HashSet<String> = RestError::ALL.iter().map(|code| code.code().to_string()).collect();
    assert_eq!((listed.len(), elsewhere.len(), RestError::ALL.len()), (50, 22, 72));
    assert_eq!(generated, listed.union(&elsewhere).map(|&code| code.to_owned()).collect());
}

#[test]
fn the_code_0_of_a_success_is_no_error() {
    assert_eq!(OAuthError::from_code(0), None);
    assert_eq!(RestError::from_code(0), None);
}

/// A retry that looks at the status repeats what comes with 500 and nothing that comes with 400.
#[test]
fn a_retry_by_status_is_wrong_for_33_of_the_50_listed_codes() {
    let listed = rows("rest").into_iter().map(|row| row[1].parse::<RestError>().unwrap());
    let recoverable = |code: &RestError| code.retry() != Retry::Never;
    let (sent_500, sent_400): (Vec<_>, Vec<_>) = listed.partition(|code| code.http_status() == 500);
    let repeated_in_vain = sent_500.into_iter().filter(|code| !recoverable(code)).count();
    let never_repeated = sent_400.into_iter().filter(recoverable).count();
    assert_eq!((repeated_in_vain, never_repeated), (26, 7));
}

#[test]
fn the_build_time_and_the_run_time_say_the_same_words() {
    for category in errcat_catalog::Category::ALL {
        let run_time = Category::from_name(category.name()).unwrap();
        assert_eq!(run_time.http_status(), category.http_status());
        assert_eq!(format!("{run_time:?}"), category.variant());
        assert_eq!(run_time.default_retry().to_string(), category.retry().to_string());
        assert_eq!(run_time.default_retry_safety().name(), category.retry_safety().name());
    }
    let numbers: Vec<i32> = Category::ALL.iter().map(|category| category.grpc_code()).collect();
    assert_eq!(numbers, (1..=16).collect::<Vec<i32>>());
    let names: Vec<&str> = Category::ALL.iter().map(|category| category.name()).collect();
    assert_eq!(names, errcat_catalog::Category::ALL.map(errcat_catalog::Category::name));

    // RFC 5424, section 6.2.1, from 7 to 0.
    let standard = ["debug", "informational", "notice", "warning", "error", "critical", "alert", "emergency"];
    assert_eq!(Severity::ALL.map(Severity::name)[1..], standard);
    assert_eq!(Severity::ALL[0].name(), "success");
    for (run_time, build_time) in Severity::ALL.into_iter().zip(errcat_catalog::Severity::ALL) {
        assert_eq!(format!("{run_time:?}"), build_time.variant());
        assert_eq!(run_time.name(), build_time.name());
    }

    let text = include_str!("../../codes.toml");
    let catalog = errcat_catalog::load(&errcat_catalog::Source::from_text("codes.toml", text)).unwrap();
    for entry in &catalog.tables[0].entries {
        let code = RestError::from_name(&entry.name).unwrap();
        assert_eq!(code.retry().to_string(), entry.retry.to_string());
        assert_eq!(code.retry_safety().name(), entry.retry_safety.name());
        if let (Retry::Remedy { remedy, .. }, errcat_catalog::Retry::Remedy { remedy: stated, .. }) =
            (code.retry(), &entry.retry)
        {
            assert_eq!((remedy.name(), remedy.description()), (stated.name(), stated.description()));
        }
    }
    for replay in [RetrySafety::Always, RetrySafety::IfIdempotent] {
        assert_eq!(replay.to_string(), replay.name());
    }
}
