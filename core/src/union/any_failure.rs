//! What every failure says, whatever its table.

use alloc::borrow::Cow;
#[cfg(feature = "json")]
use alloc::string::String;
#[cfg(feature = "json")]
use alloc::vec::Vec;
use core::error::Error;
use core::time::Duration;

use crate::code::WireCode;
use crate::entry::{AnyCode, ErrorCode};
use crate::failure::Failure;
use crate::policy::{Category, FailedAttempt, Severity};

/// A failure without the type of its code. A union has these methods itself; through this trait, each of them is written
/// once and not for each variant.
#[doc(hidden)]
pub trait AnyFailure: FailedAttempt + Error {
    fn table_name(&self) -> &'static str;
    fn any_code(&self) -> Option<AnyCode>;
    fn wire_code(&self) -> Option<&WireCode<'static>>;
    fn subcode(&self) -> Option<&WireCode<'static>>;
    fn message(&self) -> Option<Cow<'_, str>>;
    fn message_in(&self, locale: &str) -> Option<Cow<'_, str>>;
    fn server_message(&self) -> Option<&str>;
    fn trace_id(&self) -> Option<&str>;
    fn extra(&self, name: &str) -> Option<&WireCode<'static>>;
    fn http_status(&self) -> Option<u16>;
    fn envelope_status(&self) -> u16;
    fn category(&self) -> Category;
    fn severity(&self) -> Severity;
    fn class(&self) -> Option<&'static str>;
    fn retry_after(&self) -> Option<Duration>;
    fn is_retryable(&self) -> bool;
    #[cfg(feature = "json")]
    fn encode(&self, locale: &str) -> Vec<u8>;
    #[cfg(feature = "json")]
    fn headers(&self) -> Vec<(&'static str, String)>;
    #[cfg(feature = "json")]
    fn problem_details(&self, locale: &str) -> Vec<u8>;
    #[cfg(feature = "json")]
    fn problem_status(&self) -> u16;
    #[cfg(feature = "http")]
    fn to_response(&self, locale: &str) -> ::http::Response<Vec<u8>>;
}

/// A method that is called here is the failure's own: those take precedence over a trait's.
impl<C: ErrorCode> AnyFailure for Failure<C> {
    fn table_name(&self) -> &'static str {
        C::TABLE.name
    }

    fn any_code(&self) -> Option<AnyCode> {
        self.any_code()
    }

    fn wire_code(&self) -> Option<&WireCode<'static>> {
        self.wire_code()
    }

    fn subcode(&self) -> Option<&WireCode<'static>> {
        self.subcode()
    }

    fn message(&self) -> Option<Cow<'_, str>> {
        self.message()
    }

    fn message_in(&self, locale: &str) -> Option<Cow<'_, str>> {
        self.message_in(locale)
    }

    fn server_message(&self) -> Option<&str> {
        self.server_message()
    }

    fn trace_id(&self) -> Option<&str> {
        self.trace_id()
    }

    fn extra(&self, name: &str) -> Option<&WireCode<'static>> {
        self.extra(name)
    }

    fn http_status(&self) -> Option<u16> {
        self.http_status()
    }

    fn envelope_status(&self) -> u16 {
        self.envelope_status()
    }

    fn category(&self) -> Category {
        self.category()
    }

    fn severity(&self) -> Severity {
        self.severity()
    }

    fn class(&self) -> Option<&'static str> {
        self.class()
    }

    fn retry_after(&self) -> Option<Duration> {
        self.retry_after()
    }

    fn is_retryable(&self) -> bool {
        self.is_retryable()
    }

    #[cfg(feature = "json")]
    fn encode(&self, locale: &str) -> Vec<u8> {
        self.encode(locale)
    }

    #[cfg(feature = "json")]
    fn headers(&self) -> Vec<(&'static str, String)> {
        self.headers()
    }

    #[cfg(feature = "json")]
    fn problem_details(&self, locale: &str) -> Vec<u8> {
        self.problem_details(locale)
    }

    #[cfg(feature = "json")]
    fn problem_status(&self) -> u16 {
        self.problem_status()
    }

    #[cfg(feature = "http")]
    fn to_response(&self, locale: &str) -> ::http::Response<Vec<u8>> {
        self.to_response(locale)
    }
}
