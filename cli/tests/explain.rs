//! Tests of `explain`: what is found for a code or a name, and how it is shown.

mod run;

use run::{assert_expected, run};

const SHOP: &str = "--file=catalogs/shop.toml";

/// Returns the headings of the entries that are found.
fn found(arguments: &[&str]) -> Vec<String> {
    let outcome = run(&[&["explain", SHOP], arguments].concat());
    assert_eq!((outcome.exit, outcome.stderr.as_str()), (0, ""));
    let is_heading = |line: &&str| !line.is_empty() && !line.starts_with(' ');
    let is_of_entry = |line: &&str| !line.starts_with("table ") && !line.starts_with("catalog ");
    outcome.stdout.lines().filter(is_heading).filter(is_of_entry).map(str::to_owned).collect()
}

/// Returns the error message of a query that finds nothing.
fn not_found(arguments: &[&str]) -> String {
    let outcome = run(&[&["explain", SHOP], arguments].concat());
    assert_eq!((outcome.exit, outcome.stdout.as_str()), (2, ""));
    outcome.stderr
}

/// The expected file was written by hand: each key of the catalog is in it.
#[test]
fn every_key_is_shown() {
    let explained = |query: &str| run(&["explain", "--file=catalogs/every-key.toml", query]).stdout;
    assert_expected("explain-every-key.txt", &explained("OutOfStock"));
    for query in ["0xFFFFFFFFFFFFFFFF", "18446744073709551615", "18", "20", "29", "SoldOut", "Gone"] {
        assert_eq!(explained(query), explained("OutOfStock"), "{query}");
    }
    assert_expected("explain-refinement.txt", &explained("OutOfSize"));
    assert_eq!(explained("18446744073709551615/size"), explained("OutOfSize"));
    assert!(explained("Deadlock").contains("  rollback  prefix      40\n"));
}

#[test]
fn texts_are_shown_by_locale() {
    assert_expected("explain-two-locales.txt", &run(&["explain", SHOP, "OutOfStock"]).stdout);
}

/// The locales of the catalog are `en` and `de-CH`.
#[test]
fn texts_are_shown_in_the_chosen_locale() {
    let message = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = run::command(&[&["explain", SHOP, "OutOfStock"], arguments].concat());
        for variable in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(variable);
        }
        let outcome = run::outcome(command.envs(environment.iter().copied()));
        let line = outcome.stdout.lines().find(|line| line.starts_with("  message")).unwrap_or_default();
        (outcome.exit, line.trim_start_matches("  message     ").to_owned())
    };
    let (english, german) =
        ((0, "Nothing is left of this item".to_owned()), (0, "Nichts mehr da".to_owned()));
    assert_eq!(message(&["--locale", "de_CH.UTF-8"], &[("LANG", "en_GB.UTF-8")]), german);
    assert_eq!(message(&["--locale=en-GB"], &[]), english);
    // Of the environment, the first variable with a value counts.
    assert_eq!(message(&["--locale"], &[("LANG", "de_CH.UTF-8@euro")]), german);
    assert_eq!(
        message(&["--locale"], &[("LANG", "de_CH"), ("LC_MESSAGES", "en_US"), ("LC_ALL", "")]),
        english
    );
    assert_eq!(message(&["--locale"], &[("LANG", "en"), ("LC_MESSAGES", "en"), ("LC_ALL", "de-CH")]), german);
    for unknown in ["C", "POSIX", "C.UTF-8", "fr_FR", ""] {
        assert_eq!(message(&["--locale"], &[("LC_ALL", unknown)]), english, "{unknown}");
    }
    assert_eq!(message(&["--locale"], &[]), english);
    assert_eq!(
        not_found(&["OutOfStock", "--locale", "fr"]),
        "error: the catalog has no locale for `fr`; it has en, de-CH\n"
    );
}

#[test]
fn a_catalog_with_one_locale_shows_texts_without_it() {
    assert_expected(
        "explain-one-locale.txt",
        &run(&["explain", "--file=catalogs/warning.toml", "17"]).stdout,
    );
}

#[test]
fn forms_of_messages_and_former_names_are_shown() {
    let explained = |query: &str| run(&["explain", "--file=catalogs/billing.toml", query]).stdout;
    assert_expected("explain-values.txt", &explained("QuotaExceeded"));
    for query in ["40012", "40013", "40014", "LimitReached", "OverQuota"] {
        assert_eq!(explained(query), explained("QuotaExceeded"), "{query}");
    }
    assert!(explained("Declined").contains("  deprecated  yes\n"));
    assert!(explained("Paid").contains("  severity    success\n"));
}

#[test]
fn every_entry_that_is_found_is_shown() {
    assert_expected("explain-two-hits.txt", &run(&["explain", SHOP, "SerializationFailure"]).stdout);
}

#[test]
fn remedies_are_described() {
    assert_expected("explain-remedy.txt", &run(&["explain", SHOP, "NL"]).stdout);
}

#[test]
fn integers_are_found_in_any_notation() {
    for code in ["17", "0x11", "0X11", "0o21", "0b1_0001"] {
        assert_eq!(found(&[code]), ["17 OutOfStock (0x11)"], "{code}");
    }
    assert_eq!(found(&["-1"]), ["-1 SerializationFailure"]);
    assert_eq!(found(&["40001"]), ["40001 SerializationFailure"]);
}

#[test]
fn the_search_can_be_limited_to_a_table() {
    assert_eq!(found(&["SerializationFailure"]), ["40001 SerializationFailure", "-1 SerializationFailure"]);
    assert_eq!(found(&["SerializationFailure", "--table", "order"]), ["-1 SerializationFailure"]);
    assert_eq!(
        not_found(&["17", "--table", "ordr"]),
        "error: the catalog has no table `ordr`; did you mean `order`?\n"
    );
    assert_eq!(
        not_found(&["17", "--table", "x"]),
        "error: the catalog has no table `x`; it has state, order\n"
    );
    assert_eq!(
        not_found(&["17", "--table", "state"]),
        "error: no entry in table `state` of catalogs/shop.toml has the code or name `17`\n"
    );
}

#[test]
fn an_unknown_code_or_name_gets_a_suggestion() {
    let start = "error: no entry in catalogs/shop.toml has the code or name";
    assert_eq!(not_found(&["out_ofstock"]), format!("{start} `out_ofstock`; did you mean `OutOfStock`?\n"));
    assert_eq!(not_found(&["40010"]), format!("{start} `40010`; did you mean `40001`?\n"));
    assert_eq!(not_found(&["99"]), format!("{start} `99`\n"));
}

#[test]
fn a_success_code_is_reported_as_such() {
    assert_eq!(not_found(&["0xC8"]), "error: 0xC8 is not an error: it means success in `order`\n");
    assert_eq!(
        not_found(&["00000"]),
        "error: 00000 is not an error: it means success in `state` and `order`\n"
    );
}

#[test]
fn an_invalid_catalog_is_not_explained() {
    let outcome = run(&["explain", "--file", "catalogs/errors.toml", "17"]);
    assert_eq!((outcome.exit, outcome.stdout.as_str()), (1, ""));
    assert_expected("check-errors.txt", &outcome.stderr);
}
