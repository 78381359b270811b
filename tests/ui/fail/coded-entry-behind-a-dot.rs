use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(RestError.MeetingNotFound)]
    Gone,
}

fn main() {}
