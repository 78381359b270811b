//! The facts that tests of several packages are held against.

use std::time::Duration;

use errcat_types::{Category, Remedy, Repeat, Retry, RetrySafety};

/// The vendor's public list of the error codes of Tencent Meeting, with what each means.
const TENCENT_MEETING: &str = include_str!("../facts/tencent-meeting.tsv");

/// Codes that the list does not have, and where each is documented.
const TENCENT_MEETING_BEYOND_THE_PAGE: &str = include_str!("../facts/tencent-meeting-beyond-the-page.tsv");

/// One code of Tencent Meeting's list.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The table of the catalog.
    pub table: &'static str,
    /// The code.
    pub code: i32,
    /// This project's name of the code.
    pub name: &'static str,
    /// The HTTP status that the vendor sends with it.
    pub http: u16,
    /// The category.
    pub category: Category,
    /// What to do about it.
    pub retry: Retry,
    /// Whether a retry is safe.
    pub retry_safety: RetrySafety,
    /// The vendor's Chinese text, with its final full stop; empty if it is a paragraph.
    pub zh: &'static str,
    /// A message that was seen on the wire; empty if none was.
    pub seen: &'static str,
}

impl Row {
    /// Returns the vendor's Chinese text without its final full stop, unless it is a paragraph.
    pub fn message(&self) -> Option<&'static str> {
        self.zh.strip_suffix('。')
    }
}

/// Returns the 59 codes of Tencent Meeting's list, in its order.
///
/// # Panics
///
/// If the file of facts cannot be read.
pub fn tencent_meeting() -> Vec<Row> {
    let rows: Vec<Row> = TENCENT_MEETING.lines().skip(1).map(row).collect();
    assert_eq!(rows.len(), 59);
    rows
}

/// Returns the 22 codes that the list does not have, with the address where each is documented.
///
/// # Panics
///
/// If the file of facts cannot be read.
pub fn tencent_meeting_beyond_the_page() -> Vec<(i32, &'static str)> {
    let row = |line: &'static str| {
        let Some((code, url)) = line.split_once('\t') else { panic!("not two columns: {line}") };
        (parsed(code, line), url)
    };
    let rows: Vec<_> = TENCENT_MEETING_BEYOND_THE_PAGE.lines().skip(1).map(row).collect();
    assert_eq!(rows.len(), 22);
    rows
}

fn row(line: &'static str) -> Row {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[table, code, name, http, category, retry, retry_safe, zh, seen] = columns.as_slice() else {
        panic!("not nine columns: {line}")
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
    cell.parse().unwrap_or_else(|_| panic!("not a valid value `{cell}`: {line}"))
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
        other => panic!("not a valid retry: {other}"),
    }
}
