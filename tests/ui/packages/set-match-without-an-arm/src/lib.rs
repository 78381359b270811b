//! A match over a set has an arm for each entry: this is what a client sees when somebody adds one.

errcat::codes!("../codes.toml");

pub fn advice(error: CreateError) -> &'static str {
    match error {
        CreateError::OutOfStock => "offer another item",
    }
}
