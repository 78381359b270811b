//! Shows what it is given, whatever the list says.

errcat::codes!("../codes.toml");

fn main() {
    for argument in std::env::args().skip(1) {
        println!("{argument}");
    }
}
