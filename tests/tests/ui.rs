//! Tests compiler errors: those of a call of `codes!`, of a derive, and of a catalog.
//!
//! `ui/fail/NAME.rs` has the expected output beside it. `ui/packages/NAME` is a package, with the expected output in
//! `expected.stderr`: a call that reads a file must be in the package that contains the file.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use errcat_tests::bless;
use errcat_tests::outside::{Outside, errcat, root, run, text};
use tempfile::TempDir;

#[test]
fn invalid_calls_and_derives_are_reported_as_expected() {
    // trybuild has a variable of its own for what `ERRCAT_BLESS=1` asks for.
    if errcat_tests::is_blessing() && std::env::var_os("TRYBUILD").is_none() {
        let mut again = std::process::Command::new(std::env::current_exe().unwrap());
        again
            .env("TRYBUILD", "overwrite")
            .args(["--exact", "invalid_calls_and_derives_are_reported_as_expected"]);
        assert!(again.status().unwrap().success());
        return;
    }
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/fail/*.rs");
    cases.pass("ui/pass/*.rs");
}

#[test]
fn invalid_packages_are_reported_as_expected() {
    let outside = outside();
    for folder in packages() {
        let expected = folder.join("expected.stderr");
        bless(&expected, &errors(&outside, &folder));
    }
}

#[test]
fn each_of_five_errors_is_reported_once_at_its_location() {
    let locations = [
        ("unknown-category", "11:12"),
        ("duplicate-code", "15:11"),
        ("code-out-of-range", "19:11"),
        ("missing-locale", "24:11"),
        ("http-out-of-range", "28:11"),
    ];
    assert_each_is_one_error("five-errors", &locations);
}

/// The location is that of the placeholder; without one, that of the text or the param.
#[test]
fn each_of_ten_errors_in_templates_is_reported_once_at_its_location() {
    let locations = [
        ("invalid-template", "12:19"),
        ("invalid-template", "18:28"),
        ("invalid-template", "24:19"),
        ("undeclared-param", "30:34"),
        ("unknown-param-type", "36:20"),
        ("param-mismatch", "41:44"),
        ("sensitive-in-message", "47:19"),
        ("missing-locale", "52:11"),
        ("invalid-plural", "58:18"),
        ("invalid-select", "64:18"),
    ];
    assert_each_is_one_error("ten-templates", &locations);
}

/// Asserts that the compiler reports these errors of a package and nothing else, each with help.
fn assert_each_is_one_error(package: &str, locations: &[(&str, &str)]) {
    let errors = errors(&outside(), &ui().join("packages").join(package));
    assert_eq!(count(&errors), locations.len(), "{errors}");
    assert_eq!(errors.matches("= help: ").count(), locations.len(), "{errors}");
    let mut rest = errors.as_str();
    for (rule, location) in locations {
        let Some((before, after)) = rest.split_once(&format!(" [{rule}]\n")) else {
            panic!("{rule} is not reported, or not in order:\n{errors}");
        };
        let message = before.lines().next_back().unwrap();
        assert!(message.starts_with("error: "), "{errors}");
        let location = format!("--> {package}/codes.toml:{location}");
        assert_eq!(after.lines().next().map(str::trim), Some(location.as_str()), "{errors}");
        rest = after;
    }
}

/// For each invalid derive, which is a file of its own, the compiler reports one error in that file: there are no follow-up
/// errors, and no warnings of unused imports.
#[test]
fn each_invalid_derive_is_one_error_at_its_location() {
    let mut count_of_files = 0;
    for file in fs::read_dir(ui().join("fail")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.starts_with("coded-") || !name.ends_with(".stderr") {
            continue;
        }
        let stderr = fs::read_to_string(&path).unwrap();
        assert_eq!(count(&stderr), 1, "{name}:\n{stderr}");
        assert!(!stderr.contains("warning"), "{name}:\n{stderr}");
        let location = stderr.lines().find(|line| line.trim_start().starts_with("--> ")).unwrap_or_default();
        let source = format!("--> ui/fail/{}:", name.replace(".stderr", ".rs"));
        assert!(location.trim_start().starts_with(&source), "{name}:\n{stderr}");
        // The location is not the derive itself, which would be the whole type.
        assert!(!stderr.contains("| ^^^^^^^^^^^^^ "), "{name}:\n{stderr}");
        count_of_files += 1;
    }
    assert!(count_of_files >= 40, "{count_of_files}");
}

#[test]
fn of_150_errors_100_are_reported_and_the_others_counted() {
    let mut catalog = String::from(
        "[catalog]\nschema = 1\nname = \"long\"\nlocales = [\"en\"]\n\n[tables.rest]\ntype = \"i32\"\n",
    );
    for number in 1..=150 {
        write!(catalog, "\n[rest.E{number}]\ncode = {number}\ncategory = \"x{number}\"\n").unwrap();
    }
    let folder = TempDir::new().unwrap();
    let package = folder.path().join("many-errors");
    fs::create_dir_all(package.join("src")).unwrap();
    fs::write(package.join("codes.toml"), catalog).unwrap();
    fs::write(package.join("src/lib.rs"), "errcat::codes!(\"../codes.toml\");\n").unwrap();
    let errors = errors(&outside(), &package);
    assert_eq!(count(&errors), 101, "{errors}");
    assert_eq!(errors.matches(" [unknown-category]\n").count(), 100, "{errors}");
    // The header has 7 lines and an entry 4; the category is its last.
    assert!(errors.contains("--> many-errors/codes.toml:11:12\n"), "{errors}");
    assert!(errors.contains("--> many-errors/codes.toml:407:12\n"), "{errors}");
    assert!(!errors.contains("--> many-errors/codes.toml:411:12\n"), "{errors}");
    let rest = "error: many-errors/codes.toml: 50 more errors; run `cargo errcat check` to see them all\n";
    assert!(errors.contains(rest), "{errors}");
}

fn ui() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")
}

/// Creates a workspace for the packages of `ui/packages`, with the package that they depend on.
fn outside() -> Outside {
    let outside = Outside::create();
    outside.add("wrapper", &ui().join("wrapper"), 2024, &[errcat("errcat", "")]);
    outside
}

fn packages() -> Vec<PathBuf> {
    let mut folders: Vec<_> =
        fs::read_dir(ui().join("packages")).unwrap().map(|folder| folder.unwrap().path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

/// Returns the compiler's output for a package.
fn errors(outside: &Outside, folder: &Path) -> String {
    let name = folder.file_name().unwrap().to_str().unwrap();
    let wrapper = "wrapper.path = \"../wrapper\"".to_owned();
    outside.add(name, folder, 2024, &[errcat("errcat", ""), wrapper]);
    let output = run(outside.cargo(&["check", "--quiet", "--package", name]));
    let stderr = text(&output.stderr).replace(root().to_str().unwrap(), "$WORKSPACE");
    assert!(!output.status.success(), "{name} compiles:\n{stderr}");
    let Some((stderr, _)) = stderr.split_once("error: could not compile") else {
        panic!("the compiler did not reach {name}:\n{stderr}");
    };
    format!("{}\n", stderr.trim_end())
}

/// Counts the errors in the compiler's output.
fn count(errors: &str) -> usize {
    errors.lines().filter(|line| line.starts_with("error")).count()
}
