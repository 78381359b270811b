//! What callers may see of a failure.

use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};
use crate::policy::Exposure;

impl<C: ErrorCode> Failure<C> {
    /// Returns whether no text of a response that was received is among its parts, nor in those of its items.
    pub(crate) fn has_only_own_text(&self) -> bool {
        let has_upstream_text = self.0.has_upstream_message && self.0.server_message.is_some();
        let is_public = |item: &Failure<C>| item.exposure() == Exposure::Public && item.has_only_own_text();
        !has_upstream_text && self.items().iter().all(is_public)
    }

    /// Returns a failure with everything but the source and the body.
    pub(crate) fn copied(&self) -> Failure<C> {
        let mut failure = self.with_items_of(Failure::copied);
        failure.0.server_message = self.0.server_message.clone();
        failure.0.has_upstream_message = self.0.has_upstream_message;
        failure
    }

    /// Returns a failure with everything but the source, and what it has of a response that was received: the message and the
    /// body.
    pub(crate) fn without_upstream_text(&self) -> Failure<C> {
        let mut failure = self.with_items_of(Failure::exposed);
        if !self.0.has_upstream_message {
            failure.0.server_message = self.0.server_message.clone();
        }
        failure
    }

    /// Returns a failure with what is not text of a server, and with what a function makes of the items.
    fn with_items_of(&self, item: fn(&Failure<C>) -> Failure<C>) -> Failure<C> {
        let mut failure = self.stripped();
        failure.0.extra = self.0.extra.clone();
        failure.0.params = self.0.params.clone();
        if let Some(pointer) = self.pointer() {
            failure = failure.with_pointer(pointer);
        }
        if let Some(url) = self.own_url() {
            failure = failure.with_url(url);
        }
        if self.items().is_empty() {
            return failure;
        }
        failure.with_items(self.items().iter().map(item))
    }

    /// Returns what leaves in place of an internal failure: its mask, or without one its code. It keeps what finds the
    /// request in the log, and the wait.
    pub(crate) fn masked(&self) -> Failure<C> {
        let Some(mask) = self.mask() else { return self.stripped() };
        let mut masked = Failure::new(Received::Known(mask));
        masked.0.trace_id = self.0.trace_id.clone();
        masked.0.hint = self.0.hint;
        masked
    }

    /// Returns what callers may see of it.
    fn exposed(&self) -> Failure<C> {
        match self.exposure() {
            Exposure::Public => self.without_upstream_text(),
            Exposure::Internal => self.masked(),
        }
    }

    /// Returns a failure with the code, the status, the wait and the trace id.
    fn stripped(&self) -> Failure<C> {
        let mut failure = Failure::new(self.0.received.clone());
        failure.0.wire_code = self.0.wire_code.clone();
        failure.0.http_status = self.0.http_status;
        failure.0.sent = self.0.sent;
        failure.0.category = self.0.category;
        failure.0.hint = self.0.hint;
        failure.0.trace_id = self.0.trace_id.clone();
        match self.subcode() {
            Some(subcode) => failure.with_own_subcode(Some(subcode.clone())),
            None => failure,
        }
    }
}
