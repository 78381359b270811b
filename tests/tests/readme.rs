//! Checks the README: its excerpts are current, its diagnostic is what the compiler prints, and its steps have the output
//! that it shows. Its other Rust code is compiled as doctests of the crate.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use errcat_catalog::{Source, check};
use errcat_tests::outside::{Outside, root, run, text};

const README: &str = include_str!("../../README.md");
const KEYS: &str = include_str!("../../core/src/guide/keys.md");
const CODES: &str = include_str!("../../codes.toml");

/// Returns the README's code blocks in a language, without the indentation of the list item that contains them.
fn blocks(language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String, usize)> = None;
    for line in README.lines() {
        let indent = line.len() - line.trim_start().len();
        match &mut open {
            None => {
                if let Some(name) = line.trim_start().strip_prefix("```") {
                    open = Some((name.to_owned(), String::new(), indent));
                }
            }
            Some((name, text, _)) if line.trim() == "```" => {
                if name == language {
                    blocks.push(std::mem::take(text));
                }
                open = None;
            }
            Some((_, text, indent)) => {
                text.push_str(line.get(*indent..).unwrap_or_default());
                text.push('\n');
            }
        }
    }
    blocks
}

#[test]
fn the_excerpt_of_the_catalog_is_current() {
    let excerpt = &blocks("toml")[0];
    let shown: Vec<&str> = excerpt.lines().collect();
    let catalog: Vec<&str> = CODES.lines().collect();
    let start = catalog.iter().position(|line| *line == shown[0]).unwrap();
    assert_eq!(catalog[start..start + shown.len()], shown[..]);
}

#[test]
fn the_diagnostic_is_rendered_as_the_readme_shows_it() {
    let shown = blocks("text").into_iter().find(|block| block.starts_with("error: ")).unwrap();
    let entry = CODES.find("[rest.MinuteCallLimitReached]").unwrap();
    let (before, after) = CODES.split_at(entry);
    let broken = format!("{before}{}", after.replacen("resource-exhausted", "resource-exausted", 1));
    let source = Source::from_text("codes.toml", &broken);
    let diagnostics = check(&source).diagnostics;
    assert_eq!(diagnostics.len(), 1);
    // The compiler indents the lines of a message by the width of `error: `.
    let rendered = diagnostics[0].render_for_compiler(&source).to_string().replace('\n', "\n       ");
    let rendered: Vec<&str> = rendered.lines().map(str::trim_end).collect();
    let expected = format!("error: {}\n", rendered.join("\n"));
    assert!(shown.starts_with(&expected), "the README shows\n{shown}\nbut the compiler prints\n{expected}");
}

#[test]
fn the_steps_have_the_output_that_the_readme_shows() {
    let outside = Outside::create();
    let manifest = format!(
        "[package]\nname = \"reader\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{}",
        blocks("toml")[1].replace("version = \"0.1\"", &format!("path = {:?}", root().join("core"))),
    );
    outside.write("reader/Cargo.toml", &manifest);
    outside.write("reader/codes.toml", &blocks("toml")[2]);
    outside.write("reader/src/main.rs", &blocks("rust,ignore")[0]);
    let output = run(outside.cargo(&["run", "--package", "reader"]));
    assert!(output.status.success(), "{}", text(&output.stderr));
    let expected = blocks("text").into_iter().find(|block| block.starts_with("17: ")).unwrap();
    assert_eq!(text(&output.stdout), expected);
}

/// Returns whether a text contains some consecutive lines, whatever their indentation.
fn has_lines(text: &str, lines: &str) -> bool {
    let all: Vec<&str> = text.lines().map(str::trim).collect();
    let searched: Vec<&str> = lines.lines().map(str::trim).collect();
    all.windows(searched.len()).any(|lines| lines == searched)
}

#[test]
fn the_excerpts_of_the_billing_example_are_current() {
    let section = README.split("## An API of your own").nth(1).unwrap();
    let variant = blocks("rust,ignore").pop().unwrap();
    assert!(section.contains(&variant), "{variant}");
    assert!(has_lines(include_str!("../../examples/billing_service/src/errors.rs"), &variant), "{variant}");
    let story = blocks("text").into_iter().find(|block| block.contains("CardDeclined")).unwrap();
    assert!(has_lines(include_str!("../../examples/billing_service/tests/story.txt"), &story), "{story}");
}

/// The help of `unknown-key` has all keys of a table of the schema: each is in the guide and in the catalog's header.
#[test]
fn the_guide_and_the_header_of_the_catalog_have_every_key() {
    let catalog = "[catalog]\nschema = 1\nname = \"x\"\nlocales = [\"en\"]\nNOT = 1\n\
                   [catalog.attributes.a]\ntype = \"u8\"\nNOT = 1\n\
                   [tables.t]\ntype = \"i32\"\nNOT = 1\n\
                   [tables.t.envelope]\ncode = \"/c\"\nNOT = 1\n\
                   [tables.t.envelope.items]\nat = \"/i\"\ncode = \"/c\"\nNOT = 1\n\
                   [tables.t.reserved]\nNOT = 1\n\
                   [tables.t.classes.c]\nNOT = 1\n\
                   [t.A]\ncode = 1\nNOT = 1\n\
                   [t.A.params.p]\ntype = \"u8\"\nNOT = 1\n";
    let diagnostics = check(&Source::from_text("codes.toml", catalog)).diagnostics;
    assert_eq!(diagnostics.len(), 9, "{diagnostics:?}");
    let header = CODES.split("\n[catalog]").next().unwrap();
    for diagnostic in diagnostics {
        assert_eq!(diagnostic.rule.id(), "unknown-key");
        let (_, keys) = diagnostic.help.split_once("valid keys are ").unwrap();
        for key in keys.split(", ") {
            let forms = [format!(".{key}`"), format!(".{key}."), format!("`{key}`")];
            let in_table = forms.iter().any(|form| KEYS.contains(form));
            assert!(in_table, "the guide's table has no `{key}`");
            assert!(header.contains(key), "the header of codes.toml has no `{key}`");
        }
    }
}
