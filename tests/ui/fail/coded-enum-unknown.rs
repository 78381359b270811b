use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(RestEror::MeetingNotFound)]
    Gone,
    #[coded(RestError::MeetingEnded)]
    Ended,
}

fn main() {}
