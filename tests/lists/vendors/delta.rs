//! Error conditions of Delta Lake.

mod catalog {
    errcat::codes!("../catalogs/delta.toml");
}

use errcat::{Category, ErrorCode, Failure, ParamValue, Remedy, Repeat, Retry, WireCode, decode};
use errcat_catalog::{Source, load};
use errcat_tests_lists::{pascal_case, rows};

use self::catalog::{DeltaError, delta_error};

/// Each condition, with its SQLSTATE and the params that its own text has.
const FACTS: &str = include_str!("../../facts/delta.tsv");

fn failure(body: &str) -> Failure<DeltaError> {
    decode(500, &(), body.as_bytes()).unwrap_err()
}

#[test]
fn every_condition_of_the_facts_is_an_entry() {
    let rows = rows::<3>(FACTS);
    assert_eq!(rows.len(), DeltaError::ALL.len());
    for ([condition, sql_state, _], found) in rows.into_iter().zip(DeltaError::ALL) {
        let (code, subcode) = condition.split_once('.').map_or((condition, None), |(c, s)| (c, Some(s)));
        assert_eq!((found.code(), found.subcode()), (code, subcode.map(WireCode::from)));
        assert_eq!(found.name(), pascal_case(condition.strip_prefix("DELTA_").unwrap()));
        assert_eq!(found.extra("sql_state"), Some(WireCode::from(sql_state)), "{condition}");
        let alone = DeltaError::from_code(code).unwrap();
        assert_eq!(subcode.map_or(alone, |subcode| alone.refined_by(subcode)), found);
    }
}

/// A subcondition has the params of its condition, then its own ones, each by the name that the file has.
#[test]
fn the_params_have_the_wire_names_of_the_facts() {
    let text = include_str!("../catalogs/delta.toml");
    let catalog = load(&Source::from_text("delta.toml", text)).unwrap();
    let rows = rows::<3>(FACTS);
    let own = |condition: &str| {
        let row = rows.iter().find(|row| row[0] == condition).unwrap();
        row[2].split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    for ([condition, ..], entry) in rows.iter().zip(&catalog.tables[0].entries) {
        let mut expected = condition.split_once('.').map_or_else(Vec::new, |(parent, _)| own(parent));
        expected.extend(own(condition));
        let found: Vec<String> = entry.params.iter().map(|param| param.wire.clone()).collect();
        assert_eq!(found, expected, "{condition}");
    }
}

/// The form of the JSON messages in Spark's documentation of error conditions.
#[test]
fn a_subcondition_is_decoded() {
    let body = r#"{"errorClass":"DELTA_METADATA_MISMATCH.SCHEMA_MISMATCH","sqlState":"42KDG",
        "messageParameters":{"id":"7","tableSchema":"a INT","dataSchema":"b INT"}}"#;
    let failure = failure(body);
    assert_eq!(failure.code(), Some(DeltaError::MetadataMismatchSchemaMismatch));
    assert_eq!(failure.subcode(), Some(&WireCode::from("SCHEMA_MISMATCH")));
    assert_eq!(failure.extra("sql_state"), Some(&WireCode::from("42KDG")));
    assert_eq!(failure.param("table_schema"), Some(&ParamValue::from("a INT")));
    assert_eq!(failure.message().as_deref(), Some("The schema of the data is not that of table 7"));
    assert_eq!(failure.category(), Category::FailedPrecondition);
}

#[test]
fn a_condition_without_a_subcondition_and_an_unknown_subcondition_are_the_condition() {
    for class in ["DELTA_METADATA_MISMATCH", "DELTA_METADATA_MISMATCH.SOMETHING_NEW"] {
        let failure = failure(&format!(r#"{{"errorClass":"{class}"}}"#));
        assert_eq!(failure.code(), Some(DeltaError::MetadataMismatch), "{class}");
    }
}

/// "Please retry the operation" is in the texts of the three conflicts, and not in that of two queries with one checkpoint.
#[test]
fn a_conflict_is_worth_another_run() {
    let restart = Retry::Remedy { remedy: Remedy::Restart, repeat: Repeat::BackOff };
    for code in DeltaError::ALL.into_iter().filter(|code| code.class() == Some("conflict")) {
        let expected = if code == DeltaError::ConcurrentTransaction { Retry::Never } else { restart };
        assert_eq!((code.retry(), code.category()), (expected, Category::Aborted), "{code:?}");
    }
}

#[test]
fn a_failure_of_ones_own_is_sent_in_the_same_form() {
    let values = delta_error::VersionNotFound {
        user_version: "9".to_owned(),
        earliest: "0".to_owned(),
        latest: "7".to_owned(),
    };
    assert_eq!(values.to_string(), "There is no version 9: the versions go from 0 to 7");
    let body = String::from_utf8(Failure::from(values).encode("en")).unwrap();
    let parts =
        [r#""errorClass":"DELTA_VERSION_NOT_FOUND""#, r#""userVersion":"9""#, r#""sqlState":"22003""#];
    for part in parts {
        assert!(body.contains(part), "{body}");
    }
}
