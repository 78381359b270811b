use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
#[coded(table = "RestError")]
enum Failed {
    #[coded(MeetingNotFound)]
    Gone,
}

fn main() {}
