use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(RestError::MeetingNotFound transparent)]
    Gone(RestError),
}

fn main() {}
