#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]
#![doc = include_str!("README.md")]

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

mod adapters;

mod generated;
mod private;

pub use code::{InvalidCode, WireCode};
pub use entry::{AllCodes, AllCodesIter, AnyCode, Coded, ErrorCode, HasCode};
pub use failure::{Failure, Received, find_any_code, find_code};
pub use message::{InvalidParams, ParamValue, Sensitive};
pub use policy::{
    Call, Category, CustomRemedy, Decision, GiveUpReason, InvalidName, Remedy, Repeat, Retry, RetryHint,
    RetrySafety, Severity,
};
pub use wire::{HeaderFn, Headers, header_fn};
#[cfg(feature = "json")]
pub use wire::{Decoder, decode};

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

#[cfg(feature = "tencent-meeting")]
pub mod tencent_meeting;

/// Derives [`Coded`](trait@Coded) for an error type of your own: each of its variants names the entry that it stands for,
/// or one of its fields has the code.
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
/// #[derive(Debug, Coded)] // and thiserror::Error, or what else writes Display and source
/// #[coded(table = BillingError)]
/// enum Refused {
///     /// There is nothing to it but the code.
///     #[coded(InvoiceNotFound)]
///     NoInvoice { id: u64 },
///     /// The fields have the values of the entry's params.
///     #[coded(billing_error::QuotaExceeded { used, limit: most })]
///     TooMuch { used: u32, most: u32 },
///     /// The field has the code.
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
/// // `?` makes a failure of it: with the code, the values, and the error itself for a source.
/// fn pay() -> Result<(), Failure<BillingError>> {
///     Err(Refused::TooMuch { used: 12, most: 10 })?
/// }
/// assert_eq!(pay().unwrap_err().message().unwrap(), "12 of 10 invoices are used up");
/// ```
///
/// | attribute | on | meaning |
/// | --- | --- | --- |
/// | `#[coded(RestError::MeetingNotFound)]` | a variant, a struct | the entry that it stands for |
/// | `#[coded(billing_error::QuotaExceeded { used, limit: most })]` | a variant, a struct | the same, with the fields that have the values of its params; a field of a tuple is named by its number, and one field may be the value of several params |
/// | `#[coded(transparent)]` | a variant or a struct with one field, or one of several fields | the field has the code: it is [`Coded`](trait@Coded) itself |
/// | `#[coded(table = BillingError)]` | the type | all its codes are of that enum, which need not be named again |
/// | `#[coded(crate = wire)]` | the type | how your crate calls this one, if not `errcat`: without it, there is an unresolved import `errcat` |
///
/// Where the whole type is of one table, which `table` says and which is seen where every variant names an entry of the
/// same enum, it is a [`HasCode`], too, and becomes a [`Failure`] by `?`: for that it has to be an error that is `Send`,
/// `Sync` and `'static`. Elsewhere, it has its [`any_code`](trait@Coded).
///
/// A value that is sensitive belongs into a field of the type [`Sensitive`]: the failure keeps the error for a source, and
/// what the error's own `Debug` and `Display` show is its own affair.
///
/// Names are looked up where the type stands: the entry, the enum and the module of params have to be in scope. A param
/// that is called by a keyword need not be written raw: `{ type: kind }`. Names of enums begin with a capital, names of
/// modules with a small letter: that is how the two are told apart.
///
/// # Errors
///
/// The compiler tells what does not fit, each thing once and where it stands: a variant that says nothing, an entry or a
/// field that is not there, a field whose type has no code or is not that of the param.
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
/// The path is relative to the source file that the call stands in, like that of `include_str!`, and stays inside the
/// package. When the file changes, the crate is built again. Where the file has faults, the compiler shows each of
/// them inside the file.
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
/// | `docs = false` | whether the enum and its variants have documentation, which takes the compiler some time in a list of thousands | `true` |
///
/// ```
/// errcat::codes!("../examples/billing.toml", tables = [billing], vis = pub(crate), locale = "zh");
///
/// assert_eq!(BillingError::QuotaExceeded.to_string(), "配额已用完");
/// ```
///
/// # Errors
///
/// What is wrong is told by the compiler at the call: a path that leads nowhere or leaves the package, an option that
/// does not exist, and every fault of the file with its line and column in it.
#[macro_export]
macro_rules! codes {
    // Token trees: a `literal` matcher would give the path this macro's own place.
    ($($arguments:tt)*) => {
        $crate::__private::codes! { ($crate) $($arguments)* }
    };
}

/// What generated code names. It is not part of the public API and changes with every release.
#[doc(hidden)]
pub mod __private {
    pub use crate::private::*;
}
