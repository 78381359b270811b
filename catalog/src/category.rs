//! The 16 categories and the defaults that each gives.

use crate::retry::{Remedy, Repeat, Replay, Retry};

/// One of the standard categories of `google.rpc.Code` (`OK` is none: a success is no error).
///
/// Source of names and HTTP statuses: `google/rpc/code.proto`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the standard's
pub enum Category {
    Cancelled,
    Unknown,
    InvalidArgument,
    DeadlineExceeded,
    NotFound,
    AlreadyExists,
    PermissionDenied,
    ResourceExhausted,
    FailedPrecondition,
    Aborted,
    OutOfRange,
    Unimplemented,
    Internal,
    Unavailable,
    DataLoss,
    Unauthenticated,
}

impl Category {
    /// Every category, in the order of their numbers in `google.rpc.Code`, 1 to 16.
    pub const ALL: [Category; 16] = [
        Category::Cancelled,
        Category::Unknown,
        Category::InvalidArgument,
        Category::DeadlineExceeded,
        Category::NotFound,
        Category::AlreadyExists,
        Category::PermissionDenied,
        Category::ResourceExhausted,
        Category::FailedPrecondition,
        Category::Aborted,
        Category::OutOfRange,
        Category::Unimplemented,
        Category::Internal,
        Category::Unavailable,
        Category::DataLoss,
        Category::Unauthenticated,
    ];

    /// The name in a catalog, such as `not-found`.
    pub const fn name(self) -> &'static str {
        self.facts().0
    }

    /// The name of the variant in `errcat::Category`, such as `NotFound`.
    pub const fn variant(self) -> &'static str {
        self.facts().1
    }

    /// The canonical HTTP status.
    pub const fn http_status(self) -> u16 {
        self.facts().2
    }

    const fn facts(self) -> (&'static str, &'static str, u16) {
        match self {
            Category::Cancelled => ("cancelled", "Cancelled", 499),
            Category::Unknown => ("unknown", "Unknown", 500),
            Category::InvalidArgument => ("invalid-argument", "InvalidArgument", 400),
            Category::DeadlineExceeded => ("deadline-exceeded", "DeadlineExceeded", 504),
            Category::NotFound => ("not-found", "NotFound", 404),
            Category::AlreadyExists => ("already-exists", "AlreadyExists", 409),
            Category::PermissionDenied => ("permission-denied", "PermissionDenied", 403),
            Category::ResourceExhausted => ("resource-exhausted", "ResourceExhausted", 429),
            Category::FailedPrecondition => ("failed-precondition", "FailedPrecondition", 400),
            Category::Aborted => ("aborted", "Aborted", 409),
            Category::OutOfRange => ("out-of-range", "OutOfRange", 400),
            Category::Unimplemented => ("unimplemented", "Unimplemented", 501),
            Category::Internal => ("internal", "Internal", 500),
            Category::Unavailable => ("unavailable", "Unavailable", 503),
            Category::DataLoss => ("data-loss", "DataLoss", 500),
            Category::Unauthenticated => ("unauthenticated", "Unauthenticated", 401),
        }
    }

    /// The category of a name in a catalog.
    pub fn from_name(name: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|category| category.name() == name)
    }

    /// What to do about an error of this category when nothing more exact is said.
    ///
    /// AIP-194 would repeat `unavailable` alone; a timeout and a limit are worth repeating when replay allows it.
    pub fn retry(self) -> Retry {
        match self {
            Category::Unavailable | Category::DeadlineExceeded => Retry::Transient,
            Category::ResourceExhausted => Retry::Throttled { after_ms: None },
            // code.proto: the client should retry at a higher level.
            Category::Aborted => Retry::Remedy { remedy: Remedy::Restart, repeat: Repeat::BackOff },
            _ => Retry::Never,
        }
    }

    /// Whether a request that ended in this category may be repeated although it may have been carried out.
    pub const fn replay(self) -> Replay {
        match self {
            Category::Cancelled
            | Category::Unknown
            | Category::DeadlineExceeded
            | Category::Aborted
            | Category::Internal
            | Category::Unavailable
            | Category::DataLoss => Replay::IfIdempotent,
            _ => Replay::Safe,
        }
    }
}
