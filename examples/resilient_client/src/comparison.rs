//! The comparison of two clients under the same load, counted at the server.

use std::fmt::Write;

use crate::Result;
use crate::clients::{NewClient, play};
use crate::scenario::{Kind, load};
use crate::server::Vendor;

/// The requests of one client, counted at the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub calls: usize,
    pub requests: u32,
    /// Requests after the first response, for failures that no retry within the call recovers from.
    pub wasted: u32,
    /// Failures that the right retry recovers from, and from which the client did not recover.
    pub not_recovered: u32,
    /// Writes that were carried out a second time.
    pub repeated_writes: u32,
}

/// Runs the whole load with a client against a vendor of its own.
pub async fn measure(new_client: NewClient) -> Result<Counts> {
    let vendor = Vendor::start(load()?).await?;
    for number in 0..vendor.scenarios().len() {
        // The server counts; the outcome is not needed.
        let (_outcome, _steps) = play(&vendor, number, new_client).await?;
    }
    Ok(counts(&vendor))
}

/// Returns what a server has counted.
pub fn counts(vendor: &Vendor) -> Counts {
    let calls = vendor.calls();
    let mut counts = Counts { calls: calls.len(), ..Counts::default() };
    for (scenario, call) in vendor.scenarios().iter().zip(calls) {
        counts.requests += call.requests;
        match scenario.kind() {
            Kind::Permanent => counts.wasted += call.requests.saturating_sub(1),
            Kind::Recoverable => counts.not_recovered += u32::from(call.successes == 0),
            Kind::Written => counts.repeated_writes += call.writes.saturating_sub(1),
        }
    }
    counts
}

/// The two clients that are compared.
const BY_STATUS: &str = "`reqwest-retry`, by the HTTP status";
const BY_CODE: &str = "`errcat`, by the code";

/// Returns the comparison as an aligned Markdown table.
pub fn table(by_status: Counts, by_code: Counts) -> String {
    let clients = [(BY_STATUS, by_status), (BY_CODE, by_code)];
    let calls = clients.first().map_or(0, |(_, counts)| counts.calls);
    let head = [
        &format!("{calls} calls that fail"),
        "requests wasted on permanent failures",
        "recoverable failures not recovered",
        "writes carried out twice",
    ];
    let rows = clients.iter().map(|&(client, ref counts)| {
        let Counts { wasted, not_recovered, repeated_writes, .. } = counts;
        [client.to_owned(), wasted.to_string(), not_recovered.to_string(), repeated_writes.to_string()]
    });
    let rows: Vec<_> = std::iter::once(head.map(String::from)).chain(rows).collect();
    let widths: [usize; 4] = std::array::from_fn(|column| {
        rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default()
    });
    let mut table = String::new();
    for (at, row) in rows.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ok = write!(table, "| {:1$} |", row[0], widths[0]);
        for column in 1..4 {
            let _ok = write!(table, " {:>1$} |", row[column], widths[column]);
        }
        table.push('\n');
        if at == 0 {
            let line = widths.map(|width| "-".repeat(width));
            let _ok = writeln!(
                table,
                "| {} | {}: | {}: | {}: |",
                line[0],
                &line[1][1..],
                &line[2][1..],
                &line[3][1..]
            );
        }
    }
    table
}
