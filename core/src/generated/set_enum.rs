//! The impls of the enum of a set: the entries of a table that an operation returns.

/// Implements everything that the enum of a set has.
///
/// `$enum` is the enum of the table, `$entries` its variants in the set, and `$variants` those of the set, in the same order.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_set {
    (integer $set:ident $enum:ident $code:ident $entries:ident $variants:ident [$($params:path)*]) => {
        $crate::__implement_set! { @shared $set $enum $entries $variants [$($params)*] }
        $crate::__implement_serde! { integer $set $code }

        impl $set {
            /// Returns the code on the wire: the one that is sent.
            #[must_use]
            #[inline]
            pub const fn code(self) -> $code {
                self.__entry().code()
            }

            /// Returns the variant with a code, whether the code is its own or one that is only received for it.
            #[must_use]
            #[inline]
            pub const fn from_code(code: $code) -> $crate::__private::core::option::Option<$set> {
                match $enum::from_code(code) {
                    $crate::__private::core::option::Option::Some(entry) => $set::__of_entry(entry),
                    $crate::__private::core::option::Option::None => {
                        $crate::__private::core::option::Option::None
                    }
                }
            }
        }

        #[automatically_derived]
        impl $crate::__private::core::convert::From<$set> for $code {
            #[inline]
            fn from(code: $set) -> $code {
                code.code()
            }
        }
    };
    (string $set:ident $enum:ident $code:ident $entries:ident $variants:ident [$($params:path)*]) => {
        $crate::__implement_set! { @shared $set $enum $entries $variants [$($params)*] }
        $crate::__implement_serde! { string $set $code }

        impl $set {
            /// Returns the code on the wire: the one that is sent.
            #[must_use]
            #[inline]
            pub const fn code(self) -> &'static $crate::__private::core::primitive::str {
                self.__entry().code()
            }

            /// Returns the variant with a code, whether the code is its own or one that is only received for it.
            #[must_use]
            #[inline]
            pub const fn from_code(
                code: &$crate::__private::core::primitive::str,
            ) -> $crate::__private::core::option::Option<$set> {
                match $enum::from_code(code) {
                    $crate::__private::core::option::Option::Some(entry) => $set::__of_entry(entry),
                    $crate::__private::core::option::Option::None => {
                        $crate::__private::core::option::Option::None
                    }
                }
            }
        }

        #[automatically_derived]
        impl $crate::__private::core::convert::From<$set>
            for &'static $crate::__private::core::primitive::str
        {
            #[inline]
            fn from(code: $set) -> &'static $crate::__private::core::primitive::str {
                code.code()
            }
        }
    };
    (@shared $set:ident $enum:ident $entries:ident $variants:ident [$($params:path)*]) => {
        impl $set {
            /// Every variant, in the order of the catalog.
            pub const ALL: $crate::AllCodes<$set> = <$set as $crate::ErrorCode>::ALL;

            #[inline]
            const fn __entry(self) -> $enum {
                $entries[self as $crate::__private::core::primitive::usize]
            }

            #[inline]
            const fn __of_entry(entry: $enum) -> $crate::__private::core::option::Option<$set> {
                let mut position = 0;
                while position < $entries.len() {
                    if $entries[position] as $crate::__private::core::primitive::i128
                        == entry as $crate::__private::core::primitive::i128
                    {
                        return $crate::__private::core::option::Option::Some($variants[position]);
                    }
                    position += 1;
                }
                $crate::__private::core::option::Option::None
            }

            /// Returns the variant's name.
            #[must_use]
            #[inline]
            pub const fn name(self) -> &'static $crate::__private::core::primitive::str {
                self.__entry().name()
            }

            /// Returns the variant with a name, an alias or a former name.
            #[must_use]
            #[inline]
            pub const fn from_name(
                name: &$crate::__private::core::primitive::str,
            ) -> $crate::__private::core::option::Option<$set> {
                match $enum::from_name(name) {
                    $crate::__private::core::option::Option::Some(entry) => $set::__of_entry(entry),
                    $crate::__private::core::option::Option::None => {
                        $crate::__private::core::option::Option::None
                    }
                }
            }

            /// Returns a short summary of the kind of error, in the locale that `Display` shows.
            #[must_use]
            #[inline]
            pub const fn title(self) -> &'static $crate::__private::core::primitive::str {
                self.__entry().title()
            }

            /// Returns the title in the locale that `message_in` chooses.
            #[must_use]
            #[inline]
            pub const fn title_in(
                self,
                locale: &$crate::__private::core::primitive::str,
            ) -> &'static $crate::__private::core::primitive::str {
                self.__entry().title_in(locale)
            }

            /// Returns what happened, in the locale that `Display` shows. If the message has placeholders, this is the
            /// title.
            #[must_use]
            #[inline]
            pub const fn message(self) -> &'static $crate::__private::core::primitive::str {
                self.__entry().message()
            }

            /// Returns what happened, in the catalog's locale that fits a BCP 47 language tag best (RFC 4647, lookup); if
            /// none fits, in the one that `Display` shows.
            #[must_use]
            #[inline]
            pub const fn message_in(
                self,
                locale: &$crate::__private::core::primitive::str,
            ) -> &'static $crate::__private::core::primitive::str {
                self.__entry().message_in(locale)
            }

            /// Returns what the reader should do next, in the locale that `Display` shows.
            #[must_use]
            #[inline]
            pub const fn help(
                self,
            ) -> $crate::__private::core::option::Option<&'static $crate::__private::core::primitive::str>
            {
                self.__entry().help()
            }

            /// Returns what the reader should do next, in the locale that `message_in` chooses.
            #[must_use]
            #[inline]
            pub const fn help_in(
                self,
                locale: &$crate::__private::core::primitive::str,
            ) -> $crate::__private::core::option::Option<&'static $crate::__private::core::primitive::str>
            {
                self.__entry().help_in(locale)
            }

            /// Returns the URL of the entry's documentation.
            #[must_use]
            #[inline]
            pub const fn url(
                self,
            ) -> $crate::__private::core::option::Option<&'static $crate::__private::core::primitive::str>
            {
                self.__entry().url()
            }

            /// Returns the HTTP status that is sent with this code.
            #[must_use]
            #[inline]
            pub const fn http_status(self) -> $crate::__private::core::primitive::u16 {
                self.__entry().http_status()
            }

            /// Returns the category.
            #[must_use]
            #[inline]
            pub const fn category(self) -> $crate::Category {
                self.__entry().category()
            }

            /// Returns what to do about it.
            #[must_use]
            #[inline]
            pub const fn retry(self) -> $crate::Retry {
                self.__entry().retry()
            }

            /// Returns whether the request may be retried although it may already have been carried out.
            #[must_use]
            #[inline]
            pub const fn retry_safety(self) -> $crate::RetrySafety {
                self.__entry().retry_safety()
            }

            /// Returns the severity.
            #[must_use]
            #[inline]
            pub const fn severity(self) -> $crate::Severity {
                self.__entry().severity()
            }

            /// Returns the name of its class.
            #[must_use]
            #[inline]
            pub const fn class(
                self,
            ) -> $crate::__private::core::option::Option<&'static $crate::__private::core::primitive::str>
            {
                self.__entry().class()
            }

            /// Returns whether callers may see the entry.
            #[must_use]
            #[inline]
            pub const fn exposure(self) -> $crate::Exposure {
                self.__entry().exposure()
            }

            /// Returns who must act so that a request may succeed.
            #[must_use]
            #[inline]
            pub const fn recovery(self) -> $crate::Recovery {
                self.__entry().recovery()
            }

            /// Returns the exit code of a program that ends with this error.
            #[must_use]
            #[inline]
            pub const fn exit_code(self) -> $crate::__private::core::primitive::u8 {
                self.__entry().exit_code()
            }

            /// Returns whether the same request may succeed after nothing but a wait: transient and throttled.
            #[must_use]
            #[inline]
            pub const fn is_retryable(self) -> $crate::__private::core::primitive::bool {
                self.__entry().is_retryable()
            }

            /// Returns whether the request may be retried even if it is not idempotent.
            #[must_use]
            #[inline]
            pub const fn is_retry_safe(self) -> $crate::__private::core::primitive::bool {
                self.__entry().is_retry_safe()
            }
        }

        #[automatically_derived]
        impl $crate::__private::Entries for $set {
            const TABLE: &'static $crate::__private::Table = <$enum as $crate::__private::Entries>::TABLE;
            const LEN: $crate::__private::core::primitive::usize = $entries.len();
            type Table = $enum;

            #[inline]
            fn of_table(self) -> $enum {
                self.__entry()
            }

            #[inline]
            fn index(self) -> $crate::__private::core::primitive::usize {
                $crate::__private::Entries::index(self.__entry())
            }

            fn at(
                index: $crate::__private::core::primitive::usize,
            ) -> $crate::__private::core::option::Option<$set> {
                match <$enum as $crate::__private::Entries>::at(index) {
                    $crate::__private::core::option::Option::Some(entry) => $set::__of_entry(entry),
                    $crate::__private::core::option::Option::None => {
                        $crate::__private::core::option::Option::None
                    }
                }
            }

            fn in_order(
                position: $crate::__private::core::primitive::usize,
            ) -> $crate::__private::core::option::Option<$set> {
                $variants.get(position).copied()
            }

            fn of_code(code: &$crate::WireCode<'_>) -> $crate::__private::core::option::Option<$set> {
                match <$enum as $crate::__private::Entries>::of_code(code) {
                    $crate::__private::core::option::Option::Some(entry) => $set::__of_entry(entry),
                    $crate::__private::core::option::Option::None => {
                        $crate::__private::core::option::Option::None
                    }
                }
            }

            fn index_of_code(
                code: &$crate::WireCode<'_>,
            ) -> $crate::__private::core::option::Option<$crate::__private::core::primitive::usize> {
                match <$enum as $crate::__private::Entries>::of_code(code) {
                    $crate::__private::core::option::Option::Some(entry) => {
                        $crate::__private::core::option::Option::Some($crate::__private::Entries::index(
                            entry,
                        ))
                    }
                    $crate::__private::core::option::Option::None => {
                        $crate::__private::core::option::Option::None
                    }
                }
            }
        }

        #[automatically_derived]
        impl $crate::ErrorCode for $set {}

        #[automatically_derived]
        impl $crate::CodeSet for $set {}

        #[automatically_derived]
        impl $crate::Coded for $set {
            #[inline]
            fn any_code(&self) -> $crate::AnyCode {
                $crate::__private::erase(*self)
            }

            #[inline]
            fn __code_of(
                error: &(dyn $crate::__private::core::error::Error + 'static),
            ) -> $crate::__private::core::option::Option<$crate::AnyCode> {
                $crate::__private::code_among::<$set>(
                    error,
                    &[<$enum as $crate::Coded>::__code_of $(, $crate::__private::any_code_of::<$params>)*],
                )
            }
        }

        #[automatically_derived]
        impl $crate::HasCode for $set {
            type Code = $set;

            #[inline]
            fn error_code(&self) -> $set {
                *self
            }

            #[inline]
            fn __is_source(&self) -> $crate::__private::core::primitive::bool {
                false
            }
        }

        #[automatically_derived]
        impl $crate::__private::core::convert::From<$set> for $enum {
            #[inline]
            fn from(code: $set) -> $enum {
                code.__entry()
            }
        }

        /// Converts an entry that is in the set.
        #[automatically_derived]
        impl $crate::__private::core::convert::TryFrom<$enum> for $set {
            type Error = $crate::InvalidCode;

            #[inline]
            fn try_from(code: $enum) -> $crate::__private::core::result::Result<$set, $crate::InvalidCode> {
                $set::__of_entry(code).ok_or_else(|| {
                    $crate::__private::not_in_set(code, $crate::__private::core::stringify!($set))
                })
            }
        }

        /// Writes the message, in the catalog's first locale or the one that was chosen for the enum.
        #[automatically_derived]
        impl $crate::__private::core::fmt::Display for $set {
            #[inline]
            fn fmt(
                &self,
                f: &mut $crate::__private::core::fmt::Formatter<'_>,
            ) -> $crate::__private::core::fmt::Result {
                f.pad(self.message())
            }
        }

        /// Writes the variant's name.
        #[automatically_derived]
        impl $crate::__private::core::fmt::Debug for $set {
            #[inline]
            fn fmt(
                &self,
                f: &mut $crate::__private::core::fmt::Formatter<'_>,
            ) -> $crate::__private::core::fmt::Result {
                f.pad(self.name())
            }
        }

        #[automatically_derived]
        impl $crate::__private::core::error::Error for $set {}

        /// Parses the code's text.
        #[automatically_derived]
        impl $crate::__private::core::str::FromStr for $set {
            type Err = $crate::InvalidCode;

            #[inline]
            fn from_str(
                code: &$crate::__private::core::primitive::str,
            ) -> $crate::__private::core::result::Result<$set, $crate::InvalidCode> {
                $crate::__private::Entries::try_text(code)
            }
        }

        $crate::__implement_axum! { $set }
        $crate::__implement_tonic! { $set }
    };
}

/// Implements the conversions from the struct of params of an entry of the table to that of a set that has the entry, and
/// back.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_set_params {
    (
        $set:ident $variant:ident
        $table_module:ident::$table_params:ident $module:ident::$params:ident { $($field:ident)* }
    ) => {
        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::__private::core::convert::From<$table_module::$table_params> for $module::$params {
            #[inline]
            fn from(params: $table_module::$table_params) -> $module::$params {
                $module::$params { $($field: params.$field),* }
            }
        }

        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::__private::core::convert::From<$module::$params> for $table_module::$table_params {
            #[inline]
            fn from(params: $module::$params) -> $table_module::$table_params {
                $table_module::$table_params { $($field: params.$field),* }
            }
        }

        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::__private::core::convert::From<$table_module::$table_params> for $crate::Failure<$set> {
            #[inline]
            fn from(params: $table_module::$table_params) -> $crate::Failure<$set> {
                $crate::__private::failure_of_set($set::$variant, &params)
            }
        }
    };
}
