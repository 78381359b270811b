errcat::codes!("codes.toml" vis = pub);

fn main() {}
