errcat::codes!("codes.toml", locale = en);

fn main() {}
