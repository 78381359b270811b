errcat::codes!("codes.toml", table = [rest]);
errcat::codes!("codes.toml", derive = [Debug]);

fn main() {}
