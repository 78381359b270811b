errcat::codes!("../codes.toml", locale = "fr");

/// The enums are there all the same.
pub const OUT_OF_STOCK: OrderError = OrderError::OutOfStock;
