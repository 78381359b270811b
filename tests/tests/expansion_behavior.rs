//! Uses the expansions of two catalogs as ordinary code, and expects what the catalogs state.

#[rustfmt::skip] // as the macro leaves it
#[path = "../expansions/integers.rs"]
mod integers;
#[rustfmt::skip] // as the macro leaves it
#[path = "../expansions/strings.rs"]
mod strings;

use errcat::{
    AnyCode, Category, Coded, CustomRemedy, ErrorCode, Failure, Received, Remedy, Repeat, Retry, RetrySafety,
    Severity, WireCode,
};

use crate::integers::RestError;
use crate::strings::SqlState;

#[test]
fn an_integer_code_is_the_discriminant() {
    assert_eq!(RestError::MeetingNotFound as i32, 9003);
    assert_eq!(RestError::MinuteLimit as i32, 255);
    assert_eq!(RestError::NotLeader as i32, -1);
    assert_eq!(i32::from(RestError::NotLeader), -1);
    assert_eq!(size_of::<RestError>(), 4);
    assert!(RestError::NotLeader < RestError::Error && RestError::Error < RestError::MeetingNotFound);
}

#[test]
fn accessors_work_in_constants() {
    const CODE: RestError = match RestError::from_code(9003) {
        Some(code) => code,
        None => panic!("9003 is in the catalog"),
    };
    const MESSAGE: &str = CODE.message_in("en-GB");
    const HELP: Option<&str> = CODE.help();
    const STATUS: u16 = CODE.http_status();
    const RETRY: Retry = CODE.retry();
    const SQL: Option<SqlState> = SqlState::from_code("23505");
    assert_eq!(CODE, RestError::MeetingNotFound);
    assert_eq!(MESSAGE, "The meeting does not exist");
    assert_eq!(HELP, Some("请核对会议 ID。"));
    assert_eq!(STATUS, 404);
    assert_eq!(RETRY, Retry::Never);
    assert_eq!(SQL, Some(SqlState::UniqueViolation));
}

#[test]
fn every_kind_of_retry_is_generated() {
    let limit = RestError::MinuteLimit;
    assert_eq!(limit.retry(), Retry::Throttled { after: Some(core::time::Duration::from_secs(60)) });
    assert_eq!(
        (limit.http_status(), limit.retry_safety(), limit.is_retryable()),
        (400, RetrySafety::Always, true)
    );

    let description = "Fetch the cluster metadata again.";
    let remedy = Remedy::Custom(CustomRemedy { name: "refresh-metadata", description });
    assert_eq!(RestError::NotLeader.retry(), Retry::Remedy { remedy, repeat: Repeat::BackOff });
    assert_eq!(RestError::NotLeader.category(), Category::Unknown);
    assert!(RestError::NotLeader.is_retry_safe() && !RestError::NotLeader.is_retryable());

    assert_eq!(RestError::Error.retry(), Retry::Transient);
    assert!(RestError::Error.is_retryable() && !RestError::Error.is_retry_safe());
    let restart = Retry::Remedy { remedy: Remedy::Restart, repeat: Repeat::BackOff };
    assert_eq!(RestError::None.retry(), restart);
    let refresh = Retry::Remedy { remedy: Remedy::RefreshToken, repeat: Repeat::Once };
    assert_eq!(RestError::TokenExpired.retry(), refresh);
}

#[test]
fn texts_fall_back_to_shorter_tags_and_to_the_first_locale_and_to_the_name() {
    let code = RestError::MeetingNotFound;
    assert_eq!(code.message(), "会议不存在");
    // POSIX and Java write an underscore, and a charset is not part of the language.
    assert_eq!(code.message_in("en_AE"), code.message_in("en"));
    assert_eq!(code.message_in("zh_CN.UTF-8"), "会议不存在");
    assert_eq!(code.message_in("zh-Hans-CN"), "会议不存在");
    assert_eq!(code.message_in("EN"), "The meeting does not exist");
    assert_eq!(code.message_in("fr"), "会议不存在");
    assert_eq!(code.help_in("en-US"), Some("Check the meeting id."));
    assert_eq!(RestError::NotLeader.message(), "Not leader");
    assert_eq!(RestError::NotLeader.help(), None);
    assert_eq!(SqlState::UniqueViolation.help_in("en"), None);
}

#[test]
fn display_shows_the_message_and_debug_the_name() {
    assert_eq!(RestError::MeetingNotFound.to_string(), "会议不存在");
    assert_eq!(format!("{:?}", RestError::MeetingNotFound), "MeetingNotFound");
    assert_eq!(format!("{:>12}", RestError::NotLeader), "  Not leader");
    assert_eq!(SqlState::UniqueViolation.to_string(), "The \"key\" already exists");
}

#[test]
fn a_code_that_is_not_in_the_catalog_is_not_a_variant() {
    for code in [i32::MIN, -2, 0, 1, 6, 10, 254, 256, 9002, 9004, i32::MAX] {
        assert_eq!(RestError::from_code(code), None, "{code}");
        let error = RestError::try_from(code).unwrap_err();
        assert_eq!(error.to_string(), format!("`{code}` is not a valid code of RestError"));
    }
    for code in ["", "0", "00000", "0100", "0100c", "0100C ", "23505\0"] {
        assert_eq!(SqlState::from_code(code), None, "{code}");
        assert!(SqlState::try_from(code).is_err());
    }
}

#[test]
fn a_displayed_code_is_parsed_and_nothing_else_is() {
    assert_eq!("9003".parse(), Ok(RestError::MeetingNotFound));
    assert_eq!("-1".parse(), Ok(RestError::NotLeader));
    assert_eq!("0100C".parse(), Ok(SqlState::DynamicResultSetsReturned));
    for text in ["", "+9003", "9003 ", "9,003", "0x232b", "9003.0", "99999999999999999999", "MeetingNotFound"]
    {
        assert!(text.parse::<RestError>().is_err(), "{text}");
    }
}

#[test]
fn the_traits_and_the_enum_agree() {
    fn assert_agrees<C: ErrorCode>(all: usize) {
        assert_eq!(C::ALL.len(), all);
        assert_eq!(C::ALL.iter().len(), all);
        assert_eq!(C::ALL.get(all), None);
        assert_eq!(C::ALL.iter().next_back(), C::ALL.get(all - 1));
        for code in C::ALL {
            assert_eq!(C::from_code(ErrorCode::wire_code(code)), Some(code));
            assert_eq!(C::from_name(code.name()), Some(code));
            assert_eq!(code.to_string(), code.message());
            assert_eq!(ErrorCode::wire_code(code).to_string().parse(), Ok(code));
            let any = code.any_code();
            assert_eq!(any.downcast::<C>(), Some(code));
            assert_eq!(any, code);
            assert_eq!(
                (any.wire_code(), any.name(), any.message()),
                (code.wire_code(), code.name(), code.message())
            );
            assert_eq!((any.http_status(), any.category()), (code.http_status(), code.category()));
            assert_eq!(
                (any.retry(), any.retry_safety(), any.help()),
                (code.retry(), code.retry_safety(), code.help())
            );
        }
    }
    assert_agrees::<RestError>(6);
    assert_agrees::<SqlState>(3);
}

#[test]
fn codes_of_different_tables_differ() {
    let any: AnyCode = RestError::MeetingNotFound.any_code();
    assert_eq!(any.downcast::<SqlState>(), None);
    assert!(any.is::<RestError>() && !any.is::<SqlState>());
    assert_eq!(format!("{any:?}: {any}"), "RestError::MeetingNotFound: 会议不存在");
    assert_eq!((any.table_name(), any.enum_name()), ("rest", "RestError"));
    assert_ne!(any, SqlState::UniqueViolation.any_code());
    assert_eq!(SqlState::UniqueViolation.any_code().wire_code(), WireCode::from("23505"));
}

#[test]
fn a_code_is_an_error() {
    let error: Box<dyn std::error::Error + Send + Sync> = RestError::MeetingNotFound.into();
    assert_eq!(error.downcast_ref::<RestError>(), Some(&RestError::MeetingNotFound));
    assert!(error.source().is_none());
}

/// The class of a code is that with the longest prefix that fits, also if the code is unknown.
#[test]
fn known_and_unknown_codes_belong_to_the_class_of_their_prefix() {
    assert_eq!(SqlState::UniqueViolation.class(), Some("unique"));
    assert_eq!(
        (SqlState::UniqueViolation.severity(), SqlState::SerializationFailure.class()),
        (Severity::Notice, None)
    );
    let received = |code: &str| Failure::<SqlState>::new(Received::from(WireCode::from(code)));
    let of_class = received("23999");
    assert_eq!(*of_class.received(), Received::Unknown(WireCode::from("23999")));
    assert_eq!((of_class.class(), of_class.category()), (Some("integrity"), Category::AlreadyExists));
    assert_eq!((of_class.retry(), of_class.severity()), (Retry::Never, Severity::Error));
    // The class with the longer prefix has only a severity.
    let of_longer = received("23599");
    assert_eq!((of_longer.class(), of_longer.severity()), (Some("unique"), Severity::Notice));
    for code in ["2", "22999", "32999", "x23"] {
        assert_eq!((received(code).class(), received(code).category()), (None, Category::Unknown), "{code}");
    }
}

#[test]
fn an_entry_has_the_codes_of_also_and_the_names_of_aliases() {
    for code in ["0100C", "0100X", "01"] {
        assert_eq!(SqlState::from_code(code), Some(SqlState::DynamicResultSetsReturned));
        assert_eq!(code.parse(), Ok(SqlState::DynamicResultSetsReturned));
    }
    assert_eq!(SqlState::DynamicResultSetsReturned.code(), "0100C");
    assert_eq!(SqlState::MoreResultSets, SqlState::DynamicResultSetsReturned);
    assert_eq!(SqlState::from_name("MoreResultSets"), Some(SqlState::MoreResultSets));
    let failure = Failure::<SqlState>::new(Received::from(WireCode::from("01")));
    assert_eq!(failure.code(), Some(SqlState::MoreResultSets));
}
