//! What `integers.toml` expands to.

/**Errors of the **REST** API.

6 entries, from table `rest` of Integers of \[every\] kind.*/
#[allow(dead_code, non_camel_case_types, clippy::all, clippy::pedantic)]
#[non_exhaustive]
#[repr(i32)]
#[derive(
    ::errcat::__private::core::clone::Clone,
    ::errcat::__private::core::marker::Copy,
    ::errcat::__private::core::cmp::PartialEq,
    ::errcat::__private::core::cmp::Eq,
    ::errcat::__private::core::cmp::PartialOrd,
    ::errcat::__private::core::cmp::Ord,
    ::errcat::__private::core::hash::Hash,
)]
pub enum RestError {
    /**`9003`: 会议不存在 · The meeting does not exist

HTTP 404 · not-found · do not retry

What to do: 请核对会议 ID。 · Check the meeting id.

Seen on the wire: “MEETING NOT EXIST”

See <https://example.com/errors#9003>*/
    #[doc(alias = r"9003")]
    MeetingNotFound = 9003,
    /**`0xFF` (`255`): 每分钟限制 · \[a\](b) \<c\> \`d\` \*e\* {f} https\://example.com

HTTP 400 · resource-exhausted · retry after 1 m at the earliest*/
    #[doc(alias = r"255")]
    MinuteLimit = 255,
    /**`-1`: Not leader

HTTP 500 · unknown · refresh-metadata before each retry, with a growing wait*/
    #[doc(alias = r"-1")]
    NotLeader = -1,
    /**`7`: Error

HTTP 503 · unavailable · retry after a short wait, if the request is idempotent

More about it.*/
    #[doc(alias = r"7")]
    Error = 7,
    /**`8`: None

HTTP 409 · aborted · restart before each retry, with a growing wait, if the request is idempotent*/
    #[doc(alias = r"8")]
    None = 8,
    /**`9`: Token expired

HTTP 401 · unauthenticated · refresh-token, then retry once*/
    #[doc(alias = r"9")]
    TokenExpired = 9,
}
const _: () = {
    #[allow(clippy::needless_update)]
    static TABLE: ::errcat::__private::Table = ::errcat::__private::Table {
        success: &[::errcat::WireCode::Number(0)],
        name: "rest",
        domain: "rest",
        enum_name: "RestError",
        locales: &["zh", "en"],
        len: 6,
        own: 6,
        order: ::errcat::__private::Column {
            width: 1,
            bytes: b"\x02\x03\x05\0\x04\x01",
        },
        codes: ::errcat::__private::Codes::Integers {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 9564308153959284907,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\0\0",
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
                multiplier: 7960286522194355701,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\0\x01",
                },
            },
            len: 6,
            text_in: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x03\x02\x04\x05\0\x01",
            },
            further_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"",
            },
            position: 0,
            first_further: 36,
        },
        texts: ::errcat::__private::Texts {
            each: 6,
            has_titles: false,
            has_help: true,
            has_urls: true,
            all: r"ErrorErrorErrorTokenExpiredToken expiredToken expiredMeetingNotFound会议不存在The meeting does not exist请核对会议 ID。Check the meeting id.https://example.com/errors#9003MinuteLimit每分钟限制[a](b) <c> `d` *e* {f} https://example.comNoneNoneNoneNotLeaderNot leaderNot leader",
            ends: ::errcat::__private::Column {
                width: 2,
                bytes: b"\x05\0\n\0\x0F\0\x0F\0\x0F\0\x0F\0\x1B\0(\x005\x005\x005\x005\0D\0S\0m\0\x82\0\x97\0\xB6\0\xC1\0\xD0\0\xFA\0\xFA\0\xFA\0\xFA\0\xFE\0\x02\x01\x06\x01\x06\x01\x06\x01\x06\x01\x0F\x01\x19\x01#\x01#\x01#\x01#\x01",
            },
        },
        policies: &[
            ::errcat::__private::EntryPolicy {
                http: 503,
                category: ::errcat::Category::Unavailable,
                retry: ::errcat::Retry::Transient,
                retry_safety: ::errcat::RetrySafety::IfIdempotent,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::None,
                overrides: ::errcat::__private::Overrides::NONE,
            },
            ::errcat::__private::EntryPolicy {
                http: 401,
                category: ::errcat::Category::Unauthenticated,
                retry: ::errcat::Retry::Remedy {
                    remedy: ::errcat::Remedy::RefreshToken,
                    repeat: ::errcat::Repeat::Once,
                },
                retry_safety: ::errcat::RetrySafety::Always,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::None,
                overrides: ::errcat::__private::Overrides::NONE,
            },
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
                http: 400,
                category: ::errcat::Category::ResourceExhausted,
                retry: ::errcat::Retry::Throttled {
                    after: ::errcat::__private::core::option::Option::Some(
                        ::errcat::__private::core::time::Duration::from_millis(60000),
                    ),
                },
                retry_safety: ::errcat::RetrySafety::Always,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::Some("request"),
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
            ::errcat::__private::EntryPolicy {
                http: 500,
                category: ::errcat::Category::Unknown,
                retry: ::errcat::Retry::Remedy {
                    remedy: ::errcat::Remedy::Custom(::errcat::CustomRemedy {
                        name: "refresh-metadata",
                        description: "Fetch the cluster metadata again.",
                    }),
                    repeat: ::errcat::Repeat::BackOff,
                },
                retry_safety: ::errcat::RetrySafety::Always,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::None,
                overrides: ::errcat::__private::Overrides::NONE,
            },
        ],
        policy_of: ::errcat::__private::Column {
            width: 1,
            bytes: b"\0\x01\x02\x03\x04\x05",
        },
        ..::errcat::__private::Table::EMPTY
    };
    static VARIANTS: [RestError; 6] = [
        RestError::Error,
        RestError::TokenExpired,
        RestError::MeetingNotFound,
        RestError::MinuteLimit,
        RestError::None,
        RestError::NotLeader,
    ];
    #[inline]
    const fn at(index: ::errcat::__private::core::primitive::usize) -> RestError {
        VARIANTS[index]
    }
    ::errcat::__private::implement! {
        integer RestError i32 TABLE at[]
    }
};
