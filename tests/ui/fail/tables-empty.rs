errcat::codes!("codes.toml", tables = []);

fn main() {}
