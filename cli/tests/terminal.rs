//! Tests colours, and output that cannot be written.

mod run;

use std::fmt::Write;
use std::process::Stdio;

use run::{command, outcome, run};

const ESCAPE: char = '\u{1b}';

const TEXTS: [&[&str]; 5] = [
    &["check", "catalogs/errors.toml"],
    &["check", "catalogs/shop.toml"],
    &["explain", "17", "--file", "catalogs/shop.toml"],
    &["explain", "99", "--file", "catalogs/shop.toml"],
    &["export", "json", "catalogs/errors.toml"],
];

#[test]
fn output_to_a_pipe_has_no_colours() {
    for words in TEXTS {
        let outcome = run(words);
        assert!(!outcome.stdout.contains(ESCAPE) && !outcome.stderr.contains(ESCAPE), "{outcome:?}");
    }
}

#[test]
fn colours_can_be_forced_and_disabled() {
    for words in [TEXTS[0], TEXTS[2], TEXTS[3], TEXTS[4]] {
        let forced = outcome(command(words).env("CLICOLOR_FORCE", "1"));
        assert!(forced.stdout.contains(ESCAPE) || forced.stderr.contains(ESCAPE), "{forced:?}");
        let refused = outcome(command(words).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1"));
        assert!(!refused.stdout.contains(ESCAPE) && !refused.stderr.contains(ESCAPE), "{refused:?}");
    }
}

/// The form is that of OSC 8, by which terminals know links.
#[test]
fn a_url_is_a_link_in_a_terminal_only() {
    let words = ["explain", "OutOfStock", "--file", "catalogs/every-key.toml"];
    let url = "https://example.com/errors#out-of-stock";
    let forced = outcome(command(&words).env("CLICOLOR_FORCE", "1"));
    let link = format!("{ESCAPE}]8;;{url}{ESCAPE}\\{url}{ESCAPE}]8;;{ESCAPE}\\");
    assert!(forced.stdout.contains(&link), "{forced:?}");
    let piped = run(&words);
    assert!(piped.stdout.contains(&format!("  {url}\n")), "{piped:?}");
}

#[test]
fn colours_follow_the_option_before_the_environment() {
    let colours = |option: &str| {
        let mut command = command(&["check", "catalogs/errors.toml", option]);
        let outcome = outcome(command.env("NO_COLOR", "1"));
        outcome.stdout.contains(ESCAPE)
    };
    assert!(colours("--color=always"));
    assert!(!colours("--color=never") && !colours("--color=auto"));
}

#[test]
fn json_has_no_colours_even_if_forced() {
    for words in
        [&["check", "--format=json", "catalogs/errors.toml"], &["export", "json", "catalogs/shop.toml"]]
    {
        let forced = outcome(command(words).env("CLICOLOR_FORCE", "1"));
        assert_eq!(forced.stdout, run(words).stdout);
    }
}

#[test]
fn no_text_of_a_catalog_controls_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("codes.toml");
    let text = std::fs::read_to_string(run::tests().join("catalogs/warning.toml")).unwrap();
    std::fs::write(&file, text.replace("Nothing is left.", r"\u001b[2J\u009b2J")).unwrap();
    let words = ["explain", "17", "--file", file.to_str().unwrap()];
    let forced = outcome(command(&words).env("CLICOLOR_FORCE", "1"));
    assert!(forced.stdout.contains("␛[2J\u{fffd}2J"), "{forced:?}");
}

/// A file may have any name, also one that is not UTF-8.
#[test]
#[cfg(unix)]
fn no_name_of_a_file_controls_the_terminal() {
    use std::os::unix::ffi::OsStrExt;

    let folder = tempfile::tempdir().unwrap();
    let name = std::ffi::OsStr::from_bytes(b"a\x1b[2J\nFAKE\xe2\x80\xae\xff.toml");
    let shown = "a␛[2J␊FAKE\u{fffd}\u{fffd}.toml";
    let run = |words: &[&str]| {
        outcome(command(words).arg(name).current_dir(folder.path()).env("CLICOLOR_FORCE", "1"))
    };
    for words in [&["check"][..], &["export", "json"], &["explain", "17", "--file"]] {
        let missing = run(words);
        assert!(missing.stderr.contains(&format!("cannot read `{shown}`: ")), "{missing:?}");
    }
    for catalog in ["errors.toml", "warning.toml"] {
        std::fs::copy(run::tests().join("catalogs").join(catalog), folder.path().join(name)).unwrap();
        let checked = run(&["check"]);
        assert!(checked.stdout.contains(&format!("{shown}: ")), "{checked:?}");
        assert!(checked.stdout.contains(&format!("{shown}:")), "{checked:?}");
        let unknown = run(&["explain", "NoSuchEntry", "--file"]);
        let formatted = run(&["fmt", "--check"]);
        assert!(formatted.stdout.is_empty() || formatted.stdout.contains(shown), "{formatted:?}");
        for text in [checked.stdout, checked.stderr, unknown.stdout, unknown.stderr, formatted.stdout] {
            assert!(
                !text.contains("FAKE\u{202e}") && !text.contains("\nFAKE") && !text.contains("a\u{1b}"),
                "{text}"
            );
        }
    }
    // JSON is for programs, and has escapes of its own.
    let json = run(&["check", "--format=json"]);
    assert!(json.stdout.contains(r"a\u001b[2J\nFAKE"), "{json:?}");
}

/// The output is larger than a pipe's buffer, and nobody reads it: `println!` would panic.
#[test]
fn a_closed_pipe_does_not_change_the_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("codes.toml");
    let mut text = std::fs::read_to_string(run::tests().join("catalogs/warning.toml")).unwrap();
    for code in 1000..3000 {
        let _ = write!(text, "\n[order.E{code}]\ncode = {code}\nmessage = \"Stop.\"\n");
    }
    std::fs::write(&file, &text).unwrap();
    let errors = folder.path().join("errors.toml");
    std::fs::write(&errors, text + "[order.Again]\ncode = 1000\n").unwrap();
    let (file, errors) = (file.to_str().unwrap(), errors.to_str().unwrap());
    for (words, exit) in [
        (&["check", file][..], 0),
        (&["check", file, "--format=json"], 0),
        (&["export", "json", file], 0),
        (&["check", errors], 1),
        (&["check", errors, "--format=json"], 1),
    ] {
        let mut child = command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(output.status.code(), Some(exit), "{words:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_failure() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = command(&["export", "json", "catalogs/shop.toml"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: cannot write to standard output: "));
}
