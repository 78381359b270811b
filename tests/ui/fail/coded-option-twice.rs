use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
#[coded(table = RestError, crate = errcat)]
#[coded(table = RestError)]
enum Failed {
    #[coded(MeetingNotFound)]
    Gone,
}

fn main() {}
