//! The command line in, what the user asks for out. Wrong usage ends here, with exit code 2.

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
Without FILE, the nearest codes.toml is taken:
the one in this folder, or in the first folder above it that has one.

Exit codes: 0 fine, 1 the catalog has faults, 2 wrong usage or a file that cannot be read.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say everything that is wrong with a catalog
    Check(CheckOptions),
    /// Show all that is known of a code
    Explain(ExplainOptions),
    /// Write the catalog, with its defaults resolved, to standard output
    Export(ExportOptions),
}

#[derive(Args, Debug)]
pub(crate) struct CheckOptions {
    /// The catalog [default: the nearest codes.toml]
    pub(crate) file: Option<PathBuf>,
    /// The form of the diagnostics
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
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
    /// The code, as in 9003 or 0x232B, or the name of an entry
    #[arg(value_name = "CODE|NAME", allow_negative_numbers = true)]
    pub(crate) wanted: String,
    /// The catalog [default: the nearest codes.toml]
    #[arg(long)]
    pub(crate) file: Option<PathBuf>,
    /// Look in this table alone
    #[arg(long)]
    pub(crate) table: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct ExportOptions {
    /// What to write
    #[arg(value_enum)]
    pub(crate) format: ExportFormat,
    /// The catalog [default: the nearest codes.toml]
    pub(crate) file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ExportFormat {
    /// JSON for other programs
    Json,
}

impl Arguments {
    pub(crate) fn of_command_line() -> Arguments {
        Arguments::parse_from(without_subcommand_of_cargo(std::env::args_os()))
    }
}

/// `cargo errcat check` runs `cargo-errcat errcat check`; called directly, there is no `errcat`.
fn without_subcommand_of_cargo(arguments: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    arguments
        .enumerate()
        .filter(|(at, argument)| *at != 1 || argument != "errcat")
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
    fn the_word_that_cargo_adds_is_dropped_in_its_place_alone() {
        let dropped = |words: &[&str]| {
            let words = words.iter().map(OsString::from);
            without_subcommand_of_cargo(words).collect::<Vec<_>>()
        };
        assert_eq!(
            dropped(&["cargo-errcat", "errcat", "explain", "errcat"]),
            ["cargo-errcat", "explain", "errcat"]
        );
        assert_eq!(dropped(&["cargo-errcat", "explain", "errcat"]), ["cargo-errcat", "explain", "errcat"]);
    }
}
