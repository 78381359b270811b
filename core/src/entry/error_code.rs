//! The trait of every generated enum, for generic code.

use core::error::Error;
use core::hash::Hash;
use core::str::FromStr;

use crate::code::{InvalidCode, WireCode};
use crate::entry::{AllCodes, HasCode};
use crate::policy::{Category, Exposure, Recovery, Retry, RetrySafety, Severity};
use crate::table::{Codes, Table};

/// The way from an enum to its table. Only generated code implements it.
#[doc(hidden)]
pub trait Entries: Sized {
    const TABLE: &'static Table;

    /// The enum of the table: this one, unless it is that of a set.
    type Table: ErrorCode<Table = Self::Table>;

    /// Returns the variant of the table's enum.
    fn of_table(self) -> Self::Table;

    /// How many variants there are.
    const LEN: usize = Self::TABLE.len;

    /// Returns the variant's index in the table.
    fn index(self) -> usize;

    /// Returns the variant at an index of the table.
    fn at(index: usize) -> Option<Self>;

    /// Returns the variant at a position in the order of the catalog.
    fn in_order(position: usize) -> Option<Self> {
        if position < Self::LEN { Self::at(Self::TABLE.in_order(position)) } else { None }
    }

    /// Returns the variant with a code.
    fn of_code(code: &WireCode<'_>) -> Option<Self>;

    /// Returns the index of the table's entry with a code that no variant has: an enum with all entries has none.
    fn index_of_code(_code: &WireCode<'_>) -> Option<usize> {
        None
    }

    /// Returns the variant whose code a text spells: an integer in decimal digits, a string as it is.
    fn of_spelled(text: &str) -> Option<Self> {
        match Self::TABLE.codes {
            // `i128::from_str` accepts a plus sign, which an integer on the wire never has.
            Codes::Integers { .. } if text.starts_with('+') => None,
            Codes::Integers { .. } => {
                text.parse().ok().and_then(|number| Self::of_code(&WireCode::Number(number)))
            }
            Codes::Strings(_) => Self::of_code(&WireCode::from(text)),
        }
    }

    /// Returns the variant with a code, for `TryFrom`.
    fn try_code(code: WireCode<'_>) -> Result<Self, InvalidCode> {
        Self::of_code(&code).ok_or_else(|| InvalidCode::new(code, Self::TABLE.enum_name))
    }

    /// Returns the variant whose code a text spells, for `FromStr`.
    fn try_text(text: &str) -> Result<Self, InvalidCode> {
        Self::of_spelled(text).ok_or_else(|| InvalidCode::new(WireCode::from(text), Self::TABLE.enum_name))
    }
}

/// An enum of error codes that [`codes!`](crate::codes) generated. Nothing else can implement it.
///
/// The enums have these methods themselves, as `const fn`; this trait is for code that is generic over them.
///
/// ```
/// use errcat::{ErrorCode, tencent_meeting::{OAuthError, RestError}};
///
/// fn retryable<C: ErrorCode>() -> usize {
///     C::ALL.into_iter().filter(|code| code.is_retryable()).count()
/// }
///
/// assert_eq!(retryable::<OAuthError>(), 2);
/// assert!(retryable::<RestError>() > 2);
/// ```
pub trait ErrorCode:
    Entries
    + HasCode<Code = Self>
    + Error
    + Copy
    + Ord
    + Hash
    + FromStr<Err = InvalidCode>
    + Send
    + Sync
    + Unpin
    + 'static
{
    /// Every entry, in the order of the catalog.
    const ALL: AllCodes<Self> = AllCodes::NEW;

    /// Returns the code on the wire.
    fn wire_code(self) -> WireCode<'static> {
        Self::TABLE.wire_code(self.index())
    }

    /// Returns the entry with a code, whether the code is its own or one that is only received for it.
    fn from_code<'a>(code: impl Into<WireCode<'a>>) -> Option<Self> {
        Self::of_code(&code.into())
    }

    /// Returns the subcode of an entry that refines another one: the two have the same code.
    ///
    /// ```
    /// mod graph {
    ///     errcat::codes!("../../examples/graph.toml");
    /// }
    /// use errcat::{ErrorCode, WireCode};
    /// use graph::GraphError;
    ///
    /// let expired = GraphError::AccessTokenExpired;
    /// assert_eq!(expired.code(), 190);
    /// assert_eq!(expired.subcode(), Some(WireCode::Number(463)));
    /// assert_eq!(expired.refined(), Some(GraphError::AccessTokenInvalid));
    ///
    /// let invalid = GraphError::from_code(190).unwrap();
    /// assert_eq!(invalid, GraphError::AccessTokenInvalid);
    /// assert_eq!(invalid.refined_by(463), GraphError::AccessTokenExpired);
    /// assert_eq!(invalid.refined_by(999), GraphError::AccessTokenInvalid);
    /// ```
    fn subcode(self) -> Option<WireCode<'static>> {
        Self::TABLE.refinement(self.index()).map(|refinement| refinement.subcode.clone())
    }

    /// Returns the entry that this one refines.
    fn refined(self) -> Option<Self> {
        Self::TABLE.refinement(self.index()).and_then(|refinement| Self::at(refinement.of as usize))
    }

    /// Returns the entry that refines this one by a subcode, or this one if none does.
    fn refined_by<'a>(self, subcode: impl Into<WireCode<'a>>) -> Self {
        let entry = Self::TABLE.find_refinement(self.index(), &subcode.into());
        entry.and_then(Self::at).unwrap_or(self)
    }

    /// Returns a value that is sent with the entry besides its code, by its name in the envelope.
    ///
    /// ```
    /// use errcat::{ErrorCode, WireCode, tencent_meeting::RestError};
    ///
    /// let ended = RestError::MeetingEnded;
    /// assert_eq!(ended.code(), 13603);
    /// assert_eq!(ended.extra("new_error_code"), Some(WireCode::Number(101_013_603)));
    /// ```
    fn extra(self, name: &str) -> Option<WireCode<'static>> {
        Self::TABLE.extra(self.index(), name).cloned()
    }

    /// Returns the entry's name in the catalog, which is the variant's name.
    fn name(self) -> &'static str {
        Self::TABLE.name(self.index())
    }

    /// Returns the entry with a name, an alias or a former name.
    fn from_name(name: &str) -> Option<Self> {
        Self::TABLE.find_name(name).and_then(Self::at)
    }

    /// Returns a short summary of the kind of error, in the locale that `Display` shows: the catalog's title, or without
    /// one, the message.
    fn title(self) -> &'static str {
        Self::TABLE.title(self.index())
    }

    /// Returns the title in the locale that [`message_in`](ErrorCode::message_in) chooses.
    fn title_in(self, locale: &str) -> &'static str {
        Self::TABLE.title_in(self.index(), locale)
    }

    /// Returns what happened, in the locale that `Display` shows. If the message has placeholders, this is the title: only
    /// an occurrence, which is a [`Failure`](crate::Failure) or a struct of params, has the values.
    fn message(self) -> &'static str {
        Self::TABLE.message(self.index())
    }

    /// Returns what happened, in the catalog's locale that fits a BCP 47 language tag best (RFC 4647, lookup); if none
    /// fits, in the one that `Display` shows.
    fn message_in(self, locale: &str) -> &'static str {
        Self::TABLE.message_in(self.index(), locale)
    }

    /// Returns what the reader should do next, in the locale that `Display` shows.
    fn help(self) -> Option<&'static str> {
        Self::TABLE.help(self.index())
    }

    /// Returns what the reader should do next, in the locale that [`message_in`](ErrorCode::message_in) chooses.
    fn help_in(self, locale: &str) -> Option<&'static str> {
        Self::TABLE.help_in(self.index(), locale)
    }

    /// Returns the URL of the entry's documentation.
    fn url(self) -> Option<&'static str> {
        Self::TABLE.url(self.index())
    }

    /// Returns the HTTP status that is sent with this code.
    fn http_status(self) -> u16 {
        Self::TABLE.policy(self.index()).http
    }

    /// Returns the category.
    fn category(self) -> Category {
        Self::TABLE.policy(self.index()).category
    }

    /// Returns what to do about it.
    fn retry(self) -> Retry {
        Self::TABLE.policy(self.index()).retry
    }

    /// Returns whether the request may be retried although it may already have been carried out.
    fn retry_safety(self) -> RetrySafety {
        Self::TABLE.policy(self.index()).retry_safety
    }

    /// Returns the severity.
    fn severity(self) -> Severity {
        Self::TABLE.policy(self.index()).severity
    }

    /// Returns the name of its class.
    fn class(self) -> Option<&'static str> {
        Self::TABLE.policy(self.index()).class
    }

    /// Returns whether callers may see the entry.
    fn exposure(self) -> Exposure {
        Self::TABLE.policy(self.index()).exposure()
    }

    /// Returns the entry that leaves the service in place of an internal one.
    ///
    /// ```
    /// mod billing {
    ///     errcat::codes!("../../examples/billing.toml");
    /// }
    /// use billing::BillingError;
    /// use errcat::{ErrorCode, Exposure};
    ///
    /// assert_eq!(BillingError::LedgerCorrupted.exposure(), Exposure::Internal);
    /// assert_eq!(BillingError::LedgerCorrupted.mask(), Some(BillingError::ServiceFailed));
    /// assert_eq!(BillingError::InvoiceNotFound.mask(), None);
    /// ```
    fn mask(self) -> Option<Self> {
        Self::TABLE.policy(self.index()).overrides.mask.and_then(|mask| Self::at(mask as usize))
    }

    /// Returns who must act so that a request may succeed.
    fn recovery(self) -> Recovery {
        Self::TABLE.policy(self.index()).recovery()
    }

    /// Returns the exit code of a program that ends with this error: that of the catalog, or else the one of `sysexits.h` for
    /// its category.
    fn exit_code(self) -> u8 {
        Self::TABLE.policy(self.index()).exit_code()
    }

    /// Returns whether the same request may succeed after nothing but a wait.
    fn is_retryable(self) -> bool {
        self.retry().is_retryable()
    }

    /// Returns whether the request may be retried even if it is not idempotent.
    fn is_retry_safe(self) -> bool {
        self.retry_safety() == RetrySafety::Always
    }
}
