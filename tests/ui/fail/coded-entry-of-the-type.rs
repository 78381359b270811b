use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
#[coded(RestError::MeetingNotFound)]
enum Failed {
    #[coded(RestError::MeetingNotFound)]
    Gone,
}

fn main() {}
