//! FILE in, or nothing; the source of a catalog out. What cannot be opened or read is refused; what is read but is no
//! text is a source, whose diagnostic says so.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use errcat_catalog::Source;

use crate::answer::Answer;

const FILE_NAME: &str = "codes.toml";

/// The source that the user names, or the nearest one.
pub(crate) fn source(file: Option<&Path>) -> Result<Source, Answer> {
    let path = match file {
        Some(file) => file.to_owned(),
        None => nearest()?,
    };
    let name = path.display().to_string();
    match read(&path) {
        Ok(bytes) => Ok(Source::from_bytes(name, bytes)),
        Err(error) => Err(Answer::refused(format!("cannot read `{name}`: {error}"))),
    }
}

/// The nearest `codes.toml` upwards, relative to the current folder.
fn nearest() -> Result<PathBuf, Answer> {
    let here = std::env::current_dir()
        .map_err(|error| Answer::refused(format!("cannot tell the current folder: {error}")))?;
    let mut candidate = PathBuf::from(FILE_NAME);
    for _ in here.ancestors() {
        // A link that leads nowhere counts: a file further up is not the one that is meant.
        if candidate.symlink_metadata().is_ok_and(|found| !found.is_dir()) {
            return Ok(candidate);
        }
        candidate = Path::new("..").join(candidate);
    }
    let here = here.display();
    Err(Answer::refused(format!("there is no {FILE_NAME} in `{here}` or above it; give the path of one")))
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::new();
    // One byte more than is allowed is enough to see that it is too large.
    File::open(path)?.take(Source::MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
