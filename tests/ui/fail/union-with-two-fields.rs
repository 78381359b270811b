use errcat::tencent_meeting::RestError;

errcat::union! {
    pub enum MeetingError {
        Rest(RestError, u64),
    }
}

fn main() {}
