//! PostgreSQL's SQLSTATEs: every row of the facts, codes that the list lacks, and the same list in tokio-postgres.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

mod list {
    errcat::codes!("postgresql.toml");
}

use std::collections::{HashMap, HashSet};

use errcat::{
    Category, ErrorCode, Failure, Received, Remedy, Repeat, Retry, RetrySafety, Severity, WireCode, decode,
};
use errcat_tests_lists::rows;
use tokio_postgres::error::SqlState as Peer;

use crate::list::SqlState;

/// A row: SQLSTATE, severity, name, condition's name, class. Four rows stand under class 42 and have a code of another:
/// the class of a code is its first two characters, whatever it stands under.
const FACTS: &str = include_str!("../facts/postgresql-sqlstate.tsv");

/// A row: class, heading.
const CLASSES: &str = include_str!("../facts/postgresql-classes.tsv");

const RESTART: Retry = Retry::Remedy { remedy: Remedy::Restart, repeat: Repeat::BackOff };

/// Each class with its name in the list: its heading in kebab case.
fn classes() -> HashMap<&'static str, String> {
    let name = |heading: &str| heading.to_ascii_lowercase().replace('/', "").replace(' ', "-");
    rows(CLASSES).into_iter().map(|[class, heading]| (class, name(heading))).collect()
}

fn failure(code: &str) -> Failure<SqlState> {
    Failure::new(Received::from(WireCode::Text(code.into())))
}

/// What a PostgREST responses with this code.
fn response(status: u16, code: &str) -> Result<(), Failure<SqlState>> {
    decode(status, &(), format!(r#"{{"code":{code},"details":"d","hint":null,"message":"m"}}"#).as_bytes())
}

#[test]
fn every_row_is_an_entry() {
    let classes = classes();
    for [code, severity, name, condition, _] in rows::<5>(FACTS) {
        let found = SqlState::from_name(name).unwrap();
        assert_eq!(found.code(), code, "{name}");
        assert_eq!(SqlState::from_code(code), Some(found), "{name}");
        assert_eq!(code.parse(), Ok(found), "{name}");
        assert_eq!(found.severity().name(), severity, "{name}");
        assert_eq!(found.class(), classes.get(&code[..2]).map(String::as_str), "{name}");
        // Of two names, the second has no condition of its own in PL/pgSQL.
        assert_eq!(found.name() == name, !condition.is_empty(), "{name}");
    }
}

#[test]
fn the_list_is_as_long_as_it_is() {
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
    let repeated: HashSet<&str> =
        times.into_iter().filter(|(_, times)| *times == 2).map(|(code, _)| code).collect();
    assert_eq!(repeated, two.iter().map(|(code, ..)| *code).collect());
    assert_eq!(SqlState::UNDEFINED_DATABASE, SqlState::INVALID_CATALOG_NAME, "a name is a constant, too");
}

#[test]
fn a_code_is_five_characters_and_never_a_number() {
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

/// A code that went through a number somewhere has lost its zeros, and with them what it meant.
#[test]
fn a_code_without_its_zeros_is_another() {
    assert_eq!(response(503, "\"08006\"").unwrap_err().code(), Some(SqlState::CONNECTION_FAILURE));
    for came in ["8006", "\"8006\""] {
        let failure = response(503, came).unwrap_err();
        assert_eq!(*failure.received(), Received::Unknown(WireCode::from("8006")), "{came}");
        assert_eq!(failure.class(), None, "{came}");
    }
}

/// Every code that is repeated, with the reason; no other is.
#[test]
fn what_is_repeated_is_stated() {
    let stated = |code: SqlState| match code.code() {
        // Two ends that do not understand each other will not next time.
        "08P01" => Retry::Never,
        // A connection that is there no more may be made anew.
        code if code.starts_with("08") => Retry::Transient,
        // A limit of the configuration is reached by the same statement again.
        "53400" => Retry::Never,
        // What has run out may be free later.
        code if code.starts_with("53") => Retry::Throttled { after: None },
        "HV001" | "HV014" => Retry::Throttled { after: None },
        // Who cancels a query does not want it repeated; a database that was dropped is gone.
        "57014" | "57P04" => Retry::Never,
        // A server that goes down comes up again.
        code if code.starts_with("57") => Retry::Transient,
        "HV00N" => Retry::Transient,
        // The same transaction breaks the same constraint.
        "40002" => Retry::Never,
        // "Serialization Failure Handling" in PostgreSQL's manual: after 40001, 40P01 and their like, the complete
        // transaction is to be tried again.
        code if code.starts_with("40") => RESTART,
        // The transaction waited too long in the client, or for a lock, or its snapshot is gone.
        "25P03" | "55P03" | "72000" => RESTART,
        _ => Retry::Never,
    };
    for code in SqlState::ALL {
        assert_eq!(code.retry(), stated(code), "{code:?}");
        assert_eq!(code.is_retryable(), !matches!(stated(code), Retry::Never | Retry::Remedy { .. }));
    }
}

/// Of what is repeated: whether nothing of it was carried out.
#[test]
fn what_may_have_been_carried_out_is_stated() {
    for code in SqlState::ALL.iter().filter(|code| code.retry() != Retry::Never) {
        let may_have_been = match code.code() {
            // No connection came about, or the server refused it, or it was closed while it was idle.
            "08001" | "08004" | "57P03" | "57P05" | "HV00N" => false,
            // The server says that it does not know.
            "40003" => true,
            // A connection that breaks and a server that stops may do so behind a COMMIT.
            code if code.starts_with("08") || code.starts_with("57") => true,
            // The statement was refused, or its transaction was rolled back.
            _ => false,
        };
        assert_eq!(code.retry_safety() == RetrySafety::IfIdempotent, may_have_been, "{code:?}");
        assert_eq!(code.is_retry_safe(), !may_have_been, "{code:?}");
    }
}

#[test]
fn what_happened_is_stated() {
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

/// PostgreSQL has no messages: each is the name in words, in one locale or another.
#[test]
fn a_code_without_a_message_shows_its_name() {
    assert_eq!(SqlState::UNIQUE_VIOLATION.to_string(), "Unique violation");
    assert_eq!(SqlState::UNDEFINED_DATABASE.message_in("zh"), "Invalid catalog name");
    for code in SqlState::ALL {
        assert_eq!(code.message().to_ascii_uppercase().replace(' ', "_"), code.name());
        assert_eq!(code.help(), None);
    }
}

/// Each class has a general code, which ends in 000 and says no more than the class does.
#[test]
fn a_code_that_the_list_lacks_is_treated_as_its_class() {
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

/// 99 is a class of nobody's; users may raise codes of their own with it. Below 2 characters there is no class.
#[test]
fn a_code_of_no_class_is_treated_as_unknown() {
    for code in ["99000", "2", "", "xx000"] {
        let failure = failure(code);
        assert_eq!((failure.class(), failure.category()), (None, Category::Unknown), "{code}");
        assert_eq!((failure.retry(), failure.severity()), (Retry::Never, Severity::Error), "{code}");
    }
}

#[test]
fn a_success_is_decoded_as_one_and_a_warning_as_a_failure_that_says_so() {
    assert!(response(200, "\"00000\"").is_ok());
    assert!(response(200, "\"00ZZZ\"").is_ok(), "a code of the class of successes is one");
    assert!(response(500, "\"00ZZZ\"").is_err(), "under the status of an error there is one");
    let success = SqlState::SUCCESSFUL_COMPLETION;
    assert_eq!((success.severity(), success.http_status()), (Severity::Success, 200));
    for (code, class) in [("01P01", "warning"), ("02000", "no-data"), ("01ZZZ", "warning")] {
        let warning = response(200, &format!("{code:?}")).unwrap_err();
        assert_eq!((warning.severity(), warning.class()), (Severity::Warning, Some(class)), "{code}");
    }
    let warnings = SqlState::ALL.iter().filter(|code| code.severity() == Severity::Warning);
    assert!(warnings.into_iter().all(|code| code.http_status() == 200));
    let error = response(409, "\"23505\"").unwrap_err();
    assert_eq!((error.code(), error.severity()), (Some(SqlState::UNIQUE_VIOLATION), Severity::Error));
    assert_eq!((error.server_message(), error.extra("details")), (Some("m"), Some(&WireCode::from("d"))));
    assert_eq!(error.extra("hint"), None);
}

/// A name, the entry that it is a variant or a constant of, and tokio-postgres's constant of that name.
macro_rules! constants {
    ($($name:ident)*) => {
        pub(crate) fn constants() -> Vec<(&'static str, crate::SqlState, crate::Peer)> {
            vec![$((stringify!($name), crate::SqlState::$name, crate::Peer::$name)),*]
        }
    };
}

mod sqlstate_names;

/// tokio-postgres makes its list of PostgreSQL's `errcodes.txt`, as the facts do. So it confirms what was copied, names
/// and codes, and that nothing was lost; it has neither severities nor classes, and knows nothing of what to do.
///
/// It has the names of the facts, all of them and with the same codes: there is no difference to name.
#[test]
fn every_name_and_code_is_that_of_tokio_postgres() {
    let constants = sqlstate_names::constants();
    let names = rows::<5>(FACTS).into_iter().map(|row| row[2]);
    assert_eq!(constants.iter().map(|(name, ..)| *name).collect::<Vec<_>>(), names.collect::<Vec<_>>());
    for (name, ours, peer) in constants {
        assert_eq!(peer.code(), ours.code(), "{name}");
        assert_eq!(Peer::from_code(ours.code()), peer, "{name}");
        assert_eq!(SqlState::from_name(name), Some(ours));
    }
    assert_eq!(peers_that_are_known(SqlState::ALL.iter().map(SqlState::code)), 260);
}

/// Its constants cannot be listed, so it is asked for what a code may be: each class with every character that any code
/// of the facts has in each of the last three places, and any two characters with 000 behind them.
#[test]
fn tokio_postgres_knows_no_further_code() {
    let rows = rows::<5>(FACTS);
    let place = |place: usize| rows.iter().map(|row| &row[0][place..=place]).collect::<HashSet<_>>();
    let mut codes: Vec<String> = classes().into_keys().map(str::to_owned).collect();
    for characters in [place(2), place(3), place(4)] {
        codes = codes.iter().flat_map(|code| characters.iter().map(move |c| format!("{code}{c}"))).collect();
    }
    let characters = || ('0'..='9').chain('A'..='Z');
    let general = characters().flat_map(|a| characters().map(move |b| format!("{a}{b}000")));
    let asked = codes.into_iter().chain(general).collect::<HashSet<_>>();
    assert!(SqlState::ALL.iter().all(|code| asked.contains(code.code())));
    assert_eq!(peers_that_are_known(asked.iter()), 260);
}

/// How many of some codes tokio-postgres has a constant for: those are shown by their name, others by `Other`.
fn peers_that_are_known(codes: impl Iterator<Item = impl AsRef<str>>) -> usize {
    codes.filter(|code| !format!("{:?}", Peer::from_code(code.as_ref())).contains("Other(")).count()
}
