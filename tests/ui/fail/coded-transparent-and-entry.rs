use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
#[coded(RestError::MeetingNotFound)]
struct Failed {
    #[coded(transparent)]
    code: RestError,
}

fn main() {}
