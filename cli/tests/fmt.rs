//! Tests `fmt`: the layout, and that neither a comment nor a value is lost.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

mod run;

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use run::{assert_expected, run};

/// Writes a file, formats it, and returns its text.
fn formatted(text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("codes.toml");
    std::fs::write(&file, text).unwrap();
    let outcome = run(&["fmt", file.to_str().unwrap()]);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (0, ""), "{text}");
    std::fs::read_to_string(&file).unwrap()
}

/// A catalog in the style of other formatters: keys in any order, no alignment, arrays and tables over several lines.
const OTHER_STYLE: &str = r#"

# The catalog.


[catalog]
name = "shop" # its name
schema = 1
locales = [
  "en",
  "zh", # Chinese
]
  # Who owns the API.
role = "own"
[tables.order]
type = "u64"
enum="OrderFailure"


[order.OutOfStock] # nothing left
  message = {zh = "没有货",en = "Nothing is left" }
  # A large one.
  code = 0xFFFF_FFFF_FFFF_FFFF
  seen = [ "OUT","SOLD" , ]
  category = 'failed-precondition'
"retry" = "never"
also=[1,{from=2,to=3}]
# The end.


# Really.
"#;

/// The expected file was written by hand.
#[test]
fn the_layout_is_that_of_the_expected_file() {
    assert_expected("fmt.toml", &formatted(OTHER_STYLE));
    assert_eq!(formatted(&formatted(OTHER_STYLE)), formatted(OTHER_STYLE));
    // Line endings of Windows are those of the formatted file, too, wherever a text has none.
    assert_eq!(formatted(&OTHER_STYLE.replace('\n', "\r\n")), formatted(OTHER_STYLE));
}

#[test]
fn a_check_changes_nothing_and_names_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let (bad, good) = (folder.path().join("bad.toml"), folder.path().join("good.toml"));
    std::fs::write(&bad, OTHER_STYLE).unwrap();
    std::fs::write(&good, formatted(OTHER_STYLE)).unwrap();
    let (bad_name, good_name) = (bad.to_str().unwrap(), good.to_str().unwrap());
    let outcome = run(&["fmt", "--check", good_name, bad_name]);
    assert_eq!((outcome.exit, outcome.stdout), (1, format!("{bad_name}: not formatted\n")));
    assert_eq!(std::fs::read_to_string(&bad).unwrap(), OTHER_STYLE);
    assert_eq!(run(&["fmt", "--check", good_name]).exit, 0);
    assert_eq!(run(&["fmt", bad_name, good_name]).stdout, format!("{bad_name}: formatted\n"));
}

#[test]
fn a_file_that_is_not_toml_is_an_error_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("codes.toml");
    std::fs::write(&file, "[catalog\nschema = 1\n").unwrap();
    let outcome = run(&["fmt", file.to_str().unwrap()]);
    assert_eq!(outcome.exit, 2);
    assert!(outcome.stderr.contains("which is not valid TOML"), "{outcome:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "[catalog\nschema = 1\n");
    assert_eq!(run(&["fmt", "catalogs/absent.toml"]).exit, 2);
}

/// The catalogs of the workspace that people read are formatted.
#[test]
fn the_catalogs_of_the_workspace_are_formatted() {
    let root = run::tests().join("../..");
    let mut files = vec![root.join("codes.toml"), root.join("examples/billing_service/codes.toml")];
    files.extend(tomls(&root.join("examples/catalogs")));
    assert!(files.len() > 10);
    for file in files {
        let outcome = run(&["fmt", "--check", file.to_str().unwrap()]);
        assert_eq!((outcome.exit, outcome.stdout.as_str()), (0, ""));
    }
}

/// Every catalog of the tests, valid or not, keeps its comments and stays as it is when it is formatted again.
#[test]
fn formatting_keeps_comments_and_is_idempotent() {
    let tests = run::tests().join("../../tests/catalogs");
    let mut count = 0;
    for file in tomls(&tests.join("good")).into_iter().chain(tomls(&tests.join("bad"))) {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        if text.parse::<toml_edit::DocumentMut>().is_err() {
            continue;
        }
        let once = formatted(&text);
        assert_eq!(comments(&once), comments(&text), "{}", file.display());
        assert_eq!(formatted(&once), once, "{}", file.display());
        count += 1;
    }
    assert!(count > 200, "{count}");
}

fn tomls(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|kind| kind == "toml")).collect()
}

/// Returns all comments, sorted. No catalog of the tests has the sign of a comment inside a text, but in a URL.
fn comments(text: &str) -> Vec<&str> {
    let lines = text.lines().filter_map(|line| line.find("# ").map(|at| line[at..].trim_end()));
    let mut comments: Vec<&str> = lines.collect();
    comments.sort_unstable();
    comments
}

/// Returns all characters but spaces and commas, sorted: what a layout may not change.
fn characters(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    characters.sort_unstable();
    characters
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Expected: each comment and each value is there once afterwards, wherever comments and blank lines are.
    #[test]
    fn no_comment_is_lost_wherever_it_is(
        lines in proptest::collection::vec((0..4_usize, 0..3_usize, any::<bool>(), any::<bool>()), 1..12),
    ) {
        let mut text = String::from("[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n[tables.order]\ntype = \"u16\"\n");
        for (at, (blank, above, behind, indented)) in lines.iter().enumerate() {
            let indent = if *indented { "  " } else { "" };
            text += &"\n".repeat(*blank);
            for number in 0..*above {
                text += &format!("{indent}# above {at} {number}\n");
            }
            let comment = if *behind { format!("   # behind {at}") } else { String::new() };
            text += &match at % 3 {
                0 => format!("{indent}[order.E{at}]{comment}\ncode = {at}\n"),
                1 => format!("{indent}seen=[ 'a{at}' , ]{comment}\n"),
                _ => format!("{indent}category = \"internal\"{comment}\n"),
            };
        }
        let once = formatted(&text);
        prop_assert_eq!(comments(&once), comments(&text));
        prop_assert_eq!(formatted(&once), once.clone());
        prop_assert_eq!(characters(&once), characters(&text));
    }
}
