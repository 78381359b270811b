//! A shop whose orders can fail in two ways.

use axum::Router;
use axum::extract::Path;
use axum::routing::post;
use errcat::Failure;
use tokio::net::TcpListener;

errcat::codes!("../codes.toml");

/// What can go wrong is the set `create` of the catalog: anything else does not compile.
async fn create(Path(quantity): Path<u32>) -> Result<String, Failure<CreateError>> {
    let left = stock().map_err(|error| {
        // Callers receive the mask of this entry, the log the entry and its source.
        Failure::from(OrderError::StockUnreadable).with_source(error).into_set()
    })?;
    match quantity {
        0 => Err(CreateError::InvalidQuantity)?,
        _ if quantity > left => Err(create_error::OutOfStock { left })?,
        _ => Ok(format!("{quantity} ordered\n")),
    }
}

fn stock() -> std::io::Result<u32> {
    let text = std::fs::read_to_string("stock.txt")?;
    text.trim().parse().map_err(std::io::Error::other)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let app = Router::new()
        .route("/orders/{quantity}", post(create))
        // The language and the form that the request prefers, `Vary`, the id of the request, and a line in the log.
        .layer(errcat::axum::layer().on_failure(|failed| eprintln!("{failed}")));
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8080".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, app).await
}
