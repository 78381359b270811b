//! A cargo workspace in a folder of its own: packages as a user of errcat or of its peers has them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use tempfile::TempDir;

use crate::Failed;

/// The root of the workspace that this package is in.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// A cargo workspace outside of this one.
#[derive(Debug)]
pub struct Outside {
    folder: PathBuf,
    /// The folder is removed with this.
    _temporary: Option<TempDir>,
}

impl Outside {
    /// A workspace of no package, in a temporary folder. What its packages depend on has the versions of the lock file.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn temporary() -> Result<Outside, Failed> {
        let temporary = TempDir::new()?;
        let outside = Outside { folder: temporary.path().to_owned(), _temporary: Some(temporary) };
        outside.begin()?;
        Ok(outside)
    }

    /// The same in a folder that stays: what has not changed is not built again.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn lasting(folder: PathBuf) -> Result<Outside, Failed> {
        let outside = Outside { folder, _temporary: None };
        outside.begin()?;
        Ok(outside)
    }

    fn begin(&self) -> Result<(), Failed> {
        self.write("Cargo.lock", &fs::read_to_string(root().join("Cargo.lock"))?)?;
        self.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"packages/*\"]\n")
    }

    /// A path below the folder.
    #[must_use]
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Writes a file, if it is not there as it should be.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, path: &str, text: &str) -> Result<(), Failed> {
        let path = self.path(path);
        if fs::read_to_string(&path).is_ok_and(|there| there == text) {
            return Ok(());
        }
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        Ok(fs::write(path, text)?)
    }

    /// Adds a package: a manifest with its dependencies, and its files.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn add(&self, package: &str, dependencies: &[String], files: &[(&str, &str)]) -> Result<(), Failed> {
        let manifest = format!(
            "[package]\nname = \"{package}\"\nedition = \"2024\"\n\n[dependencies]\n{}\n",
            dependencies.join("\n")
        );
        self.write(&format!("packages/{package}/Cargo.toml"), &manifest)?;
        for (path, text) in files {
            self.write(&format!("packages/{package}/{path}"), text)?;
        }
        Ok(())
    }

    /// Writes a package's root again, so that cargo takes it for changed.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn touch(&self, package: &str) -> Result<(), Failed> {
        let path = self.path(&format!("packages/{package}/src/lib.rs"));
        let text = fs::read(&path)?;
        Ok(fs::write(path, text)?)
    }

    /// Cargo in this workspace, with nothing of the cargo that runs this but its version, its downloads and its jobs.
    #[must_use]
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
        let stays = |name: &str| ["CARGO_HOME", "CARGO_NET_OFFLINE", "CARGO_BUILD_JOBS"].contains(&name);
        let leaks =
            |name: &str| name.starts_with("CARGO_") || name.starts_with("RUSTC") || name.ends_with("FLAGS");
        for (name, _) in env::vars_os() {
            if name.to_str().is_some_and(|name| leaks(name) && !stays(name)) {
                cargo.env_remove(name);
            }
        }
        cargo
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.path("target"))
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_INCREMENTAL", "0");
        cargo
    }
}

/// The line of a manifest for errcat, without its default features and with some features.
#[must_use]
pub fn errcat(features: &[&str]) -> String {
    format!("errcat = {{ path = {:?}, default-features = false, features = {features:?} }}", folder("core"))
}

/// The line of a manifest for errcat as it is without a word.
#[must_use]
pub fn errcat_by_default() -> String {
    format!("errcat = {{ path = {:?} }}", folder("core"))
}

/// The line of a manifest for this package.
#[must_use]
pub fn errcat_bench() -> String {
    format!("errcat-bench = {{ path = {:?} }}", folder("bench"))
}

fn folder(name: &str) -> String {
    root().join(name).to_string_lossy().replace('\\', "/")
}

/// The lines of a manifest for what errcat is measured against, as they stand in this package's own.
///
/// # Errors
///
/// When there is no line for one.
pub fn peers(names: &[&str]) -> Result<Vec<String>, Failed> {
    let manifest = include_str!("../Cargo.toml");
    let line = |name: &&str| {
        let line =
            manifest.lines().find(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(" = ")));
        line.map(str::to_owned).ok_or_else(|| format!("bench/Cargo.toml has no line for {name}").into())
    };
    names.iter().map(line).collect()
}

/// Runs a command that has to succeed, and gives what it prints.
///
/// # Errors
///
/// What it tells when it fails.
pub fn output(mut command: Command) -> Result<String, Failed> {
    let shown = format!("{:?}", command.get_args().collect::<Vec<_>>());
    let output = command.output()?;
    if !output.status.success() {
        return Err(format!("{shown} failed\n{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
