//! The output of a command: what it writes to standard output or standard error, and its exit code.

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use errcat_catalog::Visible;
use serde::Serialize;

/// The output of a command.
pub(crate) enum Output {
    /// Text for people, on standard output. Colours are removed where they are not supported.
    Text(Exit, String),
    /// Data for programs, on standard output, byte for byte.
    Data(Exit, String),
    /// An error message, on standard error.
    Error(Exit, String),
}

/// The exit code of a command.
#[derive(Clone, Copy)]
pub(crate) enum Exit {
    Success = 0,
    /// The catalog has errors, is not formatted, or a change of it breaks something.
    Problems = 1,
    /// Invalid usage, or input or output failed.
    Failure = 2,
}

impl Exit {
    fn code(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

impl Output {
    /// Creates the output of a command that failed, with a message of one line.
    pub(crate) fn failure(message: impl std::fmt::Display) -> Output {
        Output::Error(Exit::Failure, format!("\x1b[1;91merror\x1b[0m: {}\n", Visible(message)))
    }

    /// Creates output in JSON.
    pub(crate) fn json(exit: Exit, value: &impl Serialize) -> Result<Output, Output> {
        let json = serde_json::to_string_pretty(value)
            .map_err(|error| Output::failure(format!("cannot write JSON: {error}")))?;
        Ok(Output::Data(exit, json + "\n"))
    }

    /// Writes the output, and returns the exit code.
    pub(crate) fn write(self) -> ExitCode {
        let (exit, written) = match self {
            Output::Text(exit, text) => (exit, write(anstream::stdout(), &text)),
            Output::Data(exit, text) => (exit, write(std::io::stdout(), &text)),
            Output::Error(exit, text) => {
                // If standard error is closed, there is nowhere left to report that.
                let _ = write(anstream::stderr(), &text);
                return exit.code();
            }
        };
        match written {
            Ok(()) => exit.code(),
            // The reader has closed the pipe, as `head` does: the exit code is that of the command all the same.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => exit.code(),
            Err(error) => Output::failure(format!("cannot write to standard output: {error}")).write(),
        }
    }
}

fn write(mut stream: impl Write, text: &str) -> std::io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}
