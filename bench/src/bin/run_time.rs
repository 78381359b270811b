//! What look-ups and decoding take at run time: `cargo run --release -p errcat-bench --bin run_time`.
//!
//! Writes a package for each list, builds it in release mode and runs it: each is one table.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use errcat_bench::Failed;
use errcat_bench::arguments::Arguments;
use errcat_bench::list::List;
use errcat_bench::outside::{Outside, errcat, errcat_bench, output, peers, root};
use errcat_bench::peer::{Has, look_ups, source};
use errcat_bench::report::{publish, thousands};

const WORDS: [&str; 4] = ["integers", "strings", "accessors", "decoding"];

/// How far codes are apart: their greatest is so many times their number. Some vendors count up, others give each
/// service a range of its own.
const SPREADS: [usize; 2] = [10, 1_000];

const SIZES: [usize; 4] = [63, 1_000, 2_000, 10_000];

/// With 10,000 codes, what is by hand takes the compiler minutes; who has them asks for it with `--sizes`.
const SIZES_WITH_ACCESSORS: [usize; 2] = [63, 1_000];

const STRINGS: usize = 1_000;

fn main() -> Result<(), Failed> {
    let arguments = Arguments::read(15, &WORDS)?;
    let outside = Outside::temporary()?;
    let mut text = String::new();
    for word in &arguments.words {
        match word.as_str() {
            "integers" => integers(&outside, &arguments, &mut text)?,
            "strings" => strings(&outside, &arguments, &mut text)?,
            "accessors" => accessors(&outside, &arguments, &mut text)?,
            _ => decoding(&outside, &arguments, &mut text)?,
        }
    }
    publish("run_time", &text, arguments.write)
}

fn integers(outside: &Outside, arguments: &Arguments, text: &mut String) -> Result<(), Failed> {
    for spread in SPREADS {
        for &size in arguments.sizes_or(&SIZES) {
            let list = List::integers(size, spread);
            let peer = format!("{}\n{}", source(&list, Has::Codes), look_ups(&list));
            let files = [
                ("src/main.rs", include_str!("../../programs/integers.rs")),
                ("src/peer.rs", &peer),
                ("codes.toml", &list.catalog()),
            ];
            let package = format!("integers-{size}-{spread}");
            let mut dependencies = peers(&["num_enum", "phf"])?;
            dependencies.extend([errcat(&["std"]), errcat_bench()]);
            outside.add(&package, &dependencies, &files)?;
            let told = [arguments.rounds, size * spread];
            let title =
                format!("`from_code`: {} integers up to {}", thousands(size), thousands(size * spread));
            section(text, &title, &run(outside, &package, &told)?)?;
        }
    }
    Ok(())
}

fn strings(outside: &Outside, arguments: &Arguments, text: &mut String) -> Result<(), Failed> {
    let list = List::strings(STRINGS);
    let peer = format!("{}\n{}", source(&list, Has::Codes), look_ups(&list));
    let files = [
        ("src/main.rs", include_str!("../../programs/strings.rs")),
        ("src/peer.rs", &peer),
        ("codes.toml", &list.catalog()),
    ];
    let mut dependencies = peers(&["phf", "strum"])?;
    dependencies.extend([errcat(&["std"]), errcat_bench()]);
    outside.add("strings", &dependencies, &files)?;
    let title =
        format!("`from_code`: {} strings such as `{}`", thousands(STRINGS), list.entries[STRINGS / 2].code);
    section(text, &title, &run(outside, "strings", &[arguments.rounds])?)
}

fn accessors(outside: &Outside, arguments: &Arguments, text: &mut String) -> Result<(), Failed> {
    for spread in SPREADS {
        for &size in arguments.sizes_or(&SIZES_WITH_ACCESSORS) {
            let list = List::integers(size, spread);
            let files = [
                ("src/main.rs", include_str!("../../programs/accessors.rs")),
                ("src/peer.rs", &source(&list, Has::Matches)),
                ("codes.toml", &list.catalog()),
            ];
            let package = format!("accessors-{size}-{spread}");
            let mut dependencies = peers(&["num_enum", "strum", "thiserror"])?;
            dependencies.extend([errcat(&["std"]), errcat_bench()]);
            outside.add(&package, &dependencies, &files)?;
            let (size, greatest) = (thousands(size), thousands(size * spread));
            let title = format!("What is known of a variant: {size} integers up to {greatest}");
            section(text, &title, &run(outside, &package, &[arguments.rounds])?)?;
        }
    }
    Ok(())
}

fn decoding(outside: &Outside, arguments: &Arguments, text: &mut String) -> Result<(), Failed> {
    let files = [
        ("src/main.rs", include_str!("../../programs/decoding.rs")),
        ("src/peer.rs", &match_of_tencent_meeting()?),
    ];
    let mut dependencies = peers(&["serde", "serde_json"])?;
    dependencies.extend([errcat(&["std", "json", "tencent-meeting"]), errcat_bench()]);
    outside.add("decoding", &dependencies, &files)?;
    section(text, "Decoding an error body of 62 bytes", &run(outside, "decoding", &[arguments.rounds])?)
}

/// The `match` that a client of Tencent Meeting would write, from the entries of the list.
fn match_of_tencent_meeting() -> Result<String, Failed> {
    let list = fs::read_to_string(root().join("codes.toml"))?;
    let mut source = String::from(
        "pub fn from_code(code: i64) -> Option<errcat::tencent_meeting::RestError> {\n    match code {\n",
    );
    let mut name = None;
    for line in list.lines() {
        if let Some(header) = line.strip_prefix('[') {
            name = header.strip_prefix("rest.").and_then(|rest| rest.strip_suffix(']'));
        }
        let code = line.strip_prefix("code ").and_then(|rest| rest.split_once('='));
        if let (Some(name), Some((_, code))) = (name, code) {
            writeln!(source, "{code} => Some(errcat::tencent_meeting::RestError::{name}),")?;
        }
    }
    source.push_str("        _ => None,\n    }\n}\n");
    Ok(source)
}

fn run(outside: &Outside, package: &str, told: &[usize]) -> Result<String, Failed> {
    eprintln!("{package}: is built");
    output(outside.cargo(&["build", "--release", "--package", package]))?;
    eprintln!("{package}: runs");
    let mut program = Command::new(outside.path(&format!("target/release/{package}")));
    program.args(told.iter().map(ToString::to_string));
    output(program)
}

fn section(text: &mut String, title: &str, table: &str) -> Result<(), Failed> {
    Ok(writeln!(text, "#### {title}\n\n{table}")?)
}
