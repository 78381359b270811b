#[derive(errcat::Coded)]
enum Failed {
    #[coded(MeetingNotFound)]
    Gone,
}

fn main() {}
