//! Tests the defaults of keys that a catalog leaves out.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::time::Duration;

use errcat_catalog::{
    Catalog, Category, Code, CodeType, Defaults, Entry, Locale, Remedy, Repeat, Retry, RetrySafety, Source,
    Table, load,
};

const HEADER: &str = "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n";

const TABLE: &str = "[tables.order]\ntype = \"i32\"\n";

const RESTART: Retry = Retry::Remedy { remedy: Remedy::Restart, repeat: Repeat::BackOff };

/// The HTTP status, retry and retry safety of each category. The statuses are those of `google/rpc/code.proto`. Besides
/// `unavailable`, timeouts and limits are retried, and `aborted` at a higher level, as code.proto recommends. A request
/// that may have been carried out, in part or as a whole, is retried if it is idempotent.
#[rustfmt::skip]
const DEFAULTS: [(&str, u16, Retry, RetrySafety); 16] = [
    ("cancelled",           499, Retry::Never,                         RetrySafety::IfIdempotent),
    ("unknown",             500, Retry::Never,                         RetrySafety::IfIdempotent),
    ("invalid-argument",    400, Retry::Never,                         RetrySafety::Always),
    ("deadline-exceeded",   504, Retry::Transient,                     RetrySafety::IfIdempotent),
    ("not-found",           404, Retry::Never,                         RetrySafety::Always),
    ("already-exists",      409, Retry::Never,                         RetrySafety::Always),
    ("permission-denied",   403, Retry::Never,                         RetrySafety::Always),
    ("unauthenticated",     401, Retry::Never,                         RetrySafety::Always),
    ("resource-exhausted",  429, Retry::Throttled { after: None },  RetrySafety::Always),
    ("failed-precondition", 400, Retry::Never,                         RetrySafety::Always),
    ("aborted",             409, RESTART,                              RetrySafety::IfIdempotent),
    ("out-of-range",        400, Retry::Never,                         RetrySafety::Always),
    ("unimplemented",       501, Retry::Never,                         RetrySafety::Always),
    ("internal",            500, Retry::Never,                         RetrySafety::IfIdempotent),
    ("unavailable",         503, Retry::Transient,                     RetrySafety::IfIdempotent),
    ("data-loss",           500, Retry::Never,                         RetrySafety::IfIdempotent),
];

fn catalog(text: &str) -> Catalog {
    load(&Source::from_text("codes.toml", text))
        .unwrap_or_else(|diagnostics| panic!("{diagnostics:#?}\n{text}"))
}

/// The only table of a catalog in English.
fn table(text: &str) -> Table {
    catalog(&format!("{HEADER}{text}")).tables[0].clone()
}

/// The first entry of an integer table.
fn entry(text: &str) -> Entry {
    table(&format!("{TABLE}{text}")).entries[0].clone()
}

#[test]
fn a_category_has_a_default_http_status_retry_and_retry_safety() {
    for (name, http, retry, retry_safety) in DEFAULTS {
        let entry = entry(&format!("[order.A]\ncode = 1\ncategory = \"{name}\"\n"));
        assert_eq!(entry.category.name(), name);
        assert_eq!((entry.http, entry.retry, entry.retry_safety), (http, retry, retry_safety), "{name}");
    }
}

/// Whether callers may see an entry of a category, who must act if no retry helps, and the exit code of a program.
///
/// What is wrong inside of a service is internal. The caller corrects what is wrong with the request, its credentials included;
/// a permission is granted by somebody else. The exit codes are those of BSD's `sysexits.h`: 65 EX_DATAERR, 66 EX_NOINPUT,
/// 69 EX_UNAVAILABLE, 70 EX_SOFTWARE, 73 EX_CANTCREAT, 74 EX_IOERR, 75 EX_TEMPFAIL, 77 EX_NOPERM, 78 EX_CONFIG.
#[rustfmt::skip]
const FOR_CALLERS: [(&str, &str, &str, u8); 16] = [
    ("cancelled",           "public",   "correct",  75),
    ("unknown",             "internal", "escalate", 70),
    ("invalid-argument",    "public",   "correct",  65),
    ("deadline-exceeded",   "public",   "escalate", 75),
    ("not-found",           "public",   "correct",  66),
    ("already-exists",      "public",   "correct",  73),
    ("permission-denied",   "public",   "escalate", 77),
    ("unauthenticated",     "public",   "correct",  77),
    ("resource-exhausted",  "public",   "escalate", 75),
    ("failed-precondition", "public",   "correct",  78),
    ("aborted",             "public",   "escalate", 75),
    ("out-of-range",        "public",   "correct",  65),
    ("unimplemented",       "public",   "correct",  69),
    ("internal",            "internal", "escalate", 70),
    ("unavailable",         "public",   "escalate", 69),
    ("data-loss",           "internal", "escalate", 74),
];

#[test]
fn a_category_says_who_sees_it_who_acts_and_how_a_program_ends() {
    for (name, exposure, recovery, exit) in FOR_CALLERS {
        let of = |keys: &str| entry(&format!("[order.A]\ncode = 1\ncategory = \"{name}\"\n{keys}"));
        let never = of("retry = \"never\"\n");
        assert_eq!((never.exposure.name(), never.recovery, never.exit), (exposure, None, None), "{name}");
        assert_eq!(never.retry.recovery(never.category).name(), recovery, "{name}");
        assert_eq!(never.category.default_exit_code(), exit, "{name}");
        // A retry is up to the caller, whatever the category is.
        for (retry, recovery) in
            [("\"transient\"", "retry"), ("\"throttled\"", "retry"), ("{ remedy = \"re-sign\" }", "remedy")]
        {
            let entry = of(&format!("retry = {retry}\n"));
            assert_eq!(entry.retry.recovery(entry.category).name(), recovery, "{name} {retry}");
        }
        let stated = of("exposure = \"public\"\nrecovery = \"correct\"\nexit = 3\n");
        assert_eq!((stated.exposure.name(), stated.exit), ("public", Some(3)));
        assert_eq!(stated.recovery.map(errcat_catalog::Recovery::name), Some("correct"));
    }
    assert_eq!(FOR_CALLERS.map(|(name, ..)| name).len(), Category::ALL.len());
    assert_eq!(FOR_CALLERS.map(|(name, ..)| name), DEFAULTS.map(|(name, ..)| name), "the same categories");
}

/// An entry states it, or its class, or the entry that it refines.
#[test]
fn exposure_mask_recovery_and_exit_come_from_the_class_and_from_the_refined_entry() {
    let text = format!(
        "{TABLE}mask = \"Failed\"\n\
         [tables.order.classes.disk]\nexposure = \"internal\"\nmask = \"Busy\"\nrecovery = \"correct\"\nexit = 4\n\
         [order.Failed]\ncode = 1\nexposure = \"public\"\n\
         [order.Busy]\ncode = 2\ncategory = \"unavailable\"\n\
         [order.Full]\ncode = 3\nclass = \"disk\"\n\
         [order.Torn]\ncode = 4\nclass = \"disk\"\nmask = \"Failed\"\nrecovery = \"retry\"\nexit = 5\n\
         [order.Seen]\ncode = 5\nclass = \"disk\"\nexposure = \"public\"\n\
         [order.Lost]\ncode = 6\n\
         [order.FullOfLogs]\nof = \"Full\"\nsubcode = 1\nexit = 6\n"
    );
    let table = table(&text);
    let of = |name: &str| {
        let entry = table.entries.iter().find(|entry| entry.name == name).unwrap();
        (
            entry.exposure.name(),
            entry.mask.as_deref(),
            entry.recovery.map(errcat_catalog::Recovery::name),
            entry.exit,
        )
    };
    assert_eq!(of("Failed"), ("public", None, None, None));
    assert_eq!(of("Full"), ("internal", Some("Busy"), Some("correct"), Some(4)));
    assert_eq!(of("Torn"), ("internal", Some("Failed"), Some("retry"), Some(5)));
    assert_eq!(of("Seen"), ("public", None, Some("correct"), Some(4)), "a public entry has no mask");
    assert_eq!(of("Lost"), ("internal", Some("Failed"), None, None));
    assert_eq!(of("FullOfLogs"), ("internal", Some("Busy"), Some("correct"), Some(6)));
}

#[test]
fn the_table_of_defaults_has_every_category() {
    for category in Category::ALL {
        assert!(DEFAULTS.iter().any(|(name, ..)| *name == category.name()), "{category:?}");
        assert_eq!(category.name().parse(), Ok(category));
    }
}

#[test]
fn the_default_category_is_unknown() {
    let entry = entry("[order.A]\ncode = 1\n");
    assert_eq!(entry.category, Category::Unknown);
    assert_eq!((entry.http, entry.retry, entry.retry_safety), (500, Retry::Never, RetrySafety::IfIdempotent));
    assert_eq!(entry.class, None);
}

/// A class that sets everything, each to something else than the default of its category.
const CLASS: &str = "default_class = \"busy\"\n[tables.order.classes.busy]\nhttp = 418\ncategory = \"aborted\"\n\
                     retry = \"transient\"\nretry_safe = \"always\"\n";

#[test]
fn an_entry_inherits_from_its_class() {
    let entry = entry(&format!("{CLASS}[order.A]\ncode = 1\n"));
    assert_eq!(entry.class.as_deref(), Some("busy"));
    assert_eq!(entry.category, Category::Aborted);
    assert_eq!((entry.http, entry.retry, entry.retry_safety), (418, Retry::Transient, RetrySafety::Always));
}

#[test]
fn an_entry_overrides_its_class() {
    let own = "http = 503\ncategory = \"internal\"\nretry = \"never\"\nretry_safe = \"if-idempotent\"\n";
    let entry = entry(&format!("{CLASS}[order.A]\ncode = 1\n{own}"));
    assert_eq!(entry.class.as_deref(), Some("busy"));
    assert_eq!(entry.category, Category::Internal);
    assert_eq!((entry.http, entry.retry, entry.retry_safety), (503, Retry::Never, RetrySafety::IfIdempotent));
}

/// The values of a class take precedence over the defaults of the entry's category.
#[test]
fn a_class_overrides_the_defaults_of_a_category() {
    let entry = entry(&format!("{CLASS}[order.A]\ncode = 1\ncategory = \"not-found\"\n"));
    assert_eq!(entry.category, Category::NotFound);
    assert_eq!((entry.http, entry.retry, entry.retry_safety), (418, Retry::Transient, RetrySafety::Always));
}

#[test]
fn the_category_of_a_class_has_defaults_like_any_other() {
    let class = "default_class = \"busy\"\n[tables.order.classes.busy]\ncategory = \"resource-exhausted\"\n";
    let entry = entry(&format!("{class}[order.A]\ncode = 1\n"));
    assert_eq!((entry.http, entry.retry), (429, Retry::Throttled { after: None }));
}

#[test]
fn an_entry_may_name_another_class_than_the_default() {
    let classes = "[tables.order.classes.calm]\nhttp = 400\n";
    let entry = entry(&format!("{CLASS}{classes}[order.A]\ncode = 1\nclass = \"calm\"\n"));
    assert_eq!((entry.class.as_deref(), entry.http), (Some("calm"), 400));
    assert_eq!(entry.category, Category::Unknown);
}

#[test]
fn a_retry_has_each_of_its_forms() {
    let header = HEADER.to_owned() + "remedies = { restock = \"Wait for the next delivery.\" }\n";
    let retry = |form: &str| {
        let catalog = catalog(&format!("{header}{TABLE}[order.A]\ncode = 1\nretry = {form}\n"));
        catalog.tables[0].entries[0].retry.clone()
    };
    assert_eq!(retry("\"never\""), Retry::Never);
    assert_eq!(retry("\"transient\""), Retry::Transient);
    assert_eq!(retry("\"throttled\""), Retry::Throttled { after: None });
    for (window, ms) in [("1ms", 1), ("30s", 30_000), ("1m", 60_000), ("2h", 7_200_000), ("1d", 86_400_000)] {
        let expected = Retry::Throttled { after: Some(Duration::from_millis(ms)) };
        assert_eq!(retry(&format!("{{ throttled = \"{window}\" }}")), expected, "{window}");
    }
    for remedy in
        [Remedy::RefreshToken, Remedy::Reauthorize, Remedy::ReSign, Remedy::SyncClock, Remedy::Restart]
    {
        let form = format!("{{ remedy = \"{}\" }}", remedy.name());
        assert_eq!(
            retry(&form),
            Retry::Remedy { remedy, repeat: Repeat::Once },
            "a remedy is applied once by default"
        );
    }
    let Retry::Remedy { remedy, repeat } = retry("{ remedy = \"restock\", repeat = \"back-off\" }") else {
        panic!("expected a remedy");
    };
    assert_eq!((remedy.name(), repeat), ("restock", Repeat::BackOff));
    assert_eq!(remedy.description(), "Wait for the next delivery.");
}

#[test]
fn without_a_message_the_name_is_shown_in_words() {
    for (name, words) in [
        ("OutOfStock", "Out of stock"),
        ("OUT_OF_STOCK", "Out of stock"),
        ("HTTPError", "HTTP error"),
        ("Gone", "Gone"),
    ] {
        let entry = entry(&format!("[order.{name}]\ncode = 1\n"));
        assert_eq!(entry.message, [words]);
        assert_eq!(entry.help, None);
    }
}

#[test]
fn without_a_message_the_name_in_words_is_the_message_in_every_locale() {
    let header = HEADER.replace("\"en\"", "\"zh\", \"en\"");
    let catalog = catalog(&format!("{header}{TABLE}[order.OutOfStock]\ncode = 1\n"));
    assert_eq!(catalog.tables[0].entries[0].message, ["Out of stock", "Out of stock"]);
}

#[test]
fn a_catalog_with_one_locale_may_use_plain_strings() {
    let entry = entry("[order.A]\ncode = 1\nmessage = \"Nothing is left\"\nhelp = { en = \"Wait.\" }\n");
    assert_eq!(entry.message, ["Nothing is left"]);
    assert_eq!(entry.help, Some(vec!["Wait.".to_owned()]));
}

#[test]
fn texts_are_in_the_order_of_the_locales_whatever_their_order_and_case() {
    let header = HEADER.replace("\"en\"", "\"zh-Hans\", \"en\"");
    let message = "message = { EN = \"Sold out\", zh-hans = \"已售罄\" }";
    let catalog = catalog(&format!("{header}{TABLE}[order.A]\ncode = 1\n{message}\n"));
    assert_eq!(catalog.locales.iter().map(Locale::as_str).collect::<Vec<_>>(), ["zh-Hans", "en"]);
    assert_eq!(catalog.tables[0].entries[0].message, ["已售罄", "Sold out"]);
}

/// A message without `params` is not a template.
#[test]
fn a_message_is_kept_exactly_as_written() {
    let entry = entry("[order.A]\ncode = 1\nmessage = \"  {left} of {{}}: 100%\\n\"\n");
    assert_eq!(entry.message, ["  {left} of {{}}: 100%\n"]);
}

#[test]
fn an_enum_is_named_after_its_table_by_default() {
    for (name, expected) in
        [("order", "OrderError"), ("billing_api", "BillingApiError"), ("oauth2", "Oauth2Error")]
    {
        let table = table(&format!("[tables.{name}]\ntype = \"u16\"\n[{name}.A]\ncode = 1\n"));
        assert_eq!(table.enum_name, expected);
    }
    let named = table(&format!("{TABLE}enum = \"Orders\"\n[order.A]\ncode = 1\n"));
    assert_eq!(named.enum_name, "Orders");
}

#[test]
fn a_table_may_have_success_codes_and_defaults_for_unknown_codes() {
    let plain = table(&format!("{TABLE}[order.A]\ncode = 1\n"));
    assert_eq!(plain.success, []);
    assert_eq!(plain.unknown, Defaults::default());
    let unknown = "unknown = { retry = \"transient\", retry_safe = \"if-idempotent\" }\n";
    let table = table(&format!("{TABLE}success = [0, 200]\n{unknown}[order.A]\ncode = 1\n"));
    let decimal = |value| Code::Integer { value, radix: 10 };
    assert_eq!(table.success, [decimal(0), decimal(200)]);
    let expected = Defaults {
        retry: Some(Retry::Transient),
        retry_safety: Some(RetrySafety::IfIdempotent),
        ..Defaults::default()
    };
    assert_eq!(table.unknown, expected);
}

#[test]
fn a_reserved_code_is_free_in_every_other_table() {
    let reserved =
        "[tables.order.reserved]\ncodes = [17]\nranges = [{ from = 20, to = 29 }]\nnames = [\"Gone\"]\n";
    let other =
        "[tables.payment]\ntype = \"i32\"\n[payment.Gone]\ncode = 17\n[payment.Declined]\ncode = 25\n";
    catalog(&format!("{HEADER}{TABLE}{reserved}[order.A]\ncode = 1\n{other}"));
}

#[test]
fn a_string_code_keeps_its_leading_zeros_and_its_case() {
    let text = "[tables.order]\ntype = \"string\"\n[order.A]\ncode = \"0017\"\n[order.B]\ncode = \"17\"\n\
                [order.C]\ncode = \"40P01\"\n[order.D]\ncode = \"40p01\"\n";
    let table = table(text);
    assert_eq!(table.code_type, CodeType::String);
    let codes: Vec<_> = table.entries.iter().map(|entry| entry.code.to_string()).collect();
    assert_eq!(codes, ["0017", "17", "40P01", "40p01"]);
}

/// A number is decimal on the wire; the documentation shows it as the catalog does.
#[test]
fn an_integer_code_keeps_its_notation() {
    for (written, wire, notation) in [
        ("0x80070005", "2147942405", Some("0x80070005")),
        ("0xff", "255", Some("0xFF")),
        ("0o17", "15", Some("0o17")),
        ("0b101", "5", Some("0b101")),
        ("1_000", "1000", None),
        ("-7", "-7", None),
    ] {
        let table = table(&format!("[tables.order]\ntype = \"i64\"\n[order.A]\ncode = {written}\n"));
        let code = &table.entries[0].code;
        assert_eq!(code.to_string(), wire);
        assert_eq!(code.notation().as_deref(), notation);
    }
}

#[test]
fn two_tables_may_use_the_same_codes_and_names() {
    let other = "[tables.payment]\ntype = \"i32\"\n[payment.A]\ncode = 1\n";
    let catalog = catalog(&format!("{HEADER}{TABLE}[order.A]\ncode = 1\n{other}"));
    let [order, payment] = catalog.tables.as_slice() else { panic!("expected two tables") };
    assert_eq!(order.entries[0].name, payment.entries[0].name);
    assert_eq!(order.entries[0].code, payment.entries[0].code);
}

/// Nothing is sorted by name or code, and the entries of one table need not be adjacent.
#[test]
fn everything_is_in_the_order_of_the_file() {
    let text = "[tables.z]\ntype = \"i32\"\n[tables.z.classes.y]\n[tables.z.classes.x]\n[tables.b]\ntype = \"i32\"\n\
                [b.N]\ncode = 3\n[z.Q]\ncode = 9\n[b.M]\ncode = 2\n[z.P]\ncode = 5\n[z.O]\ncode = 7\n";
    let catalog = catalog(&format!("{HEADER}{text}"));
    let names = |table: &Table| table.entries.iter().map(|entry| entry.name.clone()).collect::<Vec<_>>();
    let tables: Vec<_> = catalog.tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(tables, ["z", "b"]);
    assert_eq!(names(&catalog.tables[0]), ["Q", "P", "O"]);
    assert_eq!(names(&catalog.tables[1]), ["N", "M"]);
    let classes: Vec<_> = catalog.tables[0].classes.iter().map(|class| class.name.as_str()).collect();
    assert_eq!(classes, ["y", "x"]);
}
