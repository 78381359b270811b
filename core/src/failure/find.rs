//! The search for a code in an error and its sources.

use alloc::sync::Arc;
use core::error::Error;
use core::iter::successors;

use errcat_types::limits::MAX_SEARCHED_SOURCES;

use crate::entry::{AnyCode, Coded, ErrorCode, erase};
use crate::failure::Failure;

/// Returns the code of a table that an error has, or the nearest of its sources.
///
/// It finds the enum itself, the structs of its params, and a [`Failure`] or [`AnyCode`] with one of its codes, also in
/// errors that `anyhow` and others have wrapped. [`find_any_code`] finds an error type of your own.
///
/// ```
/// use errcat::{find_code, tencent_meeting::RestError};
/// use std::io;
///
/// let wrapped = io::Error::other(RestError::MeetingNotFound);
/// assert_eq!(find_code(&wrapped), Some(RestError::MeetingNotFound));
/// ```
pub fn find_code<C: ErrorCode>(error: &(dyn Error + 'static)) -> Option<C> {
    find_any_code::<C>(error).and_then(AnyCode::downcast)
}

/// An error type that [`find_any_code`] finds: every error that is [`Coded`], and every [`union!`](crate::union).
pub trait Findable {
    /// Returns the code of an error of this type, or of a type that has the same codes.
    #[doc(hidden)]
    fn __find_in(error: &(dyn Error + 'static)) -> Option<AnyCode>;
}

impl<T: Coded + Error + 'static> Findable for T {
    fn __find_in(error: &(dyn Error + 'static)) -> Option<AnyCode> {
        T::__code_of(error)
    }
}

/// Returns the code of an error of a type, or of the nearest of its sources that is of that type.
///
/// The error itself and 1,024 sources are searched: an error may be its own source.
///
/// A type that [derives `Coded`](macro@crate::Coded) finds itself; a generated enum finds what [`find_code`] does, and a
/// [`union!`](crate::union) itself and what each of its enums finds.
pub fn find_any_code<T: Findable>(error: &(dyn Error + 'static)) -> Option<AnyCode> {
    // The sources of an I/O error are those of the error that it holds.
    let sources = successors(Some(error), |&error| held(error).or_else(|| error.source()));
    sources.take(1 + MAX_SEARCHED_SOURCES).find_map(T::__find_in)
}

/// Returns the error that an I/O error holds, which is not one of its sources.
#[cfg(feature = "std")]
fn held<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    let inner = error.downcast_ref::<std::io::Error>()?.get_ref()?;
    Some(inner)
}

/// Returns nothing: without the standard library there are no I/O errors.
#[cfg(not(feature = "std"))]
fn held<'e>(_: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    None
}

/// Returns the code of an error of an enum: of the enum itself, or of a failure or an erased code with one of its codes.
fn code_of<C: ErrorCode>(error: &(dyn Error + 'static)) -> Option<AnyCode> {
    // Shared, as the adapter for axum passes it on: an `Arc` has the sources of the failure, but not the failure.
    let shared = || error.downcast_ref::<Arc<Failure<C>>>().map(|failure| &**failure);
    let failure = error.downcast_ref::<Failure<C>>().or_else(shared);
    let of_failure = || failure.and_then(Failure::any_code);
    let erased = || error.downcast_ref::<AnyCode>().copied().filter(|code| code.is::<C>());
    let code = error.downcast_ref::<C>().map(|code| erase(*code));
    code.or_else(of_failure).or_else(erased)
}

/// Returns the code of an error of an enum, or of one of the types that have its codes.
#[doc(hidden)]
pub fn code_among<C: ErrorCode>(
    error: &(dyn Error + 'static),
    types: &[fn(&(dyn Error + 'static)) -> Option<AnyCode>],
) -> Option<AnyCode> {
    code_of::<C>(error).or_else(|| types.iter().find_map(|code_of| code_of(error)))
}
