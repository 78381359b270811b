//! Parses the command line. Invalid usage ends the process with exit code 2.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Checks, explains, compares and exports a catalog of error codes (codes.toml).
#[derive(Debug, Parser)]
#[command(name = "cargo-errcat", bin_name = "cargo errcat", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) color: colorchoice_clap::Color,
}

const EXIT_CODES: &str = "\
Without FILE, the command uses the nearest codes.toml:
the one in the current folder, or in the first folder above it that has one.

Exit codes: 0 success, 1 the catalog has errors or breaking changes, or is not formatted, 2 invalid usage,
or a file cannot be read.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Report all errors and warnings of catalogs
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckOptions),
    /// Show all that the catalog says about a code, a name or a text, or explain a rule
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(ExplainOptions),
    /// Write the catalog, with its defaults resolved, to standard output
    Export(ExportOptions),
    /// Write the Rust code that `codes!` generates from the catalog to standard output
    #[command(after_help = EXPAND_EXAMPLES)]
    Expand(ExpandOptions),
    /// Add an entry; on a terminal, what is missing is asked for
    #[command(after_help = ADD_EXAMPLES)]
    Add(AddOptions),
    /// Format catalogs: the order and alignment of keys, and blank lines; comments stay
    #[command(after_help = FMT_EXAMPLES)]
    Fmt(FmtOptions),
    /// Report what a change of the catalog breaks: in source, on the wire, in retries, for operators
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DiffOptions),
    /// Write a script that completes the command line to standard output
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsOptions),
    /// Write the manual pages
    Man(ManOptions),
}

const CHECK_EXAMPLES: &str = "\
Examples:
  cargo errcat check
  cargo errcat check services/*/codes.toml
  cargo errcat check --fix
  cargo errcat check --format github        in a workflow of GitHub: annotations in the diff";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  cargo errcat explain 9003
  cargo errcat explain 0x232B
  cargo errcat explain 190310..190313
  cargo errcat explain MeetingNotFound
  cargo errcat explain \"MEETING NOT EXIST\"
  cargo errcat explain duplicate-code";

const EXPAND_EXAMPLES: &str = "\
Examples:
  cargo errcat expand > src/codes.rs        for a build without proc macros: include!(\"codes.rs\")
  cargo errcat expand --table rest --no-docs";

const ADD_EXAMPLES: &str = "\
Examples:
  cargo errcat add
  cargo errcat add RoomFull --table rest --category resource-exhausted --message zh=会议室已满 --message \"en=The room is full\"
  cargo errcat add RoomFull --class request --code next --dry-run";

const FMT_EXAMPLES: &str = "\
Examples:
  cargo errcat fmt
  cargo errcat fmt --check services/*/codes.toml";

const DIFF_EXAMPLES: &str = "\
Without OLD and NEW, and without --git, the nearest codes.toml is compared with its version where the current branch left the
main branch.

Breaking changes that are meant are approved in `codes.allow.toml` beside the catalog, each by its fingerprint:
  [[allow]]
  fingerprint = \"a1b2c3d4e5f60718\"
  reason      = \"no client has used it since 2.0\"

Exit codes: 0 no breaking change, or all are approved, 1 breaking changes, 2 invalid usage, or the catalogs cannot be compared.

Examples:
  cargo errcat diff
  cargo errcat diff --git v1.2.0
  cargo errcat diff old/codes.toml codes.toml
  cargo errcat diff --git main services/billing/codes.toml --level wire
  cargo errcat diff --git v1.2.0 --changelog            a release note
  cargo errcat diff --format github                     in a workflow of GitHub: annotations in the diff";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  cargo errcat completions bash > ~/.local/share/bash-completion/completions/cargo-errcat
  cargo errcat completions fish > ~/.config/fish/completions/cargo-errcat.fish";

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
    /// Apply the fixes that are certain, such as a misspelt key or word, and a final stop; the rest of the file stays as it is
    #[arg(long)]
    pub(crate) fix: bool,
    /// Show only errors and warnings
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// Annotations for a workflow of GitHub
    Github,
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

#[derive(Args, Debug)]
pub(crate) struct ExpandOptions {
    /// The catalog [default: the nearest codes.toml]
    pub(crate) file: Option<PathBuf>,
    /// Expand only this table; may be repeated
    #[arg(long = "table", value_name = "TABLE")]
    pub(crate) tables: Vec<String>,
    /// The visibility of the enums
    #[arg(long, default_value = "pub")]
    pub(crate) vis: String,
    /// The path of errcat in the crate that contains the code
    #[arg(long = "crate", value_name = "PATH", default_value = "::errcat")]
    pub(crate) krate: String,
    /// Leave out the documentation
    #[arg(long)]
    pub(crate) no_docs: bool,
    /// Leave out the help texts
    #[arg(long)]
    pub(crate) no_help: bool,
}

#[derive(Args, Debug)]
pub(crate) struct AddOptions {
    /// The name of the entry
    pub(crate) name: Option<String>,
    /// The catalog [default: the nearest codes.toml]
    #[arg(long)]
    pub(crate) file: Option<PathBuf>,
    /// The table [default: the only one]
    #[arg(long)]
    pub(crate) table: Option<String>,
    /// The code, or `next` for the next free one of the class or of the table
    #[arg(long, allow_negative_numbers = true)]
    pub(crate) code: Option<String>,
    /// The class
    #[arg(long)]
    pub(crate) class: Option<String>,
    /// The category
    #[arg(long)]
    pub(crate) category: Option<String>,
    /// The HTTP status
    #[arg(long)]
    pub(crate) http: Option<u16>,
    /// What a client does: `never`, `transient`, `throttled`, or a TOML table such as { throttled = \"1m\" }
    #[arg(long)]
    pub(crate) retry: Option<String>,
    /// The message, LOCALE=TEXT for each locale, or TEXT in a catalog with one
    #[arg(long = "message", value_name = "LOCALE=TEXT")]
    pub(crate) messages: Vec<String>,
    /// What to do next, as the message
    #[arg(long = "advice", value_name = "LOCALE=TEXT")]
    pub(crate) helps: Vec<String>,
    /// Since when the entry exists
    #[arg(long)]
    pub(crate) since: Option<String>,
    /// Show the entry, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Args, Debug)]
pub(crate) struct FmtOptions {
    /// The catalogs [default: the nearest codes.toml]
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Change nothing, and fail if a file is not formatted
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Args, Debug)]
pub(crate) struct DiffOptions {
    /// The old and the new catalog; with `--git`, only the new one [default: the nearest codes.toml]
    #[arg(value_name = "OLD NEW | FILE", num_args = 0..=2)]
    pub(crate) files: Vec<PathBuf>,
    /// Compare with the catalog at a revision, such as a branch, a tag or a commit, and those that it extends there
    #[arg(long, value_name = "REV")]
    pub(crate) git: Option<String>,
    /// The format of the findings
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
    /// Write a release note in Markdown
    #[arg(long, conflicts_with_all = ["format", "level"])]
    pub(crate) changelog: bool,
    /// Show and judge only what affects source, the wire or retries
    #[arg(long, value_enum)]
    pub(crate) level: Option<DiffLevel>,
    /// The approvals [default: `codes.allow.toml` beside the catalog]
    #[arg(long, value_name = "FILE")]
    pub(crate) allow: Option<PathBuf>,
    /// The version or the date of the release that will have the new catalog, by which `deprecated.until` is judged [default:
    /// today's date]
    #[arg(long, value_name = "VERSION|DATE")]
    pub(crate) release: Option<String>,
    /// Show only breaking changes that are not approved
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For a comment on a pull request
    Markdown,
    /// Annotations for a workflow of GitHub
    Github,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DiffLevel {
    /// Rust code that uses the enums
    Source,
    /// Clients and servers that were built before
    Wire,
    /// What callers do after a failure
    Retry,
}

#[derive(Args, Debug)]
pub(crate) struct CompletionsOptions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
pub(crate) struct ManOptions {
    /// The folder to write the pages to
    #[arg(default_value = ".")]
    pub(crate) folder: PathBuf,
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
