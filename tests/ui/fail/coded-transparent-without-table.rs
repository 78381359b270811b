use errcat::tencent_meeting::RestError;

#[derive(errcat::Coded)]
#[coded(table = RestError)]
enum Failed {
    #[coded(transparent)]
    Io(std::io::Error),
}

fn main() {}
