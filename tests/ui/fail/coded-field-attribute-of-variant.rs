use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(RestError::MeetingNotFound)]
    Gone,
    Other {
        #[coded(RestError::MeetingEnded)]
        id: u64,
    },
}

fn main() {}
