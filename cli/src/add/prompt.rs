//! Asks for what the command line does not say, on a terminal.

use std::io::IsTerminal;

use inquire::{InquireError, Select, Text};

use crate::output::Output;

/// Asks on a terminal; anywhere else, what is missing is an error.
pub(super) struct Prompt {
    is_terminal: bool,
}

impl Prompt {
    pub(super) fn of_terminal() -> Prompt {
        Prompt { is_terminal: std::io::stdin().is_terminal() && std::io::stdout().is_terminal() }
    }

    /// Asks for a text.
    pub(super) fn text(
        &self,
        what: &str,
        option: &str,
        suggested: &str,
        hint: &str,
    ) -> Result<String, Output> {
        self.require(what, option)?;
        let question = format!("{what}:");
        let question = Text::new(&question).with_help_message(hint).with_initial_value(suggested);
        question.prompt().map_err(failed)
    }

    /// Asks for one of several words.
    pub(super) fn select(&self, what: &str, option: &str, words: Vec<&str>) -> Result<String, Output> {
        self.require(what, option)?;
        Select::new(&format!("{what}:"), words).prompt().map(str::to_owned).map_err(failed)
    }

    /// Asks for one of several words, which need not be stated.
    pub(super) fn select_or_none(&self, what: &str, words: Vec<&str>) -> Result<Option<String>, Output> {
        if !self.is_terminal {
            return Ok(None);
        }
        let answer = Select::new(&format!("{what}:"), words).prompt_skippable().map_err(failed)?;
        Ok(answer.map(str::to_owned))
    }

    fn require(&self, what: &str, option: &str) -> Result<(), Output> {
        if self.is_terminal {
            return Ok(());
        }
        Err(Output::failure(format!("{what} is missing; give it with {option}")))
    }
}

fn failed(error: InquireError) -> Output {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => {
            Output::failure("nothing is added")
        }
        error => Output::failure(format!("cannot read the answer: {error}")),
    }
}
