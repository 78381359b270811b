//! `check`: which exit code for which file, and the two forms of its diagnostics.

mod run;

use run::{assert_expected, run, run_in};
use serde_json::Value;

#[test]
fn a_valid_catalog_is_counted() {
    let answer = run(&["check", "catalogs/shop.toml"]);
    assert_eq!((answer.exit, answer.stderr.as_str()), (0, ""));
    assert_eq!(answer.stdout, "catalogs/shop.toml: 5 entries in 2 tables, no fault\n");
}

#[test]
fn cargo_adds_a_word_of_its_own() {
    let answer = run(&["errcat", "check", "catalogs/shop.toml"]);
    assert_eq!(answer.exit, 0, "{answer:?}");
}

#[test]
fn faults_are_shown_on_standard_output() {
    let answer = run(&["check", "catalogs/faults.toml"]);
    assert_eq!((answer.exit, answer.stderr.as_str()), (1, ""));
    assert_expected("check-faults.txt", &answer.stdout);
}

#[test]
fn a_matter_of_style_fails_nothing() {
    let answer = run(&["check", "catalogs/style.toml"]);
    assert_eq!((answer.exit, answer.stderr.as_str()), (0, ""));
    assert_expected("check-style.txt", &answer.stdout);
    assert_eq!(run(&["export", "json", "catalogs/style.toml"]).stderr, "");
}

#[test]
fn diagnostics_in_json_have_every_place() {
    let answer = run(&["check", "catalogs/faults.toml", "--format", "json"]);
    assert_eq!((answer.exit, answer.stderr.as_str()), (1, ""));
    assert_expected("check-faults.json", &answer.stdout);

    let json: Value = serde_json::from_str(&answer.stdout).unwrap();
    let text = std::fs::read_to_string(run::tests().join("catalogs/faults.toml")).unwrap();
    let marked = |place: &Value| {
        let at = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        text[at("start")..at("end")].to_owned()
    };
    let diagnostics = json["diagnostics"].as_array().unwrap();
    let [style, duplicate, category] = diagnostics.as_slice() else { panic!("{json}") };
    assert_eq!((&style["level"], &duplicate["level"]), (&Value::from("style"), &Value::from("fault")));
    assert_eq!((marked(duplicate).as_str(), marked(&duplicate["related"]).as_str()), ("17", "17"));
    assert_eq!(marked(category), "\"not-fond\"");
    assert_eq!(category["related"], Value::Null);
}

#[test]
fn a_valid_catalog_in_json_has_no_diagnostic() {
    let answer = run(&["check", "--format=json", "catalogs/shop.toml"]);
    assert_eq!(answer.exit, 0);
    let expected = "{\n  \"file\": \"catalogs/shop.toml\",\n  \"valid\": true,\n  \"diagnostics\": []\n}\n";
    assert_eq!(answer.stdout, expected);
}

#[test]
fn the_nearest_catalog_upwards_is_taken() {
    let root = tempfile::tempdir().unwrap();
    let deep = root.path().join("a/b");
    // A folder of that name is no catalog.
    std::fs::create_dir_all(deep.join("codes.toml")).unwrap();
    std::fs::copy(run::tests().join("catalogs/style.toml"), root.path().join("codes.toml")).unwrap();
    let up = std::path::Path::new("..").join("..").join("codes.toml");
    let last = |folder: &std::path::Path| {
        let answer = run_in(folder, &["check"]);
        assert_eq!(answer.exit, 0, "{answer:?}");
        answer.stdout.lines().last().unwrap().to_owned()
    };
    let summary = "1 entry in 1 table, no fault, 1 matter of style";
    assert_eq!(last(root.path()), format!("codes.toml: {summary}"));
    assert_eq!(last(&deep), format!("{}: {summary}", up.display()));
}

#[test]
fn where_there_is_no_catalog_the_command_says_so() {
    let tests = run::tests();
    // A temporary folder would not do: whoever else works there may leave a catalog.
    let root = tests.ancestors().last().unwrap();
    for words in [&["check"][..], &["explain", "1"], &["export", "json"]] {
        let answer = run_in(root, words);
        assert_eq!((answer.exit, answer.stdout.as_str()), (2, ""));
        assert!(answer.stderr.contains("could not find `codes.toml` in"), "{}", answer.stderr);
    }
}

#[test]
fn what_cannot_be_read_is_no_diagnostic() {
    for file in ["catalogs", "catalogs/none.toml"] {
        let answer = run(&["check", file]);
        assert_eq!((answer.exit, answer.stdout.as_str()), (2, ""));
        assert!(answer.stderr.contains(&format!("cannot read `{file}`: ")), "{}", answer.stderr);
    }
}

#[test]
fn what_is_read_and_is_no_text_is_a_diagnostic() {
    let folder = tempfile::tempdir().unwrap();
    let too_large = vec![b'#'; usize::try_from(errcat_catalog::Source::MAX_BYTES).unwrap() + 1];
    let files: [(&str, &[u8], &str); 3] = [
        ("latin1.toml", b"# caf\xe9", "the catalog is not UTF-8 from here on"),
        ("link.toml", b"../codes.toml", "it is a symbolic link that was checked out as text"),
        ("large.toml", &too_large, "the catalog is larger than 32 MiB"),
    ];
    for (name, bytes, message) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let answer = run_in(folder.path(), &["check", name]);
        assert_eq!((answer.exit, answer.stderr.as_str()), (1, ""));
        assert!(answer.stdout.starts_with("[unreadable] "), "{}", answer.stdout);
        assert!(answer.stdout.contains(message), "{}", answer.stdout);
        assert!(answer.stdout.ends_with(&format!("{name}: 1 fault\n")), "{}", answer.stdout);
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    for words in
        [&[][..], &["chek"], &["check", "--format", "xml"], &["export"], &["export", "xml"], &["explain"]]
    {
        let answer = run(words);
        assert_eq!((answer.exit, answer.stdout.as_str()), (2, ""), "{words:?}");
        assert!(
            answer.stderr.contains("--help") || answer.stderr.contains("Usage: cargo errcat"),
            "{answer:?}"
        );
    }
    assert_eq!(run(&["--help"]).exit, 0);
}

#[test]
fn usage_names_the_command_as_it_is_typed() {
    assert!(run(&["errcat", "check", "--help"]).stdout.contains("Usage: cargo errcat check "));
}
