use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
#[coded(crate = wire)]
enum Failed {
    #[coded(RestError::MeetingNotFound)]
    Gone,
    #[coded(transparent)]
    Other(RestError),
}

fn main() {}
