//! What a failure is treated as: the part of an entry's policy that decisions depend on.

use crate::policy::{Category, Retry, RetrySafety, Severity};

/// What a failure is treated as.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Treatment {
    pub(crate) category: Category,
    pub(crate) retry: Retry,
    pub(crate) retry_safety: RetrySafety,
    pub(crate) severity: Severity,
}

impl Treatment {
    /// Returns the defaults of a category.
    pub(crate) const fn of(category: Category) -> Treatment {
        Treatment {
            category,
            retry: category.default_retry(),
            retry_safety: category.default_retry_safety(),
            severity: Severity::Error,
        }
    }
}
