#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]
//! Error codes from one file: a `codes.toml` becomes typed Rust at build time.
//!
//! [`codes!`] turns the catalog into one enum for each of its tables, with the messages in every language, the retry
//! policy and the HTTP status of each code:
//!
//! ```
//! mod billing {
//!     errcat::codes!("../examples/billing.toml"); // relative to this file, like include_str!
//! }
//!
//! use billing::BillingError;
//!
//! let code = BillingError::from_code(40012).unwrap();
//! assert_eq!(code, BillingError::QuotaExceeded);
//! assert_eq!(code.message_in("zh-CN"), "配额已用完");
//! assert_eq!(code.http_status(), 429);
//! assert!(code.is_retryable());
//! ```
//!
//! - Clients decode responses with [`decode`], which returns a [`Failure`] for everything that is not a success, and
//!   decide about a retry with [`Call::decide`].
//! - Services return codes, structs of params, or error types that derive [`Coded`](macro@Coded), and respond with a
//!   [`Failure`].
//! - [`tencent_meeting`] is a catalog that is included: the error codes of the Tencent Meeting open API.
//! - The [`guide`] explains each task on a page.
//!
//! The features `std`, `json` and `tencent-meeting` are on by default; `serde` adds serde's traits, and each adapter is
//! behind a feature with the name of the crate that it adapts to. Without `std` the crate is `no_std` with `alloc`.

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

// In the order of layers: none imports a later one.
mod policy;

mod code;

mod message;

mod table;

mod entry;

mod failure;

mod wire;

mod union;

mod adapters;

mod generated;
mod private;

pub mod guide;

pub use code::{InvalidCode, WireCode};
pub use entry::{AllCodes, AllCodesIter, AnyCode, CodeSet, Coded, ErrorCode, Explanation, HasCode, explain};
#[cfg(feature = "std")]
pub use failure::Exit;
pub use failure::{Failure, Findable, Received, find_any_code, find_code};
pub use message::{InvalidParams, ParamValue, Sensitive};
pub use policy::{
    Call, Category, CustomRemedy, Decision, Exposure, FailedAttempt, GiveUpReason, InvalidName, Reader,
    Recovery, Remedy, Repeat, Retry, RetryHint, RetrySafety, Severity,
};
#[cfg(feature = "json")]
pub use wire::{Decoder, OutgoingResponse, decode};
#[cfg(any(feature = "json", feature = "tonic"))]
pub use wire::{Form, Outgoing};
pub use wire::{HeaderFn, Headers, header_fn};

#[cfg(feature = "axum")]
pub use adapters::axum;
#[cfg(feature = "backon")]
pub use adapters::backon;
#[cfg(feature = "http")]
pub use adapters::http;
#[cfg(feature = "reqwest")]
pub use adapters::reqwest;
#[cfg(feature = "reqwest-middleware")]
pub use adapters::reqwest_middleware;
#[cfg(feature = "tonic")]
pub use adapters::tonic;
#[cfg(feature = "tower")]
pub use adapters::tower;
#[cfg(feature = "tracing")]
pub use adapters::tracing;

#[cfg(feature = "tencent-meeting")]
pub mod tencent_meeting;

/// Derives [`Coded`](trait@Coded) for an error type of your own: each of its variants names its entry, or has a field with
/// the code.
///
/// ```
/// mod billing {
///     errcat::codes!("../examples/billing.toml");
/// }
///
/// use billing::{BillingError, billing_error};
/// use errcat::{Coded, Failure, HasCode};
/// # use std::{error, fmt, io};
///
/// #[derive(Debug, Coded)] // and thiserror::Error, or another derive that writes Display and source
/// #[coded(table = BillingError)]
/// enum Refused {
///     /// Names an entry.
///     #[coded(InvoiceNotFound)]
///     NoInvoice { id: u64 },
///     /// Names an entry with params, whose values are fields.
///     #[coded(billing_error::QuotaExceeded { used, limit: max })]
///     TooMuch { used: u32, max: u32 },
///     /// Has a field with the code.
///     #[coded(transparent)]
///     Other(BillingError),
/// }
/// # impl fmt::Display for Refused {
/// #     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
/// #         f.write_str("refused")
/// #     }
/// # }
/// # impl error::Error for Refused {}
///
/// let refused = Refused::NoInvoice { id: 7 };
/// assert_eq!(refused.error_code(), BillingError::InvoiceNotFound);
/// assert_eq!(refused.any_code().http_status(), 404);
///
/// // `?` converts it into a failure with the code, the values, and the error itself as the source.
/// fn pay() -> Result<(), Failure<BillingError>> {
///     Err(Refused::TooMuch { used: 12, max: 10 })?
/// }
/// assert_eq!(pay().unwrap_err().message().unwrap(), "12 of 10 invoices are used up");
/// ```
///
/// | attribute | on | meaning |
/// | --- | --- | --- |
/// | `#[coded(RestError::MeetingNotFound)]` | a variant, a struct | its entry |
/// | `#[coded(billing_error::QuotaExceeded { used, limit: max })]` | a variant, a struct | its entry, with the fields that have the values of the params; a field of a tuple is named by its number, and one field may be the value of several params |
/// | `#[coded(transparent)]` | a variant or a struct with one field, or one of several fields | the field has the code: it is [`Coded`](trait@Coded) itself |
/// | `#[coded(table = BillingError)]` | the type | all its codes are of that enum, which need not be repeated |
/// | `#[coded(crate = wire)]` | the type | the name of this crate in yours, if it is not `errcat` |
///
/// If all codes are of one table, because of `table` or because every variant names an entry of the same enum, the type
/// implements [`HasCode`] as well, and `?` converts it into a [`Failure`] if it is an error that is `Send`, `Sync` and
/// `'static`. Otherwise it implements only [`Coded`](trait@Coded).
///
/// The value of a sensitive param comes from a field of the type [`Sensitive`]: the failure keeps the error as its source, and
/// the derive has no control over the error's own `Debug` and `Display`.
///
/// Names are resolved where the type is defined: the entry, the enum and the module of params must be in scope. The name of
/// a param that is a keyword is not written raw: `{ type: kind }`. Names of enums begin with an upper-case letter, names of
/// modules with a lower-case letter.
///
/// # Errors
///
/// The compiler reports each mistake once, at its place: a variant without an entry, an unknown entry or field, a field
/// whose type has no code or does not fit the param.
pub use errcat_macros::Coded;

/// Turns a `codes.toml` into one enum for each of its tables.
///
/// ```
/// mod billing {
///     errcat::codes!("../examples/billing.toml");
/// }
///
/// use billing::BillingError;
///
/// let error = BillingError::from_code(40012).unwrap();
/// assert_eq!(error, BillingError::QuotaExceeded);
/// assert_eq!(error.to_string(), "The quota is used up");
/// assert_eq!(error.http_status(), 429);
/// assert!(error.is_retryable());
/// ```
///
/// The path is relative to the source file of the call, like that of `include_str!`, and stays inside the package. A build
/// script may write the catalog and the call into `OUT_DIR`. When the file changes, the crate is built again.
///
/// Options follow the path, in any order:
///
/// | option | meaning | default |
/// | --- | --- | --- |
/// | `tables = [rest, oauth]` | the tables that become enums | all |
/// | `vis = pub(crate)` | the visibility of the enums | `pub` |
/// | `locale = "en"` | the locale of `message`, `help` and `Display` | the first that is kept |
/// | `locales = ["en", "zh"]` | the locales whose texts are kept in the program | all |
/// | `help = false` | whether the help is kept in the program | `true` |
/// | `docs = false` | whether the enum and its variants have documentation, which takes the compiler some time for thousands of entries | `true` |
///
/// ```
/// errcat::codes!("../examples/billing.toml", tables = [billing], vis = pub(crate), locale = "zh");
///
/// assert_eq!(BillingError::QuotaExceeded.to_string(), "配额已用完");
/// ```
///
/// # Errors
///
/// The compiler reports at the call: a path that does not exist or leaves the package, an unknown option, and every error
/// of the catalog, with its line and column in the catalog.
#[macro_export]
macro_rules! codes {
    // Token trees: a `literal` matcher would give the path the span of this macro.
    ($($arguments:tt)*) => {
        $crate::__private::codes! { ($crate) $($arguments)* }
    };
}

/// What generated code names. It is not part of the public API and changes with every release.
#[doc(hidden)]
pub mod __private {
    pub use crate::private::*;
}

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("README.md")]
struct Readme;
