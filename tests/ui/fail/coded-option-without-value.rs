use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
#[coded(table)]
enum Failed {
    #[coded(RestError::MeetingNotFound)]
    Gone,
}

fn main() {}
