errcat::codes!("codes.toml", tables = rest);

fn main() {}
