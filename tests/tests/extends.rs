//! Tests catalogs that extend others: what they take from them, what they replace, and where errors are reported.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::collections::HashMap;
use std::io::ErrorKind;

use errcat::{Category, Repeat, Retry};
use errcat_catalog::{Checked, Palette, Rule, Source, check};

errcat::codes!("extends/codes.toml");

/// Expected: a key of an entry that the catalog states itself is its own; all others are those of `common/errors.toml`.
#[test]
fn an_entry_of_a_base_is_one_of_the_catalog_and_may_be_specialised() {
    assert_eq!(CommonError::ALL.len(), 3);
    let not_found = CommonError::NotFound;
    assert_eq!((not_found.code(), not_found.category()), (4, Category::NotFound));
    assert_eq!(not_found.message_in("en"), "There is nothing here");
    assert_eq!(not_found.message_in("zh"), "未找到");
    // The class and the envelope are those of the base's table.
    assert_eq!((not_found.class(), not_found.http_status()), (Some("request"), 422));
    assert_eq!(OrderError::OutOfStock.http_status(), 409);

    let retry = CommonError::TooManyRequests.retry();
    let Retry::Remedy { remedy, repeat } = retry else { panic!("{retry:?}") };
    assert_eq!((remedy.name(), repeat), ("slow-down", Repeat::Once));
}

/// Files, each with the path at which it is read and its text.
type Files<'a> = &'a [(&'a str, &'a str)];

/// Checks `codes.toml` among other files.
fn checked(files: Files<'_>) -> (Source, Checked) {
    let files: HashMap<&str, &str> = files.iter().copied().collect();
    let source =
        Source::from_text("shop/codes.toml", files["codes.toml"]).with_bases(|path| match files.get(path) {
            Some(text) => Source::from_text(format!("shop/{path}"), text),
            None => Source::from_reader(path, Err::<&[u8], _>(ErrorKind::NotFound.into())),
        });
    let checked = check(&source);
    (source, checked)
}

/// Returns the first lines of each diagnostic: its rule and message, and its location.
fn reported(files: Files<'_>) -> Vec<String> {
    let (source, checked) = checked(files);
    let rendered = checked.diagnostics.iter().map(|each| each.render(&source, Palette::PLAIN).to_string());
    rendered.map(|text| text.lines().take(2).map(str::trim).collect::<Vec<_>>().join(" ")).collect()
}

const ORDER: &str = "[tables.order]\ntype = \"u16\"\n[order.OutOfStock]\ncode = 17\n";
const COMMON: &str = "[tables.common]\ntype = \"u16\"\n[common.NotFound]\ncode = 4\n";

fn header(extends: &str) -> String {
    format!("[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n{extends}\n")
}

#[test]
fn the_name_and_the_title_are_the_catalogs_own_and_the_rest_of_the_header_is_joined() {
    let own = header("extends = \"a.toml\"\nremedies = { restock = \"Buy more.\" }") + ORDER;
    let base = "[catalog]\nschema = 1\nname = \"base\"\ntitle = \"Base\"\nlocales = [\"de\"]\ndomain = \"a.example\"\n\
                remedies = { slow-down = \"Halve the rate.\" }\n";
    let (_, checked) = checked(&[("codes.toml", &own), ("a.toml", &format!("{base}{COMMON}"))]);
    assert_eq!(checked.diagnostics, []);
    let catalog = checked.catalog;
    assert_eq!((catalog.name.as_str(), catalog.title.as_deref()), ("shop", None));
    assert_eq!(catalog.domain.as_deref(), Some("a.example"));
    assert_eq!(catalog.locales.len(), 1);
    assert_eq!(catalog.locales[0].as_str(), "en");
    let remedies: Vec<&str> = catalog.remedies.iter().map(|remedy| remedy.name.as_str()).collect();
    assert_eq!(remedies, ["restock", "slow-down"]);
    let tables: Vec<&str> = catalog.tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(tables, ["order", "common"]);
}

/// The nearest goes first: the catalog itself, the first that it extends, what that one extends, and then the second.
#[test]
fn of_several_bases_the_first_counts() {
    let own = header("extends = [\"a.toml\", \"b.toml\"]") + ORDER;
    let base = |http: u16, name: &str| {
        format!(
            "[tables.common]\ntype = \"u16\"\n[common.NotFound]\ncode = 4\nhttp = {http}\n[common.{name}]\ncode = {http}\n"
        )
    };
    let a = "[catalog]\nextends = \"c.toml\"\n".to_owned() + &base(401, "A");
    let files = [
        ("codes.toml", own.as_str()),
        ("a.toml", &a),
        ("b.toml", &base(402, "B")),
        ("c.toml", &base(403, "C")),
    ];
    let (_, checked) = checked(&files);
    assert_eq!(checked.diagnostics, []);
    let common = &checked.catalog.tables[1];
    let entries: Vec<(&str, u16)> =
        common.entries.iter().map(|entry| (entry.name.as_str(), entry.http)).collect();
    assert_eq!(entries[0], ("NotFound", 401));
    let names: Vec<&str> = entries.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["NotFound", "A", "C", "B"]);
}

/// What two catalogs extend is read once, and a text with forms is replaced, not mixed with the forms of the base's text.
#[test]
fn a_base_of_two_bases_is_read_once() {
    let own = header("extends = [\"a.toml\", \"b.toml\"]") + ORDER;
    let bases = "[catalog]\nextends = \"c.toml\"\n";
    let files = [("codes.toml", own.as_str()), ("a.toml", bases), ("b.toml", bases), ("c.toml", COMMON)];
    let (source, checked) = checked(&files);
    assert_eq!(checked.diagnostics, []);
    assert_eq!(source.text().matches("[common.NotFound]").count(), 1);

    let own = header("extends = \"a.toml\"")
        + "[common.Days]\nmessage = { select = \"kind\", other = \"Wait\" }\nparams = { kind = \"string\" }\n";
    let base = "[tables.common]\ntype = \"u16\"\n[common.Days]\ncode = 1\nparams = { days = \"u8\" }\n\
                message = { plural = \"days\", one = \"{days} day\", other = \"{days} days\" }\n";
    assert_eq!(reported(&[("codes.toml", &own), ("a.toml", base)]), [] as [String; 0]);
}

#[test]
fn an_error_is_reported_in_the_file_that_has_it() {
    let own = header("extends = \"common/a.toml\"") + ORDER + "[order.Gone]\ncode = 17\n";
    let base =
        COMMON.replace("code = 4", "code = 4\ncategory = \"not-fond\"\nhelp = 7") + "[common.NotFound]\n";
    assert_eq!(
        reported(&[("codes.toml", &own), ("common/a.toml", &base)]),
        [
            "error[duplicate-code]: code 17 is used twice in table `order` --> shop/codes.toml:11:8",
            "error[unknown-category]: unknown category `not-fond` --> shop/common/a.toml:5:12",
            "error[wrong-type]: expected a string for `help` of entry `NotFound`, found an integer --> shop/common/a.toml:6:8",
            "error[duplicate-name]: name `NotFound` is used twice in table `common` --> shop/common/a.toml:7:9",
        ]
    );
    // A syntax error, and a schema that is not the one of this crate.
    let base = "[catalog]\nschema = 2\n".to_owned() + COMMON + "http = \n";
    assert_eq!(
        reported(&[
            ("codes.toml", &own.replace("17", "18").replacen("18", "17", 1)),
            ("common/a.toml", &base)
        ]),
        [
            "error[unsupported-schema]: unsupported schema version 2 --> shop/common/a.toml:2:10",
            "error[syntax]: the value is missing --> shop/common/a.toml:7:8",
        ]
    );
}

/// Both places are shown, each with its file, and the line numbers have room for the longer one.
#[test]
fn a_second_location_may_be_in_another_file() {
    let own = header("extends = \"a.toml\"") + "\n\n\n\n" + "[common.Gone]\ncode = 4\n";
    let (source, checked) = checked(&[("codes.toml", &own), ("a.toml", COMMON)]);
    let [diagnostic] = checked.diagnostics.as_slice() else { panic!("{:#?}", checked.diagnostics) };
    // Entries are in the order of the files, so that the base's is the second.
    let expected = "error[duplicate-code]: code 4 is used twice in table `common`
  --> shop/a.toml:4:8
   |
 4 | code = 4
   |        ^ used again here
   |
  ::: shop/codes.toml:11:8
   |
11 | code = 4
   |        - first used here, by `Gone`
   |
   = help: use a different code for each entry";
    assert_eq!(diagnostic.render(&source, Palette::PLAIN).to_string(), expected);
    assert_eq!(source.file_name(diagnostic.span.start), "shop/a.toml");
    assert_eq!(source.offset_in_file(diagnostic.span.start), COMMON.find("4\n").unwrap());
}

#[test]
fn a_base_that_cannot_be_read_is_one_error_where_it_is_named() {
    let cases: [(&str, Files<'_>, &str); 7] = [
        (
            "\"a.toml\"",
            &[],
            "cannot extend `a.toml`: cannot read the catalog: entity not found --> shop/codes.toml:5:11",
        ),
        ("\"/a.toml\"", &[], "`/a.toml` is not a relative path --> shop/codes.toml:5:11"),
        ("\"..\\\\a.toml\"", &[], "`..\\a.toml` is not a relative path --> shop/codes.toml:5:11"),
        ("\"\"", &[], "`` is not a relative path --> shop/codes.toml:5:11"),
        ("\"./codes.toml\"", &[], "the catalog extends itself by `./codes.toml` --> shop/codes.toml:5:11"),
        (
            "[\"x/a.toml\"]",
            &[("x/a.toml", "[catalog]\nextends = \"../codes.toml\"\n")],
            "the catalog extends itself by `../codes.toml` --> shop/x/a.toml:2:11",
        ),
        (
            "[\"a.toml\", \"b.toml\"]",
            &[("a.toml", COMMON)],
            "cannot extend `b.toml`: cannot read the catalog: entity not found --> shop/codes.toml:5:22",
        ),
    ];
    for (extends, files, expected) in cases {
        let own = header(&format!("extends = {extends}")) + "[nobody.Knows]\nthis = 1\n";
        let files: Vec<(&str, &str)> =
            std::iter::once(("codes.toml", own.as_str())).chain(files.iter().copied()).collect();
        assert_eq!(reported(&files), [format!("error[unreadable]: {expected}")], "{extends}");
    }
}

#[test]
fn the_number_of_bases_is_limited() {
    let texts: Vec<(String, String)> = (0..17)
        .map(|at| (format!("{at}.toml"), format!("[catalog]\nextends = \"{}.toml\"\n", at + 1)))
        .collect();
    let own = header("extends = \"1.toml\"") + ORDER;
    // The last of 16 extends nothing: it is just allowed.
    let last = [("codes.toml", own.as_str()), ("16.toml", COMMON)];
    let chain = texts[1..16].iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let files: Vec<(&str, &str)> = chain.clone().chain(last).collect();
    assert_eq!(reported(&files), [] as [String; 0]);

    let last = [("codes.toml", own.as_str()), ("16.toml", &texts[16].1), ("17.toml", COMMON)];
    let files: Vec<(&str, &str)> = chain.chain(last).collect();
    let expected = "error[unreadable]: the catalog extends more than 16 catalogs --> shop/16.toml:2:11";
    assert_eq!(reported(&files), [expected]);
}

#[test]
fn a_base_that_is_not_utf8_is_reported_in_its_own_file() {
    let own = header("extends = \"a.toml\"") + ORDER;
    let source = Source::from_text("codes.toml", &own)
        .with_bases(|path| Source::from_bytes(path, b"[catalog]\nname = \"\xff\"\n".to_vec()));
    let checked = check(&source);
    let [diagnostic] = checked.diagnostics.as_slice() else { panic!("{:#?}", checked.diagnostics) };
    assert_eq!(diagnostic.rule, Rule::Unreadable);
    let at = source.position(diagnostic.span.start);
    assert_eq!((source.file_name(diagnostic.span.start), at.line, at.column), ("a.toml", 2, 9));
}

/// If a program does not read the bases, that is one error, instead of the errors that follow from it.
#[test]
fn a_source_without_its_bases_is_an_error() {
    let own = header("extends = \"a.toml\"") + ORDER;
    let checked = check(&Source::from_text("codes.toml", &own));
    let [diagnostic] = checked.diagnostics.as_slice() else { panic!("{:#?}", checked.diagnostics) };
    assert_eq!(diagnostic.help, "pass them to `Source::with_bases`");
    let wrong = header("extends = 7") + ORDER;
    let checked = check(&Source::from_text("codes.toml", &wrong));
    assert_eq!(checked.diagnostics.len(), 1);
    assert_eq!(checked.diagnostics[0].rule, Rule::WrongType);
    assert!(check(&Source::from_text("codes.toml", &(header("extends = []") + ORDER))).is_valid());
}
