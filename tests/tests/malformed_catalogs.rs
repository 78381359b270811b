//! Tests malformed input of any kind: it is reported at the right location, in bounded time, and never panics.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::fs::File;
use std::io::{self, Read};
use std::time::{Duration, Instant};

use errcat_catalog::{Checked, Diagnostic, Palette, Position, Rule, Source, check, load};
use errcat_tests::{assert_can_be_expanded, assert_is_complete};
use proptest::prelude::*;

const VALID: &str = r#"[catalog]
schema  = 1
name    = "shop"
locales = ["en"]

[tables.order]
type = "u16"

[order.OutOfStock]
code     = 17
category = "failed-precondition"
message  = "Nothing is left of this item"
"#;

const INVALID: &str = r#"[catalog]
schema  = 1
name    = "shop"
locales = ["en"]

[tables.order]
type = "u16"

[order.OutOfStock]
code     = 70000
category = "failed_precondition"
"#;

/// Checks a source, and asserts what holds for any source.
fn checked(source: &Source) -> Checked {
    let checked = check(source);
    let starts: Vec<_> = checked.diagnostics.iter().map(|diagnostic| diagnostic.span.start).collect();
    assert!(starts.is_sorted(), "{starts:?}");
    for diagnostic in checked.diagnostics.iter().take(20) {
        assert_is_complete(diagnostic, source);
        let rendered = diagnostic.render(source, Palette::PLAIN).to_string();
        assert!(!rendered.contains(|c: char| c.is_control() && c != '\n'), "{rendered:?}");
        assert!(rendered.len() < 20_000, "{} bytes", rendered.len());
    }
    assert_can_be_expanded(&checked.catalog, source.name());
    checked
}

fn checked_text(text: &str) -> Checked {
    checked(&Source::from_text("codes.toml", text))
}

fn checked_bytes(bytes: Vec<u8>) -> Checked {
    checked(&Source::from_bytes("codes.toml", bytes))
}

fn rendered(text: &str) -> Vec<String> {
    let source = Source::from_text("codes.toml", text);
    let show = |diagnostic: &Diagnostic| diagnostic.render(&source, Palette::PLAIN).to_string();
    checked(&source).diagnostics.iter().map(show).collect()
}

/// Returns the rule, line and column of all diagnostics.
fn locations(text: &str) -> Vec<(Rule, usize, usize)> {
    let source = Source::from_text("codes.toml", text);
    let location = |diagnostic: &Diagnostic| {
        let Position { line, column } = source.position(diagnostic.span.start);
        (diagnostic.rule, line, column)
    };
    checked(&source).diagnostics.iter().map(location).collect()
}

fn rules(checked: &Checked) -> Vec<Rule> {
    checked.diagnostics.iter().map(|diagnostic| diagnostic.rule).collect()
}

#[test]
fn an_empty_file_and_a_comment_have_no_header() {
    for text in ["", "\n", "# Nothing yet.", "# Nothing yet.\n", "\u{feff}"] {
        assert_eq!(locations(text), [(Rule::MissingKey, 1, 1)], "{text:?}");
    }
}

#[test]
fn a_catalog_loads_unless_it_has_an_error() {
    let source = Source::from_text("codes.toml", INVALID);
    assert_eq!(load(&source).unwrap_err(), check(&source).diagnostics);
    assert!(load(&Source::from_text("codes.toml", VALID)).is_ok());
    // A warning is reported, but the catalog loads.
    let warning = Source::from_text("codes.toml", &VALID.replace("item\"", "item.\""));
    assert_eq!(rules(&check(&warning)), [Rule::FinalStop]);
    assert!(load(&warning).is_ok());
}

#[test]
fn errors_of_five_rules_are_reported_at_once_each_at_its_location() {
    let text = r#"[catalog]
schema  = 1
name    = "shop"
locales = ["en"]

[tables.order]
type = "u16"

[order.outOfStock]
code = 17

[order.SoldOut]
code     = 70000
category = "not_found"
retry    = { throttled = "1 minute" }
mesage   = "Nothing is left of this item"
"#;
    let expected = [
        (Rule::InvalidName, 9, 8),
        (Rule::CodeOutOfRange, 13, 12),
        (Rule::UnknownCategory, 14, 12),
        (Rule::InvalidDuration, 15, 26),
        (Rule::UnknownKey, 16, 1),
    ];
    assert_eq!(locations(text), expected);
}

#[test]
fn a_syntax_error_does_not_hide_the_errors_after_it() {
    let text = INVALID.replace("name    = \"shop\"", "name    = shop");
    let expected = [(Rule::Syntax, 3, 11), (Rule::CodeOutOfRange, 10, 12), (Rule::UnknownCategory, 11, 12)];
    assert_eq!(locations(&text), expected);
}

/// A column counts characters from 1. Before `fr` there are a tab, which is shown as 4 columns, 21 characters of one column
/// and 5 ideographs of two: 27 characters, 35 columns.
#[test]
fn the_caret_is_below_its_character_after_tabs_and_ideographs() {
    let text = VALID.replace("[\"en\"]", "[\"zh\"]").replace(
        "message  = \"Nothing is left of this item\"",
        "\tmessage = { zh = \"会议不存在\", fr = \"absente\" }",
    );
    let expected = [
        "error[undeclared-locale]: locale `fr` is not declared",
        "  --> codes.toml:12:28",
        "   |",
        "12 |     message = { zh = \"会议不存在\", fr = \"absente\" }",
        &format!("   | {}^^", " ".repeat(35)),
        "   |",
        "   = help: add it to `locales`, or remove the text",
    ];
    assert_eq!(rendered(&text), [expected.join("\n")]);
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    assert_eq!(rendered(&format!("\u{feff}{VALID}")), Vec::<String>::new());
    assert_eq!(rendered(&format!("\u{feff}{INVALID}")), rendered(INVALID));
    // In the first line the mark has no column of its own.
    assert_eq!(locations(&format!("\u{feff}colour = 1\n{VALID}")), [(Rule::UnknownKey, 1, 1)]);
}

#[test]
fn line_endings_of_windows_change_nothing() {
    assert_eq!(rendered(&VALID.replace('\n', "\r\n")), Vec::<String>::new());
    assert_eq!(rendered(&INVALID.replace('\n', "\r\n")), rendered(INVALID));
    assert_eq!(rendered(INVALID).len(), 2);
}

/// TOML has no line endings but LF and CRLF.
#[test]
fn carriage_returns_as_line_endings_are_reported_once() {
    let checked = checked_text(&VALID.replace('\n', "\r"));
    assert_eq!(rules(&checked), [Rule::Syntax]);
    assert!(checked.diagnostics[0].help.contains("LF"), "{:?}", checked.diagnostics);
}

#[test]
fn invalid_utf_8_is_reported_at_its_location() {
    // `name    = "` has 11 characters, followed by two ideographs and a byte that does not begin a character.
    let bytes = ["[catalog]\nschema  = 1\nname    = \"商店".as_bytes(), b"\xff\"\n"].concat();
    let source = Source::from_bytes("codes.toml", bytes);
    let diagnostics = checked(&source).diagnostics;
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].rule, Rule::Unreadable);
    assert_eq!(source.position(diagnostics[0].span.start), Position { line: 3, column: 14 });
    assert_eq!(&source.text()[diagnostics[0].span.clone()], "\u{fffd}");
}

#[test]
fn utf_16_is_recognized() {
    let units: Vec<u16> = "\u{feff}".encode_utf16().chain(VALID.encode_utf16()).collect();
    let little_endian: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big_endian: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    for bytes in [little_endian, big_endian] {
        let checked = checked_bytes(bytes.clone());
        assert_eq!(rules(&checked), [Rule::Unreadable]);
        assert!(checked.diagnostics[0].message.contains("UTF-16"));
        // Without the byte order mark it is ASCII with NUL characters in between.
        assert!(!checked_bytes(bytes[2..].to_vec()).is_valid());
    }
}

#[test]
fn control_characters_are_errors_and_do_not_reach_the_terminal() {
    for c in ['\0', '\u{1}', '\u{8}', '\u{1b}', '\u{7f}'] {
        for text in [
            format!("{VALID}# a comment {c}[2J\n"),
            VALID.replace("Nothing", &format!("{c}[2J")),
            VALID.replace("schema", &format!("{c}schema")),
            c.to_string(),
        ] {
            assert!(!checked_text(&text).is_valid(), "{text:?}");
        }
    }
}

/// TOML allows these in a string, and here they are in a line with an error.
#[test]
fn direction_marks_do_not_reach_the_terminal() {
    for c in ['\u{202e}', '\u{2066}', '\u{200f}', '\u{61c}', '\u{85}', '\u{2028}'] {
        let shown = rendered(&VALID.replace("category = \"", &format!("category = \"{c}")));
        assert_eq!(shown.len(), 1);
        assert!(!shown[0].contains(c), "{shown:?}");
    }
}

#[test]
fn a_symbolic_link_that_was_checked_out_as_text_is_recognized() {
    for text in ["../codes.toml", "../codes.toml\n", "../../shop/codes.toml\r\n", "codes.toml"] {
        let checked = checked_text(text);
        assert_eq!(rules(&checked), [Rule::Unreadable], "{text:?}");
        assert!(checked.diagnostics[0].message.contains("symbolic link"));
    }
}

#[test]
fn an_unreadable_file_is_a_diagnostic() {
    let absent = Source::from_reader("absent.toml", Err::<File, _>(io::ErrorKind::NotFound.into()));
    let folder = Source::from_reader("tests", File::open(env!("CARGO_MANIFEST_DIR")));
    let broken_off = Source::from_reader("pipe", Ok(BrokenOff));
    for source in [absent, folder, broken_off] {
        let checked = checked(&source);
        assert_eq!(rules(&checked), [Rule::Unreadable]);
        assert!(checked.diagnostics[0].message.starts_with("cannot read the catalog: "));
    }
}

/// A reader that fails.
struct BrokenOff;

impl Read for BrokenOff {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

const MIB: usize = 1024 * 1024;

/// Nearly the maximum size of a catalog; less in a build without optimisation, which is some ten times slower.
const LARGE: usize = if cfg!(debug_assertions) { 2 * MIB } else { 31 * MIB };

/// The maximum time that each of these may take, on a slow machine that is busy as well. Quadratic time would be minutes.
const MAX_TIME: Duration = Duration::from_secs(30);

fn assert_is_reported_in_time(what: &str, text: &str) {
    let start = Instant::now();
    assert!(!checked_text(text).is_valid(), "{what}");
    let elapsed = start.elapsed();
    assert!(elapsed < MAX_TIME, "{} bytes of {what} took {elapsed:?}", text.len());
}

#[test]
fn more_than_the_limit_is_not_read() {
    let large = Source::from_reader("codes.toml", Ok(io::repeat(b'#').take(50 * MIB as u64)));
    let endless = Source::from_reader("codes.toml", Ok(io::repeat(0)));
    for source in [large, endless] {
        assert!(source.text().is_empty());
        let checked = checked(&source);
        assert_eq!(rules(&checked), [Rule::Unreadable]);
        assert!(checked.diagnostics[0].message.contains("32 MiB"));
    }
}

#[test]
fn one_long_line_is_reported_in_time() {
    for (what, piece) in
        [("a word", "x"), ("opening brackets", "["), ("quotes", "\""), ("apostrophes", "'"), ("NUL", "\0")]
    {
        assert_is_reported_in_time(what, &piece.repeat(LARGE));
        assert_is_reported_in_time(what, &format!("a = {}", piece.repeat(LARGE)));
    }
    assert_is_reported_in_time("a comment", &format!("#{}", "x".repeat(LARGE)));
    assert_is_reported_in_time("characters without a width", &"\u{feff}".repeat(LARGE / 3));
}

#[test]
fn an_error_in_every_line_is_reported_in_time() {
    let size = LARGE / 16;
    for piece in ["x\n", "=\n", "\r", "[order.OutOfStock]\n", "code = 1\n", "[[order]]\n", ",", "\"\"\"\n"] {
        assert_is_reported_in_time(piece, &format!("{VALID}{}", piece.repeat(size / piece.len())));
    }
}

/// Returns the nth line of a long catalog.
type Line = fn(usize) -> String;

#[test]
fn any_long_catalog_is_reported_in_time() {
    let lines: [(&str, Line); 6] = [
        ("tables", |n| format!("[tables.t{n}]\n")),
        ("undeclared tables", |n| format!("[t{n}]\n")),
        ("entries", |n| format!("[order.E{n}]\n")),
        ("entries of one code", |n| format!("[order.E{n}]\ncode = 1\n")),
        ("classes", |n| format!("[tables.order.classes.c{n}]\n[order.E{n}]\nclass = \"c{n}\"\n")),
        ("unknown keys", |n| format!("k{n} = 1\n")),
    ];
    let count = LARGE / 256;
    for (what, line) in lines {
        let text: String = (0..count).map(line).collect();
        assert_is_reported_in_time(what, &format!("{VALID}{text}"));
    }
    // 17 is the code of an entry, and `en-1` is not a language tag.
    let codes: String = (0..count).map(|n| format!("{n},")).collect();
    assert_is_reported_in_time(
        "successes",
        &VALID.replace("type =", &format!("success = [{codes}]\ntype =")),
    );
    let locales: String = (0..count).map(|n| format!("\"en-{n:08}\",")).collect();
    assert_is_reported_in_time("locales", &VALID.replace("\"en\"", &format!("{locales} \"en-1\"")));
}

/// The valid catalog with another message, and a param that the message may name.
fn with_message(message: &str) -> String {
    let rest = "title = \"Out of stock\"\nparams = { left = \"u32\" }";
    VALID.replace("message  = \"Nothing is left of this item\"", &format!("message = \"{message}\"\n{rest}"))
}

/// Five are reported at their locations, and the others are counted at the sixth.
#[test]
fn thousands_of_stray_braces_are_reported_in_time_and_not_one_by_one() {
    for (piece, count) in
        [("{ ", 6), ("} ", 6), ("{}", 6), ("{left", 6), ("{lef}", 6), ("{left, plural, ", 1)]
    {
        let text = with_message(&piece.repeat(LARGE / piece.len()));
        assert_is_reported_in_time(piece, &text);
        assert_eq!(checked_text(&text).diagnostics.len(), count, "{piece}");
    }
}

#[test]
fn too_many_params_are_reported_once() {
    let params: String = (0..1_000).map(|n| format!(", p{n} = \"u32\"")).collect();
    let shown: String = (0..1_000).map(|n| format!("{{p{n}}}")).collect();
    let text = with_message(&format!("{{left}}{shown}")).replace("\"u32\" }", &format!("\"u32\"{params} }}"));
    assert_eq!(rules(&checked_text(&text)), [Rule::InvalidParam]);
}

#[test]
fn a_long_list_of_successes_is_read_in_time() {
    let start = Instant::now();
    let line = |n| format!("[order.E{n}]\ncode = {n}\nseverity = \"success\"\n");
    let count = LARGE / 64;
    let entries: String = (100..100 + count).map(line).collect();
    let checked = checked_text(&format!("{}{entries}", VALID.replace("\"u16\"", "\"u32\"")));
    assert!(checked.is_valid());
    assert_eq!(checked.catalog.tables[0].success.len(), count);
    assert!(start.elapsed() < MAX_TIME, "{:?}", start.elapsed());
}

#[test]
fn deep_nesting_is_a_diagnostic() {
    const DEPTH: usize = 10_000;
    let keys = vec!["a"; DEPTH].join(".");
    for text in [
        format!("a = {}{}", "[".repeat(DEPTH), "]".repeat(DEPTH)),
        format!("a = {}", "[".repeat(DEPTH)),
        format!("a = {}1{}", "{ a = ".repeat(DEPTH), "}".repeat(DEPTH)),
        format!("a = {}", "{ a = ".repeat(DEPTH)),
        format!("a = {}", "[{ a = ".repeat(DEPTH)),
        format!("{keys} = 1"),
        format!("a = {{ {keys} = 1 }}"),
        format!("[{keys}]"),
        format!("[[{keys}]]"),
    ] {
        assert!(!checked_text(&format!("{VALID}{text}\n")).is_valid());
    }
}

/// The head of the real catalog and its first entries: some 3 KiB that end with an entry.
fn excerpt() -> String {
    let codes = include_str!("../../codes.toml");
    let head = &codes[codes.find("\n[catalog]").unwrap() + 1..codes.find("\n[tables.oauth]").unwrap()];
    let entries = &codes[codes.find("\n[rest.").unwrap()..];
    let ends = entries.match_indices("\n\n").map(|(at, _)| at);
    let end = ends.take_while(|at| head.len() + at < 3_072).last().unwrap();
    format!("{head}{}\n", &entries[..end])
}

#[test]
fn every_beginning_of_a_catalog_is_read_to_the_end() {
    let text = excerpt();
    assert!(text.len() > 2_048, "{}", text.len());
    assert!(checked_text(&text).is_valid());
    for end in 0..text.len() {
        checked_bytes(text.as_bytes()[..end].to_vec());
    }
}

#[test]
fn a_catalog_with_any_byte_replaced_is_read_to_the_end() {
    let text = excerpt();
    // A third of it in a build without optimisation, where the whole takes minutes.
    let length = if cfg!(debug_assertions) { text.len() / 3 } else { text.len() };
    for at in 0..length {
        for byte in *b"[]{}\"'=,\n\0\xff" {
            let mut bytes = text.as_bytes()[..length].to_vec();
            bytes[at] = byte;
            checked_bytes(bytes);
        }
    }
}

#[rustfmt::skip]
const FRAGMENTS: &[&str] = &[
    "[catalog]\n", "schema = 1\n", "name = \"shop\"\n", "locales = [\"zh\", \"en\"]\n", "locales = []\n",
    "remedies = { restock = \"Wait.\" }\n", "[tables.order]\n", "[tables.payment]\n", "[tables]\n", "[order]\n",
    "[tables.Bad-Name]\n", "[Bad-Name.Gone]\n", "[tables.catalog]\n", "[tables.table_1]\n",
    "type = \"u16\"\n", "type = \"string\"\n", "type = \"u64\"\n", "code = \"u16\"\n", "enum = \"OrderError\"\n", "success = [0, 1]\n",
    "class = \"stock\"\n", "default_class = \"stock\"\n", "allow = [\"final-stop\"]\n", "role = \"mirror\"\n",
    "unknown = { retry = \"never\", retry_safe = \"always\", severity = \"success\" }\n", "[tables.order.reserved]\n",
    "codes = [17]\n", "ranges = [{ from = 1, to = 9 }]\n", "names = [\"OutOfStock\"]\n",
    "[tables.order.envelope]\n", "items = { at = \"/a\", code = \"/b\" }\n", "[tables.order.classes.stock]\n",
    "http = 409\n", "http = 99\n", "[order.OutOfStock]\n", "[order.SoldOut]\n", "[order.ALL]\n",
    "[payment.Declined]\n", "[[order.Gone]]\n", "code = 17\n", "code = 0x11\n", "code = \"17\"\n",
    "code = -1\n", "category = \"not-found\"\n", "category = 1\n", "retry = { throttled = \"1m\" }\n",
    "retry = { remedy = \"restock\" }\n", "retry_safe = \"always\"\n", "message = \"会议不存在\"\n",
    "message = { zh = \"会议\", en = \"Meeting.\" }\n", "help = { en = \"\" }\n", "seen = [\"A\", 1]\n",
    "url = \"https://example.com\"\n", "causes = [\"x\", { zh = \"会议\" }]\n", "stability = \"draft\"\n",
    "params = { days = { type = \"u8\", optional = true, absent = { zh = \"无\" }, example = 256 } }\n",
    "deprecated = { until = \"3.0\", use = \"SoldOut\" }\n", "code = 18446744073709551615\n",
    "title = \"{days}\"\n", "params = \"days\"\n",
    "params = { days = \"uint\", Days = \"u32\", shop = { sensitive = true } }\n", "also = [18, \" 1\", \"1\"]\n",
    "of = \"OutOfStock\"\n", "of = \"SoldOut\"\n", "of = 1\n", "subcode = 463\n", "subcode = \"\"\n",
    "also = [{ from = 1, to = 40 }, 7]\n", "also = [{ from = -9223372036854775808, to = 18446744073709551615 }]\n",
    "also = [{ from = 0, to = 65535 }]\n", "param_case = \"camel\"\n", "param_case = 1\n",
    "params = { used_up = { type = \"u8\", wire = \"usedUp\" }, used = { type = \"u8\", wire = \"\" } }\n",
    "message = { plural = \"days\", 0 = \"{Days}\", other = { select = \"shop\", true = \"{\" } }\n", "prefix = \"1\"\n",
    "[order.sets]\n", "create = [\"OutOfStock\", \"class:stock\", 1]\n", "create = []\n", "all = [\"SoldOut\", \"SoldOut\"]\n",
    "order = { enum = \"OrderError\", entries = [\"Gone\"] }\n", "Bad-Set = \"x\"\n", "[tables.order.sets]\n",
    "mask = \"OutOfStock\"\n", "mask = \"SoldOut\"\n", "mask = 1\n", "exposure = \"public\"\n", "exposure = \"internal\"\n",
    "recovery = \"correct\"\n", "recovery = \"\"\n", "exit = 3\n", "exit = 256\n", "combined = \"OutOfStock\"\n",
    "combined = \"Gone\"\n", "former = [\"payment\", \"Order\", \"old\"]\n", "problem_status = \"category\"\n",
    "domain = \"shop.example\"\n", "domain = \"-\"\n", "url = \"https://shop.example/{table}/{code}/{name}\"\n",
    "url = \"https://shop.example/{\"\n", "items = { at = [\"/a\", \"/b\"], code = \"/c\", pointer = \"/d\" }\n",
    "ranges = [{ from = 9, to = 17 }, { from = 0, to = 4294967296 }]\n",
    "[catalog.attributes]\n", "owner = { type = \"string\", required = true }\n", "attributes = { owner = \"x\" }\n",
    "order.Inline = { code = 3 }\n", "a.b.c = 1.10\n",
    "[", "]", "{", "}", "=", ",", ".", "\"", "'", "\"\"\"", "\'\'\'", "\\", "#", "\n", "\r", "\t", "\0",
    "\u{feff}", "会", "2026-01-01", "nan", "0x", "_", "-", " ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_fragments_is_read_to_the_end(
        fragments in prop::collection::vec(prop::sample::select(FRAGMENTS), 0..60)
    ) {
        checked_text(&fragments.concat());
    }

    #[test]
    fn any_sequence_of_fragments_after_a_valid_catalog_is_read_to_the_end(
        fragments in prop::collection::vec(prop::sample::select(FRAGMENTS), 0..20)
    ) {
        checked_text(&format!("{VALID}{}", fragments.concat()));
    }

    #[test]
    fn any_bytes_are_read_to_the_end(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        checked_bytes(bytes);
    }
}

/// Code names the entries: a header that cannot be read must not make each use an error of its own.
#[test]
fn an_entry_after_a_syntax_error_keeps_its_name() {
    let head = "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n[tables.order]\ntype = \"i32\"\n";
    let texts = [
        "[order.First]\ncode = 1\n[order.Second}\ncode = 2\n[order.Third]\ncode = 3\n",
        "[order.First]\n<<<<<<< ours\ncode = 1\n=======\n>>>>>>> theirs\n[order.Second]\ncode = 2\n[ order.Third]\n",
        "[order.First]\ncode = '''\n[order.Second]\ncode = 2\n[order.Third]\ncode = 3\n",
    ];
    for text in texts {
        let source = Source::from_text("codes.toml", &format!("{head}{text}"));
        let checked = check(&source);
        assert!(!checked.is_valid());
        let mut names: Vec<&str> =
            checked.catalog.tables[0].entries.iter().map(|entry| entry.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["First", "Second", "Third"], "{text}");
    }
}

/// The alias of an entry does not become an entry of its own.
#[test]
fn a_further_name_after_a_syntax_error_is_used_once() {
    let head = VALID.replace("code     = 17", "code = 17\naliases = [\"SoldOut\"]\nformer = [\"Gone\"]");
    let checked = checked_text(&format!("{head}[order.SoldOut}}\ncode = 18\n[order.Gone}}\ncode = 19\n"));
    let [entry] = checked.catalog.tables[0].entries.as_slice() else {
        panic!("{:?}", checked.catalog.tables[0].entries);
    };
    assert_eq!((entry.name.as_str(), entry.aliases.as_slice()), ("OutOfStock", &["SoldOut".to_owned()][..]));
    assert_eq!(entry.former, ["Gone"]);
}
