//! A code of any table.

use core::error::Error;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ptr;

use crate::category::Category;
use crate::code::Code;
use crate::error_code::ErrorCode;
use crate::retry::{Replay, Retry};
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
pub trait Coded {
    /// The entry.
    fn any_code(&self) -> AnyCode;
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
    pub const fn code(self) -> Code<'static> {
        self.table.code(self.entry)
    }

    /// The entry's name.
    pub const fn name(self) -> &'static str {
        self.table.name(self.entry)
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
    pub const fn replay(self) -> Replay {
        self.table.policy(self.entry).replay
    }

    /// Whether the same request may succeed with nothing done but waiting.
    pub const fn is_retryable(self) -> bool {
        self.retry().is_retryable()
    }

    /// Whether the request may be repeated even when it is not idempotent.
    pub const fn is_replay_safe(self) -> bool {
        matches!(self.replay(), Replay::Safe)
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
