use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(RestError::MeetingNotFond)]
    Gone,
}

fn main() {}
