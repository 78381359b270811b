//! Words of a command line in, what the command answered out; expected texts are files.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)] // each test file takes what it needs; a panic is how a test fails

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the command answered.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Its exit code.
    pub(crate) exit: i32,
    /// What it wrote to standard output.
    pub(crate) stdout: String,
    /// What it wrote to standard error.
    pub(crate) stderr: String,
}

/// The command in `cli/tests`, without a terminal, and without the environment's wishes for colours.
pub(crate) fn command(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-errcat"));
    command.args(words).current_dir(tests()).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
        command.env_remove(variable);
    }
    command
}

/// The answer to these words.
pub(crate) fn run(words: &[&str]) -> Answer {
    answer(&mut command(words))
}

/// The answer to these words in another folder.
pub(crate) fn run_in(folder: &Path, words: &[&str]) -> Answer {
    answer(command(words).current_dir(folder))
}

/// The answer of a command.
pub(crate) fn answer(command: &mut Command) -> Answer {
    let output = command.output().unwrap();
    Answer {
        exit: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The folder `cli/tests`.
pub(crate) fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Compares a text with a file of `tests/expected`; with `ERRCAT_BLESS=1`, writes the file.
pub(crate) fn assert_expected(file: &str, actual: &str) {
    let path = tests().join("expected").join(file);
    if std::env::var_os("ERRCAT_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        expected == actual,
        "{} differs; when the new text is right, set ERRCAT_BLESS=1\n--- expected\n{expected}\n--- actual\n{actual}",
        path.display()
    );
}
