//! The impls of a generated enum, over its table.

/// Implements everything that a generated enum has.
///
/// `$at` is a `const fn` that turns an index of the table into its variant, `$params` the structs of entries' params.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement {
    // The discriminants are the codes.
    (integer $enum:ident $code:ident $table:ident $at:ident [$($params:path)*]) => {
        $crate::__implement! { @integer $enum $code $table $at [$($params)*] }

        impl $enum {
            /// Returns the code on the wire: the one that is sent.
            #[must_use]
            #[inline]
            pub const fn code(self) -> $code {
                self as $code
            }

            #[inline]
            const fn __index(self) -> usize {
                $table.slot_of_number(self as $code as i64)
            }
        }
    };
    // The codes are integers, and the discriminants count the entries.
    (indexed $enum:ident $code:ident $table:ident $at:ident [$($params:path)*]) => {
        $crate::__implement! { @integer $enum $code $table $at [$($params)*] }

        impl $enum {
            /// Returns the code on the wire: the one that is sent.
            #[must_use]
            #[inline]
            pub const fn code(self) -> $code {
                $table.number(self.__index()) as $code
            }

            #[inline]
            const fn __index(self) -> usize {
                $table.in_order(self as usize)
            }
        }
    };
    (@integer $enum:ident $code:ident $table:ident $at:ident [$($params:path)*]) => {
        $crate::__implement! { @shared $enum $table $at [$($params)*] }
        $crate::__implement_serde! { integer $enum $code }

        impl $enum {
            /// Returns the variant with a code, whether the code is its own or one that is only received for it.
            #[must_use]
            #[inline]
            pub const fn from_code(code: $code) -> $crate::__private::core::option::Option<$enum> {
                let candidate = $at($table.slot_of_number(code as i64));
                if candidate.code() == code {
                    return $crate::__private::core::option::Option::Some(candidate);
                }
                match $table.find_also(code as i128) {
                    $crate::__private::core::option::Option::Some(index) => {
                        $crate::__private::core::option::Option::Some($at(index))
                    }
                    $crate::__private::core::option::Option::None => {
                        $crate::__private::core::option::Option::None
                    }
                }
            }

            #[inline]
            const fn __of_code(code: &$crate::WireCode<'_>) -> $crate::__private::core::option::Option<$enum> {
                match *code {
                    // A number that does not fit in the type is not a code of it.
                    $crate::WireCode::Number(number) if number as $code as i128 == number => {
                        $enum::from_code(number as $code)
                    }
                    $crate::WireCode::Number(_) | $crate::WireCode::Text(_) => {
                        $crate::__private::core::option::Option::None
                    }
                }
            }
        }

        #[automatically_derived]
        impl $crate::__private::core::convert::From<$enum> for $code {
            #[inline]
            fn from(code: $enum) -> $code {
                code.code()
            }
        }

        #[automatically_derived]
        impl $crate::__private::core::convert::TryFrom<$code> for $enum {
            type Error = $crate::InvalidCode;

            #[inline]
            fn try_from(code: $code) -> $crate::__private::core::result::Result<$enum, $crate::InvalidCode> {
                $crate::__private::Entries::try_code($crate::WireCode::Number(code as i128))
            }
        }
    };
    (string $enum:ident $repr:ident $table:ident $at:ident [$($params:path)*]) => {
        $crate::__implement! { @shared $enum $table $at [$($params)*] }
        $crate::__implement_serde! { string $enum $repr }

        impl $enum {
            /// Returns the code on the wire: the one that is sent.
            #[must_use]
            #[inline]
            pub const fn code(self) -> &'static str {
                $table.text_code(self.__index())
            }

            /// Returns the variant with a code, whether the code is its own or one that is only received for it.
            #[must_use]
            #[inline]
            pub const fn from_code(code: &str) -> $crate::__private::core::option::Option<$enum> {
                match $table.find_text(code) {
                    $crate::__private::core::option::Option::Some(index) => {
                        $crate::__private::core::option::Option::Some($at(index))
                    }
                    $crate::__private::core::option::Option::None => {
                        $crate::__private::core::option::Option::None
                    }
                }
            }

            #[inline]
            fn __of_code(code: &$crate::WireCode<'_>) -> $crate::__private::core::option::Option<$enum> {
                match code {
                    $crate::WireCode::Text(text) => $enum::from_code(text),
                    $crate::WireCode::Number(_) => $crate::__private::core::option::Option::None,
                }
            }

            #[inline]
            const fn __index(self) -> usize {
                $table.in_order(self as usize)
            }
        }

        #[automatically_derived]
        impl $crate::__private::core::convert::From<$enum> for &'static str {
            #[inline]
            fn from(code: $enum) -> &'static str {
                code.code()
            }
        }

        #[automatically_derived]
        impl $crate::__private::core::convert::TryFrom<&str> for $enum {
            type Error = $crate::InvalidCode;

            #[inline]
            fn try_from(code: &str) -> $crate::__private::core::result::Result<$enum, $crate::InvalidCode> {
                $crate::__private::Entries::try_code(<$crate::WireCode as $crate::__private::core::convert::From<&str>>::from(code))
            }
        }
    };
    (@shared $enum:ident $table:ident $at:ident [$($params:path)*]) => {
        impl $enum {
            /// Every variant, in the order of the catalog.
            pub const ALL: $crate::AllCodes<$enum> = <$enum as $crate::ErrorCode>::ALL;

            /// Returns the variant's name.
            #[must_use]
            #[inline]
            pub const fn name(self) -> &'static str {
                $table.name(self.__index())
            }

            /// Returns the variant with a name, an alias or a former name.
            #[must_use]
            #[inline]
            pub const fn from_name(name: &str) -> $crate::__private::core::option::Option<$enum> {
                match $table.find_name(name) {
                    $crate::__private::core::option::Option::Some(index) => {
                        $crate::__private::core::option::Option::Some($at(index))
                    }
                    $crate::__private::core::option::Option::None => {
                        $crate::__private::core::option::Option::None
                    }
                }
            }

            /// Returns a short summary of the kind of error, in the locale that `Display` shows: the catalog's title, or
            /// without one, the message.
            #[must_use]
            #[inline]
            pub const fn title(self) -> &'static str {
                $table.title(self.__index())
            }

            /// Returns the title in the locale that `message_in` chooses.
            #[must_use]
            #[inline]
            pub const fn title_in(self, locale: &str) -> &'static str {
                $table.title_in(self.__index(), locale)
            }

            /// Returns what happened, in the locale that `Display` shows. If the message has placeholders, this is the
            /// title: only an occurrence has the values.
            #[must_use]
            #[inline]
            pub const fn message(self) -> &'static str {
                $table.message(self.__index())
            }

            /// Returns what happened, in the catalog's locale that fits a BCP 47 language tag best (RFC 4647, lookup); if
            /// none fits, in the one that `Display` shows.
            #[must_use]
            #[inline]
            pub const fn message_in(self, locale: &str) -> &'static str {
                $table.message_in(self.__index(), locale)
            }

            /// Returns what the reader should do next, in the locale that `Display` shows.
            #[must_use]
            #[inline]
            pub const fn help(self) -> $crate::__private::core::option::Option<&'static str> {
                $table.help(self.__index())
            }

            /// Returns what the reader should do next, in the locale that `message_in` chooses.
            #[must_use]
            #[inline]
            pub const fn help_in(
                self,
                locale: &str,
            ) -> $crate::__private::core::option::Option<&'static str> {
                $table.help_in(self.__index(), locale)
            }

            /// Returns the URL of the entry's documentation.
            #[must_use]
            #[inline]
            pub const fn url(self) -> $crate::__private::core::option::Option<&'static str> {
                $table.url(self.__index())
            }

            /// Returns the HTTP status that is sent with this code.
            #[must_use]
            #[inline]
            pub const fn http_status(self) -> u16 {
                $table.policy(self.__index()).http
            }

            /// Returns the category.
            #[must_use]
            #[inline]
            pub const fn category(self) -> $crate::Category {
                $table.policy(self.__index()).category
            }

            /// Returns what to do about it.
            #[must_use]
            #[inline]
            pub const fn retry(self) -> $crate::Retry {
                $table.policy(self.__index()).retry
            }

            /// Returns whether the request may be retried although it may already have been carried out.
            #[must_use]
            #[inline]
            pub const fn retry_safety(self) -> $crate::RetrySafety {
                $table.policy(self.__index()).retry_safety
            }

            /// Returns the severity.
            #[must_use]
            #[inline]
            pub const fn severity(self) -> $crate::Severity {
                $table.policy(self.__index()).severity
            }

            /// Returns the name of its class.
            #[must_use]
            #[inline]
            pub const fn class(self) -> $crate::__private::core::option::Option<&'static str> {
                $table.policy(self.__index()).class
            }

            /// Returns whether callers may see the entry.
            #[must_use]
            #[inline]
            pub const fn exposure(self) -> $crate::Exposure {
                $table.policy(self.__index()).exposure()
            }

            /// Returns who must act so that a request may succeed.
            #[must_use]
            #[inline]
            pub const fn recovery(self) -> $crate::Recovery {
                $table.policy(self.__index()).recovery()
            }

            /// Returns the exit code of a program that ends with this error.
            #[must_use]
            #[inline]
            pub const fn exit_code(self) -> $crate::__private::core::primitive::u8 {
                $table.policy(self.__index()).exit_code()
            }

            /// Returns whether the same request may succeed after nothing but a wait: transient and throttled.
            #[must_use]
            #[inline]
            pub const fn is_retryable(self) -> bool {
                self.retry().is_retryable()
            }

            /// Returns whether the request may be retried even if it is not idempotent.
            #[must_use]
            #[inline]
            pub const fn is_retry_safe(self) -> bool {
                $crate::__private::core::matches!(self.retry_safety(), $crate::RetrySafety::Always)
            }
        }

        #[automatically_derived]
        impl $crate::__private::Entries for $enum {
            const TABLE: &'static $crate::__private::Table = &$table;
            type Table = $enum;

            #[inline]
            fn of_table(self) -> $enum {
                self
            }

            #[inline]
            fn index(self) -> usize {
                self.__index()
            }

            #[inline]
            fn at(index: usize) -> $crate::__private::core::option::Option<$enum> {
                if index < $table.len {
                    $crate::__private::core::option::Option::Some($at(index))
                } else {
                    $crate::__private::core::option::Option::None
                }
            }

            #[inline]
            fn of_code(code: &$crate::WireCode<'_>) -> $crate::__private::core::option::Option<$enum> {
                $enum::__of_code(code)
            }
        }

        #[automatically_derived]
        impl $crate::ErrorCode for $enum {}

        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::Coded for $enum {
            #[inline]
            fn any_code(&self) -> $crate::AnyCode {
                $crate::__private::erase(*self)
            }

            #[inline]
            fn __code_of(
                error: &(dyn $crate::__private::core::error::Error + 'static),
            ) -> $crate::__private::core::option::Option<$crate::AnyCode> {
                $crate::__private::code_among::<$enum>(error, &[$($crate::__private::any_code_of::<$params>),*])
            }
        }

        #[automatically_derived]
        impl $crate::HasCode for $enum {
            type Code = $enum;

            #[inline]
            fn error_code(&self) -> $enum {
                *self
            }

            #[inline]
            fn __is_source(&self) -> bool {
                false
            }
        }

        /// Writes the message, in the catalog's first locale or the one that was chosen for the enum.
        #[automatically_derived]
        impl $crate::__private::core::fmt::Display for $enum {
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
        impl $crate::__private::core::fmt::Debug for $enum {
            #[inline]
            fn fmt(
                &self,
                f: &mut $crate::__private::core::fmt::Formatter<'_>,
            ) -> $crate::__private::core::fmt::Result {
                f.pad(self.name())
            }
        }

        #[automatically_derived]
        impl $crate::__private::core::error::Error for $enum {}

        /// Parses the code's text.
        #[automatically_derived]
        impl $crate::__private::core::str::FromStr for $enum {
            type Err = $crate::InvalidCode;

            #[inline]
            fn from_str(code: &str) -> $crate::__private::core::result::Result<$enum, $crate::InvalidCode> {
                $crate::__private::Entries::try_text(code)
            }
        }

        $crate::__implement_axum! { $enum }
        $crate::__implement_tonic! { $enum }
    };
}

/// Implements serde's traits if this crate was built with them, which the caller cannot know.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_serde {
    (@integer $enum:ident $repr:ident $deserializer:ident) => {
        $crate::__private::deserialize_integer::<$enum, $repr, D>($deserializer)
    };
    (@string $enum:ident $repr:ident $deserializer:ident) => {
        $crate::__private::deserialize_string($deserializer)
    };
    ($kind:ident $enum:ident $repr:ident) => {
        /// Serializes the code; for an entry that refines another one, the pair of code and subcode.
        #[automatically_derived]
        impl $crate::__private::serde_core::Serialize for $enum {
            #[inline]
            fn serialize<S: $crate::__private::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> $crate::__private::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize_code(*self, self.code(), serializer)
            }
        }

        /// Deserializes the code, or the pair of code and subcode.
        #[automatically_derived]
        impl<'de> $crate::__private::serde_core::Deserialize<'de> for $enum {
            #[inline]
            fn deserialize<D: $crate::__private::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> $crate::__private::core::result::Result<$enum, D::Error> {
                $crate::__implement_serde! { @$kind $enum $repr deserializer }
            }
        }
    };
}

/// Implements nothing: this crate was built without serde.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_serde {
    ($kind:ident $enum:ident $repr:ident) => {};
}

/// Implements the response of an axum handler, if this crate was built with axum.
#[cfg(feature = "axum")]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_axum {
    ($enum:ident) => {
        /// Converts the code into a response: see `errcat::axum`.
        #[automatically_derived]
        impl $crate::__private::axum::response::IntoResponse for $enum {
            #[inline]
            fn into_response(self) -> $crate::__private::axum::response::Response {
                let failure =
                    <$crate::Failure<$enum> as $crate::__private::core::convert::From<$enum>>::from(self);
                $crate::__private::axum::response::IntoResponse::into_response(failure)
            }
        }
    };
}

/// Implements nothing: this crate was built without axum.
#[cfg(not(feature = "axum"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_axum {
    ($enum:ident) => {};
}

/// Implements the conversion into a gRPC status, if this crate was built with tonic.
#[cfg(feature = "tonic")]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_tonic {
    ($enum:ident) => {
        /// Converts the code into the status of a call: see `errcat::tonic`.
        #[automatically_derived]
        impl $crate::__private::core::convert::From<$enum> for $crate::__private::tonic::Status {
            #[inline]
            fn from(code: $enum) -> $crate::__private::tonic::Status {
                $crate::tonic::into_status(code)
            }
        }
    };
}

/// Implements nothing: this crate was built without tonic.
#[cfg(not(feature = "tonic"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_tonic {
    ($enum:ident) => {};
}
