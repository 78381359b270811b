//! Checks the rules of this repository: which dependencies are allowed, and what must not be written where.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns all files below a folder with an ending, except build output.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !path.is_symlink() {
                open.extend((!name.starts_with('.') && name != "target").then_some(path));
            } else if name.ends_with(ending) {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "no {ending} below {folder}");
    found.sort();
    found
}

/// Returns a file's lines without comments and without its unit tests, which are last.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = read(path);
    let lines = text.lines().take_while(|line| *line != "#[cfg(test)]").enumerate();
    lines
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(at, line)| (at + 1, line.to_owned()))
        .collect()
}

fn assert_absent(folder: &str, words: &[&str], why: &str) {
    for path in files(folder, ".rs") {
        for (number, line) in code(&path) {
            // This is proc-macro2's method for the compiler's span, not that of `Option`.
            let line = line.replace(".span().unwrap()", "");
            let word = words.iter().find(|word| line.contains(**word));
            assert!(word.is_none(), "{}:{number}: {why}: {line}", path.display());
        }
    }
}

#[test]
fn the_catalog_crate_is_pure() {
    let words = [
        "std::fs",
        "std::env",
        "std::path",
        "std::process",
        "File::",
        "proc_macro",
        "TokenStream",
        "println!",
    ];
    assert_absent("catalog/src", &words, "errcat-catalog uses no files, no environment, no tokens");
}

#[test]
fn only_the_catalog_crate_reads_toml() {
    for package in ["types", "codegen", "macros", "core"] {
        assert_absent(
            &format!("{package}/src"),
            &["toml::", "catalog::Rule"],
            "only errcat-catalog reads TOML",
        );
        assert!(!read(&root().join(package).join("Cargo.toml")).contains("toml.workspace"), "{package}");
    }
}

/// The folders of core's source, each of which is a layer. A layer may import itself and earlier ones.
const LAYERS: [&str; 9] =
    ["policy", "code", "message", "table", "entry", "failure", "wire", "union", "adapters"];

#[test]
fn no_layer_of_core_imports_a_later_one() {
    let rank = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let mut checked = 0;
    for path in files("core/src", ".rs") {
        let inside = path.strip_prefix(root().join("core/src")).unwrap();
        let first = inside.iter().next().unwrap().to_str().unwrap();
        let Some(own) = rank(first.trim_end_matches(".rs")) else { continue };
        for (number, line) in code(&path) {
            for (at, _) in line.match_indices("crate::").filter(|(at, _)| !line[..*at].ends_with('$')) {
                let imported: String =
                    line[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let location = format!("{}:{number}: {line}", path.display());
                let Some(rank) = rank(&imported) else {
                    panic!("not imported through its layer: {location}")
                };
                assert!(rank <= own, "a later layer: {location}");
                checked += 1;
            }
        }
    }
    assert!(checked > 100, "{checked} imports");
}

#[test]
fn no_two_types_of_a_crate_have_the_same_name() {
    for package in ["types", "catalog", "codegen", "macros", "core", "cli"] {
        let mut found: BTreeMap<String, PathBuf> = BTreeMap::new();
        for path in files(&format!("{package}/src"), ".rs") {
            for (number, line) in code(&path) {
                // A type inside a function is indented, and not visible elsewhere.
                let declared =
                    line.strip_prefix("pub ").or(line.strip_prefix("pub(crate) ")).unwrap_or(&line);
                let kinds = ["struct ", "enum ", "trait ", "type "];
                let Some(rest) = kinds.iter().find_map(|kind| declared.strip_prefix(kind)) else { continue };
                let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
                if let Some(other) = found.insert(name.clone(), path.clone()) {
                    panic!("{name} is defined in {} and in {}:{number}", other.display(), path.display());
                }
            }
        }
    }
}

/// Phrases that only readers of this project would understand, or that have to be read twice.
const DIALECT: [&str; 28] = [
    "the same with",
    "stands for",
    "stand for ",
    "stood in",
    "stand-in",
    "stands in for",
    "is told",
    "are told",
    "told once",
    "what came",
    "that came",
    "came with",
    "means itself",
    "mean themselves",
    "matter of style",
    "matters of style",
    "carry out a remedy",
    "carry out the remedy",
    "carries out remedies",
    "stands twice",
    "is no code",
    "is no entry",
    "is no list",
    "`replay`",
    "replay =",
    "_replay",
    "what is said",
    "in, out",
];

#[test]
fn the_words_are_those_of_the_field() {
    let endings = [".rs", ".md", ".toml", ".txt", ".stderr"];
    let mut found = Vec::new();
    for path in endings.iter().flat_map(|ending| files(".", ending)) {
        // This file has to have the phrases.
        if path.ends_with("tests/tests/tidy.rs") {
            continue;
        }
        // These have to mention a former key.
        let names_former_key = ["synonym.rs", "unknown-key--other-name.toml", "unknown-key--other-name.txt"]
            .iter()
            .any(|name| path.ends_with(name));
        let is_allowed = |phrase: &str| names_former_key && phrase.contains("replay");
        // A test has a catalog that is not UTF-8.
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).to_lowercase();
        for (number, line) in (1..).zip(text.lines()) {
            let phrase = DIALECT.iter().find(|phrase| line.contains(**phrase) && !is_allowed(phrase));
            found.extend(phrase.map(|phrase| format!("{}:{number}: `{phrase}`: {line}", path.display())));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_location_is_taken_from_the_call_site() {
    for path in files("macros/src", ".rs") {
        for (number, line) in code(&path) {
            let located =
                line.contains("call_site()") && (line.contains("local_file") || line.contains(".file()"));
            assert!(!located, "{}:{number}: the call site is core's own file", path.display());
        }
    }
}

#[test]
fn code_that_users_build_never_panics_on_purpose() {
    let words =
        [".unwrap()", ".expect(", "panic!", "unreachable!", "todo!", "unimplemented!", "assert!(", "dbg!"];
    for folder in ["types/src", "catalog/src", "codegen/src", "macros/src", "core/src", "cli/src"] {
        assert_absent(folder, &words, "invalid input must be reported, not panic");
    }
}

#[test]
fn generated_code_names_everything_through_crate() {
    // A user's crate may have no prelude, and may rename `errcat`.
    let words =
        ["Some(", "None", "Ok(", "Err(", "Option<", "Result<", "String", "Vec<", "::core::", "::std::"];
    for path in files("core/src/generated", ".rs") {
        for (number, line) in code(&path) {
            for (word, (at, _)) in
                words.iter().flat_map(|word| line.match_indices(word).map(move |at| (word, at)))
            {
                let before = &line[..at];
                let qualified = before.ends_with("__private::core::option::Option::")
                    || before.ends_with("__private::core::option::")
                    || before.ends_with("__private::core::result::")
                    || before.ends_with("__private::alloc::string::")
                    || before.ends_with("__private::alloc::vec::")
                    || before.ends_with("$crate::__private")
                    || before.ends_with("core::fmt::");
                assert!(
                    qualified,
                    "{}:{number}: `{word}` is not named through $crate: {line}",
                    path.display()
                );
            }
        }
    }
}

/// Returns the packages that a build of `errcat` compiles, except itself.
fn dependencies(arguments: &[&str]) -> Vec<String> {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root()).args(["tree", "--offline", "--prefix", "none", "--edges", "normal,build"]);
    let output = command.args(["-p", "errcat"]).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut names: Vec<String> =
        text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names.retain(|name| name != "errcat");
    names
}

#[test]
fn errcat_never_builds_serde_derive() {
    for arguments in [&["--no-default-features"][..], &[], &["--all-features"]] {
        let names = dependencies(arguments);
        assert!(!names.iter().any(|name| name == "serde_derive"), "{names:?}");
    }
}

/// `cargo run --example quickstart` builds only the default members of the workspace.
#[test]
fn the_first_example_builds_no_async_runtime() {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root()).args(["tree", "--offline", "--prefix", "none"]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().any(|line| line.starts_with("comfy-table ")), "{text}");
    for unwanted in ["tokio", "hyper", "axum", "reqwest", "tonic"] {
        assert!(!text.lines().any(|line| line.split(' ').next() == Some(unwanted)), "{unwanted}");
    }
}

#[test]
fn core_never_links_the_catalog_at_run_time() {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root()).args([
        "tree",
        "--offline",
        "--prefix",
        "none",
        "--edges",
        "normal,no-proc-macro",
    ]);
    let output = command.args(["-p", "errcat", "--all-features"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    for unwanted in ["errcat-catalog", "toml", "syn"] {
        assert!(!text.lines().any(|line| line.split(' ').next() == Some(unwanted)), "{text}");
    }
}

#[test]
fn the_catalog_of_core_is_the_one_of_the_repository() {
    let link = root().join("core/codes.toml");
    assert_eq!(read(&link), read(&root().join("codes.toml")));
    #[cfg(unix)]
    assert_eq!(fs::read_link(link).unwrap(), Path::new("../codes.toml"));
}

#[test]
fn every_file_begins_with_a_comment_on_the_module() {
    for folder in [
        "types/src",
        "catalog/src",
        "codegen/src",
        "macros/src",
        "core/src",
        "core/examples",
        "cli/src",
        "bench",
    ] {
        for path in files(folder, ".rs") {
            let first = read(&path).lines().next().unwrap_or_default().to_owned();
            assert!(first.starts_with("//! ") || first.starts_with("#!["), "{}: {first}", path.display());
        }
    }
}

#[test]
fn every_file_is_named_for_its_contents() {
    for path in files(".", ".rs") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            !["util", "utils", "common", "helpers", "shared", "misc"].contains(&name.as_str()),
            "{}",
            path.display()
        );
    }
}

#[test]
fn unsafe_code_is_forbidden_everywhere() {
    assert!(read(&root().join("Cargo.toml")).contains("unsafe_code = \"forbid\""));
    for manifest in files(".", "Cargo.toml") {
        if manifest != root().join("Cargo.toml") {
            assert!(read(&manifest).contains("[lints]\nworkspace = true"), "{}", manifest.display());
        }
    }
}
