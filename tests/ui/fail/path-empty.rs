errcat::codes!("");

fn main() {}
