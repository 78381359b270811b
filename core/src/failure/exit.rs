//! The end of a program by a failure.

use std::eprintln;
use std::process::{ExitCode, Termination};

use core::error::Error;
use core::iter::successors;

use errcat_types::OneLine;
use errcat_types::limits::MAX_SOURCES;

use crate::entry::ErrorCode;
use crate::failure::Failure;

/// The result of a program, for `main`: a failure is written to standard error, with its sources and the catalog's help, and
/// becomes its [exit code](Failure::exit_code).
///
/// A `main` that returns the result itself would end with the exit code 1 for every failure: std implements
/// [`Termination`] for all results.
///
/// ```
/// use errcat::tencent_meeting::RestError;
/// use errcat::{Exit, Failure};
///
/// fn run() -> Result<(), Failure<RestError>> {
///     Ok(())
/// }
///
/// fn main() -> Exit<RestError> {
///     run().into()
/// }
/// ```
#[derive(Debug)]
#[must_use]
pub struct Exit<C: ErrorCode>(Result<(), Failure<C>>);

impl<C: ErrorCode> From<Result<(), Failure<C>>> for Exit<C> {
    fn from(result: Result<(), Failure<C>>) -> Exit<C> {
        Exit(result)
    }
}

impl<C: ErrorCode> Termination for Exit<C> {
    fn report(self) -> ExitCode {
        let Err(failure) = self.0 else { return ExitCode::SUCCESS };
        eprintln!("error: {failure}");
        for error in successors(failure.source(), |&error| error.source()).take(MAX_SOURCES) {
            eprintln!("  caused by: {}", OneLine(error));
        }
        if let Some(help) = failure.code().and_then(ErrorCode::help) {
            eprintln!("  help: {help}");
        }
        ExitCode::from(failure.exit_code())
    }
}
