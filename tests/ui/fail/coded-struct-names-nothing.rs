#[derive(errcat::Coded)]
struct Failed;

fn main() {}
