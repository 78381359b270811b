//! What `attributes.toml` expands to.

///3 entries, from table `order` of attributes.
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
pub enum OrderError {
    /**`3`: Invalid

HTTP 500 · unknown · do not retry*/
    #[doc(alias = r"3")]
    Invalid = 3,
    /**`17`: Out of stock

HTTP 500 · unknown · do not retry*/
    #[doc(alias = r"17")]
    OutOfStock = 17,
    /**`4000`: Reserved

HTTP 500 · unknown · do not retry*/
    #[doc(alias = r"4000")]
    Reserved = 4000,
}
///The set `reserve` of [`OrderError`]: the errors that an operation returns.
#[allow(dead_code, non_camel_case_types, clippy::all, clippy::pedantic)]
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
pub enum ReserveError {
    /**`3`: Invalid

HTTP 500 · unknown · do not retry*/
    Invalid,
    /**`4000`: Reserved

HTTP 500 · unknown · do not retry*/
    Reserved,
}
const _: () = {
    #[allow(clippy::needless_update)]
    static TABLE: ::errcat::__private::Table = ::errcat::__private::Table {
        name: "order",
        domain: "order",
        enum_name: "OrderError",
        locales: &["en"],
        len: 3,
        own: 3,
        order: ::errcat::__private::Column {
            width: 1,
            bytes: b"\x01\0\x02",
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
                multiplier: 17909611376780542445,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\x01\0",
                },
            },
            len: 3,
            text_in: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\x02\0",
            },
            further_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"",
            },
            position: 0,
            first_further: 6,
        },
        texts: ::errcat::__private::Texts {
            each: 2,
            has_titles: false,
            has_help: false,
            has_urls: false,
            all: r"OutOfStockOut of stockInvalidInvalidReservedReserved",
            ends: ::errcat::__private::Column {
                width: 1,
                bytes: b"\n\x16\x1D$,4",
            },
        },
        policies: &[
            ::errcat::__private::EntryPolicy {
                http: 500,
                category: ::errcat::Category::Unknown,
                retry: ::errcat::Retry::Never,
                retry_safety: ::errcat::RetrySafety::IfIdempotent,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::Some("stock"),
                overrides: ::errcat::__private::Overrides::NONE,
            },
            ::errcat::__private::EntryPolicy {
                http: 500,
                category: ::errcat::Category::Unknown,
                retry: ::errcat::Retry::Never,
                retry_safety: ::errcat::RetrySafety::IfIdempotent,
                severity: ::errcat::Severity::Error,
                class: ::errcat::__private::core::option::Option::Some("request"),
                overrides: ::errcat::__private::Overrides::NONE,
            },
        ],
        policy_of: ::errcat::__private::Column {
            width: 1,
            bytes: b"\0\x01\0",
        },
        ..::errcat::__private::Table::EMPTY
    };
    static VARIANTS: [OrderError; 3] = [
        OrderError::OutOfStock,
        OrderError::Invalid,
        OrderError::Reserved,
    ];
    #[inline]
    const fn at(index: ::errcat::__private::core::primitive::usize) -> OrderError {
        VARIANTS[index]
    }
    ::errcat::__private::implement! {
        integer OrderError u16 TABLE at[]
    }
    #[allow(dead_code, missing_docs, clippy::all, clippy::pedantic)]
    impl OrderError {
        ///Returns the team that owns the error.
        #[must_use]
        #[inline]
        pub const fn owner(self) -> &'static ::errcat::__private::core::primitive::str {
            static VALUES: [&'static ::errcat::__private::core::primitive::str; 3] = [
                r"warehouse",
                r"edge",
                r#"a "quoted" {name}"#,
            ];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\x01\x02",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `sqlstate`.
        #[must_use]
        #[inline]
        pub const fn sqlstate(
            self,
        ) -> ::errcat::__private::core::option::Option<
            &'static ::errcat::__private::core::primitive::str,
        > {
            static VALUES: [&'static ::errcat::__private::core::primitive::str; 2] = [
                r"23514",
                r"23000",
            ];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\0\x02",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `billable`.
        #[must_use]
        #[inline]
        pub const fn billable(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::bool,
        > {
            static VALUES: [::errcat::__private::core::primitive::bool; 2] = [
                true, false,
            ];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\0\x02",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `loud`.
        #[must_use]
        #[inline]
        pub const fn loud(self) -> ::errcat::__private::core::primitive::bool {
            static VALUES: [::errcat::__private::core::primitive::bool; 2] = [
                true, false,
            ];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\x01\x01",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `level`.
        #[must_use]
        #[inline]
        pub const fn level(self) -> ::errcat::__private::core::primitive::u8 {
            static VALUES: [::errcat::__private::core::primitive::u8; 3] = [255, 1, 3];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\x01\x02",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `port`.
        #[must_use]
        #[inline]
        pub const fn port(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::u16,
        > {
            static VALUES: [::errcat::__private::core::primitive::u16; 1] = [65535];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `quota`.
        #[must_use]
        #[inline]
        pub const fn quota(self) -> ::errcat::__private::core::primitive::u32 {
            static VALUES: [::errcat::__private::core::primitive::u32; 2] = [
                4294967295, 0,
            ];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\x01\x01",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `bits`.
        #[must_use]
        #[inline]
        pub const fn bits(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::u64,
        > {
            static VALUES: [::errcat::__private::core::primitive::u64; 1] = [
                18446744073709551615,
            ];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `offset`.
        #[must_use]
        #[inline]
        pub const fn offset(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::i16,
        > {
            static VALUES: [::errcat::__private::core::primitive::i16; 1] = [-32768];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `delta`.
        #[must_use]
        #[inline]
        pub const fn delta(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::i32,
        > {
            static VALUES: [::errcat::__private::core::primitive::i32; 1] = [-1];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `floor`.
        #[must_use]
        #[inline]
        pub const fn floor(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::i64,
        > {
            static VALUES: [::errcat::__private::core::primitive::i64; 1] = [
                -9223372036854775808,
            ];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `share`.
        #[must_use]
        #[inline]
        pub const fn share(self) -> ::errcat::__private::core::primitive::f64 {
            static VALUES: [::errcat::__private::core::primitive::f64; 3] = [
                1e300,
                1.0,
                -0.0,
            ];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\x01\x02",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `unused`.
        #[must_use]
        #[inline]
        pub const fn unused(
            self,
        ) -> ::errcat::__private::core::option::Option<
            &'static ::errcat::__private::core::primitive::str,
        > {
            static VALUES: [&'static ::errcat::__private::core::primitive::str; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
    }
};
#[allow(dead_code, missing_docs, clippy::all, clippy::pedantic)]
impl ReserveError {
    ///Returns the team that owns the error.
    #[must_use]
    #[inline]
    pub const fn owner(self) -> &'static ::errcat::__private::core::primitive::str {
        self.__entry().owner()
    }
    ///Returns the value of the attribute `sqlstate`.
    #[must_use]
    #[inline]
    pub const fn sqlstate(
        self,
    ) -> ::errcat::__private::core::option::Option<
        &'static ::errcat::__private::core::primitive::str,
    > {
        self.__entry().sqlstate()
    }
    ///Returns the value of the attribute `billable`.
    #[must_use]
    #[inline]
    pub const fn billable(
        self,
    ) -> ::errcat::__private::core::option::Option<
        ::errcat::__private::core::primitive::bool,
    > {
        self.__entry().billable()
    }
    ///Returns the value of the attribute `loud`.
    #[must_use]
    #[inline]
    pub const fn loud(self) -> ::errcat::__private::core::primitive::bool {
        self.__entry().loud()
    }
    ///Returns the value of the attribute `level`.
    #[must_use]
    #[inline]
    pub const fn level(self) -> ::errcat::__private::core::primitive::u8 {
        self.__entry().level()
    }
    ///Returns the value of the attribute `port`.
    #[must_use]
    #[inline]
    pub const fn port(
        self,
    ) -> ::errcat::__private::core::option::Option<
        ::errcat::__private::core::primitive::u16,
    > {
        self.__entry().port()
    }
    ///Returns the value of the attribute `quota`.
    #[must_use]
    #[inline]
    pub const fn quota(self) -> ::errcat::__private::core::primitive::u32 {
        self.__entry().quota()
    }
    ///Returns the value of the attribute `bits`.
    #[must_use]
    #[inline]
    pub const fn bits(
        self,
    ) -> ::errcat::__private::core::option::Option<
        ::errcat::__private::core::primitive::u64,
    > {
        self.__entry().bits()
    }
    ///Returns the value of the attribute `offset`.
    #[must_use]
    #[inline]
    pub const fn offset(
        self,
    ) -> ::errcat::__private::core::option::Option<
        ::errcat::__private::core::primitive::i16,
    > {
        self.__entry().offset()
    }
    ///Returns the value of the attribute `delta`.
    #[must_use]
    #[inline]
    pub const fn delta(
        self,
    ) -> ::errcat::__private::core::option::Option<
        ::errcat::__private::core::primitive::i32,
    > {
        self.__entry().delta()
    }
    ///Returns the value of the attribute `floor`.
    #[must_use]
    #[inline]
    pub const fn floor(
        self,
    ) -> ::errcat::__private::core::option::Option<
        ::errcat::__private::core::primitive::i64,
    > {
        self.__entry().floor()
    }
    ///Returns the value of the attribute `share`.
    #[must_use]
    #[inline]
    pub const fn share(self) -> ::errcat::__private::core::primitive::f64 {
        self.__entry().share()
    }
    ///Returns the value of the attribute `unused`.
    #[must_use]
    #[inline]
    pub const fn unused(
        self,
    ) -> ::errcat::__private::core::option::Option<
        &'static ::errcat::__private::core::primitive::str,
    > {
        self.__entry().unused()
    }
}
const _: () = {
    static ENTRIES: [OrderError; 2] = [OrderError::Invalid, OrderError::Reserved];
    static VARIANTS: [ReserveError; 2] = [ReserveError::Invalid, ReserveError::Reserved];
    ::errcat::__private::implement_set! {
        integer ReserveError OrderError u16 ENTRIES VARIANTS[]
    }
};
///3 entries, from table `token` of attributes.
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
pub enum TokenError {
    /**`190`: Invalid

HTTP 500 · unknown · do not retry*/
    #[doc(alias = r"190")]
    Invalid,
    /**`190`/`463`: Expired

HTTP 500 · unknown · do not retry

Refines [`Invalid`](Self::Invalid)*/
    #[doc(alias = r"190")]
    Expired,
    /**`190`/`464`: Revoked

HTTP 500 · unknown · do not retry

Refines [`Invalid`](Self::Invalid)*/
    #[doc(alias = r"190")]
    Revoked,
}
const _: () = {
    #[allow(clippy::needless_update)]
    static TABLE: ::errcat::__private::Table = ::errcat::__private::Table {
        refinements: &[
            ::errcat::__private::Refinement {
                of: 0,
                subcode: ::errcat::WireCode::Number(463),
            },
            ::errcat::__private::Refinement {
                of: 0,
                subcode: ::errcat::WireCode::Number(464),
            },
        ],
        name: "token",
        domain: "token",
        enum_name: "TokenError",
        locales: &["en"],
        len: 3,
        own: 1,
        order: ::errcat::__private::Column {
            width: 1,
            bytes: b"\0\x01\x02",
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
            numbers: b"\xBE\0\0\0\0\0\0\0\xBE\0\0\0\0\0\0\0\xBE\0\0\0\0\0\0\0"
                .as_chunks::<8>()
                .0,
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
                    bytes: b"\0\x02",
                },
            },
            len: 3,
            text_in: ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\x02\x01",
            },
            further_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"",
            },
            position: 0,
            first_further: 6,
        },
        texts: ::errcat::__private::Texts {
            each: 2,
            has_titles: false,
            has_help: false,
            has_urls: false,
            all: r"InvalidInvalidExpiredExpiredRevokedRevoked",
            ends: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x07\x0E\x15\x1C#*",
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
            bytes: b"\0\0\0",
        },
        ..::errcat::__private::Table::EMPTY
    };
    static VARIANTS: [TokenError; 3] = [
        TokenError::Invalid,
        TokenError::Expired,
        TokenError::Revoked,
    ];
    #[inline]
    const fn at(index: ::errcat::__private::core::primitive::usize) -> TokenError {
        VARIANTS[index]
    }
    ::errcat::__private::implement! {
        indexed TokenError i32 TABLE at[]
    }
    #[allow(dead_code, missing_docs, clippy::all, clippy::pedantic)]
    impl TokenError {
        ///Returns the team that owns the error.
        #[must_use]
        #[inline]
        pub const fn owner(self) -> &'static ::errcat::__private::core::primitive::str {
            static VALUES: [&'static ::errcat::__private::core::primitive::str; 1] = [
                r"identity",
            ];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0\0",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `sqlstate`.
        #[must_use]
        #[inline]
        pub const fn sqlstate(
            self,
        ) -> ::errcat::__private::core::option::Option<
            &'static ::errcat::__private::core::primitive::str,
        > {
            static VALUES: [&'static ::errcat::__private::core::primitive::str; 2] = [
                r"28000",
                r"28P01",
            ];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\x01\x02",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `billable`.
        #[must_use]
        #[inline]
        pub const fn billable(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::bool,
        > {
            static VALUES: [::errcat::__private::core::primitive::bool; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `loud`.
        #[must_use]
        #[inline]
        pub const fn loud(self) -> ::errcat::__private::core::primitive::bool {
            static VALUES: [::errcat::__private::core::primitive::bool; 1] = [false];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0\0",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `level`.
        #[must_use]
        #[inline]
        pub const fn level(self) -> ::errcat::__private::core::primitive::u8 {
            static VALUES: [::errcat::__private::core::primitive::u8; 1] = [3];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0\0",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `port`.
        #[must_use]
        #[inline]
        pub const fn port(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::u16,
        > {
            static VALUES: [::errcat::__private::core::primitive::u16; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `quota`.
        #[must_use]
        #[inline]
        pub const fn quota(self) -> ::errcat::__private::core::primitive::u32 {
            static VALUES: [::errcat::__private::core::primitive::u32; 1] = [0];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0\0",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `bits`.
        #[must_use]
        #[inline]
        pub const fn bits(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::u64,
        > {
            static VALUES: [::errcat::__private::core::primitive::u64; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `offset`.
        #[must_use]
        #[inline]
        pub const fn offset(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::i16,
        > {
            static VALUES: [::errcat::__private::core::primitive::i16; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `delta`.
        #[must_use]
        #[inline]
        pub const fn delta(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::i32,
        > {
            static VALUES: [::errcat::__private::core::primitive::i32; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `floor`.
        #[must_use]
        #[inline]
        pub const fn floor(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::i64,
        > {
            static VALUES: [::errcat::__private::core::primitive::i64; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `share`.
        #[must_use]
        #[inline]
        pub const fn share(self) -> ::errcat::__private::core::primitive::f64 {
            static VALUES: [::errcat::__private::core::primitive::f64; 1] = [1.0];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0\0",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `unused`.
        #[must_use]
        #[inline]
        pub const fn unused(
            self,
        ) -> ::errcat::__private::core::option::Option<
            &'static ::errcat::__private::core::primitive::str,
        > {
            static VALUES: [&'static ::errcat::__private::core::primitive::str; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
    }
};
///2 entries, from table `state` of attributes.
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
pub enum StateError {
    /**`23505`: Unique violation

HTTP 500 · unknown · do not retry*/
    #[doc(alias = r"23505")]
    UniqueViolation,
    /**`XX000`: Unknown

HTTP 500 · unknown · do not retry*/
    #[doc(alias = r"XX000")]
    Unknown,
}
const _: () = {
    #[allow(clippy::needless_update)]
    static TABLE: ::errcat::__private::Table = ::errcat::__private::Table {
        name: "state",
        domain: "state",
        enum_name: "StateError",
        locales: &["en"],
        len: 2,
        own: 2,
        codes: ::errcat::__private::Codes::Strings(::errcat::__private::TextIndex {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 16294208416658607535,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\x01\0",
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
            position: 2,
            first_further: 6,
        }),
        names: ::errcat::__private::TextIndex {
            hash: ::errcat::__private::PerfectHash {
                multiplier: 16294208416658607535,
                shift: 63,
                displacements: ::errcat::__private::Column {
                    width: 1,
                    bytes: b"\x01\x01",
                },
            },
            len: 2,
            text_in: ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\x01",
            },
            further_of: ::errcat::__private::Column {
                width: 1,
                bytes: b"",
            },
            position: 0,
            first_further: 6,
        },
        texts: ::errcat::__private::Texts {
            each: 3,
            has_titles: false,
            has_help: false,
            has_urls: false,
            all: r"UniqueViolationUnique violation23505UnknownUnknownXX000",
            ends: ::errcat::__private::Column {
                width: 1,
                bytes: b"\x0F\x1F$+27",
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
    static VARIANTS: [StateError; 2] = [
        StateError::UniqueViolation,
        StateError::Unknown,
    ];
    #[inline]
    const fn at(index: ::errcat::__private::core::primitive::usize) -> StateError {
        VARIANTS[index]
    }
    ::errcat::__private::implement! {
        string StateError u16 TABLE at[]
    }
    #[allow(dead_code, missing_docs, clippy::all, clippy::pedantic)]
    impl StateError {
        ///Returns the team that owns the error.
        #[must_use]
        #[inline]
        pub const fn owner(self) -> &'static ::errcat::__private::core::primitive::str {
            static VALUES: [&'static ::errcat::__private::core::primitive::str; 2] = [
                r"db",
                r"",
            ];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\x01",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `sqlstate`.
        #[must_use]
        #[inline]
        pub const fn sqlstate(
            self,
        ) -> ::errcat::__private::core::option::Option<
            &'static ::errcat::__private::core::primitive::str,
        > {
            static VALUES: [&'static ::errcat::__private::core::primitive::str; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `billable`.
        #[must_use]
        #[inline]
        pub const fn billable(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::bool,
        > {
            static VALUES: [::errcat::__private::core::primitive::bool; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `loud`.
        #[must_use]
        #[inline]
        pub const fn loud(self) -> ::errcat::__private::core::primitive::bool {
            static VALUES: [::errcat::__private::core::primitive::bool; 1] = [false];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `level`.
        #[must_use]
        #[inline]
        pub const fn level(self) -> ::errcat::__private::core::primitive::u8 {
            static VALUES: [::errcat::__private::core::primitive::u8; 1] = [3];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `port`.
        #[must_use]
        #[inline]
        pub const fn port(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::u16,
        > {
            static VALUES: [::errcat::__private::core::primitive::u16; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `quota`.
        #[must_use]
        #[inline]
        pub const fn quota(self) -> ::errcat::__private::core::primitive::u32 {
            static VALUES: [::errcat::__private::core::primitive::u32; 1] = [0];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `bits`.
        #[must_use]
        #[inline]
        pub const fn bits(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::u64,
        > {
            static VALUES: [::errcat::__private::core::primitive::u64; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `offset`.
        #[must_use]
        #[inline]
        pub const fn offset(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::i16,
        > {
            static VALUES: [::errcat::__private::core::primitive::i16; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `delta`.
        #[must_use]
        #[inline]
        pub const fn delta(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::i32,
        > {
            static VALUES: [::errcat::__private::core::primitive::i32; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `floor`.
        #[must_use]
        #[inline]
        pub const fn floor(
            self,
        ) -> ::errcat::__private::core::option::Option<
            ::errcat::__private::core::primitive::i64,
        > {
            static VALUES: [::errcat::__private::core::primitive::i64; 2] = [5, -5];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\x01\x02",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
        ///Returns the value of the attribute `share`.
        #[must_use]
        #[inline]
        pub const fn share(self) -> ::errcat::__private::core::primitive::f64 {
            static VALUES: [::errcat::__private::core::primitive::f64; 1] = [1.0];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0",
            };
            VALUES[VALUE_OF.get(self.__index())]
        }
        ///Returns the value of the attribute `unused`.
        #[must_use]
        #[inline]
        pub const fn unused(
            self,
        ) -> ::errcat::__private::core::option::Option<
            &'static ::errcat::__private::core::primitive::str,
        > {
            static VALUES: [&'static ::errcat::__private::core::primitive::str; 0] = [];
            static VALUE_OF: ::errcat::__private::Column = ::errcat::__private::Column {
                width: 1,
                bytes: b"\0\0",
            };
            match VALUE_OF.get(self.__index()) {
                0 => ::errcat::__private::core::option::Option::None,
                position => {
                    ::errcat::__private::core::option::Option::Some(VALUES[position - 1])
                }
            }
        }
    }
};
