use errcat::tencent_meeting::{OAuthError, RestError};

#[derive(errcat::Coded)]
#[coded(table = RestError)]
enum Failed {
    #[coded(MeetingNotFound)]
    Gone,
    #[coded(transparent)]
    Login(OAuthError),
}

fn main() {}
