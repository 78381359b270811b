//! Whatever has an entry of a catalog, of any table.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::error::Error;

use crate::entry::AnyCode;

/// A type whose values map to an entry of a catalog: a generated enum, or an error type that carries more.
///
/// ```
/// use errcat::{AnyCode, Coded, tencent_meeting::RestError};
///
/// struct Refused {
///     code: RestError,
///     meeting: u64,
/// }
///
/// impl Coded for Refused {
///     fn any_code(&self) -> AnyCode {
///         self.code.any_code()
///     }
/// }
///
/// let refused = Refused { code: RestError::JoinMeetingDenied, meeting: 7 };
/// let coded: &dyn Coded = &refused;
/// assert_eq!(coded.any_code().downcast(), Some(RestError::JoinMeetingDenied));
/// # assert_eq!(refused.meeting, 7);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not map to an entry of a catalog",
    label = "the trait `Coded` is not implemented for this type",
    note = "derive it with #[derive(errcat::Coded)], and name the entry: #[coded(RestError::MeetingNotFound)]"
)]
pub trait Coded {
    /// Returns the entry's code.
    fn any_code(&self) -> AnyCode;

    /// Returns the code of an error of this type, or of a type that has the same codes.
    #[doc(hidden)]
    fn __code_of(error: &(dyn Error + 'static)) -> Option<AnyCode>
    where
        Self: Sized + Error + 'static,
    {
        any_code_of::<Self>(error)
    }
}

/// Returns the code of an error, if the error is of a type.
#[doc(hidden)]
pub fn any_code_of<T: Coded + Error + 'static>(error: &(dyn Error + 'static)) -> Option<AnyCode> {
    error.downcast_ref::<T>().map(Coded::any_code)
}

macro_rules! pointers {
    ($($pointer:ty)*) => {$(
        impl<T: Coded + ?Sized> Coded for $pointer {
            fn any_code(&self) -> AnyCode {
                (**self).any_code()
            }
        }
    )*};
}

pointers!(&T Box<T> Arc<T>);
