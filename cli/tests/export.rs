//! `export json`: its shape, to the byte.

mod run;

use run::{assert_expected, run};
use serde_json::Value;

/// The expected file was written by hand, so that it holds the shape that programs rely on and not whatever is written.
#[test]
fn the_shape_is_the_one_that_programs_rely_on() {
    let answer = run(&["export", "json", "catalogs/shop.toml"]);
    assert_eq!((answer.exit, answer.stderr.as_str()), (0, ""));
    assert_expected("export-shop.json", &answer.stdout);
}

/// Templates stand as the list writes them, and what few entries have is there for those alone.
#[test]
fn values_and_the_past_of_entries_have_their_shape() {
    let answer = run(&["export", "json", "catalogs/billing.toml"]);
    assert_eq!((answer.exit, answer.stderr.as_str()), (0, ""));
    assert_expected("export-billing.json", &answer.stdout);
}

#[test]
fn what_is_written_can_be_read() {
    let json: Value = serde_json::from_str(&run(&["export", "json", "catalogs/shop.toml"]).stdout).unwrap();
    let written = serde_json::to_string(&json).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), json);
    assert_eq!(json["tables"][1]["entries"][0]["seen"][1], "sold \"out\"");
    assert_eq!(json["tables"][0]["entries"][0]["code"], "40001");
    assert_eq!(json["tables"][1]["entries"][1]["code"], -1);
}

#[test]
fn a_catalog_with_faults_is_not_exported() {
    let answer = run(&["export", "json", "catalogs/faults.toml"]);
    assert_eq!((answer.exit, answer.stdout.as_str()), (1, ""));
    assert_expected("check-faults.txt", &answer.stderr);
}
