use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
struct Failed {
    #[coded(transparent)]
    first: RestError,
    #[coded(transparent)]
    second: RestError,
}

fn main() {}
