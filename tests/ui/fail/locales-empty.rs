errcat::codes!("codes.toml", locales = []);

fn main() {}
