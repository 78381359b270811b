use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
#[coded(table = RestEror)]
enum Failed {
    #[coded(MeetingNotFound)]
    Gone,
    #[coded(MeetingEnded)]
    Ended { id: u64 },
    #[coded(transparent)]
    Other(RestError),
}

fn main() {}
