//! Exports a valid catalog in another format.

mod json;

use crate::arguments::{ExportFormat, ExportOptions};
use crate::output::{Exit, Output};
use crate::{check, find};

pub(crate) fn run(options: &ExportOptions) -> Result<Output, Output> {
    let source = find::source(options.file.as_deref())?;
    let catalog = check::valid(&source)?;
    match options.format {
        ExportFormat::Json => Output::json(Exit::Success, &json::document(&catalog)),
    }
}
