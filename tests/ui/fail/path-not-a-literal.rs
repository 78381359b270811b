const PATH: &str = "codes.toml";

errcat::codes!(PATH);

fn main() {}
