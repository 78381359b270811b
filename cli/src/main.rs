//! The command `cargo errcat`: runs the subcommand that the command line names.

mod arguments;

mod check;
mod explain;
mod export;

mod find;
mod notation;
mod output;

use std::process::ExitCode;

use crate::arguments::{Arguments, Command};

fn main() -> ExitCode {
    let output = match Arguments::of_command_line().command {
        Command::Check(options) => check::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Export(options) => export::run(&options),
    };
    output.unwrap_or_else(|failed| failed).write()
}
