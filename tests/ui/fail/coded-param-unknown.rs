#[path = "../../expansions/params.rs"]
mod params;

use params::billing_error;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(billing_error::Declined { type: kind, final: last, colour: other })]
    Card { kind: String, last: bool, other: u8 },
}

fn main() {}
