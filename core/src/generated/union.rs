//! The union of several enums, and its impls.

/// Defines one error over the enums of several tables: each variant holds the [`Failure`](crate::Failure) of one table.
///
/// ```
/// mod billing {
///     errcat::codes!("../../examples/billing.toml");
/// }
///
/// use billing::{BillingError, billing_error};
/// use errcat::tencent_meeting::RestError;
/// use errcat::{Call, Decision, Failure, Retry};
///
/// errcat::union! {
///     /// An error of the bookings.
///     pub enum BookingError {
///         /// Of the meetings.
///         Meeting(RestError),
///         /// Of the billing.
///         Billing(BillingError),
///     }
/// }
///
/// fn book(meeting: u64, used: u32) -> Result<(), BookingError> {
///     if meeting == 0 {
///         Err(RestError::MeetingNotFound)?;
///     }
///     if used > 10 {
///         Err(billing_error::QuotaExceeded { used, limit: 10 })?;
///     }
///     Ok(())
/// }
///
/// let gone = book(0, 0).unwrap_err();
/// assert_eq!(gone.message_in("en").unwrap(), "The meeting does not exist");
/// assert_eq!(gone.retry(), Retry::Never);
///
/// let quota = book(7, 12).unwrap_err();
/// assert_eq!(quota.to_string(), "12 of 10 invoices are used up (BillingError 40012)");
/// assert!(matches!(Call::new("GET").decide(&quota), Decision::Retry { .. }));
///
/// // The variants are all there is, and no other crate can add one.
/// let code = match &quota {
///     BookingError::Meeting(failure) => failure.any_code(),
///     BookingError::Billing(failure) => failure.any_code(),
/// };
/// assert_eq!(code.unwrap(), BillingError::QuotaExceeded);
/// # #[cfg(feature = "json")] {
///
/// // A response is decoded by the table that has its code.
/// let body = br#"{"error_info":{"error_code":9003,"message":"MEETING NOT EXIST"}}"#;
/// let decoded = BookingError::decode(500, &(), body).unwrap_err();
/// assert_eq!(decoded.table_name(), "rest");
/// assert_eq!(decoded.any_code().unwrap(), RestError::MeetingNotFound);
/// # }
/// ```
///
/// The enum has the attributes, the documentation and the visibility that are written, and in each variant a failure of the
/// table whose enum is named.
///
/// # What it has
///
/// - `From`, and with it `?`, for whatever becomes a failure of one of the tables: the failure, a code, a struct of params,
///   and an error type of your own that [derives `Coded`](macro@crate::Coded) for one table. For any other error, name the
///   table: `map_err(Failure::<BillingError>::from_transport_error)?`. You can write a `From` of your own for types of your
///   crate, but not for those of others: the compiler does not know whether they have codes.
/// - `Display`, `Error` and [`FailedAttempt`](crate::FailedAttempt), which are those of the failure. Its source is the
///   failure's source, so that a chain of errors does not have the same text twice.
/// - [`Findable`](crate::Findable): [`find_any_code`](crate::find_any_code) finds it, and each of its tables' codes.
/// - The methods of a failure that do not depend on the table: `any_code`, `wire_code`, `subcode`, `message`,
///   `message_in`, `server_message`, `trace_id`, `extra`, `http_status`, `envelope_status`, `category`, `severity`,
///   `class`, `retry`, `retry_safety`, `retry_hint`, `retry_after`, `is_retryable`, and with the feature `json` `encode`,
///   `headers`, `problem_details` and `problem_status`; and `table_name`, the name of the table in its catalog.
/// - With the feature `json`, `decode` and `decode_with`.
/// - With the feature `http`, `to_response`; with `axum`, `IntoResponse`; with `tonic`, the conversion into a `Status`. Each
///   answers in the envelope of the failure's own table.
///
/// # Decoding
///
/// `decode` takes a response of which it is not known which service it is from, such as that of a gateway. Where it is
/// known, decode by its table, and let `?` convert the failure. By a union, each table decodes the response, and of what
/// they return, the first of these counts; among several tables, the first variant:
///
/// 1. The failure of a table that has the code. If two tables use the same number at the same location, order the variants.
/// 2. A success, if a table has the code as one of its success codes and no other table's envelope marks the response as a
///    failure (`failed`).
/// 3. The failure with a code that no table has: of a table with a class for the code's prefix, or else of any.
/// 4. The failure without a readable code, such as a gateway's page.
/// 5. A success: it is one by all tables.
///
/// So nothing that one table knows or marks as a failure is taken for a success by another one. Conversely, what is a success
/// of one service must not look like a failure of another one: a member of the body at the location of the other table's
/// code is such a failure.
///
/// # Errors
///
/// The compiler reports a table that two variants name as conflicting implementations of `UnionOf`.
#[macro_export]
macro_rules! union {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $union:ident {
            $($(#[$variant_attribute:meta])* $variant:ident($code:ty)),+ $(,)?
        }
    ) => {
        $(#[$attribute])*
        $visibility enum $union {
            $($(#[$variant_attribute])* $variant($crate::Failure<$code>),)+
        }

        $crate::__implement_union! { $union $($variant($code))+ }
        $crate::__implement_union_json! { $union $($code,)+ }
        $crate::__implement_union_http! { $union }
        $crate::__implement_union_axum! { $union $($variant)+ }
        $crate::__implement_union_tonic! { $union $($variant)+ }
    };
}

/// Implements everything that a union has in every build.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_union {
    ($union:ident $($variant:ident($code:ty))+) => {
        impl $union {
            /// Returns the failure that this holds.
            fn __failure(&self) -> &dyn $crate::__private::AnyFailure {
                match self {
                    $($union::$variant(failure) => <$code as $crate::__private::UnionTable>::erased(failure),)+
                }
            }

            /// Returns the name of the failure's table in its catalog.
            #[must_use]
            pub fn table_name(&self) -> &'static str {
                self.__failure().table_name()
            }

            /// Returns the code without its type, if the catalog has it.
            #[must_use]
            pub fn any_code(&self) -> $crate::__private::core::option::Option<$crate::AnyCode> {
                self.__failure().any_code()
            }

            /// Returns the code as it was received, whether the catalog has it or not.
            #[must_use]
            pub fn wire_code(
                &self,
            ) -> $crate::__private::core::option::Option<&$crate::WireCode<'static>> {
                self.__failure().wire_code()
            }

            /// Returns the subcode as it was received, whether the catalog has it or not.
            #[must_use]
            pub fn subcode(&self) -> $crate::__private::core::option::Option<&$crate::WireCode<'static>> {
                self.__failure().subcode()
            }

            /// Returns what happened, in the locale that `Display` of the code shows: the catalog's message with its
            /// values, or for a code that the catalog does not have, the server's message.
            #[must_use]
            pub fn message(
                &self,
            ) -> $crate::__private::core::option::Option<$crate::__private::alloc::borrow::Cow<'_, str>> {
                self.__failure().message()
            }

            /// Returns the message in the locale that fits a BCP 47 language tag best (RFC 4647, lookup).
            #[must_use]
            pub fn message_in(
                &self,
                locale: &str,
            ) -> $crate::__private::core::option::Option<$crate::__private::alloc::borrow::Cow<'_, str>> {
                self.__failure().message_in(locale)
            }

            /// Returns the server's message. It may change from response to response: never decide by it.
            #[must_use]
            pub fn server_message(&self) -> $crate::__private::core::option::Option<&str> {
                self.__failure().server_message()
            }

            /// Returns the id by which the server finds the request in its logs.
            #[must_use]
            pub fn trace_id(&self) -> $crate::__private::core::option::Option<&str> {
                self.__failure().trace_id()
            }

            /// Returns a further value of the envelope, by the name that the catalog gives it.
            #[must_use]
            pub fn extra(
                &self,
                name: &str,
            ) -> $crate::__private::core::option::Option<&$crate::WireCode<'static>> {
                self.__failure().extra(name)
            }

            /// Returns the HTTP status of the response.
            #[must_use]
            pub fn http_status(&self) -> $crate::__private::core::option::Option<u16> {
                self.__failure().http_status()
            }

            /// Returns the HTTP status to send with the failure in its table's envelope.
            #[must_use]
            pub fn envelope_status(&self) -> u16 {
                self.__failure().envelope_status()
            }

            /// Returns the category: by the code, or without a known code, by what else was received.
            #[must_use]
            pub fn category(&self) -> $crate::Category {
                self.__failure().category()
            }

            /// Returns the severity.
            #[must_use]
            pub fn severity(&self) -> $crate::Severity {
                self.__failure().severity()
            }

            /// Returns the name of the code's class.
            #[must_use]
            pub fn class(&self) -> $crate::__private::core::option::Option<&'static str> {
                self.__failure().class()
            }

            /// Returns what to do about it: by the code, or without a known code, by what else was received.
            #[must_use]
            pub fn retry(&self) -> $crate::Retry {
                $crate::FailedAttempt::retry(self.__failure())
            }

            /// Returns whether the request may be retried although it may already have been carried out.
            #[must_use]
            pub fn retry_safety(&self) -> $crate::RetrySafety {
                $crate::FailedAttempt::retry_safety(self.__failure())
            }

            /// Returns the server's word on a retry.
            #[must_use]
            pub fn retry_hint(&self) -> $crate::__private::core::option::Option<$crate::RetryHint> {
                $crate::FailedAttempt::retry_hint(self.__failure())
            }

            /// Returns the shortest wait before a retry: the server's, or else the catalog's. A failure that must not be
            /// retried has none.
            #[must_use]
            pub fn retry_after(
                &self,
            ) -> $crate::__private::core::option::Option<$crate::__private::core::time::Duration> {
                self.__failure().retry_after()
            }

            /// Returns whether the same request may succeed after nothing but a wait.
            #[must_use]
            pub fn is_retryable(&self) -> bool {
                self.__failure().is_retryable()
            }
        }

        $(
            #[automatically_derived]
            impl $crate::__private::UnionOf<$code> for $union {
                fn of(failure: $crate::Failure<$code>) -> $union {
                    $union::$variant(failure)
                }
            }
        )+

        #[automatically_derived]
        impl<__E> $crate::__private::core::convert::From<__E> for $union
        where
            __E: $crate::__private::IntoFailure,
            $union: $crate::__private::UnionOf<<__E as $crate::__private::IntoFailure>::Code>,
        {
            fn from(error: __E) -> $union {
                $crate::__private::UnionOf::of($crate::__private::IntoFailure::into_failure(error))
            }
        }

        #[automatically_derived]
        impl $crate::FailedAttempt for $union {
            fn retry(&self) -> $crate::Retry {
                self.retry()
            }

            fn retry_safety(&self) -> $crate::RetrySafety {
                self.retry_safety()
            }

            fn retry_hint(&self) -> $crate::__private::core::option::Option<$crate::RetryHint> {
                self.retry_hint()
            }

            fn __log_retry(&self, call: &$crate::Call, wait: $crate::__private::core::time::Duration) {
                self.__failure().__log_retry(call, wait);
            }
        }

        #[automatically_derived]
        impl $crate::Findable for $union {
            fn __find_in(
                error: &(dyn $crate::__private::core::error::Error + 'static),
            ) -> $crate::__private::core::option::Option<$crate::AnyCode> {
                match error.downcast_ref::<$union>() {
                    $crate::__private::core::option::Option::Some(union) => union.any_code(),
                    $crate::__private::core::option::Option::None => {
                        $crate::__private::core::option::Option::None
                            $(.or_else(|| <$code as $crate::__private::UnionTable>::find_in(error)))+
                    }
                }
            }
        }

        /// Writes what the failure writes.
        #[automatically_derived]
        impl $crate::__private::core::fmt::Display for $union {
            fn fmt(
                &self,
                f: &mut $crate::__private::core::fmt::Formatter<'_>,
            ) -> $crate::__private::core::fmt::Result {
                $crate::__private::core::fmt::Display::fmt(self.__failure(), f)
            }
        }

        /// Writes the variant and all parts of the failure that are not sensitive.
        #[automatically_derived]
        impl $crate::__private::core::fmt::Debug for $union {
            fn fmt(
                &self,
                f: &mut $crate::__private::core::fmt::Formatter<'_>,
            ) -> $crate::__private::core::fmt::Result {
                let variant = match self {
                    $($union::$variant(_) => $crate::__private::core::stringify!($variant),)+
                };
                f.debug_tuple(variant).field(&self.__failure()).finish()
            }
        }

        #[automatically_derived]
        impl $crate::__private::core::error::Error for $union {
            fn source(
                &self,
            ) -> $crate::__private::core::option::Option<&(dyn $crate::__private::core::error::Error + 'static)>
            {
                $crate::__private::core::error::Error::source(self.__failure())
            }
        }
    };
}

/// Implements the way from a response and back, if this crate was built with `json`, which the caller cannot know.
#[cfg(feature = "json")]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_union_json {
    ($union:ident $($code:ty,)+) => {
        impl $union {
            /// Decodes a response with the default limits, by the table that has its code. See `errcat::union!`.
            ///
            /// # Errors
            ///
            /// The failure, if the response is not a success.
            pub fn decode(
                status: u16,
                headers: &impl $crate::Headers,
                body: &[u8],
            ) -> $crate::__private::core::result::Result<(), $union> {
                $union::decode_with($crate::Decoder::new(), status, headers, body)
            }

            /// Decodes a response with the limits of a decoder, by the table that has its code. See `errcat::union!`.
            ///
            /// # Errors
            ///
            /// The failure, if the response is not a success.
            pub fn decode_with(
                decoder: $crate::Decoder,
                status: u16,
                headers: &impl $crate::Headers,
                body: &[u8],
            ) -> $crate::__private::core::result::Result<(), $union> {
                let response = $crate::__private::UnionDecoder::new(decoder, status, headers, body);
                $(let response = <$code as $crate::__private::UnionTable>::decoded(response);)+
                response.finish()
            }

            /// Returns the body in the envelope of the failure's table, with the message in the locale that fits a BCP 47
            /// language tag best.
            #[must_use]
            pub fn encode(&self, locale: &str) -> $crate::__private::alloc::vec::Vec<u8> {
                self.__failure().encode(locale)
            }

            /// Returns the headers that belong to `encode`.
            #[must_use]
            pub fn headers(
                &self,
            ) -> $crate::__private::alloc::vec::Vec<(&'static str, $crate::__private::alloc::string::String)>
            {
                self.__failure().headers()
            }

            /// Returns the body as problem details (RFC 9457, `application/problem+json`).
            #[must_use]
            pub fn problem_details(&self, locale: &str) -> $crate::__private::alloc::vec::Vec<u8> {
                self.__failure().problem_details(locale)
            }

            /// Returns the HTTP status that belongs to `problem_details`.
            #[must_use]
            pub fn problem_status(&self) -> u16 {
                self.__failure().problem_status()
            }
        }
    };
}

/// Implements nothing: this crate was built without `json`.
#[cfg(not(feature = "json"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_union_json {
    ($union:ident $($code:ty,)+) => {};
}

/// Implements the response of a service, if this crate was built with `http`.
#[cfg(feature = "http")]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_union_http {
    ($union:ident) => {
        impl $union {
            /// Converts the failure into a response in its table's envelope: see `errcat::Failure::to_response`.
            #[must_use]
            pub fn to_response(
                &self,
                locale: &str,
            ) -> $crate::__private::http::Response<$crate::__private::alloc::vec::Vec<u8>> {
                self.__failure().to_response(locale)
            }
        }
    };
}

/// Implements nothing: this crate was built without `http`.
#[cfg(not(feature = "http"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_union_http {
    ($union:ident) => {};
}

/// Implements the response of an axum handler, if this crate was built with axum.
#[cfg(feature = "axum")]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_union_axum {
    ($union:ident $($variant:ident)+) => {
        /// Converts the failure into a response in its table's envelope: see `errcat::axum`.
        #[automatically_derived]
        impl $crate::__private::axum::response::IntoResponse for $union {
            fn into_response(self) -> $crate::__private::axum::response::Response {
                match self {
                    $($union::$variant(failure) => {
                        $crate::__private::axum::response::IntoResponse::into_response(failure)
                    })+
                }
            }
        }
    };
}

/// Implements nothing: this crate was built without axum.
#[cfg(not(feature = "axum"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_union_axum {
    ($union:ident $($variant:ident)+) => {};
}

/// Implements the conversion into a gRPC status, if this crate was built with tonic.
#[cfg(feature = "tonic")]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_union_tonic {
    ($union:ident $($variant:ident)+) => {
        /// Converts the failure into the status of a call: see `errcat::tonic`.
        #[automatically_derived]
        impl $crate::__private::core::convert::From<$union> for $crate::__private::tonic::Status {
            fn from(union: $union) -> $crate::__private::tonic::Status {
                <$crate::__private::tonic::Status as $crate::__private::core::convert::From<&$union>>::from(&union)
            }
        }

        /// Converts the failure into the status of a call: see `errcat::tonic`.
        #[automatically_derived]
        impl $crate::__private::core::convert::From<&$union> for $crate::__private::tonic::Status {
            fn from(union: &$union) -> $crate::__private::tonic::Status {
                match union {
                    $($union::$variant(failure) => $crate::__private::core::convert::From::from(failure),)+
                }
            }
        }
    };
}

/// Implements nothing: this crate was built without tonic.
#[cfg(not(feature = "tonic"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_union_tonic {
    ($union:ident $($variant:ident)+) => {};
}
