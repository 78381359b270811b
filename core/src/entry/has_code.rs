//! Whatever has an entry of one table.

use alloc::boxed::Box;
use alloc::sync::Arc;

use crate::entry::{Coded, ErrorCode};
use crate::message::MessageValue;

/// A type whose values map to an entry of one table: a generated enum, a struct of an entry's params, or an error type of
/// your own whose variants all have codes of that table. [`derive(Coded)`](macro@crate::Coded) implements it.
///
/// An error that implements it is converted into a [`Failure`](crate::Failure) by `?`.
///
/// ```
/// use errcat::{HasCode, tencent_meeting::RestError};
///
/// fn is_gone(error: &impl HasCode<Code = RestError>) -> bool {
///     matches!(error.error_code(), RestError::MeetingNotFound | RestError::MeetingEnded)
/// }
///
/// assert!(is_gone(&RestError::MeetingNotFound));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not map to an entry of one table",
    label = "the trait `HasCode` is not implemented for this type",
    note = "derive it, with the table of its codes: #[derive(errcat::Coded)] #[coded(table = RestError)]"
)]
pub trait HasCode: Coded {
    /// The enum of the table.
    type Code: ErrorCode;

    /// Returns the entry's code.
    fn error_code(&self) -> Self::Code;

    /// Returns the code, or the field that has it. The derive writes only this, so that a mistake is reported once.
    #[doc(hidden)]
    fn __code_or_field(&self) -> CodeOrField<'_, Self::Code> {
        CodeOrField::Code(self.error_code())
    }

    /// Passes the values of the entry's params, in their order, if this has them.
    #[doc(hidden)]
    fn __with_values(&self, _read: &mut dyn FnMut(&[&dyn MessageValue])) {}

    /// Returns whether this says more than its code and the values of its params: then it is the source of the failure
    /// that it is converted into.
    #[doc(hidden)]
    fn __is_source(&self) -> bool {
        true
    }
}

macro_rules! pointers {
    ($($pointer:ty)*) => {$(
        impl<T: HasCode + ?Sized> HasCode for $pointer {
            type Code = T::Code;

            fn error_code(&self) -> T::Code {
                (**self).error_code()
            }

            fn __with_values(&self, read: &mut dyn FnMut(&[&dyn MessageValue])) {
                (**self).__with_values(read);
            }

            fn __is_source(&self) -> bool {
                (**self).__is_source()
            }
        }
    )*};
}

pointers!(&T Box<T> Arc<T>);

/// The code of a value, or the field that has the code.
#[doc(hidden)]
pub enum CodeOrField<'v, C: ErrorCode> {
    Code(C),
    Field(&'v dyn HasCode<Code = C>),
}

impl<C: ErrorCode> CodeOrField<'_, C> {
    /// Returns the code.
    pub fn code(self) -> C {
        match self {
            CodeOrField::Code(code) => code,
            CodeOrField::Field(field) => field.error_code(),
        }
    }

    /// Passes the values that the field has of the entry's params.
    pub fn with_values(self, read: &mut dyn FnMut(&[&dyn MessageValue])) {
        match self {
            CodeOrField::Code(_) => {}
            CodeOrField::Field(field) => field.__with_values(read),
        }
    }
}
