//! The adapter for `axum`: codes and failures as responses, in the table's own envelope or as problem details (RFC 9457), in
//! the language that the request prefers.
//!
//! Every generated enum, [`Failure`] and [`Outgoing`] implement [`IntoResponse`], and [`layer`] adapts the responses to their
//! requests. Without the layer, a response is the envelope in the locale that `Display` shows.
//!
//! ```
//! use axum::Router;
//! use axum::extract::Path;
//! use axum::routing::get;
//! use errcat::Failure;
//! use errcat::tencent_meeting::RestError;
//!
//! async fn meeting(Path(id): Path<u64>) -> Result<String, RestError> {
//!     if id == 7 { Ok("Stand-up".to_owned()) } else { Err(RestError::MeetingNotFound) }
//! }
//!
//! async fn join(Path(id): Path<u64>) -> Result<(), Failure<RestError>> {
//!     meeting(Path(id)).await?;
//!     Err(Failure::from(RestError::JoinMeetingDenied).with_trace_id("5f1c"))
//! }
//!
//! let app: Router = Router::new()
//!     .route("/meetings/{id}", get(meeting))
//!     .route("/meetings/{id}/join", get(join))
//!     .layer(errcat::axum::layer());
//! ```
//!
//! What leaves of a failure is what [`Outgoing`] says. The failure itself is in the extensions of the response, for outer layers:
//! as `Arc<Failure<C>>`, where `C` is the enum of the table, also for a failure of a set.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::future::Future;
use core::iter::successors;
use core::pin::Pin;
use core::task::{Context, Poll};

use ::axum::body::Body;
use ::axum::extract::Request;
use ::axum::http::header::{CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use ::axum::http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode, Uri};
use ::axum::response::{IntoResponse, Response};
use errcat_types::OneLine;
use errcat_types::limits::MAX_SOURCES;
use tower_layer::Layer;
use tower_service::Service;

use crate::adapters::negotiate::{preferred_locale, prefers_problem_details, values};
use crate::entry::{AnyCode, ErrorCode};
use crate::failure::Failure;
use crate::wire::{Form, Outgoing, PROBLEM_JSON};

/// Converts a failure into a response to a request with these headers, in the language and the form that the request
/// prefers. See [`layer`].
///
/// ```
/// use axum::http::HeaderMap;
/// use errcat::{Failure, axum::to_response_for, tencent_meeting::RestError};
///
/// let mut request = HeaderMap::new();
/// request.insert("accept", "application/problem+json".parse().unwrap());
///
/// let response = to_response_for(&Failure::from(RestError::MeetingNotFound), &request);
/// assert_eq!(response.status(), 404); // in the vendor's envelope it is 500
/// assert_eq!(response.headers()["content-type"], "application/problem+json");
/// ```
pub fn to_response_for<C: ErrorCode>(failure: &Failure<C>, request: &HeaderMap) -> Response {
    respond(negotiated(failure.outgoing(), request))
}

/// Sets the language and the form that a request prefers.
fn negotiated<'f, C: ErrorCode>(outgoing: Outgoing<'f, C>, request: &HeaderMap) -> Outgoing<'f, C> {
    let form = if prefers_problem_details(request) { Form::Problem } else { Form::Envelope };
    let locale = preferred_locale(C::TABLE, &values(request, "accept-language"));
    outgoing.locale_at(locale).form(form)
}

/// Returns the response, which depends on headers of the request.
fn respond<C: ErrorCode>(outgoing: Outgoing<'_, C>) -> Response {
    let mut response = outgoing.to_response().map(Body::from);
    response.headers_mut().insert(VARY, HeaderValue::from_static("Accept, Accept-Language"));
    response
}

/// Converts the failure into what leaves of it for callers of the API, in the locale that `Display` shows. See [`layer`].
impl<C: ErrorCode> IntoResponse for Failure<C> {
    fn into_response(self) -> Response {
        let failure = Arc::new(self.into_table());
        let mut response = failure.outgoing().to_response().map(Body::from);
        response.extensions_mut().insert(Answerable(failure.clone()));
        response.extensions_mut().insert(failure);
        response
    }
}

/// Converts it into a response, which no layer changes any more.
impl<C: ErrorCode> IntoResponse for Outgoing<'_, C> {
    fn into_response(self) -> Response {
        self.to_response().map(Body::from)
    }
}

/// Creates a layer that adapts the responses of failures to their requests.
///
/// - `Accept-Language` chooses the message's locale (RFC 9110, section 12.5.4, by RFC 4647's lookup), and
///   `Content-Language` names it. A server's message is sent unchanged.
/// - `Accept` chooses `application/problem+json` if it names that with a higher weight than `application/json`.
///   Problem details are sent with their own HTTP status, the envelope with the status that the handler chose.
/// - `Vary` tells caches of both.
/// - A failure without a trace id gets that of its request, which is the header `X-Request-Id` unless
///   [`trace_id`](ResponseLayer::trace_id) says otherwise.
/// - Each failure is logged, whole: by [`on_failure`](ResponseLayer::on_failure), or else with the feature `tracing`, by
///   `errcat::tracing::log`.
///
/// Other responses pass unchanged, and the headers that inner layers set stay. It belongs inside of layers that compress,
/// because it replaces the body.
pub fn layer() -> ResponseLayer {
    let settings = Settings { is_whole: false, trace_id: Arc::new(request_id), on_failure: None };
    ResponseLayer { settings }
}

/// Returns the id that a request has, as proxies and other layers write it.
fn request_id(request: &Request) -> Option<String> {
    let id = request.headers().get("x-request-id")?.to_str().ok()?;
    (!id.is_empty() && id.len() <= MAX_REQUEST_ID_LEN).then(|| id.into())
}

/// The maximum length of the id of a request, in bytes. A longer one is ignored.
const MAX_REQUEST_ID_LEN: usize = 128;

/// The layer that adapts the responses of failures to their requests. See [`layer`].
#[derive(Clone, Debug)]
pub struct ResponseLayer {
    settings: Settings,
}

/// Reads the trace id of a request.
type TraceId = dyn Fn(&Request) -> Option<String> + Send + Sync;

/// Receives each failure.
type OnFailure = dyn Fn(&FailedRequest<'_>) + Send + Sync;

#[derive(Clone)]
struct Settings {
    is_whole: bool,
    trace_id: Arc<TraceId>,
    on_failure: Option<Arc<OnFailure>>,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Settings { is_whole, trace_id: _, on_failure } = self;
        f.debug_struct("Settings")
            .field("is_whole", is_whole)
            .field("has_on_failure", &on_failure.is_some())
            .finish_non_exhaustive()
    }
}

impl ResponseLayer {
    /// Sends failures [whole](Outgoing::whole): to other services behind the same API.
    #[must_use]
    pub fn whole(mut self) -> ResponseLayer {
        self.settings.is_whole = true;
        self
    }

    /// Sets where the trace id of a request comes from, such as its extensions. It is sent at the envelope's `trace` and as the
    /// `instance` of problem details, unless the failure has one already.
    #[must_use]
    pub fn trace_id(
        mut self,
        trace_id: impl Fn(&Request) -> Option<String> + Send + Sync + 'static,
    ) -> ResponseLayer {
        self.settings.trace_id = Arc::new(trace_id);
        self
    }

    /// Sets what is called with each failure, for the log. With the feature `tracing`, it takes the place of
    /// `errcat::tracing::log`.
    #[must_use]
    pub fn on_failure(
        mut self,
        on_failure: impl Fn(&FailedRequest<'_>) + Send + Sync + 'static,
    ) -> ResponseLayer {
        self.settings.on_failure = Some(Arc::new(on_failure));
        self
    }
}

impl<S> Layer<S> for ResponseLayer {
    type Service = ResponseService<S>;

    fn layer(&self, inner: S) -> ResponseService<S> {
        ResponseService { inner, settings: self.settings.clone() }
    }
}

/// The service of [`ResponseLayer`].
#[derive(Clone, Debug)]
pub struct ResponseService<S> {
    inner: S,
    settings: Settings,
}

impl<S> Service<Request> for ResponseService<S>
where
    S: Service<Request, Error = Infallible>,
    S::Response: IntoResponse,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let settings = self.settings.clone();
        let trace_id = (settings.trace_id)(&request);
        let (method, uri) = (request.method().clone(), request.uri().clone());
        let headers = request.headers().clone();
        let response = self.inner.call(request);
        Box::pin(async move {
            let mut response = response.await?.into_response();
            if let Some(Answerable(failure)) = response.extensions_mut().remove() {
                failure.adapt(&mut response, &headers, settings.is_whole, trace_id.as_deref());
                if let Some(on_failure) = &settings.on_failure {
                    on_failure(&FailedRequest {
                        method: &method,
                        uri: &uri,
                        status: response.status(),
                        trace_id: failure.trace_id().or(trace_id.as_deref()),
                        code: failure.any_code(),
                        error: failure.as_error(),
                        extensions: response.extensions(),
                    });
                } else {
                    failure.log();
                }
            }
            Ok(response)
        })
    }
}

/// A request that failed, for the log.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct FailedRequest<'r> {
    /// The method.
    pub method: &'r Method,
    /// The URI. A query may have secrets.
    pub uri: &'r Uri,
    /// The status of the response.
    pub status: StatusCode,
    /// The trace id of the failure, or else of the request.
    pub trace_id: Option<&'r str>,
    /// The code, if the catalog has it. It is that of the failure, even if the response has its mask.
    pub code: Option<AnyCode>,
    /// The failure, with its sources. Its texts have no sensitive values.
    pub error: &'r (dyn Error + 'static),
    extensions: &'r Extensions,
}

impl FailedRequest<'_> {
    /// Returns the failure, if its code is of a table with this enum. That of a set is one of its table.
    pub fn failure<C: ErrorCode>(&self) -> Option<&Arc<Failure<C>>> {
        self.extensions.get()
    }
}

/// Writes one line: the request, the status, and the texts of the failure and its sources, without control characters.
impl fmt::Display for FailedRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FailedRequest { method, uri, status, trace_id, code: _, error, extensions: _ } = self;
        if let Some(trace_id) = trace_id {
            write!(f, "{} ", OneLine(trace_id))?;
        }
        write!(f, "{method} {} {}: {}", OneLine(uri.path()), status.as_u16(), OneLine(error))?;
        let mut sources = successors(error.source(), |&error| error.source()).take(MAX_SOURCES);
        sources.try_for_each(|error| write!(f, " <- {}", OneLine(error)))
    }
}

/// The failure of a response, for the layer, which does not know its type.
#[derive(Clone)]
struct Answerable(Arc<dyn ErasedFailure>);

trait ErasedFailure: Send + Sync {
    fn adapt(&self, response: &mut Response, request: &HeaderMap, is_whole: bool, trace_id: Option<&str>);

    fn trace_id(&self) -> Option<&str>;

    fn any_code(&self) -> Option<AnyCode>;

    fn as_error(&self) -> &(dyn Error + 'static);

    /// Logs the failure, with the feature `tracing`.
    fn log(&self);
}

impl<C: ErrorCode> ErasedFailure for Failure<C> {
    fn adapt(&self, response: &mut Response, request: &HeaderMap, is_whole: bool, trace_id: Option<&str>) {
        let outgoing = self.outgoing().request_trace_id(trace_id);
        let outgoing = if is_whole { outgoing.whole() } else { outgoing };
        let (adapted, body) = respond(negotiated(outgoing, request)).into_parts();
        if adapted.headers.get(CONTENT_TYPE).is_some_and(|form| form == PROBLEM_JSON) || is_whole {
            *response.status_mut() = adapted.status;
        }
        let headers = response.headers_mut();
        headers.remove(CONTENT_LENGTH);
        headers.remove(CONTENT_ENCODING);
        for (name, value) in &adapted.headers {
            if name == VARY {
                headers.append(name, value.clone());
            } else if name == CONTENT_TYPE || name == CONTENT_LANGUAGE || !headers.contains_key(name) {
                // The others stay as the handler or an inner layer left them.
                headers.insert(name, value.clone());
            }
        }
        *response.body_mut() = body;
    }

    fn trace_id(&self) -> Option<&str> {
        Failure::trace_id(self)
    }

    fn any_code(&self) -> Option<AnyCode> {
        Failure::any_code(self)
    }

    fn as_error(&self) -> &(dyn Error + 'static) {
        self
    }

    fn log(&self) {
        #[cfg(feature = "tracing")]
        crate::adapters::tracing::log(self);
    }
}
