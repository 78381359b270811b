//! Measures lookups and decoding at run time: `cargo run --release -p errcat-bench --bin run_time`.
//!
//! Writes a package for each catalog, builds it in release mode and runs it. Each makes one table.

use std::fmt::Write;
use std::process::Command;

use errcat_bench::BoxError;
use errcat_bench::arguments::Arguments;
use errcat_bench::catalog::Catalog;
use errcat_bench::peer::{Extent, lookups, match_of_tencent_meeting, source};
use errcat_bench::report::{publish, thousands};
use errcat_bench::workspace::{ScratchWorkspace, errcat, errcat_bench, output, peers};

const PARTS: [&str; 4] = ["integers", "strings", "accessors", "decoding"];

/// How far apart codes are: the largest code divided by the number of codes. Some vendors count up, others give each
/// service a range of its own.
const SPREADS: [usize; 2] = [10, 1_000];

const SIZES: [usize; 4] = [63, 1_000, 2_000, 10_000];

/// With 10,000 codes, the hand-written source takes the compiler minutes; `--sizes 10000` measures it nevertheless.
const SIZES_WITH_ACCESSORS: [usize; 2] = [63, 1_000];

const STRINGS: usize = 1_000;

fn main() -> Result<(), BoxError> {
    let arguments = Arguments::read(15, &PARTS)?;
    let workspace = ScratchWorkspace::temporary()?;
    let mut text = String::new();
    for part in &arguments.parts {
        match part.as_str() {
            "integers" => integers(&workspace, &arguments, &mut text)?,
            "strings" => strings(&workspace, &arguments, &mut text)?,
            "accessors" => accessors(&workspace, &arguments, &mut text)?,
            _ => decoding(&workspace, &arguments, &mut text)?,
        }
    }
    publish("run_time", &text, arguments.write)
}

fn integers(workspace: &ScratchWorkspace, arguments: &Arguments, text: &mut String) -> Result<(), BoxError> {
    for spread in SPREADS {
        for &size in arguments.sizes_or(&SIZES) {
            let catalog = Catalog::integers(size, spread);
            let peer = format!("{}\n{}", source(&catalog, Extent::Codes), lookups(&catalog));
            let files = [
                ("src/main.rs", include_str!("../../programs/integers.rs")),
                ("src/peer.rs", &peer),
                ("codes.toml", &catalog.to_toml()),
            ];
            let package = format!("integers-{size}-{spread}");
            let mut dependencies = peers(&["num_enum", "phf"])?;
            dependencies.extend([errcat(&["std"]), errcat_bench()]);
            workspace.add(&package, &dependencies, &files)?;
            let given = [arguments.rounds, size * spread];
            let title =
                format!("`from_code`: {} integers up to {}", thousands(size), thousands(size * spread));
            section(text, &title, &run(workspace, &package, &given)?)?;
        }
    }
    Ok(())
}

fn strings(workspace: &ScratchWorkspace, arguments: &Arguments, text: &mut String) -> Result<(), BoxError> {
    let catalog = Catalog::strings(STRINGS);
    let peer = format!("{}\n{}", source(&catalog, Extent::Codes), lookups(&catalog));
    let files = [
        ("src/main.rs", include_str!("../../programs/strings.rs")),
        ("src/peer.rs", &peer),
        ("codes.toml", &catalog.to_toml()),
    ];
    let mut dependencies = peers(&["phf", "strum"])?;
    dependencies.extend([errcat(&["std"]), errcat_bench()]);
    workspace.add("strings", &dependencies, &files)?;
    let title = format!(
        "`from_code`: {} strings such as `{}`",
        thousands(STRINGS),
        catalog.entries[STRINGS / 2].code
    );
    section(text, &title, &run(workspace, "strings", &[arguments.rounds])?)
}

fn accessors(workspace: &ScratchWorkspace, arguments: &Arguments, text: &mut String) -> Result<(), BoxError> {
    for spread in SPREADS {
        for &size in arguments.sizes_or(&SIZES_WITH_ACCESSORS) {
            let catalog = Catalog::integers(size, spread);
            let files = [
                ("src/main.rs", include_str!("../../programs/accessors.rs")),
                ("src/peer.rs", &source(&catalog, Extent::Matches)),
                ("codes.toml", &catalog.to_toml()),
            ];
            let package = format!("accessors-{size}-{spread}");
            let mut dependencies = peers(&["num_enum", "strum", "thiserror"])?;
            dependencies.extend([errcat(&["std"]), errcat_bench()]);
            workspace.add(&package, &dependencies, &files)?;
            let (size, max) = (thousands(size), thousands(size * spread));
            let title = format!("Accessors: {size} integers up to {max}");
            section(text, &title, &run(workspace, &package, &[arguments.rounds])?)?;
        }
    }
    Ok(())
}

fn decoding(workspace: &ScratchWorkspace, arguments: &Arguments, text: &mut String) -> Result<(), BoxError> {
    let files = [
        ("src/main.rs", include_str!("../../programs/decoding.rs")),
        ("src/peer.rs", &match_of_tencent_meeting()?),
    ];
    let mut dependencies = peers(&["serde", "serde_json"])?;
    dependencies.extend([errcat(&["std", "json", "tencent-meeting"]), errcat_bench()]);
    workspace.add("decoding", &dependencies, &files)?;
    section(text, "Decoding an error body of 62 bytes", &run(workspace, "decoding", &[arguments.rounds])?)
}

fn run(workspace: &ScratchWorkspace, package: &str, arguments: &[usize]) -> Result<String, BoxError> {
    eprintln!("{package}: building");
    output(workspace.cargo(&["build", "--release", "--package", package]))?;
    eprintln!("{package}: running");
    let mut program = Command::new(workspace.path(&format!("target/release/{package}")));
    program.args(arguments.iter().map(ToString::to_string));
    output(program)
}

fn section(text: &mut String, title: &str, table: &str) -> Result<(), BoxError> {
    Ok(writeln!(text, "#### {title}\n\n{table}")?)
}
