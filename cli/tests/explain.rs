//! `explain`: what is found for a code or a name, and how it is shown.

mod run;

use run::{assert_expected, run};

const SHOP: &str = "--file=catalogs/shop.toml";

/// The headings of what was found, without an exit code other than 0.
fn found(words: &[&str]) -> Vec<String> {
    let answer = run(&[&["explain", SHOP], words].concat());
    assert_eq!((answer.exit, answer.stderr.as_str()), (0, ""));
    let heading = |line: &&str| !line.is_empty() && !line.starts_with(' ');
    answer.stdout.lines().filter(heading).map(str::to_owned).collect()
}

/// Why nothing was found.
fn refused(words: &[&str]) -> String {
    let answer = run(&[&["explain", SHOP], words].concat());
    assert_eq!((answer.exit, answer.stdout.as_str()), (2, ""));
    answer.stderr
}

#[test]
fn all_that_is_known_of_an_entry_is_shown() {
    assert_expected("explain-every-row.txt", &run(&["explain", SHOP, "OutOfStock"]).stdout);
}

#[test]
fn values_and_the_past_of_an_entry_are_shown() {
    let explained = |wanted: &str| run(&["explain", "--file=catalogs/billing.toml", wanted]).stdout;
    assert_expected("explain-values.txt", &explained("QuotaExceeded"));
    for wanted in ["40012", "40013", "40014", "LimitReached", "OverQuota"] {
        assert_eq!(explained(wanted), explained("QuotaExceeded"), "{wanted}");
    }
    assert!(explained("Declined").contains("  deprecated  yes\n"));
    assert!(explained("Paid").contains("  severity    success\n"));
}

#[test]
fn every_hit_is_shown() {
    assert_expected("explain-two-hits.txt", &run(&["explain", SHOP, "SerializationFailure"]).stdout);
}

#[test]
fn a_declared_remedy_is_described() {
    assert_expected("explain-remedy.txt", &run(&["explain", SHOP, "NL"]).stdout);
}

#[test]
fn a_catalog_of_one_locale_names_no_locale() {
    assert_expected("explain-one-locale.txt", &run(&["explain", "--file=catalogs/style.toml", "17"]).stdout);
}

#[test]
fn codes_are_found_by_value_and_by_text() {
    for code in ["17", "0x11", "0X11", "0o21", "0b1_0001"] {
        assert_eq!(found(&[code]), ["17 OutOfStock (0x11)"], "{code}");
    }
    assert_eq!(found(&["-1"]), ["-1 SerializationFailure"]);
    assert_eq!(found(&["40001"]), ["40001 SerializationFailure"]);
}

#[test]
fn one_table_can_be_asked_for() {
    assert_eq!(found(&["SerializationFailure"]), ["40001 SerializationFailure", "-1 SerializationFailure"]);
    assert_eq!(found(&["SerializationFailure", "--table", "order"]), ["-1 SerializationFailure"]);
    assert_eq!(
        refused(&["17", "--table", "ordr"]),
        "error: the catalog has no table `ordr`; did you mean `order`?\n"
    );
    assert_eq!(
        refused(&["17", "--table", "x"]),
        "error: the catalog has no table `x`; it has state, order\n"
    );
    let elsewhere = "error: no entry in table `state` of catalogs/shop.toml has the code or name `17`\n";
    assert_eq!(refused(&["17", "--table", "state"]), elsewhere);
}

#[test]
fn what_is_not_listed_gets_a_suggestion() {
    let not_listed = |wanted: &str| refused(&[wanted]);
    let place = "error: no entry in catalogs/shop.toml has the code or name";
    assert_eq!(not_listed("out_ofstock"), format!("{place} `out_ofstock`; did you mean `OutOfStock`?\n"));
    assert_eq!(not_listed("40010"), format!("{place} `40010`; did you mean `40001`?\n"));
    assert_eq!(not_listed("99"), format!("{place} `99`\n"));
}

#[test]
fn a_success_is_no_error() {
    assert_eq!(refused(&["0xC8"]), "error: 0xC8 is no error: it means success in `order`\n");
    assert_eq!(refused(&["00000"]), "error: 00000 is no error: it means success in `state` and `order`\n");
}

#[test]
fn a_catalog_with_faults_explains_nothing() {
    let answer = run(&["explain", "--file", "catalogs/faults.toml", "17"]);
    assert_eq!((answer.exit, answer.stdout.as_str()), (1, ""));
    assert_expected("check-faults.txt", &answer.stderr);
}
