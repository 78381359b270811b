use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
#[coded(RestError::MeetingNotFound)]
struct Failed {
    #[coded(RestError::MeetingEnded)]
    code: u8,
}

fn main() {}
