use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(transparant)]
    Other(RestError),
}

fn main() {}
