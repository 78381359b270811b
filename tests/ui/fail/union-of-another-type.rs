use errcat::tencent_meeting::RestError;

errcat::union! {
    pub enum MeetingError {
        Rest(RestError),
        Io(std::io::Error),
    }
}

fn main() {}
