//! One occurrence of an error: what came, and what it means.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::error::Error;
use core::fmt;
use core::time::Duration;

use crate::any_code::{AnyCode, Coded};
use crate::by_status::{Treatment, treatment};
use crate::category::Category;
use crate::code::{Code, RawCode};
use crate::error_code::ErrorCode;
use crate::one_line::OneLine;
use crate::retry::{Replay, Retry};

/// What an answer had for a code.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Received<C> {
    /// A code of the list.
    Known(C),
    /// A code that the list does not have (yet), kept whole.
    Unknown(RawCode),
    /// No readable code: a gateway's page, an empty body, or no answer at all.
    Absent,
}

impl<C: ErrorCode> From<RawCode> for Received<C> {
    fn from(code: RawCode) -> Received<C> {
        // An integer may come as digits, and a string of digits as a number.
        let spelled = || match &code {
            RawCode::Number(number) => C::TABLE.find_spelled(&alloc::format!("{number}")),
            RawCode::Text(text) => C::TABLE.find_spelled(text),
        };
        match C::from_code(code.as_code()).or_else(|| spelled().and_then(C::at)) {
            Some(known) => Received::Known(known),
            None => Received::Unknown(code),
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
/// `?` makes one from a code. What came with the answer is kept, whatever it was.
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
    pub(crate) text: Option<Box<str>>,
    pub(crate) http: Option<u16>,
    pub(crate) not_sent: bool,
    /// The category, where the answer says one and has no HTTP status of its own.
    pub(crate) category: Option<Category>,
    pub(crate) hint: Option<RetryHint>,
    pub(crate) trace: Option<Box<str>>,
    pub(crate) extra: Vec<(Cow<'static, str>, RawCode)>,
    pub(crate) body: Option<Box<[u8]>>,
    pub(crate) source: Option<Box<dyn Error + Send + Sync>>,
}

impl<C: ErrorCode> Failure<C> {
    /// How much of a body without a readable code is kept, in bytes.
    pub const KEPT_BODY: usize = 1024;

    /// A failure with a code that was received, or with none.
    pub fn new(received: Received<C>) -> Failure<C> {
        Failure(Box::new(Occurrence {
            received,
            text: None,
            http: None,
            not_sent: false,
            category: None,
            hint: None,
            trace: None,
            extra: Vec::new(),
            body: None,
            source: None,
        }))
    }

    /// A failure for which no answer came, such as a broken connection.
    pub fn without_answer(source: impl Into<Box<dyn Error + Send + Sync>>) -> Failure<C> {
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
    pub fn with_text(mut self, text: impl Into<Box<str>>) -> Self {
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
    pub fn with_trace(mut self, trace: impl Into<Box<str>>) -> Self {
        self.0.trace = Some(trace.into());
        self
    }

    /// The same with a further value of the envelope, in place of one of that name.
    #[must_use]
    pub fn with_extra(mut self, name: impl Into<Cow<'static, str>>, value: RawCode) -> Self {
        let name = name.into();
        self.0.extra.retain(|(known, _)| *known != name);
        self.0.extra.push((name, value));
        self
    }

    /// The same with the beginning of the body that came; the rest is left behind.
    #[must_use]
    pub fn with_body(mut self, body: &[u8]) -> Self {
        self.0.body = Some(body[..body.len().min(Self::KEPT_BODY)].into());
        self
    }

    /// The same with another code received.
    #[must_use]
    pub fn with_received(mut self, received: Received<C>) -> Self {
        self.0.received = received;
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

    /// The code on the wire, whether the list has it or not.
    pub fn code(&self) -> Option<Code<'_>> {
        match &self.0.received {
            Received::Known(code) => Some(code.code()),
            Received::Unknown(code) => Some(code.as_code()),
            Received::Absent => None,
        }
    }

    /// The text that came with it. It changes from answer to answer: never decide by it.
    pub fn text(&self) -> Option<&str> {
        self.0.text.as_deref()
    }

    /// Whether the request never reached the server. See [`not_sent`](Failure::not_sent).
    pub fn is_not_sent(&self) -> bool {
        self.0.not_sent
    }

    /// The wait that a client is asked for: the server's, or the list's window. What is never repeated asks for none.
    pub fn wait(&self) -> Option<Duration> {
        match (self.retry(), self.0.hint) {
            (Retry::Never, _) | (_, Some(RetryHint::Never)) => None,
            (_, Some(RetryHint::After(after))) => Some(after),
            (Retry::Throttled { after }, None) => after,
            (_, None) => None,
        }
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

    /// The beginning of a body that had no readable code, at most [`KEPT_BODY`](Failure::KEPT_BODY) bytes.
    pub fn body(&self) -> Option<&[u8]> {
        self.0.body.as_deref()
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
    pub fn replay(&self) -> Replay {
        self.treatment().replay
    }

    /// Whether the same request may succeed with nothing done but waiting.
    pub fn is_retryable(&self) -> bool {
        self.retry().is_retryable()
    }

    fn treatment(&self) -> Treatment {
        let mut by_status = match self.0.category {
            Some(category) => {
                Treatment { category, retry: category.default_retry(), replay: category.default_replay() }
            }
            None => treatment(self.0.http),
        };
        if self.0.not_sent {
            by_status.replay = Replay::Safe;
        }
        let says_nothing = self.0.category.is_none() && self.0.http.is_none();
        match &self.0.received {
            Received::Known(code) => {
                Treatment { category: code.category(), retry: code.retry(), replay: code.replay() }
            }
            // A success code under the status of an error says nothing of the error.
            Received::Unknown(code) if C::TABLE.is_success(code.as_code()) => by_status,
            Received::Unknown(_) => match C::TABLE.unknown {
                Some((retry, replay)) => Treatment { category: by_status.category, retry, replay },
                // Something answered, and all that is known of it is that it is not known.
                None if says_nothing => Treatment {
                    category: Category::Unknown,
                    retry: Category::Unknown.default_retry(),
                    replay: Category::Unknown.default_replay(),
                },
                None => by_status,
            },
            Received::Absent => by_status,
        }
    }

    /// What happened, in the locale that `Display` of the codes shows: the list's message, or the text that came.
    pub fn message(&self) -> Option<&str> {
        self.known().map(ErrorCode::message).or(self.text())
    }
}

impl<C: ErrorCode> From<C> for Failure<C> {
    fn from(code: C) -> Failure<C> {
        Failure::new(Received::Known(code))
    }
}

/// What happened, the text that came where it differs, the code and the HTTP status.
impl<C: ErrorCode> fmt::Display for Failure<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match &self.0.received {
            Received::Known(code) => code.message(),
            Received::Unknown(_) => "unknown code",
            Received::Absent if self.0.http.is_some() => "an answer without a readable code",
            Received::Absent => "no answer",
        };
        f.write_str(message)?;
        if let Some(text) = self.text().filter(|text| text.trim_end_matches(['.', '。']) != message) {
            write!(f, ": {}", OneLine(text))?;
        }
        let enum_name = C::TABLE.enum_name;
        match (self.code(), self.0.http) {
            (Some(code), Some(status)) => write!(f, " ({enum_name} {}, HTTP {status})", OneLine(&code)),
            (Some(code), None) => write!(f, " ({enum_name} {})", OneLine(&code)),
            (None, Some(status)) => write!(f, " ({enum_name}, HTTP {status})"),
            (None, None) => write!(f, " ({enum_name})"),
        }
    }
}

/// Without the bytes of a body: nobody knows what is in them.
impl<C: ErrorCode> fmt::Debug for Failure<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Occurrence { received, text, http, not_sent, category, hint, trace, extra, body, source } =
            &*self.0;
        f.debug_struct("Failure")
            .field("received", received)
            .field("text", text)
            .field("http", http)
            .field("not_sent", not_sent)
            .field("category", category)
            .field("hint", hint)
            .field("trace", trace)
            .field("extra", extra)
            .field("body_bytes", &body.as_ref().map(|body| body.len()))
            .field("source", source)
            .finish()
    }
}

impl<C: ErrorCode> Error for Failure<C> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl<C: ErrorCode> Failure<C> {
    /// The code without its type, if it is one of the list.
    pub fn any_code(&self) -> Option<AnyCode> {
        self.known().map(|code| Coded::any_code(&code))
    }
}
