//! A cargo workspace in a temporary folder, with packages that use errcat as those of its users do.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use tempfile::TempDir;

/// Returns the root of the workspace of these tests.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Returns the target folder, which all such workspaces share so that errcat's dependencies are built once.
pub fn target() -> PathBuf {
    root().join("target/tmp/outside")
}

/// A cargo workspace in a temporary folder.
pub struct Outside {
    folder: TempDir,
}

impl Outside {
    /// Creates a workspace without packages, with the lock file of this repository.
    pub fn create() -> Outside {
        Outside::create_in("outside")
    }

    /// Creates a workspace in a folder whose name begins with a text.
    pub fn create_in(prefix: &str) -> Outside {
        let outside = Outside { folder: TempDir::with_prefix(prefix).unwrap() };
        outside.write("Cargo.lock", &fs::read_to_string(root().join("Cargo.lock")).unwrap());
        outside.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"*/\"]\n");
        outside
    }

    /// Returns the path of a file in the workspace.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file, and creates the folders that it needs.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Adds a package with the content of a folder and a new manifest.
    pub fn add(&self, package: &str, folder: &Path, edition: u16, dependencies: &[String]) {
        self.copy(folder, package);
        let dependencies = dependencies.join("\n");
        let manifest = format!(
            "[package]\nname = \"{package}\"\nedition = \"{edition}\"\n\n[dependencies]\n{dependencies}\n"
        );
        self.write(&format!("{package}/Cargo.toml"), &manifest);
    }

    fn copy(&self, from: &Path, to: &str) {
        for file in fs::read_dir(from).unwrap() {
            let file = file.unwrap();
            let to = format!("{to}/{}", file.file_name().to_str().unwrap());
            if file.file_type().unwrap().is_dir() {
                self.copy(&file.path(), &to);
            } else {
                fs::create_dir_all(self.path(&to).parent().unwrap()).unwrap();
                // Not `fs::copy`, which may keep the modification time: cargo must see that the file is new.
                fs::write(self.path(&to), fs::read(file.path()).unwrap()).unwrap();
            }
        }
    }

    /// Returns a cargo command for this workspace, without the environment variables of the cargo that runs the tests.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
        let leaks = |name: &str| name.starts_with("CARGO_") && name != "CARGO_HOME";
        for (name, _) in env::vars_os() {
            if name.to_str().is_some_and(leaks) || name == "RUSTFLAGS" || name == "RUSTDOCFLAGS" {
                cargo.env_remove(name);
            }
        }
        cargo
            .args(arguments)
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", target())
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_PROFILE_TEST_DEBUG", "0");
        cargo
    }
}

/// Returns a line of a manifest that depends on errcat by a name, with further keys.
pub fn errcat(name: &str, keys: &str) -> String {
    let path = root().join("core").to_str().unwrap().replace('\\', "/");
    format!("{name} = {{ package = \"errcat\", path = \"{path}\"{keys} }}")
}

/// Returns the output of a program as text.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs a command and waits for it to end.
pub fn run(mut command: Command) -> Output {
    command.output().unwrap()
}
