//! What `strings.toml` expands to.

///3 entries, from table `sql_state` of strings.
#[allow(dead_code, non_camel_case_types, clippy::all, clippy::pedantic)]
#[non_exhaustive]
#[repr(u16)]
#[derive(
    ::errcat::__private::core::clone::Clone,
    ::errcat::__private::core::marker::Copy,
    ::errcat::__private::core::cmp::PartialEq,
    ::errcat::__private::core::cmp::Eq,
    ::errcat::__private::core::cmp::PartialOrd,
    ::errcat::__private::core::cmp::Ord,
    ::errcat::__private::core::hash::Hash,
)]
pub enum SqlState {
    /**`0100C`: There are more result sets

HTTP 500 · unknown · do not retry

Also called `MoreResultSets` · Also received as `0100X`, `01`*/
    #[doc(alias = r"0100C")]
    DynamicResultSetsReturned,
    /**`23505`: The "key" already exists

HTTP 409 · already-exists · do not retry · notice*/
    #[doc(alias = r"23505")]
    UniqueViolation,
    /**`40001`: Serialization failure

HTTP 409 · aborted · restart before each retry, with a growing wait, if the request is idempotent*/
    #[doc(alias = r"40001")]
    SerializationFailure,
}
const _: () = {
    #[allow(clippy::needless_update)]
    static TABLE: ::errcat::__private::Table = ::errcat::__private::Table {
        success: &[
            ::errcat::WireCode::Text(
                ::errcat::__private::alloc::borrow::Cow::Borrowed("00000"),
            ),
        ],
        classes: &[
            ::errcat::__private::CodeClass {
                codes: ::errcat::__private::ClassCodes::Prefix("235"),
                name: "unique",
                defaults: ::errcat::__private::Defaults {
                    http: ::errcat::__private::core::option::Option::None,
                    category: ::errcat::__private::core::option::Option::None,
                    retry: ::errcat::__private::core::option::Option::None,
                    retry_safety: ::errcat::__private::core::option::Option::None,
                    severity: ::errcat::__private::core::option::Option::Some(
                        ::errcat::Severity::Notice,
                    ),
                    overrides: ::errcat::__private::Overrides::NONE,
                },
            },
            ::errcat::__private::CodeClass {
                codes: ::errcat::__private::ClassCodes::Prefix("23"),
                name: "integrity",
                defaults: ::errcat::__private::Defaults {
                    http: ::errcat::__private::core::option::Option::None,
                    category: ::errcat::__private::core::option::Option::Some(
                        ::errcat::Category::AlreadyExists,
                    ),
                    retry: ::errcat::__private::core::option::Option::None,
                    retry_safety: ::errcat::__private::core::option::Option::None,
                    severity: ::errcat::__private::core::option::Option::None,
                    overrides: ::errcat::__private::Overrides::NONE,
                },
            },
        ],
        name: "sql_state",
        domain: "sql_state",
        enum_name: "SqlState",
        locales: &["en"],
        len: 3,
        own: 3,
        codes: ::errcat::__private::Codes::Strings(::errcat::__private::TextIndex {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 3207296026000306913,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\0\x01",
                },
            },
            len: 3,
            text_in: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x04\x01\x03\0\x02",
            },
            further_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0",
            },
            position: 2,
            first_further: 9,
        }),
        names: ::errcat::__private::TextIndex {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 7960286522194355701,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\x01\0",
                },
            },
            len: 3,
            text_in: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x03\0\x01\x02",
            },
            further_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"\0",
            },
            position: 0,
            first_further: 11,
        },
        texts: ::errcat::__private::Texts {
            each: 3,
            has_titles: false,
            has_help: false,
            has_urls: false,
            all: r#"DynamicResultSetsReturnedThere are more result sets0100CUniqueViolationThe "key" already exists23505SerializationFailureSerialization failure400010100X01MoreResultSets"#,
            ends: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x1938G_dx\x8D\x92\x97\x99\xA7",
            },
        },
        policies: &[
            ::errcat::__private::EntryPolicy {
                http: 500,
                category: ::errcat::Category::Unknown,
                retry: ::errcat::Retry::Never,
                retry_safety: ::errcat::RetrySafety::IfIdempotent,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::None,
                overrides: ::errcat::__private::Overrides::NONE,
            },
            ::errcat::__private::EntryPolicy {
                http: 409,
                category: ::errcat::Category::AlreadyExists,
                retry: ::errcat::Retry::Never,
                retry_safety: ::errcat::RetrySafety::Always,
                severity: ::errcat::Severity::Notice,
                class: ::errcat::__private::core::option::Option::Some("unique"),
                overrides: ::errcat::__private::Overrides::NONE,
            },
            ::errcat::__private::EntryPolicy {
                http: 409,
                category: ::errcat::Category::Aborted,
                retry: ::errcat::Retry::Remedy {
                    remedy: ::errcat::Remedy::Restart,
                    repeat: ::errcat::Repeat::BackOff,
                },
                retry_safety: ::errcat::RetrySafety::IfIdempotent,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::None,
                overrides: ::errcat::__private::Overrides::NONE,
            },
        ],
        policy_of: ::errcat::__private::Column {
            width: 1,
            bytes: b"\0\x01\x02",
        },
        ..::errcat::__private::Table::EMPTY
    };
    static VARIANTS: [SqlState; 3] = [
        SqlState::DynamicResultSetsReturned,
        SqlState::UniqueViolation,
        SqlState::SerializationFailure,
    ];
    #[inline]
    const fn at(index: ::errcat::__private::core::primitive::usize) -> SqlState {
        VARIANTS[index]
    }
    ::errcat::__private::implement! {
        string SqlState u16 TABLE at[]
    }
    #[allow(dead_code, deprecated, missing_docs, non_upper_case_globals)]
    impl SqlState {
        ///Another name of [`SqlState::DynamicResultSetsReturned`].
        pub const MoreResultSets: SqlState = SqlState::DynamicResultSetsReturned;
    }
};
