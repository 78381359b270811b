#[derive(errcat::Coded)]
enum Failed {
    #[coded]
    Gone,
}

fn main() {}
