//! Tests that the commands in `docs/` exist, and that the README shows what the command writes.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

mod run;

use std::collections::BTreeSet;

use run::run;
use serde_json::Value;

/// Returns the commands of a page: what follows `cargo errcat` in its blocks of code.
fn commands(page: &str) -> Vec<Vec<String>> {
    let lines =
        page.lines().map(|line| line.trim().trim_start_matches("- run: ").trim_start_matches("entry: "));
    let commands = lines.filter_map(|line| line.strip_prefix("cargo errcat "));
    commands.map(|command| command.split_whitespace().map(str::to_owned).collect()).collect()
}

/// With `--help`, a command line is parsed and not run.
#[test]
fn every_command_of_the_docs_is_accepted() {
    let folder = run::tests().join("../../docs");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let page = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for mut command in commands(&page) {
            command.push("--help".to_owned());
            let words: Vec<&str> = command.iter().map(String::as_str).collect();
            let outcome = run(&words);
            assert_eq!(outcome.exit, 0, "{command:?}: {outcome:?}");
            count += 1;
        }
    }
    assert!(count >= 9, "{count}");
    assert_eq!(run(&["check", "--quite", "--help"]).exit, 2);
    assert_eq!(run(&["chekc", "--help"]).exit, 2);
}

fn readme() -> String {
    std::fs::read_to_string(run::tests().join("../README.md")).unwrap()
}

#[test]
fn the_readme_shows_what_explain_writes() {
    let readme = readme();
    let (_, shown) = readme.split_once("$ cargo errcat explain 9003\n").unwrap();
    let (shown, _) = shown.split_once("```").unwrap();
    let outcome = run(&["explain", "9003", "--file=../../codes.toml"]);
    assert!(outcome.stdout.starts_with(shown), "{}", outcome.stdout);
}

/// The keys are compared, since the sample is of another catalog.
#[test]
fn the_readme_has_every_key_of_a_diagnostic() {
    fn keys(value: &Value) -> BTreeSet<&str> {
        value.as_object().unwrap().keys().map(String::as_str).collect()
    }
    let readme = readme();
    let (_, sample) = readme.split_once("```json\n{\n  \"file\"").unwrap();
    let (sample, _) = sample.split_once("```").unwrap();
    let sample: Value = serde_json::from_str(&format!("{{\"file\"{sample}")).unwrap();
    let outcome = run(&["check", "--format=json", "catalogs/errors.toml"]);
    let actual: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let (shown, duplicate) = (&sample["diagnostics"][0], &actual["diagnostics"][1]);
    assert_eq!(keys(&sample), keys(&actual));
    assert_eq!(keys(shown), keys(duplicate));
    assert_eq!(keys(&shown["related"]), keys(&duplicate["related"]));
    for key in ["rule", "level", "message", "label", "help", "fix"] {
        assert_eq!(shown[key], duplicate[key], "{key}");
    }
}
