//! Tests completions and manual pages.

mod run;

use std::process::{Command, Stdio};

use run::run;

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

#[test]
fn there_is_a_script_for_each_shell() {
    for shell in SHELLS {
        let outcome = run(&["completions", shell]);
        assert_eq!((outcome.exit, outcome.stderr.as_str()), (0, ""), "{shell}");
        for word in ["check", "explain", "export", "expand", "format"] {
            assert!(outcome.stdout.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(run(&["completions", "tcsh"]).exit, 2);
}

/// The function is the one that the script registers. Bash reads the script, and proposes the subcommands.
#[test]
#[cfg(target_os = "linux")]
fn bash_completes_subcommands() {
    let script = run(&["completions", "bash"]).stdout;
    let ask = "COMP_WORDS=(cargo-errcat ex); COMP_CWORD=1; _cargo__errcat cargo-errcat ex cargo-errcat; echo \"${COMPREPLY[*]}\"";
    let output = Command::new("bash")
        .args(["--norc", "-c", &format!("{script}\n{ask}")])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let proposed = String::from_utf8(output.stdout).unwrap();
    for word in ["expand", "explain", "export"] {
        assert!(proposed.contains(word), "{proposed:?} {:?}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_manual_has_a_page_for_each_subcommand() {
    let folder = tempfile::tempdir().unwrap();
    let outcome = run(&["man", folder.path().to_str().unwrap()]);
    assert_eq!(outcome.exit, 0, "{outcome:?}");
    let page = |name: &str| std::fs::read_to_string(folder.path().join(format!("{name}.1"))).unwrap();
    assert!(page("cargo-errcat").contains("explain"));
    for subcommand in ["check", "explain", "export", "expand", "completions", "man", "fmt", "add"] {
        assert!(page(&format!("cargo-errcat-{subcommand}")).starts_with(".ie"), "{subcommand}");
    }
    let absent = folder.path().join("absent");
    let outcome = run(&["man", absent.to_str().unwrap()]);
    assert_eq!(outcome.exit, 2);
    assert!(outcome.stderr.starts_with("error: cannot write the manual to `"), "{outcome:?}");
}

/// Each example of the help runs, on a catalog that has what it names.
#[test]
fn the_examples_of_the_help_are_valid_commands() {
    let mut count = 0;
    for subcommand in ["check", "explain", "expand", "fmt", "completions"] {
        let help = run(&[subcommand, "--help"]).stdout;
        let (_, examples) = help.split_once("Examples:\n").unwrap();
        for line in examples.lines() {
            let line = line.trim().strip_prefix("cargo errcat ").unwrap();
            let command = line.split("  ").next().unwrap().split(" > ").next().unwrap();
            // The shell's own work: quotes and patterns.
            let words: Vec<&str> = match command.split_once('"') {
                Some((before, quoted)) => {
                    before.split_whitespace().chain([quoted.trim_end_matches('"')]).collect()
                }
                None => command.split_whitespace().filter(|word| !word.contains('*')).collect(),
            };
            let outcome = run::run_in(&run::tests().join("../.."), &words);
            assert_eq!(outcome.exit, 0, "{line}: {outcome:?}");
            count += 1;
        }
    }
    assert_eq!(count, 16);
}
