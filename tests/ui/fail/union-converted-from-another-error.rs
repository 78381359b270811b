use errcat::tencent_meeting::RestError;

errcat::union! {
    pub enum MeetingError {
        Rest(RestError),
    }
}

fn read() -> Result<String, MeetingError> {
    Ok(std::fs::read_to_string("meeting")?)
}

fn main() {}
