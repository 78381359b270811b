//! What `refinements.toml` expands to.

///6 entries, from table `graph` of refinements.
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
pub enum GraphError {
    /**`190`/`463`: The access token has expired

HTTP 401 · unauthenticated · refresh-token, then retry once

Refines [`TokenInvalid`](Self::TokenInvalid)

What to do: Log in again

See <https://example.com/190>*/
    #[doc(alias = r"190")]
    TokenExpired,
    /**`4`: Used too much

HTTP 429 · resource-exhausted · retry after a wait

Values: [`graph_error::Throttled`]

Also received as `613`, `17` to `32`, `9223372036854775807` to `9223372036854775809`*/
    #[doc(alias = r"4")]
    Throttled,
    /**`190`: The access token is not valid

HTTP 401 · unauthenticated · reauthorize, then retry once

What to do: Log in again

See <https://example.com/190>*/
    #[doc(alias = r"190")]
    TokenInvalid,
    /**`190`/`460`: The access token is not valid

HTTP 403 · permission-denied · reauthorize, then retry once

Refines [`TokenInvalid`](Self::TokenInvalid)

What to do: Log in again

See <https://example.com/190>*/
    #[doc(alias = r"190")]
    TokenRevoked,
    /**`4`/`463`: Used too much

HTTP 429 · resource-exhausted · retry after a wait

Refines [`Throttled`](Self::Throttled)

Values: [`graph_error::TableThrottled`]*/
    #[doc(alias = r"4")]
    TableThrottled,
    /**`200`: Fine

HTTP 200 · unknown · do not retry · success

Also received as `201` to `299`*/
    #[doc(alias = r"200")]
    Fine,
}
///The params of [`GraphError`]: a struct for each entry that has any.
#[allow(
    dead_code,
    missing_docs,
    non_camel_case_types,
    unreachable_pub,
    clippy::all,
    clippy::pedantic
)]
pub mod graph_error {
    /**Table {table\_name} is used too much

The values of [`GraphError::Throttled`](super::GraphError::Throttled).*/
    #[derive(
        ::errcat::__private::core::clone::Clone,
        ::errcat::__private::core::fmt::Debug,
        ::errcat::__private::core::cmp::PartialEq,
        ::errcat::__private::core::cmp::Eq,
        ::errcat::__private::core::hash::Hash,
    )]
    pub struct Throttled {
        /**The value of `table_name`.

On the wire: `tableName`.*/
        pub table_name: ::errcat::__private::alloc::string::String,
        /**The value of `wait_s`.

On the wire: `wait`.*/
        pub wait_s: ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::u32,
        >,
    }
    /**Table {table\_name} is used too much

The values of [`GraphError::TableThrottled`](super::GraphError::TableThrottled).*/
    #[derive(
        ::errcat::__private::core::clone::Clone,
        ::errcat::__private::core::fmt::Debug,
        ::errcat::__private::core::cmp::PartialEq,
        ::errcat::__private::core::cmp::Eq,
        ::errcat::__private::core::hash::Hash,
    )]
    pub struct TableThrottled {
        /**The value of `table_name`.

On the wire: `tableName`.*/
        pub table_name: ::errcat::__private::alloc::string::String,
        /**The value of `wait_s`.

On the wire: `wait`.*/
        pub wait_s: ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::u32,
        >,
        /**The value of `partition_no`.

On the wire: `partitionNo`.*/
        pub partition_no: ::errcat::__private::core::primitive::u8,
    }
}
const _: () = {
    #[allow(clippy::needless_update)]
    static TABLE: ::errcat::__private::Table = ::errcat::__private::Table {
        refinements: &[
            ::errcat::__private::Refinement {
                of: 1,
                subcode: ::errcat::WireCode::Number(463),
            },
            ::errcat::__private::Refinement {
                of: 1,
                subcode: ::errcat::WireCode::Text(
                    ::errcat::__private::alloc::borrow::Cow::Borrowed("460"),
                ),
            },
            ::errcat::__private::Refinement {
                of: 2,
                subcode: ::errcat::WireCode::Number(463),
            },
        ],
        params: &[
            ::errcat::__private::EntryParams {
                entry: 2,
                params: &[
                    ::errcat::__private::EntryParam {
                        name: "table_name",
                        wire: "tableName",
                        kind: ::errcat::__private::ParamKind::Text,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "wait_s",
                        wire: "wait",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: false,
                    },
                ],
                messages: &[
                    ::errcat::__private::Template::Text(
                        &[
                            ::errcat::__private::Part::Text("Table "),
                            ::errcat::__private::Part::Param(0),
                            ::errcat::__private::Part::Text(" is used too much"),
                        ],
                    ),
                ],
            },
            ::errcat::__private::EntryParams {
                entry: 5,
                params: &[
                    ::errcat::__private::EntryParam {
                        name: "table_name",
                        wire: "tableName",
                        kind: ::errcat::__private::ParamKind::Text,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "wait_s",
                        wire: "wait",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: false,
                    },
                    ::errcat::__private::EntryParam {
                        name: "partition_no",
                        wire: "partitionNo",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: false,
                    },
                ],
                messages: &[
                    ::errcat::__private::Template::Text(
                        &[
                            ::errcat::__private::Part::Text("Table "),
                            ::errcat::__private::Part::Param(0),
                            ::errcat::__private::Part::Text(" is used too much"),
                        ],
                    ),
                ],
            },
        ],
        success: &[::errcat::WireCode::Number(200)],
        envelope: ::errcat::__private::Envelope {
            parts: ::errcat::__private::Parts {
                code: ::errcat::__private::CodeLocations {
                    at: &[::errcat::__private::Location::Body(&["error", "code"], 0)],
                    after: "",
                    before: "",
                },
                message: &[
                    ::errcat::__private::Location::Body(&["error", "message"], 1),
                ],
                params: &[::errcat::__private::Location::Body(&["error", "params"], 2)],
                body: ::errcat::__private::PointerTree {
                    slots: &[],
                    params: ::errcat::__private::core::option::Option::None,
                    is_any: false,
                    is_scalar: false,
                    steps: &[
                        (
                            "error",
                            ::errcat::__private::PointerTree {
                                slots: &[],
                                params: ::errcat::__private::core::option::Option::None,
                                is_any: false,
                                is_scalar: false,
                                steps: &[
                                    (
                                        "code",
                                        ::errcat::__private::PointerTree {
                                            slots: &[0],
                                            params: ::errcat::__private::core::option::Option::None,
                                            is_any: false,
                                            is_scalar: true,
                                            steps: &[],
                                        },
                                    ),
                                    (
                                        "message",
                                        ::errcat::__private::PointerTree {
                                            slots: &[1],
                                            params: ::errcat::__private::core::option::Option::None,
                                            is_any: false,
                                            is_scalar: true,
                                            steps: &[],
                                        },
                                    ),
                                    (
                                        "params",
                                        ::errcat::__private::PointerTree {
                                            slots: &[],
                                            params: ::errcat::__private::core::option::Option::Some(2),
                                            is_any: false,
                                            is_scalar: false,
                                            steps: &[],
                                        },
                                    ),
                                ],
                            },
                        ),
                    ],
                },
                ..::errcat::__private::Parts::EMPTY
            },
            items: ::errcat::__private::core::option::Option::None,
        },
        name: "graph",
        domain: "graph",
        enum_name: "GraphError",
        locales: &["en"],
        len: 6,
        own: 3,
        order: ::errcat::__private::Column {
            width: 1,
            bytes: b"\x03\x02\x01\x04\x05\0",
        },
        codes: ::errcat::__private::Codes::Integers {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 16294208416658607535,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\0\0",
                },
            },
            code_of: |index| {
                at(index).code() as ::errcat::__private::core::primitive::i128
            },
            numbers: b"\xC8\0\0\0\0\0\0\0\xBE\0\0\0\0\0\0\0\x04\0\0\0\0\0\0\0\xBE\0\0\0\0\0\0\0\xBE\0\0\0\0\0\0\0\x04\0\0\0\0\0\0\0"
                .as_chunks::<8>()
                .0,
            also: b"e\x02\0\0\0\0\0\0".as_chunks::<8>().0,
            also_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x02",
            },
            ranges: &[
                ::errcat::__private::CodeRange {
                    from: 17,
                    to: 32,
                    entry: 2,
                },
                ::errcat::__private::CodeRange {
                    from: 201,
                    to: 299,
                    entry: 0,
                },
                ::errcat::__private::CodeRange {
                    from: 9223372036854775807,
                    to: 9223372036854775809,
                    entry: 2,
                },
            ],
        },
        names: ::errcat::__private::TextIndex {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 14038607207048404727,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\0\0",
                },
            },
            len: 6,
            text_in: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\x02\x05\0\x04\x03",
            },
            further_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"",
            },
            position: 0,
            first_further: 24,
        },
        texts: ::errcat::__private::Texts {
            each: 4,
            has_titles: false,
            has_help: true,
            has_urls: true,
            all: r"FineFineTokenInvalidThe access token is not validLog in againhttps://example.com/190ThrottledUsed too muchTokenExpiredThe access token has expiredLog in againhttps://example.com/190TokenRevokedThe access token is not validLog in againhttps://example.com/190TableThrottledUsed too much",
            ends: ::errcat::__private::Column {
                width: 2,
                bytes: b"\x04\0\x08\0\x08\0\x08\0\x14\x001\0=\0T\0]\0j\0j\0j\0v\0\x92\0\x9E\0\xB5\0\xC1\0\xDE\0\xEA\0\x01\x01\x0F\x01\x1C\x01\x1C\x01\x1C\x01",
            },
        },
        policies: &[
            ::errcat::__private::EntryPolicy {
                http: 200,
                category: ::errcat::Category::Unknown,
                retry: ::errcat::Retry::Never,
                retry_safety: ::errcat::RetrySafety::IfIdempotent,
                severity: ::errcat::Severity::Success,
                class: ::errcat::__private::core::option::Option::None,
                overrides: ::errcat::__private::Overrides::NONE,
            },
            ::errcat::__private::EntryPolicy {
                http: 401,
                category: ::errcat::Category::Unauthenticated,
                retry: ::errcat::Retry::Remedy {
                    remedy: ::errcat::Remedy::Reauthorize,
                    repeat: ::errcat::Repeat::Once,
                },
                retry_safety: ::errcat::RetrySafety::Always,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::Some("session"),
                overrides: ::errcat::__private::Overrides::NONE,
            },
            ::errcat::__private::EntryPolicy {
                http: 429,
                category: ::errcat::Category::ResourceExhausted,
                retry: ::errcat::Retry::Throttled {
                    after: ::errcat::__private::core::option::Option::None,
                },
                retry_safety: ::errcat::RetrySafety::Always,
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
                class: ::errcat::__private::core::option::Option::Some("session"),
                overrides: ::errcat::__private::Overrides::NONE,
            },
            ::errcat::__private::EntryPolicy {
                http: 403,
                category: ::errcat::Category::PermissionDenied,
                retry: ::errcat::Retry::Remedy {
                    remedy: ::errcat::Remedy::Reauthorize,
                    repeat: ::errcat::Repeat::Once,
                },
                retry_safety: ::errcat::RetrySafety::Always,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::Some("session"),
                overrides: ::errcat::__private::Overrides::NONE,
            },
        ],
        policy_of: ::errcat::__private::Column {
            width: 1,
            bytes: b"\0\x01\x02\x03\x04\x02",
        },
        ..::errcat::__private::Table::EMPTY
    };
    static VARIANTS: [GraphError; 6] = [
        GraphError::Fine,
        GraphError::TokenInvalid,
        GraphError::Throttled,
        GraphError::TokenExpired,
        GraphError::TokenRevoked,
        GraphError::TableThrottled,
    ];
    #[inline]
    const fn at(index: ::errcat::__private::core::primitive::usize) -> GraphError {
        VARIANTS[index]
    }
    ::errcat::__private::implement! {
        indexed GraphError u64 TABLE at[graph_error::Throttled
        graph_error::TableThrottled]
    }
    ::errcat::__private::implement_params! {
        GraphError Throttled TABLE 0 graph_error::Throttled { table_name wait_s }
    }
    ::errcat::__private::implement_params! {
        GraphError TableThrottled TABLE 1 graph_error::TableThrottled { table_name wait_s
        partition_no }
    }
};
///3 entries, from table `delta` of refinements.
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
pub enum DeltaError {
    /**`LOG_FILE_NOT_FOUND`: Log file not found

HTTP 500 · unknown · do not retry

Also received as `LOG_NOT_FOUND`*/
    LOG_FILE_NOT_FOUND,
    /**`LOG_FILE_NOT_FOUND`/`TRUNCATED`: Log file not found truncated

HTTP 500 · unknown · do not retry

Refines [`LOG_FILE_NOT_FOUND`](Self::LOG_FILE_NOT_FOUND)*/
    #[doc(alias = r"LOG_FILE_NOT_FOUND")]
    LOG_FILE_NOT_FOUND_TRUNCATED,
    /**`CONCURRENT_APPEND`: Concurrent append

HTTP 409 · aborted · restart before each retry, with a growing wait, if the request is idempotent*/
    CONCURRENT_APPEND,
}
const _: () = {
    #[allow(clippy::needless_update)]
    static TABLE: ::errcat::__private::Table = ::errcat::__private::Table {
        refinements: &[
            ::errcat::__private::Refinement {
                of: 0,
                subcode: ::errcat::WireCode::Text(
                    ::errcat::__private::alloc::borrow::Cow::Borrowed("TRUNCATED"),
                ),
            },
        ],
        envelope: ::errcat::__private::Envelope {
            parts: ::errcat::__private::Parts {
                code: ::errcat::__private::CodeLocations {
                    at: &[::errcat::__private::Location::Body(&["errorClass"], 0)],
                    after: "",
                    before: "",
                },
                body: ::errcat::__private::PointerTree {
                    slots: &[],
                    params: ::errcat::__private::core::option::Option::None,
                    is_any: false,
                    is_scalar: false,
                    steps: &[
                        (
                            "errorClass",
                            ::errcat::__private::PointerTree {
                                slots: &[0],
                                params: ::errcat::__private::core::option::Option::None,
                                is_any: false,
                                is_scalar: true,
                                steps: &[],
                            },
                        ),
                    ],
                },
                ..::errcat::__private::Parts::EMPTY
            },
            items: ::errcat::__private::core::option::Option::None,
        },
        name: "delta",
        domain: "delta",
        enum_name: "DeltaError",
        locales: &["en"],
        len: 3,
        own: 2,
        order: ::errcat::__private::Column {
            width: 1,
            bytes: b"\0\x02\x01",
        },
        codes: ::errcat::__private::Codes::Strings(::errcat::__private::TextIndex {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 487617019471545679,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\0\x02",
                },
            },
            len: 2,
            text_in: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x02\x01\0",
            },
            further_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"\0",
            },
            position: 2,
            first_further: 9,
        }),
        names: ::errcat::__private::TextIndex {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 17909611376780542445,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\0\0",
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
            first_further: 10,
        },
        texts: ::errcat::__private::Texts {
            each: 3,
            has_titles: false,
            has_help: false,
            has_urls: false,
            all: r"LOG_FILE_NOT_FOUNDLog file not foundLOG_FILE_NOT_FOUNDCONCURRENT_APPENDConcurrent appendCONCURRENT_APPENDLOG_FILE_NOT_FOUND_TRUNCATEDLog file not found truncatedLOG_FILE_NOT_FOUNDLOG_NOT_FOUND",
            ends: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x12$6GXi\x85\xA1\xB3\xC0",
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
            bytes: b"\0\x01\0",
        },
        ..::errcat::__private::Table::EMPTY
    };
    static VARIANTS: [DeltaError; 3] = [
        DeltaError::LOG_FILE_NOT_FOUND,
        DeltaError::CONCURRENT_APPEND,
        DeltaError::LOG_FILE_NOT_FOUND_TRUNCATED,
    ];
    #[inline]
    const fn at(index: ::errcat::__private::core::primitive::usize) -> DeltaError {
        VARIANTS[index]
    }
    ::errcat::__private::implement! {
        string DeltaError u16 TABLE at[]
    }
};
