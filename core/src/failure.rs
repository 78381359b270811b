//! One occurrence of an error: what was received of it, and what it means.

mod combined;
mod convert;
mod decide;
mod display;
#[cfg(feature = "std")]
mod exit;
#[cfg(any(feature = "json", feature = "tonic"))]
mod exposed;
mod find;
mod params;
mod policy;
mod set;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::error::Error;

use crate::code::WireCode;
use crate::entry::{AnyCode, Coded, ErrorCode};
use crate::policy::{Category, RetryHint};

#[cfg(feature = "std")]
pub use exit::Exit;
pub use find::{Findable, code_among, find_any_code, find_code};
use params::HeldParam;
pub use set::failure_of_set;

/// The code that a response had.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Received<C> {
    /// A code of the catalog.
    Known(C),
    /// A code that the catalog does not have (yet), kept whole.
    Unknown(WireCode<'static>),
    /// No readable code: a gateway's page, an empty body, or no response at all.
    Absent,
}

impl<C: ErrorCode> From<WireCode<'_>> for Received<C> {
    fn from(code: WireCode<'_>) -> Received<C> {
        recognize(code.into_owned()).0
    }
}

/// Looks up a code that was received. For a known one, also returns it as it was received.
#[inline]
pub(crate) fn recognize<C: ErrorCode>(code: WireCode<'static>) -> (Received<C>, Option<WireCode<'static>>) {
    if let Some(known) = C::of_code(&code) {
        return (Received::Known(known), Some(code));
    }
    // An integer may be received as digits, and a string of digits as a number.
    let text = alloc::format!("{code}");
    let Some(known) = C::of_spelled(&text) else {
        return (Received::Unknown(code), None);
    };
    let sent = known.wire_code();
    let is_sent = alloc::format!("{sent}") == text;
    (Received::Known(known), Some(if is_sent { sent } else { code }))
}

/// One occurrence of an error. It is one pointer wide.
///
/// `?` converts a code into one, a struct of an entry's params, and an error type of your own that
/// [derives `Coded`](macro@crate::Coded). Everything that was received with the response is kept.
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
/// assert_eq!(failure.code(), Some(RestError::MeetingNotFound));
/// assert_eq!(*failure.received(), Received::Known(RestError::MeetingNotFound));
/// assert_eq!(failure.to_string(), "会议不存在 (RestError 9003)");
/// ```
pub struct Failure<C>(pub(crate) Box<Occurrence<C>>);

pub(crate) struct Occurrence<C> {
    pub(crate) received: Received<C>,
    /// A known code as it was received.
    pub(crate) wire_code: Option<WireCode<'static>>,
    pub(crate) server_message: Option<Box<str>>,
    pub(crate) http_status: Option<u16>,
    pub(crate) sent: bool,
    /// Whether the message is that of another service, which callers of this one do not receive.
    pub(crate) has_upstream_message: bool,
    /// The category, if the response states one and has no HTTP status of its own.
    pub(crate) category: Option<Category>,
    pub(crate) hint: Option<RetryHint>,
    pub(crate) trace_id: Option<Box<str>>,
    pub(crate) extra: Vec<(Cow<'static, str>, WireCode<'static>)>,
    pub(crate) params: Vec<HeldParam>,
    pub(crate) rare: Option<Box<Rare<C>>>,
    pub(crate) body: Option<Box<[u8]>>,
    pub(crate) source: Option<Box<dyn Error + Send + Sync>>,
}

/// What few failures have.
pub(crate) struct Rare<C> {
    subcode: Option<WireCode<'static>>,
    items: Vec<Failure<C>>,
    url: Option<Box<str>>,
    pointer: Option<Box<str>>,
}

impl<C: ErrorCode> Failure<C> {
    /// The maximum number of bytes that are kept of a body without a readable code.
    pub const MAX_BODY_LEN: usize = 1024;

    /// Creates a failure with a code that was received, or with none.
    pub fn new(received: Received<C>) -> Failure<C> {
        let subcode = sent_subcode(&received);
        let failure = Failure(Box::new(Occurrence {
            wire_code: sent_code(&received),
            received,
            server_message: None,
            http_status: None,
            sent: true,
            has_upstream_message: false,
            category: None,
            hint: None,
            trace_id: None,
            extra: Vec::new(),
            params: Vec::new(),
            rare: None,
            body: None,
            source: None,
        }));
        failure.with_own_subcode(subcode)
    }

    fn rare(&mut self) -> &mut Rare<C> {
        self.0.rare.get_or_insert_with(|| {
            Box::new(Rare { subcode: None, items: Vec::new(), url: None, pointer: None })
        })
    }

    fn with_own_subcode(mut self, subcode: Option<WireCode<'static>>) -> Self {
        if subcode.is_some() || self.0.rare.is_some() {
            self.rare().subcode = subcode;
        }
        self
    }

    /// Creates a failure with a code as it was received, known or not. Of an entry with several codes, the one that was
    /// received is kept.
    ///
    /// ```
    /// use errcat::tencent_meeting::RestError;
    /// use errcat::{Failure, WireCode};
    ///
    /// let failure = Failure::<RestError>::from_wire_code(9003);
    /// assert_eq!(failure.code(), Some(RestError::MeetingNotFound));
    ///
    /// let unknown = Failure::<RestError>::from_wire_code(424_242);
    /// assert_eq!(unknown.code(), None);
    /// assert_eq!(unknown.wire_code(), Some(&WireCode::from(424_242)));
    /// ```
    pub fn from_wire_code(code: impl Into<WireCode<'static>>) -> Failure<C> {
        Failure::new(Received::Absent).with_wire_code(code.into())
    }

    /// Creates a failure of a request without a response, such as one whose connection broke.
    pub fn from_transport_error(source: impl Into<Box<dyn Error + Send + Sync>>) -> Failure<C> {
        Failure::new(Received::Absent).with_source(source)
    }

    /// Sets the code to one that was received, known or not.
    pub(crate) fn with_wire_code(mut self, code: WireCode<'static>) -> Self {
        (self.0.received, self.0.wire_code) = recognize(code);
        self.refine();
        self
    }

    /// Sets the subcode that was received with the code. An entry that fits both takes precedence over the one that fits
    /// the code.
    ///
    /// ```
    /// mod graph {
    ///     errcat::codes!("../examples/graph.toml");
    /// }
    /// use errcat::Failure;
    /// use graph::GraphError;
    ///
    /// let failure = Failure::from(GraphError::AccessTokenInvalid).with_subcode(463);
    /// assert_eq!(failure.code(), Some(GraphError::AccessTokenExpired));
    /// assert_eq!(failure.to_string(), "The access token has expired (GraphError 190/463)");
    /// ```
    #[must_use]
    pub fn with_subcode(mut self, subcode: impl Into<WireCode<'static>>) -> Self {
        self.rare().subcode = Some(subcode.into());
        self.refine();
        self
    }

    /// Changes the entry to the one that refines it by the subcode, if there is one.
    fn refine(&mut self) {
        if let (Received::Known(code), Some(subcode)) = (&self.0.received, self.subcode()) {
            self.0.received = Received::Known(code.refined_by(subcode.borrowed()));
        }
    }

    /// Sets whether the request was sent, which is the default. A retry of a request that never reached the server, such
    /// as after a refused connection, is always safe.
    #[must_use]
    pub fn with_sent(mut self, sent: bool) -> Self {
        self.0.sent = sent;
        self
    }

    /// Sets the category that the response itself states, such as that of a gRPC status.
    #[must_use]
    pub fn with_category(mut self, category: Category) -> Self {
        self.0.category = Some(category);
        self
    }

    /// Sets the server's message. It is the text of this service: unlike the message of a response that was received, it is
    /// [sent](crate::Outgoing) to callers.
    #[must_use]
    pub fn with_server_message(mut self, message: impl Into<Box<str>>) -> Self {
        self.0.server_message = Some(message.into());
        self.0.has_upstream_message = false;
        self
    }

    /// Sets the message to that of a response.
    #[cfg(any(feature = "serde", feature = "tonic"))]
    pub(crate) fn with_upstream_message(mut self, message: impl Into<Box<str>>) -> Self {
        self.0.server_message = Some(message.into());
        self.0.has_upstream_message = true;
        self
    }

    /// Sets the URL where this occurrence is documented, if it is another one than that of its entry.
    #[must_use]
    pub fn with_url(mut self, url: impl Into<Box<str>>) -> Self {
        self.rare().url = Some(url.into());
        self
    }

    /// Sets what is wrong in the request: a JSON Pointer (RFC 6901) into its body.
    ///
    /// ```
    /// use errcat::Failure;
    /// use errcat::tencent_meeting::RestError;
    ///
    /// let failure = Failure::from(RestError::InvalidApiParameter).with_pointer("/settings/mute");
    /// assert_eq!(failure.pointer(), Some("/settings/mute"));
    /// ```
    #[must_use]
    pub fn with_pointer(mut self, pointer: impl Into<Box<str>>) -> Self {
        self.rare().pointer = Some(pointer.into());
        self
    }

    /// Sets the HTTP status of the response.
    #[must_use]
    pub fn with_http_status(mut self, status: u16) -> Self {
        self.0.http_status = Some(status);
        self
    }

    /// Sets the server's word on a retry.
    #[must_use]
    pub fn with_retry_hint(mut self, hint: RetryHint) -> Self {
        self.0.hint = Some(hint);
        self
    }

    /// Sets the id by which the server finds the request in its logs.
    #[must_use]
    pub fn with_trace_id(mut self, trace_id: impl Into<Box<str>>) -> Self {
        self.0.trace_id = Some(trace_id.into());
        self
    }

    /// Adds a further value of the envelope. It replaces a value of that name.
    #[must_use]
    pub fn with_extra(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<WireCode<'static>>,
    ) -> Self {
        let name = name.into();
        self.0.extra.retain(|(known, _)| *known != name);
        self.0.extra.push((name, value.into()));
        self
    }

    /// Sets the body to the beginning of the one that was received, at most [`MAX_BODY_LEN`](Failure::MAX_BODY_LEN)
    /// bytes.
    #[must_use]
    pub fn with_body(mut self, body: &[u8]) -> Self {
        self.0.body = Some(body[..body.len().min(Self::MAX_BODY_LEN)].into());
        self
    }

    /// Sets the code that was received. Values that were sensitive under the previous code stay sensitive.
    #[must_use]
    pub fn with_received(mut self, received: Received<C>) -> Self {
        self.mark_sensitive();
        let subcode = sent_subcode(&received);
        self.0.wire_code = sent_code(&received);
        self.0.received = received;
        self.with_own_subcode(subcode)
    }

    /// Adds the failures of single items inside this one.
    #[must_use]
    pub fn with_items(mut self, items: impl IntoIterator<Item = Failure<C>>) -> Self {
        self.rare().items.extend(items);
        self
    }

    /// Sets the error that caused this one.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Returns the code that was received, whether it is known, unknown or absent.
    pub fn received(&self) -> &Received<C> {
        &self.0.received
    }

    /// Returns the code, if the catalog has it.
    pub fn code(&self) -> Option<C> {
        match self.0.received {
            Received::Known(code) => Some(code),
            Received::Unknown(_) | Received::Absent => None,
        }
    }

    /// Returns the code as it was received, whether the catalog has it or not. Of an entry with several codes it is the
    /// one that was received.
    pub fn wire_code(&self) -> Option<&WireCode<'static>> {
        match &self.0.received {
            Received::Known(_) => self.0.wire_code.as_ref(),
            Received::Unknown(code) => Some(code),
            Received::Absent => None,
        }
    }

    /// Returns the subcode as it was received, whether the catalog has it or not; of an entry that was not received, its own.
    pub fn subcode(&self) -> Option<&WireCode<'static>> {
        self.0.rare.as_ref().and_then(|rare| rare.subcode.as_ref())
    }

    /// Returns the code that is sent. Of an entry with several codes it is the entry's own, whichever was received.
    #[cfg(any(feature = "json", feature = "tonic"))]
    pub(crate) fn sent_code(&self) -> Option<WireCode<'_>> {
        self.code().map(ErrorCode::wire_code).or_else(|| self.wire_code().map(WireCode::borrowed))
    }

    /// Returns the server's message. It may change from response to response: never decide by it.
    pub fn server_message(&self) -> Option<&str> {
        self.0.server_message.as_deref()
    }

    /// Returns whether the request was sent. See [`with_sent`](Failure::with_sent).
    pub fn was_sent(&self) -> bool {
        self.0.sent
    }

    /// Returns the HTTP status of the response.
    pub fn http_status(&self) -> Option<u16> {
        self.0.http_status
    }

    /// Returns the server's word on a retry.
    pub fn retry_hint(&self) -> Option<RetryHint> {
        self.0.hint
    }

    /// Returns the id by which the server finds the request in its logs.
    pub fn trace_id(&self) -> Option<&str> {
        self.0.trace_id.as_deref()
    }

    /// Returns a further value of the envelope, by the name that the catalog gives it.
    pub fn extra(&self, name: &str) -> Option<&WireCode<'static>> {
        self.0.extra.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Returns an iterator over the further values of the envelope, with their names.
    pub fn extras(&self) -> impl Iterator<Item = (&str, &WireCode<'static>)> {
        self.0.extra.iter().map(|(name, value)| (&**name, value))
    }

    /// Returns the failures of single items inside this one, such as the further errors of a GraphQL response. Where they
    /// are is what the table's envelope says of `items`.
    pub fn items(&self) -> &[Failure<C>] {
        self.0.rare.as_ref().map_or(&[], |rare| &rare.items)
    }

    /// Returns the URL where the error is documented: that of the response, or else that of its entry.
    pub fn url(&self) -> Option<&str> {
        self.own_url().or_else(|| self.code().and_then(ErrorCode::url))
    }

    /// Returns the URL that the failure itself has.
    pub(crate) fn own_url(&self) -> Option<&str> {
        self.0.rare.as_ref().and_then(|rare| rare.url.as_deref())
    }

    /// Returns what is wrong in the request: a JSON Pointer (RFC 6901) into its body.
    pub fn pointer(&self) -> Option<&str> {
        self.0.rare.as_ref().and_then(|rare| rare.pointer.as_deref())
    }

    /// Returns the beginning of a body without a readable code, at most [`MAX_BODY_LEN`](Failure::MAX_BODY_LEN) bytes.
    ///
    /// This method is the only way to it. What the body contains is unknown, so that no formatter, encoder or adapter shows or
    /// sends it, and serde leaves it out; `Debug` shows its length.
    pub fn body(&self) -> Option<&[u8]> {
        self.0.body.as_deref()
    }

    /// Returns the code without its type, if the catalog has it.
    pub fn any_code(&self) -> Option<AnyCode> {
        self.code().map(|code| Coded::any_code(&code))
    }
}

/// Returns the code that is sent for a known one.
fn sent_code<C: ErrorCode>(received: &Received<C>) -> Option<WireCode<'static>> {
    match received {
        Received::Known(code) => Some(code.wire_code()),
        Received::Unknown(_) | Received::Absent => None,
    }
}

/// Returns the subcode that is sent for a known code.
fn sent_subcode<C: ErrorCode>(received: &Received<C>) -> Option<WireCode<'static>> {
    match received {
        Received::Known(code) => code.subcode(),
        Received::Unknown(_) | Received::Absent => None,
    }
}

impl<C: ErrorCode> Error for Failure<C> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
