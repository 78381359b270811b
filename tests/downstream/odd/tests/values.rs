//! The enums have exactly the codes, names and texts of the catalog.

use odd::{MessageError, NameError, TextError, ValueError};

#[test]
fn the_minimum_and_maximum_of_each_type_are_codes() {
    assert_eq!(NameError::from_code(i64::MIN), Some(NameError::Lowest));
    assert_eq!(NameError::from_code(i64::MAX), Some(NameError::Highest));
    assert_eq!((NameError::Lowest.code(), NameError::Highest.code()), (i64::MIN, i64::MAX));
    assert_eq!((odd::Option::Some.code(), odd::Option::None.code()), (i16::MIN, i16::MAX));
    assert_eq!((odd::Result::Ok.code(), odd::Result::Err.code()), (u16::MIN, u16::MAX));
    assert_eq!((odd::Error::Error.code(), odd::Error::Highest.code()), (u32::MIN, u32::MAX));
    assert_eq!((odd::TABLE::Lowest.code(), odd::TABLE::Highest.code()), (i32::MIN, i32::MAX));
    assert_eq!(odd::Error::from_code(u32::MAX), Some(odd::Error::Highest));
    assert_eq!("4294967295".parse(), Ok(odd::Error::Highest));
    assert!("4294967296".parse::<odd::Error>().is_err() && "-1".parse::<odd::Error>().is_err());
}

#[test]
fn variants_are_ordered_by_code() {
    assert!(NameError::Lowest < NameError::Error && NameError::Error < NameError::Highest);
    assert!(odd::Option::Some < odd::Option::None);
}

#[test]
fn names_of_types_and_variants_in_scope_may_be_entries() {
    let first = ["Error", "Code", "Some", "None", "Ok", "Err", "Option", "Result", "Self_", "String"];
    for (code, name) in (-20..).zip(first) {
        let error = NameError::from_code(code).unwrap();
        assert_eq!((error.name(), error.code()), (name, code));
        assert_eq!(NameError::from_name(name), Some(error));
        assert_eq!(NameError::try_from(code), Ok(error));
    }
    assert_eq!(NameError::from_name("Default"), Some(NameError::Default));
    assert_eq!(odd::String::try_from("x"), Ok(odd::String::Default));
}

#[test]
fn string_codes_are_kept_exactly() {
    let codes = [
        "01000",
        "class:5",
        "a.b",
        "\"quoted\"",
        "it's",
        "with space",
        "two  spaces",
        "back\\slash",
        "会议",
        "é",
        "- item",
        "1. item",
        "# head",
        "<b>",
        "`code`",
        "[a](b)",
        "{}",
        "{x}",
        "/* c */ //",
        "r#\"x\"#",
        "Code21",
        "$crate",
        "https://example.com",
        "&amp;",
        "\u{202e}bidi",
    ];
    assert_eq!(TextError::ALL.len(), codes.len());
    for (error, code) in TextError::ALL.into_iter().zip(codes) {
        assert_eq!((error.code(), TextError::from_code(code)), (code, Some(error)));
        assert_eq!(code.parse(), Ok(error));
    }
    for unknown in ["1000", "class", "a_b", "quoted", "edge", "会", "", "code21"] {
        assert_eq!(TextError::from_code(unknown), None, "{unknown}");
    }
}

#[test]
fn messages_are_shown_exactly_as_they_are_written() {
    for (error, en, zh) in [
        (MessageError::Braces, "{} {x} {0:?} {{", "}{"),
        (MessageError::Quotes, "\"double\" and \\ and {\"", "\0\t\r\n\u{202e}"),
        (MessageError::Lines, "first\n\n    second\n- third", "1. x"),
        (MessageError::Stop, "A final stop is only a warning.", "沒有"),
    ] {
        assert_eq!((error.message(), error.to_string().as_str()), (en, en));
        assert_eq!(error.message_in("zh-hant-tw"), zh);
        assert_eq!(error.message_in("zh"), en);
    }
    assert_eq!(MessageError::Lines.help(), Some("- a\n- b"));
    assert_eq!(MessageError::Lines.help_in("zh-Hant-TW"), Some("    code"));
    assert!(MessageError::Markdown.message().starts_with("[x](y) [z] <b> <!-- `open *a*"));
}

#[test]
fn values_are_shown_exactly_whatever_the_names_of_the_params() {
    use odd::value_error::Result as Values;

    let values = |some: &str, none| Values { some: some.to_owned(), none };
    for (some, en) in [("a\"b", "quoted"), ("其他", "other"), ("", "empty"), ("other", "other 1"), ("{some}", "{some} 1")] {
        assert_eq!(values(some, 1).to_string(), en);
    }
    for (none, zh) in [(0, "x"), (1, "}{"), (i64::MIN, "}{")] {
        assert_eq!(values("x", none).message_in("zh-Hant-TW"), zh);
    }
    assert_eq!(ValueError::Result.severity(), errcat::Severity::Informational);
    let by_name = ["Self_", "String", "Vec", "Box", "Debug"].map(ValueError::from_name);
    assert!(by_name.iter().all(|found| *found == ValueError::from_code(1) && found.is_some()));
    assert_eq!((ValueError::from_code(-1), ValueError::from_code(0x7F)), (ValueError::from_code(1), by_name[0]));
}

#[test]
fn a_param_may_have_the_name_of_a_keyword_of_any_edition() {
    let values = odd::value_error::Keywords { r#gen: 7, r#dyn: "x".to_owned() };
    assert_eq!((values.to_string().as_str(), values.message_in("zh-Hant-TW").as_str()), ("7x", "x7"));
    let refused = odd::Refused::Keywords { r#gen: 7, r#dyn: "x" };
    assert_eq!(errcat::HasCode::error_code(&refused), ValueError::Keywords);
    for (refused, error) in [
        (odd::Refused::Result, ValueError::Result),
        (odd::Refused::Known(ValueError::Keywords), ValueError::Keywords),
    ] {
        assert_eq!(errcat::Coded::any_code(&refused), error);
    }
}

#[test]
fn a_custom_remedy_has_its_description() {
    let errcat::Retry::Remedy { remedy, repeat } = MessageError::Braces.retry() else {
        panic!("{:?}", MessageError::Braces.retry());
    };
    assert_eq!((remedy.name(), repeat), ("call-home", errcat::Repeat::BackOff));
    assert_eq!(remedy.description(), "Call `home` \\ \"now\" {}.");
}
