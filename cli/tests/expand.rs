//! Tests `expand` against the expansions that the tests of the workspace compile and use.

mod run;

use run::run;

/// Returns a text without the comments that it begins with.
fn without_header(text: &str) -> &str {
    text.split_once("\n\n").map_or(text, |(_, rest)| rest)
}

/// Expected: what is written is what those files contain, and they are compiled in place of a call of `codes!`.
#[test]
fn a_catalog_expands_to_what_its_call_expands_to() {
    for name in ["params", "unsigned", "refinements", "attributes"] {
        let catalog = format!("../../tests/expansions/{name}.toml");
        let expected = std::fs::read_to_string(run::tests().join(catalog.replace(".toml", ".rs"))).unwrap();
        let outcome = run(&["expand", &catalog]);
        assert_eq!((outcome.exit, outcome.stderr.as_str()), (0, ""));
        assert!(without_header(&outcome.stdout) == without_header(&expected), "{name} differs");
    }
}

#[test]
fn the_options_are_those_of_the_macro() {
    let shop = "catalogs/shop.toml";
    let all = run(&["expand", shop]).stdout;
    assert!(all.contains("pub enum StateError") && all.contains("pub enum OrderFailure"), "{all}");
    let one = run(&["expand", shop, "--table=order", "--vis=pub(crate)", "--crate=crate::wire", "--no-docs"])
        .stdout;
    assert!(one.contains("pub(crate) enum OrderFailure") && !one.contains("StateError"), "{one}");
    assert!(one.contains("crate::wire::") && !one.contains("::errcat::"), "{one}");
    assert!(all.contains("Nothing is left of this item") && !one.contains("/// "), "{one}");
    assert!(
        all.contains("Choose another item.")
            && !run(&["expand", shop, "--no-help", "--no-docs"]).stdout.contains("Choose another item.")
    );
}

#[test]
fn options_that_are_not_rust_and_unknown_tables_are_errors() {
    let stderr = |arguments: &[&str]| {
        let outcome = run(&[&["expand", "catalogs/shop.toml"], arguments].concat());
        assert_eq!((outcome.exit, outcome.stdout.as_str()), (2, ""));
        outcome.stderr
    };
    assert!(stderr(&["--vis=public"]).starts_with("error: `public` is not a visibility: "));
    assert!(stderr(&["--crate=a b"]).starts_with("error: `a b` is not a path: "));
    assert_eq!(stderr(&["--table=ordr"]), "error: the catalog has no table `ordr`; did you mean `order`?\n");
    assert_eq!(run(&["expand", "catalogs/errors.toml"]).exit, 1);
}
