//! Checks SECURITY.md: its numbers are those of the guide, which `limits.rs` holds against the code, and its other statements
//! have a test or a setting that holds them.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::fs;

use errcat_catalog::Rule;
use errcat_tests::outside::root;

const SECURITY: &str = include_str!("../../SECURITY.md");
const GUIDE: &str = include_str!("../../core/src/guide/limits.md");

/// Returns the cells of each row of the tables of limits in a text.
fn limits(text: &str) -> Vec<Vec<&str>> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| "));
    let cells = rows.map(|row| row.trim_end_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    cells.filter(|cells| cells[0] != "what" && !cells[0].starts_with("---")).collect()
}

#[test]
fn every_limit_is_one_of_the_guide() {
    let (stated, guide) = (limits(SECURITY.split("## Limits").nth(1).unwrap()), limits(GUIDE));
    assert!(stated.len() > 5, "{stated:?}");
    for limit in stated {
        let same = guide.iter().find(|row| row[0] == limit[0]);
        let stated = same.unwrap_or_else(|| panic!("the guide has no limit of {}", limit[0]))[1];
        let number = stated.split(", or").next().unwrap();
        assert_eq!(limit[1], number, "{}", limit[0]);
    }
    let of_status = |text: &'static str, before: &str| {
        let text = text.split(before).nth(1).unwrap().split(" KiB").next().unwrap();
        text.rsplit(' ').next().unwrap()
    };
    let stated = of_status(SECURITY, "The headers of a gRPC status");
    assert_eq!(stated, of_status(GUIDE, "# Of a gRPC status"));
    let test = fs::read_to_string(root().join("tests/adapters/tests/tonic_status.rs")).unwrap();
    assert!(test.contains(&format!("const MAX_HEADER_BYTES: usize = {stated} * 1024;")));
}

#[test]
fn every_link_leads_to_a_file() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains("[SECURITY.md](SECURITY.md)"));
    let links: Vec<&str> = SECURITY.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    for link in links {
        match link.strip_suffix("/security/advisories/new") {
            Some(repository) => assert!(manifest.contains(&format!("repository = \"{repository}\""))),
            None => assert!(root().join(link).is_file(), "{link}"),
        }
    }
}

#[test]
fn what_is_stated_is_held() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(SECURITY.contains("There is no `unsafe` code.") && manifest.contains("unsafe_code = \"forbid\""));
    assert!(SECURITY.contains("a location at a sensitive param is an error"));
    assert_eq!(Rule::SensitiveInEnvelope.level(), errcat_catalog::Level::Error);
    // Each way out is tried there.
    for test in
        ["tests/adapters/tests/sensitive_everywhere.rs", "tests/tests/shown_text.rs", "tests/tests/limits.rs"]
    {
        assert!(root().join(test).is_file(), "{test}");
    }
}
