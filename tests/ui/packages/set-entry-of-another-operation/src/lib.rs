//! An entry that is not in the set of an operation cannot be raised there: this is what the service sees when somebody removes
//! one.

use errcat::Failure;

errcat::codes!("../codes.toml");

pub fn create(quantity: u32) -> Result<(), Failure<CreateError>> {
    match quantity {
        0 => Err(CreateError::InvalidQuantity)?,
        1 => Err(CreateError::OrderShipped)?,
        _ => Err(OrderError::OutOfStock)?,
    }
}
