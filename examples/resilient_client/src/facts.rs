//! The vendor's error codes, with the body that is sent and what a retry takes.

use std::time::Duration;

use errcat::{Remedy, Retry, RetrySafety};
use serde_json::json;

use crate::Result;

/// An error code of the vendor.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub table: &'static str,
    pub code: i32,
    pub name: &'static str,
    /// The HTTP status that the vendor sends with it.
    pub status: u16,
    pub retry: RetryCondition,
    /// Whether the request may have been carried out in spite of the failure.
    pub may_have_been_carried_out: bool,
    /// The message that the vendor sends with it.
    pub text: &'static str,
}

/// What a retry of the request takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryCondition {
    Never,
    Later,
    /// After the limit's window, if it is documented.
    AfterTheLimit(Option<Duration>),
    /// After a remedy.
    AfterRemedy(Remedy),
}

impl Row {
    /// Returns a body with this code, in the vendor's format.
    pub fn body(&self) -> String {
        match self.table {
            "oauth" => json!({"nonce": "8c1f", "data": {}, "message": self.text, "code": self.code}),
            _ => json!({"error_info": {"error_code": self.code, "message": self.text}}),
        }
        .to_string()
    }
}

/// Returns all codes, in the vendor's order.
pub fn rows() -> Vec<Row> {
    errcat_tests::facts::tencent_meeting().into_iter().map(row).collect()
}

/// Returns the code with a name.
///
/// # Errors
///
/// If no row has the name.
pub fn named(name: &str) -> Result<Row> {
    rows().into_iter().find(|row| row.name == name).ok_or_else(|| format!("no row is named {name}").into())
}

fn row(fact: errcat_tests::facts::Row) -> Row {
    let errcat_tests::facts::Row { table, code, name, http, category: _, retry, retry_safety, zh, seen } =
        fact;
    Row {
        table,
        code,
        name,
        status: http,
        retry: condition(&retry),
        may_have_been_carried_out: retry_safety == RetrySafety::IfIdempotent,
        text: [seen, zh, name].into_iter().find(|text| !text.is_empty()).unwrap_or_default(),
    }
}

fn condition(retry: &Retry) -> RetryCondition {
    match (retry.kind(), retry.remedy()) {
        ("never", _) => RetryCondition::Never,
        ("transient", _) => RetryCondition::Later,
        (_, Some((remedy, _))) => RetryCondition::AfterRemedy(*remedy),
        (_, None) => RetryCondition::AfterTheLimit(retry.after()),
    }
}

pub const MINUTE: Duration = Duration::from_secs(60);
pub const DAY: Duration = Duration::from_secs(24 * 60 * 60);
