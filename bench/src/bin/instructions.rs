//! Counts the instructions of decoding: `cargo run --release -p errcat-bench --bin instructions`. Needs `valgrind`.
//!
//! The count of one call is the difference between a run with some calls and a run with twice as many.

use std::process::Command;

use errcat_bench::BoxError;
use errcat_bench::arguments::Arguments;
use errcat_bench::peer::match_of_tencent_meeting;
use errcat_bench::report::{publish, thousands};
use errcat_bench::table::Table;
use errcat_bench::workspace::{ScratchWorkspace, errcat, errcat_bench, output, peers};

/// The names of the bodies in `programs/decode_once.rs`.
const BODIES: [&str; 3] = ["short", "plain", "escaped"];

/// The number of calls in the shorter run.
const CALLS: u64 = 1_000;

fn main() -> Result<(), BoxError> {
    let arguments = Arguments::read(1, &BODIES)?;
    let workspace = ScratchWorkspace::temporary()?;
    let files = [
        ("src/main.rs", include_str!("../../programs/decode_once.rs")),
        ("src/peer.rs", &match_of_tencent_meeting()?),
    ];
    let mut dependencies = peers(&["serde", "serde_json"])?;
    dependencies.extend([errcat(&["std", "json", "tencent-meeting"]), errcat_bench()]);
    workspace.add("decode_once", &dependencies, &files)?;
    eprintln!("decode_once: building");
    output(workspace.cargo(&["build", "--release", "--package", "decode_once"]))?;
    let mut table = Table::new(&["body", "`errcat::decode`", "serde_json and `match`", "errcat : it"]);
    for body in &arguments.parts {
        let [ours, theirs] =
            ["errcat", "by-hand"].map(|decoder| instructions_of_a_call(&workspace, decoder, body));
        let (ours, theirs) = (ours?, theirs?);
        let ratio = format!("{:.2}", ours as f64 / theirs as f64);
        table.row([format!("`{body}`"), thousands(ours), thousands(theirs), ratio]);
    }
    let title =
        "Instructions of decoding an error response with three values in its body and one in a header";
    publish("instructions", &format!("#### {title}\n\n{table}"), arguments.write)
}

fn instructions_of_a_call(
    workspace: &ScratchWorkspace,
    decoder: &str,
    body: &str,
) -> Result<usize, BoxError> {
    let [once, twice] = [CALLS, 2 * CALLS].map(|calls| instructions(workspace, decoder, body, calls));
    Ok(usize::try_from((twice? - once?) / CALLS)?)
}

/// Returns the instructions of a whole run, as callgrind counts them.
fn instructions(
    workspace: &ScratchWorkspace,
    decoder: &str,
    body: &str,
    calls: u64,
) -> Result<u64, BoxError> {
    let counts = workspace.path("callgrind.out");
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=callgrind", "--quiet"])
        .arg(format!("--callgrind-out-file={}", counts.display()))
        .arg(workspace.path("target/release/decode_once"))
        .args([decoder, body, &calls.to_string()]);
    output(valgrind)?;
    let counts = std::fs::read_to_string(counts)?;
    let total = counts.lines().find_map(|line| line.strip_prefix("summary: "));
    Ok(total.ok_or("callgrind wrote no summary")?.trim().parse()?)
}
