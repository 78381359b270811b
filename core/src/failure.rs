//! One occurrence of an error: what came, and what it means.

mod params;
mod show;
mod treat;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::error::Error;
use core::time::Duration;

use crate::entry::{AnyCode, Coded};
use crate::policy::Category;
use crate::code::{Code, WireCode};
use crate::entry::ErrorCode;
use crate::failure::params::HeldParam;
use crate::entry::HasCode;

/// What an answer had for a code.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Received<C> {
    /// A code of the list.
    Known(C),
    /// A code that the list does not have (yet), kept whole.
    Unknown(WireCode),
    /// No readable code: a gateway's page, an empty body, or no answer at all.
    Absent,
}

impl<C: ErrorCode> From<WireCode> for Received<C> {
    fn from(code: WireCode) -> Received<C> {
        received(code).0
    }
}

/// What a code that came is, and the code itself where it is not the one that is sent for its entry.
pub(crate) fn received<C: ErrorCode>(code: WireCode) -> (Received<C>, Option<WireCode>) {
    // An integer may come as digits, and a string of digits as a number.
    let spelled = || match &code {
        WireCode::Number(number) => C::of_spelled(&alloc::format!("{number}")),
        WireCode::Text(text) => C::of_spelled(text),
    };
    match C::of_code(code.as_code()).or_else(spelled) {
        None => (Received::Unknown(code), None),
        Some(known) if known.code() == code.as_code() => (Received::Known(known), None),
        Some(known) => {
            let is_sent = alloc::format!("{}", known.code()) == alloc::format!("{code}");
            (Received::Known(known), (!is_sent).then_some(code))
        }
    }
}

/// What the server itself says of a repeat. It counts for more than the list.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetryHint {
    /// Not before so long.
    After(Duration),
    /// Not at all.
    Never,
}

/// One occurrence of an error. It is one pointer wide.
///
/// `?` makes one from a code, from a struct of an entry's params, and from an error type of your own that
/// [derives `Coded`](macro@crate::Coded). What came with the answer is kept, whatever it was.
///
/// ```
/// use errcat::tencent_meeting::RestError;
/// use errcat::{Failure, Received};
///
/// fn join(meeting: u64) -> Result<(), Failure<RestError>> {
///     if meeting == 0 { Err(RestError::MeetingNotFound)? } else { Ok(()) }
/// }
///
/// let failure = join(0).unwrap_err();
/// assert_eq!(*failure.received(), Received::Known(RestError::MeetingNotFound));
/// assert_eq!(failure.to_string(), "会议不存在 (RestError 9003)");
/// ```
pub struct Failure<C>(pub(crate) Box<Occurrence<C>>);

pub(crate) struct Occurrence<C> {
    pub(crate) received: Received<C>,
    /// The code that came, where it is not the one that is sent for its entry.
    pub(crate) came: Option<WireCode>,
    pub(crate) text: Option<Box<str>>,
    pub(crate) http: Option<u16>,
    pub(crate) not_sent: bool,
    /// The category, where the answer says one and has no HTTP status of its own.
    pub(crate) category: Option<Category>,
    pub(crate) hint: Option<RetryHint>,
    pub(crate) trace: Option<Box<str>>,
    pub(crate) extra: Vec<(Cow<'static, str>, WireCode)>,
    pub(crate) params: Vec<HeldParam>,
    pub(crate) body: Option<Box<[u8]>>,
    pub(crate) source: Option<Box<dyn Error + Send + Sync>>,
}

impl<C: ErrorCode> Failure<C> {
    /// How much of a body without a readable code is kept, in bytes.
    pub const MAX_BODY_LEN: usize = 1024;

    /// A failure with a code that was received, or with none.
    pub fn new(received: Received<C>) -> Failure<C> {
        Failure(Box::new(Occurrence {
            received,
            came: None,
            text: None,
            http: None,
            not_sent: false,
            category: None,
            hint: None,
            trace: None,
            extra: Vec::new(),
            params: Vec::new(),
            body: None,
            source: None,
        }))
    }

    pub(crate) fn of(code: C) -> Failure<C> {
        Failure::new(Received::Known(code))
    }

    /// The same with a code that came, which the list may have or not.
    #[cfg(any(feature = "serde", feature = "json", feature = "tonic"))]
    pub(crate) fn with_code(mut self, code: WireCode) -> Self {
        let (received, came) = received(code);
        self.0.received = received;
        self.0.came = came;
        self
    }

    /// A failure for which no answer came, such as a broken connection.
    pub fn from_transport_error(source: impl Into<Box<dyn Error + Send + Sync>>) -> Failure<C> {
        Failure::new(Received::Absent).with_source(source)
    }

    /// The same for a request that was never sent, such as after a refused connection: repeating it does no harm.
    #[must_use]
    pub fn not_sent(mut self) -> Self {
        self.0.not_sent = true;
        self
    }

    /// The same with the category that the answer itself says, such as that of a gRPC status.
    #[must_use]
    pub fn with_category(mut self, category: Category) -> Self {
        self.0.category = Some(category);
        self
    }

    /// The same with the text that came with it.
    #[must_use]
    pub fn with_server_message(mut self, text: impl Into<Box<str>>) -> Self {
        self.0.text = Some(text.into());
        self
    }

    /// The same with the HTTP status of the answer.
    #[must_use]
    pub fn with_http_status(mut self, status: u16) -> Self {
        self.0.http = Some(status);
        self
    }

    /// The same with what the server says of a repeat.
    #[must_use]
    pub fn with_retry_hint(mut self, hint: RetryHint) -> Self {
        self.0.hint = Some(hint);
        self
    }

    /// The same with the id by which the server finds the request in its logs.
    #[must_use]
    pub fn with_trace_id(mut self, trace: impl Into<Box<str>>) -> Self {
        self.0.trace = Some(trace.into());
        self
    }

    /// The same with a further value of the envelope, in place of one of that name.
    #[must_use]
    pub fn with_extra(mut self, name: impl Into<Cow<'static, str>>, value: WireCode) -> Self {
        let name = name.into();
        self.0.extra.retain(|(known, _)| *known != name);
        self.0.extra.push((name, value));
        self
    }

    /// The same with the beginning of the body that came; the rest is left behind.
    #[must_use]
    pub fn with_body(mut self, body: &[u8]) -> Self {
        self.0.body = Some(body[..body.len().min(Self::MAX_BODY_LEN)].into());
        self
    }

    /// The same with another code received.
    #[must_use]
    pub fn with_received(mut self, received: Received<C>) -> Self {
        self.mark_sensitive();
        self.0.received = received;
        self.0.came = None;
        self
    }

    /// The same with what caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// What was received for a code.
    pub fn received(&self) -> &Received<C> {
        &self.0.received
    }

    /// The code, if it is one of the list.
    pub fn known(&self) -> Option<C> {
        match self.0.received {
            Received::Known(code) => Some(code),
            _ => None,
        }
    }

    /// The code on the wire, as it came: whether the list has it or not, and where an entry has several, the one of them
    /// that came.
    pub fn code(&self) -> Option<Code<'_>> {
        match &self.0.received {
            Received::Known(code) => Some(self.0.came.as_ref().map_or(code.code(), WireCode::as_code)),
            Received::Unknown(code) => Some(code.as_code()),
            Received::Absent => None,
        }
    }

    /// The code that is sent: where an entry has several, its own, whichever came.
    #[cfg(any(feature = "json", feature = "tonic"))]
    pub(crate) fn sent_code(&self) -> Option<Code<'_>> {
        self.known().map(ErrorCode::code).or_else(|| self.code())
    }

    /// The text that came with it. It changes from answer to answer: never decide by it.
    pub fn text(&self) -> Option<&str> {
        self.0.text.as_deref()
    }

    /// Whether the request never reached the server. See [`not_sent`](Failure::not_sent).
    pub fn is_not_sent(&self) -> bool {
        self.0.not_sent
    }

    /// The HTTP status of the answer.
    pub fn http_status(&self) -> Option<u16> {
        self.0.http
    }

    /// What the server says of a repeat.
    pub fn retry_hint(&self) -> Option<RetryHint> {
        self.0.hint
    }

    /// The id by which the server finds the request in its logs.
    pub fn trace(&self) -> Option<&str> {
        self.0.trace.as_deref()
    }

    /// A further value of the envelope, by the name that the list gives it.
    pub fn extra(&self, name: &str) -> Option<Code<'_>> {
        self.0.extra.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_code())
    }

    /// All further values of the envelope, with their names.
    pub fn extras(&self) -> impl Iterator<Item = (&str, Code<'_>)> {
        self.0.extra.iter().map(|(name, value)| (&**name, value.as_code()))
    }

    /// The beginning of a body that had no readable code, at most [`MAX_BODY_LEN`](Failure::MAX_BODY_LEN) bytes.
    pub fn body(&self) -> Option<&[u8]> {
        self.0.body.as_deref()
    }

    /// The code without its type, if it is one of the list.
    pub fn any_code(&self) -> Option<AnyCode> {
        self.known().map(|code| Coded::any_code(&code))
    }
}

/// From whatever stands for an entry of the table: a code, a struct of its params, or an error of your own, which becomes
/// the failure's source.
impl<E: HasCode + Error + Send + Sync + 'static> From<E> for Failure<E::Code> {
    fn from(error: E) -> Failure<E::Code> {
        error.__into_failure()
    }
}

impl<C: ErrorCode> Error for Failure<C> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
