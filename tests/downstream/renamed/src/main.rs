//! Prints a catalog, in a crate that renames errcat.

wire::codes!("../codes.toml");

/// Passes the name of the crate to the derive.
#[derive(wire::Coded)]
#[coded(crate = wire)]
enum Shortage {
    #[coded(stock_error::Low { left })]
    Known { left: u32 },
    #[coded(StockError::Low)]
    Guessed,
}

fn main() {
    for error in OrderError::ALL {
        let (code, name, http, retry) = (error.code(), error.name(), error.http_status(), error.retry());
        println!("{code} {name}: {error} ({http}, {retry})");
    }
    for shortage in [Shortage::Known { left: 1 }, Shortage::Guessed] {
        assert_eq!(wire::HasCode::error_code(&shortage), StockError::Low);
    }
}
