#[path = "../../expansions/params.rs"]
mod params;

use params::BillingError;

#[derive(errcat::Coded)]
#[coded(table = BillingError)]
enum Failed {
    #[coded(Declined { type: kind, final: last })]
    Card { kind: String, last: bool },
}

fn main() {}
