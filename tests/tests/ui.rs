//! What only the compiler sees: faults of a call of `codes!`, and of a catalog as the compiler tells them.
//!
//! `ui/fail/FAULT.rs` has the compiler's words beside it, `ui/packages/FAULT` is a package that holds them as
//! `expected.stderr`: a call that reads a file has to stand in the package that the file is in.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use errcat_tests::bless;
use errcat_tests::outside::{Outside, errcat, root, run, text};
use tempfile::TempDir;

#[test]
fn a_fault_of_a_call_is_told_at_its_place() {
    // trybuild has a variable of its own for what `ERRCAT_BLESS=1` asks for.
    if errcat_tests::is_blessing() && std::env::var_os("TRYBUILD").is_none() {
        let mut again = std::process::Command::new(std::env::current_exe().unwrap());
        again.env("TRYBUILD", "overwrite").args(["--exact", "a_fault_of_a_call_is_told_at_its_place"]);
        assert!(again.status().unwrap().success());
        return;
    }
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/fail/*.rs");
    cases.pass("ui/pass/*.rs");
}

#[test]
fn a_package_with_a_fault_is_told_in_the_expected_words() {
    let outside = outside();
    for folder in packages() {
        let expected = folder.join("expected.stderr");
        bless(&expected, &errors(&outside, &folder));
    }
}

#[test]
fn each_of_five_faults_is_one_error_with_its_place_and_nothing_else_is_an_error() {
    let places = [
        ("unknown-category", "11:12"),
        ("duplicate-code", "15:11"),
        ("code-out-of-range", "19:11"),
        ("missing-locale", "24:11"),
        ("http-out-of-range", "28:11"),
    ];
    assert_each_is_one_error("five-faults", &places);
}

/// The place is that of the placeholder, or where there is none, of the text or the param.
#[test]
fn each_of_ten_mistakes_in_templates_is_one_error_at_its_place() {
    let places = [
        ("invalid-template", "12:19"),
        ("invalid-template", "18:28"),
        ("invalid-template", "24:19"),
        ("undeclared-param", "30:34"),
        ("unused-param", "36:13"),
        ("param-mismatch", "41:44"),
        ("sensitive-in-message", "47:19"),
        ("title-missing", "52:11"),
        ("invalid-plural", "58:18"),
        ("invalid-select", "64:18"),
    ];
    assert_each_is_one_error("ten-templates", &places);
}

/// Fails unless the compiler tells these faults of a package and nothing else, each with what to do.
fn assert_each_is_one_error(package: &str, places: &[(&str, &str)]) {
    let errors = errors(&outside(), &ui().join("packages").join(package));
    assert_eq!(count(&errors), places.len(), "{errors}");
    assert_eq!(errors.matches("= help: ").count(), places.len(), "{errors}");
    let mut rest = errors.as_str();
    for (rule, place) in places {
        let Some((_, after)) = rest.split_once(&format!("error: [{rule}] ")) else {
            panic!("{rule} is not told, or not in order:\n{errors}");
        };
        let place = format!("--> {package}/codes.toml:{place}");
        assert_eq!(after.lines().nth(1).map(str::trim), Some(place.as_str()), "{errors}");
        rest = after;
    }
}

/// What the compiler says of each mistake in a derive, which is a file of its own, is one error in that file: what follows
/// from the mistake is no error, and what is imported for the derive is in use.
#[test]
fn each_mistake_in_a_derive_is_one_error_at_its_place() {
    let mut mistakes = 0;
    for file in fs::read_dir(ui().join("fail")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.starts_with("coded-") || !name.ends_with(".stderr") {
            continue;
        }
        let told = fs::read_to_string(&path).unwrap();
        assert_eq!(count(&told), 1, "{name}:\n{told}");
        assert!(!told.contains("warning"), "{name}:\n{told}");
        let place = told.lines().find(|line| line.trim_start().starts_with("--> ")).unwrap_or_default();
        let source = format!("--> ui/fail/{}:", name.replace(".stderr", ".rs"));
        assert!(place.trim_start().starts_with(&source), "{name}:\n{told}");
        // Nowhere near the derive itself: that is where the whole type is meant.
        assert!(!told.contains("| ^^^^^^^^^^^^^ "), "{name}:\n{told}");
        mistakes += 1;
    }
    assert!(mistakes >= 40, "{mistakes}");
}

#[test]
fn of_150_faults_100_are_told_and_then_how_many_more_there_are() {
    let mut catalog = String::from(
        "[catalog]\nschema = 1\nname = \"long\"\nlocales = [\"en\"]\n\n[tables.rest]\ntype = \"i32\"\n",
    );
    for number in 1..=150 {
        write!(catalog, "\n[rest.E{number}]\ncode = {number}\ncategory = \"x{number}\"\n").unwrap();
    }
    let folder = TempDir::new().unwrap();
    let package = folder.path().join("many-faults");
    fs::create_dir_all(package.join("src")).unwrap();
    fs::write(package.join("codes.toml"), catalog).unwrap();
    fs::write(package.join("src/lib.rs"), "errcat::codes!(\"../codes.toml\");\n").unwrap();
    let errors = errors(&outside(), &package);
    assert_eq!(count(&errors), 101, "{errors}");
    assert_eq!(errors.matches("error: [unknown-category] ").count(), 100, "{errors}");
    // The header has 7 lines, an entry 4; the category is an entry's last.
    assert!(errors.contains("--> many-faults/codes.toml:11:12\n"), "{errors}");
    assert!(errors.contains("--> many-faults/codes.toml:407:12\n"), "{errors}");
    assert!(!errors.contains("--> many-faults/codes.toml:411:12\n"), "{errors}");
    let rest = "error: many-faults/codes.toml: 50 more; see them all with `cargo errcat check`\n";
    assert!(errors.contains(rest), "{errors}");
}

fn ui() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")
}

/// A place for packages of `ui/packages`, with the package that they depend on.
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

/// What the compiler says of a package.
fn errors(outside: &Outside, folder: &Path) -> String {
    let name = folder.file_name().unwrap().to_str().unwrap();
    let wrapper = "wrapper.path = \"../wrapper\"".to_owned();
    outside.add(name, folder, 2024, &[errcat("errcat", ""), wrapper]);
    let output = run(outside.cargo(&["check", "--quiet", "--package", name]));
    let told = text(&output.stderr).replace(root().to_str().unwrap(), "$WORKSPACE");
    assert!(!output.status.success(), "{name} has no fault:\n{told}");
    let Some((told, _)) = told.split_once("error: could not compile") else {
        panic!("the compiler did not get as far as {name}:\n{told}");
    };
    format!("{}\n", told.trim_end())
}

/// The number of errors among what the compiler says.
fn count(errors: &str) -> usize {
    errors.lines().filter(|line| line.starts_with("error")).count()
}
