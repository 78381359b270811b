//! Tests `diff` with the catalogs of the workspace.

mod run;

use std::fs;

use run::run;

/// Expected: only the retry of one entry differs, which changes no type, name, code or status: nothing that is visible in Rust.
#[test]
fn a_retry_of_tencent_meeting_that_becomes_never_breaks_callers() {
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("codes.toml");
    let text = fs::read_to_string(run::tests().join("../../codes.toml")).unwrap();
    let retry = "retry   = \"transient\"";
    assert!(text.contains(retry));
    fs::write(&new, text.replacen(retry, "retry   = \"never\"", 1)).unwrap();
    let old = "../../codes.toml";
    let outcome = run(&["diff", old, new.to_str().unwrap()]);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (1, ""));
    let text = outcome.stdout.replace(&folder.path().join("").display().to_string(), "");
    run::assert_expected("tencent-meeting/diff-retry.txt", &text);
    assert_eq!(run(&["diff", old, new.to_str().unwrap(), "--level=source"]).exit, 0);
}

#[test]
fn no_catalog_of_the_workspace_has_changes_against_itself() {
    let mut compared = 0;
    for folder in ["../..", "../../examples", "../../examples/catalogs", "../../tests/expansions", "catalogs"]
    {
        for file in fs::read_dir(run::tests().join(folder)).unwrap() {
            let path = file.unwrap().path();
            let is_catalog = path.extension().is_some_and(|extension| extension == "toml")
                && fs::read_to_string(&path).unwrap().contains("[catalog]");
            let path = path.to_str().unwrap();
            // Some are there for their errors.
            if is_catalog && run(&["check", path]).exit == 0 {
                let outcome = run(&["diff", path, path]);
                assert_eq!(outcome.exit, 0, "{path}");
                assert!(outcome.stdout.ends_with(": no changes\n"), "{path}: {}", outcome.stdout);
                compared += 1;
            }
        }
    }
    assert!(compared > 20, "{compared}");
}
