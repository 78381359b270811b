//! An answer of `reqwest` in; out comes the same answer, its body unread, or a failure.

use alloc::vec::Vec;
use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll};

use ::http::header::CONTENT_TYPE;
use ::http::response::Parts;
use ::reqwest::{Body, Error, Response, ResponseBuilderExt};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;

use crate::wire::Decoder;
use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};

/// Tells success from failure with the default limits. See [`check_with`].
///
/// ```no_run
/// use errcat::Failure;
/// use errcat::reqwest::{check, failure_of};
/// use errcat::tencent_meeting::RestError;
///
/// async fn meeting(client: &reqwest::Client, url: &str) -> Result<String, Failure<RestError>> {
///     let answer = client.get(url).send().await.map_err(failure_of)?;
///     check::<RestError>(answer).await?.text().await.map_err(failure_of)
/// }
/// ```
///
/// # Errors
///
/// The failure, if the answer is one.
pub async fn check<C: ErrorCode>(response: Response) -> Result<Response, Failure<C>> {
    check_with(Decoder::new(), response).await
}

/// Tells success from failure. A success is handed back with its whole body, and with its status, version, headers,
/// URL and extensions.
///
/// No more of the body is read than the decoder looks at, and never more kept; the wait for that much is part of this
/// call. (A success that is a stream, `text/event-stream` or `multipart/…`, is handed back unread.) A body that breaks
/// off is decoded as far as it came: the failure has the break for its source, and from a
/// success the reader of the body gets what came and then the break.
///
/// # Errors
///
/// The failure, if the answer is one.
pub async fn check_with<C: ErrorCode>(decoder: Decoder, response: Response) -> Result<Response, Failure<C>> {
    let mut begun = Begun::read(decoder, response).await;
    match begun.decode(decoder) {
        None => Ok(begun.into_response()),
        Some(failure) => Err(match begun.body.next.take() {
            Some(Err(error)) => failure.with_source(error),
            _ => failure,
        }),
    }
}

/// Tells success from failure, and hands back the answer with its whole body either way: for programs that pass
/// failures on as they came. Otherwise as [`check_with`].
pub async fn look<C: ErrorCode>(decoder: Decoder, response: Response) -> (Response, Option<Failure<C>>) {
    let begun = Begun::read(decoder, response).await;
    let failure = begun.decode(decoder);
    (begun.into_response(), failure)
}

/// The failure that an error of the client is: one without an answer, with the error for its source.
///
/// After an error while connecting, nothing was sent, and any request may be repeated; after a timeout or a broken
/// connection, one that is idempotent. (A client that follows redirects may have been answered with one before it
/// failed to connect: where a server redirects what is not idempotent, use [`reqwest::redirect::Policy::none`].)
/// A request that cannot be built, and a redirect without end, are not worth repeating. An error that
/// [`Response::error_for_status`] made keeps the status.
///
/// [`reqwest::redirect::Policy::none`]: ::reqwest::redirect::Policy::none
pub fn failure_of<C: ErrorCode>(error: Error) -> Failure<C> {
    classify(&error).with_source(error)
}

/// What [`failure_of`] says, with the error left where it is.
pub(crate) fn classify<C: ErrorCode>(error: &Error) -> Failure<C> {
    let failure = Failure::new(Received::Absent);
    if let Some(status) = error.status() {
        failure.with_http_status(status.as_u16())
    } else if error.is_builder() || error.is_redirect() {
        failure.with_retry_hint(crate::RetryHint::Never)
    } else if error.is_connect() {
        failure.not_sent()
    } else {
        failure
    }
}

/// An answer of whose body the beginning has been read.
struct Begun {
    parts: Parts,
    body: Again,
}

impl Begun {
    async fn read(decoder: Decoder, response: Response) -> Begun {
        let at = ::http::Response::builder().url(response.url().clone());
        let (mut parts, mut rest) = ::http::Response::<Body>::from(response).into_parts();
        // The URL is the one thing that is not among the parts; this is how it gets back into an answer.
        if let Ok(at) = at.body(()) {
            parts.extensions.extend(mem::take(&mut at.into_parts().0.extensions));
        }
        let limit = if is_stream(&parts) { 0 } else { decoder.body_limit() };
        let mut beginning = Vec::new();
        let mut next = None;
        while next.is_none() && beginning.len() < limit {
            match rest.frame().await {
                None => break,
                Some(Err(error)) => next = Some(Err(error)),
                Some(Ok(frame)) => match frame.into_data() {
                    Err(trailers) => next = Some(Ok(trailers)),
                    Ok(mut data) => {
                        let fits = data.len().min(limit - beginning.len());
                        beginning.extend_from_slice(&data.split_to(fits));
                        next = (!data.is_empty()).then(|| Ok(Frame::data(data)));
                    }
                },
            }
        }
        Begun { parts, body: Again { beginning: Bytes::from(beginning), next, rest } }
    }

    fn decode<C: ErrorCode>(&self, decoder: Decoder) -> Option<Failure<C>> {
        decoder.with_clock().decode(self.parts.status.as_u16(), &self.parts.headers, &self.body.beginning)
    }

    fn into_response(self) -> Response {
        ::http::Response::from_parts(self.parts, Body::wrap(self.body)).into()
    }
}

/// Whether a success is a stream that is read as it comes: nothing is held back until there is enough of it.
fn is_stream(parts: &Parts) -> bool {
    let form = parts.headers.get(CONTENT_TYPE).map(::http::HeaderValue::as_bytes).unwrap_or_default();
    let is = |name: &[u8]| form.get(..name.len()).is_some_and(|form| form.eq_ignore_ascii_case(name));
    parts.status.as_u16() < 400 && (is(b"text/event-stream") || is(b"multipart/"))
}

/// A body from its beginning again: what was read of it, what came right after that, and the unread rest.
struct Again {
    beginning: Bytes,
    next: Option<Result<Frame<Bytes>, Error>>,
    rest: Body,
}

impl http_body::Body for Again {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let this = self.get_mut();
        if !this.beginning.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(mem::take(&mut this.beginning)))));
        }
        if let Some(next) = this.next.take() {
            return Poll::Ready(Some(next));
        }
        Pin::new(&mut this.rest).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.beginning.is_empty() && self.next.is_none() && self.rest.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let next = match &self.next {
            Some(Ok(frame)) => frame.data_ref().map_or(0, Bytes::len),
            _ => 0,
        };
        let known = (self.beginning.len() + next) as u64;
        let rest = self.rest.size_hint();
        let mut hint = SizeHint::new();
        hint.set_lower(known.saturating_add(rest.lower()));
        if let Some(upper) = rest.upper() {
            hint.set_upper(known.saturating_add(upper));
        }
        hint
    }
}
