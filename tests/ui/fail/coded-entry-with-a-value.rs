use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(RestError::MeetingNotFound = 9003)]
    Gone,
}

fn main() {}
