//! A code of any table.

use alloc::sync::Arc;
use core::error::Error;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ptr;

use crate::policy::Category;
use crate::code::Code;
use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::policy::{RetrySafety, Retry};
use crate::policy::Severity;
use crate::table::Table;

/// Something that stands for an entry of a catalog: a generated enum, or an error type that carries more.
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
    message = "`{Self}` stands for no entry of a list",
    label = "this is not `Coded`",
    note = "derive it with #[derive(errcat::Coded)], or name the entry: #[coded(RestError::MeetingNotFound)]"
)]
pub trait Coded {
    /// The entry.
    fn any_code(&self) -> AnyCode;

    /// The entry of an error that is of this type, or that says the same in another.
    #[doc(hidden)]
    fn __code_of(error: &(dyn Error + 'static)) -> Option<AnyCode>
    where
        Self: Sized + Error + 'static,
    {
        any_code_of::<Self>(error)
    }
}

/// The code of an error, or of the nearest of its sources that has one.
///
/// `T` says where to look for it: a generated enum stands for itself, for the structs of its params, and for a
/// [`Failure`](crate::Failure) or [`AnyCode`] with one of its codes; a type that [derives
/// `Coded`](macro@crate::Coded) for itself. So a code is found in what `anyhow` and others have wrapped.
///
/// ```
/// use errcat::{find_code, tencent_meeting::RestError};
/// use std::io;
///
/// let wrapped = io::Error::other(RestError::MeetingNotFound);
/// let code = find_code::<RestError>(&wrapped).unwrap();
/// assert_eq!(code, RestError::MeetingNotFound);
/// ```
pub fn find_code<T: Coded + Error + 'static>(error: &(dyn Error + 'static)) -> Option<AnyCode> {
    let mut next = Some(error);
    while let Some(error) = next {
        let code = T::__code_of(error);
        if code.is_some() {
            return code;
        }
        // The sources of an I/O error are those of the error that it holds.
        next = inside(error).or_else(|| error.source());
    }
    None
}

/// The error that an I/O error holds: it is none of its sources.
#[cfg(feature = "std")]
fn inside<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    let inner = error.downcast_ref::<std::io::Error>()?.get_ref()?;
    Some(inner)
}

/// Without the standard library there are no I/O errors.
#[cfg(not(feature = "std"))]
fn inside<'e>(_: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    None
}

/// The code of an error that is of an enum: the enum itself, or what has one of its codes.
#[doc(hidden)]
pub(crate) fn code_of<C: ErrorCode>(error: &(dyn Error + 'static)) -> Option<AnyCode> {
    // Shared, as the adapter for axum hands it out: an `Arc` has the sources of the failure, which is none of them.
    let shared = || error.downcast_ref::<Arc<Failure<C>>>().map(|failure| &**failure);
    let failure = error.downcast_ref::<Failure<C>>().or_else(shared);
    let of_failure = || failure.and_then(Failure::any_code);
    let erased = || error.downcast_ref::<AnyCode>().copied().filter(|code| code.is::<C>());
    let code = error.downcast_ref::<C>().map(|code| AnyCode::new(*code));
    code.or_else(of_failure).or_else(erased)
}

/// The code of an error that is of an enum, or of one of the types that have its codes.
#[doc(hidden)]
pub fn code_among<C: ErrorCode>(
    error: &(dyn Error + 'static),
    types: &[fn(&(dyn Error + 'static)) -> Option<AnyCode>],
) -> Option<AnyCode> {
    code_of::<C>(error).or_else(|| types.iter().find_map(|code_of| code_of(error)))
}

/// The code of an error that is of a type.
#[doc(hidden)]
pub fn any_code_of<T: Coded + Error + 'static>(error: &(dyn Error + 'static)) -> Option<AnyCode> {
    error.downcast_ref::<T>().map(Coded::any_code)
}

impl<T: Coded + ?Sized> Coded for &T {
    fn any_code(&self) -> AnyCode {
        (**self).any_code()
    }
}

impl<T: Coded + ?Sized> Coded for alloc::boxed::Box<T> {
    fn any_code(&self) -> AnyCode {
        (**self).any_code()
    }
}

impl<T: Coded + ?Sized> Coded for Arc<T> {
    fn any_code(&self) -> AnyCode {
        (**self).any_code()
    }
}

/// A code of any table, with all that is known of it.
#[derive(Clone, Copy)]
pub struct AnyCode {
    table: &'static Table,
    entry: usize,
}

impl AnyCode {
    pub(crate) fn new<C: ErrorCode>(code: C) -> AnyCode {
        AnyCode { table: C::TABLE, entry: code.index() }
    }

    /// The code with its type, if it is of that type.
    pub fn downcast<C: ErrorCode>(self) -> Option<C> {
        if self.is::<C>() { C::at(self.entry) } else { None }
    }

    /// Whether it is a code of that type.
    pub fn is<C: ErrorCode>(self) -> bool {
        ptr::eq(self.table, C::TABLE)
    }

    /// The name of the catalog's table that the entry is in.
    pub const fn table_name(self) -> &'static str {
        self.table.name
    }

    /// The name of the enum that the variant is in.
    pub const fn enum_name(self) -> &'static str {
        self.table.enum_name
    }

    /// The code on the wire.
    pub fn code(self) -> Code<'static> {
        self.table.code(self.entry)
    }

    /// The entry's name.
    pub const fn name(self) -> &'static str {
        self.table.name(self.entry)
    }

    /// What kind of thing happened, in the locale that `Display` shows. See [`ErrorCode::title`].
    pub const fn title(self) -> &'static str {
        self.table.title(self.entry)
    }

    /// What kind of thing happened, in the locale that fits a BCP 47 language tag best.
    pub const fn title_in(self, locale: &str) -> &'static str {
        self.table.title_in(self.entry, locale)
    }

    /// What happened, in the locale that `Display` shows.
    pub const fn message(self) -> &'static str {
        self.table.message(self.entry)
    }

    /// What happened, in the locale that fits a BCP 47 language tag best. See [`ErrorCode::message_in`].
    pub const fn message_in(self, locale: &str) -> &'static str {
        self.table.message_in(self.entry, locale)
    }

    /// What the reader should do next, in the locale that `Display` shows.
    pub const fn help(self) -> Option<&'static str> {
        self.table.help(self.entry)
    }

    /// What the reader should do next, in the locale that fits a BCP 47 language tag best.
    pub const fn help_in(self, locale: &str) -> Option<&'static str> {
        self.table.help_in(self.entry, locale)
    }

    /// The HTTP status that is sent with this code.
    pub const fn http_status(self) -> u16 {
        self.table.policy(self.entry).http
    }

    /// The category.
    pub const fn category(self) -> Category {
        self.table.policy(self.entry).category
    }

    /// What to do about it.
    pub const fn retry(self) -> Retry {
        self.table.policy(self.entry).retry
    }

    /// Whether the request may be repeated although it may already have been carried out.
    pub const fn retry_safety(self) -> RetrySafety {
        self.table.policy(self.entry).retry_safety
    }

    /// How grave it is.
    pub const fn severity(self) -> Severity {
        self.table.policy(self.entry).severity
    }

    /// The name of its class.
    pub const fn class(self) -> Option<&'static str> {
        self.table.policy(self.entry).class
    }

    /// Whether the same request may succeed with nothing done but waiting.
    pub const fn is_retryable(self) -> bool {
        self.retry().is_retryable()
    }

    /// Whether the request may be repeated even when it is not idempotent.
    pub const fn is_retry_safe(self) -> bool {
        matches!(self.retry_safety(), RetrySafety::Always)
    }
}

impl Coded for AnyCode {
    fn any_code(&self) -> AnyCode {
        *self
    }
}

impl PartialEq for AnyCode {
    fn eq(&self, other: &AnyCode) -> bool {
        ptr::eq(self.table, other.table) && self.entry == other.entry
    }
}

impl Eq for AnyCode {}

impl Hash for AnyCode {
    fn hash<H: Hasher>(&self, state: &mut H) {
        ptr::hash(self.table, state);
        self.entry.hash(state);
    }
}

impl<C: ErrorCode> PartialEq<C> for AnyCode {
    fn eq(&self, other: &C) -> bool {
        *self == AnyCode::new(*other)
    }
}

/// The enum and the variant.
impl fmt::Debug for AnyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.enum_name(), self.name())
    }
}

/// The message.
impl fmt::Display for AnyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.message())
    }
}

impl Error for AnyCode {}
