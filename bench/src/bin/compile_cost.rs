//! What a list costs the compiler: `cargo run --release -p errcat-bench --bin compile_cost -- [check] [debug] [release]`.
//!
//! Writes a library for each size and each way to have its codes, builds what they depend on, and then lets cargo
//! build the one library again and again. What counts is the one rustc that cargo starts for that: its processor time
//! and its most memory, the macros that it runs included.

use std::fmt::Write;
use std::process::ExitCode;

use errcat_bench::Failed;
use errcat_bench::account::{Account, Cost, in_place_of_rustc};
use errcat_bench::arguments::Arguments;
use errcat_bench::list::List;
use errcat_bench::outside::{Outside, errcat, peers};
use errcat_bench::peer::{Has, source};
use errcat_bench::report::{publish, thousands};
use errcat_bench::rounds::{Spread, Turn, no_cells, short, take_turns};
use errcat_bench::table::Table;

/// What cargo is told for each kind of build.
const BUILDS: [(&str, &[&str]); 3] =
    [("check", &["check"]), ("debug", &["build"]), ("release", &["build", "--release"])];

const SIZES: [usize; 4] = [63, 1_000, 10_000, 100_000];

/// Above, derives and `match` take minutes and more memory than most machines have.
const LARGEST_OF_PEERS: usize = 10_000;

/// How far codes are apart: their greatest is so many times their number.
const SPREAD: usize = 10;

/// The ways to have the codes; none has `errcat`.
const WAYS: [(&str, &str, Option<Has>); 4] = [
    ("errcat", "errcat", None),
    ("bare", "the bare enum with std's derives: the floor", Some(Has::Bare)),
    ("derives", "thiserror, strum, num_enum: derives alone", Some(Has::Derives)),
    ("matches", "the same, and a `match` for each further accessor", Some(Has::Matches)),
];

fn main() -> Result<ExitCode, Failed> {
    if let Some(code) = in_place_of_rustc() {
        return Ok(code);
    }
    let arguments = Arguments::read(5, &BUILDS.map(|(name, _)| name))?;
    let outside = Outside::temporary()?;
    let account = Account::new(outside.path("account"));
    let mut text = String::new();
    for (name, cargo) in BUILDS.iter().filter(|(name, _)| arguments.words.iter().any(|word| word == name)) {
        for (way, _, has) in WAYS {
            // What it depends on is built with a small list.
            let package = format!("{way}-first");
            add(&outside, &package, &List::integers(3, SPREAD), has)?;
            build(&outside, &account, cargo, &package)?;
        }
        for &size in arguments.sizes_or(&SIZES) {
            eprintln!("{name}, {size} entries");
            let table = measure(&outside, &account, cargo, size, arguments.rounds)?;
            writeln!(text, "#### `cargo {}`: {} entries\n\n{table}", cargo.join(" "), thousands(size))?;
        }
    }
    publish("compile_cost", &text, arguments.write)?;
    Ok(ExitCode::SUCCESS)
}

fn measure(
    outside: &Outside,
    account: &Account,
    cargo: &[&str],
    size: usize,
    rounds: usize,
) -> Result<Table, Failed> {
    let list = List::integers(size, SPREAD);
    let ways =
        WAYS.iter().filter(|(_, _, has)| size <= LARGEST_OF_PEERS || has.is_none_or(|has| has == Has::Bare));
    let mut packages = Vec::new();
    for (way, label, has) in ways {
        let package = format!("{way}-{size}");
        add(outside, &package, &list, *has)?;
        packages.push((package, *label));
    }
    let mut turns: Vec<Turn<'_, Cost>> = Vec::new();
    for (package, _) in &packages {
        turns.push(Box::new(move || {
            outside.touch(package)?;
            build(outside, account, cargo, package)
        }));
    }
    let measured = take_turns(rounds, &mut turns)?;
    let columns = ["", "CPU s, min", "median", "max", "errcat : it, min", "median", "max", "peak MiB"];
    let mut table = Table::new(&columns);
    let seconds: Vec<Vec<f64>> =
        measured.iter().map(|costs| costs.iter().map(|cost| cost.cpu_seconds).collect()).collect();
    for (place, (_, label)) in packages.iter().enumerate() {
        let cpu = Spread::of(seconds[place].iter().copied()).cells();
        let ratio =
            if place == 0 { no_cells() } else { Spread::of_ratios(&seconds[0], &seconds[place]).cells() };
        let peak = Spread::of(measured[place].iter().map(|cost| cost.peak_bytes / 1024.0 / 1024.0));
        table.row([(*label).to_owned()].into_iter().chain(cpu).chain(ratio).chain([short(peak.median)]));
    }
    Ok(table)
}

fn add(outside: &Outside, package: &str, list: &List, has: Option<Has>) -> Result<(), Failed> {
    let Some(has) = has else {
        let library = "//! Codes.\n\nerrcat::codes!(\"../codes.toml\");\n";
        let files = [("src/lib.rs", library), ("codes.toml", &list.catalog())];
        return outside.add(package, &[errcat(&["std", "json"])], &files);
    };
    let dependencies =
        if has == Has::Bare { Vec::new() } else { peers(&["thiserror", "strum", "num_enum"])? };
    outside.add(package, &dependencies, &[("src/lib.rs", &source(list, has))])
}

/// Builds a package, and gives what its own crate took.
fn build(outside: &Outside, account: &Account, cargo: &[&str], package: &str) -> Result<Cost, Failed> {
    let mut command = outside.cargo(cargo);
    command.args(["--package", package]);
    let compiled = account.of(command)?.into_iter().find(|compiled| compiled.package == package);
    Ok(compiled.ok_or_else(|| format!("{package} was not built"))?.cost)
}
