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
    /**`0100C`: More result sets are there

HTTP 500 · unknown · do not repeat*/
    #[doc(alias = "0100C")]
    DynamicResultSetsReturned,
    /**`23505`: A "key" is there twice

HTTP 409 · already-exists · do not repeat*/
    #[doc(alias = "23505")]
    UniqueViolation,
    /**`40001`: Serialization failure

HTTP 409 · aborted · restart before each repeat, with a growing wait, if the request is idempotent*/
    #[doc(alias = "40001")]
    SerializationFailure,
}
const _: () = {
    static TABLE: ::errcat::__private::Table = ::errcat::__private::Table {
        name: "sql_state",
        enum_name: "SqlState",
        locales: &["en"],
        shown: 0,
        len: 3,
        codes: ::errcat::__private::Codes::Strings,
        by_code: b"\0\0\0\0\x01\0\0\0\x02\0\0\0".as_chunks::<4>().0,
        by_name: b"\0\0\0\0\x02\0\0\0\x01\0\0\0".as_chunks::<4>().0,
        texts: ::errcat::__private::Texts {
            each: 3,
            has_help: false,
            all: "DynamicResultSetsReturnedMore result sets are there0100CUniqueViolationA \"key\" is there twice23505SerializationFailureSerialization failure40001",
            ends: b"\x19\0\0\x003\0\0\08\0\0\0G\0\0\0]\0\0\0b\0\0\0v\0\0\0\x8B\0\0\0\x90\0\0\0"
                .as_chunks::<4>()
                .0,
        },
        policies: &[
            ::errcat::__private::Policy {
                http: 500,
                category: ::errcat::Category::Unknown,
                retry: ::errcat::Retry::Never,
                replay: ::errcat::Replay::IfIdempotent,
            },
            ::errcat::__private::Policy {
                http: 409,
                category: ::errcat::Category::AlreadyExists,
                retry: ::errcat::Retry::Never,
                replay: ::errcat::Replay::Safe,
            },
            ::errcat::__private::Policy {
                http: 409,
                category: ::errcat::Category::Aborted,
                retry: ::errcat::Retry::Remedy {
                    remedy: ::errcat::Remedy::Restart,
                    repeat: ::errcat::Repeat::BackOff,
                },
                replay: ::errcat::Replay::IfIdempotent,
            },
        ],
        policy_of: b"\0\0\0\0\x01\0\0\0\x02\0\0\0".as_chunks::<4>().0,
        success: &[::errcat::Code::Text("00000")],
        unknown: ::errcat::__private::core::option::Option::None,
        envelope: ::errcat::__private::Envelope {
            code: &[],
            message: &[],
            extra: &[],
            trace: &[],
            retry_after: ::errcat::__private::core::option::Option::None,
            items: ::errcat::__private::core::option::Option::None,
            body: ::errcat::__private::Node {
                slots: &[],
                steps: &[],
            },
        },
    };
    static VARIANTS: [SqlState; 3] = [
        SqlState::DynamicResultSetsReturned,
        SqlState::UniqueViolation,
        SqlState::SerializationFailure,
    ];
    const fn at(index: usize) -> ::errcat::__private::core::option::Option<SqlState> {
        if index < 3 {
            ::errcat::__private::core::option::Option::Some(VARIANTS[index])
        } else {
            ::errcat::__private::core::option::Option::None
        }
    }
    ::errcat::__private::implement! {
        string SqlState u16 TABLE at
    }
};
