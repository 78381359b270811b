//! The trait of the enums of sets.

use crate::code::InvalidCode;
use crate::entry::ErrorCode;

/// The enum of a set: some of the entries of a table, such as those that an operation returns. Only generated code implements
/// it.
///
/// The enum has no further variants, so that a `match` over it is exhaustive.
///
/// ```
/// mod shop {
///     errcat::codes!("../../examples/shop.toml");
/// }
/// use errcat::Failure;
/// use shop::{CreateError, OrderError};
///
/// /// Whoever adds an entry to the set has to add an arm here.
/// fn advice(error: CreateError) -> &'static str {
///     match error {
///         CreateError::OutOfStock => "offer another item",
///         CreateError::InvalidQuantity => "ask for another quantity",
///         CreateError::ServiceFailed => "apologize",
///     }
/// }
///
/// assert_eq!(OrderError::from(CreateError::OutOfStock), OrderError::OutOfStock);
/// assert_eq!(CreateError::try_from(OrderError::OutOfStock), Ok(CreateError::OutOfStock));
/// assert!(CreateError::try_from(OrderError::OrderShipped).is_err());
///
/// let failure = Failure::from(CreateError::OutOfStock);
/// assert_eq!(failure.code().map(advice), Some("offer another item"));
/// assert_eq!(failure.encode("en"), Failure::from(OrderError::OutOfStock).encode("en"));
/// ```
pub trait CodeSet: ErrorCode + TryFrom<Self::Table, Error = InvalidCode> {}

/// Returns the error of converting an entry that is not in a set.
#[doc(hidden)]
pub fn not_in_set<C: ErrorCode>(code: C, set: &'static str) -> InvalidCode {
    InvalidCode::new(code.wire_code(), set)
}
