//! The bytes of programs that use a list, in release mode and without symbols.

use std::fs;

use crate::Failed;
use crate::list::List;
use crate::outside::{Outside, errcat, output, peers};
use crate::peer::{Has, source};

const USING_ERRCAT: &str = include_str!("../programs/using_errcat.rs");
const USING_PEER: &str = include_str!("../programs/using_peer.rs");
const NOT_USING: &str = include_str!("../programs/not_using.rs");

/// The line with which a program takes a list in.
const TAKES_LIST: &str = "errcat::codes!(\"../codes.toml\");\n";

/// The bytes of two programs that differ in the list.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// With the list.
    pub with: u64,
    /// With a list of one entry, or with none.
    pub without: u64,
}

impl Sizes {
    /// What the list adds.
    #[must_use]
    pub fn added(self) -> f64 {
        self.with as f64 - self.without as f64
    }
}

/// A program that uses errcat's table: with the list, and with a list of one entry.
///
/// # Errors
///
/// When it cannot be built.
pub fn of_errcat(outside: &Outside, list: &List) -> Result<Sizes, Failed> {
    let dependencies = [errcat(&["std"])];
    let size = |package, list: &List| {
        let files = [("src/main.rs", USING_ERRCAT), ("codes.toml", &list.catalog())];
        built(outside, package, &dependencies, &files)
    };
    Ok(Sizes { with: size("using-errcat", list)?, without: size("using-errcat-one", &one())? })
}

/// The same program by hand: with the list, and with a list of one entry.
///
/// # Errors
///
/// When it cannot be built.
pub fn of_peer(outside: &Outside, list: &List) -> Result<Sizes, Failed> {
    let dependencies = peers(&["thiserror", "strum", "num_enum"])?;
    let size = |package, list: &List| {
        let files = [("src/main.rs", USING_PEER), ("src/peer.rs", &source(list, Has::Matches))];
        built(outside, package, &dependencies, &files)
    };
    Ok(Sizes { with: size("using-peer", list)?, without: size("using-peer-one", &one())? })
}

/// A program that takes the list in and does not use it, and the same without the list.
///
/// # Errors
///
/// When it cannot be built.
pub fn of_unused(outside: &Outside, list: &List) -> Result<Sizes, Failed> {
    let dependencies = [errcat(&["std"])];
    let catalog = list.catalog();
    let with = [("src/main.rs", NOT_USING), ("codes.toml", &catalog)];
    let without = [("src/main.rs", &*NOT_USING.replace(TAKES_LIST, ""))];
    Ok(Sizes {
        with: built(outside, "not-using", &dependencies, &with)?,
        without: built(outside, "not-having", &dependencies, &without)?,
    })
}

fn one() -> List {
    List::integers(1, 10)
}

fn built(
    outside: &Outside,
    package: &str,
    dependencies: &[String],
    files: &[(&str, &str)],
) -> Result<u64, Failed> {
    outside.add(package, dependencies, files)?;
    let mut cargo = outside.cargo(&["build", "--release", "--package", package]);
    cargo.args(["--config", "profile.release.strip=true"]);
    output(cargo)?;
    let program = format!("target/release/{package}{}", std::env::consts::EXE_SUFFIX);
    Ok(fs::metadata(outside.path(&program))?.len())
}
