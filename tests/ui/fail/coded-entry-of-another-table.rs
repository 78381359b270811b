use errcat::tencent_meeting::{OAuthError, RestError};

#[derive(errcat::Coded)]
#[coded(table = RestError)]
enum Failed {
    #[coded(OAuthError::SystemError)]
    Login,
}

fn main() {}
