#[derive(errcat::Coded)]
#[coded()]
enum Failed {}

fn main() {}
