//! The conversion into a failure, by which `?` works.

use core::error::Error;

use crate::entry::HasCode;
use crate::failure::{Failure, Received};

/// Converts whatever maps to an entry of the table: a code, a struct of its params, or an error type of your own, which
/// becomes the failure's source.
impl<E: HasCode + Error + Send + Sync + 'static> From<E> for Failure<E::Code> {
    fn from(error: E) -> Failure<E::Code> {
        let mut failure = Failure::new(Received::Known(error.error_code()));
        error.__with_values(&mut |values| failure.add_values(values));
        if error.__is_source() { failure.with_source(error) } else { failure }
    }
}
