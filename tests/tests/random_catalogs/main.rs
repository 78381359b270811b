//! 200 catalogs with random but valid contents: what the generated code answers is what the catalog says, for every accessor.
//!
//! Each catalog is made as a value, written as TOML, and compiled; what is expected comes from the value alone, by the rules
//! of the schema, and not from errcat.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

mod expect;
mod generate;
mod model;
mod write;

use std::fmt::Write;
use std::path::Path;

use errcat_catalog::{Source, check};
use errcat_tests::outside::{Outside, errcat, run, text};

use crate::generate::Dice;
use crate::model::RandomCatalog;

const CATALOGS: usize = 200;

/// The same catalogs each time: a catalog that fails is the same catalog the next time, too.
fn catalogs() -> Vec<RandomCatalog> {
    let mut dice = Dice::new();
    (0..CATALOGS).map(|_| dice.catalog()).collect()
}

#[test]
fn random_lists_are_valid() {
    for (number, catalog) in catalogs().iter().enumerate() {
        let toml = write::toml(catalog);
        let checked = check(&Source::from_text(format!("{number}.toml"), &toml));
        assert!(checked.is_valid(), "{:#?}\n{toml}", checked.diagnostics);
    }
}

/// Every key of the schema is in some catalog: what is never written is never tested.
#[test]
fn random_lists_have_everything_that_a_list_may_have() {
    let all: String = catalogs().iter().map(write::toml).collect();
    for key in [
        "also",
        "aliases",
        "former",
        "since",
        "deprecated",
        "severity",
        "title",
        "params",
        "sensitive",
        "plural",
        "select",
        "prefix",
        "class",
        "default_class",
        "category",
        "retry",
        "retry_safe",
        "http",
        "help",
        "seen",
        "url",
        "causes",
        "optional",
        "absent",
        "example",
        "unknown",
        "success",
        "remedies",
        "throttled",
        "remedy",
        "repeat",
        "note",
        "use",
    ] {
        assert!(all.contains(&format!("{key} = ")), "no catalog has `{key}`");
    }
}

#[test]
fn what_the_generated_code_answers_is_what_the_list_says() {
    let catalogs = catalogs();
    let outside = Outside::create();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("downstream/random");
    outside.add("random", &folder, 2024, &[errcat("errcat", "")]);
    // A function for each catalog: one for all would take the compiler minutes.
    let mut program = String::from("mod dump;\n\n");
    let mut main = String::new();
    let mut expected = String::new();
    for (number, catalog) in catalogs.iter().enumerate() {
        outside.write(&format!("random/catalogs/{number}.toml"), &write::toml(catalog));
        writeln!(program, "mod l{number} {{ errcat::codes!(\"../catalogs/{number}.toml\"); }}").unwrap();
        writeln!(program, "fn list_{number}() {{\n{}}}\n", write::program(catalog, number)).unwrap();
        writeln!(main, "println!(\"catalog {number}\");\nlist_{number}();").unwrap();
        write!(expected, "catalog {number}\n{}", expect::answers(catalog)).unwrap();
    }
    write!(program, "fn main() {{\n{main}}}\n").unwrap();
    let header = "//! Prints what 200 catalogs say.\n\n#![allow(deprecated)]\n\n";
    outside.write("random/src/main.rs", &format!("{header}{program}"));
    let output = run(outside.cargo(&["run", "--quiet", "--package", "random"]));
    assert!(output.status.success(), "{}", text(&output.stderr));
    let answered = text(&output.stdout);
    for (line, (expected, answered)) in expected.lines().zip(answered.lines()).enumerate() {
        assert_eq!(
            expected,
            answered,
            "line {line} of {} behind {}",
            list_of(&answered_until(&output.stdout, line)),
            line
        );
    }
    assert_eq!(expected.lines().count(), answered.lines().count());
}

/// The heading of the catalog that a line is of.
fn list_of(until: &str) -> String {
    until.lines().rev().find(|line| line.starts_with("catalog ")).unwrap_or_default().to_owned()
}

fn answered_until(output: &[u8], line: usize) -> String {
    text(output).lines().take(line + 1).collect::<Vec<_>>().join("\n")
}
