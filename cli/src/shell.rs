//! Writes what shells and readers of manuals need: completions, and manual pages.

use clap::CommandFactory;
use errcat_catalog::Visible;

use crate::arguments::{Arguments, CompletionsOptions, ManOptions};
use crate::output::{Exit, Output};

pub(crate) fn completions(options: &CompletionsOptions) -> Result<Output, Output> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "cargo-errcat", &mut script);
    let script = String::from_utf8(script)
        .map_err(|error| Output::failure(format!("cannot write the script: {error}")))?;
    Ok(Output::Data(Exit::Success, script))
}

/// Writes a page for the command, and one for each subcommand.
pub(crate) fn man(options: &ManOptions) -> Result<Output, Output> {
    let command = Arguments::command().name("cargo-errcat").disable_help_subcommand(true);
    let folder = options.folder.display();
    clap_mangen::generate_to(command, &options.folder)
        .map_err(|error| Output::failure(format!("cannot write the manual to `{folder}`: {error}")))?;
    Ok(Output::Text(Exit::Success, format!("the manual is in `{}`\n", Visible(folder))))
}
