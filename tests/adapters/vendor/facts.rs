//! The facts: the vendor's list of error codes with what they mean, row by row.

use std::time::Duration;

use serde_json::json;

use super::Result;

const FACTS: &str = include_str!("../../facts/tencent-meeting.tsv");

/// One code of the vendor's list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) table: &'static str,
    pub(crate) code: i64,
    pub(crate) name: &'static str,
    /// The HTTP status that the vendor sends with it.
    pub(crate) status: u16,
    pub(crate) repeat: Repeat,
    /// Whether the request may have been carried out all the same.
    pub(crate) maybe_carried_out: bool,
    /// What stands beside the code in a body.
    pub(crate) text: &'static str,
}

/// What a repeat of the request takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    Never,
    AfterAWhile,
    /// The limit ends after so long, where that is known.
    AfterTheLimit(Option<Duration>),
    /// Once this has been done.
    AfterRemedy(&'static str),
}

impl Row {
    /// A body of the vendor's with this code.
    pub(crate) fn body(&self) -> String {
        match self.table {
            "oauth" => json!({"nonce": "8c1f", "data": {}, "message": self.text, "code": self.code}),
            _ => json!({"error_info": {"error_code": self.code, "message": self.text}}),
        }
        .to_string()
    }
}

/// All codes of the list, in its order.
pub(crate) fn rows() -> Result<Vec<Row>> {
    FACTS.lines().skip(1).map(row).collect()
}

/// The code of a table that has a name.
pub(crate) fn named(name: &str) -> Result<Row> {
    rows()?.into_iter().find(|row| row.name == name).ok_or_else(|| format!("no row is named {name}").into())
}

fn row(line: &'static str) -> Result<Row> {
    let columns: Vec<_> = line.split('\t').collect();
    let &[table, code, name, status, _category, repeat, replay, zh, wire] = columns.as_slice() else {
        return Err(format!("not nine columns: {line}").into());
    };
    Ok(Row {
        table,
        code: code.parse()?,
        name,
        status: status.parse()?,
        repeat: self::repeat(repeat)?,
        maybe_carried_out: replay == "if-idempotent",
        text: [wire, zh, name].into_iter().find(|text| !text.is_empty()).unwrap_or_default(),
    })
}

fn repeat(words: &'static str) -> Result<Repeat> {
    Ok(match words.split_once(' ') {
        None if words == "never" => Repeat::Never,
        None if words == "transient" => Repeat::AfterAWhile,
        None if words == "throttled" => Repeat::AfterTheLimit(None),
        Some(("throttled", "1m")) => Repeat::AfterTheLimit(Some(MINUTE)),
        Some(("throttled", "1d")) => Repeat::AfterTheLimit(Some(DAY)),
        Some(("remedy", remedy)) => Repeat::AfterRemedy(remedy),
        _ => return Err(format!("not a retry: {words}").into()),
    })
}

pub(crate) const MINUTE: Duration = Duration::from_secs(60);
pub(crate) const DAY: Duration = Duration::from_secs(24 * 60 * 60);
