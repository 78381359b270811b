//! Entries that refine other ones, ranges of further codes, and params with wire names, with the catalog
//! `expansions/refinements.toml`.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

#[rustfmt::skip] // as the macro leaves it
#[path = "../expansions/refinements.rs"]
mod refinements;

use errcat::{
    Category, Coded, ErrorCode, Failure, ParamValue, Received, Remedy, Repeat, Retry, WireCode, decode,
};
use errcat_catalog::{Catalog, Entry, Source, load};

use crate::refinements::{DeltaError, GraphError, graph_error};

#[test]
fn a_refinement_has_the_code_of_the_entry_that_it_refines() {
    const CODE: u64 = GraphError::TokenExpired.code();
    assert_eq!((CODE, GraphError::TokenInvalid.code()), (190, 190));
    assert_eq!(GraphError::TableThrottled.code(), 4);
    assert_eq!(DeltaError::LOG_FILE_NOT_FOUND_TRUNCATED.code(), "LOG_FILE_NOT_FOUND");
    assert_eq!(GraphError::TokenExpired.wire_code(), WireCode::Number(190));
    assert_eq!(GraphError::TokenExpired.any_code().wire_code(), WireCode::Number(190));
    assert_ne!(GraphError::TokenExpired, GraphError::TokenInvalid);
}

#[test]
fn a_code_alone_leads_to_the_entry_that_is_refined() {
    const INVALID: Option<GraphError> = GraphError::from_code(190);
    assert_eq!(INVALID, Some(GraphError::TokenInvalid));
    assert_eq!(GraphError::from_code(4), Some(GraphError::Throttled));
    assert_eq!(DeltaError::from_code("LOG_FILE_NOT_FOUND"), Some(DeltaError::LOG_FILE_NOT_FOUND));
    assert_eq!(DeltaError::from_code("LOG_NOT_FOUND"), Some(DeltaError::LOG_FILE_NOT_FOUND));
    assert_eq!(DeltaError::from_code("CONCURRENT_APPEND"), Some(DeltaError::CONCURRENT_APPEND));
    assert_eq!(DeltaError::from_code("TRUNCATED"), None);
    assert_eq!("190".parse(), Ok(GraphError::TokenInvalid));
    assert_eq!(GraphError::from_code(463), None);
}

#[test]
fn a_subcode_leads_to_a_refinement_of_that_entry() {
    let refined = |code: GraphError, subcode: i64| code.refined_by(subcode);
    assert_eq!(refined(GraphError::TokenInvalid, 463), GraphError::TokenExpired);
    assert_eq!(refined(GraphError::Throttled, 463), GraphError::TableThrottled);
    for (code, subcode) in [
        (GraphError::TokenInvalid, 464),
        (GraphError::Fine, 463),
        // A refinement is not refined further.
        (GraphError::TokenExpired, 463),
        (GraphError::TokenExpired, 460),
    ] {
        assert_eq!(refined(code, subcode), code, "{code:?} {subcode}");
    }
    let truncated = DeltaError::LOG_FILE_NOT_FOUND.refined_by("TRUNCATED");
    assert_eq!(truncated, DeltaError::LOG_FILE_NOT_FOUND_TRUNCATED);
    assert_eq!(DeltaError::CONCURRENT_APPEND.refined_by("TRUNCATED"), DeltaError::CONCURRENT_APPEND);
}

/// A number may be received as a text, and a text of digits as a number.
#[test]
fn a_subcode_is_compared_as_it_is_spelled() {
    assert_eq!(GraphError::TokenInvalid.refined_by("463"), GraphError::TokenExpired);
    assert_eq!(GraphError::TokenInvalid.refined_by(460), GraphError::TokenRevoked);
    assert_eq!(GraphError::TokenInvalid.refined_by("0463"), GraphError::TokenInvalid);
}

#[test]
fn a_refinement_knows_its_subcode_and_what_it_refines() {
    assert_eq!(GraphError::TokenExpired.subcode(), Some(WireCode::Number(463)));
    assert_eq!(GraphError::TokenRevoked.subcode(), Some(WireCode::from("460")));
    assert_eq!(GraphError::TokenExpired.refined(), Some(GraphError::TokenInvalid));
    assert_eq!(GraphError::TableThrottled.refined(), Some(GraphError::Throttled));
    assert_eq!((GraphError::TokenInvalid.subcode(), GraphError::TokenInvalid.refined()), (None, None));
}

/// Expected: the keys of the refinement, then those of `TokenInvalid`, then those of its class `session`, then those of the
/// category.
#[test]
fn what_a_refinement_does_not_say_is_that_of_the_entry_that_it_refines() {
    let remedy = |remedy| Retry::Remedy { remedy, repeat: Repeat::Once };
    let expired = GraphError::TokenExpired;
    assert_eq!(expired.retry(), remedy(Remedy::RefreshToken));
    assert_eq!((expired.http_status(), expired.category()), (401, Category::Unauthenticated));
    assert_eq!(expired.message(), "The access token has expired");
    assert_eq!((expired.help(), expired.url()), (Some("Log in again"), Some("https://example.com/190")));
    assert_eq!(expired.class(), Some("session"));

    let revoked = GraphError::TokenRevoked;
    assert_eq!(revoked.retry(), remedy(Remedy::Reauthorize));
    assert_eq!((revoked.http_status(), revoked.category()), (403, Category::PermissionDenied));
    assert_eq!(revoked.message(), "The access token is not valid");

    let truncated = DeltaError::LOG_FILE_NOT_FOUND_TRUNCATED;
    assert_eq!(
        truncated.message(),
        "Log file not found truncated",
        "no message is stated: the name in words"
    );
}

#[test]
fn a_refinement_has_the_params_of_the_entry_that_it_refines_and_its_own() {
    let values =
        graph_error::TableThrottled { table_name: "t1".to_owned(), wait_s: Some(2), partition_no: 7 };
    assert_eq!(values.to_string(), "Table t1 is used too much");
    let failure = Failure::from(values.clone());
    assert_eq!(failure.code(), Some(GraphError::TableThrottled));
    assert_eq!(failure.message().as_deref(), Some("Table t1 is used too much"));
    assert_eq!(graph_error::TableThrottled::try_from(&failure), Ok(values));
    assert_eq!(GraphError::TableThrottled.message(), "Used too much");
}

#[test]
fn all_codes_are_in_file_order_and_names_lead_to_them() {
    let names: Vec<_> = GraphError::ALL.into_iter().map(GraphError::name).collect();
    assert_eq!(
        names,
        ["TokenExpired", "Throttled", "TokenInvalid", "TokenRevoked", "TableThrottled", "Fine"]
    );
    for code in GraphError::ALL {
        assert_eq!(GraphError::from_name(code.name()), Some(code));
        assert_eq!(code.any_code().downcast(), Some(code));
        assert_eq!(code.to_string(), code.message());
    }
    for code in DeltaError::ALL {
        assert_eq!(DeltaError::from_name(code.name()), Some(code));
    }
    assert_eq!(DeltaError::ALL.len(), 3);
}

#[test]
fn every_code_of_a_range_leads_to_its_entry() {
    const IN_RANGE: Option<GraphError> = GraphError::from_code(17);
    assert_eq!(IN_RANGE, Some(GraphError::Throttled));
    let bound = u64::try_from(i64::MAX).unwrap();
    for code in [4, 613, 17, 18, 31, 32, bound, bound + 1, bound + 2] {
        assert_eq!(GraphError::from_code(code), Some(GraphError::Throttled), "{code}");
        assert_eq!(GraphError::try_from(code), Ok(GraphError::Throttled), "{code}");
        assert_eq!(code.to_string().parse(), Ok(GraphError::Throttled), "{code}");
    }
    for code in [16, 33, 614, bound - 1, bound + 3, u64::MAX, 300] {
        assert_eq!(GraphError::from_code(code), None, "{code}");
    }
    assert_eq!(<GraphError as ErrorCode>::from_code(-17), None);
}

#[test]
fn a_failure_keeps_the_code_of_a_range_that_was_received() {
    let failure = decode::<GraphError>(400, &(), br#"{"error":{"code":20}}"#).unwrap_err();
    assert_eq!(failure.code(), Some(GraphError::Throttled));
    assert_eq!(failure.wire_code(), Some(&WireCode::Number(20)));
    assert!(failure.encode("en").starts_with(br#"{"error":{"code":4,"#), "the entry's own code is sent");
    let failure = Failure::<GraphError>::from_wire_code(20);
    assert_eq!(
        (failure.code(), failure.wire_code()),
        (Some(GraphError::Throttled), Some(&WireCode::Number(20)))
    );
}

#[test]
fn a_range_of_a_success_means_success() {
    for code in [200, 201, 250, 299] {
        let body = format!(r#"{{"error":{{"code":{code}}}}}"#);
        assert!(decode::<GraphError>(200, &(), body.as_bytes()).is_ok(), "{code}");
    }
    assert!(decode::<GraphError>(200, &(), br#"{"error":{"code":300}}"#).is_err());
}

const BODY: &[u8] =
    br#"{"error":{"code":4,"message":"m","params":{"tableName":"t1","wait":3,"partitionNo":9}}}"#;

#[test]
fn params_are_received_by_their_wire_names() {
    let failure = decode::<GraphError>(429, &(), BODY).unwrap_err();
    assert_eq!(failure.param("table_name"), Some(&ParamValue::from("t1")));
    assert_eq!(failure.param("wait_s"), Some(&ParamValue::Integer(3)));
    assert_eq!((failure.param("tableName"), failure.param("wait")), (None, None));
    // The entry does not declare it.
    assert_eq!(failure.param("partitionNo"), Some(&ParamValue::Integer(9)));
    let values = graph_error::Throttled { table_name: "t1".to_owned(), wait_s: Some(3) };
    assert_eq!(graph_error::Throttled::try_from(&failure), Ok(values));
}

#[test]
fn params_are_sent_by_their_wire_names() {
    let values = graph_error::Throttled { table_name: "t1".to_owned(), wait_s: Some(3) };
    let failure = Failure::from(values);
    let params = r#""params":{"tableName":"t1","wait":3}"#;
    let body = String::from_utf8(failure.encode("en")).unwrap();
    assert!(body.contains(params), "{body}");
    let problem = String::from_utf8(failure.problem_details("en")).unwrap();
    assert!(problem.contains(params), "{problem}");
}

#[test]
fn params_of_an_unknown_code_keep_the_names_that_were_received() {
    let body = br#"{"error":{"code":77,"params":{"tableName":"t1"}}}"#;
    let failure = decode::<GraphError>(400, &(), body).unwrap_err();
    assert_eq!(*failure.received(), Received::Unknown(WireCode::Number(77)));
    assert_eq!(failure.param("tableName"), Some(&ParamValue::from("t1")));
}

const HEADER: &str =
    "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n[tables.order]\ntype = \"u16\"\n";

fn catalog(text: &str) -> Catalog {
    load(&Source::from_text("codes.toml", &format!("{HEADER}{text}"))).unwrap()
}

/// Expected: what each convention makes of the words `table` and `name`.
#[test]
fn a_table_has_a_convention_for_the_wire_names_of_its_params() {
    for (case, wire) in [
        ("", "table_name"),
        ("snake", "table_name"),
        ("camel", "tableName"),
        ("pascal", "TableName"),
        ("kebab", "table-name"),
        ("screaming-snake", "TABLE_NAME"),
    ] {
        let key = if case.is_empty() { String::new() } else { format!("param_case = \"{case}\"\n") };
        let catalog = catalog(&format!(
            "{key}[order.A]\ncode = 1\nparams = {{ table_name = \"string\", other = {{ type = \"u8\", wire = \"x-Y\" }} }}\n"
        ));
        let params = &catalog.tables[0].entries[0].params;
        assert_eq!((params[0].wire.as_str(), params[1].wire.as_str()), (wire, "x-Y"), "{case}");
    }
}

fn entries(text: &str) -> Vec<Entry> {
    catalog(text).tables[0].entries.clone()
}

/// Expected: a title or a message of its own goes before that of the refined entry, and its own name in words before the
/// name of that entry.
#[test]
fn a_refinement_takes_the_texts_that_it_does_not_have() {
    let of = |keys: &str| {
        let refined =
            "[order.Full]\ncode = 1\ntitle = \"Full\"\nmessage = \"It is full\"\ncauses = [\"Many\"]\n";
        entries(&format!("{refined}[order.VeryFull]\nof = \"Full\"\nsubcode = 2\n{keys}"))[1].clone()
    };
    let texts = |entry: &Entry| (entry.title.clone().unwrap().concat(), entry.message.concat());
    assert_eq!(texts(&of("")), ("Full".to_owned(), "It is full".to_owned()));
    assert_eq!(texts(&of("title = \"Over\"\n")), ("Over".to_owned(), "It is full".to_owned()));
    let own = of("message = \"It is more than full\"\n");
    assert_eq!((own.title, own.message.concat()), (None, "It is more than full".to_owned()));
    assert_eq!(of("").causes, [["Many"]]);
    assert_eq!(of("causes = [\"One\"]\n").causes, [["One"]]);

    let nameless = entries("[order.Full]\ncode = 1\n[order.VeryFull]\nof = \"Full\"\nsubcode = 2\n");
    assert_eq!(nameless[1].message, ["Very full"]);
}

/// Expected: the code, as in a table without refinements, and for a refinement the pair of code and subcode.
#[test]
fn serde_keeps_the_subcode() {
    for (code, json) in [
        (GraphError::TokenInvalid, "190"),
        (GraphError::TokenExpired, "[190,463]"),
        (GraphError::TokenRevoked, "[190,\"460\"]"),
    ] {
        assert_eq!(serde_json::to_string(&code).unwrap(), json);
        assert_eq!(serde_json::from_str::<GraphError>(json).unwrap(), code, "{json}");
    }
    let truncated = DeltaError::LOG_FILE_NOT_FOUND_TRUNCATED;
    assert_eq!(serde_json::to_string(&truncated).unwrap(), r#"["LOG_FILE_NOT_FOUND","TRUNCATED"]"#);
    for code in DeltaError::ALL {
        let bytes = postcard::to_allocvec(&code).unwrap();
        assert_eq!(postcard::from_bytes::<DeltaError>(&bytes).unwrap(), code);
    }
    for code in GraphError::ALL {
        let bytes = postcard::to_allocvec(&code).unwrap();
        assert_eq!(postcard::from_bytes::<GraphError>(&bytes).unwrap(), code);
    }
}

#[test]
fn serde_rejects_a_subcode_that_refines_nothing() {
    for json in ["[190,464]", "[190]", "[77,463]", "[]", "[4,464]"] {
        assert!(serde_json::from_str::<GraphError>(json).is_err(), "{json}");
    }
}
