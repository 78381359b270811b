#[path = "../../expansions/params.rs"]
mod params;

use params::billing_error;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(billing_error::Declined { crate: 0, final: 1 })]
    Card(String, bool),
}

fn main() {}
