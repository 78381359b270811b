#![deny(unused_must_use)]

use errcat::tencent_meeting::RestError;

fn main() {
    RestError::from_code(9003);
    RestError::MeetingNotFound.is_retryable();
}
