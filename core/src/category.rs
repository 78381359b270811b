//! The 16 standard categories of errors.

use core::fmt;

use crate::retry::{Remedy, Repeat, Replay, Retry};

/// What kind of error it is: one of the codes of `google.rpc.Code` but `OK`, which is none.
///
/// Source of names, numbers and HTTP statuses: `google/rpc/code.proto`. What each means is said there at length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Category {
    /// The caller cancelled the operation.
    Cancelled = 1,
    /// Nothing is known of the error.
    Unknown = 2,
    /// The request is wrong, whatever the state of the system.
    InvalidArgument = 3,
    /// Time ran out; the operation may have been carried out all the same.
    DeadlineExceeded = 4,
    /// What was asked for does not exist.
    NotFound = 5,
    /// What was to be created exists.
    AlreadyExists = 6,
    /// The caller is known and may not do this.
    PermissionDenied = 7,
    /// A limit was reached.
    ResourceExhausted = 8,
    /// The system is not in a state for this; the caller should not repeat until it has been put right.
    FailedPrecondition = 9,
    /// A conflict with another operation; a repeat starts at a higher level.
    Aborted = 10,
    /// Past the valid range, given the state of the system.
    OutOfRange = 11,
    /// Not supported here.
    Unimplemented = 12,
    /// Something that must hold is broken.
    Internal = 13,
    /// Not available at the moment.
    Unavailable = 14,
    /// Data is lost or corrupt.
    DataLoss = 15,
    /// The caller has not shown who they are.
    Unauthenticated = 16,
}

impl Category {
    /// Every category, in the order of their numbers.
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

    /// The name in a catalog: the standard's, in kebab case.
    pub const fn name(self) -> &'static str {
        match self {
            Category::Cancelled => "cancelled",
            Category::Unknown => "unknown",
            Category::InvalidArgument => "invalid-argument",
            Category::DeadlineExceeded => "deadline-exceeded",
            Category::NotFound => "not-found",
            Category::AlreadyExists => "already-exists",
            Category::PermissionDenied => "permission-denied",
            Category::ResourceExhausted => "resource-exhausted",
            Category::FailedPrecondition => "failed-precondition",
            Category::Aborted => "aborted",
            Category::OutOfRange => "out-of-range",
            Category::Unimplemented => "unimplemented",
            Category::Internal => "internal",
            Category::Unavailable => "unavailable",
            Category::DataLoss => "data-loss",
            Category::Unauthenticated => "unauthenticated",
        }
    }

    /// The category of a name in a catalog.
    ///
    /// ```
    /// use errcat::Category;
    ///
    /// assert_eq!(Category::from_name("not-found"), Some(Category::NotFound));
    /// assert_eq!(Category::from_name("NOT_FOUND"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|category| category.name() == name)
    }

    /// The number of the gRPC status code, 1 to 16.
    pub const fn grpc_code(self) -> i32 {
        self as i32
    }

    /// What to do about an error of this category when nothing more exact is known.
    ///
    /// AIP-194 would repeat `unavailable` alone; a timeout and a limit are worth repeating when replay allows it.
    pub const fn default_retry(self) -> Retry {
        match self {
            Category::Unavailable | Category::DeadlineExceeded => Retry::Transient,
            Category::ResourceExhausted => Retry::Throttled { after: None },
            // code.proto: the client should retry at a higher level.
            Category::Aborted => Retry::Remedy { remedy: Remedy::Restart, repeat: Repeat::BackOff },
            _ => Retry::Never,
        }
    }

    /// Whether a request that ended in this category may be repeated although it may have been carried out.
    pub const fn default_replay(self) -> Replay {
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

    /// The canonical HTTP status.
    pub const fn http_status(self) -> u16 {
        match self {
            Category::InvalidArgument | Category::FailedPrecondition | Category::OutOfRange => 400,
            Category::Unauthenticated => 401,
            Category::PermissionDenied => 403,
            Category::NotFound => 404,
            Category::AlreadyExists | Category::Aborted => 409,
            Category::ResourceExhausted => 429,
            Category::Cancelled => 499,
            Category::Unknown | Category::Internal | Category::DataLoss => 500,
            Category::Unimplemented => 501,
            Category::Unavailable => 503,
            Category::DeadlineExceeded => 504,
        }
    }
}

/// The name.
impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
