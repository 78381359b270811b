//! Builds packages as a user of errcat or of its peers has them, in a cargo workspace of their own.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use tempfile::TempDir;

use crate::BoxError;

/// Returns the root of the workspace that this package belongs to.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// A cargo workspace separate from the one of this package.
#[derive(Debug)]
pub struct ScratchWorkspace {
    folder: PathBuf,
    /// Removes the folder when it is dropped.
    _temporary: Option<TempDir>,
}

impl ScratchWorkspace {
    /// Creates a workspace without packages in a temporary folder. Dependencies have the versions of the lock file.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn temporary() -> Result<ScratchWorkspace, BoxError> {
        let temporary = TempDir::new()?;
        let workspace = ScratchWorkspace { folder: temporary.path().to_owned(), _temporary: Some(temporary) };
        workspace.begin()?;
        Ok(workspace)
    }

    /// Creates a workspace in a folder that is kept, so that only changes are built again.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn lasting(folder: PathBuf) -> Result<ScratchWorkspace, BoxError> {
        let workspace = ScratchWorkspace { folder, _temporary: None };
        workspace.begin()?;
        Ok(workspace)
    }

    fn begin(&self) -> Result<(), BoxError> {
        self.write("Cargo.lock", &fs::read_to_string(root().join("Cargo.lock"))?)?;
        self.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"packages/*\"]\n")
    }

    /// Returns a path below the workspace's folder.
    #[must_use]
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Writes a file, unless it already has this text.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, path: &str, text: &str) -> Result<(), BoxError> {
        let path = self.path(path);
        if fs::read_to_string(&path).is_ok_and(|existing| existing == text) {
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
    pub fn add(
        &self,
        package: &str,
        dependencies: &[String],
        files: &[(&str, &str)],
    ) -> Result<(), BoxError> {
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

    /// Updates the modification time of a package's `lib.rs`, so that cargo builds it again.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn touch(&self, package: &str) -> Result<(), BoxError> {
        let path = self.path(&format!("packages/{package}/src/lib.rs"));
        let text = fs::read(&path)?;
        Ok(fs::write(path, text)?)
    }

    /// Returns a cargo command in this workspace. Of the variables of the cargo that runs this, it inherits only those
    /// for downloads and jobs.
    #[must_use]
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
        let is_kept = |name: &str| ["CARGO_HOME", "CARGO_NET_OFFLINE", "CARGO_BUILD_JOBS"].contains(&name);
        let is_of_cargo =
            |name: &str| name.starts_with("CARGO_") || name.starts_with("RUSTC") || name.ends_with("FLAGS");
        for (name, _) in env::vars_os() {
            if name.to_str().is_some_and(|name| is_of_cargo(name) && !is_kept(name)) {
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

/// Returns a manifest's line for errcat with these features only.
#[must_use]
pub fn errcat(features: &[&str]) -> String {
    format!("errcat = {{ path = {:?}, default-features = false, features = {features:?} }}", folder("core"))
}

/// Returns a manifest's line for errcat with its default features.
#[must_use]
pub fn errcat_by_default() -> String {
    format!("errcat = {{ path = {:?} }}", folder("core"))
}

/// Returns a manifest's line for this package.
#[must_use]
pub fn errcat_bench() -> String {
    format!("errcat-bench = {{ path = {:?} }}", folder("bench"))
}

fn folder(name: &str) -> String {
    root().join(name).to_string_lossy().replace('\\', "/")
}

/// Returns a manifest's lines for the peers with these names, as in this package's own manifest.
///
/// # Errors
///
/// When this package's manifest has no line for one of them.
pub fn peers(names: &[&str]) -> Result<Vec<String>, BoxError> {
    let manifest = include_str!("../Cargo.toml");
    let line = |name: &&str| {
        let line =
            manifest.lines().find(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(" = ")));
        line.map(str::to_owned).ok_or_else(|| format!("bench/Cargo.toml has no line for {name}").into())
    };
    names.iter().map(line).collect()
}

/// Runs a command, and returns its standard output.
///
/// # Errors
///
/// When the command fails; with its standard error.
pub fn output(mut command: Command) -> Result<String, BoxError> {
    let shown = format!("{:?}", command.get_args().collect::<Vec<_>>());
    let output = command.output()?;
    if !output.status.success() {
        return Err(format!("{shown} failed\n{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
