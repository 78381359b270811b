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

HTTP 404 · not-found · do not repeat

What to do: 请核对会议 ID。 · Check the meeting id.

Seen on the wire: “MEETING NOT EXIST”

See <https://example.com/errors#9003>*/
    #[doc(alias = "9003")]
    MeetingNotFound = 9003,
    /**`0xFF` (`255`): 每分钟限制 · \[a\](b) \<c\> \`d\` \*e\* {f} https\://example.com

HTTP 400 · resource-exhausted · repeat after 1 m at the earliest*/
    #[doc(alias = "255")]
    MinuteLimit = 255,
    /**`-1`: Not leader

HTTP 500 · unknown · refresh-metadata before each repeat, with a growing wait*/
    #[doc(alias = "-1")]
    NotLeader = -1,
    /**`7`: Error

HTTP 503 · unavailable · repeat after a short wait, if the request is idempotent

More about it.*/
    #[doc(alias = "7")]
    Error = 7,
    /**`8`: None

HTTP 409 · aborted · restart before each repeat, with a growing wait, if the request is idempotent*/
    #[doc(alias = "8")]
    None = 8,
    /**`9`: Token expired

HTTP 401 · unauthenticated · refresh-token, then repeat once*/
    #[doc(alias = "9")]
    TokenExpired = 9,
}
const _: () = {
    static TABLE: ::errcat::__private::Table = ::errcat::__private::Table {
        name: "rest",
        enum_name: "RestError",
        locales: &["zh", "en"],
        shown: 0,
        len: 6,
        codes: ::errcat::__private::Codes::Integers(
            b"+#\0\0\0\0\0\0\xFF\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x07\0\0\0\0\0\0\0\x08\0\0\0\0\0\0\0\t\0\0\0\0\0\0\0"
                .as_chunks::<8>()
                .0,
        ),
        also_of: b"".as_chunks::<4>().0,
        by_code: b"\x02\0\0\0\x03\0\0\0\x04\0\0\0\x05\0\0\0\x01\0\0\0\0\0\0\0"
            .as_chunks::<4>()
            .0,
        further_name_of: b"".as_chunks::<4>().0,
        by_name: b"\x03\0\0\0\0\0\0\0\x01\0\0\0\x04\0\0\0\x02\0\0\0\x05\0\0\0"
            .as_chunks::<4>()
            .0,
        texts: ::errcat::__private::Texts {
            each: 5,
            has_titles: false,
            has_help: true,
            all: "MeetingNotFound会议不存在The meeting does not exist请核对会议 ID。Check the meeting id.MinuteLimit每分钟限制[a](b) <c> `d` *e* {f} https://example.comNotLeaderNot leaderNot leaderErrorErrorErrorNoneNoneNoneTokenExpiredToken expiredToken expired",
            ends: b"\x0F\0\0\0\x1E\0\0\08\0\0\0M\0\0\0b\0\0\0m\0\0\0|\0\0\0\xA6\0\0\0\xA6\0\0\0\xA6\0\0\0\xAF\0\0\0\xB9\0\0\0\xC3\0\0\0\xC3\0\0\0\xC3\0\0\0\xC8\0\0\0\xCD\0\0\0\xD2\0\0\0\xD2\0\0\0\xD2\0\0\0\xD6\0\0\0\xDA\0\0\0\xDE\0\0\0\xDE\0\0\0\xDE\0\0\0\xEA\0\0\0\xF7\0\0\0\x04\x01\0\0\x04\x01\0\0\x04\x01\0\0"
                .as_chunks::<4>()
                .0,
        },
        policies: &[
            ::errcat::__private::Policy {
                http: 404,
                category: ::errcat::Category::NotFound,
                retry: ::errcat::Retry::Never,
                replay: ::errcat::Replay::Safe,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::None,
            },
            ::errcat::__private::Policy {
                http: 400,
                category: ::errcat::Category::ResourceExhausted,
                retry: ::errcat::Retry::Throttled {
                    after: ::errcat::__private::core::option::Option::Some(
                        ::errcat::__private::core::time::Duration::from_millis(60000),
                    ),
                },
                replay: ::errcat::Replay::Safe,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::Some("request"),
            },
            ::errcat::__private::Policy {
                http: 500,
                category: ::errcat::Category::Unknown,
                retry: ::errcat::Retry::Remedy {
                    remedy: ::errcat::Remedy::Custom(::errcat::CustomRemedy {
                        name: "refresh-metadata",
                        description: "Fetch the cluster metadata again.",
                    }),
                    repeat: ::errcat::Repeat::BackOff,
                },
                replay: ::errcat::Replay::Safe,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::None,
            },
            ::errcat::__private::Policy {
                http: 503,
                category: ::errcat::Category::Unavailable,
                retry: ::errcat::Retry::Transient,
                replay: ::errcat::Replay::IfIdempotent,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::None,
            },
            ::errcat::__private::Policy {
                http: 409,
                category: ::errcat::Category::Aborted,
                retry: ::errcat::Retry::Remedy {
                    remedy: ::errcat::Remedy::Restart,
                    repeat: ::errcat::Repeat::BackOff,
                },
                replay: ::errcat::Replay::IfIdempotent,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::None,
            },
            ::errcat::__private::Policy {
                http: 401,
                category: ::errcat::Category::Unauthenticated,
                retry: ::errcat::Retry::Remedy {
                    remedy: ::errcat::Remedy::RefreshToken,
                    repeat: ::errcat::Repeat::Once,
                },
                replay: ::errcat::Replay::Safe,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::None,
            },
        ],
        policy_of: b"\0\0\0\0\x01\0\0\0\x02\0\0\0\x03\0\0\0\x04\0\0\0\x05\0\0\0"
            .as_chunks::<4>()
            .0,
        params: &[],
        success: &[::errcat::Code::Number(0)],
        unknown: ::errcat::__private::core::option::Option::None,
        prefixes: &[],
        envelope: ::errcat::__private::Envelope {
            code: &[],
            message: &[],
            extra: &[],
            trace: &[],
            params: &[],
            retry_after: ::errcat::__private::core::option::Option::None,
            items: ::errcat::__private::core::option::Option::None,
            body: ::errcat::__private::Node {
                slots: &[],
                steps: &[],
            },
        },
    };
    static VARIANTS: [RestError; 6] = [
        RestError::MeetingNotFound,
        RestError::MinuteLimit,
        RestError::NotLeader,
        RestError::Error,
        RestError::None,
        RestError::TokenExpired,
    ];
    const fn at(index: usize) -> ::errcat::__private::core::option::Option<RestError> {
        if index < 6 {
            ::errcat::__private::core::option::Option::Some(VARIANTS[index])
        } else {
            ::errcat::__private::core::option::Option::None
        }
    }
    ::errcat::__private::implement! {
        integer RestError i32 TABLE at[]
    }
};
