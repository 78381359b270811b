#[derive(errcat::Coded)]
enum Failed {
    #[coded(9003)]
    Gone,
}

fn main() {}
