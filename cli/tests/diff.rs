//! Tests `diff`: each kind of change, approvals, revisions of git, and the formats.
#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

mod run;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use run::{Outcome, assert_expected, run, run_in};
use serde_json::Value;

/// Returns the findings of a comparison, each as its impact and its rule.
fn findings(old: &Path, new: &Path) -> (i32, Vec<String>) {
    let outcome = run(&["diff", old.to_str().unwrap(), new.to_str().unwrap(), "--format=json"]);
    assert_eq!(outcome.stderr, "", "{}", new.display());
    let json: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let findings = json["findings"].as_array().unwrap().iter();
    (
        outcome.exit,
        findings.map(|finding| format!("{} {}", text(finding, "impact"), text(finding, "rule"))).collect(),
    )
}

/// Writes a catalog with the role `mirror` into a folder.
fn mirror(catalog: &Path, folder: &Path) -> PathBuf {
    let text =
        fs::read_to_string(catalog).unwrap().replacen("schema = 1", "schema = 1\nrole = \"mirror\"", 1);
    let path = folder.join(catalog.file_name().unwrap());
    fs::write(&path, text).unwrap();
    path
}

fn rules() -> BTreeSet<String> {
    let files = fs::read_dir(run::tests().join("diff")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    names.map(|name| name.split('.').next().unwrap().to_owned()).collect()
}

/// Expected, in a file named for the rule: what the change gives for a catalog that defines its API, for one that follows
/// another's, and what the reverse of the change gives for the former. Reasoned from whom each change affects: source, wire,
/// retries, operators or docs.
#[test]
fn each_kind_of_change_gives_its_rule_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut failed = Vec::new();
    for rule in rules() {
        let at = |ending: &str| run::tests().join("diff").join(format!("{rule}.{ending}"));
        let (old, new) = (at("old.toml"), at("new.toml"));
        let expected = fs::read_to_string(at("txt")).unwrap();
        let mirrored = (mirror(&old, folder.path()), mirror(&new, folder.path()));
        let cases = [("own", &old, &new), ("mirror", &mirrored.0, &mirrored.1), ("reverse", &new, &old)];
        for (key, old, new) in cases {
            let mut lines = expected.lines();
            let line = lines.find_map(|line| line.strip_prefix(&format!("{key}: "))).unwrap();
            let (exit, findings) = findings(old, new);
            let actual = if findings.is_empty() { "nothing".to_owned() } else { findings.join(", ") };
            if line != actual || exit != i32::from(line.contains("breaking")) {
                failed
                    .push(format!("{rule}, {key}\n  expected {line}\n  actual   {actual}, exit code {exit}"));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_catalog_has_no_changes_against_itself() {
    let every_key = "catalogs/every-key.toml";
    for rule in rules() {
        for ending in ["old", "new"] {
            let file = run::tests().join(format!("diff/{rule}.{ending}.toml"));
            assert_eq!(findings(&file, &file), (0, vec![]), "{rule}");
        }
    }
    let outcome = run(&["diff", every_key, every_key]);
    assert_eq!((outcome.exit, outcome.stdout.as_str()), (0, "catalogs/every-key.toml: no changes\n"));
    assert_eq!(run(&["diff", every_key, every_key, "--quiet"]).stdout, "");
}

/// Expected, by hand: of the release 2.0, an entry that was deprecated until 3.0 is removed early, and of the release 3.0 it is
/// not; a date says nothing about a version.
#[test]
fn what_was_announced_is_judged_by_the_release() {
    let folder = tempfile::tempdir().unwrap();
    let diff = run::tests().join("diff");
    let text = fs::read_to_string(diff.join("entry-removed-early.old.toml")).unwrap();
    let old = folder.path().join("old.toml");
    fs::write(&old, text.replace("9999-01-01", "3.0")).unwrap();
    let new = diff.join("entry-removed-early.new.toml");
    for (release, expected) in [
        ("--release=2.0", "entry-removed-early"),
        ("--release=3.0", "deprecated-entry-removed"),
        ("--release=2026-01-01", "deprecated-entry-removed"),
    ] {
        let outcome = run(&["diff", old.to_str().unwrap(), new.to_str().unwrap(), release]);
        assert!(outcome.stdout.contains(&format!("[{expected}]")), "{release}: {}", outcome.stdout);
    }
}

/// Nothing is promised about drafts.
#[test]
fn drafts_are_not_judged() {
    let folder = tempfile::tempdir().unwrap();
    let draft = |retry: &str, http: u16| {
        format!(
            "{HEADER}[order.Late]\ncode = 1\nretry = \"{retry}\"\nhttp = {http}\nstability = \"draft\"\n[order.Other]\ncode = 3\n"
        )
    };
    let (old, new) = (folder.path().join("old.toml"), folder.path().join("new.toml"));
    fs::write(&old, draft("transient", 400)).unwrap();
    fs::write(&new, draft("never", 500)).unwrap();
    assert_eq!(findings(&old, &new), (0, vec![]));
    fs::write(&new, format!("{HEADER}[order.Other]\ncode = 3\n")).unwrap();
    assert_eq!(findings(&old, &new), (0, vec![]));
}

const HEADER: &str =
    "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n[tables.order]\ntype = \"u16\"\n";

/// Returns the changes between two catalogs, without their header, each as its rule and what it is about, sorted.
fn changes(old: &str, new: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let (old_file, new_file) = (folder.path().join("old.toml"), folder.path().join("new.toml"));
    fs::write(&old_file, format!("{HEADER}{old}")).unwrap();
    fs::write(&new_file, format!("{HEADER}{new}")).unwrap();
    let outcome = run(&["diff", old_file.to_str().unwrap(), new_file.to_str().unwrap(), "--format=json"]);
    assert_eq!(outcome.stderr, "", "{new}");
    let json: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let findings = json["findings"].as_array().unwrap().iter();
    let mut changes: Vec<String> = findings
        .map(|finding| {
            let entry = finding["entry"].as_str().unwrap_or("-");
            format!("{} {entry}", finding["rule"].as_str().unwrap())
        })
        .collect();
    changes.sort();
    changes
}

fn entry(name: &str, code: u16, keys: &str) -> String {
    format!("[order.{name}]\ncode = {code}\nmessage = \"Message of {name}\"\n{keys}\n")
}

/// Expected, by hand: the pairs that a reader of both catalogs would make.
#[test]
fn entries_are_paired_as_a_reader_would() {
    let missing = entry("Missing", 1, "category = \"not-found\"");
    let closed = entry("Closed", 2, "category = \"failed-precondition\"");
    let paid = entry("Paid", 1, "category = \"aborted\"");
    // A name that stays says more than a code: the entry has another code, and something else has its old one.
    let moved = entry("Missing", 3, "category = \"not-found\"") + &paid;
    assert_eq!(changes(&missing, &moved), ["code-changed Missing", "code-reused Paid"]);
    // So does a former name.
    let moved = entry("NotFound", 3, "category = \"not-found\"\nformer = [\"Missing\"]\nalso = [4]") + &paid;
    let expected = [
        "also-added NotFound",
        "code-changed NotFound",
        "code-reused Paid",
        "message-without-params-reworded NotFound",
        "renamed-with-former NotFound",
    ];
    assert_eq!(changes(&missing, &moved), expected);
    // Another name and another code, with the same message and category, are the same entry.
    let gone = |keys: &str| {
        format!("[order.NotFound]\n{keys}\nmessage = \"Message of Missing\"\ncategory = \"not-found\"\n")
    };
    assert_eq!(changes(&missing, &gone("code = 9")), ["code-changed NotFound", "renamed NotFound"]);
    // With nothing in common, one entry was removed and another added.
    let late = entry("Late", 9, "category = \"unavailable\"");
    let expected = ["entry-added Late", "unreserved-entry-removed Closed"];
    assert_eq!(changes(&(missing.clone() + &closed), &(missing.clone() + &late)), expected);
    // An alias that becomes the name, while the name becomes an alias, is still there.
    let alias = missing + "aliases = [\"NotFound\"]\n";
    let swapped = gone("code = 1\naliases = [\"Missing\"]");
    assert_eq!(changes(&alias, &swapped), ["renamed-with-former NotFound"]);
}

/// Expected, by hand: each code that has another meaning, and each entry that has another code.
#[test]
fn codes_that_move_are_followed() {
    // Each of three entries has the code of another one: that is no swap of two.
    let three = |a, b, c| entry("A", a, "") + &entry("B", b, "") + &entry("C", c, "");
    let expected =
        ["code-changed", "code-reused"].map(|rule| ["A", "B", "C"].map(|name| format!("{rule} {name}")));
    assert_eq!(changes(&three(1, 2, 3), &three(2, 3, 1)), expected.concat());
    // A refinement has the code of the entry that it refines, which is reported there.
    let item = "[order.Item]\nof = \"Missing\"\nsubcode = 7\nmessage = \"No item\"\n";
    let refined = |code| entry("Missing", code, "") + item;
    assert_eq!(changes(&refined(1), &refined(5)), ["code-changed Missing"]);
    // An entry of its own gets a code of a range in `also`.
    let ranged = entry("Missing", 1, "also = [{ from = 10, to = 19 }]");
    let taken = entry("Missing", 1, "also = [{ from = 10, to = 18 }]") + &entry("Late", 19, "");
    assert_eq!(changes(&ranged, &taken), ["also-narrowed Missing", "code-reused Late"]);
}

/// Expected, by hand: what follows from one line of a class is reported once, at the class.
#[test]
fn what_follows_from_a_class_is_reported_once() {
    let class = |name: &str, keys: &str| format!("[tables.order.classes.{name}]\n{keys}\n");
    let in_class = |class: &str, keys: &str| {
        let keys = format!("class = \"{class}\"\n{keys}");
        entry("A", 1, &keys) + &entry("B", 2, &keys)
    };
    // The category of a class gives the status, the retry and the retry safety of its entries.
    let stock = |category: &str, keys: &str| {
        class("stock", &format!("category = \"{category}\"")) + &in_class("stock", keys)
    };
    let once = ["class-changed classes.stock"];
    assert_eq!(changes(&stock("not-found", ""), &stock("unavailable", "")), once);
    // What an entry states itself does not follow from its class.
    let expected = ["class-changed classes.stock", "http-changed A", "http-changed B"];
    let (old, new) = (stock("not-found", "http = 404"), stock("unavailable", "http = 410"));
    assert_eq!(changes(&old, &new), expected);
    // Neither does what it stated until now.
    let retry = |class_retry: &str, own: &str| {
        class("stock", &format!("retry = \"{class_retry}\""))
            + &entry("A", 1, &format!("class = \"stock\"\n{own}"))
            + &entry("B", 2, "class = \"stock\"")
    };
    let expected = ["class-changed classes.stock", "retry-from-never A"];
    assert_eq!(changes(&retry("transient", "retry = \"never\""), &retry("throttled", "")), expected);
    // A class that has another name, and one that is new.
    let named = |name: &str| class(name, "retry = \"transient\"") + &in_class(name, "");
    assert_eq!(changes(&named("stock"), &named("store")), ["class-changed classes.store"]);
    let plain = entry("A", 1, "") + &entry("B", 2, "");
    assert_eq!(changes(&plain, &named("stock")), once);
}

/// Expected, by hand: what follows from one line of the table or of another entry is reported once, where that line is.
#[test]
fn what_follows_from_a_table_is_reported_once() {
    let masked = |mask: &str| {
        format!("mask = \"{mask}\"\n")
            + &entry("A", 1, "category = \"internal\"")
            + &entry("B", 2, "category = \"internal\"")
            + &entry("C", 3, "exposure = \"public\"")
            + &entry("D", 4, "exposure = \"public\"")
    };
    assert_eq!(changes(&masked("C"), &masked("D")), ["mask-changed -"]);
    let cased = |case: &str| {
        let keys = "params = { order_id = \"u32\", city = \"string\" }";
        format!("param_case = \"{case}\"\n") + &entry("A", 1, keys) + &entry("B", 2, keys)
    };
    assert_eq!(changes(&cased("snake"), &cased("camel")), ["param-wire-changed -"]);
    // An entry that leaves the table leaves its sets.
    let set = |list: &str| format!("[order.sets]\ncreate = {list}\n");
    let both = set("[\"A\", \"B\"]") + &entry("A", 1, "") + &entry("B", 2, "category = \"aborted\"");
    let one = set("[\"A\"]") + &entry("A", 1, "");
    assert_eq!(changes(&both, &one), ["unreserved-entry-removed B"]);
    // A message that is the name in words follows from the name.
    let silent = |name: &str| format!("[order.{name}]\ncode = 1\n");
    assert_eq!(changes(&silent("Missing"), &silent("NotThere")), ["renamed NotThere"]);
}

/// Expected, by hand: one finding for the pattern, and one for the URL that does not follow it.
#[test]
fn a_pattern_of_urls_is_reported_once() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = |host: &str, own: &str| {
        let pattern = format!("url = \"https://{host}/{{code}}\"\n[tables.order]");
        let url = format!("url = \"https://{own}/b\"");
        HEADER.replace("[tables.order]", &pattern) + &entry("A", 1, "") + &entry("B", 2, &url)
    };
    let (old, new) = (folder.path().join("old.toml"), folder.path().join("new.toml"));
    fs::write(&old, catalog("a.example", "own.example")).unwrap();
    for changed in [catalog("b.example", "own.example"), catalog("a.example", "other.example")] {
        fs::write(&new, changed).unwrap();
        assert_eq!(findings(&old, &new), (1, vec!["breaking url-changed".to_owned()]));
    }
}

/// Expected, by hand: a location after the known ones takes nothing away, and one before them does.
#[test]
fn a_further_location_breaks_nothing() {
    let envelope = |code: &str, waits: &str| {
        format!("[tables.order.envelope]\ncode = {code}\nretry_after = {waits}\n") + &entry("A", 1, "")
    };
    let (wait, header) = ("{ at = \"/wait\" }", "{ at = \"header:X-Wait\", unit = \"ms\" }");
    let old = envelope("\"/code\"", wait);
    let later = envelope("[\"/code\", \"/error/code\"]", &format!("[{wait}, {header}]"));
    assert_eq!(changes(&old, &later), Vec::<String>::new());
    assert_eq!(changes(&later, &old), ["location-moved envelope", "location-moved envelope"]);
    let earlier = envelope("[\"/error/code\", \"/code\"]", &format!("[{header}, {wait}]"));
    assert_eq!(changes(&old, &earlier), ["location-moved envelope", "waits-reordered envelope"]);
    let part = |at: &str| format!("[tables.order.envelope]\ncode = {at}\n") + &entry("A", 1, "");
    let after = "{ at = \"/type\", after = \"#\" }";
    assert_eq!(changes(&part("\"/type\""), &part(after)), ["location-moved envelope"]);
}

const OLD: &str = "catalogs/diff-old.toml";
const NEW: &str = "catalogs/diff-new.toml";

#[test]
fn the_formats_are_those_of_the_expected_files() {
    for (arguments, file) in [
        (&["--format=text"][..], "diff.txt"),
        (&["--format=json"], "diff.json"),
        (&["--format=markdown"], "diff.md"),
        (&["--format=github"], "diff-github.txt"),
        (&["--changelog"], "diff-changelog.md"),
        (&["--quiet"], "diff-quiet.txt"),
        (&["--level=retry"], "diff-retry.txt"),
    ] {
        let outcome = run(&[&["diff", OLD, NEW], arguments].concat());
        assert_eq!((outcome.exit, outcome.stderr.as_str()), (1, ""), "{arguments:?}");
        assert_expected(file, &outcome.stdout);
    }
}

/// Copies the two catalogs into a folder, with approvals of all that breaks but the first.
fn with_approvals(folder: &Path, approvals: &str) -> Outcome {
    for (from, to) in [(OLD, "old.toml"), (NEW, "codes.toml")] {
        fs::copy(run::tests().join(from), folder.join(to)).unwrap();
    }
    fs::write(folder.join("codes.allow.toml"), approvals).unwrap();
    run_in(folder, &["diff", "old.toml", "codes.toml"])
}

fn approval(fingerprint: &str) -> String {
    format!("[[allow]]\nfingerprint = \"{fingerprint}\"\nreason = \"agreed with all clients\"\n\n")
}

/// Expected: an approval takes its finding out of the count, and if all are approved, nothing breaks; one that no finding
/// needs is a warning.
#[test]
fn approved_changes_do_not_count() {
    let folder = tempfile::tempdir().unwrap();
    let outcome = run(&["diff", OLD, NEW, "--format=json"]);
    let json: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let is_breaking = |finding: &&Value| finding["impact"] == "breaking";
    let findings = json["findings"].as_array().unwrap().iter().filter(is_breaking);
    let prints: Vec<&str> = findings.map(|finding| finding["fingerprint"].as_str().unwrap()).collect();
    assert!(prints.len() > 1);

    let outcome =
        with_approvals(folder.path(), &prints[1..].iter().map(|print| approval(print)).collect::<String>());
    assert_eq!(outcome.exit, 1);
    assert!(outcome.stdout.contains("changes (1 breaking, "), "{}", outcome.stdout);
    let all: String = prints.iter().map(|print| approval(print)).collect();
    let outcome = with_approvals(folder.path(), &all);
    assert_eq!(outcome.exit, 0);
    assert!(outcome.stdout.contains("approved agreed with all clients"), "{}", outcome.stdout);
    assert!(outcome.stdout.ends_with("needs a new minor version\n"), "{}", outcome.stdout);
    assert!(!outcome.stdout.contains("warning: "), "{}", outcome.stdout);

    let outcome = with_approvals(folder.path(), &(all + &approval("0123456789abcdef")));
    assert_eq!(outcome.exit, 0);
    let line = prints.len() * 4 + 1;
    let warning =
        format!("warning: codes.allow.toml:{line}: no change has the fingerprint 0123456789abcdef: ");
    assert!(outcome.stdout.contains(&warning), "{}", outcome.stdout);
}

#[test]
fn approvals_that_cannot_be_read_are_errors() {
    let folder = tempfile::tempdir().unwrap();
    for (approvals, expected) in [
        ("[[allow]]\nfingerprint = \"a\"\n", "codes.allow.toml:1: an approval without `reason`: "),
        (
            "[[allow]]\nfingerprint = \"a\"\nreason = \" \"\n",
            "codes.allow.toml:1: an approval without `reason`: ",
        ),
        ("\n[[allow]]\nreason = \"a\"\n", "codes.allow.toml:2: an approval without `fingerprint`: "),
        ("[[allow]]\nfingerprint = \"a\"\nreasons = \"b\"\n", "codes.allow.toml:1: unknown key `reasons`"),
        ("allow = 1\n", "codes.allow.toml:1: expected only [[allow]] tables"),
        ("allow = [1]\n", "codes.allow.toml:1: expected [[allow]] with "),
        ("[[allow]\n", "codes.allow.toml:1: "),
    ] {
        let outcome = with_approvals(folder.path(), approvals);
        assert_eq!((outcome.exit, outcome.stdout.as_str()), (2, ""), "{approvals}");
        assert!(outcome.stderr.starts_with(&format!("error: {expected}")), "{}", outcome.stderr);
    }
    let twice = approval("a") + &approval("a");
    let outcome = with_approvals(folder.path(), &twice);
    assert_eq!(outcome.stderr, "error: codes.allow.toml:5: a is approved twice\n");
    assert_eq!(run(&["diff", OLD, NEW, "--allow=absent.toml"]).exit, 2);
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=a", "-c", "user.email=a@b.example"]).args(arguments);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Expected: the old catalog, and the one that it extends, are those of the revision; without a revision, those where the
/// branch began, whatever happened on the main branch since then.
#[test]
fn a_revision_of_git_is_the_old_catalog() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let api = root.join("api");
    fs::create_dir(&api).unwrap();
    let catalog = "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n";
    let own = format!("{catalog}extends = \"../common.toml\"\n");
    let base = |retry: &str| {
        format!("{catalog}[tables.order]\ntype = \"u16\"\n[order.Late]\ncode = 1\nretry = \"{retry}\"\n")
    };
    fs::write(api.join("codes.toml"), own).unwrap();
    fs::write(root.join("common.toml"), base("transient")).unwrap();
    git(root, &["init", "--quiet", "--initial-branch=main"]);
    git(root, &["add", "."]);
    git(root, &["commit", "--quiet", "--message=one"]);
    git(root, &["tag", "v1"]);
    git(root, &["checkout", "--quiet", "-b", "change"]);
    fs::write(root.join("common.toml"), base("never")).unwrap();
    for arguments in [&["diff"][..], &["diff", "--git=v1"], &["diff", "--git=main", "codes.toml"]] {
        let outcome = run_in(&api, arguments);
        assert_eq!((outcome.exit, outcome.stderr.as_str()), (1, ""), "{arguments:?}");
        assert!(outcome.stdout.starts_with("breaking[retry-to-never]: order.Late: "), "{}", outcome.stdout);
    }
    git(root, &["commit", "--quiet", "--all", "--message=two"]);
    assert_eq!(run_in(&api, &["diff"]).exit, 1);
    assert_eq!(run_in(&api, &["diff", "--git=HEAD"]).exit, 0);

    let failed = |arguments: &[&str]| {
        let outcome = run_in(&api, arguments);
        assert_eq!((outcome.exit, outcome.stdout.as_str()), (2, ""), "{arguments:?}");
        outcome.stderr
    };
    assert!(failed(&["diff", "--git=absent"]).starts_with("error: `absent` is not a revision: "));
    assert!(failed(&["diff", "--git=--output=x"]).starts_with("error: `--output=x` is not a revision: "));
    fs::write(api.join("new.toml"), base("never")).unwrap();
    assert!(failed(&["diff", "--git=v1", "new.toml"]).starts_with("error: cannot read `new.toml` at v1: "));
}

/// Without errors in the catalogs there is something to compare, and one file is not enough.
#[test]
fn what_cannot_be_compared_is_an_error() {
    for (arguments, expected) in [
        (&["diff", OLD][..], "error: to compare `catalogs/diff-old.toml` with another file, give both; "),
        (&["diff", OLD, NEW, "--git=main"], "error: with --git, give only the new catalog"),
        (&["diff", OLD, "absent.toml"], "error: cannot read `absent.toml`: "),
        (&["diff", "catalogs/errors.toml", NEW], "warning[final-stop]: "),
    ] {
        let outcome = run(arguments);
        assert_eq!((outcome.exit, outcome.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(outcome.stderr.starts_with(expected), "{}", outcome.stderr);
    }
    let outside = tempfile::tempdir().unwrap();
    fs::copy(run::tests().join(OLD), outside.path().join("codes.toml")).unwrap();
    assert_eq!(run_in(outside.path(), &["diff"]).exit, 2);
}
