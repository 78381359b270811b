errcat::codes!("../codes.toml", locales = ["zh"], locale = "en");

/// The enums are there all the same.
pub const OUT_OF_STOCK: OrderError = OrderError::OutOfStock;
