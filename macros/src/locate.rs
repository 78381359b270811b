//! The path of a call in, the text of the file out.

use std::env;
use std::fs::{self, File};
use std::path::{Component, Path, PathBuf};

use errcat_catalog::Source;
use syn::LitStr;

/// The file that a call means.
pub(crate) struct Located {
    /// Its text, or why there is none.
    pub(crate) source: Source,
    /// Whether there is a file, so that the compiler can watch it.
    pub(crate) opened: bool,
}

pub(crate) fn locate(path: &LitStr) -> Located {
    let written = path.value();
    // The compiler's own span, which proc-macro2 always has in a macro that runs.
    let file = path.span().unwrap().local_file();
    match resolve(file.as_deref(), &written, &Surroundings::read()) {
        Ok(resolved) => read(resolved),
        Err((message, help)) => Located { source: Source::unreadable(written, message, help), opened: false },
    }
}

fn read(resolved: Resolved) -> Located {
    let is_directory = fs::metadata(&resolved.file).is_ok_and(|metadata| metadata.is_dir());
    if is_directory {
        let message = format!("`{}` is a directory", resolved.shown);
        let source = Source::unreadable(resolved.shown, message, "give the path of a `codes.toml` in it");
        return Located { source, opened: false };
    }
    let file = File::open(&resolved.file);
    let opened = file.is_ok();
    Located { source: Source::from_reader(resolved.shown, file), opened }
}

/// Where the compiler runs and what it compiles.
struct Surroundings {
    /// The compiler's working directory, to which paths of source files are relative.
    working: PathBuf,
    /// The package that is compiled; nothing where it is not cargo that compiles.
    package: Option<PathBuf>,
}

impl Surroundings {
    fn read() -> Surroundings {
        Surroundings {
            working: env::current_dir().unwrap_or_default(),
            package: env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from),
        }
    }
}

struct Resolved {
    file: PathBuf,
    /// The path as diagnostics show it: relative, so that no message depends on where the checkout is.
    shown: String,
}

type Refusal = (String, String);

/// Finds the file: relative to the source file, like `include_str!`, and inside the package.
fn resolve(source_file: Option<&Path>, written: &str, around: &Surroundings) -> Result<Resolved, Refusal> {
    if Path::new(written).is_absolute() {
        let message = format!("the path `{written}` is absolute, so it means nothing on another machine");
        return Err((message, "write it relative to this source file, as for `include_str!`".into()));
    }
    let Some(source_file) = source_file else { return guess(written, around) };
    let folder = real(&around.working.join(source_file.parent().unwrap_or(Path::new(""))));
    let file = join(&folder, written);
    if let Some(package) = &around.package {
        let package = real(package);
        if !folder.starts_with(&package) {
            let message =
                "the call stands in a macro of another package, so the path would be looked for there";
            return Err((message.into(), "write the call of `codes!` in this package".into()));
        }
        if !file.starts_with(&package) {
            let message = format!(
                "the path `{written}` leaves the package, so a published package would lack the file"
            );
            let help = "move the file into the package, or put a symbolic link to it there: it is packaged as a file";
            return Err((message, help.into()));
        }
    }
    let shown = shown(&file, around);
    Ok(Resolved { file, shown })
}

/// Some tools (older rust-analyzers) do not say what the source file is: look where it may be.
fn guess(written: &str, around: &Surroundings) -> Result<Resolved, Refusal> {
    let package = real(around.package.as_deref().unwrap_or(&around.working));
    let folders = ["src", "", "tests", "examples", "benches", "src/bin"];
    let candidates = folders.iter().map(|folder| join(&package.join(folder), written));
    let inside = |file: &PathBuf| file.starts_with(&package) && file.is_file();
    match candidates.into_iter().find(inside) {
        Some(file) => {
            let shown = shown(&file, around);
            Ok(Resolved { file, shown })
        }
        None => {
            let message = format!("`{written}` was not found in the package");
            Err((message, "write it relative to this source file, as for `include_str!`".into()))
        }
    }
}

/// The path without symbolic links, so that two ways to the same folder compare equal.
fn real(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// Follows a written path by its words alone: the target of a symbolic link may be anywhere.
fn join(folder: &Path, written: &str) -> PathBuf {
    let mut joined = folder.to_path_buf();
    for component in Path::new(written).components() {
        match component {
            Component::ParentDir => {
                joined.pop();
            }
            Component::Normal(name) => joined.push(name),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    joined
}

/// Relative to the compiler's working directory, as rustc shows source files, or else to the package.
fn shown(file: &Path, around: &Surroundings) -> String {
    let bases = [Some(real(&around.working)), around.package.as_deref().map(real)];
    let relative = bases.iter().flatten().find_map(|base| file.strip_prefix(base).ok());
    let name = file.file_name().map(Path::new);
    relative.or(name).unwrap_or(file).display().to_string().replace('\\', "/")
}
