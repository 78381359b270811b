#[path = "../../expansions/params.rs"]
mod params;

use errcat::Sensitive;
use params::billing_error;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(billing_error::QuotaExceeded { used, limit, days, token })]
    Quota { used: u32, limit: u32, days: u32, token: String },
    #[coded(billing_error::QuotaExceeded { used, limit, days, token })]
    Hidden { used: u32, limit: u32, days: u32, token: Sensitive<String> },
}

fn main() {}
