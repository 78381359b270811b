//! The adapter for `reqwest`: the check of a response, which keeps the body of a success readable.

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

use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};
use crate::policy::RetryHint;
use crate::wire::Decoder;

/// Checks a response with the default limits. See [`check_with`].
///
/// An error of the client is converted into a failure by `?` as well.
///
/// ```no_run
/// use errcat::Failure;
/// use errcat::reqwest::check;
/// use errcat::tencent_meeting::RestError;
///
/// async fn meeting(client: &reqwest::Client, url: &str) -> Result<String, Failure<RestError>> {
///     let response = client.get(url).send().await?;
///     Ok(check::<RestError>(response).await?.text().await?)
/// }
/// ```
///
/// # Errors
///
/// The failure, if the response is one.
pub async fn check<C: ErrorCode>(response: Response) -> Result<Response, Failure<C>> {
    check_with(Decoder::new(), response).await
}

/// Checks a response. A success is returned with its whole body, and with its status, version, headers, URL and
/// extensions.
///
/// No more of the body is read than the decoder needs; this call waits for that much. (A success that is a stream,
/// `text/event-stream` or `multipart/…`, is returned unread.) A body that breaks off is decoded as far as it was
/// received: the failure has the error of the connection as its source, and the reader of a success receives the
/// beginning of the body and then that error.
///
/// # Errors
///
/// The failure, if the response is one.
pub async fn check_with<C: ErrorCode>(decoder: Decoder, response: Response) -> Result<Response, Failure<C>> {
    let mut begun = Begun::read(decoder, response).await;
    match begun.decode(decoder) {
        Ok(()) => Ok(begun.into_response()),
        Err(failure) => Err(match begun.body.next.take() {
            Some(Err(error)) => failure.with_source(error),
            Some(Ok(_)) | None => failure,
        }),
    }
}

/// Checks a response as [`check_with`] does, but returns it with its whole body either way: for programs that pass
/// failed responses on unchanged.
pub async fn inspect<C: ErrorCode>(
    decoder: Decoder,
    response: Response,
) -> (Response, Result<(), Failure<C>>) {
    let begun = Begun::read(decoder, response).await;
    let checked = begun.decode(decoder);
    (begun.into_response(), checked)
}

/// Converts an error of the client: it becomes a failure without a response, with the error as its source.
///
/// After an error while connecting, nothing was sent, and a retry is always safe; after a timeout or a broken connection,
/// only that of an idempotent request. (A client that follows redirects may have received one before it failed to
/// connect: if a server redirects requests that are not idempotent, use [`reqwest::redirect::Policy::none`].) A request
/// that cannot be built, and a redirect loop, are not worth a retry. An error of [`Response::error_for_status`] keeps the
/// status.
///
/// [`reqwest::redirect::Policy::none`]: ::reqwest::redirect::Policy::none
impl<C: ErrorCode> From<Error> for Failure<C> {
    fn from(error: Error) -> Failure<C> {
        classify(&error).with_source(error)
    }
}

/// Returns the failure of an error of the client, without its source.
pub(crate) fn classify<C: ErrorCode>(error: &Error) -> Failure<C> {
    let failure = Failure::new(Received::Absent);
    if let Some(status) = error.status() {
        failure.with_http_status(status.as_u16())
    } else if error.is_builder() || error.is_redirect() {
        failure.with_retry_hint(RetryHint::Never)
    } else if error.is_connect() {
        failure.with_sent(false)
    } else {
        failure
    }
}

/// A response whose body has been read in part.
struct Begun {
    parts: Parts,
    body: Rewound,
}

impl Begun {
    async fn read(decoder: Decoder, response: Response) -> Begun {
        let at = ::http::Response::builder().url(response.url().clone());
        let (mut parts, mut rest) = ::http::Response::<Body>::from(response).into_parts();
        // The URL is not among the parts; an extension takes it back into a response.
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
        Begun { parts, body: Rewound { beginning: Bytes::from(beginning), next, rest } }
    }

    fn decode<C: ErrorCode>(&self, decoder: Decoder) -> Result<(), Failure<C>> {
        decoder.with_clock().decode(self.parts.status.as_u16(), &self.parts.headers, &self.body.beginning)
    }

    fn into_response(self) -> Response {
        ::http::Response::from_parts(self.parts, Body::wrap(self.body)).into()
    }
}

/// Returns whether a success is a stream: such a body is not read in advance.
fn is_stream(parts: &Parts) -> bool {
    let form = parts.headers.get(CONTENT_TYPE).map(::http::HeaderValue::as_bytes).unwrap_or_default();
    let is = |name: &[u8]| form.get(..name.len()).is_some_and(|form| form.eq_ignore_ascii_case(name));
    parts.status.as_u16() < 400 && (is(b"text/event-stream") || is(b"multipart/"))
}

/// A body that is read from its beginning again: the part that was read, the frame after it, and the unread rest.
struct Rewound {
    beginning: Bytes,
    next: Option<Result<Frame<Bytes>, Error>>,
    rest: Body,
}

impl http_body::Body for Rewound {
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
            Some(Err(_)) | None => 0,
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
