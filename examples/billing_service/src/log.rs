//! The log of failures: one line for each, with the sources that a client does not receive.

use std::error::Error;
use std::iter::successors;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use errcat::Failure;

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

impl Log {
    /// Creates a log that passes on each line with its failure.
    pub fn new(sink: impl Fn(&str, &Arc<Failure<BillingError>>) + Send + Sync + 'static) -> Log {
        Log { sink: Arc::new(sink), requests: Arc::default() }
    }
}

/// A middleware, for `from_fn_with_state`, that adds the id of the request to each response and writes a line for each
/// failure.
///
/// It belongs outside of `negotiate`, so that it logs the status that is sent.
pub async fn log_failures(State(log): State<Log>, request: Request, next: Next) -> Response {
    // A counter makes every run of the example equal; a real service needs ids that are unique.
    let id = format!("req-{}", log.requests.fetch_add(1, Ordering::Relaxed) + 1);
    // Only the path: it contains no secret, and no control characters.
    let request_line = format!("{} {}", request.method(), request.uri().path());
    let mut response = next.run(request).await;
    if let Some(failure) = response.extensions().get::<Arc<Failure<BillingError>>>() {
        let status = response.status().as_u16();
        (log.sink)(&format!("{id} {request_line} {status}: {}", with_sources(failure)), failure);
    }
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// Returns a failure and its sources in one line. Their texts contain no sensitive values.
fn with_sources(failure: &Failure<BillingError>) -> String {
    let chain = successors(Some(failure as &dyn Error), |&error| error.source());
    let texts: Vec<String> = chain.map(|error| on_one_line(&error.to_string())).collect();
    texts.join(" <- ")
}

/// Replaces control characters: a line break in a text must not begin a line of the log.
fn on_one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
