#[path = "../../expansions/params.rs"]
mod params;

use params::billing_error;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(billing_error::Declined { type: kind, final })]
    Card { kid: String, r#final: bool },
}

fn main() {}
