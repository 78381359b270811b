//! Writes a catalog, and the code that reads it.

use std::path::Path;
use std::{env, fs};

const CATALOG: &str = r#"[catalog]
schema = 1
name = "shop"
locales = ["en"]

[tables.order]
type = "u16"

[order.Lost]
code = 7
"#;

fn main() {
    let folder = env::var_os("OUT_DIR").expect("cargo sets it");
    let write = |name: &str, text: &str| fs::write(Path::new(&folder).join(name), text).expect("it is writable");
    write("codes.toml", CATALOG);
    write("errors.rs", "errcat::codes!(\"codes.toml\");");
}
