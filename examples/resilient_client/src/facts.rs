//! The vendor's list of error codes, with what a client of it needs: the body that is sent, and what a retry takes.

use std::time::Duration;

use errcat::{Remedy, Retry, RetrySafety};
use serde_json::json;

use crate::Result;

/// One code of the vendor's list.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub table: &'static str,
    pub code: i32,
    pub name: &'static str,
    /// The HTTP status that the vendor sends with it.
    pub status: u16,
    pub repeat: Repeat,
    /// Whether the request may have been carried out all the same.
    pub maybe_carried_out: bool,
    /// The message beside the code in a body.
    pub text: &'static str,
}

/// What a retry of the request takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    Never,
    AfterAWhile,
    /// The limit ends after so long, if that is known.
    AfterTheLimit(Option<Duration>),
    /// After this remedy.
    AfterRemedy(Remedy),
}

impl Row {
    /// Returns a body of the vendor's with this code.
    pub fn body(&self) -> String {
        match self.table {
            "oauth" => json!({"nonce": "8c1f", "data": {}, "message": self.text, "code": self.code}),
            _ => json!({"error_info": {"error_code": self.code, "message": self.text}}),
        }
        .to_string()
    }
}

/// Returns all codes of the list, in its order.
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
        repeat: repeat(&retry),
        maybe_carried_out: retry_safety == RetrySafety::IfIdempotent,
        text: [seen, zh, name].into_iter().find(|text| !text.is_empty()).unwrap_or_default(),
    }
}

fn repeat(retry: &Retry) -> Repeat {
    match (retry.kind(), retry.remedy()) {
        ("never", _) => Repeat::Never,
        ("transient", _) => Repeat::AfterAWhile,
        (_, Some((remedy, _))) => Repeat::AfterRemedy(*remedy),
        (_, None) => Repeat::AfterTheLimit(retry.after()),
    }
}

pub const MINUTE: Duration = Duration::from_secs(60);
pub const DAY: Duration = Duration::from_secs(24 * 60 * 60);
