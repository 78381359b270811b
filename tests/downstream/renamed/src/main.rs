//! Prints a list.

wire::codes!("../codes.toml");

fn main() {
    for error in OrderError::ALL {
        let (code, name, http, retry) = (error.code(), error.name(), error.http_status(), error.retry());
        println!("{code} {name}: {error} ({http}, {retry})");
    }
}
