#[derive(errcat::Coded)]
enum Failed {
    #[coded(code = 9003)]
    Gone,
}

fn main() {}
