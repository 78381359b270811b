//! Parses the command line. Invalid usage ends the process with exit code 2.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Checks, explains and exports a catalog of error codes (codes.toml).
#[derive(Debug, Parser)]
#[command(name = "cargo-errcat", bin_name = "cargo errcat", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Without FILE, the command uses the nearest codes.toml:
the one in the current folder, or in the first folder above it that has one.

Exit codes: 0 success, 1 the catalog has errors, 2 invalid usage, or a file cannot be read.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Report all errors and warnings of a catalog
    Check(CheckOptions),
    /// Show all that the catalog says about a code, a name or a text, or explain a rule
    Explain(ExplainOptions),
    /// Write the catalog, with its defaults resolved, to standard output
    Export(ExportOptions),
}

#[derive(Args, Debug)]
pub(crate) struct CheckOptions {
    /// The catalogs; of several, those whose tables share a code space are compared [default: the nearest codes.toml]
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The format of the diagnostics; for programs, several files give an array
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// List what each refinement changes of the entry that it refines
    #[arg(long, conflicts_with = "format")]
    pub(crate) overrides: bool,
    /// List the entries that are in no set, of the tables that have sets
    #[arg(long, conflicts_with = "format")]
    pub(crate) sets: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainOptions {
    /// A code, such as 9003, 0x232B or (with a subcode) 190/463, a range of codes, such as 9000..9099, a name, a part of a
    /// text, or the id of a rule of `check`
    #[arg(value_name = "CODE|NAME|TEXT|RULE", allow_negative_numbers = true)]
    pub(crate) query: String,
    /// The catalog [default: the nearest codes.toml]
    #[arg(long)]
    pub(crate) file: Option<PathBuf>,
    /// Search only this table
    #[arg(long)]
    pub(crate) table: Option<String>,
    /// Show texts in one locale: the one that fits TAG best, or without TAG, the environment's; `all` shows all [default: the
    /// environment's, if the catalog has it]
    #[arg(long, value_name = "TAG", num_args = 0..=1)]
    pub(crate) locale: Option<Option<String>>,
}

#[derive(Args, Debug)]
pub(crate) struct ExportOptions {
    /// The format to write
    #[arg(value_enum)]
    pub(crate) format: ExportFormat,
    /// The catalog [default: the nearest codes.toml]
    pub(crate) file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ExportFormat {
    /// JSON, for other programs
    Json,
}

impl Arguments {
    /// Parses the arguments of this process.
    pub(crate) fn of_command_line() -> Arguments {
        Arguments::parse_from(without_name_of_subcommand(std::env::args_os()))
    }
}

/// Removes the argument that cargo adds: `cargo errcat check` runs `cargo-errcat errcat check`.
fn without_name_of_subcommand(arguments: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    arguments
        .enumerate()
        .filter(|(index, argument)| *index != 1 || argument != "errcat")
        .map(|(_, argument)| argument)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_of_the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn only_the_argument_that_cargo_adds_is_removed() {
        let without = |arguments: &[&str]| {
            let arguments = arguments.iter().map(OsString::from);
            without_name_of_subcommand(arguments).collect::<Vec<_>>()
        };
        assert_eq!(
            without(&["cargo-errcat", "errcat", "explain", "errcat"]),
            ["cargo-errcat", "explain", "errcat"]
        );
        assert_eq!(without(&["cargo-errcat", "explain", "errcat"]), ["cargo-errcat", "explain", "errcat"]);
    }
}
