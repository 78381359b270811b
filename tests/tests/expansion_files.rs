//! Keeps the expansion of each `expansions/*.toml` in the `.rs` file beside it, which other tests compile and use.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::fs;
use std::path::{Path, PathBuf};

use errcat_catalog::{Source, load};
use errcat_codegen::{Shape, expand};

fn catalogs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("expansions");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut catalogs: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|end| end == "toml")).collect();
    catalogs.sort();
    catalogs
}

fn expansion(path: &Path) -> String {
    let catalog = load(&Source::from_bytes("codes.toml", fs::read(path).unwrap())).unwrap();
    let file = syn::parse2(expand(&catalog, &Shape::of(&catalog))).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    format!("//! What `{name}` expands to.\n\n{}", prettyplease::unparse(&file))
}

#[test]
fn each_catalog_expands_to_the_file_beside_it() {
    let catalogs = catalogs();
    assert!(catalogs.len() >= 2);
    for catalog in catalogs {
        errcat_tests::bless(&catalog.with_extension("rs"), &expansion(&catalog));
    }
}

#[test]
fn expansion_is_deterministic() {
    for catalog in catalogs() {
        assert_eq!(expansion(&catalog), expansion(&catalog));
    }
}
