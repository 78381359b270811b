//! Measures the size of programs that use a catalog, in release mode and without symbols.

use std::fs;

use crate::BoxError;
use crate::catalog::Catalog;
use crate::peer::{Extent, source};
use crate::workspace::{ScratchWorkspace, errcat, output, peers};

const USING_ERRCAT: &str = include_str!("../programs/using_errcat.rs");
const USING_PEER: &str = include_str!("../programs/using_peer.rs");
const NOT_USING: &str = include_str!("../programs/not_using.rs");

/// The line with which a program includes a catalog.
const CODES: &str = "errcat::codes!(\"../codes.toml\");\n";

/// The sizes in bytes of two programs that differ in their catalog.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// With the catalog.
    pub with: u64,
    /// With a catalog of one entry, or without any.
    pub without: u64,
}

impl Sizes {
    /// Returns the bytes that the catalog adds.
    #[must_use]
    pub fn added(self) -> f64 {
        self.with as f64 - self.without as f64
    }
}

/// Builds a program that uses errcat: with the catalog, and with a catalog of one entry.
///
/// # Errors
///
/// When a build fails.
pub fn of_errcat(workspace: &ScratchWorkspace, catalog: &Catalog) -> Result<Sizes, BoxError> {
    let dependencies = [errcat(&["std"])];
    let size = |package, catalog: &Catalog| {
        let files = [("src/main.rs", USING_ERRCAT), ("codes.toml", &catalog.to_toml())];
        built(workspace, package, &dependencies, &files)
    };
    Ok(Sizes { with: size("using-errcat", catalog)?, without: size("using-errcat-one", &one())? })
}

/// Builds the same program without errcat: with the enum for the catalog, and with the enum for one entry.
///
/// # Errors
///
/// When a build fails.
pub fn of_peer(workspace: &ScratchWorkspace, catalog: &Catalog) -> Result<Sizes, BoxError> {
    let dependencies = peers(&["thiserror", "strum", "num_enum"])?;
    let size = |package, catalog: &Catalog| {
        let files = [("src/main.rs", USING_PEER), ("src/peer.rs", &source(catalog, Extent::Matches))];
        built(workspace, package, &dependencies, &files)
    };
    Ok(Sizes { with: size("using-peer", catalog)?, without: size("using-peer-one", &one())? })
}

/// Builds a program that includes the catalog without using it, and the same program without the catalog.
///
/// # Errors
///
/// When a build fails.
pub fn of_unused(workspace: &ScratchWorkspace, catalog: &Catalog) -> Result<Sizes, BoxError> {
    let dependencies = [errcat(&["std"])];
    let toml = catalog.to_toml();
    let with = [("src/main.rs", NOT_USING), ("codes.toml", &toml)];
    let without = [("src/main.rs", &*NOT_USING.replace(CODES, ""))];
    Ok(Sizes {
        with: built(workspace, "not-using", &dependencies, &with)?,
        without: built(workspace, "not-having", &dependencies, &without)?,
    })
}

fn one() -> Catalog {
    Catalog::integers(1, 10)
}

fn built(
    workspace: &ScratchWorkspace,
    package: &str,
    dependencies: &[String],
    files: &[(&str, &str)],
) -> Result<u64, BoxError> {
    workspace.add(package, dependencies, files)?;
    let mut cargo = workspace.cargo(&["build", "--release", "--package", package]);
    cargo.args(["--config", "profile.release.strip=true"]);
    output(cargo)?;
    let program = format!("target/release/{package}{}", std::env::consts::EXE_SUFFIX);
    Ok(fs::metadata(workspace.path(&program))?.len())
}
