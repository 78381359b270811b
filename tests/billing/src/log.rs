//! The log of failures: a line for each, with all that a client is not told.

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

/// The header with the request's id: the list's place of the trace.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Takes the line of a failure, and the failure itself for who wants more of it.
type Take = dyn Fn(&str, &Arc<Failure<BillingError>>) + Send + Sync;

/// Where failures are told. A clone is the same log.
#[derive(Clone)]
pub struct Log {
    take: Arc<Take>,
    requests: Arc<AtomicU64>,
}

impl Log {
    /// A log that hands each line on, and the failure itself.
    pub fn new(take: impl Fn(&str, &Arc<Failure<BillingError>>) + Send + Sync + 'static) -> Log {
        Log { take: Arc::new(take), requests: Arc::default() }
    }
}

/// A middleware, for `from_fn_with_state`: gives each answer the id of its request, and writes a line for each failure.
///
/// It belongs outside of `negotiate`, so that the status is the one that is sent.
pub async fn tell_failures(State(log): State<Log>, request: Request, next: Next) -> Response {
    // A counter makes each run the same as the last; a service that is started again needs ids that are not.
    let id = format!("req-{}", log.requests.fetch_add(1, Ordering::Relaxed) + 1);
    // The path alone: what it asks for is nobody's secret, and its characters are those of an address.
    let request_line = format!("{} {}", request.method(), request.uri().path());
    let mut response = next.run(request).await;
    if let Some(failure) = response.extensions().get::<Arc<Failure<BillingError>>>() {
        let status = response.status().as_u16();
        (log.take)(&format!("{id} {request_line} {status}: {}", in_full(failure)), failure);
    }
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// A failure and its sources in one line. What is sensitive is in none of their texts.
fn in_full(failure: &Failure<BillingError>) -> String {
    let chain = successors(Some(failure as &dyn Error), |&error| error.source());
    let texts: Vec<String> = chain.map(|error| on_one_line(&error.to_string())).collect();
    texts.join(" <- ")
}

/// Whoever makes a text with a line break in it must not write a line of the log.
fn on_one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
