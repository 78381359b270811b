//! Packages outside of this workspace that depend on errcat, as its users have them: `downstream/PACKAGE`.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use errcat_tests::outside::{Outside, errcat, run, target, text};

/// A place outside with a package of `downstream`, which depends on errcat alone.
fn with(package: &str) -> Outside {
    with_dependencies(package, &[errcat("errcat", "")])
}

fn with_dependencies(package: &str, dependencies: &[String]) -> Outside {
    let outside = Outside::create();
    outside.add(package, &source(package), 2024, dependencies);
    outside
}

fn source(package: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("downstream").join(package)
}

/// What a command prints. It has to succeed.
fn output(command: Command) -> String {
    let shown = format!("{command:?}");
    let output = run(command);
    assert!(output.status.success(), "{shown}\n{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn a_program_is_built_again_when_its_list_changes_and_only_then() {
    let outside = with_dependencies("renamed", &[errcat("wire", "")]);
    let list = fs::read_to_string(outside.path("renamed/codes.toml")).unwrap();
    let run_it = || output(outside.cargo(&["run", "--package", "renamed"]));
    let before = "17 OutOfStock: Nothing is left of this item (400, do not retry)\n\
                  18 Busy: Busy (503, retry after a short wait)\n";
    assert_eq!(run_it(), before);

    let renumbered = list.replace("= 17", "= 1017");
    let added = "\n[order.Lost]\ncode = 19\ncategory = \"not-found\"\nretry = { throttled = \"90s\" }\n";
    outside.write("renamed/codes.toml", &(renumbered + added));
    let after = "1017 OutOfStock: Nothing is left of this item (400, do not retry)\n\
                 18 Busy: Busy (503, retry after a short wait)\n\
                 19 Lost: Lost (404, retry after 90 s at the earliest)\n";
    assert_eq!(run_it(), after);

    let unchanged = run(outside.cargo(&["run", "--package", "renamed"]));
    assert_eq!(text(&unchanged.stdout), after);
    assert!(!text(&unchanged.stderr).contains("Compiling"), "{}", text(&unchanged.stderr));
}

/// Under another name, errcat is not where the derive looks for it: that is one error, at the derive.
#[test]
fn a_derive_that_does_not_say_how_the_crate_is_called_is_one_error() {
    let outside = with_dependencies("renamed", &[errcat("wire", "")]);
    let program = fs::read_to_string(outside.path("renamed/src/main.rs")).unwrap();
    outside.write("renamed/src/main.rs", &program.replace("#[coded(crate = wire)]\n", ""));
    let told = text(&run(outside.cargo(&["check", "--quiet", "--package", "renamed"])).stderr);
    let errors: Vec<&str> = told.lines().filter(|line| line.starts_with("error")).collect();
    let [error, summary] = errors.as_slice() else { panic!("{told}") };
    assert_eq!(*error, "error[E0432]: unresolved import `errcat`", "{told}");
    assert!(summary.contains("could not compile `renamed`"), "{told}");
    assert!(told.contains("#[derive(wire::Coded)]") && !told.contains("warning"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_list_may_be_a_symbolic_link_out_of_the_package_and_is_watched_there() {
    let list = |code: i64| {
        let header =
            "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n[tables.order]\ntype = \"i64\"\n";
        format!("{header}[order.Lost]\ncode = {code}\n")
    };
    let elsewhere = tempfile::TempDir::new().unwrap();
    let target = elsewhere.path().join("shared.toml");
    fs::write(&target, list(-1)).unwrap();
    let outside = with("linked");
    std::os::unix::fs::symlink(&target, outside.path("linked/codes.toml")).unwrap();
    let run_it = || output(outside.cargo(&["run", "--package", "linked"]));
    assert_eq!(run_it(), "-1 Lost: Lost\n");
    fs::write(&target, list(2)).unwrap();
    assert_eq!(run_it(), "2 Lost: Lost\n");
}

#[test]
fn a_crate_without_the_standard_library_has_enums() {
    let outside = with_dependencies("bare", &[errcat("errcat", ", default-features = false")]);
    output(outside.cargo(&["build", "--package", "bare"]));
}

#[test]
fn a_crate_without_the_prelude_has_everything_that_an_enum_has() {
    output(with("preludeless").cargo(&["run", "--package", "preludeless"]));
}

#[test]
fn a_call_may_stand_in_modules_functions_macros_tests_examples_and_doctests() {
    for edition in [2021, 2024] {
        let package = format!("places-{edition}");
        let outside = Outside::create();
        outside.add(&package, &source("places"), edition, &[errcat("errcat", "")]);
        let told = output(outside.cargo(&["test", "--package", &package]));
        for passed in ["4 passed", "the_enum_is_the_tests_own ... ok", "src/lib.rs - (line 3) ... ok"] {
            assert!(told.contains(passed), "{told}");
        }
        let shown = output(outside.cargo(&["run", "--package", &package, "--example", "show"]));
        assert_eq!(shown, "此商品已售完\n");
    }
}

#[test]
fn names_codes_and_texts_mean_themselves() {
    let told = output(with("odd").cargo(&["test", "--package", "odd", "--test", "values"]));
    assert!(told.contains("8 passed"), "{told}");
}

#[test]
fn what_is_generated_passes_the_strictest_lints() {
    let outside = with("odd");
    if !run(outside.cargo(&["clippy", "--version"])).status.success() {
        eprintln!("there is no clippy: nothing was linted");
        return;
    }
    output(outside.cargo(&["clippy", "--package", "odd", "--", "--deny", "warnings"]));
}

#[test]
fn what_is_generated_is_documented_without_a_warning() {
    let outside = with("odd");
    let mut doc = outside.cargo(&["doc", "--no-deps", "--package", "odd"]);
    doc.env("RUSTDOCFLAGS", "--deny warnings");
    output(doc);
}

#[test]
fn an_enum_is_its_code_in_json() {
    let dependencies = [errcat("errcat", ", features = [\"serde\"]"), "serde_json = \"1\"".to_owned()];
    let outside = with_dependencies("json", &dependencies);
    output(outside.cargo(&["run", "--package", "json"]));
}

#[test]
fn each_of_2500_entries_is_found_by_code_and_by_name_and_nothing_else_is() {
    let mut list = String::from(
        "[catalog]\nschema = 1\nname = \"large\"\nlocales = [\"en\"]\n\
         [tables.number]\ntype = \"i32\"\n[tables.word]\ntype = \"string\"\n",
    );
    for entry in 0..2_500 {
        let code = (entry * 1_777 % 2_500) * 3 / 2 - 2_000;
        write!(list, "[number.E{entry}]\ncode = {code}\n[word.E{entry}]\ncode = \"w{code}\"\n").unwrap();
    }
    let outside = with("large");
    outside.write("large/codes.toml", &list);
    let told = output(outside.cargo(&["run", "--package", "large"]));
    // The codes are pairs of neighbours, and between two pairs is one number: each code is beside one that is none.
    assert_eq!(told, "2500 codes beside the list's are none of it\n");
}

#[test]
fn two_folders_give_the_same_bytes() {
    let (here, there) = (twin(), twin());
    assert!(here.library == there.library, "the two libraries differ");
    assert_eq!(here.inputs, there.inputs);
    assert!(here.inputs.contains(": twin/src/lib.rs twin/src/../codes.toml\n"), "{}", here.inputs);
}

struct Twin {
    library: Vec<u8>,
    /// The files that the compiler read, for cargo to watch.
    inputs: String,
}

/// Builds a library in a folder of its own.
fn twin() -> Twin {
    let outside = Outside::create();
    outside.add("twin", &source("odd"), 2024, &[errcat("errcat", "")]);
    // Without this the compiler itself writes down where the folder is.
    let folder = outside.path("").canonicalize().unwrap();
    let remap = format!("--remap-path-prefix={}=/folder", folder.display());
    output(outside.cargo(&["rustc", "--package", "twin", "--", &remap]));
    let library = fs::read(target().join("debug/libtwin.rlib")).unwrap();
    let emit = "--emit=dep-info=twin/inputs";
    output(outside.cargo(&["rustc", "--package", "twin", "--", &remap, emit]));
    Twin { library, inputs: fs::read_to_string(outside.path("twin/inputs")).unwrap() }
}
