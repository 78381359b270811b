errcat::codes!("/etc/codes.toml");

fn main() {}
