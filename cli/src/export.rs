//! A valid catalog in, the same catalog in another format out.

mod json;

use crate::answer::{Answer, Exit};
use crate::arguments::{ExportFormat, ExportOptions};
use crate::{check, find};

pub(crate) fn run(options: &ExportOptions) -> Result<Answer, Answer> {
    let source = find::source(options.file.as_deref())?;
    let catalog = check::valid(&source)?;
    match options.format {
        ExportFormat::Json => Answer::json(Exit::Fine, &json::document(&catalog)),
    }
}
