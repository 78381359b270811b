//! The command `cargo errcat`: runs the subcommand that the command line names.

mod arguments;

mod add;
mod check;
mod diff;
mod expand;
mod explain;
mod export;
mod fmt;
mod shell;

mod document;
mod find;
mod notation;
mod output;

use std::process::ExitCode;

use crate::arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::of_command_line();
    arguments.color.write_global();
    let output = match arguments.command {
        Command::Add(options) => add::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Export(options) => export::run(&options),
        Command::Expand(options) => expand::run(&options),
        Command::Diff(options) => diff::run(&options),
        Command::Fmt(options) => fmt::run(&options),
        Command::Completions(options) => shell::completions(&options),
        Command::Man(options) => shell::man(&options),
    };
    output.unwrap_or_else(|failed| failed).write()
}
