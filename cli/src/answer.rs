//! What a command has to say in, standard output or standard error and an exit code out.

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use serde::Serialize;

/// What a command has to say.
pub(crate) enum Answer {
    /// For people, on standard output. Its colours show where they are wanted.
    Text(Exit, String),
    /// For programs, on standard output, byte for byte.
    Data(Exit, String),
    /// Why there is nothing for standard output; on standard error.
    Stopped(Exit, String),
}

#[derive(Clone, Copy)]
pub(crate) enum Exit {
    Fine = 0,
    /// The catalog has faults.
    Found = 1,
    /// Wrong usage, or input or output failed.
    Refused = 2,
}

impl Exit {
    fn code(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

impl Answer {
    /// The command cannot be carried out as it was given.
    pub(crate) fn refused(why: impl std::fmt::Display) -> Answer {
        Answer::Stopped(Exit::Refused, format!("\x1b[1;91merror\x1b[0m: {why}\n"))
    }

    pub(crate) fn json(exit: Exit, value: &impl Serialize) -> Result<Answer, Answer> {
        let json = serde_json::to_string_pretty(value)
            .map_err(|error| Answer::refused(format!("cannot write JSON: {error}")))?;
        Ok(Answer::Data(exit, json + "\n"))
    }

    pub(crate) fn give(self) -> ExitCode {
        let (exit, written) = match self {
            Answer::Text(exit, text) => (exit, write(anstream::stdout(), &text)),
            Answer::Data(exit, text) => (exit, write(std::io::stdout(), &text)),
            Answer::Stopped(exit, text) => {
                // When standard error is gone, nobody is left to be told.
                let _ = write(anstream::stderr(), &text);
                return exit.code();
            }
        };
        match written {
            Ok(()) => exit.code(),
            // The reader has seen enough, as in `| head`.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Fine.code(),
            Err(error) => Answer::refused(format!("cannot write to standard output: {error}")).give(),
        }
    }
}

fn write(mut stream: impl Write, text: &str) -> std::io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}
