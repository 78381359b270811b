//! A random catalog, written as TOML and read again: the catalog that was read has what was written.
//!
//! The random catalogs are those of the test of the same name.

#![allow(dead_code)] // that test also uses what is not used here

#[path = "../../tests/tests/random_catalogs/expect.rs"]
mod expect;
#[path = "../../tests/tests/random_catalogs/generate.rs"]
mod generate;
#[path = "../../tests/tests/random_catalogs/model.rs"]
mod model;
#[path = "../../tests/tests/random_catalogs/write.rs"]
mod write;

use errcat_catalog::{Catalog, Retry, Source, check};
use proptest::test_runner::{RngAlgorithm, TestRng};

use expect::{constant_message, resolved, shown_retry};
use generate::Dice;
use model::{Entry, RandomCatalog, Table};

/// Makes a catalog of some bytes, writes it and reads it.
///
/// # Panics
///
/// Panics if it is not valid, or if something in it has changed.
pub fn assert_reads_back(data: &[u8]) {
    let written = Dice::new(TestRng::from_seed(RngAlgorithm::PassThrough, &endless(data))).catalog();
    let toml = write::toml(&written);
    let checked = check(&Source::from_text("codes.toml", &toml));
    assert!(checked.is_valid(), "{:#?}\n{toml}", checked.diagnostics);
    assert_same(&written, &checked.catalog, &toml);
}

/// Returns the bytes and, after them, a stream that depends on them: more than a catalog takes.
fn endless(data: &[u8]) -> Vec<u8> {
    // FNV-1a, and then splitmix64.
    let hash = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let mut state = data.iter().fold(0xcbf2_9ce4_8422_2325, hash);
    let mut bytes = data.to_vec();
    for _ in 0..16 * 1024 {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut next = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        next = (next ^ (next >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bytes.extend((next ^ (next >> 31)).to_le_bytes());
    }
    bytes
}

fn assert_same(written: &RandomCatalog, read: &Catalog, toml: &str) {
    let locales: Vec<&str> = read.locales.iter().map(errcat_catalog::Locale::as_str).collect();
    assert_eq!(locales, written.locales, "{toml}");
    let attributes: Vec<&str> = read.attributes.iter().map(|attribute| attribute.name.as_str()).collect();
    assert_eq!(
        attributes,
        written.attributes.iter().map(|attribute| attribute.name).collect::<Vec<_>>(),
        "{toml}"
    );
    assert_eq!(read.tables.len(), written.tables.len(), "{toml}");
    for (written, read) in written.tables.iter().zip(&read.tables) {
        assert_eq!(
            (read.name.as_str(), read.enum_name.as_str(), read.module_name.as_str(), read.code_type.name()),
            (written.name, written.enum_name, written.module, written.code_type),
            "{toml}"
        );
        let success = written.success.iter().map(spelled);
        assert!(
            success.into_iter().all(|code| read.success.iter().any(|read| read.to_string() == code)),
            "{toml}"
        );
        let sets = read.sets.iter().map(|set| (set.name.as_str(), set.enum_name.as_str()));
        let written_sets = written.sets.iter().map(|set| (set.name, set.enum_name));
        assert_eq!(sets.collect::<Vec<_>>(), written_sets.collect::<Vec<_>>(), "{toml}");
        assert_eq!(read.entries.len(), written.entries.len(), "{toml}");
        for (of_file, entry) in written.entries.iter().zip(&read.entries) {
            assert_same_entry(written, of_file, entry, locales.len(), toml);
        }
    }
}

fn spelled(code: &model::Code) -> String {
    match code {
        model::Code::Integer(number) => number.to_string(),
        model::Code::String(text) => text.clone(),
    }
}

fn assert_same_entry(
    table: &Table,
    written: &Entry,
    read: &errcat_catalog::Entry,
    locales: usize,
    toml: &str,
) {
    let shown = || format!("{}: {read:#?}\n{toml}", written.name);
    let expected = resolved(table, written);
    assert_eq!((&read.name, &read.aliases, &read.former), (&written.name, &written.aliases, &written.former));
    assert_eq!(read.code.to_string(), spelled(&written.code), "{}", shown());
    let also: Vec<String> = read.also.iter().map(ToString::to_string).collect();
    assert_eq!(also, written.also.iter().map(spelled).collect::<Vec<_>>(), "{}", shown());
    let range = written.also_range.map(|(from, to)| from..=to);
    assert_eq!(read.also_ranges, Vec::from_iter(range), "{}", shown());
    let refinement = read.refinement.as_ref().map(|of| (of.of.clone(), of.subcode.to_string()));
    let refines =
        written.refines.as_ref().map(|(of, subcode)| (table.entries[*of].name.clone(), spelled(subcode)));
    assert_eq!(refinement, refines, "{}", shown());
    assert_eq!(read.class.as_deref(), expected.class.map(|class| class.name.as_str()), "{}", shown());
    assert_eq!(
        (read.category.name(), read.http, read.severity.name(), read.retry_safety.name()),
        (expected.category, expected.http, expected.severity, expected.retry_safety),
        "{}",
        shown()
    );
    let mask = expected.mask.map(|at| table.entries[at].name.as_str());
    assert_eq!((read.exposure.name(), read.mask.as_deref()), (expected.exposure, mask), "{}", shown());
    assert_eq!(retry(&read.retry), shown_retry(&expected.retry), "{}", shown());
    let messages: Vec<String> = (0..locales).map(|at| constant_message(table, written, at)).collect();
    assert_eq!(read.message, messages, "{}", shown());
    let params: Vec<_> =
        read.params.iter().map(|param| (param.name.as_str(), param.param_type.name())).collect();
    let expected: Vec<_> =
        written.params.iter().map(|param| (param.name, write::value_type(&param.value))).collect();
    // A refinement without a message has the params of the entry that it refines.
    if written.refines.is_none() || written.message.is_some() {
        assert_eq!(params, expected, "{}", shown());
    }
    for (read, written) in read.params.iter().zip(&written.params) {
        assert_eq!(
            (read.sensitive, read.optional),
            (written.sensitive, written.absent.is_some()),
            "{}",
            shown()
        );
        assert_eq!(read.absent, written.absent, "{}", shown());
    }
    let refined = table.refined(written).filter(|_| written.causes.is_empty());
    let causes = refined.map_or(&written.causes, |refined| &refined.causes);
    assert_eq!((&read.seen, &read.causes), (&written.seen, causes), "{}", shown());
    assert_eq!(read.since.as_deref(), written.since, "{}", shown());
    let deprecated = read.deprecated.as_ref().map(|of| (of.note.as_deref(), of.replacement.as_deref()));
    let expected = written.deprecated.as_ref();
    let expected = expected.map(|(note, at)| (*note, at.map(|at| table.entries[at].name.as_str())));
    assert_eq!(deprecated, expected, "{}", shown());
}

fn retry(retry: &Retry) -> String {
    match retry {
        Retry::Never => "never".to_owned(),
        Retry::Transient => "transient".to_owned(),
        Retry::Throttled { after } => format!("throttled {:?}", after.map(|after| after.as_millis())),
        Retry::Remedy { remedy, repeat } => format!("remedy {remedy} {repeat:?}"),
        other => panic!("{other:?} is new"),
    }
}
