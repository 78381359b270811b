//! Reads a catalog, and those that it extends, at a revision of a git repository, by the command `git`.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output as Finished};

use errcat_catalog::Source;

use crate::output::Output;

/// The branches that may be the main one, if the remote repository does not name it.
const MAIN_BRANCHES: [&str; 4] = ["origin/main", "origin/master", "main", "master"];

/// Reads the catalog at a revision, or without one, where the current branch left the main branch.
pub(super) fn source(path: &Path, revision: Option<&str>) -> Result<Source, Output> {
    // A link is followed: git would return the path to which it leads.
    let path = match path.is_symlink() {
        true => path.canonicalize().unwrap_or_else(|_| path.to_owned()),
        false => path.to_owned(),
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let repository = Repository { folder: folder(&path) };
    let (shown, commit) = match revision {
        Some(revision) => (revision.to_owned(), repository.commit(revision)?),
        None => repository.merge_base()?,
    };
    let bytes = repository
        .show(&commit, &name)
        .map_err(|error| Output::failure(format!("cannot read `{}` at {shown}: {error}", path.display())))?;
    let source = Source::from_bytes(format!("{shown}:{}", path.display()), bytes);
    Ok(source.with_bases(|base| {
        let name = format!("{shown}:{}", repository.folder.join(base).display());
        match repository.show(&commit, base) {
            Ok(bytes) => Source::from_bytes(name, bytes),
            Err(error) => Source::from_reader(name, Err::<io::Empty, _>(io::Error::other(error))),
        }
    }))
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => PathBuf::from("."),
        None => PathBuf::from("."),
        Some(folder) => folder.to_owned(),
    }
}

/// A folder inside of a repository.
struct Repository {
    folder: PathBuf,
}

impl Repository {
    /// Returns the hash of a revision's commit.
    fn commit(&self, revision: &str) -> Result<String, Output> {
        let wanted = format!("{revision}^{{commit}}");
        // Without the end of the options, a revision could be one.
        let hash = self.line(&["rev-parse", "--verify", "--end-of-options", &wanted]);
        hash.map_err(|error| Output::failure(format!("`{revision}` is not a revision: {error}")))
    }

    /// Returns where the current branch left the main branch, in words and as a hash.
    fn merge_base(&self) -> Result<(String, String), Output> {
        let named = self.line(&["symbolic-ref", "--short", "refs/remotes/origin/HEAD"]).ok();
        let mut candidates = named.into_iter().chain(MAIN_BRANCHES.map(str::to_owned));
        let main = candidates.find(|branch| self.line(&["rev-parse", "--verify", "--quiet", branch]).is_ok());
        let Some(main) = main else {
            let folder = self.folder.display();
            return Err(Output::failure(format!(
                "the repository of `{folder}` has no main branch to compare with; give --git REV, or OLD and NEW"
            )));
        };
        let base = self.line(&["merge-base", "HEAD", &main]).map_err(|_| {
            Output::failure(format!("HEAD and {main} have no commit in common; give --git REV"))
        })?;
        let short: String = base.chars().take(12).collect();
        Ok((short, base))
    }

    /// Returns a file at a commit. The path is relative to the folder.
    fn show(&self, commit: &str, path: &str) -> Result<Vec<u8>, String> {
        Ok(self.run(&["show", &format!("{commit}:./{path}")])?.stdout)
    }

    /// Returns the line that git writes.
    fn line(&self, arguments: &[&str]) -> Result<String, String> {
        let finished = self.run(arguments)?;
        Ok(String::from_utf8_lossy(&finished.stdout).trim().to_owned())
    }

    fn run(&self, arguments: &[&str]) -> Result<Finished, String> {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(arguments);
        let finished = command.output().map_err(|error| format!("cannot run git: {error}"))?;
        if finished.status.success() {
            return Ok(finished);
        }
        let message = String::from_utf8_lossy(&finished.stderr);
        let first = message.lines().next().unwrap_or("git failed");
        Err(first.trim_start_matches("fatal: ").to_owned())
    }
}
