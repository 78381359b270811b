//! What stands for an entry of one table, and how it becomes a failure.

use core::error::Error;

use crate::entry::Coded;
use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::message::Shown;

/// Something that stands for an entry of one table: a generated enum, a struct of an entry's params, or an error type of
/// your own whose variants are all of that table. [`derive(Coded)`](macro@crate::Coded) implements it.
///
/// What implements it and is an error becomes a [`Failure`] by `?`.
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
    message = "`{Self}` stands for no entry of one table",
    label = "this is not `HasCode`",
    note = "derive it, with the table that its codes are of: #[derive(errcat::Coded)] #[coded(table = RestError)]"
)]
pub trait HasCode: Coded {
    /// The enum of the table.
    type Code: ErrorCode;

    /// The entry.
    fn error_code(&self) -> Self::Code;

    /// What it stands for. The derive writes this alone, so that what is wrong is wrong in one place.
    #[doc(hidden)]
    fn __code_or_field(&self) -> CodeOrField<'_, Self::Code> {
        CodeOrField::Entry(self.error_code())
    }

    /// Hands out the fields of a struct of an entry's params; nothing else has any.
    #[doc(hidden)]
    fn __fields(&self, _read: &mut dyn FnMut(&[&dyn Shown])) {}

    /// Adds the values that this has of the entry's params.
    #[doc(hidden)]
    fn __add_params(&self, mut failure: Failure<Self::Code>) -> Failure<Self::Code> {
        self.__fields(&mut |fields| failure.add_fields(fields));
        failure
    }

    /// Makes a failure whose source is this. What a failure says anyhow is no source of its own.
    #[doc(hidden)]
    fn __into_failure(self) -> Failure<Self::Code>
    where
        Self: Sized + Error + Send + Sync + 'static,
    {
        let failure = self.__add_params(Failure::of(self.error_code()));
        let mut has_fields = false;
        self.__fields(&mut |_| has_fields = true);
        if has_fields { failure } else { failure.with_source(self) }
    }
}

macro_rules! pointers {
    ($($pointer:ty)*) => {$(
        impl<T: HasCode + ?Sized> HasCode for $pointer {
            type Code = T::Code;

            fn error_code(&self) -> T::Code {
                (**self).error_code()
            }

            fn __add_params(&self, failure: Failure<T::Code>) -> Failure<T::Code> {
                (**self).__add_params(failure)
            }
        }
    )*};
}

pointers!(&T alloc::boxed::Box<T> alloc::sync::Arc<T>);

/// What a value stands for: an entry, or what a value inside of it does.
#[doc(hidden)]
pub enum CodeOrField<'v, C: ErrorCode> {
    Entry(C),
    Inner(&'v dyn HasCode<Code = C>),
}

impl<C: ErrorCode> CodeOrField<'_, C> {
    /// The entry.
    pub fn code(self) -> C {
        match self {
            CodeOrField::Entry(code) => code,
            CodeOrField::Inner(inner) => inner.error_code(),
        }
    }

    /// Adds the values that the inner value has of the entry's params.
    pub fn add_params(self, failure: Failure<C>) -> Failure<C> {
        match self {
            CodeOrField::Entry(_) => failure,
            CodeOrField::Inner(inner) => inner.__add_params(failure),
        }
    }
}
