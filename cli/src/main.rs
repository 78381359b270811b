//! The command `cargo errcat`: a command line in, text and an exit code out.

mod arguments;

mod check;
mod explain;
mod export;

mod answer;
mod find;

use std::process::ExitCode;

use crate::arguments::{Arguments, Command};

fn main() -> ExitCode {
    let answer = match Arguments::of_command_line().command {
        Command::Check(options) => check::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Export(options) => export::run(&options),
    };
    answer.unwrap_or_else(|stopped| stopped).give()
}
