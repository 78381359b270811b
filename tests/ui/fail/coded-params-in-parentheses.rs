#[path = "../../expansions/params.rs"]
mod params;

use params::billing_error;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(billing_error::Declined(kind, last))]
    Card { kind: String, last: bool },
}

fn main() {}
