use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
#[coded(tabel = RestError)]
enum Failed {
    #[coded(MeetingNotFound)]
    Gone,
}

fn main() {}
