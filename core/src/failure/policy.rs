//! What a failure is treated as: by its code, or where the list does not have that, by what else is known.

use core::time::Duration;

use crate::policy::{Treatment, treatment};
use crate::policy::Category;
use crate::entry::ErrorCode;
use crate::failure::{Failure, Received, RetryHint};
use crate::policy::{RetrySafety, Retry};
use crate::policy::Severity;
use crate::table::PrefixClass;

impl<C: ErrorCode> Failure<C> {
    /// The wait that a client is asked for: the server's, or the list's window. What is never repeated asks for none.
    pub fn wait(&self) -> Option<Duration> {
        match (self.retry(), self.0.hint) {
            (Retry::Never, _) | (_, Some(RetryHint::Never)) => None,
            (_, Some(RetryHint::After(after))) => Some(after),
            (Retry::Throttled { after }, None) => after,
            (_, None) => None,
        }
    }

    /// The category: the code's, or for a code that is not known or not there, what the HTTP status says.
    pub fn category(&self) -> Category {
        self.treatment().category
    }

    /// What to do about it: what the list says of the code; for a code that it does not have, what it says of unknown
    /// codes; without a code, what the HTTP status says.
    pub fn retry(&self) -> Retry {
        self.treatment().retry
    }

    /// Whether the request may be repeated although it may already have been carried out.
    pub fn retry_safety(&self) -> RetrySafety {
        self.treatment().retry_safety
    }

    /// Whether the same request may succeed with nothing done but waiting.
    pub fn is_retryable(&self) -> bool {
        self.retry().is_retryable()
    }

    /// How grave it is: what the list says of the code, or else an error.
    pub fn severity(&self) -> Severity {
        self.treatment().severity
    }

    /// The name of the code's class. A code that the list does not have may have one by how it starts.
    pub fn class(&self) -> Option<&'static str> {
        match &self.0.received {
            Received::Known(code) => code.class(),
            Received::Unknown(code) => C::TABLE.prefix_class(code.as_code()).map(|class| class.name),
            Received::Absent => None,
        }
    }

    fn treatment(&self) -> Treatment {
        let mut by_status = match self.0.category {
            Some(category) => Treatment::of(category),
            None => treatment(self.0.http),
        };
        if self.0.not_sent {
            by_status.retry_safety = RetrySafety::Always;
        }
        match &self.0.received {
            Received::Known(code) if code.severity() == Severity::Success => self.of_success(by_status),
            Received::Unknown(code) if C::TABLE.is_success(code.as_code()) => self.of_success(by_status),
            Received::Known(code) => Treatment {
                category: code.category(),
                retry: code.retry(),
                retry_safety: code.retry_safety(),
                severity: code.severity(),
            },
            Received::Unknown(code) => {
                let says_nothing = self.0.category.is_none() && self.0.http.is_none();
                let of_unknown = match C::TABLE.unknown {
                    Some((retry, retry_safety)) => Treatment { retry, retry_safety, ..by_status },
                    // Something answered, and all that is known of it is that it is not known.
                    None if says_nothing => Treatment::of(Category::Unknown),
                    None => by_status,
                };
                let class = C::TABLE.prefix_class(code.as_code());
                class.map_or(of_unknown, |class| of_class(class, of_unknown))
            }
            Received::Absent => by_status,
        }
    }

    /// A success code under the status of an error says nothing of the error; elsewhere there is none.
    fn of_success(&self, by_status: Treatment) -> Treatment {
        let is_error = self.0.category.is_some() || self.0.http.is_some_and(|status| status >= 400);
        let success = Treatment { severity: Severity::Success, ..Treatment::of(Category::Unknown) };
        if is_error { by_status } else { success }
    }
}

/// What a class says of a code that the list does not have goes before what is said of all such codes.
fn of_class(class: &PrefixClass, of_unknown: Treatment) -> Treatment {
    let by_category = class.category.map_or(of_unknown, Treatment::of);
    Treatment {
        category: by_category.category,
        retry: class.retry.unwrap_or(by_category.retry),
        retry_safety: class.retry_safety.unwrap_or(by_category.retry_safety),
        severity: class.severity.unwrap_or(Severity::Error),
    }
}
