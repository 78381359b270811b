//! Tests the keys that no look-up shows: their values in the model, with and without the key.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use errcat_catalog::{
    Catalog, Code, Deprecated, Entry, Param, Reserved, Role, Rule, Source, Stability, Value, check, load,
};

const HEADER: &str = "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\", \"zh\"]\n";
const TABLE: &str = "[tables.order]\ntype = \"u16\"\n";

fn catalog(text: &str) -> Catalog {
    load(&Source::from_text("codes.toml", text))
        .unwrap_or_else(|diagnostics| panic!("{diagnostics:#?}\n{text}"))
}

fn entry(keys: &str) -> Entry {
    catalog(&format!("{HEADER}{TABLE}[order.A]\ncode = 1\n{keys}")).tables[0].entries[0].clone()
}

fn param(table: &str) -> Param {
    entry(&format!("params = {{ p = {table} }}\n")).params[0].clone()
}

#[test]
fn a_catalog_owns_its_api_unless_it_mirrors_one() {
    let role = |key: &str| catalog(&format!("{HEADER}{key}{TABLE}[order.A]\ncode = 1\n")).role;
    assert_eq!((role(""), role("role = \"own\"\n")), (Role::Own, Role::Own));
    assert_eq!(role("role = \"mirror\"\n"), Role::Mirror);
}

#[test]
fn an_entry_is_stable_unless_it_is_a_draft() {
    let stability = |key: &str| entry(key).stability;
    assert_eq!(
        (stability(""), stability("stability = \"stable\"\n")),
        (Stability::Stable, Stability::Stable)
    );
    assert_eq!(stability("stability = \"draft\"\n"), Stability::Draft);
}

#[test]
fn a_deprecated_entry_may_have_the_date_of_its_removal() {
    assert_eq!(entry("deprecated = {}\n").deprecated, Some(Deprecated::default()));
    let until = entry("deprecated = { until = \"3.0\" }\n").deprecated.unwrap().until;
    assert_eq!(until.as_deref(), Some("3.0"));
}

#[test]
fn causes_are_in_file_order_and_their_texts_in_the_order_of_the_locales() {
    assert!(entry("").causes.is_empty());
    let causes = "causes = [{ zh = \"乙\", en = \"b\" }, { en = \"a\", zh = \"甲\" }]\n";
    assert_eq!(entry(causes).causes, [["b", "乙"], ["a", "甲"]]);
}

#[test]
fn a_param_is_required_and_has_no_example_by_default() {
    for table in ["\"u8\"", "{ type = \"u8\" }", "{ type = \"u8\", optional = false, sensitive = false }"] {
        let Param { sensitive, optional, absent, example, doc, .. } = param(table);
        assert_eq!((sensitive, optional, absent, example, doc), (false, false, None, None, None), "{table}");
    }
    let optional = param("{ type = \"u8\", optional = true, absent = { zh = \"无\", en = \"none\" } }");
    assert!(optional.optional && !optional.sensitive);
    assert_eq!(optional.absent.unwrap(), ["none", "无"]);
}

#[test]
fn an_example_is_a_value_of_its_type() {
    for (written_type, value, example) in [
        ("string", "\"5\"", Value::Text("5".to_owned())),
        ("bool", "false", Value::Bool(false)),
        ("u8", "0xFF", Value::Integer(255)),
        ("i64", "-9_223_372_036_854_775_808", Value::Integer(i128::from(i64::MIN))),
        ("u64", "18446744073709551615", Value::Integer(i128::from(u64::MAX))),
        ("f64", "-2", Value::Float(-2.0)),
        ("f64", "1_0.5e1", Value::Float(105.0)),
    ] {
        let param = param(&format!("{{ type = \"{written_type}\", example = {value} }}"));
        assert_eq!(param.example, Some(example), "{written_type}");
    }
}

/// The warnings of other tables, and all errors, are still reported.
#[test]
fn a_table_may_allow_a_warning() {
    let stop = "message = { en = \"A.\", zh = \"甲\" }\n";
    let of = |allow: &str, other: &str| {
        let text = format!(
            "{HEADER}{TABLE}{allow}[tables.other]\ntype = \"u16\"\n{other}[order.A]\ncode = 1\n{stop}\
             [other.A]\ncode = 1\n{stop}[order.B]\ncode = 1\n"
        );
        let checked = check(&Source::from_text("codes.toml", &text));
        checked.diagnostics.iter().map(|diagnostic| diagnostic.rule).collect::<Vec<_>>()
    };
    let allow = "allow = [\"final-stop\"]\n";
    assert_eq!(of("", ""), [Rule::FinalStop, Rule::FinalStop, Rule::DuplicateCode]);
    assert_eq!(of(allow, ""), [Rule::FinalStop, Rule::DuplicateCode]);
    assert_eq!(of("", allow), [Rule::FinalStop, Rule::DuplicateCode]);
    assert_eq!(of(allow, allow), [Rule::DuplicateCode]);
    let allowed = catalog(&format!("{HEADER}{TABLE}{allow}[order.A]\ncode = 1\n{stop}"));
    assert_eq!(allowed.tables[0].allow, [Rule::FinalStop]);
}

#[test]
fn a_table_has_the_codes_and_names_that_it_reserves() {
    let reserved = |keys: &str| {
        catalog(&format!("{HEADER}{TABLE}{keys}[order.A]\ncode = 1\n")).tables[0].reserved.clone()
    };
    assert_eq!(reserved(""), Reserved::default());
    let keys = "[tables.order.reserved]\ncodes = [0x11, 7]\n\
                ranges = [{ from = 200, to = 299 }, { from = 20, to = 20 }]\nnames = [\"Gone\", \"Old\"]\n";
    let Reserved { codes, ranges, names } = reserved(keys);
    let integer = |value, radix| Code::Integer { value, radix };
    assert_eq!(codes, [integer(17, 16), integer(7, 10)]);
    assert_eq!(ranges, [200..=299, 20..=20]);
    assert_eq!(names, ["Gone", "Old"]);
}
