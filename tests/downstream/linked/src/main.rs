//! Prints a list that is a symbolic link to a file elsewhere.

errcat::codes!("../codes.toml");

fn main() {
    for error in OrderError::ALL {
        println!("{} {}: {error}", error.code(), error.name());
    }
}
