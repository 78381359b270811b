errcat::codes!("codes.toml", vis = public);
errcat::codes!("codes.toml", vis = crate);
errcat::codes!("codes.toml", vis =);

fn main() {}
