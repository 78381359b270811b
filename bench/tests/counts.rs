//! What does not depend on the machine's mood, each with a limit: the tokens and bytes for each code, and the crates that
//! a user builds.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

#[allow(dead_code)] // macros' own modules: a part of them is enough here
#[path = "../../macros/src/document.rs"]
mod document;
#[allow(dead_code)]
#[path = "../../macros/src/envelope.rs"]
mod envelope;
#[allow(dead_code)]
#[path = "../../macros/src/expand.rs"]
mod expand;
#[allow(dead_code)]
#[path = "../../macros/src/params.rs"]
mod params;
#[allow(dead_code)]
#[path = "../../macros/src/perfect_hash.rs"]
mod perfect_hash;
#[allow(dead_code)]
#[path = "../../macros/src/source.rs"]
mod source;
#[allow(dead_code)]
#[path = "../../macros/src/table.rs"]
mod table;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use errcat_bench::list::List;
use errcat_bench::outside::{Outside, output, root};
use errcat_bench::size::{of_errcat, of_unused};
use errcat_catalog::{Source, load};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;

use crate::expand::{Shape, expand};

/// What is counted, what it was when this was last looked at, and what it may become. Who needs more says here why.
const LIMITS: [(&str, f64, f64); 9] = [
    ("tokens for each of 1,000 integers", 26.0, 27.0),
    ("tokens for each of 10,000 integers", 27.6, 28.0),
    ("tokens for each of 1,000 strings", 24.0, 25.0),
    ("bytes for each of 10,000 integers", 145.6, 150.0),
    ("bytes for each byte that the list says", 1.18, 1.25),
    ("bytes of a list that is not used", 0.0, 64.0),
    ("crates with default features", 13.0, 13.0),
    ("crates with `std` and `json`", 13.0, 13.0),
    ("crates without features", 12.0, 12.0),
];

#[track_caller]
fn assert_within_limit(what: &str, now: f64) {
    let (_, then, limit) = LIMITS.into_iter().find(|(name, ..)| *name == what).unwrap();
    println!("{what}: {now:.2}, at most {limit}");
    assert!(now <= limit, "{what}: {now:.2}, which was {then} and may be {limit}");
}

#[test]
fn tokens_for_each_entry() {
    assert_within_limit("tokens for each of 1,000 integers", tokens_for_each(&List::integers(1_000, 10)));
    assert_within_limit("tokens for each of 10,000 integers", tokens_for_each(&List::integers(10_000, 10)));
    assert_within_limit("tokens for each of 1,000 strings", tokens_for_each(&List::strings(1_000)));
}

/// What an empty table would have is in it: it is the less, the more entries there are.
fn tokens_for_each(list: &List) -> f64 {
    let catalog = load(&Source::from_bytes("codes.toml", list.catalog().into_bytes())).unwrap();
    let shape = Shape {
        krate: quote!(::errcat),
        vis: quote!(pub),
        tables: vec![0],
        locales: (0..catalog.locales.len()).collect(),
        shown: 0,
        help: true,
        docs: true,
        span: Span::call_site(),
    };
    tokens(expand(&catalog, &shape)) as f64 / list.entries.len() as f64
}

/// All tokens, the two brackets of a group included.
fn tokens(stream: TokenStream) -> usize {
    let count = |token| if let TokenTree::Group(group) = token { 2 + tokens(group.stream()) } else { 1 };
    stream.into_iter().map(count).sum()
}

#[test]
fn bytes_for_each_entry() {
    let outside = Outside::lasting(Path::new(env!("CARGO_TARGET_TMPDIR")).join("counts")).unwrap();
    let list = List::integers(10_000, 10);
    let added = of_errcat(&outside, &list).unwrap().added();
    assert_within_limit("bytes for each of 10,000 integers", added / 10_000.0);
    assert_within_limit("bytes for each byte that the list says", added / list.bytes() as f64);
    assert_within_limit("bytes of a list that is not used", of_unused(&outside, &list).unwrap().added());
}

#[test]
fn crates_that_a_user_builds() {
    assert_within_limit("crates with default features", crates(&[]));
    let arguments = ["--no-default-features", "--features", "std,json"];
    assert_within_limit("crates with `std` and `json`", crates(&arguments));
    assert_within_limit("crates without features", crates(&["--no-default-features"]));
}

/// How many packages a build of errcat compiles, itself included.
fn crates(features: &[&str]) -> f64 {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["tree", "--offline", "--prefix", "none", "--edges", "normal,build"]);
    cargo.args(["--package", "errcat"]).args(features);
    let tree = output(cargo).unwrap();
    // A package that stands there again has a mark behind its name and version.
    let packages: BTreeSet<Vec<&str>> =
        tree.lines().map(|line| line.split_whitespace().take(2).collect()).collect();
    packages.len() as f64
}
