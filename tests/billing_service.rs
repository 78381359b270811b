//! A service with a list of errors of its own, and clients that share it.
//!
//! ```sh
//! cargo run --example billing_service
//! ```
//!
//! It hands over to the example `service_and_client` of the package `errcat-tests-billing`, which builds an HTTP stack and
//! SQLite: were that here, `cargo run --example quickstart` would build it as well.

use std::env;
use std::ffi::OsString;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--package", "errcat-tests-billing", "--example", "service_and_client"])
        .status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("cargo could not be run: {error}");
            ExitCode::FAILURE
        }
    }
}
