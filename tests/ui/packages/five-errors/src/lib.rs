//! Uses all that a catalog without faults would give: none of that may be a fault of its own.

use errcat::{Category, Coded, ErrorCode, RetrySafety, Retry};

errcat::codes!("../codes.toml", locale = "zh");

pub const GONE: OrderError = OrderError::Gone;
pub const CODE: u16 = OrderError::TooMany.code();
pub const FOUND: Option<OrderError> = OrderError::from_code(17);
pub const NAMED: Option<OrderError> = OrderError::from_name("Unpaid");

pub fn describe(error: OrderError) -> (&'static str, Option<&'static str>, u16, Category, Retry, RetrySafety) {
    let message = match error {
        OrderError::OutOfStock | OrderError::Closed => error.message(),
        OrderError::TooMany => error.message_in("en"),
        OrderError::Unpaid | OrderError::Gone => error.name(),
    };
    (message, error.help(), error.http_status(), error.category(), error.retry(), error.retry_safety())
}

pub fn parse(text: &str) -> Result<OrderError, Box<dyn std::error::Error>> {
    let error: OrderError = text.parse()?;
    let again = OrderError::try_from(u16::from(error))?;
    assert!(again == error && again.any_code().name() == error.to_string());
    Ok(OrderError::ALL.iter().find(|other| *other > again).unwrap_or(again))
}

pub fn count<C: ErrorCode>() -> usize {
    C::ALL.len()
}

pub fn count_orders() -> usize {
    count::<OrderError>()
}
