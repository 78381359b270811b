#[derive(errcat::Coded)]
enum Failed {
    #[coded(transparent)]
    Io(std::io::Error),
}

fn main() {}
