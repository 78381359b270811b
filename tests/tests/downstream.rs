//! Builds and runs the packages of `downstream/` in a workspace of their own, as the users of errcat do.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use errcat_tests::outside::{Outside, errcat, run, target, text};

/// Creates a workspace with one package of `downstream`, which depends only on errcat.
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

/// Returns the standard output of a command, which must succeed.
fn output(command: Command) -> String {
    let shown = format!("{command:?}");
    let output = run(command);
    assert!(output.status.success(), "{shown}\n{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn a_program_is_rebuilt_if_and_only_if_its_catalog_or_one_that_it_extends_changes() {
    let outside = with_dependencies("renamed", &[errcat("wire", "")]);
    let catalog = fs::read_to_string(outside.path("renamed/codes.toml")).unwrap();
    let run_it = || output(outside.cargo(&["run", "--package", "renamed"]));
    let before = "17 OutOfStock: Nothing is left of this item (400, do not retry)\n\
                  18 Busy: Busy (503, retry after a short wait)\n";
    assert_eq!(run_it(), before);

    let renumbered = catalog.replace("= 17", "= 1017");
    let added = "\n[order.Lost]\ncode = 19\ncategory = \"not-found\"\nretry = { throttled = \"90s\" }\n";
    outside.write("renamed/codes.toml", &(renumbered + added));
    let after = "1017 OutOfStock: Nothing is left of this item (400, do not retry)\n\
                 18 Busy: Busy (503, retry after a short wait)\n\
                 19 Lost: Lost (404, retry after 90 s at the earliest)\n";
    assert_eq!(run_it(), after);

    let base = |message: &str| {
        format!(
            "[tables.common]\ntype = \"u8\"\n[common.Full]\ncode = 7\nmessage = \"{message}\"\n[order.Lost]\nmessage = \"{message}\"\n"
        )
    };
    let extended = outside.path("renamed/codes.toml");
    let extended = fs::read_to_string(extended).unwrap().replacen(
        "schema  = 1",
        "schema  = 1\nextends = \"common/base.toml\"",
        1,
    );
    outside.write("renamed/common/base.toml", &base("Somewhere"));
    outside.write("renamed/codes.toml", &extended);
    assert_eq!(run_it(), after.replace("Lost: Lost", "Lost: Somewhere"));
    outside.write("renamed/common/base.toml", &base("Elsewhere"));
    let after = after.replace("Lost: Lost", "Lost: Elsewhere");
    assert_eq!(run_it(), after);

    let unchanged = run(outside.cargo(&["run", "--package", "renamed"]));
    assert_eq!(text(&unchanged.stdout), after);
    assert!(!text(&unchanged.stderr).contains("Compiling"), "{}", text(&unchanged.stderr));
}

/// The derive refers to `errcat`, which a renamed dependency does not have: that is one error, at the derive.
#[test]
fn a_derive_without_the_name_of_a_renamed_crate_is_one_error() {
    let outside = with_dependencies("renamed", &[errcat("wire", "")]);
    let program = fs::read_to_string(outside.path("renamed/src/main.rs")).unwrap();
    outside.write("renamed/src/main.rs", &program.replace("#[coded(crate = wire)]\n", ""));
    let printed = text(&run(outside.cargo(&["check", "--quiet", "--package", "renamed"])).stderr);
    let errors: Vec<&str> = printed.lines().filter(|line| line.starts_with("error")).collect();
    let [error, summary] = errors.as_slice() else { panic!("{printed}") };
    assert_eq!(*error, "error[E0432]: unresolved import `errcat`", "{printed}");
    assert!(summary.contains("could not compile `renamed`"), "{printed}");
    assert!(printed.contains("#[derive(wire::Coded)]") && !printed.contains("warning"), "{printed}");
}

#[cfg(unix)]
#[test]
fn a_catalog_may_be_a_symbolic_link_whose_target_is_watched() {
    let catalog = |code: i64| {
        let header =
            "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n[tables.order]\ntype = \"i64\"\n";
        format!("{header}[order.Lost]\ncode = {code}\n")
    };
    let elsewhere = tempfile::TempDir::new().unwrap();
    let target = elsewhere.path().join("shared.toml");
    fs::write(&target, catalog(-1)).unwrap();
    let outside = with("linked");
    std::os::unix::fs::symlink(&target, outside.path("linked/codes.toml")).unwrap();
    let run_it = || output(outside.cargo(&["run", "--package", "linked"]));
    assert_eq!(run_it(), "-1 Lost: Lost\n");
    fs::write(&target, catalog(2)).unwrap();
    assert_eq!(run_it(), "2 Lost: Lost\n");
}

/// Neither the macro nor the compiler reads a device, a pipe that nobody writes to, or a file of any size.
#[cfg(unix)]
#[test]
fn a_catalog_that_is_not_a_regular_file_is_an_error() {
    let elsewhere = tempfile::TempDir::new().unwrap();
    let fifo = elsewhere.path().join("fifo");
    assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    let sparse = elsewhere.path().join("sparse");
    fs::File::create(&sparse).unwrap().set_len(1 << 36).unwrap();
    let outside = with("linked");
    for (target, expected) in [
        (Path::new("/dev/zero"), "`linked/codes.toml` is not a regular file"),
        (fifo.as_path(), "`linked/codes.toml` is not a regular file"),
        (elsewhere.path(), "`linked/codes.toml` is a directory"),
        (sparse.as_path(), "the catalog is larger than 32 MiB"),
    ] {
        let link = outside.path("linked/codes.toml");
        let _ = fs::remove_file(&link);
        std::os::unix::fs::symlink(target, &link).unwrap();
        let printed = text(&run(outside.cargo(&["check", "--quiet", "--package", "linked"])).stderr);
        assert!(printed.contains(&format!("error: {expected} [unreadable]")), "{printed}");
    }
}

#[test]
fn the_macros_work_without_the_standard_library() {
    let outside = with_dependencies("bare", &[errcat("errcat", ", default-features = false")]);
    output(outside.cargo(&["build", "--package", "bare"]));
}

#[test]
fn the_macros_work_without_the_prelude() {
    output(with("preludeless").cargo(&["run", "--package", "preludeless"]));
}

#[test]
fn codes_may_be_called_in_modules_functions_macros_tests_examples_and_doctests() {
    for edition in [2021, 2024] {
        let package = format!("call-sites-{edition}");
        let outside = Outside::create();
        outside.add(&package, &source("call_sites"), edition, &[errcat("errcat", "")]);
        let printed = output(outside.cargo(&["test", "--package", &package]));
        for passed in
            ["4 passed", "codes_may_be_called_in_an_integration_test ... ok", "src/lib.rs - (line 3) ... ok"]
        {
            assert!(printed.contains(passed), "{printed}");
        }
        let shown = output(outside.cargo(&["run", "--package", &package, "--example", "show"]));
        assert_eq!(shown, "此商品已售完\n");
    }
}

#[test]
fn unusual_names_codes_and_texts_are_kept_as_they_are_written() {
    let printed = output(with("odd").cargo(&["test", "--package", "odd", "--test", "values"]));
    assert!(printed.contains("8 passed"), "{printed}");
}

#[test]
fn generated_code_passes_the_strictest_lints() {
    let outside = with("odd");
    output(outside.cargo(&["clippy", "--package", "odd", "--", "--deny", "warnings"]));
}

#[test]
fn generated_code_is_documented_without_warnings() {
    let outside = with("odd");
    let mut doc = outside.cargo(&["doc", "--no-deps", "--package", "odd"]);
    doc.env("RUSTDOCFLAGS", "--deny warnings");
    output(doc);
}

#[test]
fn an_enum_is_serialized_as_its_code() {
    let dependencies = [errcat("errcat", ", features = [\"serde\"]"), "serde_json = \"1\"".to_owned()];
    let outside = with_dependencies("json", &dependencies);
    output(outside.cargo(&["run", "--package", "json"]));
}

/// Any package of a build may switch on features of a dependency that all share.
#[test]
fn json_is_read_and_written_with_any_features_of_serde_json() {
    let features = ["arbitrary_precision", "float_roundtrip", "preserve_order", "unbounded_depth"];
    let alone = features.map(|feature| vec![feature]);
    for features in [vec![], features.to_vec()].into_iter().chain(alone) {
        let serde_json = format!("serde_json = {{ version = \"1\", features = {features:?} }}");
        let dependencies = [errcat("errcat", ", features = [\"serde\"]"), serde_json];
        let outside = with_dependencies("json_features", &dependencies);
        output(outside.cargo(&["run", "--package", "json_features"]));
    }
}

#[test]
fn exactly_the_2500_entries_of_a_large_catalog_are_found() {
    let mut catalog = String::from(
        "[catalog]\nschema = 1\nname = \"large\"\nlocales = [\"en\"]\n\
         [tables.number]\ntype = \"i32\"\n[tables.word]\ntype = \"string\"\n",
    );
    for entry in 0..2_500 {
        let code = (entry * 1_777 % 2_500) * 3 / 2 - 2_000;
        write!(catalog, "[number.E{entry}]\ncode = {code}\n[word.E{entry}]\ncode = \"w{code}\"\n").unwrap();
    }
    let outside = with("large");
    outside.write("large/codes.toml", &catalog);
    let printed = output(outside.cargo(&["run", "--package", "large"]));
    // The codes are pairs of consecutive numbers with one number between the pairs: each has one neighbour that is not a code.
    assert_eq!(printed, "2500 neighbours are not codes\n");
}

/// Neither its span nor its catalog is in the package, unless the target folder is.
#[test]
fn a_call_may_be_in_code_that_a_build_script_generates() {
    assert_eq!(output(with("generated").cargo(&["run", "--package", "generated"])), "7 Lost\n");
}

const LOST: &str = "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n\
                    [tables.order]\ntype = \"i64\"\n[order.Lost]\ncode = 1\n";

#[cfg(unix)]
#[test]
fn a_folder_may_have_any_name() {
    let outside = Outside::create_in("a b 'c' \"d\" 会议 # ");
    outside.add("named", &source("linked"), 2024, &[errcat("errcat", "")]);
    let program = fs::read_to_string(outside.path("named/src/main.rs")).unwrap();
    outside.write("named/src/main.rs", &program.replace("codes.toml", "错误 'e' f.toml"));
    outside.write("named/错误 'e' f.toml", LOST);
    let run_it = || output(outside.cargo(&["run", "--package", "named"]));
    assert_eq!(run_it(), "1 Lost: Lost\n");
    outside.write("named/错误 'e' f.toml", &LOST.replace("code = 1", "code = 12"));
    assert_eq!(run_it(), "12 Lost: Lost\n");
    outside.write("named/错误 'e' f.toml", &LOST.replace("code", "cod"));
    let printed = text(&run(outside.cargo(&["check", "--quiet", "--package", "named"])).stderr);
    assert!(printed.contains("--> named/错误 'e' f.toml:8:1\n"), "{printed}");
}

/// Sources may be read-only, such as those of a package manager.
#[cfg(unix)]
#[test]
fn a_build_writes_nothing_into_the_sources() {
    use std::os::unix::fs::PermissionsExt;

    let outside = Outside::create();
    outside.add("locked", &source("linked"), 2024, &[errcat("errcat", "")]);
    outside.write("locked/codes.toml", LOST);
    // Cargo writes the lock file.
    output(outside.cargo(&["metadata", "--format-version", "1"]));
    let root = outside.path("");
    let before = contents(&root);
    let set_mode = |mode| {
        for folder in ["locked/src", "locked", ""] {
            fs::set_permissions(outside.path(folder), fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    set_mode(0o555);
    let built = run(outside.cargo(&["run", "--locked", "--package", "locked"]));
    set_mode(0o755);
    assert_eq!(text(&built.stdout), "1 Lost: Lost\n", "{}", text(&built.stderr));
    assert_eq!(contents(&root), before);
}

/// Returns the paths below a folder, with the bytes of files.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found.sort();
    found
}

#[test]
fn a_program_is_the_same_in_whichever_folder_it_is_built() {
    let build = || {
        let outside = Outside::create();
        outside.add("program", &source("linked"), 2024, &[errcat("errcat", "")]);
        outside.write("program/codes.toml", LOST);
        let folder = outside.path("").canonicalize().unwrap();
        let remap = format!("--remap-path-prefix={}=/folder", folder.display());
        output(outside.cargo(&["rustc", "--package", "program", "--", &remap]));
        let program =
            fs::read(target().join(format!("debug/program{}", std::env::consts::EXE_SUFFIX))).unwrap();
        let path = folder.to_str().unwrap().as_bytes();
        assert!(!program.windows(path.len()).any(|bytes| bytes == path), "it has the folder's path");
        program
    };
    assert!(build() == build(), "the two programs differ");
}

#[test]
fn a_library_is_the_same_in_whichever_folder_it_is_built() {
    let (here, there) = (twin(), twin());
    assert!(here.library == there.library, "the two libraries differ");
    assert_eq!(here.inputs, there.inputs);
    assert!(here.inputs.contains(": twin/src/lib.rs twin/src/../codes.toml\n"), "{}", here.inputs);
}

struct Twin {
    library: Vec<u8>,
    /// The files that the compiler read, which cargo watches.
    inputs: String,
}

/// Builds a library in a new folder.
fn twin() -> Twin {
    let outside = Outside::create();
    outside.add("twin", &source("odd"), 2024, &[errcat("errcat", "")]);
    // Without this the compiler itself writes the folder's path into the library.
    let folder = outside.path("").canonicalize().unwrap();
    let remap = format!("--remap-path-prefix={}=/folder", folder.display());
    output(outside.cargo(&["rustc", "--package", "twin", "--", &remap]));
    let library = fs::read(target().join("debug/libtwin.rlib")).unwrap();
    let emit = "--emit=dep-info=twin/inputs";
    output(outside.cargo(&["rustc", "--package", "twin", "--", &remap, emit]));
    Twin { library, inputs: fs::read_to_string(outside.path("twin/inputs")).unwrap() }
}
