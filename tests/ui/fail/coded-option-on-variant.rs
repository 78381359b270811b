use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(table = RestError)]
    Gone,
}

fn main() {}
