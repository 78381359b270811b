//! Finds and reads the catalog and those that it extends, and finds tables in it. A file that cannot be opened or read is a failure of the command; a file that is not
//! text is a source, and its diagnostic says so.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use errcat_catalog::{Catalog, Source, nearest};

use crate::output::Output;

const FILE_NAME: &str = "codes.toml";

/// Reads the file that the user names, or the nearest `codes.toml`.
pub(crate) fn source(file: Option<&Path>) -> Result<Source, Output> {
    let path = path(file)?;
    let name = path.display().to_string();
    let bytes = read(&path).map_err(|error| Output::failure(format!("cannot read `{name}`: {error}")))?;
    Ok(with_bases(&path, Source::from_bytes(name, bytes)))
}

/// Adds the catalogs that a catalog at a path extends.
pub(crate) fn with_bases(path: &Path, source: Source) -> Source {
    let folder = path.parent().unwrap_or(Path::new(""));
    source.with_bases(|base| {
        let path = folder.join(base);
        let name = path.display().to_string();
        match read(&path) {
            Ok(bytes) => Source::from_bytes(name, bytes),
            Err(error) => Source::from_reader(name, Err::<File, _>(error)),
        }
    })
}

/// Returns the path that the user names, or that of the nearest `codes.toml`.
pub(crate) fn path(file: Option<&Path>) -> Result<PathBuf, Output> {
    match file {
        Some(file) => Ok(file.to_owned()),
        None => nearest_file(),
    }
}

/// Returns the path of the nearest `codes.toml`, in the current folder or above it, relative to the current folder.
pub(crate) fn nearest_file() -> Result<PathBuf, Output> {
    let here = std::env::current_dir()
        .map_err(|error| Output::failure(format!("cannot determine the current folder: {error}")))?;
    let mut candidate = PathBuf::from(FILE_NAME);
    for _ in here.ancestors() {
        // A broken link counts, too: the user does not mean a file further up.
        if candidate.symlink_metadata().is_ok_and(|found| !found.is_dir()) {
            return Ok(candidate);
        }
        candidate = Path::new("..").join(candidate);
    }
    let here = here.display();
    Err(Output::failure(format!(
        "could not find `{FILE_NAME}` in `{here}` or any folder above it; give the path of one"
    )))
}

/// Reads a file that is to be changed.
pub(crate) fn text(path: &Path) -> Result<String, Output> {
    let name = path.display();
    let bytes = read(path).map_err(|error| Output::failure(format!("cannot read `{name}`: {error}")))?;
    String::from_utf8(bytes).map_err(|_| Output::failure(format!("`{name}` is not valid UTF-8")))
}

/// Writes a file that was read.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Output> {
    let name = path.display();
    std::fs::write(path, text).map_err(|error| Output::failure(format!("cannot change `{name}`: {error}")))
}

pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = path.metadata()?;
    if metadata.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    // A device may never end, and a pipe without a writer never begins.
    if !metadata.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    let mut bytes = Vec::new();
    // One byte above the maximum is enough to detect that the file is too large.
    File::open(path)?.take(Source::MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns the index of the table with this name.
pub(crate) fn table(catalog: &Catalog, name: &str) -> Result<usize, Output> {
    let names = || catalog.tables.iter().map(|table| table.name.as_str());
    names().position(|known| known == name).ok_or_else(|| {
        let hint = match nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has {}", names().collect::<Vec<_>>().join(", ")),
        };
        Output::failure(format!("the catalog has no table `{name}`; {hint}"))
    })
}
