//! What a failure means for the caller: by its code, or without a known code, by what else was received.

use core::time::Duration;

use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};
use crate::policy::{Category, Exposure, Recovery, Retry, RetryHint, RetrySafety, Severity, Treatment};
use crate::table::Overrides;

impl<C: ErrorCode> Failure<C> {
    /// Returns the shortest wait before a retry: the server's, or else the catalog's. A failure that must not be retried
    /// has none.
    pub fn retry_after(&self) -> Option<Duration> {
        let retry = self.retry();
        match self.trusted_hint() {
            Some(RetryHint::Never) => None,
            Some(RetryHint::Retry { after }) => after.or(retry.after()),
            Some(RetryHint::After(_)) | None if retry == Retry::Never => None,
            Some(RetryHint::After(after)) => Some(after),
            None => retry.after(),
        }
    }

    /// Returns the category: that of a known code; for an unknown code, that of its class or of all unknown codes; or else
    /// that of the HTTP status.
    pub fn category(&self) -> Category {
        self.treatment().category
    }

    /// Returns what to do about it: for a known code, what the catalog says of it; for an unknown code, what the catalog
    /// says of its class or of all unknown codes; or else what the HTTP status means.
    pub fn retry(&self) -> Retry {
        self.treatment().retry
    }

    /// Returns whether the request may be retried although it may already have been carried out.
    pub fn retry_safety(&self) -> RetrySafety {
        self.treatment().retry_safety
    }

    /// Returns whether the same request may succeed after nothing but a wait.
    pub fn is_retryable(&self) -> bool {
        self.retry().is_retryable()
    }

    /// Returns the severity: what the catalog says of the code, its class or all unknown codes, or else an error.
    pub fn severity(&self) -> Severity {
        self.treatment().severity
    }

    /// Returns the name of the code's class. An unknown code may have one by its prefix.
    pub fn class(&self) -> Option<&'static str> {
        match (self.index(), &self.0.received) {
            (Some(index), _) => C::TABLE.policy(index).class,
            (None, Received::Unknown(code)) => C::TABLE.class_of_code(code).map(|class| class.name),
            (None, Received::Known(_) | Received::Absent) => None,
        }
    }

    /// Returns the HTTP status to send with the failure in the table's envelope: the received status of an error, or else
    /// what the catalog states for the code; for an unknown code, for its class or for all unknown codes; or else the
    /// category's canonical status.
    pub fn envelope_status(&self) -> u16 {
        let received = self.http_status().filter(|status| (400..=599).contains(status));
        let stated = match (self.index(), &self.0.received) {
            (Some(index), _) => Some(C::TABLE.policy(index).http),
            (None, Received::Unknown(code)) => {
                let of_class = C::TABLE.class_of_code(code).and_then(|class| class.defaults.http);
                of_class.or(C::TABLE.unknown.http)
            }
            (None, Received::Known(_) | Received::Absent) => None,
        };
        received.or(stated).unwrap_or_else(|| self.category().http_status())
    }

    /// Returns who must act so that a request may succeed: what the catalog states of the code, of its class or of all unknown
    /// codes; or else what follows from the retry and the category.
    ///
    /// ```
    /// use errcat::tencent_meeting::RestError;
    /// use errcat::{Failure, Reader, Recovery};
    ///
    /// let failure = Failure::from(RestError::MeetingNotFound);
    /// assert_eq!(failure.recovery(), Recovery::Correct);
    /// assert_eq!(failure.recovery().text(Reader::Actor, "en"), "Correct the request before you send it again");
    /// ```
    pub fn recovery(&self) -> Recovery {
        match self.trusted_hint() {
            Some(RetryHint::Retry { .. }) => Recovery::Retry,
            Some(RetryHint::After(_) | RetryHint::Never) | None => {
                self.overrides().recovery(self.category(), &self.retry())
            }
        }
    }

    /// Returns whether callers may see the failure: what the catalog states of the code, of its class or of all unknown codes;
    /// or else what follows from the category.
    pub fn exposure(&self) -> Exposure {
        self.overrides().exposure.unwrap_or(self.category().default_exposure())
    }

    /// Returns the exit code of a program that ends with the failure: that of the catalog, or else the one of `sysexits.h` for
    /// its category.
    pub fn exit_code(&self) -> u8 {
        self.overrides().exit.unwrap_or(self.category().default_exit_code())
    }

    /// Returns the entry that leaves the service in place of the failure, if that is internal: that of the code, of its class,
    /// or of all unknown codes, or else the table's. See `Outgoing`.
    pub fn mask(&self) -> Option<C> {
        if self.exposure() == Exposure::Public {
            return None;
        }
        self.overrides().mask.and_then(|mask| C::at(mask as usize))
    }

    fn overrides(&self) -> Overrides {
        let of_unknown = C::TABLE.unknown.overrides;
        match (self.index(), &self.0.received) {
            (Some(index), _) => C::TABLE.policy(index).overrides,
            (None, Received::Unknown(code)) => {
                let class = C::TABLE.class_of_code(code);
                class.map_or(of_unknown, |class| class.defaults.overrides.or(of_unknown))
            }
            // Nothing is known of it but its status; the mask is that of every code that states none.
            (None, Received::Known(_) | Received::Absent) => {
                Overrides { mask: of_unknown.mask, ..Overrides::NONE }
            }
        }
    }

    fn treatment(&self) -> Treatment {
        let mut by_status = match self.0.category {
            Some(category) => Treatment::of(category),
            None => Treatment::of_status(self.0.http_status),
        };
        if !self.0.sent {
            by_status.retry_safety = RetrySafety::Always;
        }
        if let Some(index) = self.index() {
            let policy = C::TABLE.policy(index);
            return match policy.severity {
                Severity::Success => self.of_success(by_status),
                severity => Treatment {
                    category: policy.category,
                    retry: policy.retry,
                    retry_safety: policy.retry_safety,
                    severity,
                },
            };
        }
        match &self.0.received {
            Received::Unknown(code) if C::TABLE.is_success(code) => self.of_success(by_status),
            Received::Unknown(code) => {
                let says_nothing = self.0.category.is_none() && self.0.http_status.is_none();
                // Without a status, a server responded, and nothing but an unknown code is known of it.
                let base = if says_nothing { Treatment::of(Category::Unknown) } else { by_status };
                let of_unknown = C::TABLE.unknown.apply(base);
                let class = C::TABLE.class_of_code(code);
                class.map_or(of_unknown, |class| class.defaults.apply(of_unknown))
            }
            Received::Known(_) | Received::Absent => by_status,
        }
    }

    /// Returns the server's word on a retry, as far as the table trusts it: that a retry is worth it although the catalog says
    /// "never" is heard only if the envelope names `should_retry`, the location of that word.
    pub(super) fn trusted_hint(&self) -> Option<RetryHint> {
        let is_trusted = C::TABLE.envelope.parts.should_retry.is_some() || self.retry() != Retry::Never;
        match self.0.hint {
            Some(RetryHint::Retry { .. }) if !is_trusted => None,
            hint => hint,
        }
    }

    /// Returns the index of the table's entry with the code: that of a known code, or for a set, that of an entry that is not
    /// in the set.
    pub(super) fn index(&self) -> Option<usize> {
        match &self.0.received {
            Received::Known(code) => Some(code.index()),
            Received::Unknown(code) => C::index_of_code(code),
            Received::Absent => None,
        }
    }

    /// Returns the treatment of a success code. Under the status of an error it says nothing about the error.
    fn of_success(&self, by_status: Treatment) -> Treatment {
        let is_error = self.0.category.is_some() || self.0.http_status.is_some_and(|status| status >= 400);
        let success = Treatment { severity: Severity::Success, ..Treatment::of(Category::Unknown) };
        if is_error { by_status } else { success }
    }
}
