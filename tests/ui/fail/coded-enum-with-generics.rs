use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(RestError::<u8>::MeetingNotFound)]
    Gone,
}

fn main() {}
