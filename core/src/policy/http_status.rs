//! What an HTTP status means by itself: the last resort, for responses without a code.

use crate::policy::{Category, Retry, RetrySafety, Severity, Treatment};

impl Treatment {
    /// Returns what an HTTP status means by itself; `None` is a response that was never received.
    ///
    /// Sources: RFC 9110, section 15, for the meaning of each status, and that an unregistered status is treated as the
    /// x00 of its class; RFC 6585 for 429; RFC 8470 for 425. A server that responds with 425 or 429 has not carried out
    /// the request. After any 5xx, and after a 408 that a gateway sent, it may have, and so it may with a status
    /// below 400.
    pub(crate) const fn of_status(status: Option<u16>) -> Treatment {
        let Some(status) = status else {
            return Treatment {
                category: Category::Unavailable,
                retry: Retry::Transient,
                retry_safety: RetrySafety::IfIdempotent,
                severity: Severity::Error,
            };
        };
        let category = match status {
            401 | 407 => Category::Unauthenticated,
            402 | 403 | 451 => Category::PermissionDenied,
            404 | 410 => Category::NotFound,
            405 | 501 | 505 => Category::Unimplemented,
            408 | 504 => Category::DeadlineExceeded,
            409 => Category::Aborted,
            412 | 423 | 424 | 426 | 428 => Category::FailedPrecondition,
            416 => Category::OutOfRange,
            425 | 502 | 503 => Category::Unavailable,
            429 | 507 => Category::ResourceExhausted,
            499 => Category::Cancelled,
            500 | 509 | 512.. => Category::Internal,
            400..=498 => Category::InvalidArgument,
            _ => Category::Unknown,
        };
        let retry = match status {
            408 | 425 | 500 | 502 | 503 | 504 | 509 | 512.. => Retry::Transient,
            429 => Retry::Throttled { after: None },
            _ => Retry::Never,
        };
        let retry_safety = match status {
            425 | 429 => RetrySafety::Always,
            400..=498 if status != 408 => RetrySafety::Always,
            // With a status below 400, the server may have carried out the request as well.
            _ => RetrySafety::IfIdempotent,
        };
        Treatment { category, retry, retry_safety, severity: Severity::Error }
    }
}
