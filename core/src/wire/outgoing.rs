//! What leaves the service of a failure: for whom, in which language, and in which form.

use core::fmt;

use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::policy::Exposure;

/// The form of a response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Form {
    /// The table's own envelope.
    #[default]
    Envelope,
    /// Problem details (RFC 9457).
    Problem,
}

/// A failure on its way out of the service: for whom, in which language, and in which form.
///
/// By default it is for callers of the API:
///
/// - An [internal](Exposure::Internal) failure is replaced by its [mask](ErrorCode::mask), with the trace id. Without a mask,
///   only its code and the catalog's texts leave, not what belongs to the occurrence: params, messages, further values and
///   items.
/// - The message of a response that this service received does not leave, unless [asked for](Outgoing::upstream_text).
/// - Neither the source of a failure nor the body of a response that this service received ever leaves.
///
/// [`whole`](Outgoing::whole) is for another service behind the same API. The failure itself keeps everything, for the log.
///
/// ```
/// mod billing {
///     errcat::codes!("../../examples/billing.toml");
/// }
/// use billing::BillingError;
/// use errcat::{Failure, Form};
///
/// let corrupted = Failure::from(BillingError::LedgerCorrupted)
///     .with_server_message("page 7 of ledger.db")
///     .with_trace_id("5f1c");
///
/// let response = corrupted.outgoing().response();
/// assert_eq!(response.status, 500);
/// assert_eq!(response.body, br#"{"error":{"code":40099,"message":"The service has failed"}}"#);
/// assert!(response.headers.contains(&("X-Request-Id", "5f1c".to_owned())));
///
/// let response = corrupted.outgoing().whole().response();
/// assert_eq!(response.body, br#"{"error":{"code":40090,"message":"page 7 of ledger.db"}}"#);
///
/// let problem = corrupted.outgoing().locale("zh").form(Form::Problem).response();
/// let body = String::from_utf8(problem.body).unwrap();
/// assert!(body.contains(r#""title":"服务内部错误""#), "{body}");
/// ```
pub struct Outgoing<'f, C> {
    failure: &'f Failure<C>,
    /// The index of the locale.
    locale: usize,
    pub(super) form: Form,
    is_whole: bool,
    has_upstream_text: bool,
    /// The trace id of the request, for a failure without one.
    trace_id: Option<&'f str>,
}

impl<C: ErrorCode> Clone for Outgoing<'_, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: ErrorCode> Copy for Outgoing<'_, C> {}

impl<C: ErrorCode> fmt::Debug for Outgoing<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Outgoing { failure, locale: _, form, is_whole, has_upstream_text, trace_id } = self;
        f.debug_struct("Outgoing")
            .field("failure", failure)
            .field("locale", &self.tag())
            .field("form", form)
            .field("is_whole", is_whole)
            .field("has_upstream_text", has_upstream_text)
            .field("trace_id", trace_id)
            .finish()
    }
}

impl<C: ErrorCode> Failure<C> {
    /// Returns what leaves the service of the failure, for callers of the API, in the locale that `Display` shows. See
    /// [`Outgoing`].
    pub fn outgoing(&self) -> Outgoing<'_, C> {
        Outgoing {
            failure: self,
            locale: C::TABLE.shown,
            form: Form::default(),
            is_whole: false,
            has_upstream_text: false,
            trace_id: None,
        }
    }
}

impl<'f, C: ErrorCode> Outgoing<'f, C> {
    /// Sets the locale to the one that fits a BCP 47 language tag best (RFC 4647, lookup).
    #[must_use]
    pub fn locale(self, tag: &str) -> Outgoing<'f, C> {
        self.locale_at(C::TABLE.locale(tag))
    }

    pub(crate) fn locale_at(self, locale: usize) -> Outgoing<'f, C> {
        Outgoing { locale, ..self }
    }

    /// Sets the form. A failure that the table's envelope cannot express, because it has no code or the table has no envelope,
    /// is sent as problem details in any case.
    #[must_use]
    pub fn form(self, form: Form) -> Outgoing<'f, C> {
        Outgoing { form, ..self }
    }

    /// Sends everything but the source, the body and the sensitive values: to another service behind the same API.
    #[must_use]
    pub fn whole(self) -> Outgoing<'f, C> {
        Outgoing { is_whole: true, has_upstream_text: true, ..self }
    }

    /// Sets whether the message of a response that this service received is sent.
    #[must_use]
    pub fn upstream_text(self, is_sent: bool) -> Outgoing<'f, C> {
        Outgoing { has_upstream_text: is_sent, ..self }
    }

    /// Sets the trace id of the request, which a failure without one gets.
    #[must_use]
    pub fn request_trace_id(self, trace_id: Option<&'f str>) -> Outgoing<'f, C> {
        Outgoing { trace_id, ..self }
    }

    /// Returns the tag of the locale.
    pub(crate) fn tag(&self) -> &'static str {
        C::TABLE.locales.get(self.locale).copied().unwrap_or_default()
    }

    /// Returns the failure that is sent.
    pub(crate) fn sent(&self) -> Sent<'f, C> {
        let trace_id = self.trace_id.filter(|_| self.failure.trace_id().is_none());
        match (self.reduced(), trace_id) {
            (sent, None) => sent,
            (Sent::Itself(failure), Some(trace_id)) => {
                Sent::Reduced(failure.copied().with_trace_id(trace_id))
            }
            (Sent::Reduced(failure), Some(trace_id)) => Sent::Reduced(failure.with_trace_id(trace_id)),
        }
    }

    fn reduced(&self) -> Sent<'f, C> {
        if self.is_whole {
            return Sent::Itself(self.failure);
        }
        match self.failure.exposure() {
            Exposure::Internal => Sent::Reduced(self.failure.masked()),
            Exposure::Public if self.failure.has_only_own_text() || self.has_upstream_text => {
                Sent::Itself(self.failure)
            }
            Exposure::Public => Sent::Reduced(self.failure.without_upstream_text()),
        }
    }
}

/// What is sent in place of a failure: the failure itself, or what callers may see of it.
pub(crate) enum Sent<'f, C: ErrorCode> {
    Itself(&'f Failure<C>),
    Reduced(Failure<C>),
}

impl<C: ErrorCode> Sent<'_, C> {
    pub(crate) fn failure(&self) -> &Failure<C> {
        match self {
            Sent::Itself(failure) => failure,
            Sent::Reduced(failure) => failure,
        }
    }
}
