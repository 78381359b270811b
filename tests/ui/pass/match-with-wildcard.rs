use errcat::tencent_meeting::RestError;

const fn is_missing(error: RestError) -> bool {
    match error {
        RestError::MeetingNotFound => true,
        _ => false,
    }
}

fn main() {
    const { assert!(is_missing(RestError::MeetingNotFound)) };
}
