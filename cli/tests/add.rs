//! Tests `add`: where an entry goes, which code it gets, what is refused, and that nothing else changes.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

mod run;

use std::path::PathBuf;

use run::{Outcome, run};
use tempfile::TempDir;

const CATALOG: &str = r#"# The catalog.
[catalog]
schema = 1
name = "shop"
locales = ["en", "zh"]

[tables.order]
type = "u64"
default_class = "request"
reserved = { codes = [4102], ranges = [{ from = 4104, to = 4105 }] }

[tables.order.classes.request]
http = 400

[tables.order.classes.stock]
category = "unavailable"
ranges = [{ from = 4100, to = 4110 }]

# Nothing is left.
[order.OutOfStock]   # by the warehouse
code     = 4101
message  = { en = "Nothing is left", zh = "没有货" }

# The largest.
[order.Huge]
code    = 18446744073709551615
also    = [4103]
message = { en = "Huge", zh = "巨大" }
# The end.
"#;

struct Shop {
    _folder: TempDir,
    file: PathBuf,
}

impl Shop {
    fn new(text: &str) -> Shop {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("codes.toml");
        std::fs::write(&file, text).unwrap();
        Shop { _folder: folder, file }
    }

    fn add(&self, arguments: &[&str]) -> Outcome {
        run(&[&["add", "--file", self.file.to_str().unwrap()], arguments].concat())
    }

    fn text(&self) -> String {
        std::fs::read_to_string(&self.file).unwrap()
    }
}

const TEXTS: [&str; 4] = ["--message", "en=The warehouse is closed", "--message", "zh=仓库已关闭"];

/// Expected, by hand: 4102 is reserved, 4103 received for another entry, and 4104 and 4105 are reserved, so that the next code
/// of the class is 4106; the class follows from the code. The entry follows the one with the greatest lower code.
#[test]
fn an_entry_gets_the_next_free_code_of_its_class_and_goes_where_its_code_belongs() {
    let shop = Shop::new(CATALOG);
    let outcome = shop.add(&[&["Closed", "--class=stock", "--code=next"], &TEXTS[..]].concat());
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (0, ""));
    let added = "[order.Closed]\ncode    = 4106\nmessage = { en = \"The warehouse is closed\", zh = \"仓库已关闭\" }\n";
    assert!(outcome.stdout.ends_with(&format!(": added\n{added}")), "{outcome:?}");
    let (before, after) = CATALOG.split_once("\n# The largest.").unwrap();
    assert_eq!(shop.text(), format!("{before}\n{added}\n# The largest.{after}"));
    assert_eq!(run(&["check", shop.file.to_str().unwrap()]).exit, 0);

    // The next one follows the greatest of the class.
    shop.add(&[&["Shut", "--class=stock", "--code=next"], &TEXTS[..]].concat());
    assert!(shop.text().contains("[order.Shut]\ncode    = 4107\n"), "{}", shop.text());
}

#[test]
fn every_option_becomes_a_key() {
    let shop = Shop::new(CATALOG);
    let outcome = shop.add(
        &[
            &[
                "Late",
                "--table=order",
                "--code=0x2",
                "--category=deadline-exceeded",
                "--http=504",
                "--since=2.0",
            ][..],
            &["--retry={ throttled = \"1m\" }", "--advice", "en=Wait.", "--advice", "zh=请等待。"],
            &TEXTS,
        ]
        .concat(),
    );
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (0, ""));
    // There is no lower code: the entry is behind the others, and before the comment at the end.
    let added = "[order.Late]\n\
                 code     = 0x2\n\
                 category = \"deadline-exceeded\"\n\
                 http     = 504\n\
                 retry    = { throttled = \"1m\" }\n\
                 message  = { en = \"The warehouse is closed\", zh = \"仓库已关闭\" }\n\
                 help     = { en = \"Wait.\", zh = \"请等待。\" }\n\
                 since    = \"2.0\"\n";
    assert_eq!(shop.text(), CATALOG.replace("# The end.\n", &format!("\n{added}# The end.\n")));
}

#[test]
fn what_check_would_refuse_is_refused_and_nothing_changes() {
    let shop = Shop::new(CATALOG);
    let refused = |arguments: &[&str], exit: i32, message: &str| {
        let outcome = shop.add(arguments);
        assert_eq!((outcome.exit, outcome.stdout.as_str()), (exit, ""), "{outcome:?}");
        assert!(outcome.stderr.contains(message), "{outcome:?}");
        assert_eq!(shop.text(), CATALOG);
    };
    let with = |more: &[&'static str]| -> Vec<&'static str> { [more, &TEXTS].concat() };
    refused(&with(&["Closed", "--code=4101"]), 1, "error[duplicate-code]: code 4101 is used twice");
    refused(&with(&["Closed", "--code=4102"]), 1, "error[reserved-code]");
    refused(&with(&["closed", "--code=9"]), 1, "error[invalid-name]");
    refused(&with(&["Closed", "--code=9", "--category=unknwon"]), 1, "did you mean `unknown`?");
    refused(&with(&["Closed", "--code=9", "--class=stok"]), 1, "error[unknown-class]");
    refused(
        &["Closed", "--code=9", "--message", "en=Closed"],
        1,
        "error[missing-locale]: locale `zh` is missing",
    );
    refused(
        &["Closed", "--code=9", "--message", "Closed"],
        2,
        "--message needs a locale: LOCALE=TEXT, with one of en, zh",
    );
    refused(&with(&["OutOfStock", "--code=9"]), 2, "table `order` has an entry `OutOfStock` already");
    refused(&with(&["Closed", "--code=9", "--retry={"]), 2, "the value of --retry is not TOML");
    refused(&with(&["Closed", "--code=9", "--table=ordr"]), 2, "did you mean `order`?");
    // Without a terminal, nothing is asked for.
    refused(&with(&["Closed"]), 2, "the code is missing; give it with --code");
    refused(&["Closed", "--code=9"], 2, "the message in en is missing; give it with --message");
    refused(&with(&["--code=9"]), 2, "the name of the entry is missing; give it with NAME");
    // The class has no more codes than those.
    let full = CATALOG.replace("to = 4110", "to = 4105");
    let full = Shop::new(&full);
    let outcome = full.add(&with(&["Closed", "--class=stock", "--code=next"]));
    assert_eq!(outcome.exit, 0, "4100 is free: {outcome:?}");
    assert!(full.text().contains("code    = 4100\n"), "{}", full.text());
    let outcome = full.add(&with(&["Shut", "--class=stock", "--code=next"]));
    assert_eq!(outcome.stderr, "error: there is no next code of class `stock`; give one with --code\n");
}

#[test]
fn a_dry_run_shows_the_entry_and_changes_nothing() {
    let shop = Shop::new(CATALOG);
    let outcome = shop.add(&[&["Closed", "--code=1", "--dry-run"], &TEXTS[..]].concat());
    assert!(outcome.stdout.starts_with("[order.Closed]\ncode    = 1\n"), "{outcome:?}");
    assert_eq!(shop.text(), CATALOG);
}

#[test]
fn an_entry_of_a_table_of_strings_follows_its_last_one() {
    let text = "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n\n[tables.state]\ntype = \"string\"\n\n\
                [state.B]\ncode = \"B\"\n\n[tables.other]\ntype = \"u8\"\n\n[other.A]\ncode = 1\n";
    let shop = Shop::new(text);
    let outcome = shop.add(&["A", "--table=state", "--code=007", "--message", "a = b"]);
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (0, ""));
    let added = "\n[state.A]\ncode    = \"007\"\nmessage = \"a = b\"\n";
    assert_eq!(shop.text(), text.replace("code = \"B\"\n", &format!("code = \"B\"\n{added}")));
}

/// On a terminal, what is missing is asked for, with the next code as a suggestion.
#[test]
#[cfg(target_os = "linux")]
fn what_is_missing_is_asked_for_on_a_terminal() {
    use std::io::Write;
    use std::process::{Command, Stdio};

    let shop = Shop::new(&CATALOG.replace("18446744073709551615", "5000"));
    // `script` of util-linux runs a command on a terminal of its own.
    let command =
        format!("{} add --file {} --class=request", env!("CARGO_BIN_EXE_cargo-errcat"), shop.file.display());
    let child = Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = child.unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The name, the suggested code, the third category, and the two messages.
    for answer in ["Closed\r", "\r", "invalid\r", "Closed\r", "已关闭\r"] {
        std::thread::sleep(std::time::Duration::from_millis(400));
        stdin.write_all(answer.as_bytes()).unwrap();
        stdin.flush().unwrap();
    }
    let output = child.wait_with_output().unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains("the name of the entry"), "{shown}");
    let added = "[order.Closed]\ncode     = 5001\ncategory = \"invalid-argument\"\nmessage  = { en = \"Closed\", zh = \"已关闭\" }\n";
    assert!(shop.text().contains(added), "{}\n{shown}", shop.text());
}
