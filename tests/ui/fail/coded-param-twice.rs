#[path = "../../expansions/params.rs"]
mod params;

use params::billing_error;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(billing_error::Declined { type: 0, type: 1 })]
    Wire(String, String),
}

fn main() {}
