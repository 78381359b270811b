//! Prints a catalog that is a symbolic link to a file outside of the package.

errcat::codes!("../codes.toml");

fn main() {
    for error in OrderError::ALL {
        println!("{} {}: {error}", error.code(), error.name());
    }
}
