//! Measures what a catalog costs the compiler: `cargo run --release -p errcat-bench --bin compile_cost -- [check] [debug] [release]
//! [params]`.
//!
//! Writes a library for each size and each way to define the codes, builds its dependencies, and then has cargo build
//! the library itself again and again. Only the rustc of the library counts: its processor time and its peak memory,
//! the macros that it runs included.

use std::fmt::Write;
use std::process::ExitCode;

use errcat_bench::BoxError;
use errcat_bench::arguments::Arguments;
use errcat_bench::catalog::Catalog;
use errcat_bench::cost::{Cost, CostLog, run_as_rustc_wrapper};
use errcat_bench::peer::{Extent, Occurrences, source, source_with_params};
use errcat_bench::report::{publish, thousands};
use errcat_bench::rounds::{Spread, Turn, empty_cells, short, take_turns};
use errcat_bench::table::Table;
use errcat_bench::workspace::{ScratchWorkspace, errcat, peers};

/// A part of the benchmark: what is built, and how.
struct Build {
    part: &'static str,
    cargo: &'static [&'static str],
    /// A suffix of the title.
    with: &'static str,
    ways: &'static [(&'static str, &'static str, Way)],
    sizes: &'static [usize],
}

/// A way to define the codes.
#[derive(Clone, Copy)]
enum Way {
    Errcat,
    Peer(Extent),
    ErrcatWithParams,
    PeerWithParams(Occurrences),
}

const CODES: [(&str, &str, Way); 4] = [
    ("errcat", "errcat", Way::Errcat),
    ("bare", "the bare enum with std's derives: the floor", Way::Peer(Extent::Bare)),
    ("derives", "thiserror, strum, num_enum: only derives", Way::Peer(Extent::Derives)),
    ("matches", "derives, and a `match` for each further accessor", Way::Peer(Extent::Matches)),
];

const PARAMS: [(&str, &str, Way); 3] = [
    ("errcat-params", "errcat", Way::ErrcatWithParams),
    ("structs", "a struct each, with thiserror", Way::PeerWithParams(Occurrences::Structs)),
    ("variants", "an enum with fields, with thiserror", Way::PeerWithParams(Occurrences::Variants)),
];

const SIZES: [usize; 4] = [63, 1_000, 10_000, 100_000];

const BUILDS: [Build; 4] = [
    Build { part: "check", cargo: &["check"], with: "", ways: &CODES, sizes: &SIZES },
    Build { part: "debug", cargo: &["build"], with: "", ways: &CODES, sizes: &SIZES },
    Build { part: "release", cargo: &["build", "--release"], with: "", ways: &CODES, sizes: &SIZES },
    Build {
        part: "params",
        cargo: &["check"],
        with: " with two params each",
        ways: &PARAMS,
        sizes: &[10, 100, 1_000],
    },
];

/// With more entries, derives and `match` take minutes and more memory than most machines have.
const MAX_SIZE_OF_PEERS: usize = 10_000;

/// How far apart codes are: the largest code divided by the number of codes.
const SPREAD: usize = 10;

fn main() -> Result<ExitCode, BoxError> {
    if let Some(code) = run_as_rustc_wrapper() {
        return Ok(code);
    }
    let arguments = Arguments::read(5, &BUILDS.map(|build| build.part))?;
    let workspace = ScratchWorkspace::temporary()?;
    let cost_log = CostLog::new(workspace.path("cost_log"));
    let mut text = String::new();
    for kind in BUILDS.iter().filter(|build| arguments.parts.iter().any(|part| part == build.part)) {
        let cargo = kind.cargo;
        for (name, _, way) in kind.ways {
            // Builds the dependencies, with a small catalog.
            let package = format!("{name}-first");
            add(&workspace, &package, &Catalog::integers(3, SPREAD), *way)?;
            build(&workspace, &cost_log, cargo, &package)?;
        }
        for &size in arguments.sizes_or(kind.sizes) {
            eprintln!("{}, {size} entries", kind.part);
            let table = measure(&workspace, &cost_log, kind, size, arguments.rounds)?;
            let (cargo, with) = (cargo.join(" "), kind.with);
            writeln!(text, "#### `cargo {cargo}`: {} entries{with}\n\n{table}", thousands(size))?;
        }
    }
    publish("compile_cost", &text, arguments.write)?;
    Ok(ExitCode::SUCCESS)
}

fn measure(
    workspace: &ScratchWorkspace,
    cost_log: &CostLog,
    kind: &Build,
    size: usize,
    rounds: usize,
) -> Result<Table, BoxError> {
    let catalog = Catalog::integers(size, SPREAD);
    let is_small_enough = |way: &Way| match way {
        Way::Errcat | Way::ErrcatWithParams | Way::Peer(Extent::Bare) => true,
        Way::Peer(_) | Way::PeerWithParams(_) => size <= MAX_SIZE_OF_PEERS,
    };
    let mut packages = Vec::new();
    for (name, label, way) in kind.ways.iter().filter(|(.., way)| is_small_enough(way)) {
        let package = format!("{name}-{size}");
        add(workspace, &package, &catalog, *way)?;
        packages.push((package, *label));
    }
    let mut turns: Vec<Turn<'_, Cost>> = Vec::new();
    for (package, _) in &packages {
        turns.push(Box::new(move || {
            workspace.touch(package)?;
            build(workspace, cost_log, kind.cargo, package)
        }));
    }
    let measured = take_turns(rounds, &mut turns)?;
    let columns = ["", "CPU s, min", "median", "max", "errcat : it, min", "median", "max", "peak MiB"];
    let mut table = Table::new(&columns);
    let seconds: Vec<Vec<f64>> =
        measured.iter().map(|costs| costs.iter().map(|cost| cost.cpu_seconds).collect()).collect();
    for (index, (_, label)) in packages.iter().enumerate() {
        let cpu = Spread::of(seconds[index].iter().copied()).cells();
        let ratio =
            if index == 0 { empty_cells() } else { Spread::of_ratios(&seconds[0], &seconds[index]).cells() };
        let peak = Spread::of(measured[index].iter().map(|cost| cost.peak_bytes / 1024.0 / 1024.0));
        table.row([(*label).to_owned()].into_iter().chain(cpu).chain(ratio).chain([short(peak.median)]));
    }
    Ok(table)
}

fn add(workspace: &ScratchWorkspace, package: &str, catalog: &Catalog, way: Way) -> Result<(), BoxError> {
    let library = match way {
        Way::Errcat | Way::ErrcatWithParams => {
            "//! Codes.\n\nerrcat::codes!(\"../codes.toml\");\n".to_owned()
        }
        Way::Peer(extent) => source(catalog, extent),
        Way::PeerWithParams(occurrences) => source_with_params(catalog, occurrences),
    };
    let toml = match way {
        Way::Errcat => Some(catalog.to_toml()),
        Way::ErrcatWithParams => Some(catalog.to_toml_with_params()),
        Way::Peer(_) | Way::PeerWithParams(_) => None,
    };
    let dependencies = match way {
        Way::Errcat | Way::ErrcatWithParams => vec![errcat(&["std", "json"])],
        Way::Peer(Extent::Bare) => Vec::new(),
        Way::Peer(_) => peers(&["thiserror", "strum", "num_enum"])?,
        Way::PeerWithParams(_) => peers(&["thiserror"])?,
    };
    let mut files = vec![("src/lib.rs", library.as_str())];
    files.extend(toml.as_deref().map(|toml| ("codes.toml", toml)));
    workspace.add(package, &dependencies, &files)
}

/// Builds a package, and returns the cost of its own crate.
fn build(
    workspace: &ScratchWorkspace,
    cost_log: &CostLog,
    cargo: &[&str],
    package: &str,
) -> Result<Cost, BoxError> {
    let mut command = workspace.cargo(cargo);
    command.args(["--package", package]);
    let compiled = cost_log.run(command)?.into_iter().find(|compiled| compiled.package == package);
    Ok(compiled.ok_or_else(|| format!("{package} was not built"))?.cost)
}
