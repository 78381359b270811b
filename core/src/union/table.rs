//! What a union needs of each of its tables.

use core::error::Error;

use crate::entry::{AnyCode, ErrorCode};
use crate::failure::{Failure, Findable};
use crate::union::AnyFailure;
#[cfg(feature = "json")]
use crate::union::{UnionDecoder, UnionOf};
#[cfg(feature = "json")]
use crate::wire::Headers;

/// The enum of a table. A union uses its enums only through this trait, so that a type that is none is reported once, where
/// it is named.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enum of `errcat::codes!`",
    label = "expected the enum of a table"
)]
pub trait UnionTable: Sized {
    fn erased(failure: &Failure<Self>) -> &dyn AnyFailure;

    fn find_in(error: &(dyn Error + 'static)) -> Option<AnyCode>;

    #[cfg(feature = "json")]
    fn decoded<U: UnionOf<Self>, H: Headers>(response: UnionDecoder<'_, U, H>) -> UnionDecoder<'_, U, H>;
}

#[diagnostic::do_not_recommend]
impl<C: ErrorCode> UnionTable for C {
    fn erased(failure: &Failure<C>) -> &dyn AnyFailure {
        failure
    }

    fn find_in(error: &(dyn Error + 'static)) -> Option<AnyCode> {
        <C as Findable>::__find_in(error)
    }

    #[cfg(feature = "json")]
    fn decoded<U: UnionOf<C>, H: Headers>(response: UnionDecoder<'_, U, H>) -> UnionDecoder<'_, U, H> {
        response.or::<C>()
    }
}
