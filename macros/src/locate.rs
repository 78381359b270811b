//! Finds and reads the file that the path of a call names, and those that its catalog extends.

use std::env;
use std::fs::{self, File};
use std::path::{Component, Path, PathBuf};

use errcat_catalog::Source;
use syn::LitStr;

/// The file that a call names.
pub(crate) struct Located {
    /// Its text, or why it cannot be read.
    pub(crate) source: Source,
    /// The paths of the files that the compiler can watch, relative to the source file: they exist, and are ones that the
    /// compiler can read.
    pub(crate) watched: Vec<String>,
}

pub(crate) fn locate(path: &LitStr) -> Located {
    let written = path.value();
    // The compiler's own span, which proc-macro2 always has while a macro runs.
    let source_file = path.span().unwrap().local_file();
    let around = Surroundings::read();
    let mut watched = Vec::new();
    let mut read = |written: &str| match resolve(source_file.as_deref(), written, &around) {
        Ok(resolved) => {
            let (source, is_watched) = read(resolved);
            watched.extend(is_watched.then(|| written.to_owned()));
            source
        }
        Err((message, help)) => Source::unreadable(written, message, help),
    };
    let folder = written.rfind('/').map_or("", |slash| &written[..=slash]);
    let source = read(&written).with_bases(|base| read(&format!("{folder}{base}")));
    Located { source, watched }
}

/// Reads a file, and returns whether the compiler can watch it.
fn read(resolved: Resolved) -> (Source, bool) {
    let metadata = fs::metadata(&resolved.file);
    let unreadable = match &metadata {
        Ok(metadata) if metadata.is_dir() => {
            Some(("a directory", "give the path of a `codes.toml` file in it"))
        }
        // A device may never end, and a pipe without a writer never begins.
        Ok(metadata) if !metadata.is_file() => {
            Some(("not a regular file", "give the path of a `codes.toml` file, or of a link to one"))
        }
        Ok(_) | Err(_) => None,
    };
    if let Some((what, help)) = unreadable {
        let message = format!("`{}` is {what}", resolved.shown);
        return (Source::unreadable(resolved.shown, message, help), false);
    }
    let file = File::open(&resolved.file);
    // The compiler would read all of it.
    let is_of_size = metadata.is_ok_and(|metadata| metadata.len() <= Source::MAX_BYTES);
    let is_watched = file.is_ok() && is_of_size;
    (Source::from_reader(resolved.shown, file), is_watched)
}

/// The compiler's working directory, the package that it compiles, and where a build script writes.
struct Surroundings {
    /// The compiler's working directory, to which paths of source files are relative.
    working: PathBuf,
    /// The package that is compiled; `None` if the compiler does not run under cargo.
    package: Option<PathBuf>,
    /// `OUT_DIR`, if the package has a build script. It is usually outside of the package.
    generated: Option<PathBuf>,
}

impl Surroundings {
    fn read() -> Surroundings {
        Surroundings {
            working: env::current_dir().unwrap_or_default(),
            package: env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from),
            generated: env::var_os("OUT_DIR").map(PathBuf::from),
        }
    }
}

struct Resolved {
    file: PathBuf,
    /// The path that diagnostics show: relative, so that no message depends on the location of the checkout.
    shown: String,
}

type Refusal = (String, String);

/// Finds the file: relative to the source file, like `include_str!`, and inside the package, or among what its build script
/// generates.
fn resolve(source_file: Option<&Path>, written: &str, around: &Surroundings) -> Result<Resolved, Refusal> {
    if Path::new(written).is_absolute() {
        let message =
            format!("the path `{written}` must not be absolute: it would not exist on another machine");
        return Err((message, "write it relative to this source file, as for `include_str!`".into()));
    }
    let Some(source_file) = source_file else { return guess(written, around) };
    let folder = real(&around.working.join(source_file.parent().unwrap_or(Path::new(""))));
    let file = join(&folder, written);
    if let Some(package) = &around.package {
        let own = [Some(package), around.generated.as_ref()].into_iter().flatten().map(|path| real(path));
        let own: Vec<PathBuf> = own.collect();
        let is_own = |path: &Path| own.iter().any(|own| path.starts_with(own));
        if !is_own(&folder) {
            let message = "the call is in a macro of another package, to which its path would be relative";
            return Err((message.into(), "call `codes!` in this package".into()));
        }
        if !is_own(&file) {
            let message = format!(
                "the path `{written}` leaves the package: the file would be missing from the published package"
            );
            let help =
                "move the file into the package, or add a symbolic link to it, which is packaged as a file";
            return Err((message, help.into()));
        }
    }
    let shown = shown(&file, around);
    Ok(Resolved { file, shown })
}

/// Looks for the file where source files usually are: some tools, such as older rust-analyzers, do not know the source
/// file of a span.
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
            let message = format!("cannot find `{written}` in the package");
            Err((message, "write it relative to this source file, as for `include_str!`".into()))
        }
    }
}

/// Returns the path without symbolic links, so that two paths of the same folder are equal.
fn real(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// Joins a path to a folder without following symbolic links, whose targets may be anywhere.
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

/// Returns the path relative to the compiler's working directory, as rustc shows source files, or else to the package.
fn shown(file: &Path, around: &Surroundings) -> String {
    let bases = [Some(real(&around.working)), around.package.as_deref().map(real)];
    let relative = bases.iter().flatten().find_map(|base| file.strip_prefix(base).ok());
    let name = file.file_name().map(Path::new);
    relative.or(name).unwrap_or(file).display().to_string().replace('\\', "/")
}
