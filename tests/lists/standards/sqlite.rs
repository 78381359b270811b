//! The result codes of SQLite.

mod catalog {
    errcat::codes!("../catalogs/sqlite.toml");
}

use errcat::{Category, Failure, Received, Remedy, Repeat, Retry, Severity, WireCode};
use errcat_tests_lists::{assert_entries, number, pascal_case, rows};

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

/// A later version may have further extended codes.
#[test]
fn an_unknown_code_is_not_retried() {
    let failure = Failure::<ResultCode>::new(Received::from(WireCode::from(5 | 99 << 8)));
    assert_eq!((failure.code(), failure.retry()), (None, Retry::Never));
}
