//! Prints its arguments, and does not use the catalog that it includes.

errcat::codes!("../codes.toml");

fn main() {
    for argument in std::env::args().skip(1) {
        println!("{argument}");
    }
}
