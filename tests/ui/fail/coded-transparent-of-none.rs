#[derive(errcat::Coded)]
enum Failed {
    #[coded(transparent)]
    Gone,
}

fn main() {}
