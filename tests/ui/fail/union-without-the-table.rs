use errcat::tencent_meeting::{OAuthError, RestError};

errcat::union! {
    pub enum MeetingError {
        Rest(RestError),
    }
}

fn login() -> Result<(), MeetingError> {
    Err(OAuthError::SystemError)?
}

fn main() {}
