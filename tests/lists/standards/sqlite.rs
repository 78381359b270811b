//! The result codes of SQLite.

mod catalog {
    errcat::codes!("../catalogs/sqlite.toml");
}

use errcat::{Category, Failure, Received, Remedy, Repeat, Retry, Severity, WireCode};
use errcat_tests_lists::{assert_entries, number, pascal_case, rows};
use rusqlite::Connection;

use self::catalog::ResultCode;

/// The code and name of each result in sqlite3.h 3.51, and the name of the primary code of an extended one.
const FACTS: &str = include_str!("../../facts/sqlite.tsv");

fn name_of(fact: &str) -> String {
    pascal_case(fact.strip_prefix("SQLITE_").unwrap())
}

#[test]
fn every_code_of_the_header_is_an_entry() {
    let rows = rows::<3>(FACTS);
    assert_eq!((rows.len(), rows.iter().filter(|row| row[2].is_empty()).count()), (113, 31));
    let entry = |[code, name, _]: [&str; 3]| (name_of(name), WireCode::from(number(code)));
    assert_entries::<ResultCode>(rows.into_iter().map(entry));
}

/// "The least significant 8 bits of the result code define a broad category".
#[test]
fn the_low_byte_of_an_extended_code_is_the_primary_code() {
    for [code, name, primary] in rows::<3>(FACTS).into_iter().filter(|row| !row[2].is_empty()) {
        let primary = ResultCode::from_name(&name_of(primary)).unwrap();
        assert_eq!(number(code) & 0xff, i64::from(primary.code()), "{name}");
        let extended = ResultCode::from_name(&name_of(name)).unwrap();
        assert_eq!(extended.severity(), primary.severity(), "{name}");
    }
}

/// "There are only a few non-error result codes: SQLITE_OK, SQLITE_ROW, and SQLITE_DONE." Notices and warnings go to the log.
#[test]
fn the_results_that_are_no_errors() {
    for code in ResultCode::ALL {
        let expected = match code.code() & 0xff {
            0 | 100 | 101 => Severity::Success,
            27 => Severity::Notice,
            28 => Severity::Warning,
            _ => Severity::Error,
        };
        assert_eq!(code.severity(), expected, "{code:?}");
    }
}

/// A lock that was not obtained has changed nothing. A read transaction whose snapshot another connection has made obsolete
/// can never write: it has to begin again.
#[test]
fn a_lock_is_waited_for_and_an_old_snapshot_is_read_again() {
    for code in
        [ResultCode::Busy, ResultCode::BusyRecovery, ResultCode::BusyTimeout, ResultCode::LockedSharedcache]
    {
        assert_eq!((code.retry(), code.is_retry_safe()), (Retry::Transient, true), "{code:?}");
    }
    let restart = Retry::Remedy { remedy: Remedy::Restart, repeat: Repeat::BackOff };
    assert_eq!(ResultCode::BusySnapshot.retry(), restart);
    assert_eq!(ResultCode::AbortRollback.retry(), restart);
    assert_eq!(ResultCode::Locked.retry(), Retry::Never, "the own connection has the lock");
}

#[test]
fn a_key_that_exists_is_told_from_other_constraints() {
    use ResultCode as R;
    for code in R::ALL.into_iter().filter(|code| code.code() & 0xff == 19) {
        let expected = match code {
            R::ConstraintUnique | R::ConstraintPrimarykey | R::ConstraintRowid => Category::AlreadyExists,
            R::ConstraintNotnull | R::ConstraintCheck | R::ConstraintDatatype => Category::InvalidArgument,
            _ => Category::FailedPrecondition,
        };
        assert_eq!((code.category(), code.retry()), (expected, Retry::Never), "{code:?}");
    }
}

/// Returns the code of a statement that fails.
fn code_of(result: Result<(), rusqlite::Error>) -> ResultCode {
    let error = result.unwrap_err();
    let extended = error.sqlite_error().unwrap().extended_code;
    ResultCode::from_code(extended).unwrap()
}

#[test]
fn failures_of_sqlite_have_the_codes_of_the_catalog() {
    let database = Connection::open_in_memory().unwrap();
    database
        .execute_batch(
            "PRAGMA foreign_keys = ON;
            CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT UNIQUE NOT NULL CHECK (b <> ''), c INT REFERENCES a) STRICT;
            INSERT INTO a VALUES (1, 'x', NULL)",
        )
        .unwrap();
    for (values, expected) in [
        ("(1, 'y', NULL)", ResultCode::ConstraintPrimarykey),
        ("(2, 'x', NULL)", ResultCode::ConstraintUnique),
        ("(2, NULL, NULL)", ResultCode::ConstraintNotnull),
        ("(2, '', NULL)", ResultCode::ConstraintCheck),
        ("(2, 'y', 7)", ResultCode::ConstraintForeignkey),
        ("(2, 'y', 'z')", ResultCode::ConstraintDatatype),
    ] {
        assert_eq!(
            code_of(database.execute_batch(&format!("INSERT INTO a VALUES {values}"))),
            expected,
            "{values}"
        );
    }
    let text = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(text.path(), "This text is longer than the header of a database. ".repeat(20)).unwrap();
    let text = Connection::open(text.path()).unwrap();
    assert_eq!(code_of(text.execute_batch("CREATE TABLE a (b)")), ResultCode::Notadb);
}

/// One connection writes while another one has an older snapshot, or wants to write, too.
#[test]
fn a_lock_of_another_connection_is_busy() {
    let folder = tempfile::tempdir().unwrap();
    let open = || {
        let database = Connection::open(folder.path().join("a.db")).unwrap();
        database.busy_timeout(std::time::Duration::ZERO).unwrap();
        database
    };
    let (first, second) = (open(), open());
    first.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE a (b)").unwrap();
    second.execute_batch("BEGIN; SELECT * FROM a").unwrap();
    first.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(code_of(open().execute_batch("BEGIN IMMEDIATE")), ResultCode::Busy);
    first.execute_batch("INSERT INTO a VALUES (1); COMMIT").unwrap();
    assert_eq!(code_of(second.execute_batch("INSERT INTO a VALUES (2)")), ResultCode::BusySnapshot);
    second.execute_batch("ROLLBACK; INSERT INTO a VALUES (2)").unwrap();
}

/// A later version may have further extended codes.
#[test]
fn an_unknown_code_is_not_retried() {
    let failure = Failure::<ResultCode>::new(Received::from(WireCode::from(5 | 99 << 8)));
    assert_eq!((failure.code(), failure.retry()), (None, Retry::Never));
}
