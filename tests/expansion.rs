//! What the macro generates, as files: each `expansions/*.toml` expands to the `.rs` beside it, which `expanded.rs`
//! compiles and uses.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

#[path = "../macros/src/document.rs"]
mod document;
#[path = "../macros/src/envelope.rs"]
mod envelope;
#[path = "../macros/src/expand.rs"]
mod expand;
#[path = "../macros/src/params.rs"]
mod params;
#[path = "../macros/src/perfect_hash.rs"]
mod perfect_hash;
#[path = "../macros/src/source.rs"]
mod source;
#[path = "../macros/src/table.rs"]
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use errcat_catalog::{Source, load};
use proc_macro2::Span;
use quote::quote;

use crate::expand::{Shape, expand};

fn lists() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("expansions");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut lists: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|end| end == "toml")).collect();
    lists.sort();
    lists
}

fn expansion(list: &Path) -> String {
    let catalog = load(&Source::from_bytes("codes.toml", fs::read(list).unwrap())).unwrap();
    let shape = Shape {
        krate: quote!(::errcat),
        vis: quote!(pub),
        tables: (0..catalog.tables.len()).collect(),
        locales: (0..catalog.locales.len()).collect(),
        shown: 0,
        help: true,
        docs: true,
        span: Span::call_site(),
    };
    let file = syn::parse2(expand(&catalog, &shape)).unwrap();
    let name = list.file_name().unwrap().to_string_lossy();
    format!("//! What `{name}` expands to.\n\n{}", prettyplease::unparse(&file))
}

#[test]
fn each_list_expands_to_the_file_beside_it() {
    let lists = lists();
    assert!(lists.len() >= 2);
    for list in lists {
        errcat_tests::bless(&list.with_extension("rs"), &expansion(&list));
    }
}

#[test]
fn an_expansion_is_the_same_each_time() {
    for list in lists() {
        assert_eq!(expansion(&list), expansion(&list));
    }
}
