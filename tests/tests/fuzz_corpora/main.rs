//! Runs the fuzz targets over their corpora, without a fuzzer: what fuzzing has found once stays found.
//!
//! `TESTING.md` says how the corpora are made.

#![allow(clippy::unwrap_used, clippy::panic, unreachable_pub, missing_docs)] // the modules are those of another package

#[path = "../../../fuzz/src/catalog.rs"]
mod catalog;
#[path = "../../../fuzz/src/decode.rs"]
mod decode;
#[path = "../../../fuzz/src/json.rs"]
mod json;
#[path = "../../../fuzz/src/outputs.rs"]
mod outputs;
#[path = "../../../fuzz/src/random_catalogs.rs"]
mod random_catalogs;
#[path = "../../../fuzz/src/reference.rs"]
mod reference;
#[path = "../../../fuzz/src/round_trip.rs"]
mod round_trip;
mod tables;
#[path = "../../../fuzz/src/template.rs"]
mod template;

use std::fs;
use std::path::Path;

/// Runs a target over each file of its corpus.
fn replay(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.len() >= 20, "{target} has {} inputs", files.len());
    for file in files {
        let input = fs::read(&file).unwrap();
        if std::panic::catch_unwind(|| run(&input)).is_err() {
            panic!("the target `{target}` fails with {}", file.display());
        }
    }
}

#[test]
fn catalogs() {
    replay("catalog", catalog::run);
}

#[test]
fn responses() {
    replay("decode", decode::run);
}

#[test]
fn messages() {
    replay("template", template::run);
}

#[test]
fn round_trips() {
    replay("round_trip", round_trip::run);
}

/// The corpora are part of every checkout.
#[test]
fn the_corpora_are_small() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    let targets = fs::read_dir(folder).unwrap().map(|target| fs::read_dir(target.unwrap().path()).unwrap());
    let size: u64 = targets.flatten().map(|file| file.unwrap().metadata().unwrap().len()).sum();
    assert!(size < 300 * 1024, "{size} bytes");
}
