//! A call in an example.

errcat::codes!("../codes.toml", locale = "zh");

fn main() {
    println!("{}", OrderError::OutOfStock);
}
