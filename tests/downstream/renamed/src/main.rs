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

wire::union! {
    enum AnyError {
        Order(OrderError),
        Stock(StockError),
    }
}

const NEVER: wire::Decision = wire::Decision::GiveUp(wire::GiveUpReason::Permanent);

fn main() {
    for error in OrderError::ALL {
        let (code, name, http, retry) = (error.code(), error.name(), error.http_status(), error.retry());
        println!("{code} {name}: {error} ({http}, {retry})");
    }
    for shortage in [Shortage::Known { left: 1 }, Shortage::Guessed] {
        assert_eq!(wire::HasCode::error_code(&shortage), StockError::Low);
    }
    let error = AnyError::from(stock_error::Low { left: 1 });
    assert_eq!((error.table_name(), wire::Call::new("GET").decide(&error)), ("stock", NEVER));
    assert_eq!(AnyError::from(OrderError::Busy).table_name(), "order");
}
