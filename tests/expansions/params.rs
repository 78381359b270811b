//! What `params.toml` expands to.

/**Errors of billing.

7 entries, from table `billing` of params.*/
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
    #[deprecated(since = "2.0", note = "It was too vague; use `Declined`")]
    Refused = 6,
    /**`7`: Late

HTTP 500 · unknown · do not retry

Values: [`billing_error::Late`]

Possible causes:
- The card has expired · 卡已过期
- A bank holiday · 银行休息*/
    #[doc(alias = r"7")]
    Late = 7,
    /**`8`: Held

HTTP 500 · unknown · do not retry

Values: [`billing_error::Held`]*/
    #[doc(alias = r"8")]
    Held = 8,
}
///The params of [`BillingError`]: a struct for each entry that has any.
#[allow(
    dead_code,
    missing_docs,
    non_camel_case_types,
    unreachable_pub,
    clippy::all,
    clippy::pedantic
)]
pub mod billing_error {
    /**Held for good / Held for now / Held by the bank / Held · 银行冻结 / 冻结：{final}

The values of [`BillingError::Held`](super::BillingError::Held).*/
    #[derive(
        ::errcat::__private::core::clone::Clone,
        ::errcat::__private::core::fmt::Debug,
        ::errcat::__private::core::cmp::PartialEq,
        ::errcat::__private::core::cmp::Eq,
        ::errcat::__private::core::hash::Hash,
    )]
    pub struct Held {
        /**The value of `final`.

Where it is absent, messages show: unknown · 未知*/
        pub r#final: ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::bool,
        >,
        ///The value of `by`.
        pub by: ::errcat::__private::core::option::Option<
            ::errcat::__private::alloc::string::String,
        >,
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
    /**due today / {days} day late, {fee} to pay, {reason} / {days} days late, {fee} to pay, {reason} · 逾期 {days} 天，应付 {fee}，{reason}

The values of [`BillingError::Late`](super::BillingError::Late).*/
    #[derive(
        ::errcat::__private::core::clone::Clone,
        ::errcat::__private::core::fmt::Debug,
        ::errcat::__private::core::cmp::PartialEq,
    )]
    pub struct Late {
        /**The value of `days`.

Where it is absent, messages show: some · 若干

For example: 3*/
        pub days: ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::u8,
        >,
        /**The value of `fee`.

Where it is absent, messages show: nothing · 无

For example: 2.5*/
        pub fee: ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::f64,
        >,
        /**The value of `reason`.

For example: no {funds}*/
        pub reason: ::errcat::__private::alloc::string::String,
        ///Not in the message.
        pub shop: ::errcat::__private::core::option::Option<
            ::errcat::__private::alloc::string::String,
        >,
    }
    /**Refused · 被拒

The values of [`BillingError::Refused`](super::BillingError::Refused).*/
    #[deprecated(since = "2.0", note = "It was too vague; use `Declined`")]
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
}
const _: () = {
    #[allow(clippy::needless_update)]
    static TABLE: ::errcat::__private::Table = ::errcat::__private::Table {
        params: &[
            ::errcat::__private::EntryParams {
                entry: 0,
                params: &[
                    ::errcat::__private::EntryParam {
                        name: "final",
                        wire: "final",
                        kind: ::errcat::__private::ParamKind::Bool,
                        sensitive: false,
                        needed: false,
                    },
                    ::errcat::__private::EntryParam {
                        name: "by",
                        wire: "by",
                        kind: ::errcat::__private::ParamKind::Text,
                        sensitive: false,
                        needed: false,
                    },
                ],
                messages: &[
                    ::errcat::__private::Template::Select {
                        param: 0,
                        forms: &[
                            (
                                "true",
                                ::errcat::__private::Template::Text(
                                    &[::errcat::__private::Part::Text("Held for good")],
                                ),
                            ),
                            (
                                "false",
                                ::errcat::__private::Template::Text(
                                    &[::errcat::__private::Part::Text("Held for now")],
                                ),
                            ),
                        ],
                        other: ::errcat::__private::core::option::Option::Some(
                            &::errcat::__private::Template::Select {
                                param: 1,
                                forms: &[
                                    (
                                        "bank",
                                        ::errcat::__private::Template::Text(
                                            &[::errcat::__private::Part::Text("Held by the bank")],
                                        ),
                                    ),
                                ],
                                other: ::errcat::__private::core::option::Option::Some(
                                    &::errcat::__private::Template::Text(
                                        &[::errcat::__private::Part::Text("Held")],
                                    ),
                                ),
                            },
                        ),
                    },
                    ::errcat::__private::Template::Select {
                        param: 1,
                        forms: &[
                            (
                                "bank",
                                ::errcat::__private::Template::Text(
                                    &[::errcat::__private::Part::Text("银行冻结")],
                                ),
                            ),
                        ],
                        other: ::errcat::__private::core::option::Option::Some(
                            &::errcat::__private::Template::Text(
                                &[
                                    ::errcat::__private::Part::Text("冻结："),
                                    ::errcat::__private::Part::Optional(0, "未知"),
                                ],
                            ),
                        ),
                    },
                ],
            },
            ::errcat::__private::EntryParams {
                entry: 1,
                params: &[
                    ::errcat::__private::EntryParam {
                        name: "type",
                        wire: "type",
                        kind: ::errcat::__private::ParamKind::Text,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "final",
                        wire: "final",
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
            ::errcat::__private::EntryParams {
                entry: 2,
                params: &[
                    ::errcat::__private::EntryParam {
                        name: "used",
                        wire: "used",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "limit",
                        wire: "limit",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "days",
                        wire: "days",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "token",
                        wire: "token",
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
                entry: 4,
                params: &[
                    ::errcat::__private::EntryParam {
                        name: "small",
                        wire: "small",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "medium",
                        wire: "medium",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "large",
                        wire: "large",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "unsigned",
                        wire: "unsigned",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "huge",
                        wire: "huge",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "share",
                        wire: "share",
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
                entry: 5,
                params: &[
                    ::errcat::__private::EntryParam {
                        name: "days",
                        wire: "days",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: false,
                        needed: false,
                    },
                    ::errcat::__private::EntryParam {
                        name: "fee",
                        wire: "fee",
                        kind: ::errcat::__private::ParamKind::Float,
                        sensitive: false,
                        needed: false,
                    },
                    ::errcat::__private::EntryParam {
                        name: "reason",
                        wire: "reason",
                        kind: ::errcat::__private::ParamKind::Text,
                        sensitive: false,
                        needed: true,
                    },
                    ::errcat::__private::EntryParam {
                        name: "shop",
                        wire: "shop",
                        kind: ::errcat::__private::ParamKind::Text,
                        sensitive: false,
                        needed: false,
                    },
                ],
                messages: &[
                    ::errcat::__private::Template::Plural {
                        param: 0,
                        rule: ::errcat::__private::plural_rules::one_is_1,
                        exact: &[
                            (
                                0,
                                ::errcat::__private::Template::Text(
                                    &[::errcat::__private::Part::Text("due today")],
                                ),
                            ),
                        ],
                        forms: &[
                            (
                                ::errcat::__private::PluralCategory::One,
                                ::errcat::__private::Template::Text(
                                    &[
                                        ::errcat::__private::Part::Optional(0, "some"),
                                        ::errcat::__private::Part::Text(" day late, "),
                                        ::errcat::__private::Part::Optional(1, "nothing"),
                                        ::errcat::__private::Part::Text(" to pay, "),
                                        ::errcat::__private::Part::Param(2),
                                    ],
                                ),
                            ),
                            (
                                ::errcat::__private::PluralCategory::Other,
                                ::errcat::__private::Template::Text(
                                    &[
                                        ::errcat::__private::Part::Optional(0, "some"),
                                        ::errcat::__private::Part::Text(" days late, "),
                                        ::errcat::__private::Part::Optional(1, "nothing"),
                                        ::errcat::__private::Part::Text(" to pay, "),
                                        ::errcat::__private::Part::Param(2),
                                    ],
                                ),
                            ),
                        ],
                    },
                    ::errcat::__private::Template::Text(
                        &[
                            ::errcat::__private::Part::Text("逾期 "),
                            ::errcat::__private::Part::Optional(0, "若干"),
                            ::errcat::__private::Part::Text(" 天，应付 "),
                            ::errcat::__private::Part::Optional(1, "无"),
                            ::errcat::__private::Part::Text("，"),
                            ::errcat::__private::Part::Param(2),
                        ],
                    ),
                ],
            },
            ::errcat::__private::EntryParams {
                entry: 6,
                params: &[
                    ::errcat::__private::EntryParam {
                        name: "card",
                        wire: "card",
                        kind: ::errcat::__private::ParamKind::Text,
                        sensitive: true,
                        needed: false,
                    },
                    ::errcat::__private::EntryParam {
                        name: "count",
                        wire: "count",
                        kind: ::errcat::__private::ParamKind::Integer,
                        sensitive: true,
                        needed: false,
                    },
                ],
                messages: &[],
            },
        ],
        success: &[::errcat::WireCode::Number(0)],
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
                items: &[::errcat::__private::Location::Body(&["failed"], 3)],
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
                        (
                            "failed",
                            ::errcat::__private::PointerTree {
                                slots: &[3],
                                params: ::errcat::__private::core::option::Option::None,
                                is_any: true,
                                is_scalar: false,
                                steps: &[],
                            },
                        ),
                    ],
                },
                ..::errcat::__private::Parts::EMPTY
            },
            items: ::errcat::__private::core::option::Option::Some(::errcat::__private::ItemsEnvelope {
                at: ::errcat::__private::PointerTree {
                    slots: &[],
                    params: ::errcat::__private::core::option::Option::None,
                    is_any: false,
                    is_scalar: false,
                    steps: &[
                        (
                            "failed",
                            ::errcat::__private::PointerTree {
                                slots: &[0],
                                params: ::errcat::__private::core::option::Option::None,
                                is_any: true,
                                is_scalar: false,
                                steps: &[],
                            },
                        ),
                    ],
                },
                parts: ::errcat::__private::Parts {
                    code: ::errcat::__private::CodeLocations {
                        at: &[::errcat::__private::Location::Body(&["code"], 0)],
                        after: "",
                        before: "",
                    },
                    params: &[::errcat::__private::Location::Body(&["params"], 1)],
                    body: ::errcat::__private::PointerTree {
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
                                "params",
                                ::errcat::__private::PointerTree {
                                    slots: &[],
                                    params: ::errcat::__private::core::option::Option::Some(1),
                                    is_any: false,
                                    is_scalar: false,
                                    steps: &[],
                                },
                            ),
                        ],
                    },
                    ..::errcat::__private::Parts::EMPTY
                },
            }),
        },
        name: "billing",
        domain: "billing",
        enum_name: "BillingError",
        locales: &["en", "zh"],
        len: 7,
        own: 7,
        order: ::errcat::__private::Column {
            width: 1,
            bytes: b"\x03\x02\x01\x04\x06\x05\0",
        },
        codes: ::errcat::__private::Codes::Integers {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 4532161160992623299,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\x03\0",
                },
            },
            code_of: |index| {
                at(index).code() as ::errcat::__private::core::primitive::i128
            },
            numbers: b"".as_chunks::<8>().0,
            also: b"M\x9C\0\0\0\0\0\0N\x9C\0\0\0\0\0\0".as_chunks::<8>().0,
            also_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x02\x02",
            },
            ranges: &[],
        },
        names: ::errcat::__private::TextIndex {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 487617019471545679,
                shift: 62,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\0\x02\x08\x01",
                },
            },
            len: 7,
            text_in: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x08\x05\0\x03\x06\x04\x01\x02\x07",
            },
            further_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x02\x02",
            },
            position: 0,
            first_further: 35,
        },
        texts: ::errcat::__private::Texts {
            each: 5,
            has_titles: false,
            has_help: true,
            has_urls: false,
            all: r"HeldHeldHeldDeclinedDeclined已拒绝Take another card.请换一张卡。QuotaExceededQuota exceeded配额已用完PaidPaidPaidOffOff偏差LateLateLateRefusedRefused被拒LimitReachedOverQuota",
            ends: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x04\x08\x0C\x0C\x0C\x14\x1C%7IVdsssw{\x7F\x7F\x7F\x82\x85\x8B\x8B\x8B\x8F\x93\x97\x97\x97\x9E\xA5\xAB\xAB\xAB\xB7\xC0",
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
                http: 400,
                category: ::errcat::Category::FailedPrecondition,
                retry: ::errcat::Retry::Never,
                retry_safety: ::errcat::RetrySafety::Always,
                severity: ::errcat::Severity::Warning,
                class: ::errcat::__private::core::option::Option::None,
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
                http: 200,
                category: ::errcat::Category::Unknown,
                retry: ::errcat::Retry::Never,
                retry_safety: ::errcat::RetrySafety::IfIdempotent,
                severity: ::errcat::Severity::Success,
                class: ::errcat::__private::core::option::Option::None,
                overrides: ::errcat::__private::Overrides::NONE,
            },
        ],
        policy_of: ::errcat::__private::Column {
            width: 1,
            bytes: b"\0\x01\x02\x03\0\0\0",
        },
        ..::errcat::__private::Table::EMPTY
    };
    #[allow(deprecated)]
    static VARIANTS: [BillingError; 7] = [
        BillingError::Held,
        BillingError::Declined,
        BillingError::QuotaExceeded,
        BillingError::Paid,
        BillingError::Off,
        BillingError::Late,
        BillingError::Refused,
    ];
    #[inline]
    const fn at(index: ::errcat::__private::core::primitive::usize) -> BillingError {
        VARIANTS[index]
    }
    ::errcat::__private::implement! {
        integer BillingError u32 TABLE at[billing_error::Held billing_error::Declined
        billing_error::QuotaExceeded billing_error::Off billing_error::Late
        billing_error::Refused]
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
        BillingError Held TABLE 0 billing_error::Held { r#final by }
    }
    ::errcat::__private::implement_params! {
        BillingError Declined TABLE 1 billing_error::Declined { r#type r#final }
    }
    ::errcat::__private::implement_params! {
        BillingError QuotaExceeded TABLE 2 billing_error::QuotaExceeded { used limit days
        token }
    }
    ::errcat::__private::implement_params! {
        BillingError Off TABLE 3 billing_error::Off { small medium large unsigned huge
        share }
    }
    ::errcat::__private::implement_params! {
        BillingError Late TABLE 4 billing_error::Late { days fee reason shop }
    }
    ::errcat::__private::implement_params! {
        BillingError Refused TABLE 5 billing_error::Refused { card count }
    }
};
