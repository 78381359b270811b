use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(RestError::MeetingNotFound<u8>)]
    Gone,
}

fn main() {}
