//! A client that repeats, mends and gives up by the code, against a vendor with every code of the list and with faults.
//!
//! ```sh
//! cargo run --example resilient_client
//! cargo run --example resilient_client -- --markdown   # the comparison alone
//! ```
//!
//! It hands over to the example `vendor_and_client` of the package `errcat-tests-adapters`, which builds an HTTP stack:
//! were that here, `cargo run --example quickstart` would build it as well.

use std::env;
use std::ffi::OsString;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let status = Command::new(cargo)
        .args([
            "run",
            "--quiet",
            "--package",
            "errcat-tests-adapters",
            "--example",
            "vendor_and_client",
            "--",
        ])
        .args(env::args_os().skip(1))
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
