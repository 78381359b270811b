errcat::codes!("codes.toml", tables = [rest, oauth, rest]);

fn main() {}
