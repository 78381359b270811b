//! A client of the shop, which shares its catalog.

use errcat::reqwest::check;
use errcat::{Call, Decision, Failure};

errcat::codes!("../codes.toml");

async fn create(url: &str, quantity: u32) -> Result<String, Failure<CreateError>> {
    let request = reqwest::Client::new().post(format!("{url}/orders/{quantity}"));
    Ok(check(request.send().await?).await?.text().await?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let url = std::env::args().nth(1).unwrap_or("http://127.0.0.1:8080".to_owned());
    for quantity in [2, 5, 0] {
        let failure = match create(&url, quantity).await {
            Ok(text) => {
                print!("{text}");
                continue;
            }
            Err(failure) => failure,
        };
        // A further entry in the set is an error here, until somebody has decided about it.
        match failure.code() {
            Some(CreateError::OutOfStock) => match create_error::OutOfStock::try_from(&failure) {
                Ok(params) => println!("only {} can be ordered", params.left),
                Err(error) => println!("{failure}: {error}"),
            },
            Some(CreateError::InvalidQuantity | CreateError::ServiceFailed) | None => println!("{failure}"),
        }
        if let Decision::Retry { after } = Call::new("POST").decide(&failure) {
            println!("a retry helps, after {after:?}");
        }
    }
}
