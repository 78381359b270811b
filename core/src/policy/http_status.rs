//! What an HTTP status alone says: the last resort, for answers without a code.

use crate::policy::Category;
use crate::policy::{RetrySafety, Retry};
use crate::policy::Severity;

/// What a failure is treated as.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Treatment {
    pub(crate) category: Category,
    pub(crate) retry: Retry,
    pub(crate) retry_safety: RetrySafety,
    pub(crate) severity: Severity,
}

impl Treatment {
    /// What a category says when nothing more exact is known.
    pub(crate) const fn of(category: Category) -> Treatment {
        Treatment {
            category,
            retry: category.default_retry(),
            retry_safety: category.default_retry_safety(),
            severity: Severity::Error,
        }
    }
}

/// What a status is treated as; `None` is an answer that never came.
///
/// Sources: RFC 9110, section 15, for what each status means, and that one which nobody has registered is treated as
/// the x00 of its class; RFC 6585 for 429; RFC 8470 for 425. A server that
/// answers 425 or 429 has not carried the request out. After any 5xx, and after a 408 that a gateway sent, it may have.
pub(crate) const fn treatment(status: Option<u16>) -> Treatment {
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
        408 | 499 | 500..=u16::MAX => RetrySafety::IfIdempotent,
        _ => RetrySafety::Always,
    };
    Treatment { category, retry, retry_safety, severity: Severity::Error }
}
