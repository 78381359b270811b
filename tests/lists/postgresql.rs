//! Compares the catalog of PostgreSQL's SQLSTATEs with the facts and with tokio-postgres, and classifies unknown codes.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

mod catalog {
    errcat::codes!("postgresql.toml");
}

use std::collections::{HashMap, HashSet};

use errcat::{
    Category, ErrorCode, Failure, Received, Remedy, Repeat, Retry, RetrySafety, Severity, WireCode, decode,
};
use errcat_tests_lists::rows;
use tokio_postgres::error::SqlState as Peer;

use crate::catalog::SqlState;

/// The SQLSTATE, severity, name, condition and class of each code. Four rows are under the heading of class 42 but have a
/// code of another class: the class of a code is always its first two characters.
const FACTS: &str = include_str!("../facts/postgresql-sqlstate.tsv");

/// Each class with its heading.
const CLASSES: &str = include_str!("../facts/postgresql-classes.tsv");

const RESTART: Retry = Retry::Remedy { remedy: Remedy::Restart, repeat: Repeat::BackOff };

/// Returns each class with its name in the catalog: the heading in kebab case.
fn classes() -> HashMap<&'static str, String> {
    let name = |heading: &str| heading.to_ascii_lowercase().replace('/', "").replace(' ', "-");
    rows(CLASSES).into_iter().map(|[class, heading]| (class, name(heading))).collect()
}

fn failure(code: &str) -> Failure<SqlState> {
    Failure::new(Received::from(WireCode::Text(code.into())))
}

/// Decodes a response of PostgREST with a code, which is given as JSON.
fn decoded(status: u16, code: &str) -> Result<(), Failure<SqlState>> {
    decode(status, &(), format!(r#"{{"code":{code},"details":"d","hint":null,"message":"m"}}"#).as_bytes())
}

#[test]
fn every_name_and_code_of_the_facts_is_in_the_catalog() {
    let classes = classes();
    for [code, severity, name, condition, _] in rows::<5>(FACTS) {
        let found = SqlState::from_name(name).unwrap();
        assert_eq!(found.code(), code, "{name}");
        assert_eq!(SqlState::from_code(code), Some(found), "{name}");
        assert_eq!(code.parse(), Ok(found), "{name}");
        assert_eq!(found.severity().name(), severity, "{name}");
        assert_eq!(found.class(), classes.get(&code[..2]).map(String::as_str), "{name}");
        // An alias is not the name of a condition in PL/pgSQL.
        assert_eq!(found.name() == name, !condition.is_empty(), "{name}");
    }
}

#[test]
fn the_catalog_has_all_260_codes_and_43_classes() {
    let rows = rows::<5>(FACTS);
    let codes: HashSet<&str> = rows.iter().map(|row| row[0]).collect();
    let in_use: HashSet<&str> = codes.iter().map(|code| &code[..2]).collect();
    assert_eq!((rows.len(), codes.len(), in_use.len(), classes().len()), (266, 260, 43, 43));
    let of = |severity| SqlState::ALL.iter().filter(|code| code.severity() == severity).count();
    assert_eq!((of(Severity::Success), of(Severity::Warning), of(Severity::Error)), (1, 10, 249));
    assert_eq!(SqlState::ALL.len(), 260);
    let named = SqlState::ALL.iter().filter_map(ErrorCode::class).collect::<HashSet<_>>();
    assert_eq!(named.len(), 43);
}

#[test]
fn six_codes_have_two_names() {
    let two = [
        ("2202E", "ARRAY_SUBSCRIPT_ERROR", "ARRAY_ELEMENT_ERROR"),
        ("22008", "DATETIME_FIELD_OVERFLOW", "DATETIME_VALUE_OUT_OF_RANGE"),
        ("26000", "INVALID_SQL_STATEMENT_NAME", "UNDEFINED_PSTATEMENT"),
        ("34000", "INVALID_CURSOR_NAME", "UNDEFINED_CURSOR"),
        ("3D000", "INVALID_CATALOG_NAME", "UNDEFINED_DATABASE"),
        ("3F000", "INVALID_SCHEMA_NAME", "UNDEFINED_SCHEMA"),
    ];
    for (code, name, alias) in two {
        let found = SqlState::from_code(code).unwrap();
        assert_eq!(found.name(), name);
        assert_eq!(SqlState::from_name(alias), Some(found));
    }
    let mut times: HashMap<&str, usize> = HashMap::new();
    rows::<5>(FACTS).iter().for_each(|row| *times.entry(row[0]).or_default() += 1);
    let duplicate: HashSet<&str> =
        times.into_iter().filter(|(_, times)| *times == 2).map(|(code, _)| code).collect();
    assert_eq!(duplicate, two.iter().map(|(code, ..)| *code).collect());
    assert_eq!(SqlState::UNDEFINED_DATABASE, SqlState::INVALID_CATALOG_NAME, "an alias is a constant");
}

#[test]
fn a_code_is_a_string_of_five_characters_and_never_a_number() {
    for code in SqlState::ALL {
        assert_eq!(code.code().len(), 5, "{code:?}");
        assert_eq!(ErrorCode::wire_code(code), WireCode::from(code.code()));
        assert_eq!(serde_json::to_string(&code).unwrap(), format!("\"{}\"", code.code()));
        let lower = code.code().to_ascii_lowercase();
        assert_eq!(SqlState::from_code(&lower), (lower == code.code()).then_some(code), "{lower}");
        if let Ok(number) = code.code().parse::<i64>() {
            assert_eq!(<SqlState as ErrorCode>::from_code(number), None, "{number}");
            assert!(serde_json::from_str::<SqlState>(&number.to_string()).is_err(), "{number}");
        }
    }
    let zeros = SqlState::ALL.iter().filter(|code| code.code().starts_with('0'));
    assert_eq!(zeros.count(), 29);
}

/// A code that was converted to a number somewhere has lost its leading zeros.
#[test]
fn a_code_without_its_leading_zeros_is_unknown() {
    assert_eq!(decoded(503, "\"08006\"").unwrap_err().code(), Some(SqlState::CONNECTION_FAILURE));
    for received in ["8006", "\"8006\""] {
        let failure = decoded(503, received).unwrap_err();
        assert_eq!(*failure.received(), Received::Unknown(WireCode::from("8006")), "{received}");
        assert_eq!(failure.class(), None, "{received}");
    }
}

/// Lists every retry with its reason. No other code is worth a retry.
#[test]
fn each_code_has_the_expected_retry() {
    let expected = |code: SqlState| match code.code() {
        // Client and server do not speak the same protocol.
        "08P01" => Retry::Never,
        // The client may reconnect.
        code if code.starts_with("08") => Retry::Transient,
        // The same statement reaches the limit of the configuration again.
        "53400" => Retry::Never,
        // The resource may be available later.
        code if code.starts_with("53") => Retry::Throttled { after: None },
        "HV001" | "HV014" => Retry::Throttled { after: None },
        // Whoever cancelled a query does not want a retry; a dropped database does not come back.
        "57014" | "57P04" => Retry::Never,
        // The server is restarting.
        code if code.starts_with("57") => Retry::Transient,
        "HV00N" => Retry::Transient,
        // The same transaction violates the same constraint.
        "40002" => Retry::Never,
        // "Serialization Failure Handling" in PostgreSQL's manual: retry the complete transaction after 40001, 40P01
        // and similar errors.
        code if code.starts_with("40") => RESTART,
        // The transaction was idle for too long, or did not get a lock, or lost its snapshot.
        "25P03" | "55P03" | "72000" => RESTART,
        _ => Retry::Never,
    };
    for code in SqlState::ALL {
        assert_eq!(code.retry(), expected(code), "{code:?}");
        assert_eq!(code.is_retryable(), !matches!(expected(code), Retry::Never | Retry::Remedy { .. }));
    }
}

/// A retry is safe if the statement was certainly not executed.
#[test]
fn each_code_worth_a_retry_has_the_expected_retry_safety() {
    for code in SqlState::ALL.iter().filter(|code| code.retry() != Retry::Never) {
        let may_have_been_executed = match code.code() {
            // The connection was not established, or was closed while it was idle.
            "08001" | "08004" | "57P03" | "57P05" | "HV00N" => false,
            // The server does not know.
            "40003" => true,
            // The connection may break, and the server may stop, after a COMMIT.
            code if code.starts_with("08") || code.starts_with("57") => true,
            // The statement was rejected, or its transaction was rolled back.
            _ => false,
        };
        assert_eq!(code.retry_safety() == RetrySafety::IfIdempotent, may_have_been_executed, "{code:?}");
        assert_eq!(code.is_retry_safe(), !may_have_been_executed, "{code:?}");
    }
}

#[test]
fn codes_have_the_expected_category_and_its_status() {
    for (code, category) in [
        ("08006", Category::Unavailable),
        ("0A000", Category::Unimplemented),
        ("22012", Category::InvalidArgument),
        ("23502", Category::InvalidArgument),
        ("23503", Category::FailedPrecondition),
        ("23505", Category::AlreadyExists),
        ("28P01", Category::Unauthenticated),
        ("3D000", Category::NotFound),
        ("40001", Category::Aborted),
        ("42601", Category::InvalidArgument),
        ("42501", Category::PermissionDenied),
        ("42P01", Category::NotFound),
        ("42P07", Category::AlreadyExists),
        ("53300", Category::ResourceExhausted),
        ("55006", Category::FailedPrecondition),
        ("55P03", Category::Aborted),
        ("57014", Category::Cancelled),
        ("57P01", Category::Unavailable),
        ("57P02", Category::Unavailable),
        ("57P03", Category::Unavailable),
        ("58030", Category::Internal),
        ("F0000", Category::Internal),
        ("P0001", Category::Unknown),
        ("XX000", Category::Internal),
        ("XX001", Category::DataLoss),
    ] {
        let code = SqlState::from_code(code).unwrap();
        assert_eq!(code.category(), category, "{code:?}");
        assert_eq!(code.http_status(), category.http_status(), "{code:?}");
    }
}

/// PostgreSQL's list has no messages.
#[test]
fn a_code_without_a_message_shows_its_name_in_words() {
    assert_eq!(SqlState::UNIQUE_VIOLATION.to_string(), "Unique violation");
    assert_eq!(SqlState::UNDEFINED_DATABASE.message_in("zh"), "Invalid catalog name");
    for code in SqlState::ALL {
        assert_eq!(code.message().to_ascii_uppercase().replace(' ', "_"), code.name());
        assert_eq!(code.help(), None);
    }
}

/// The general code of a class, which ends in 000, has the policy of its class.
#[test]
fn an_unknown_code_has_the_policy_of_its_class() {
    for (class, name) in classes() {
        let general = SqlState::from_code(&format!("{class}000")).unwrap();
        let unknown = failure(&format!("{class}ZZZ"));
        assert_eq!(unknown.code(), None);
        assert_eq!(unknown.class(), Some(name.as_str()));
        assert_eq!(unknown.category(), general.category(), "{class}");
        assert_eq!(unknown.retry(), general.retry(), "{class}");
        assert_eq!(unknown.retry_safety(), general.retry_safety(), "{class}");
        assert_eq!(unknown.severity(), general.severity(), "{class}");
    }
    let unknown = failure("23ZZZ");
    assert_eq!(unknown.class(), Some("integrity-constraint-violation"));
    assert_eq!((unknown.category(), unknown.retry()), (Category::FailedPrecondition, Retry::Never));
    assert_eq!(failure("40ZZZ").retry(), RESTART);
}

/// 99 is not a class of PostgreSQL: users may raise their own codes with it. A code of one character has no class.
#[test]
fn a_code_without_a_class_has_the_policy_of_unknown_codes() {
    for code in ["99000", "2", "", "xx000"] {
        let failure = failure(code);
        assert_eq!((failure.class(), failure.category()), (None, Category::Unknown), "{code}");
        assert_eq!((failure.retry(), failure.severity()), (Retry::Never, Severity::Error), "{code}");
    }
}

#[test]
fn a_success_is_decoded_as_ok_and_a_warning_as_a_failure() {
    assert!(decoded(200, "\"00000\"").is_ok());
    assert!(decoded(200, "\"00ZZZ\"").is_ok(), "an unknown code of the class of successes is a success");
    assert!(
        decoded(500, "\"00ZZZ\"").is_err(),
        "a code of success under the status of an error is a failure"
    );
    let success = SqlState::SUCCESSFUL_COMPLETION;
    assert_eq!((success.severity(), success.http_status()), (Severity::Success, 200));
    for (code, class) in [("01P01", "warning"), ("02000", "no-data"), ("01ZZZ", "warning")] {
        let warning = decoded(200, &format!("{code:?}")).unwrap_err();
        assert_eq!((warning.severity(), warning.class()), (Severity::Warning, Some(class)), "{code}");
    }
    let warnings = SqlState::ALL.iter().filter(|code| code.severity() == Severity::Warning);
    assert!(warnings.into_iter().all(|code| code.http_status() == 200));
    let error = decoded(409, "\"23505\"").unwrap_err();
    assert_eq!((error.code(), error.severity()), (Some(SqlState::UNIQUE_VIOLATION), Severity::Error));
    assert_eq!((error.server_message(), error.extra("details")), (Some("m"), Some(&WireCode::from("d"))));
    assert_eq!(error.extra("hint"), None);
}

/// Pairs each name with our variant or constant and with tokio-postgres's constant of that name.
macro_rules! constants {
    ($($name:ident)*) => {
        pub(crate) fn constants() -> Vec<(&'static str, crate::SqlState, crate::Peer)> {
            vec![$((stringify!($name), crate::SqlState::$name, crate::Peer::$name)),*]
        }
    };
}

mod sqlstate_names;

/// tokio-postgres generates its constants from PostgreSQL's `errcodes.txt`, where the facts come from, too: this detects
/// errors of copying. It has exactly the names and codes of the facts, and neither severities nor classes nor retries.
#[test]
fn every_name_and_code_is_the_same_in_tokio_postgres() {
    let constants = sqlstate_names::constants();
    let names = rows::<5>(FACTS).into_iter().map(|row| row[2]);
    assert_eq!(constants.iter().map(|(name, ..)| *name).collect::<Vec<_>>(), names.collect::<Vec<_>>());
    for (name, ours, peer) in constants {
        assert_eq!(peer.code(), ours.code(), "{name}");
        assert_eq!(Peer::from_code(ours.code()), peer, "{name}");
        assert_eq!(SqlState::from_name(name), Some(ours));
    }
    assert_eq!(known_to_peer(SqlState::ALL.iter().map(SqlState::code)), 260);
}

/// Its constants cannot be enumerated, so this tries likely codes: each class with every character that the facts have in
/// each of the last three positions, and any two characters followed by 000.
#[test]
fn tokio_postgres_has_no_other_codes() {
    let rows = rows::<5>(FACTS);
    let position = |at: usize| rows.iter().map(|row| &row[0][at..=at]).collect::<HashSet<_>>();
    let mut codes: Vec<String> = classes().into_keys().map(str::to_owned).collect();
    for characters in [position(2), position(3), position(4)] {
        codes = codes.iter().flat_map(|code| characters.iter().map(move |c| format!("{code}{c}"))).collect();
    }
    let characters = || ('0'..='9').chain('A'..='Z');
    let general = characters().flat_map(|a| characters().map(move |b| format!("{a}{b}000")));
    let tried = codes.into_iter().chain(general).collect::<HashSet<_>>();
    assert!(SqlState::ALL.iter().all(|code| tried.contains(code.code())));
    assert_eq!(known_to_peer(tried.iter()), 260);
}

/// Counts the codes that tokio-postgres has a constant for. `Debug` shows others as `Other`.
fn known_to_peer(codes: impl Iterator<Item = impl AsRef<str>>) -> usize {
    codes.filter(|code| !format!("{:?}", Peer::from_code(code.as_ref())).contains("Other(")).count()
}
