//! A server that answers every request with the error whose code ends the path, for clients in other languages.
//!
//! It prints the address on which it listens, and runs until it is stopped.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, http::StatusCode};
use errcat::tencent_meeting::RestError;
use tokio::net::TcpListener;

fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        axum::serve(listener, Router::new().route("/v1/meetings/{code}", get(error))).await
    })
}

async fn error(Path(code): Path<i32>) -> Response {
    match RestError::from_code(code) {
        Some(code) => code.into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
