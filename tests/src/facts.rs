//! Reads the facts about Tencent Meeting, which tests of several packages compare with.

use std::time::Duration;

use errcat_types::{Category, Remedy, Repeat, Retry, RetrySafety};

/// The vendor's public page of error codes, classified by hand.
const TENCENT_MEETING: &str = include_str!("../facts/tencent-meeting.tsv");

/// Codes that the page does not have, with the URL that documents each.
const TENCENT_MEETING_BEYOND_THE_PAGE: &str = include_str!("../facts/tencent-meeting-beyond-the-page.tsv");

/// One code of the vendor's page.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The name of its table in the catalog.
    pub table: &'static str,
    /// The code.
    pub code: i32,
    /// The name that this project gives it.
    pub name: &'static str,
    /// The HTTP status of its responses.
    pub http: u16,
    /// The category.
    pub category: Category,
    /// Whether and how to retry.
    pub retry: Retry,
    /// Whether a retry is safe.
    pub retry_safety: RetrySafety,
    /// The vendor's Chinese text with its full stop; empty if it is a paragraph.
    pub zh: &'static str,
    /// A message seen on the wire; empty if none is known.
    pub seen: &'static str,
}

impl Row {
    /// Returns the vendor's Chinese text without its full stop, or `None` if it is a paragraph.
    pub fn message(&self) -> Option<&'static str> {
        self.zh.strip_suffix('。')
    }
}

/// Returns the 59 codes of the vendor's page, in its order.
///
/// # Panics
///
/// Panics if the facts are malformed.
pub fn tencent_meeting() -> Vec<Row> {
    let rows: Vec<Row> = TENCENT_MEETING.lines().skip(1).map(row).collect();
    assert_eq!(rows.len(), 59);
    rows
}

/// Returns the 22 codes that the page does not have, with the URL that documents each.
///
/// # Panics
///
/// Panics if the facts are malformed.
pub fn tencent_meeting_beyond_the_page() -> Vec<(i32, &'static str)> {
    let row = |line: &'static str| {
        let Some((code, url)) = line.split_once('\t') else { panic!("expected two columns: {line}") };
        (parsed(code, line), url)
    };
    let rows: Vec<_> = TENCENT_MEETING_BEYOND_THE_PAGE.lines().skip(1).map(row).collect();
    assert_eq!(rows.len(), 22);
    rows
}

fn row(line: &'static str) -> Row {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[table, code, name, http, category, retry, retry_safe, zh, seen] = columns.as_slice() else {
        panic!("expected nine columns: {line}")
    };
    Row {
        table,
        code: parsed(code, line),
        name,
        http: parsed(http, line),
        category: parsed(category, line),
        retry: stated_retry(retry),
        retry_safety: parsed(retry_safe, line),
        zh,
        seen,
    }
}

fn parsed<T: std::str::FromStr>(cell: &str, line: &str) -> T {
    cell.parse().unwrap_or_else(|_| panic!("`{cell}` is not a valid value: {line}"))
}

/// Returns the retry that a cell states, such as `throttled 1m` or `remedy re-sign`.
fn stated_retry(cell: &str) -> Retry {
    let remedy = |remedy| Retry::Remedy { remedy, repeat: Repeat::Once };
    let minute = Duration::from_secs(60);
    let day = Duration::from_secs(24 * 60 * 60);
    match cell {
        "never" => Retry::Never,
        "transient" => Retry::Transient,
        "throttled" => Retry::Throttled { after: None },
        "throttled 1m" => Retry::Throttled { after: Some(minute) },
        "throttled 1d" => Retry::Throttled { after: Some(day) },
        "remedy sync-clock" => remedy(Remedy::SyncClock),
        "remedy re-sign" => remedy(Remedy::ReSign),
        "remedy refresh-token" => remedy(Remedy::RefreshToken),
        "remedy reauthorize" => remedy(Remedy::Reauthorize),
        other => panic!("`{other}` is not a valid retry"),
    }
}
