//! A gRPC server that answers each call with the status of an entry, for clients in other languages: the call `/rest/NAME` or
//! `/quota/NAME` names it.
//!
//! `/quota/Combined` answers with a failure of several fields, and `/quota/Largest` with the largest status that there is. It
//! prints the address on which it listens, and runs until it is stopped.

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, Response};
use axum::routing::post;
use errcat::tencent_meeting::RestError;
use errcat::tonic::to_status_for;
use errcat::{ErrorCode, Failure};
use tokio::net::TcpListener;
use tonic::Status;
use tonic::metadata::MetadataMap;

errcat::codes!("../wire/statuses.toml");

use quota_error::QuotaExceeded;

fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        axum::serve(listener, Router::new().route("/{table}/{name}", post(call))).await
    })
}

/// A status alone is a response of gRPC without a message: its headers are the trailers.
async fn call(Path((table, name)): Path<(String, String)>, headers: HeaderMap) -> Response<Body> {
    let request = MetadataMap::from_headers(headers);
    let status = match (table.as_str(), name.as_str()) {
        ("quota", "QuotaExceeded") => Some(to_status_for(&exceeded("Ada"), &request)),
        ("quota", "Combined") => {
            Failure::combined(mistakes(2)).map(|failure| to_status_for(&failure, &request))
        }
        ("quota", "Largest") => Some(to_status_for(&largest(), &request)),
        ("quota", name) => entry::<QuotaError>(name, &request),
        ("rest", name) => entry::<RestError>(name, &request),
        _ => None,
    };
    status.unwrap_or_else(|| Status::unimplemented("no such entry")).into_http()
}

fn entry<C: ErrorCode>(name: &str, request: &MetadataMap) -> Option<Status> {
    let failure = Failure::from(C::from_name(name)?).with_server_message("an internal text");
    let failure = if failure.mask().is_some() { failure } else { Failure::from(C::from_name(name)?) };
    Some(to_status_for(&failure.with_trace_id("5f1c"), request))
}

fn exceeded(owner: &str) -> Failure<QuotaError> {
    QuotaExceeded { used: 7, limit: 9, owner: owner.to_owned(), token: "secret".to_owned().into() }.into()
}

fn mistakes(count: usize) -> impl Iterator<Item = Failure<QuotaError>> {
    let tier = |at: usize| Failure::from(QuotaError::UnknownTier).with_pointer(format!("/plans/{at}/tier"));
    let plan = Failure::from(QuotaError::InvalidPlan).with_pointer("/name");
    (0..count).map(tier).chain([plan])
}

/// Returns a failure of which each part is as long as there is room for it.
fn largest() -> Failure<QuotaError> {
    let long = "会".repeat(10_000);
    let mut failure = exceeded(&"会".repeat(400))
        .with_server_message(&*long)
        .with_trace_id(&*long)
        .with_url(format!("https://quota.example/{}", "x".repeat(300)))
        .with_items(mistakes(1_000));
    for number in 0..200 {
        failure = failure.with_param(format!("param_{number}"), "x".repeat(number % 30));
    }
    failure
}
