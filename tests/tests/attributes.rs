//! Tests attributes: where an entry's value comes from, what the accessors return, and which names an attribute may have.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

#[rustfmt::skip] // as the macro leaves it
#[path = "../expansions/attributes.rs"]
mod attributes;

use std::collections::BTreeSet;

use errcat_catalog::{
    Attribute, Catalog, ENUM_METHODS, ParamType, Rule, Source, Value, check, is_keyword, load,
};
use syn::{Item, TraitItem};

use crate::attributes::{OrderError, ReserveError, StateError, TokenError};

const HEADER: &str = "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n";
const TABLE: &str = "[tables.order]\ntype = \"u16\"\n";

fn catalog(text: &str) -> Catalog {
    load(&Source::from_text("codes.toml", text))
        .unwrap_or_else(|diagnostics| panic!("{diagnostics:#?}\n{text}"))
}

/// Returns the rules of all diagnostics, each with its message.
fn reported(text: &str) -> Vec<(Rule, String)> {
    let checked = check(&Source::from_text("codes.toml", text));
    checked.diagnostics.into_iter().map(|diagnostic| (diagnostic.rule, diagnostic.message)).collect()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn an_attribute_is_neither_required_nor_has_it_a_default_unless_declared() {
    let declared = "[catalog.attributes]\nowner = { type = \"string\", required = true, doc = \"A team.\" }\n\
                    quota = { type = \"u32\", default = 0x10 }\nbillable = \"bool\"\n";
    let entry = "[order.A]\ncode = 1\nattributes = { owner = \"edge\" }\n";
    let catalog = catalog(&format!("{HEADER}{declared}{TABLE}{entry}"));
    let attribute = |name: &str, value_type| Attribute {
        name: name.to_owned(),
        value_type,
        required: false,
        default: None,
        doc: None,
    };
    let owner = Attribute {
        required: true,
        doc: Some("A team.".to_owned()),
        ..attribute("owner", ParamType::String)
    };
    let quota = Attribute { default: Some(Value::Integer(16)), ..attribute("quota", ParamType::U32) };
    let billable = attribute("billable", ParamType::Bool);
    assert_eq!([&owner, &quota, &billable].map(Attribute::is_optional), [false, false, true]);
    assert_eq!(catalog.attributes, [owner, quota, billable]);
    assert!(self::catalog(&format!("{HEADER}{TABLE}[order.A]\ncode = 1\n")).attributes.is_empty());
}

/// The values are in the order of the declarations, wherever they come from.
#[test]
fn a_value_is_the_entrys_or_that_of_its_class_or_the_default() {
    let declared = "[catalog.attributes]\na = { type = \"u8\", default = 9 }\nb = \"string\"\nc = \"bool\"\n";
    let classes = "[tables.order.classes.one]\nattributes = { c = true, a = 1 }\n";
    let values = |keys: &str| {
        let entry = format!("[order.A]\ncode = 1\n{keys}");
        let catalog = catalog(&format!("{HEADER}{declared}{TABLE}{classes}{entry}"));
        catalog.tables[0].entries[0].attributes.clone()
    };
    let (a, b, c) = (
        |number| ("a".to_owned(), Value::Integer(number)),
        |value| ("b".to_owned(), text(value)),
        |value| ("c".to_owned(), Value::Bool(value)),
    );
    assert_eq!(values(""), [a(9)]);
    assert_eq!(values("attributes = {}\n"), [a(9)]);
    assert_eq!(values("class = \"one\"\n"), [a(1), c(true)]);
    assert_eq!(values("class = \"one\"\nattributes = { c = false, b = \"x\" }\n"), [a(1), b("x"), c(false)]);
    assert_eq!(values("attributes = { b = \"x\", a = 2 }\n"), [a(2), b("x")]);
}

/// A class that a refinement names goes before the entry that it refines; one that it has from there does not.
#[test]
fn a_refinement_has_the_values_of_the_entry_that_it_refines() {
    let declared =
        "[catalog.attributes]\na = { type = \"u8\", required = true }\nb = { type = \"u8\", default = 0 }\n";
    let classes = "[tables.order.classes.one]\nattributes = { a = 1 }\n\
                   [tables.order.classes.two]\nattributes = { a = 2 }\n";
    let parent = "[order.A]\ncode = 1\nclass = \"one\"\nattributes = { a = 5, b = 6 }\n";
    let values = |keys: &str| -> Vec<Value> {
        let entry = format!("[order.B]\nof = \"A\"\nsubcode = 1\n{keys}");
        let catalog = catalog(&format!("{HEADER}{declared}{TABLE}{classes}{parent}{entry}"));
        catalog.tables[0].entries[1].attributes.iter().map(|(_, value)| value.clone()).collect()
    };
    assert_eq!(values(""), [5, 6].map(Value::Integer));
    assert_eq!(values("class = \"two\"\n"), [2, 6].map(Value::Integer));
    assert_eq!(values("attributes = { b = 7 }\n"), [5, 7].map(Value::Integer));
    assert_eq!(values("class = \"two\"\nattributes = { a = 8 }\n"), [8, 6].map(Value::Integer));
}

#[test]
fn accessors_return_the_values_of_the_catalog() {
    let stock = OrderError::OutOfStock;
    assert_eq!((stock.owner(), stock.sqlstate()), ("warehouse", Some("23514")));
    assert_eq!((stock.billable(), stock.loud(), stock.level()), (Some(true), true, u8::MAX));
    assert_eq!((stock.port(), stock.quota(), stock.bits()), (Some(u16::MAX), u32::MAX, Some(u64::MAX)));
    assert_eq!((stock.offset(), stock.delta(), stock.floor()), (Some(i16::MIN), Some(-1), Some(i64::MIN)));
    assert_eq!((stock.share().to_bits(), stock.unused()), (1e300_f64.to_bits(), None));

    let invalid = OrderError::Invalid;
    assert_eq!((invalid.owner(), invalid.sqlstate(), invalid.level()), ("edge", None, 1));
    assert_eq!((invalid.billable(), invalid.loud(), invalid.port()), (None, false, None));
    assert_eq!((invalid.quota(), invalid.share().to_bits()), (0, 1_f64.to_bits()));

    let reserved = OrderError::Reserved;
    assert_eq!((reserved.owner(), reserved.sqlstate()), ("a \"quoted\" {name}", Some("23000")));
    assert_eq!((reserved.billable(), reserved.level()), (Some(false), 3));
    assert_eq!(reserved.share().to_bits(), (-0.0_f64).to_bits());
}

/// Their discriminants count the entries, and the codes of refinements are those of other entries.
#[test]
fn accessors_find_the_values_of_refinements_and_of_strings() {
    let of = |code: TokenError| (code.owner(), code.sqlstate());
    assert_eq!(of(TokenError::Invalid), ("identity", Some("28000")));
    assert_eq!(of(TokenError::Expired), ("identity", Some("28000")));
    assert_eq!(of(TokenError::Revoked), ("identity", Some("28P01")));
    let of = |code: StateError| (code.owner(), code.floor());
    assert_eq!(of(StateError::UniqueViolation), ("db", Some(5)));
    assert_eq!(of(StateError::Unknown), ("", Some(-5)));
}

/// Their types are `&'static str`, a number or a boolean, and an `Option` of it where an entry may be without a value.
#[test]
fn accessors_work_in_constants() {
    const OWNER: &str = OrderError::Invalid.owner();
    const SQLSTATE: Option<&str> = OrderError::OutOfStock.sqlstate();
    const QUOTA: u32 = OrderError::OutOfStock.quota();
    const SHARE: f64 = OrderError::Invalid.share();
    const FLOOR: Option<i64> = StateError::Unknown.floor();
    const EXPIRED: &str = TokenError::Expired.owner();
    assert_eq!((OWNER, SQLSTATE, QUOTA, FLOOR), ("edge", Some("23514"), u32::MAX, Some(-5)));
    assert_eq!((SHARE.to_bits(), EXPIRED), (1_f64.to_bits(), "identity"));
}

mod in_a_private_module {
    #![deny(missing_docs, unused, unreachable_pub)]

    errcat::codes!("../expansions/attributes.toml", vis = pub(super), tables = [order], docs = false);
}

#[test]
fn the_macro_expands_attributes_in_whatever_shape() {
    use in_a_private_module::OrderError as Private;
    let owners: Vec<_> = Private::ALL.iter().map(Private::owner).collect();
    assert_eq!(owners, OrderError::ALL.iter().map(OrderError::owner).collect::<Vec<_>>());
}

/// Every entry is without a required attribute because something else could not be read, which is reported.
#[test]
fn what_could_not_be_read_is_not_reported_as_missing() {
    let declared = "[catalog.attributes]\nowner = { type = \"string\", required = true }\n";
    let of = |table: &str, entry: &str| {
        let text = format!("{HEADER}{declared}{TABLE}{table}[order.A]\ncode = 1\n{entry}");
        reported(&text).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    assert_eq!(of("", ""), [Rule::MissingKey]);
    assert_eq!(of("", "attributes = { onwer = \"edge\" }\n"), [Rule::UnknownAttribute]);
    assert_eq!(of("", "attributes = { owner = 5 }\n"), [Rule::WrongType]);
    assert_eq!(of("", "attributes = 5\n"), [Rule::WrongType]);
    assert_eq!(of("", "class = \"edge\"\n"), [Rule::UnknownClass]);
    assert_eq!(of("", "class = 5\n"), [Rule::WrongType]);
    assert_eq!(of("default_class = \"edge\"\n", ""), [Rule::UnknownClass]);
    assert_eq!(of("default_class = 5\n", ""), [Rule::WrongType]);
    let class = "[tables.order.classes.edge]\nattributes = ";
    assert_eq!(of(&format!("{class}5\n"), "class = \"edge\"\n"), [Rule::WrongType]);
    assert_eq!(of(&format!("{class}{{ owner = 5 }}\n"), "class = \"edge\"\n"), [Rule::WrongType]);
    assert_eq!(of(&format!("{class}{{ onwer = 5 }}\n"), "class = \"edge\"\n"), [Rule::UnknownAttribute]);
    // A misspelt key is reported once.
    assert_eq!(of("", "atributes = { owner = \"edge\" }\n"), [Rule::UnknownKey]);
    assert_eq!(of(&format!("{class}{{ owner = \"a\" }}\n"), "clas = \"edge\"\n"), [Rule::UnknownKey]);
    assert_eq!(of("defaultclass = \"edge\"\n", ""), [Rule::UnknownKey]);
    let misspelt = "[tables.order.classes.edge]\natributes = { owner = \"a\" }\n";
    assert_eq!(of(misspelt, "class = \"edge\"\n"), [Rule::UnknownKey]);
    // An unknown class has nothing to do with an entry of another one.
    assert_eq!(of(&format!("{class}{{}}\n"), "class = \"edge\"\n"), [Rule::MissingKey]);
}

#[test]
fn no_attribute_is_unknown_if_the_declarations_could_not_be_read() {
    let of = |header: &str| {
        let entry = "[order.A]\ncode = 1\nattributes = { owner = \"edge\" }\n";
        reported(&format!("{header}{TABLE}{entry}")).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    assert_eq!(of(HEADER), [Rule::UnknownAttribute]);
    assert_eq!(of(""), [Rule::MissingKey]);
    assert_eq!(of(&format!("{HEADER}attributes = \"owner\"\n")), [Rule::WrongType]);
    assert_eq!(of(&format!("{HEADER}[catalog.atributes]\nowner = \"string\"\n")), [Rule::UnknownKey]);
    assert_eq!(of(&format!("{HEADER}[catalog.attributes]\nowner = \"strng\"\n")), [Rule::UnknownParamType]);
}

/// The class of a string code follows from its prefix, which is not known if the code could not be read.
#[test]
fn an_unreadable_code_may_belong_to_a_class_that_has_what_is_missing() {
    let declared = "[catalog.attributes]\nowner = { type = \"string\", required = true }\n";
    let table = "[tables.order]\ntype = \"string\"\n";
    let class = "[tables.order.classes.edge]\nprefix = \"2\"\nattributes = { owner = \"edge\" }\n";
    let of = |code: &str, class: &str| {
        let text = format!("{HEADER}{declared}{table}{class}[order.A]\ncode = {code}\n");
        reported(&text).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    assert_eq!(of("\"23\"", class), []);
    assert_eq!(of("\"33\"", class), [Rule::MissingKey]);
    assert_eq!(of("23", class), [Rule::WrongType]);
    let mut both = of("23", "");
    both.sort();
    assert_eq!(both, [Rule::MissingKey, Rule::WrongType]);
}

#[test]
fn the_enum_of_a_set_has_the_attributes_of_its_table() {
    const OWNER: &str = ReserveError::Reserved.owner();
    assert_eq!(OWNER, "a \"quoted\" {name}");
    for code in ReserveError::ALL {
        let of_table = OrderError::from(code);
        assert_eq!(
            (code.owner(), code.sqlstate(), code.quota()),
            (of_table.owner(), of_table.sqlstate(), of_table.quota())
        );
        assert_eq!((code.billable(), code.level()), (of_table.billable(), of_table.level()));
    }
}

/// Returns the methods and functions that errcat gives to an enum: those that its macro writes, and those of its traits.
fn methods_of_an_enum() -> BTreeSet<String> {
    let mut methods = BTreeSet::new();
    let generated = include_str!("../../core/src/generated/error_enum.rs");
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    for after in generated.split("fn ").skip(1) {
        methods.insert(after.chars().take_while(|c| is_word(*c)).collect::<String>());
    }
    let traits = [
        include_str!("../../core/src/entry/error_code.rs"),
        include_str!("../../core/src/entry/coded.rs"),
        include_str!("../../core/src/entry/has_code.rs"),
    ];
    let mut found = Vec::new();
    for item in traits.iter().flat_map(|source| syn::parse_file(source).unwrap().items) {
        let Item::Trait(item) = item else { continue };
        found.push(item.ident.to_string());
        methods.extend(item.items.iter().filter_map(|item| match item {
            TraitItem::Fn(method) => Some(method.sig.ident.to_string()),
            _ => None,
        }));
    }
    assert_eq!(found, ["Entries", "ErrorCode", "Coded", "HasCode"]);
    // No attribute has such a name: it is not snake case.
    methods.retain(|method| !method.starts_with("__"));
    methods
}

#[test]
fn no_attribute_has_the_name_of_a_method_of_every_enum() {
    let methods = methods_of_an_enum();
    assert!(methods.len() > 30, "{methods:?}");
    assert_eq!(methods, ENUM_METHODS.map(str::to_owned).into_iter().collect());
    // These are methods of traits of std that the enum implements, and of no public list.
    let of_std = ["clone", "cmp", "eq", "hash", "to_string", "into", "source", "max"].map(str::to_owned);
    for name in methods.iter().chain(&of_std) {
        let text = format!("{HEADER}[catalog.attributes]\n{name} = \"string\"\n{TABLE}[order.A]\ncode = 1\n");
        let message = format!("attribute name `{name}` is the name of a method of every enum");
        assert_eq!(reported(&text), [(Rule::InvalidAttribute, message)]);
    }
}

#[test]
fn an_attribute_has_a_name_in_snake_case() {
    let is_valid = |name: &str| {
        let text = format!(
            "{HEADER}[catalog.attributes]\n{name:?} = \"string\"\n{TABLE}[order.A]\ncode = 1\n\
             attributes = {{ {name:?} = \"x\" }}\n"
        );
        match reported(&text).as_slice() {
            [] => true,
            [(Rule::InvalidAttribute, _)] => false,
            other => panic!("{name}: {other:?}"),
        }
    };
    for name in ["a", "a1", "sql_state", "owner2_b", "codes", "description", "values", "table"] {
        assert!(is_valid(name), "{name}");
    }
    for name in ["", "A", "aB", "1a", "_a", "a_", "a__b", "a-b", "a b", "é", "type", "self", "gen"] {
        assert!(!is_valid(name), "{name}");
    }
    assert!(is_keyword("gen"));
}
