//! Prints the entries of a catalog that the build script writes.

use errcat::ErrorCode;

include!(concat!(env!("OUT_DIR"), "/errors.rs"));

fn main() {
    for code in OrderError::ALL {
        println!("{} {code:?}", code.wire_code());
    }
}
