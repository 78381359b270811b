//! The 16 standard categories of errors, with the defaults that each gives.

use crate::exposure::Exposure;
use crate::recovery::Recovery;
use crate::retry::{Remedy, Repeat, Retry, RetrySafety};
use crate::word::named;

named! {
    /// The kind of an error: one of the codes of `google.rpc.Code` except `OK`, which is not an error.
    ///
    /// Source of names, numbers and HTTP statuses: `google/rpc/code.proto`, which also describes each at length.
    ///
    /// ```
    /// use errcat_types::Category;
    ///
    /// assert_eq!("not-found".parse(), Ok(Category::NotFound));
    /// assert_eq!(Category::NotFound.http_status(), 404);
    /// assert_eq!(Category::NotFound.grpc_code(), 5);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[repr(u8)]
    pub enum Category ("category") {
        /// The caller cancelled the operation.
        Cancelled = 1: "cancelled",
        /// Nothing is known about the error.
        Unknown = 2: "unknown",
        /// The request is wrong, whatever the state of the system.
        InvalidArgument = 3: "invalid-argument",
        /// The deadline passed; the operation may have completed all the same.
        DeadlineExceeded = 4: "deadline-exceeded",
        /// The requested entity does not exist.
        NotFound = 5: "not-found",
        /// The entity to be created already exists.
        AlreadyExists = 6: "already-exists",
        /// The caller is identified and may not do this.
        PermissionDenied = 7: "permission-denied",
        /// A quota or another limit is exhausted.
        ResourceExhausted = 8: "resource-exhausted",
        /// The system is not in the required state; the caller should not retry until the state has been fixed.
        FailedPrecondition = 9: "failed-precondition",
        /// The operation conflicted with another one; the caller should retry at a higher level.
        Aborted = 10: "aborted",
        /// The operation is past the valid range, given the state of the system.
        OutOfRange = 11: "out-of-range",
        /// The operation is not implemented or not supported.
        Unimplemented = 12: "unimplemented",
        /// An invariant of the system is broken.
        Internal = 13: "internal",
        /// The service is currently not available.
        Unavailable = 14: "unavailable",
        /// Data is lost or corrupted, beyond recovery.
        DataLoss = 15: "data-loss",
        /// The request has no valid credentials.
        Unauthenticated = 16: "unauthenticated",
    }
}

impl Category {
    /// Returns the number of the gRPC status code, 1 to 16.
    pub const fn grpc_code(self) -> i32 {
        self as i32
    }

    /// Returns the canonical HTTP status.
    pub const fn http_status(self) -> u16 {
        self.defaults().0
    }

    /// Returns what to do about an error of this category when the catalog says nothing more specific.
    ///
    /// AIP-194 would retry `unavailable` only; a timeout and a limit are worth a retry when retry safety allows it.
    pub const fn default_retry(self) -> Retry {
        self.defaults().1
    }

    /// Returns whether a request that failed with this category may be retried although it may already have been
    /// carried out.
    pub const fn default_retry_safety(self) -> RetrySafety {
        self.defaults().2
    }

    /// Returns whether callers may see an error of this category when the catalog says nothing: what is wrong inside of the
    /// service is internal.
    pub const fn default_exposure(self) -> Exposure {
        match self {
            Category::Unknown | Category::Internal | Category::DataLoss => Exposure::Internal,
            Category::Cancelled
            | Category::InvalidArgument
            | Category::DeadlineExceeded
            | Category::NotFound
            | Category::AlreadyExists
            | Category::PermissionDenied
            | Category::ResourceExhausted
            | Category::FailedPrecondition
            | Category::Aborted
            | Category::OutOfRange
            | Category::Unimplemented
            | Category::Unavailable
            | Category::Unauthenticated => Exposure::Public,
        }
    }

    /// Returns who must act after an error of this category that a retry does not recover from.
    pub const fn default_recovery(self) -> Recovery {
        match self {
            Category::Cancelled
            | Category::InvalidArgument
            | Category::NotFound
            | Category::AlreadyExists
            | Category::FailedPrecondition
            | Category::OutOfRange
            | Category::Unimplemented
            | Category::Unauthenticated => Recovery::Correct,
            // Access is granted by somebody else.
            Category::PermissionDenied
            | Category::Unknown
            | Category::Internal
            | Category::DataLoss
            | Category::DeadlineExceeded
            | Category::ResourceExhausted
            | Category::Aborted
            | Category::Unavailable => Recovery::Escalate,
        }
    }

    /// Returns the exit code of a program that ends with an error of this category.
    ///
    /// Source of the numbers: `sysexits.h` of BSD, in which 65 is wrong input, 66 an input that does not exist, 69 a service
    /// that is unavailable, 70 an internal error, 73 an output that cannot be created, 74 an I/O error, 75 a failure that is
    /// worth a retry, 77 a lack of permission, and 78 something in a wrong state.
    #[allow(clippy::match_same_arms)] // a row for each category
    pub const fn default_exit_code(self) -> u8 {
        match self {
            Category::Cancelled => 75,
            Category::Unknown => 70,
            Category::InvalidArgument => 65,
            Category::DeadlineExceeded => 75,
            Category::NotFound => 66,
            Category::AlreadyExists => 73,
            Category::PermissionDenied => 77,
            Category::ResourceExhausted => 75,
            Category::FailedPrecondition => 78,
            Category::Aborted => 75,
            Category::OutOfRange => 65,
            Category::Unimplemented => 69,
            Category::Internal => 70,
            Category::Unavailable => 69,
            Category::DataLoss => 74,
            Category::Unauthenticated => 77,
        }
    }

    #[allow(clippy::match_same_arms)] // a row for each category
    const fn defaults(self) -> (u16, Retry, RetrySafety) {
        use RetrySafety::{Always, IfIdempotent};
        const THROTTLED: Retry = Retry::Throttled { after: None };
        // code.proto: the client should retry at a higher level.
        const RESTART: Retry = Retry::Remedy { remedy: Remedy::Restart, repeat: Repeat::BackOff };
        match self {
            Category::Cancelled => (499, Retry::Never, IfIdempotent),
            Category::Unknown => (500, Retry::Never, IfIdempotent),
            Category::InvalidArgument => (400, Retry::Never, Always),
            Category::DeadlineExceeded => (504, Retry::Transient, IfIdempotent),
            Category::NotFound => (404, Retry::Never, Always),
            Category::AlreadyExists => (409, Retry::Never, Always),
            Category::PermissionDenied => (403, Retry::Never, Always),
            Category::ResourceExhausted => (429, THROTTLED, Always),
            Category::FailedPrecondition => (400, Retry::Never, Always),
            Category::Aborted => (409, RESTART, IfIdempotent),
            Category::OutOfRange => (400, Retry::Never, Always),
            Category::Unimplemented => (501, Retry::Never, Always),
            Category::Internal => (500, Retry::Never, IfIdempotent),
            Category::Unavailable => (503, Retry::Transient, IfIdempotent),
            Category::DataLoss => (500, Retry::Never, IfIdempotent),
            Category::Unauthenticated => (401, Retry::Never, Always),
        }
    }
}
