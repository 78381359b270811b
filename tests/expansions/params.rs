//! What `params.toml` expands to.

/**Errors of billing.

5 entries, from table `billing` of params.*/
#[allow(dead_code, non_camel_case_types, clippy::all, clippy::pedantic)]
#[non_exhaustive]
#[repr(u32)]
#[derive(
    ::errcat::__private::core::clone::Clone,
    ::errcat::__private::core::marker::Copy,
    ::errcat::__private::core::cmp::PartialEq,
    ::errcat::__private::core::cmp::Eq,
    ::errcat::__private::core::cmp::PartialOrd,
    ::errcat::__private::core::cmp::Ord,
    ::errcat::__private::core::hash::Hash,
)]
pub enum BillingError {
    /**`0`: Paid

HTTP 200 · unknown · do not retry · success*/
    #[doc(alias = r"0")]
    Paid = 0,
    /**`40012`: Quota exceeded · 配额已用完

HTTP 429 · resource-exhausted · retry after a wait

Values: [`billing_error::QuotaExceeded`]

Since 1.1 · Also called `LimitReached`, `OverQuota` · Also received as `40013`, `40014`*/
    #[doc(alias = r"40012")]
    QuotaExceeded = 40012,
    /**`40013000`: Declined · 已拒绝

HTTP 400 · failed-precondition · do not retry · warning

Values: [`billing_error::Declined`]

What to do: Take another card. · 请换一张卡。*/
    #[doc(alias = r"40013000")]
    Declined = 40013000,
    /**`5`: Off · 偏差

HTTP 500 · unknown · do not retry

Values: [`billing_error::Off`]*/
    #[doc(alias = r"5")]
    Off = 5,
    /**`6`: Refused · 被拒

HTTP 500 · unknown · do not retry

Values: [`billing_error::Refused`]*/
    #[doc(alias = r"6")]
    #[deprecated(since = "2.0", note = "It said too little; use `Declined`")]
    Refused = 6,
}
///What occurrences of [`BillingError`] have besides their code: a struct for each entry with params.
#[allow(
    dead_code,
    missing_docs,
    non_camel_case_types,
    unreachable_pub,
    clippy::all,
    clippy::pedantic
)]
pub mod billing_error {
    /**{used} of {limit} used today / {used} of {limit} used in {days} day / {used} of {limit} used in {days} days · {days} 天内已用 {used}/{limit}

The values of [`BillingError::QuotaExceeded`](super::BillingError::QuotaExceeded).*/
    #[derive(
        ::errcat::__private::core::clone::Clone,
        ::errcat::__private::core::fmt::Debug,
        ::errcat::__private::core::cmp::PartialEq,
        ::errcat::__private::core::cmp::Eq,
        ::errcat::__private::core::hash::Hash,
    )]
    pub struct QuotaExceeded {
        ///The value of `used`.
        pub used: ::errcat::__private::core::primitive::u32,
        ///The value of `limit`.
        pub limit: ::errcat::__private::core::primitive::u32,
        ///The value of `days`.
        pub days: ::errcat::__private::core::primitive::u32,
        /**The token that was refused.

Sensitive: it is not shown and not sent.*/
        pub token: ::errcat::Sensitive<::errcat::__private::alloc::string::String>,
    }
    /**{small} {medium} {large} {unsigned} {huge} {share} · {share} {huge} {unsigned} {large} {medium} {small}

The values of [`BillingError::Off`](super::BillingError::Off).*/
    #[derive(
        ::errcat::__private::core::clone::Clone,
        ::errcat::__private::core::fmt::Debug,
        ::errcat::__private::core::cmp::PartialEq,
    )]
    pub struct Off {
        ///The value of `small`.
        pub small: ::errcat::__private::core::primitive::i16,
        ///The value of `medium`.
        pub medium: ::errcat::__private::core::primitive::i32,
        ///The value of `large`.
        pub large: ::errcat::__private::core::primitive::i64,
        ///The value of `unsigned`.
        pub unsigned: ::errcat::__private::core::primitive::u16,
        ///The value of `huge`.
        pub huge: ::errcat::__private::core::primitive::u64,
        ///The value of `share`.
        pub share: ::errcat::__private::core::primitive::f64,
    }
    /**Refused · 被拒

The values of [`BillingError::Refused`](super::BillingError::Refused).*/
    #[deprecated(since = "2.0", note = "It said too little; use `Declined`")]
    #[derive(
        ::errcat::__private::core::clone::Clone,
        ::errcat::__private::core::fmt::Debug,
        ::errcat::__private::core::cmp::PartialEq,
        ::errcat::__private::core::cmp::Eq,
        ::errcat::__private::core::hash::Hash,
    )]
    pub struct Refused {
        /**The value of `card`.

Sensitive: it is not shown and not sent.*/
        pub card: ::errcat::Sensitive<::errcat::__private::alloc::string::String>,
        /**The value of `count`.

Sensitive: it is not shown and not sent.*/
        pub count: ::errcat::Sensitive<::errcat::__private::core::primitive::u32>,
    }
    /**The card is declined for good\: {{{type}}} / The card is declined / {type} is declined\: {final} · {type} 已拒绝\:{final}

The values of [`BillingError::Declined`](super::BillingError::Declined).*/
    #[derive(
        ::errcat::__private::core::clone::Clone,
        ::errcat::__private::core::fmt::Debug,
        ::errcat::__private::core::cmp::PartialEq,
        ::errcat::__private::core::cmp::Eq,
        ::errcat::__private::core::hash::Hash,
    )]
    pub struct Declined {
        ///The value of `type`.
        pub r#type: ::errcat::__private::alloc::string::String,
        ///The value of `final`.
        pub r#final: ::errcat::__private::core::primitive::bool,
    }
}
const _: () = {
    static TABLE: ::errcat::__private::Table = ::errcat::__private::Table {
        name: "billing",
        enum_name: "BillingError",
        locales: &["en", "zh"],
        shown: 0,
        len: 5,
        order: ::errcat::__private::Column {
            width: 1,
            bytes: b"\0\x01\x04\x02\x03",
        },
        codes: ::errcat::__private::Codes::Integers {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 12178730177414951181,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\0\x01",
                },
            },
            code_of: |index| at(index) as ::errcat::__private::core::primitive::i128,
            also: b"M\x9C\0\0\0\0\0\0N\x9C\0\0\0\0\0\0".as_chunks::<8>().0,
            also_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\x01",
            },
        },
        names: ::errcat::__private::TextIndex {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 3061154374864262415,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\0\x04",
                },
            },
            text_in: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x04\0\x03\x02\x01\x05\x06",
            },
            further_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\x01",
            },
            position: 0,
            first_further: 25,
        },
        texts: ::errcat::__private::Texts {
            each: 5,
            has_titles: false,
            has_help: true,
            has_urls: false,
            all: r"PaidPaidPaidQuotaExceededQuota exceeded配额已用完OffOff偏差RefusedRefused被拒DeclinedDeclined已拒绝Take another card.请换一张卡。LimitReachedOverQuota",
            ends: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x04\x08\x0C\x0C\x0C\x19'6669<BBBIPVVV^fo\x81\x93\x9F\xA8",
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
            },
            ::errcat::__private::EntryPolicy {
                http: 500,
                category: ::errcat::Category::Unknown,
                retry: ::errcat::Retry::Never,
                retry_safety: ::errcat::RetrySafety::IfIdempotent,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::None,
            },
            ::errcat::__private::EntryPolicy {
                http: 400,
                category: ::errcat::Category::FailedPrecondition,
                retry: ::errcat::Retry::Never,
                retry_safety: ::errcat::RetrySafety::Always,
                severity: ::errcat::Severity::Warning,
                class: ::errcat::__private::core::option::Option::None,
            },
        ],
        policy_of: ::errcat::__private::Column {
            width: 1,
            bytes: b"\0\x01\x02\x02\x03",
        },
        params: &[
            ::errcat::__private::EntryParams {
                entry: 1,
                params: &[
                    ::errcat::__private::EntryParam {
                        name: "used",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "limit",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "days",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "token",
                        kind: ::errcat::__private::ParamKind::Text,
                        sensitive: true,
                        needed: false,
                    },
                ],
                messages: &[
                    ::errcat::__private::Template::Plural {
                        param: 2,
                        rule: ::errcat::__private::plural_rules::one_is_1,
                        exact: &[
                            (
                                0,
                                ::errcat::__private::Template::Text(
                                    &[
                                        ::errcat::__private::Part::Param(0),
                                        ::errcat::__private::Part::Text(" of "),
                                        ::errcat::__private::Part::Param(1),
                                        ::errcat::__private::Part::Text(" used today"),
                                    ],
                                ),
                            ),
                        ],
                        forms: &[
                            (
                                ::errcat::__private::PluralCategory::One,
                                ::errcat::__private::Template::Text(
                                    &[
                                        ::errcat::__private::Part::Param(0),
                                        ::errcat::__private::Part::Text(" of "),
                                        ::errcat::__private::Part::Param(1),
                                        ::errcat::__private::Part::Text(" used in "),
                                        ::errcat::__private::Part::Param(2),
                                        ::errcat::__private::Part::Text(" day"),
                                    ],
                                ),
                            ),
                            (
                                ::errcat::__private::PluralCategory::Other,
                                ::errcat::__private::Template::Text(
                                    &[
                                        ::errcat::__private::Part::Param(0),
                                        ::errcat::__private::Part::Text(" of "),
                                        ::errcat::__private::Part::Param(1),
                                        ::errcat::__private::Part::Text(" used in "),
                                        ::errcat::__private::Part::Param(2),
                                        ::errcat::__private::Part::Text(" days"),
                                    ],
                                ),
                            ),
                        ],
                    },
                    ::errcat::__private::Template::Text(
                        &[
                            ::errcat::__private::Part::Param(2),
                            ::errcat::__private::Part::Text(" 天内已用 "),
                            ::errcat::__private::Part::Param(0),
                            ::errcat::__private::Part::Text("/"),
                            ::errcat::__private::Part::Param(1),
                        ],
                    ),
                ],
            },
            ::errcat::__private::EntryParams {
                entry: 2,
                params: &[
                    ::errcat::__private::EntryParam {
                        name: "small",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "medium",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "large",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "unsigned",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "huge",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "share",
                        kind: ::errcat::__private::ParamKind::Float,
                        sensitive: false,
                        needed: true,
                    },
                ],
                messages: &[
                    ::errcat::__private::Template::Text(
                        &[
                            ::errcat::__private::Part::Param(0),
                            ::errcat::__private::Part::Text(" "),
                            ::errcat::__private::Part::Param(1),
                            ::errcat::__private::Part::Text(" "),
                            ::errcat::__private::Part::Param(2),
                            ::errcat::__private::Part::Text(" "),
                            ::errcat::__private::Part::Param(3),
                            ::errcat::__private::Part::Text(" "),
                            ::errcat::__private::Part::Param(4),
                            ::errcat::__private::Part::Text(" "),
                            ::errcat::__private::Part::Param(5),
                        ],
                    ),
                    ::errcat::__private::Template::Text(
                        &[
                            ::errcat::__private::Part::Param(5),
                            ::errcat::__private::Part::Text(" "),
                            ::errcat::__private::Part::Param(4),
                            ::errcat::__private::Part::Text(" "),
                            ::errcat::__private::Part::Param(3),
                            ::errcat::__private::Part::Text(" "),
                            ::errcat::__private::Part::Param(2),
                            ::errcat::__private::Part::Text(" "),
                            ::errcat::__private::Part::Param(1),
                            ::errcat::__private::Part::Text(" "),
                            ::errcat::__private::Part::Param(0),
                        ],
                    ),
                ],
            },
            ::errcat::__private::EntryParams {
                entry: 3,
                params: &[
                    ::errcat::__private::EntryParam {
                        name: "card",
                        kind: ::errcat::__private::ParamKind::Text,
                        sensitive: true,
                        needed: false,
                    },
                    ::errcat::__private::EntryParam {
                        name: "count",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: true,
                        needed: false,
                    },
                ],
                messages: &[],
            },
            ::errcat::__private::EntryParams {
                entry: 4,
                params: &[
                    ::errcat::__private::EntryParam {
                        name: "type",
                        kind: ::errcat::__private::ParamKind::Text,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "final",
                        kind: ::errcat::__private::ParamKind::Bool,
                        sensitive: false,
                        needed: true,
                    },
                ],
                messages: &[
                    ::errcat::__private::Template::Select {
                        param: 0,
                        forms: &[
                            (
                                "card",
                                ::errcat::__private::Template::Select {
                                    param: 1,
                                    forms: &[
                                        (
                                            "true",
                                            ::errcat::__private::Template::Text(
                                                &[
                                                    ::errcat::__private::Part::Text(
                                                        "The card is declined for good: {",
                                                    ),
                                                    ::errcat::__private::Part::Param(0),
                                                    ::errcat::__private::Part::Text("}"),
                                                ],
                                            ),
                                        ),
                                        (
                                            "false",
                                            ::errcat::__private::Template::Text(
                                                &[::errcat::__private::Part::Text("The card is declined")],
                                            ),
                                        ),
                                    ],
                                    other: ::errcat::__private::core::option::Option::None,
                                },
                            ),
                        ],
                        other: ::errcat::__private::core::option::Option::Some(
                            &::errcat::__private::Template::Text(
                                &[
                                    ::errcat::__private::Part::Param(0),
                                    ::errcat::__private::Part::Text(" is declined: "),
                                    ::errcat::__private::Part::Param(1),
                                ],
                            ),
                        ),
                    },
                    ::errcat::__private::Template::Text(
                        &[
                            ::errcat::__private::Part::Param(0),
                            ::errcat::__private::Part::Text(" 已拒绝:"),
                            ::errcat::__private::Part::Param(1),
                        ],
                    ),
                ],
            },
        ],
        success: &[::errcat::WireCode::Number(0)],
        unknown: ::errcat::__private::Defaults::NONE,
        prefixes: &[],
        envelope: ::errcat::__private::Envelope {
            code: &[::errcat::__private::Location::Body(&["error", "code"], 0)],
            message: &[::errcat::__private::Location::Body(&["error", "message"], 1)],
            extra: &[],
            trace: &[],
            params: &[::errcat::__private::Location::Body(&["error", "params"], 2)],
            retry_after: ::errcat::__private::core::option::Option::None,
            items: ::errcat::__private::core::option::Option::Some(::errcat::__private::ItemsEnvelope {
                at: ::errcat::__private::PointerTree {
                    slots: &[],
                    steps: &[
                        (
                            "failed",
                            ::errcat::__private::PointerTree {
                                slots: &[0],
                                steps: &[],
                            },
                        ),
                    ],
                },
                code: &[::errcat::__private::Location::Body(&["code"], 0)],
                message: &[],
                extra: &[],
                params: &[::errcat::__private::Location::Body(&["params"], 1)],
                body: ::errcat::__private::PointerTree {
                    slots: &[],
                    steps: &[
                        (
                            "code",
                            ::errcat::__private::PointerTree {
                                slots: &[0],
                                steps: &[],
                            },
                        ),
                        (
                            "params",
                            ::errcat::__private::PointerTree {
                                slots: &[1],
                                steps: &[],
                            },
                        ),
                    ],
                },
            }),
            body: ::errcat::__private::PointerTree {
                slots: &[],
                steps: &[
                    (
                        "error",
                        ::errcat::__private::PointerTree {
                            slots: &[],
                            steps: &[
                                (
                                    "code",
                                    ::errcat::__private::PointerTree {
                                        slots: &[0],
                                        steps: &[],
                                    },
                                ),
                                (
                                    "message",
                                    ::errcat::__private::PointerTree {
                                        slots: &[1],
                                        steps: &[],
                                    },
                                ),
                                (
                                    "params",
                                    ::errcat::__private::PointerTree {
                                        slots: &[2],
                                        steps: &[],
                                    },
                                ),
                            ],
                        },
                    ),
                ],
            },
        },
    };
    #[allow(deprecated)]
    static VARIANTS: [BillingError; 5] = [
        BillingError::Paid,
        BillingError::QuotaExceeded,
        BillingError::Off,
        BillingError::Refused,
        BillingError::Declined,
    ];
    #[inline]
    const fn at(index: ::errcat::__private::core::primitive::usize) -> BillingError {
        VARIANTS[index]
    }
    ::errcat::__private::implement! {
        integer BillingError u32 TABLE at[billing_error::QuotaExceeded billing_error::Off
        billing_error::Refused billing_error::Declined]
    }
    #[allow(dead_code, deprecated, missing_docs, non_upper_case_globals)]
    impl BillingError {
        ///Another name of [`BillingError::QuotaExceeded`].
        pub const LimitReached: BillingError = BillingError::QuotaExceeded;
        ///Another name of [`BillingError::QuotaExceeded`].
        #[deprecated(note = "renamed to `QuotaExceeded`")]
        pub const OverQuota: BillingError = BillingError::QuotaExceeded;
    }
    ::errcat::__private::implement_params! {
        BillingError QuotaExceeded TABLE 0 billing_error::QuotaExceeded { used limit days
        token }
    }
    ::errcat::__private::implement_params! {
        BillingError Off TABLE 1 billing_error::Off { small medium large unsigned huge
        share }
    }
    ::errcat::__private::implement_params! {
        BillingError Refused TABLE 2 billing_error::Refused { card count }
    }
    ::errcat::__private::implement_params! {
        BillingError Declined TABLE 3 billing_error::Declined { r#type r#final }
    }
};
