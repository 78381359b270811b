use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
#[coded(crate = "errcat")]
enum Failed {
    #[coded(RestError::MeetingNotFound)]
    Gone,
}

fn main() {}
