#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]
#![doc = include_str!("README.md")]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod category;
mod retry;

mod code;

mod by_status;
mod decide;
#[cfg(feature = "json")]
mod decode;
#[cfg(feature = "json")]
mod encode;
mod envelope;
mod failure;
mod headers;
mod one_line;
#[cfg(feature = "json")]
mod scan;
#[cfg(feature = "json")]
mod value;

mod all;
mod any_code;
mod error_code;

mod implement;
mod locale;
mod plural;
#[cfg(feature = "serde")]
mod serde;
mod table;

pub use all::{All, Iter};
pub use any_code::{AnyCode, Coded};
pub use category::Category;
pub use code::{Code, RawCode, UnknownCode};
pub use decide::{Call, Decision, Why};
#[cfg(feature = "json")]
pub use decode::{Decoder, decode};
pub use error_code::ErrorCode;
pub use failure::{Failure, Received, RetryHint};
pub use headers::Headers;
pub use retry::{CustomRemedy, Remedy, Repeat, Replay, Retry};

#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "backon")]
pub mod backon;
#[cfg(feature = "http")]
pub mod http;
#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
mod repeats;
#[cfg(feature = "reqwest")]
pub mod reqwest;
#[cfg(feature = "reqwest-middleware")]
pub mod reqwest_middleware;
#[cfg(feature = "tonic")]
pub mod tonic;
#[cfg(feature = "tower")]
pub mod tower;

#[cfg(feature = "tencent-meeting")]
pub mod tencent_meeting;

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
/// | `locale = "en"` | the locale of `message`, `help` and `Display` | the list's first |
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

/// What generated code names. Not for use by hand: it changes with every release.
#[doc(hidden)]
pub mod __private {
    pub use core;

    pub use errcat_macros::codes;

    pub use crate::envelope::{Envelope, Items, Node, Place, RetryAfter};
    pub use crate::error_code::Entries;
    pub use crate::table::{Codes, Policy, Table, Texts};
    pub use crate::{__implement as implement, __implement_serde as implement_serde};

    /// In a module of their own: their names are common words.
    pub mod plural {
        pub use crate::plural::*;
    }

    #[cfg(feature = "axum")]
    pub use ::axum;
    #[cfg(feature = "tonic")]
    pub use ::tonic;

    #[cfg(feature = "serde")]
    pub use crate::serde::{deserialize, serialize};
    #[cfg(feature = "serde")]
    pub use serde_core;
}
