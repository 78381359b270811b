//! What every generated enum has in common, for generic code.

use core::error::Error;
use core::hash::Hash;
use core::str::FromStr;

use crate::entry::All;
use crate::entry::{AnyCode, find_code};
use crate::policy::Category;
use crate::code::{Code, InvalidCode};
use crate::policy::{RetrySafety, Retry};
use crate::policy::Severity;
use crate::table::{Codes, Table};
use crate::entry::HasCode;

/// Where an enum's entries are. Generated code alone implements it.
#[doc(hidden)]
pub trait Entries: Sized {
    const TABLE: &'static Table;

    /// The variant's index in the table.
    fn index(self) -> usize;

    /// The variant at an index of the table.
    fn at(index: usize) -> Option<Self>;

    /// The variant that has a code.
    fn of_code(code: Code<'_>) -> Option<Self>;

    /// The variant whose code a text spells: an integer in decimal digits, a string as it is.
    fn of_spelled(text: &str) -> Option<Self> {
        match Self::TABLE.codes {
            // The parser of the standard library allows a plus sign, which no integer on the wire has.
            Codes::Integers { .. } if text.starts_with('+') => None,
            Codes::Integers { .. } => {
                text.parse().ok().and_then(|number| Self::of_code(Code::Number(number)))
            }
            Codes::Strings(_) => Self::of_code(Code::Text(text)),
        }
    }

    /// The variant that has a code, for `TryFrom`.
    fn try_code(code: Code<'_>) -> Result<Self, InvalidCode> {
        Self::of_code(code).ok_or_else(|| InvalidCode::new(code, Self::TABLE.enum_name))
    }

    /// The variant that has the code which a text spells, for `FromStr`.
    fn try_text(text: &str) -> Result<Self, InvalidCode> {
        Self::of_spelled(text).ok_or_else(|| InvalidCode::new(Code::Text(text), Self::TABLE.enum_name))
    }
}

/// An enum of error codes that [`codes!`](crate::codes) generated. Nothing else implements it.
///
/// The enums have the same methods themselves, as `const fn`; this trait is for code that takes any of them.
///
/// ```
/// use errcat::{ErrorCode, tencent_meeting::{OAuthError, RestError}};
///
/// fn worth_repeating<C: ErrorCode>() -> usize {
///     C::ALL.into_iter().filter(|code| code.is_retryable()).count()
/// }
///
/// assert_eq!(worth_repeating::<OAuthError>(), 2);
/// assert!(worth_repeating::<RestError>() > 2);
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
    const ALL: All<Self> = All::NEW;

    /// The code on the wire.
    fn code(self) -> Code<'static> {
        Self::TABLE.code(self.index())
    }

    /// The entry that has a code, whether it is sent for it or only means it when it comes.
    fn from_code<'a>(code: impl Into<Code<'a>>) -> Option<Self> {
        Self::of_code(code.into())
    }

    /// The entry's name in the catalog, which is the variant's.
    fn name(self) -> &'static str {
        Self::TABLE.name(self.index())
    }

    /// The entry that has a name, an alias or a former name.
    fn from_name(name: &str) -> Option<Self> {
        Self::TABLE.find_name(name).and_then(Self::at)
    }

    /// What kind of thing happened, in the locale that `Display` shows: the catalog's title, or where it has none, the
    /// message.
    fn title(self) -> &'static str {
        Self::TABLE.title(self.index())
    }

    /// What kind of thing happened, in the locale that [`message_in`](ErrorCode::message_in) would choose.
    fn title_in(self, locale: &str) -> &'static str {
        Self::TABLE.title_in(self.index(), locale)
    }

    /// What happened, in the locale that `Display` shows. Where the message has values in it, this is the title: the
    /// values are those of an occurrence, which is a [`Failure`](crate::Failure) or a struct of params.
    fn message(self) -> &'static str {
        Self::TABLE.message(self.index())
    }

    /// What happened, in the catalog's locale that fits a BCP 47 language tag best (RFC 4647, lookup); where none fits,
    /// in the one that `Display` shows.
    fn message_in(self, locale: &str) -> &'static str {
        Self::TABLE.message_in(self.index(), locale)
    }

    /// What the reader should do next, in the locale that `Display` shows.
    fn help(self) -> Option<&'static str> {
        Self::TABLE.help(self.index())
    }

    /// What the reader should do next, in the locale that [`message_in`](ErrorCode::message_in) would choose.
    fn help_in(self, locale: &str) -> Option<&'static str> {
        Self::TABLE.help_in(self.index(), locale)
    }

    /// The HTTP status that is sent with this code.
    fn http_status(self) -> u16 {
        Self::TABLE.policy(self.index()).http
    }

    /// The category.
    fn category(self) -> Category {
        Self::TABLE.policy(self.index()).category
    }

    /// What to do about it.
    fn retry(self) -> Retry {
        Self::TABLE.policy(self.index()).retry
    }

    /// Whether the request may be repeated although it may already have been carried out.
    fn retry_safety(self) -> RetrySafety {
        Self::TABLE.policy(self.index()).retry_safety
    }

    /// How grave it is.
    fn severity(self) -> Severity {
        Self::TABLE.policy(self.index()).severity
    }

    /// The name of its class.
    fn class(self) -> Option<&'static str> {
        Self::TABLE.policy(self.index()).class
    }

    /// Whether the same request may succeed with nothing done but waiting.
    fn is_retryable(self) -> bool {
        self.retry().is_retryable()
    }

    /// Whether the request may be repeated even when it is not idempotent.
    fn is_retry_safe(self) -> bool {
        matches!(self.retry_safety(), RetrySafety::Always)
    }

    /// The code of this table that an error has, or the nearest of its sources. See [`find_code`].
    fn find_in(error: &(dyn Error + 'static)) -> Option<Self> {
        find_code::<Self>(error).and_then(AnyCode::downcast)
    }

    /// The same code without its type.
    fn erased(self) -> AnyCode {
        AnyCode::new(self)
    }
}
