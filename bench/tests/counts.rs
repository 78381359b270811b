//! Counts that do not depend on the machine, each with a limit: tokens and bytes for each code, and the crates that a
//! user builds.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use errcat_bench::catalog::Catalog;
use errcat_bench::size::{of_errcat, of_unused};
use errcat_bench::workspace::{ScratchWorkspace, output, root};
use errcat_catalog::{Source, load};
use errcat_codegen::{Shape, expand};
use proc_macro2::{TokenStream, TokenTree};

/// What is counted, the count at the last review, and its limit. A commit that raises a limit says why.
const LIMITS: [(&str, f64, f64); 9] = [
    ("tokens for each of 1,000 integers", 26.0, 27.0),
    ("tokens for each of 10,000 integers", 27.6, 28.0),
    ("tokens for each of 1,000 strings", 24.0, 25.0),
    ("bytes for each of 10,000 integers", 145.6, 150.0),
    ("bytes for each byte in the catalog", 1.18, 1.25),
    ("bytes of an unused catalog", 0.0, 64.0),
    ("crates with default features", 20.0, 20.0),
    ("crates with `std` and `json`", 20.0, 20.0),
    ("crates without features", 14.0, 14.0),
];

#[track_caller]
fn assert_within_limit(what: &str, count: f64) {
    let (_, reviewed, limit) = LIMITS.into_iter().find(|(name, ..)| *name == what).unwrap();
    println!("{what}: {count:.2}, limit {limit}");
    assert!(count <= limit, "{what}: {count:.2} exceeds the limit {limit}; it was {reviewed}");
}

#[test]
fn tokens_for_each_entry() {
    assert_within_limit("tokens for each of 1,000 integers", tokens_for_each(&Catalog::integers(1_000, 10)));
    assert_within_limit(
        "tokens for each of 10,000 integers",
        tokens_for_each(&Catalog::integers(10_000, 10)),
    );
    assert_within_limit("tokens for each of 1,000 strings", tokens_for_each(&Catalog::strings(1_000)));
}

/// Returns all tokens divided by the entries. The share of what does not depend on the number of entries is included.
fn tokens_for_each(catalog: &Catalog) -> f64 {
    let loaded = load(&Source::from_bytes("codes.toml", catalog.to_toml().into_bytes())).unwrap();
    tokens(expand(&loaded, &Shape::of(&loaded))) as f64 / catalog.entries.len() as f64
}

/// Counts all tokens, including the two delimiters of each group.
fn tokens(stream: TokenStream) -> usize {
    let count = |token| if let TokenTree::Group(group) = token { 2 + tokens(group.stream()) } else { 1 };
    stream.into_iter().map(count).sum()
}

#[test]
fn bytes_for_each_entry() {
    let workspace = ScratchWorkspace::lasting(Path::new(env!("CARGO_TARGET_TMPDIR")).join("counts")).unwrap();
    let catalog = Catalog::integers(10_000, 10);
    let added = of_errcat(&workspace, &catalog).unwrap().added();
    assert_within_limit("bytes for each of 10,000 integers", added / 10_000.0);
    assert_within_limit("bytes for each byte in the catalog", added / catalog.bytes() as f64);
    assert_within_limit("bytes of an unused catalog", of_unused(&workspace, &catalog).unwrap().added());
}

#[test]
fn crates_that_a_user_builds() {
    assert_within_limit("crates with default features", crates(&[]));
    let arguments = ["--no-default-features", "--features", "std,json"];
    assert_within_limit("crates with `std` and `json`", crates(&arguments));
    assert_within_limit("crates without features", crates(&["--no-default-features"]));
}

/// Returns how many packages a build of errcat compiles, including errcat itself.
fn crates(features: &[&str]) -> f64 {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["tree", "--offline", "--prefix", "none", "--edges", "normal,build"]);
    cargo.args(["--package", "errcat"]).args(features);
    let tree = output(cargo).unwrap();
    // `cargo tree` marks a package that it has already shown behind its name and version.
    let packages: BTreeSet<Vec<&str>> =
        tree.lines().map(|line| line.split_whitespace().take(2).collect()).collect();
    packages.len() as f64
}
