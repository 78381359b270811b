#![deny(unused_imports)]

#[path = "../../expansions/params.rs"]
mod params;

use errcat::tencent_meeting::{OAuthError, RestError};
use params::billing_error;

#[derive(errcat::Coded)]
pub enum Failed {
    #[coded(RestError.MeetingNotFound)]
    Gone,
    #[coded(OAuthError::SystemError, transparent)]
    Login,
    #[coded(transparent)]
    Inner(u8, u16),
    #[coded(billing_error::Declined { type: 1, final: 2 })]
    Card(String),
}

fn main() {
    let failed = Failed::Gone;
    let _ = errcat::Coded::any_code(&failed);
}
