//! Generates 200 random valid catalogs and compares what every accessor of the generated code returns with the catalog.
//!
//! Each catalog is generated as a value, written as TOML, and compiled. The expected output is computed only from the value,
//! by the rules of the schema and without errcat.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

mod expect;
mod generate;
mod model;
mod write;

use std::fmt::Write;
use std::path::Path;

use errcat_catalog::{Source, check};
use errcat_tests::outside::{Outside, errcat, run, text};
use proptest::test_runner::{RngAlgorithm, TestRng};

use crate::generate::Dice;
use crate::model::RandomCatalog;

const CATALOGS: usize = 200;

/// Returns the catalogs, which are the same in each run.
fn catalogs() -> Vec<RandomCatalog> {
    let mut dice = Dice::new(TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    (0..CATALOGS).map(|_| dice.catalog()).collect()
}

#[test]
fn random_catalogs_are_valid() {
    for (number, catalog) in catalogs().iter().enumerate() {
        let toml = write::toml(catalog);
        let checked = check(&Source::from_text(format!("{number}.toml"), &toml));
        assert!(checked.is_valid(), "{:#?}\n{toml}", checked.diagnostics);
    }
}

/// A key that no catalog has would not be tested.
#[test]
fn random_catalogs_have_every_optional_key() {
    let all: String = catalogs().iter().map(write::toml).collect();
    for key in [
        "also",
        "of",
        "subcode",
        "from",
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
        "ranges",
        "exposure",
        "mask",
        "create",
        "read_all",
        "query",
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
        "attributes",
        "required",
        "default",
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
fn the_accessors_of_generated_code_return_what_the_catalog_states() {
    let catalogs = catalogs();
    let outside = Outside::create();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("downstream/random");
    outside.add("random", &folder, 2024, &[errcat("errcat", "")]);
    // One function for each catalog: a single function would take the compiler minutes.
    let mut program = String::from("mod dump;\n\n");
    let mut main = String::new();
    let mut expected = String::new();
    for (number, catalog) in catalogs.iter().enumerate() {
        outside.write(&format!("random/catalogs/{number}.toml"), &write::toml(catalog));
        writeln!(program, "mod c{number} {{ errcat::codes!(\"../catalogs/{number}.toml\"); }}").unwrap();
        writeln!(program, "fn catalog_{number}() {{\n{}}}\n", write::program(catalog, number)).unwrap();
        writeln!(main, "println!(\"catalog {number}\");\ncatalog_{number}();").unwrap();
        write!(expected, "catalog {number}\n{}", expect::output(catalog)).unwrap();
    }
    write!(program, "fn main() {{\n{main}}}\n").unwrap();
    let header = "//! Prints what the accessors of 200 catalogs return.\n\n#![allow(deprecated)]\n\n";
    outside.write("random/src/main.rs", &format!("{header}{program}"));
    let output = run(outside.cargo(&["run", "--quiet", "--package", "random"]));
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_same_lines(&expected, &text(&output.stdout));
}

/// Asserts that two outputs are the same. If not, names the first line that differs and its catalog.
fn assert_same_lines(expected: &str, actual: &str) {
    let mut catalog = "";
    for (number, (expected, actual)) in (1..).zip(expected.lines().zip(actual.lines())) {
        assert_eq!(expected, actual, "line {number}, in {catalog}");
        if expected.starts_with("catalog ") {
            catalog = expected;
        }
    }
    assert_eq!(expected.lines().count(), actual.lines().count(), "the number of lines");
}
