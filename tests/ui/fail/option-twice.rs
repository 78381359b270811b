errcat::codes!("codes.toml", vis = pub, locale = "en", vis = pub(crate));

fn main() {}
