//! What `unsigned.toml` expands to.

///2 entries, from table `small` of unsigned.
#[allow(dead_code, non_camel_case_types, clippy::all, clippy::pedantic)]
#[non_exhaustive]
#[repr(u8)]
#[derive(
    ::errcat::__private::core::clone::Clone,
    ::errcat::__private::core::marker::Copy,
    ::errcat::__private::core::cmp::PartialEq,
    ::errcat::__private::core::cmp::Eq,
    ::errcat::__private::core::cmp::PartialOrd,
    ::errcat::__private::core::cmp::Ord,
    ::errcat::__private::core::hash::Hash,
)]
pub enum SmallError {
    /**`255`: Greatest

HTTP 500 · unknown · do not retry*/
    #[doc(alias = r"255")]
    Greatest = 255,
    /**`1`: Least

HTTP 500 · unknown · do not retry

A draft, which may still change*/
    #[doc(alias = r"1")]
    Least = 1,
}
const _: () = {
    #[allow(clippy::needless_update)]
    static TABLE: ::errcat::__private::Table = ::errcat::__private::Table {
        success: &[::errcat::WireCode::Number(0)],
        unknown: ::errcat::__private::Defaults {
            http: ::errcat::__private::core::option::Option::Some(502),
            category: ::errcat::__private::core::option::Option::Some(
                ::errcat::Category::Unavailable,
            ),
            retry: ::errcat::__private::core::option::Option::None,
            retry_safety: ::errcat::__private::core::option::Option::None,
            severity: ::errcat::__private::core::option::Option::Some(
                ::errcat::Severity::Warning,
            ),
            overrides: ::errcat::__private::Overrides::NONE,
        },
        name: "small",
        domain: "small",
        enum_name: "SmallError",
        locales: &["en"],
        len: 2,
        own: 2,
        order: ::errcat::__private::Column {
            width: 1,
            bytes: b"\0\x01",
        },
        codes: ::errcat::__private::Codes::Integers {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 16294208416658607535,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\x01\x01",
                },
            },
            code_of: |index| {
                at(index).code() as ::errcat::__private::core::primitive::i128
            },
            numbers: b"".as_chunks::<8>().0,
            also: b"".as_chunks::<8>().0,
            also_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"",
            },
            ranges: &[],
        },
        names: ::errcat::__private::TextIndex {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 16294208416658607535,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\0\0",
                },
            },
            len: 2,
            text_in: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\0",
            },
            further_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"",
            },
            position: 0,
            first_further: 4,
        },
        texts: ::errcat::__private::Texts {
            each: 2,
            has_titles: false,
            has_help: false,
            has_urls: false,
            all: r"GreatestGreatestLeastLeast",
            ends: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x08\x10\x15\x1A",
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
        ],
        policy_of: ::errcat::__private::Column {
            width: 1,
            bytes: b"\0\0",
        },
        ..::errcat::__private::Table::EMPTY
    };
    static VARIANTS: [SmallError; 2] = [SmallError::Greatest, SmallError::Least];
    #[inline]
    const fn at(index: ::errcat::__private::core::primitive::usize) -> SmallError {
        VARIANTS[index]
    }
    ::errcat::__private::implement! {
        integer SmallError u8 TABLE at[]
    }
};
///3 entries, from table `wide` of unsigned.
#[allow(dead_code, non_camel_case_types, clippy::all, clippy::pedantic)]
#[non_exhaustive]
#[repr(u64)]
#[derive(
    ::errcat::__private::core::clone::Clone,
    ::errcat::__private::core::marker::Copy,
    ::errcat::__private::core::cmp::PartialEq,
    ::errcat::__private::core::cmp::Eq,
    ::errcat::__private::core::cmp::PartialOrd,
    ::errcat::__private::core::cmp::Ord,
    ::errcat::__private::core::hash::Hash,
)]
pub enum WideError {
    /**`18446744073709551615`: The greatest.

HTTP 500 · internal · do not retry

See <https://example.com/errors#greatest>

Also received as `0xFFFFFFFFFFFFFFFE` (`18446744073709551614`), `1`, `9223372036854775807`*/
    #[doc(alias = r"18446744073709551615")]
    Greatest = 18446744073709551615,
    /**`9223372036854775808`: Half

HTTP 404 · not-found · do not retry*/
    #[doc(alias = r"9223372036854775808")]
    Half = 9223372036854775808,
    /**`2`: Least

HTTP 500 · unknown · do not retry*/
    #[doc(alias = r"2")]
    #[deprecated(since = "2.0", note = "Too small; use `Half`; kept until 3.0")]
    Least = 2,
}
const _: () = {
    #[allow(clippy::needless_update)]
    static TABLE: ::errcat::__private::Table = ::errcat::__private::Table {
        success: &[::errcat::WireCode::Number(0)],
        unknown: ::errcat::__private::Defaults {
            http: ::errcat::__private::core::option::Option::None,
            category: ::errcat::__private::core::option::Option::None,
            retry: ::errcat::__private::core::option::Option::Some(
                ::errcat::Retry::Transient,
            ),
            retry_safety: ::errcat::__private::core::option::Option::None,
            severity: ::errcat::__private::core::option::Option::None,
            overrides: ::errcat::__private::Overrides::NONE,
        },
        name: "wide",
        domain: "wide",
        enum_name: "WideError",
        locales: &["en"],
        len: 3,
        own: 3,
        order: ::errcat::__private::Column {
            width: 1,
            bytes: b"\x02\0\x01",
        },
        codes: ::errcat::__private::Codes::Integers {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 487617019471545679,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\x01\0",
                },
            },
            code_of: |index| {
                at(index).code() as ::errcat::__private::core::primitive::i128
            },
            numbers: b"".as_chunks::<8>().0,
            also: b"\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F"
                .as_chunks::<8>()
                .0,
            also_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x02\x02\x02",
            },
            ranges: &[],
        },
        names: ::errcat::__private::TextIndex {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 16294208416658607535,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\x02\0",
                },
            },
            len: 3,
            text_in: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\0\x02",
            },
            further_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"",
            },
            position: 0,
            first_further: 9,
        },
        texts: ::errcat::__private::Texts {
            each: 3,
            has_titles: false,
            has_help: false,
            has_urls: true,
            all: r"HalfHalfLeastLeastGreatestThe greatest.https://example.com/errors#greatest",
            ends: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x04\x08\x08\r\x12\x12\x1A'J",
            },
        },
        policies: &[
            ::errcat::__private::EntryPolicy {
                http: 404,
                category: ::errcat::Category::NotFound,
                retry: ::errcat::Retry::Never,
                retry_safety: ::errcat::RetrySafety::Always,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::None,
                overrides: ::errcat::__private::Overrides::NONE,
            },
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
                http: 500,
                category: ::errcat::Category::Internal,
                retry: ::errcat::Retry::Never,
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
    #[allow(deprecated)]
    static VARIANTS: [WideError; 3] = [
        WideError::Half,
        WideError::Least,
        WideError::Greatest,
    ];
    #[inline]
    const fn at(index: ::errcat::__private::core::primitive::usize) -> WideError {
        VARIANTS[index]
    }
    ::errcat::__private::implement! {
        integer WideError u64 TABLE at[]
    }
};
