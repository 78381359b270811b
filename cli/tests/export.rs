//! Tests of `export json`: its shape, byte for byte.
//!
//! The expected files were written by hand, so that they hold the shape that programs rely on.

mod run;

use run::{assert_expected, run};
use serde_json::{Value, json};

#[track_caller]
fn assert_exported(catalog: &str, expected: &str) {
    let outcome = run(&["export", "json", catalog]);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (0, ""));
    assert_expected(expected, &outcome.stdout);
}

#[test]
fn the_shape_is_the_one_that_programs_rely_on() {
    assert_exported("catalogs/shop.toml", "export-shop.json");
}

#[test]
fn templates_are_exported_as_in_the_catalog() {
    assert_exported("catalogs/billing.toml", "export-billing.json");
}

#[test]
fn every_key_is_exported() {
    assert_exported("catalogs/every-key.toml", "export-every-key.json");
}

#[test]
fn the_export_is_valid_json_with_the_catalogs_values() {
    let export =
        |catalog: &str| -> Value { serde_json::from_str(&run(&["export", "json", catalog]).stdout).unwrap() };
    let shop = export("catalogs/shop.toml");
    assert_eq!(shop["tables"][1]["entries"][0]["seen"], json!(["OUT OF STOCK", "sold \"out\""]));
    assert_eq!(shop["tables"][1]["entries"][0]["help"]["en"], "Choose another item.\nOr wait.");
    assert_eq!(shop["tables"][0]["entries"][0]["code"], "40001");
    assert_eq!(shop["tables"][1]["entries"][1]["code"], -1);
    let every_key = export("catalogs/every-key.toml");
    assert_eq!(every_key["tables"][0]["entries"][0]["code"].as_u64(), Some(u64::MAX));
}

#[test]
fn an_invalid_catalog_is_not_exported() {
    let outcome = run(&["export", "json", "catalogs/errors.toml"]);
    assert_eq!((outcome.exit, outcome.stdout.as_str()), (1, ""));
    assert_expected("check-errors.txt", &outcome.stderr);
}
