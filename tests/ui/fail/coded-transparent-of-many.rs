use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(transparent)]
    Gone { code: RestError, id: u64 },
}

fn main() {}
