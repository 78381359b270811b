//! What a list costs the compiler: `cargo run --release -p errcat-bench --bin compile_cost -- [check] [debug] [release]
//! [params]`.
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
use errcat_bench::peer::{Has, Occurrences, source, source_with_params};
use errcat_bench::report::{publish, thousands};
use errcat_bench::rounds::{Spread, Turn, no_cells, short, take_turns};
use errcat_bench::table::Table;

/// What is built how.
struct Build {
    word: &'static str,
    cargo: &'static [&'static str],
    /// What entries have, for the title.
    with: &'static str,
    ways: &'static [(&'static str, &'static str, Way)],
    sizes: &'static [usize],
}

/// The way to have the entries.
#[derive(Clone, Copy)]
enum Way {
    Errcat,
    Peer(Has),
    ErrcatWithParams,
    PeerWithParams(Occurrences),
}

const CODES: [(&str, &str, Way); 4] = [
    ("errcat", "errcat", Way::Errcat),
    ("bare", "the bare enum with std's derives: the floor", Way::Peer(Has::Bare)),
    ("derives", "thiserror, strum, num_enum: derives alone", Way::Peer(Has::Derives)),
    ("matches", "the same, and a `match` for each further accessor", Way::Peer(Has::Matches)),
];

const PARAMS: [(&str, &str, Way); 3] = [
    ("errcat-params", "errcat", Way::ErrcatWithParams),
    ("structs", "a struct each, with thiserror", Way::PeerWithParams(Occurrences::Structs)),
    ("variants", "an enum with fields, with thiserror", Way::PeerWithParams(Occurrences::Variants)),
];

const SIZES: [usize; 4] = [63, 1_000, 10_000, 100_000];

const BUILDS: [Build; 4] = [
    Build { word: "check", cargo: &["check"], with: "", ways: &CODES, sizes: &SIZES },
    Build { word: "debug", cargo: &["build"], with: "", ways: &CODES, sizes: &SIZES },
    Build { word: "release", cargo: &["build", "--release"], with: "", ways: &CODES, sizes: &SIZES },
    Build {
        word: "params",
        cargo: &["check"],
        with: " with two params each",
        ways: &PARAMS,
        sizes: &[10, 100, 1_000],
    },
];

/// Above, derives and `match` take minutes and more memory than most machines have.
const LARGEST_OF_PEERS: usize = 10_000;

/// How far codes are apart: their greatest is so many times their number.
const SPREAD: usize = 10;

fn main() -> Result<ExitCode, Failed> {
    if let Some(code) = in_place_of_rustc() {
        return Ok(code);
    }
    let arguments = Arguments::read(5, &BUILDS.map(|build| build.word))?;
    let outside = Outside::temporary()?;
    let account = Account::new(outside.path("account"));
    let mut text = String::new();
    for kind in BUILDS.iter().filter(|build| arguments.words.iter().any(|word| word == build.word)) {
        let cargo = kind.cargo;
        for (name, _, way) in kind.ways {
            // What it depends on is built with a small list.
            let package = format!("{name}-first");
            add(&outside, &package, &List::integers(3, SPREAD), *way)?;
            build(&outside, &account, cargo, &package)?;
        }
        for &size in arguments.sizes_or(kind.sizes) {
            eprintln!("{}, {size} entries", kind.word);
            let table = measure(&outside, &account, kind, size, arguments.rounds)?;
            let (cargo, with) = (cargo.join(" "), kind.with);
            writeln!(text, "#### `cargo {cargo}`: {} entries{with}\n\n{table}", thousands(size))?;
        }
    }
    publish("compile_cost", &text, arguments.write)?;
    Ok(ExitCode::SUCCESS)
}

fn measure(
    outside: &Outside,
    account: &Account,
    kind: &Build,
    size: usize,
    rounds: usize,
) -> Result<Table, Failed> {
    let list = List::integers(size, SPREAD);
    let is_small_enough = |way: &Way| match way {
        Way::Errcat | Way::ErrcatWithParams | Way::Peer(Has::Bare) => true,
        Way::Peer(_) | Way::PeerWithParams(_) => size <= LARGEST_OF_PEERS,
    };
    let mut packages = Vec::new();
    for (name, label, way) in kind.ways.iter().filter(|(.., way)| is_small_enough(way)) {
        let package = format!("{name}-{size}");
        add(outside, &package, &list, *way)?;
        packages.push((package, *label));
    }
    let mut turns: Vec<Turn<'_, Cost>> = Vec::new();
    for (package, _) in &packages {
        turns.push(Box::new(move || {
            outside.touch(package)?;
            build(outside, account, kind.cargo, package)
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

fn add(outside: &Outside, package: &str, list: &List, way: Way) -> Result<(), Failed> {
    let library = match way {
        Way::Errcat | Way::ErrcatWithParams => {
            "//! Codes.\n\nerrcat::codes!(\"../codes.toml\");\n".to_owned()
        }
        Way::Peer(has) => source(list, has),
        Way::PeerWithParams(occurrences) => source_with_params(list, occurrences),
    };
    let catalog = match way {
        Way::Errcat => Some(list.catalog()),
        Way::ErrcatWithParams => Some(list.catalog_with_params()),
        Way::Peer(_) | Way::PeerWithParams(_) => None,
    };
    let dependencies = match way {
        Way::Errcat | Way::ErrcatWithParams => vec![errcat(&["std", "json"])],
        Way::Peer(Has::Bare) => Vec::new(),
        Way::Peer(_) => peers(&["thiserror", "strum", "num_enum"])?,
        Way::PeerWithParams(_) => peers(&["thiserror"])?,
    };
    let mut files = vec![("src/lib.rs", library.as_str())];
    files.extend(catalog.as_deref().map(|catalog| ("codes.toml", catalog)));
    outside.add(package, &dependencies, &files)
}

/// Builds a package, and gives what its own crate took.
fn build(outside: &Outside, account: &Account, cargo: &[&str], package: &str) -> Result<Cost, Failed> {
    let mut command = outside.cargo(cargo);
    command.args(["--package", package]);
    let compiled = account.of(command)?.into_iter().find(|compiled| compiled.package == package);
    Ok(compiled.ok_or_else(|| format!("{package} was not built"))?.cost)
}
