//! Runs the command, and compares its output with expected files.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)] // each test uses a part of it; a test fails by panicking

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the command wrote, and its exit code.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The exit code.
    pub(crate) exit: i32,
    /// The text on standard output.
    pub(crate) stdout: String,
    /// The text on standard error.
    pub(crate) stderr: String,
}

/// Returns the command with these arguments, to be run in `cli/tests` without a terminal. It does not inherit the
/// variables that control colours and the language.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errcat"));
    command.args(arguments).current_dir(tests()).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(variable);
    }
    command
}

/// Runs the command with these arguments.
pub(crate) fn run(arguments: &[&str]) -> Outcome {
    outcome(&mut command(arguments))
}

/// Runs the command with these arguments in another folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Outcome {
    outcome(command(arguments).current_dir(folder))
}

/// Runs a command.
pub(crate) fn outcome(command: &mut Command) -> Outcome {
    let output = command.output().unwrap();
    Outcome {
        exit: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Returns the folder `cli/tests`.
pub(crate) fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Compares a text with a file in `tests/expected`; with `ERRCAT_BLESS=1`, writes the file.
pub(crate) fn assert_expected(file: &str, actual: &str) {
    let path = tests().join("expected").join(file);
    if std::env::var_os("ERRCAT_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        expected == actual,
        "{} differs; to accept the actual text, set ERRCAT_BLESS=1\n--- expected\n{expected}\n--- actual\n{actual}",
        path.display()
    );
}
