//! What stands for an entry of one table, and how it becomes a failure.

use core::error::Error;

use crate::any_code::Coded;
use crate::error_code::ErrorCode;
use crate::failure::Failure;

/// Something that stands for an entry of one table: a generated enum, a struct of an entry's params, or an error type of
/// your own whose variants are all of that table. [`derive(Coded)`](macro@crate::Coded) implements it.
///
/// What implements it and is an error becomes a [`Failure`] by `?`.
///
/// ```
/// use errcat::{TypedCode, tencent_meeting::RestError};
///
/// fn is_gone(error: &impl TypedCode<Code = RestError>) -> bool {
///     matches!(error.typed_code(), RestError::MeetingNotFound | RestError::MeetingEnded)
/// }
///
/// assert!(is_gone(&RestError::MeetingNotFound));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` stands for no entry of one table",
    label = "this is not `TypedCode`",
    note = "derive it, with the table that its codes are of: #[derive(errcat::Coded)] #[coded(table = RestError)]"
)]
pub trait TypedCode: Coded {
    /// The enum of the table.
    type Code: ErrorCode;

    /// The entry.
    fn typed_code(&self) -> Self::Code;

    /// Adds the values that this has of the entry's params.
    #[doc(hidden)]
    fn __add_params(&self, failure: Failure<Self::Code>) -> Failure<Self::Code> {
        failure
    }

    /// Makes a failure whose source is this. What a failure says anyhow is no source of its own.
    #[doc(hidden)]
    fn __into_failure(self) -> Failure<Self::Code>
    where
        Self: Sized + Error + Send + Sync + 'static,
    {
        self.__add_params(Failure::of(self.typed_code())).with_source(self)
    }
}

/// A value that stands for an entry of one table, without its type.
#[doc(hidden)]
pub struct OfTable<'v, C, T> {
    code: C,
    value: &'v T,
    add_params: fn(&T, Failure<C>) -> Failure<C>,
}

impl<C, T> OfTable<'_, C, T> {
    /// The entry.
    pub fn code(self) -> C {
        self.code
    }

    /// Adds the values that it has of the entry's params.
    pub fn add_params(self, failure: Failure<C>) -> Failure<C> {
        (self.add_params)(self.value, failure)
    }
}

/// For the derive: what is wrong with a field is wrong here, and nowhere else.
#[doc(hidden)]
pub fn of_table<C: ErrorCode, T: TypedCode<Code = C>>(value: &T) -> OfTable<'_, C, T> {
    OfTable { code: value.typed_code(), value, add_params: T::__add_params }
}
