use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
#[coded(code = 9003)]
enum Failed {
    #[coded(RestError::MeetingNotFound)]
    Gone,
}

fn main() {}
