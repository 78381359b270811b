//! The conversions into a union, by which `?` works.

use core::error::Error;

use crate::entry::{ErrorCode, HasCode};
use crate::failure::Failure;

/// A type with a variant for the failures of a table.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no variant for failures of `{C}`",
    label = "the union has no such table",
    note = "a variant of `errcat::union!` names the enum of its table"
)]
pub trait UnionOf<C> {
    fn of(failure: Failure<C>) -> Self;
}

/// Whatever becomes a failure: a failure itself, and whatever maps to an entry of one table.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a failure and has no entry of a table",
    label = "this is not a failure, and has no entry of a table",
    note = "for an error of a request without a response, name the table: `Failure::<OrderError>::from_transport_error(error)`"
)]
pub trait IntoFailure {
    type Code: ErrorCode;

    fn into_failure(self) -> Failure<Self::Code>;
}

impl<C: ErrorCode> IntoFailure for Failure<C> {
    type Code = C;

    fn into_failure(self) -> Failure<C> {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<E: HasCode + Error + Send + Sync + 'static> IntoFailure for E {
    type Code = E::Code;

    fn into_failure(self) -> Failure<E::Code> {
        Failure::from(self)
    }
}
