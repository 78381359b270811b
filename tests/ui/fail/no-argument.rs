errcat::codes!();

fn main() {}
