use errcat::Call;
use errcat::tencent_meeting::RestError;

fn main() {
    Call::new("GET").decide(&RestError::MeetingNotFound);
}
