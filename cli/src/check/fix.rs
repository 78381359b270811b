//! Applies the fixes of diagnostics to the files of a catalog.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use errcat_catalog::{Checked, Diagnostic, Fix, Level, Source, check};

use crate::find;
use crate::output::Output;

/// The maximum number of passes: a fix may reveal what another one fixes, such as a key in a table that was misspelt.
const MAX_PASSES: usize = 10;

/// Applies all fixes to the files of a catalog, and returns how many there were. The fixes of a pass after which there are not
/// fewer diagnostics are taken back.
pub(super) fn apply(file: Option<&Path>) -> Result<usize, Output> {
    let mut count = 0;
    for _ in 0..MAX_PASSES {
        let source = find::source(file)?;
        let before = check(&source);
        let fixes = fixes(&before);
        if fixes.is_empty() {
            break;
        }
        let originals = write(&changed_files(&source, &fixes))?;
        let after = check(&find::source(file)?);
        if weight(&after) >= weight(&before) {
            write(&originals)?;
            break;
        }
        count += fixes.len();
    }
    Ok(count)
}

/// Returns the fixes in order of position, without those that overlap an earlier one.
fn fixes(checked: &Checked) -> Vec<&Fix> {
    let fixes = checked.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
    let mut fixes: Vec<&Fix> = fixes.collect();
    fixes.sort_by_key(|fix| fix.span.start);
    fixes.dedup_by(|later, earlier| later.span.start < earlier.span.end);
    fixes
}

/// The numbers of errors and of all diagnostics.
fn weight(checked: &Checked) -> (usize, usize) {
    let is_error = |diagnostic: &&Diagnostic| diagnostic.rule.level() == Level::Error;
    (checked.diagnostics.iter().filter(is_error).count(), checked.diagnostics.len())
}

/// Returns the new text of each file that changes.
fn changed_files(source: &Source, fixes: &[&Fix]) -> BTreeMap<PathBuf, String> {
    let mut of_files: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
    for fix in fixes {
        of_files.entry(source.file_name(fix.span.start)).or_default().push(fix);
    }
    let changed = of_files.into_iter().map(|(name, fixes)| {
        let mut text = source.file_text(fixes[0].span.start).to_owned();
        // From the end, so that the offsets before stay as they are.
        for fix in fixes.iter().rev() {
            let start = source.offset_in_file(fix.span.start);
            text.replace_range(start..start + fix.span.len(), &fix.text);
        }
        (PathBuf::from(name), text)
    });
    changed.collect()
}

/// Writes files, and returns what they contained before.
fn write(files: &BTreeMap<PathBuf, String>) -> Result<BTreeMap<PathBuf, String>, Output> {
    let mut originals = BTreeMap::new();
    for (path, text) in files {
        originals.insert(path.clone(), find::text(path)?);
        find::write(path, text)?;
    }
    Ok(originals)
}
