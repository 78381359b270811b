//! Tests `check`: its exit codes, and its output as text and as JSON.

mod run;

use run::{assert_expected, run, run_in};
use serde_json::Value;

#[test]
fn the_entries_of_a_valid_catalog_are_counted() {
    let outcome = run(&["check", "catalogs/shop.toml"]);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (0, ""));
    assert_eq!(outcome.stdout, "catalogs/shop.toml: 5 entries in 2 tables, no errors\n");
}

#[test]
fn cargo_passes_the_name_of_the_subcommand() {
    let outcome = run(&["errcat", "check", "catalogs/shop.toml"]);
    assert_eq!(outcome.exit, 0, "{outcome:?}");
}

#[test]
fn errors_are_shown_on_standard_output() {
    let outcome = run(&["check", "catalogs/errors.toml"]);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (1, ""));
    assert_expected("check-errors.txt", &outcome.stdout);
}

#[test]
fn a_warning_does_not_fail_the_check() {
    let outcome = run(&["check", "catalogs/warning.toml"]);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (0, ""));
    assert_expected("check-warning.txt", &outcome.stdout);
    assert_eq!(run(&["export", "json", "catalogs/warning.toml"]).stderr, "");
}

/// Expected: the keys in which `OutOfSize` differs from `OutOfStock`, with both values; 400 is that of the class `request`.
#[test]
fn the_overrides_of_refinements_are_listed() {
    let outcome = run(&["check", "catalogs/every-key.toml", "--overrides"]);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (0, ""));
    let codes = "18446744073709551615";
    let expected = format!(
        "{codes}/size OutOfSize refines {codes} OutOfStock:\n  class: service -> request\n  \
         http: 409 -> 400\n  category: failed-precondition -> invalid-argument\n\n\
         catalogs/every-key.toml: 5 entries in 2 tables, no errors\n"
    );
    assert_eq!(outcome.stdout, expected);
    assert_eq!(run(&["check", "--overrides", "--format=json"]).exit, 2);
}

/// Expected: code 17 of `invoice` is that of `order` in the other file, 18 is in no other table, and each file is counted.
#[test]
fn several_catalogs_are_compared_by_their_code_spaces() {
    let outcome = run(&["check", "catalogs/orders.toml", "catalogs/invoices.toml"]);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (1, ""));
    assert_expected("check-code-space.txt", &outcome.stdout);
    for file in ["catalogs/orders.toml", "catalogs/invoices.toml"] {
        assert_eq!(run(&["check", file]).exit, 0, "{file}");
    }

    let outcome = run(&["check", "--format=json", "catalogs/orders.toml", "catalogs/invoices.toml"]);
    let json: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let rules = |at: usize| -> Vec<&str> {
        let diagnostics = json[at]["diagnostics"].as_array().unwrap();
        diagnostics.iter().map(|diagnostic| diagnostic["rule"].as_str().unwrap()).collect()
    };
    assert_eq!((rules(0), rules(1)), (vec![], vec!["duplicate-code", "reserved-code"]));
}

/// Expected: the location is that in the file that is extended, as text and as JSON, in which bytes are those of that file.
#[test]
fn an_error_of_a_catalog_that_is_extended_is_shown_in_its_file() {
    let outcome = run(&["check", "catalogs/extending.toml"]);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (1, ""));
    assert_expected("check-extending.txt", &outcome.stdout);

    let outcome = run(&["check", "catalogs/extending.toml", "--format=json"]);
    let json: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let diagnostic = &json["diagnostics"][0];
    let text = std::fs::read_to_string(run::tests().join("catalogs/errors.toml")).unwrap();
    let start = usize::try_from(diagnostic["start"].as_u64().unwrap()).unwrap();
    assert_eq!(diagnostic["file"], "catalogs/errors.toml");
    assert!(text[start..].starts_with('"'), "{diagnostic}");
}

/// Expected: one command of GitHub's workflows for each diagnostic, with its level, place and rule.
#[test]
fn diagnostics_are_annotations_for_github() {
    let outcome = run(&["check", "catalogs/errors.toml", "catalogs/shop.toml", "--format=github"]);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (1, ""));
    assert_expected("check-errors-github.txt", &outcome.stdout);
}

#[test]
fn a_quiet_check_shows_only_diagnostics() {
    assert_eq!(run(&["check", "catalogs/shop.toml", "--quiet"]).stdout, "");
    let outcome = run(&["check", "catalogs/errors.toml", "-q"]);
    let loud = run(&["check", "catalogs/errors.toml"]).stdout;
    assert_eq!(outcome.exit, 1);
    assert_eq!(loud, outcome.stdout + "catalogs/errors.toml: 2 errors, 1 warning\n");
}

/// Expected, by hand: a key, words of errcat, and final stops are replaced; a name of the catalog is not, since a similar one
/// may be meant; comments and layout stay, in the catalog and in the one that it extends.
#[test]
fn certain_fixes_are_applied_and_nothing_else_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("codes.toml");
    let base = folder.path().join("base.toml");
    let text = r#"# A catalog.
[catalog]
schema = 1
name = 'shop'
locales = ['en', "zh"]
extends = "base.toml"

[tables.order]   # orders
type   = 'u61'
mask = "Failde"

[order.OutOfStock]
code     = 0x11 # hexadecimal
categroy = "failed-preconditon"  # sic
message  = { en = "Nothing is \u006ceft.", zh = '''没有货。''' }

[order.Failed]
code = 2
"retry" = 'transiant'
exposure = "public"
"#;
    let fixed = text
        .replace("u61", "u16")
        .replace("categroy", "category")
        .replace("preconditon", "precondition")
        .replace("ceft.", "ceft")
        .replace("没有货。", "没有货")
        .replace("transiant", "transient");
    let base_text = "[tables.stock]\ntype = \"u8\"\n[stock.Low]\ncode = 1\nretri = \"never\" # kept";
    std::fs::write(&file, text).unwrap();
    std::fs::write(&base, base_text).unwrap();
    let outcome = run(&["check", "--fix", file.to_str().unwrap()]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), fixed);
    assert_eq!(std::fs::read_to_string(&base).unwrap(), base_text.replace("retri ", "retry "));
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (1, ""));
    assert!(outcome.stdout.starts_with("7 fixes applied\n"), "{}", outcome.stdout);
    // What is left is the name of a mask, and nothing is left to fix.
    assert!(outcome.stdout.contains("error[invalid-mask]"), "{}", outcome.stdout);
    assert!(outcome.stdout.ends_with(": 1 error\n"), "{}", outcome.stdout);
    let again = run(&["check", "--fix", file.to_str().unwrap()]);
    assert!(again.stdout.starts_with("0 fixes applied\n"), "{again:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), fixed);
}

/// A value of the wrong type is no better under the right key.
#[test]
fn a_fix_that_does_not_help_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("codes.toml");
    let text = "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n[tables.order]\ntype = \"u8\"\n[order.A]\ncode = 1\nretri = 7\n";
    std::fs::write(&file, text).unwrap();
    let outcome = run(&["check", "--fix", file.to_str().unwrap()]);
    assert!(outcome.stdout.starts_with("0 fixes applied\n"), "{outcome:?}");
    assert_eq!(outcome.exit, 1, "{outcome:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn diagnostics_in_json_have_every_location() {
    let outcome = run(&["check", "catalogs/errors.toml", "--format", "json"]);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (1, ""));
    assert_expected("check-errors.json", &outcome.stdout);

    let json: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let text = std::fs::read_to_string(run::tests().join("catalogs/errors.toml")).unwrap();
    let marked = |location: &Value| {
        let at = |key: &str| usize::try_from(location[key].as_u64().unwrap()).unwrap();
        text[at("start")..at("end")].to_owned()
    };
    let diagnostics = json["diagnostics"].as_array().unwrap();
    let [warning, duplicate, category] = diagnostics.as_slice() else { panic!("{json}") };
    assert_eq!((&warning["level"], &duplicate["level"]), (&Value::from("warning"), &Value::from("error")));
    assert_eq!((marked(duplicate).as_str(), marked(&duplicate["related"]).as_str()), ("17", "17"));
    assert_eq!(marked(category), "\"not-fond\"");
    assert_eq!(category["related"], Value::Null);
}

#[test]
fn a_valid_catalog_in_json_has_no_diagnostic() {
    let outcome = run(&["check", "--format=json", "catalogs/shop.toml"]);
    assert_eq!(outcome.exit, 0);
    let expected = "{\n  \"file\": \"catalogs/shop.toml\",\n  \"valid\": true,\n  \"diagnostics\": []\n}\n";
    assert_eq!(outcome.stdout, expected);
}

#[test]
fn the_nearest_catalog_upwards_is_used() {
    let root = tempfile::tempdir().unwrap();
    let deep = root.path().join("a/b");
    // A folder of that name is not a catalog.
    std::fs::create_dir_all(deep.join("codes.toml")).unwrap();
    std::fs::copy(run::tests().join("catalogs/warning.toml"), root.path().join("codes.toml")).unwrap();
    let up = std::path::Path::new("..").join("..").join("codes.toml");
    let last = |folder: &std::path::Path| {
        let outcome = run_in(folder, &["check"]);
        assert_eq!(outcome.exit, 0, "{outcome:?}");
        outcome.stdout.lines().last().unwrap().to_owned()
    };
    let summary = "1 entry in 1 table, no errors, 1 warning";
    assert_eq!(last(root.path()), format!("codes.toml: {summary}"));
    assert_eq!(last(&deep), format!("{}: {summary}", up.display()));
}

#[test]
fn a_missing_catalog_is_reported() {
    let tests = run::tests();
    // Not a temporary folder: other programs may leave a catalog in a folder above it.
    let root = tests.ancestors().last().unwrap();
    for words in [&["check"][..], &["explain", "1"], &["export", "json"]] {
        let outcome = run_in(root, words);
        assert_eq!((outcome.exit, outcome.stdout.as_str()), (2, ""));
        assert!(outcome.stderr.contains("could not find `codes.toml` in"), "{}", outcome.stderr);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_not_a_diagnostic() {
    for file in ["catalogs", "catalogs/none.toml"] {
        let outcome = run(&["check", file]);
        assert_eq!((outcome.exit, outcome.stdout.as_str()), (2, ""));
        assert!(outcome.stderr.contains(&format!("cannot read `{file}`: ")), "{}", outcome.stderr);
    }
}

/// A link to a device has no end, and a pipe that nobody writes to has no beginning.
#[test]
#[cfg(unix)]
fn a_file_that_is_not_a_regular_one_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("zero.toml")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("fifo.toml")).status().unwrap();
    assert!(made.success());
    for file in ["zero.toml", "fifo.toml"] {
        for words in [&["check"][..], &["export", "json"], &["explain", "1", "--file"]] {
            let outcome = run_in(folder.path(), &[words, &[file]].concat());
            assert_eq!((outcome.exit, outcome.stdout.as_str()), (2, ""));
            let expected = format!("cannot read `{file}`: not a regular file\n");
            assert!(outcome.stderr.ends_with(&expected), "{}", outcome.stderr);
        }
    }
    // Of a file of any size, no more is read than a catalog may have.
    let sparse = std::fs::File::create(folder.path().join("sparse.toml")).unwrap();
    sparse.set_len(1 << 36).unwrap();
    let outcome = run_in(folder.path(), &["check", "sparse.toml"]);
    assert!(outcome.exit == 1 && outcome.stdout.contains("the catalog is larger than 32 MiB"), "{outcome:?}");
}

#[test]
fn a_file_that_is_not_text_is_a_diagnostic() {
    let folder = tempfile::tempdir().unwrap();
    let too_large = vec![b'#'; usize::try_from(errcat_catalog::Source::MAX_BYTES).unwrap() + 1];
    let files: [(&str, &[u8], &str); 3] = [
        ("latin1.toml", b"# caf\xe9", "the catalog is not valid UTF-8"),
        ("link.toml", b"../codes.toml", "a symbolic link was checked out as text"),
        ("large.toml", &too_large, "the catalog is larger than 32 MiB"),
    ];
    for (name, bytes, message) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let outcome = run_in(folder.path(), &["check", name]);
        assert_eq!((outcome.exit, outcome.stderr.as_str()), (1, ""));
        assert!(outcome.stdout.starts_with("error[unreadable]: "), "{}", outcome.stdout);
        assert!(outcome.stdout.contains(message), "{}", outcome.stdout);
        assert!(outcome.stdout.ends_with(&format!("{name}: 1 error\n")), "{}", outcome.stdout);
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    for words in
        [&[][..], &["chek"], &["check", "--format", "xml"], &["export"], &["export", "xml"], &["explain"]]
    {
        let outcome = run(words);
        assert_eq!((outcome.exit, outcome.stdout.as_str()), (2, ""), "{words:?}");
        assert!(
            outcome.stderr.contains("--help") || outcome.stderr.contains("Usage: cargo errcat"),
            "{outcome:?}"
        );
    }
    assert_eq!(run(&["--help"]).exit, 0);
}

#[test]
fn usage_names_the_command_as_it_is_typed() {
    assert!(run(&["errcat", "check", "--help"]).stdout.contains("Usage: cargo errcat check "));
}
