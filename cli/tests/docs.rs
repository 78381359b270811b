//! Tests that the commands in `docs/` are commands that exist.

mod run;

use run::run;

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
