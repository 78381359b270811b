//! The log of failures: one line for each, with what a client does not receive.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use errcat::Failure;
use errcat::axum::ResponseLayer;

use crate::errors::BillingError;

/// The header with the request's id, which the catalog's envelope names as the trace.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Receives the line of a failure, and the failure itself.
type Sink = dyn Fn(&str, &Arc<Failure<BillingError>>) + Send + Sync;

/// A log of failures. A clone is the same log.
#[derive(Clone)]
pub struct Log {
    sink: Arc<Sink>,
    requests: Arc<AtomicU64>,
}

/// The id of a request, among its extensions.
#[derive(Clone)]
struct RequestId(String);

impl Log {
    /// Creates a log that passes on each line with its failure.
    pub fn new(sink: impl Fn(&str, &Arc<Failure<BillingError>>) + Send + Sync + 'static) -> Log {
        Log { sink: Arc::new(sink), requests: Arc::default() }
    }

    /// Returns the layer that adapts responses to their requests: it sends the id of the request with each failure, and
    /// writes a line for it.
    pub fn layer(&self) -> ResponseLayer {
        let sink = Arc::clone(&self.sink);
        errcat::axum::layer()
            .trace_id(|request| request.extensions().get::<RequestId>().map(|id| id.0.clone()))
            .on_failure(move |failed| {
                if let Some(failure) = failed.failure::<BillingError>() {
                    sink(&failed.to_string(), failure);
                }
            })
    }
}

/// A middleware, for `from_fn_with_state`, that gives each request an id, and sends it with each response.
pub async fn number_requests(State(log): State<Log>, mut request: Request, next: Next) -> Response {
    // A counter makes every run of the example equal; a real service needs ids that are unique.
    let id = format!("req-{}", log.requests.fetch_add(1, Ordering::Relaxed) + 1);
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}
