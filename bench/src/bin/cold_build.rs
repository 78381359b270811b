//! Measures the cost of building everything for the first time: `cargo run --release -p errcat-bench --bin cold_build`.
//!
//! Each turn has an empty target folder; downloads are already done. The processor time is that of cargo and of all
//! that it starts, build scripts included; a crate's share is that of the rustc that builds it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::process::ExitCode;

use errcat_bench::BoxError;
use errcat_bench::arguments::Arguments;
use errcat_bench::catalog::Catalog;
use errcat_bench::cost::{Compiled, CostLog, cost_of_children, run_as_rustc_wrapper};
use errcat_bench::peer::{Extent, source};
use errcat_bench::report::publish;
use errcat_bench::rounds::{Spread, Turn, empty_cells, short, take_turns};
use errcat_bench::table::Table;
use errcat_bench::workspace::{ScratchWorkspace, errcat, errcat_by_default, peers};

/// A package and its dependencies.
struct Cold {
    package: &'static str,
    label: &'static str,
    dependencies: Vec<String>,
}

/// The cost of one turn.
struct Built {
    cpu_seconds: f64,
    compiled: Vec<Compiled>,
}

fn main() -> Result<ExitCode, BoxError> {
    if let Some(code) = run_as_rustc_wrapper() {
        return Ok(code);
    }
    let arguments = Arguments::read(5, &[])?;
    let workspace = ScratchWorkspace::temporary()?;
    let cost_log = CostLog::new(workspace.path("cost_log"));
    let all = [
        Cold {
            package: "by-default",
            label: "errcat with its default features",
            dependencies: vec![errcat_by_default()],
        },
        Cold {
            package: "std-json",
            label: "errcat with `std` and `json`",
            dependencies: vec![errcat(&["std", "json"])],
        },
        Cold { package: "featureless", label: "errcat without features", dependencies: vec![errcat(&[])] },
        Cold {
            package: "peers",
            label: "thiserror, strum and num_enum",
            dependencies: peers(&["thiserror", "strum", "num_enum"])?,
        },
        // The counterpart of errcat's feature `json`, which decodes.
        Cold {
            package: "peers-json",
            label: "thiserror, strum, num_enum, serde's derive and serde_json",
            dependencies: peers(&["thiserror", "strum", "num_enum", "serde", "serde_json"])?,
        },
    ];
    let catalog = Catalog::integers(3, 10);
    for cold in &all {
        let library = if cold.package.starts_with("peers") {
            source(&catalog, Extent::Derives)
        } else {
            "errcat::codes!(\"../codes.toml\");\n".to_owned()
        };
        workspace.add(
            cold.package,
            &cold.dependencies,
            &[("src/lib.rs", &library), ("codes.toml", &catalog.to_toml())],
        )?;
        // Downloads are done before the first turn.
        build(&workspace, &cost_log, cold.package)?;
    }
    let mut turns: Vec<Turn<'_, Built>> = Vec::new();
    for cold in &all {
        turns.push(Box::new(|| build(&workspace, &cost_log, cold.package)));
    }
    let measured = take_turns(arguments.rounds, &mut turns)?;
    let mut text = totals(&all, &measured).to_string();
    for (cold, turns) in
        all.iter().zip(&measured).filter(|(cold, _)| ["by-default", "peers-json"].contains(&cold.package))
    {
        write!(text, "\n#### Shares: {}\n\n{}", cold.label, shares(cold.package, turns))?;
    }
    publish("cold_build", &text, arguments.write)?;
    Ok(ExitCode::SUCCESS)
}

fn build(workspace: &ScratchWorkspace, cost_log: &CostLog, package: &str) -> Result<Built, BoxError> {
    eprintln!("{package}");
    let target = workspace.path("target");
    if target.exists() {
        fs::remove_dir_all(target)?;
    }
    let before = cost_of_children()?;
    let compiled = cost_log.run(workspace.cargo(&["build", "--package", package]))?;
    Ok(Built { cpu_seconds: cost_of_children()?.cpu_seconds - before.cpu_seconds, compiled })
}

fn totals(all: &[Cold], measured: &[Vec<Built>]) -> Table {
    let columns =
        ["", "CPU s, min", "median", "max", "errcat by default : it, min", "median", "max", "crates"];
    let mut table = Table::new(&columns);
    let seconds: Vec<Vec<f64>> =
        measured.iter().map(|turns| turns.iter().map(|built| built.cpu_seconds).collect()).collect();
    for (index, cold) in all.iter().enumerate() {
        let cpu = Spread::of(seconds[index].iter().copied()).cells();
        let ratio =
            if index == 0 { empty_cells() } else { Spread::of_ratios(&seconds[0], &seconds[index]).cells() };
        let crates = by_package(&measured[index]).len() - 1;
        table.row([cold.label.to_owned()].into_iter().chain(cpu).chain(ratio).chain([crates.to_string()]));
    }
    table
}

/// Returns the seconds of each turn for each package, by name and version. Its build script's crate is included.
fn by_package(turns: &[Built]) -> BTreeMap<(&str, &str), Vec<f64>> {
    let mut packages: BTreeMap<(&str, &str), Vec<f64>> = BTreeMap::new();
    for (turn, built) in turns.iter().enumerate() {
        for Compiled { package, version, cost } in &built.compiled {
            let seconds = packages.entry((package, version)).or_insert_with(|| vec![0.0; turns.len()]);
            seconds[turn] += cost.cpu_seconds;
        }
    }
    packages
}

/// Returns a table of each package's share, the largest first.
fn shares(itself: &str, turns: &[Built]) -> Table {
    let mut rows: Vec<(String, Vec<f64>)> = by_package(turns)
        .into_iter()
        .map(|((package, version), seconds)| {
            let is_itself = package == itself;
            (
                if is_itself { "the package itself".to_owned() } else { format!("{package} {version}") },
                seconds,
            )
        })
        .collect();
    let all: Vec<f64> = turns.iter().map(|built| built.cpu_seconds).collect();
    let compiled = |turn: usize| rows.iter().map(|(_, seconds)| seconds[turn]).sum::<f64>();
    let rest = all.iter().enumerate().map(|(turn, seconds)| seconds - compiled(turn)).collect();
    rows.push(("cargo, and build scripts when they run".to_owned(), rest));
    let median = |seconds: &[f64]| Spread::of(seconds.iter().copied()).median;
    rows.sort_by(|(_, one), (_, other)| median(other).total_cmp(&median(one)));
    let mut table = Table::new(&["", "CPU s, min", "median", "max", "of all, median"]);
    for (label, seconds) in rows {
        let share = Spread::of(seconds.iter().zip(&all).map(|(part, all)| 100.0 * part / all)).median;
        let cells = Spread::of(seconds.iter().copied()).cells();
        table.row([label].into_iter().chain(cells).chain([format!("{}%", short(share))]));
    }
    table
}
