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
        "error: no entry in table `state` of catalogs/shop.toml has the code, name or text `17`\n"
    );
}

/// Expected: the only entry with the text is shown whole, whatever the case and the spaces are, and `--locale=all` shows what
/// the environment's language hides.
#[test]
fn a_text_finds_its_entry() {
    for text in
        ["OUT OF STOCK", "out  of stock", "Nothing is left of this item", "Nichts mehr da", "sold \"out\""]
    {
        assert_eq!(found(&[text]), ["17 OutOfStock (0x11)"], "{text}");
    }
    let mut command = run::command(&["explain", SHOP, "OutOfStock", "--locale=all"]);
    let all = run::outcome(command.env("LANG", "de_CH.UTF-8"));
    assert_expected("explain-two-locales.txt", &all.stdout);
    let mut command = run::command(&["explain", SHOP, "OutOfStock"]);
    let german = run::outcome(command.env("LANG", "de_CH.UTF-8"));
    assert!(german.stdout.contains("  message     Nichts mehr da\n"), "{german:?}");
}

/// Expected, from the catalog: the names that contain `not`, then the messages, in file order.
#[test]
fn entries_with_a_text_or_with_codes_of_a_range_are_listed() {
    let tencent = |query: &str| run(&["explain", "--file=../../codes.toml", query, "--locale=en"]).stdout;
    let listed = |text: &str| -> Vec<String> {
        let rows =
            text.lines().skip(2).map(|line| line.split_whitespace().take(2).collect::<Vec<_>>().join(" "));
        rows.collect()
    };
    let range = tencent("190310..190313");
    assert!(range.starts_with("4 entries for `190310..190313`\n\n"), "{range}");
    let expected = [
        "190310 rest.MinuteCallLimitReached",
        "190311 rest.DailyCallLimitReached",
        "190312 rest.DailyApiCallLimitReached",
        "190313 rest.MinuteApiCallLimitReached",
    ];
    assert_eq!(listed(&range), expected);
    assert_eq!(listed(&tencent("190310-190313")), expected);
    assert_eq!(listed(&tencent("call limit reached"))[..2], expected[..2]);
    // Both ends are included, and a number may be negative.
    assert_eq!(found(&["--", "-5..16"]).len(), 1);
    assert!(found(&["--", "-5..16"])[0].starts_with("1 entry"));
    assert_eq!(
        not_found(&["18..20"]),
        "error: no entry in catalogs/shop.toml has the code, name or text `18..20`\n"
    );
}

/// The example is the rule's own test: what is reported there is what the page shows.
#[test]
fn a_rule_is_explained_with_an_invalid_and_a_valid_catalog() {
    let page = run(&["explain", "duplicate-code", SHOP]);
    assert_eq!((page.exit, page.stderr.as_str()), (0, ""));
    assert_expected("explain-rule.txt", &page.stdout);
    // Neither a catalog nor a valid one is needed.
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run::run_in(folder.path(), &["explain", "duplicate-code"]).stdout, page.stdout);
    assert_eq!(run(&["explain", "duplicate-code", "--file=catalogs/errors.toml"]).stdout, page.stdout);
    assert_eq!(run(&["explain", "duplicate-code", "--file=catalogs/absent.toml"]).exit, 2);
}

#[test]
fn an_unknown_code_or_name_gets_a_suggestion() {
    let start = "error: no entry in catalogs/shop.toml has the code, name or text";
    assert_eq!(not_found(&["OutOfStokc"]), format!("{start} `OutOfStokc`; did you mean `OutOfStock`?\n"));
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
