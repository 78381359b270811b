use errcat::tencent_meeting::RestError;

errcat::union! {
    pub enum MeetingError {
        Rest(RestError),
        Again(RestError),
    }
}

fn main() {}
