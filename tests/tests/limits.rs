//! The limits that the guide states: one below, at, and above each.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::{self, Write};

use errcat::tencent_meeting::RestError;
use errcat::{Decoder, Failure, decode, find_code};
use errcat_catalog::{Rule, Source, check};

const GUIDE: &str = include_str!("../../core/src/guide/limits.md");

/// Returns the limit in the guide's row about something.
fn limit(what: &str) -> usize {
    let row = GUIDE.lines().find(|line| line.strip_prefix("| ").is_some_and(|row| row.starts_with(what)));
    let cell = row.unwrap_or_else(|| panic!("no row about {what}")).split('|').nth(2).unwrap();
    let mut words = cell.split_whitespace();
    let number: usize = words.next().unwrap().replace(',', "").parse().unwrap();
    match words.next().unwrap_or_default().trim_end_matches(',') {
        "KiB" => number * 1024,
        "MiB" => number * 1024 * 1024,
        _ => number,
    }
}

/// Returns the rules by which a catalog is invalid.
fn rules(text: &str) -> Vec<Rule> {
    let mut rules: Vec<_> =
        check(&Source::from_text("limits.toml", text)).diagnostics.iter().map(|found| found.rule).collect();
    rules.dedup();
    rules
}

/// Checks that a catalog is valid one below and at a limit, and invalid one above.
fn assert_limit(what: &str, rule: Rule, catalog: impl Fn(usize) -> String) {
    let limit = limit(what);
    for count in [limit - 1, limit] {
        assert_eq!(rules(&catalog(count)), [], "{what}: {count}");
    }
    assert_eq!(rules(&catalog(limit + 1)), [rule], "{what}: above {limit}");
}

const HEADER: &str = "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n";

/// Returns a catalog with one entry, whose table and entry have further lines.
fn catalog(kind: &str, table: &str, entry: &str) -> String {
    format!("{HEADER}[tables.order]\ntype = \"{kind}\"\n{table}\n[order.Lost]\n{entry}\n")
}

fn counted(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, at| {
        text += &line(at);
        text
    })
}

/// Each catalog extends the next one, and the last one has the table.
#[test]
fn a_catalog_extends_a_maximum_number_of_others() {
    let limit = limit("catalogs that one extends");
    let header = |base: usize| format!("{HEADER}extends = \"{base}.toml\"\n");
    let is_valid = |count: usize| {
        let source = Source::from_text("limits.toml", &header(1)).with_bases(|path| {
            let at: usize = path.trim_end_matches(".toml").parse().unwrap();
            let text = if at == count { catalog("u8", "", "code = 1") } else { header(at + 1) };
            Source::from_text(path, &text)
        });
        check(&source).is_valid()
    };
    assert_eq!((is_valid(limit - 1), is_valid(limit), is_valid(limit + 1)), (true, true, false));
}

#[test]
fn a_file_has_a_maximum_size() {
    assert_eq!(limit("the file") as u64, Source::MAX_BYTES);
    let valid = catalog("u16", "", "code = 17\n");
    let padded = |len: usize| format!("{valid}#{}", "x".repeat(len - valid.len() - 1));
    assert_limit("the file", Rule::Unreadable, padded);
}

#[test]
fn an_entry_has_a_maximum_number_of_params() {
    assert_limit("params of an entry", Rule::InvalidParam, |count| {
        let params = counted(count, |at| format!("p{at} = \"string\", "));
        catalog("u16", "", &format!("code = 17\nparams = {{ {params} }}").replace(", }", " }"))
    });
}

#[test]
fn a_catalog_has_a_maximum_number_of_attributes() {
    assert_limit("attributes of a catalog", Rule::InvalidAttribute, |count| {
        let attributes = counted(count, |at| format!("a{at} = \"string\"\n"));
        catalog("u16", "", "code = 17")
            .replace("[tables.", &format!("[catalog.attributes]\n{attributes}[tables."))
    });
}

#[test]
fn an_envelope_has_a_maximum_number_of_locations() {
    let extra = |count: usize| counted(count, |at| format!("e{at} = \"/e{at}\", "));
    assert_limit("locations of an envelope", Rule::InvalidPointer, |count| {
        let envelope = format!("envelope = {{ code = \"/code\", extra = {{ {} }} }}", extra(count - 1));
        catalog("u16", &envelope.replace(",  }", " }"), "code = 17")
    });
    assert_limit("locations of an envelope", Rule::InvalidPointer, |count| {
        let items =
            format!("items = {{ at = \"/i\", code = \"/code\", extra = {{ {} }} }}", extra(count - 2));
        let envelope = format!("envelope = {{ code = \"/code\", {items} }}");
        catalog("u16", &envelope.replace(",  }", " }"), "code = 17")
    });
}

/// At the limit, the location is read in a body.
#[test]
fn a_pointer_has_a_maximum_number_of_tokens() {
    assert_limit("tokens of a JSON Pointer", Rule::InvalidPointer, |count| {
        catalog("u16", &format!("envelope = {{ code = \"{}\" }}", "/a".repeat(count)), "code = 17")
    });
}

#[test]
fn forms_have_a_maximum_depth() {
    assert_limit("levels of nested", Rule::InvalidTemplate, |depth| {
        let nest = |inner: String| format!("{{ select = \"kind\", a = {inner}, other = \"{{kind}}\" }}");
        let message = (0..depth).fold("\"{kind}\"".to_owned(), |inner, _| nest(inner));
        catalog(
            "u16",
            "",
            &format!("code = 17\nparams = {{ kind = \"string\" }}\ntitle = \"T\"\nmessage = {message}"),
        )
    });
}

/// Bytes and not characters: a gRPC status has room for a code of any catalog.
#[test]
fn a_string_code_has_a_maximum_length() {
    for character in ["x", "é"] {
        assert_limit("bytes of a string code", Rule::CodeOutOfRange, |len| {
            let code = "x".repeat(len % character.len()) + &character.repeat(len / character.len());
            assert_eq!(code.len(), len);
            catalog("string", "", &format!("code = \"{code}\""))
        });
    }
}

#[test]
fn a_duration_has_a_maximum() {
    assert_limit("days of a duration", Rule::InvalidDuration, |days| {
        catalog("u16", "", &format!("code = 17\nretry = {{ throttled = \"{days}d\" }}"))
    });
}

#[test]
fn a_name_has_a_maximum_length_in_a_domain() {
    assert_limit("characters of an entry's name", Rule::InvalidDomain, |len| {
        let name = format!("[order.L{}]", "o".repeat(len - 1));
        let text = catalog("u16", "", "code = 17").replace("[order.Lost]", &name);
        text.replace("[tables.", "domain = \"shop.example\"\n[tables.")
    });
}

/// A number counts once something follows it within the limit.
#[test]
fn a_body_has_a_maximum_length() {
    let limit = limit("bytes of a body that are read");
    assert_eq!(limit, Decoder::DEFAULT_MAX_BODY_LEN);
    for (len, is_read) in [(limit - 1, true), (limit, true), (limit + 1, false)] {
        let (start, end) = ("{\"pad\":\"", "\",\"error_info\":{\"error_code\":9003 ");
        let body = format!("{start}{}{end}", "x".repeat(len - start.len() - end.len()));
        assert_eq!(body.len(), len);
        let failure = decode::<RestError>(500, &(), body.as_bytes()).unwrap_err();
        assert_eq!(failure.code().is_some(), is_read, "{len}");
    }
}

#[test]
fn the_kept_body_has_a_maximum_length() {
    let limit = limit("bytes that are kept of a body");
    assert_eq!(limit, Failure::<RestError>::MAX_BODY_LEN);
    for len in [limit - 1, limit, limit + 1] {
        let failure = decode::<RestError>(500, &(), "x".repeat(len).as_bytes()).unwrap_err();
        assert_eq!(failure.body().map(<[u8]>::len), Some(len.min(limit)), "{len}");
    }
}

#[test]
fn a_failure_keeps_a_maximum_number_of_params() {
    let limit = limit("values of params that a failure keeps");
    assert_eq!(limit, Failure::<RestError>::MAX_PARAMS);
    for count in [limit - 1, limit, limit + 1] {
        let failure = (0..count).fold(Failure::from(RestError::MeetingNotFound), |failure, at| {
            failure.with_param(format!("p{at}"), at as u64)
        });
        assert_eq!(failure.params().count(), count.min(limit), "{count}");
    }
}

#[test]
fn a_text_is_shown_with_a_maximum_number_of_characters() {
    let limit = limit("characters of a text of unknown origin");
    for count in [limit - 1, limit, limit + 1] {
        let failure = Failure::from(RestError::MeetingNotFound).with_server_message("会".repeat(count));
        let shown = failure.to_string();
        assert_eq!(shown.matches('会').count() - 1, if count > limit { limit - 1 } else { count }, "{count}");
        assert_eq!(shown.contains("会… (RestError"), count > limit, "{count}");
    }
}

/// An error with some sources, the last of which has a code.
#[derive(Debug)]
struct Nested(Option<Box<dyn Error + Send + Sync>>);

impl fmt::Display for Nested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nested")
    }
}

impl Error for Nested {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.as_deref().map(|source| source as _)
    }
}

#[test]
fn a_code_is_searched_in_a_maximum_number_of_sources() {
    let limit = limit("sources of an error that are searched");
    for sources in [limit - 1, limit, limit + 1] {
        let code: Box<dyn Error + Send + Sync> = RestError::MeetingNotFound.into();
        let error = (0..sources).fold(code, |source, _| Box::new(Nested(Some(source))));
        let found = find_code::<RestError>(&*error);
        assert_eq!(found.is_some(), sources <= limit, "{sources}");
    }
}

/// No row is without a test here or in the tests of the adapters, which name the rows that they test.
#[test]
fn every_limit_of_the_guide_is_tested() {
    let tests = [include_str!("limits.rs"), include_str!("../adapters/tests/limits.rs")].concat();
    let mut rows = BTreeMap::new();
    for row in GUIDE.lines().filter_map(|line| line.strip_prefix("| ")) {
        let what = row.split('|').next().unwrap().trim();
        if what != "what" && !what.starts_with("---") {
            let is_tested = tests.split("limit(\"").chain(tests.split("limit(\n")).skip(1).any(|rest| {
                let name = rest.split('"').next().unwrap_or_default();
                !name.is_empty() && what.starts_with(name)
            });
            rows.insert(what, is_tested);
        }
    }
    let mut untested = String::new();
    for (what, _) in rows.iter().filter(|(_, is_tested)| !**is_tested) {
        let _ = writeln!(untested, "{what}");
    }
    assert!(rows.len() > 15 && untested.is_empty(), "{untested}");
}
