errcat::codes!("codes.toml", docs = no);

fn main() {}
