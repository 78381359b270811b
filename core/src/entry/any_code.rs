//! A code of any table, without the type of its enum.

use core::error::Error;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ptr;

use crate::code::WireCode;
use crate::entry::{Coded, ErrorCode};
use crate::policy::{Category, Exposure, Recovery, Retry, RetrySafety, Severity};
use crate::table::Table;

/// A code of any table, without the type of its enum.
#[derive(Clone, Copy)]
pub struct AnyCode {
    table: &'static Table,
    entry: usize,
}

/// Erases the type of a code.
#[doc(hidden)]
pub fn erase<C: ErrorCode>(code: C) -> AnyCode {
    AnyCode { table: C::TABLE, entry: code.index() }
}

impl AnyCode {
    /// Returns the code with its type, if it is of that type.
    pub fn downcast<C: ErrorCode>(self) -> Option<C> {
        if ptr::eq(self.table, C::TABLE) { C::at(self.entry) } else { None }
    }

    /// Returns whether it is a code of that type.
    pub fn is<C: ErrorCode>(self) -> bool {
        ptr::eq(self.table, C::TABLE) && C::at(self.entry).is_some()
    }

    /// Returns the name of the entry's table in the catalog.
    pub const fn table_name(self) -> &'static str {
        self.table.name
    }

    /// Returns the name of the enum.
    pub const fn enum_name(self) -> &'static str {
        self.table.enum_name
    }

    /// Returns the code on the wire.
    pub fn wire_code(self) -> WireCode<'static> {
        self.table.wire_code(self.entry)
    }

    /// Returns the entry's name.
    pub const fn name(self) -> &'static str {
        self.table.name(self.entry)
    }

    /// Returns the title in the locale that `Display` shows. See [`ErrorCode::title`].
    pub const fn title(self) -> &'static str {
        self.table.title(self.entry)
    }

    /// Returns the title in the locale that fits a BCP 47 language tag best.
    pub const fn title_in(self, locale: &str) -> &'static str {
        self.table.title_in(self.entry, locale)
    }

    /// Returns what happened, in the locale that `Display` shows.
    pub const fn message(self) -> &'static str {
        self.table.message(self.entry)
    }

    /// Returns what happened, in the locale that fits a BCP 47 language tag best. See [`ErrorCode::message_in`].
    pub const fn message_in(self, locale: &str) -> &'static str {
        self.table.message_in(self.entry, locale)
    }

    /// Returns what the reader should do next, in the locale that `Display` shows.
    pub const fn help(self) -> Option<&'static str> {
        self.table.help(self.entry)
    }

    /// Returns what the reader should do next, in the locale that fits a BCP 47 language tag best.
    pub const fn help_in(self, locale: &str) -> Option<&'static str> {
        self.table.help_in(self.entry, locale)
    }

    /// Returns the URL of the entry's documentation.
    pub const fn url(self) -> Option<&'static str> {
        self.table.url(self.entry)
    }

    /// Returns the HTTP status that is sent with this code.
    pub const fn http_status(self) -> u16 {
        self.table.policy(self.entry).http
    }

    /// Returns the category.
    pub const fn category(self) -> Category {
        self.table.policy(self.entry).category
    }

    /// Returns what to do about it.
    pub const fn retry(self) -> Retry {
        self.table.policy(self.entry).retry
    }

    /// Returns whether the request may be retried although it may already have been carried out.
    pub const fn retry_safety(self) -> RetrySafety {
        self.table.policy(self.entry).retry_safety
    }

    /// Returns the severity.
    pub const fn severity(self) -> Severity {
        self.table.policy(self.entry).severity
    }

    /// Returns the name of its class.
    pub const fn class(self) -> Option<&'static str> {
        self.table.policy(self.entry).class
    }

    /// Returns whether callers may see the entry.
    pub const fn exposure(self) -> Exposure {
        self.table.policy(self.entry).exposure()
    }

    /// Returns who must act so that a request may succeed.
    pub const fn recovery(self) -> Recovery {
        self.table.policy(self.entry).recovery()
    }

    /// Returns the exit code of a program that ends with this error.
    pub const fn exit_code(self) -> u8 {
        self.table.policy(self.entry).exit_code()
    }

    /// Returns whether the same request may succeed after nothing but a wait.
    pub const fn is_retryable(self) -> bool {
        self.retry().is_retryable()
    }

    /// Returns whether the request may be retried even if it is not idempotent.
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
        *self == erase(*other)
    }
}

/// Writes the enum and the variant.
impl fmt::Debug for AnyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.enum_name(), self.name())
    }
}

/// Writes the message.
impl fmt::Display for AnyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.message())
    }
}

impl Error for AnyCode {}
