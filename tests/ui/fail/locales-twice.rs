errcat::codes!("codes.toml", locales = ["en", "zh", "EN"]);

fn main() {}
